"""Measures as people write them in tags, text to value; None where the text is not one.

Examples: width=1,5 | width=120 cm | width=4'6" | kerb:height=3 cm | incline=-5% | incline=3°
Spec:     OSM wiki, Map features/Units; Key:incline; Key:kerb:height.
"""

import math
import re

FOOT_M = 0.3048
INCH_M = 0.0254
METRES_OF_UNIT = {
    "": 1.0,
    "m": 1.0,
    "meter": 1.0,
    "meters": 1.0,
    "metre": 1.0,
    "metres": 1.0,
    "cm": 0.01,
    "mm": 0.001,
    "km": 1000.0,
    "ft": FOOT_M,
    "foot": FOOT_M,
    "feet": FOOT_M,
    "'": FOOT_M,
    "in": INCH_M,
    "inch": INCH_M,
    "inches": INCH_M,
    '"': INCH_M,
}
NUMBER = r"(?:\d+(?:[.,]\d+)?|[.,]\d+)"
LENGTH = re.compile(rf"({NUMBER})\s*([a-z]*|'|\")")
FEET_AND_INCHES = re.compile(rf"({NUMBER})\s*(?:'|ft|feet)\s*({NUMBER})\s*(?:\"|''|in|inches)?")
INCLINE = re.compile(rf"([+-]?)\s*({NUMBER})\s*(%|°|deg|degrees|)")
RISE_OVER_RUN = re.compile(rf"([+-]?)\s*({NUMBER})\s*:\s*({NUMBER})")
LEVEL = re.compile(rf"-?{NUMBER}")
STEEPEST_RATIO = 1.0
SIGN_ONLY = frozenset({"up", "down", "yes", "steep", "up_down", "down_up"})
"""Values of incline that say there is one, but not how much."""


def parse_number(text: str) -> float:
    """The number of a text that is one, with a point or a comma before its decimals."""
    return float(text.replace(",", "."))


def parse_length_m(text: str) -> float | None:
    """The length a text says, or None; without a unit it is in metres, never guessed from its size.

    Units:   m, cm, mm, km, ft and in, written out or as signs; result in metres.
    """
    clean = text.strip().lower().replace("\u2032", "'").replace("\u2033", '"')
    if both := FEET_AND_INCHES.fullmatch(clean):
        return parse_number(both[1]) * FOOT_M + parse_number(both[2]) * INCH_M
    if (one := LENGTH.fullmatch(clean)) and one[2] in METRES_OF_UNIT:
        return parse_number(one[1]) * METRES_OF_UNIT[one[2]]
    return None


def parse_incline_ratio(text: str) -> float | None:
    """The rise over run a text says, positive upwards, or None where it says no size.

    A bare number is percent, as mappers use it. Between -1 and 1, zero apart, a bare number may as
    well be a ratio (0.08), and reading it as percent would call a ramp flat: that is None.

    Units:   5%, 3° (its tangent), 1:12, or bare percent.
    Unknown: up, down and steep give no size and are None.
    """
    clean = text.strip().lower()
    if ratio := RISE_OVER_RUN.fullmatch(clean):
        run = parse_number(ratio[3])
        return _signed(ratio[1], parse_number(ratio[2]) / run) if run > 0 else None
    match = INCLINE.fullmatch(clean)
    if match is None:
        return None
    amount, unit = parse_number(match[2]), match[3]
    if unit in ("°", "deg", "degrees"):
        return _signed(match[1], math.tan(math.radians(amount))) if amount < 90 else None
    if unit == "" and 0 < amount < 1:
        return None
    return _signed(match[1], amount / 100)


def _signed(sign: str, amount: float) -> float:
    return -amount if sign == "-" and amount else amount


def parse_level(text: str) -> float | None:
    """The lowest of the levels a text names (`0`, `-1;0`, `0-2`), or None."""
    parts = [part.strip() for part in text.split(";")]
    levels: list[float] = []
    for part in parts:
        if LEVEL.fullmatch(part):
            levels.append(parse_number(part))
        elif span := re.fullmatch(rf"(-?{NUMBER})\s*-\s*(-?{NUMBER})", part):
            levels += [parse_number(span[1]), parse_number(span[2])]
        else:
            return None
    return min(levels)


def parse_count(text: str) -> int | None:
    """The whole number a text is, or None."""
    clean = text.strip()
    return int(clean) if clean.isascii() and clean.isdigit() and len(clean) < 10 else None
