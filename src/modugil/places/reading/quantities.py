"""Quantities as A11yJSON writes them, and as texts such as `90cm`, `40 .. 45 cm`, `> 1.2 m`, `5 %`.

Where a range is said, the number that promises least counts: of a width the smallest, of a slope
the largest. A bound that promises nothing (a width `< 90 cm`, a slope `> 5°`) is not read.
Spec:    a11yjson.org, Quantity; texts are for import only and fail validation there.
"""

import math
import re
from dataclasses import dataclass

METRES = {
    "m": 1.0, "meter": 1.0, "meters": 1.0, "metre": 1.0, "metres": 1.0,
    "cm": 0.01, "centimeter": 0.01, "centimeters": 0.01, "centimetre": 0.01, "centimetres": 0.01,
    "mm": 0.001, "millimeter": 0.001, "millimeters": 0.001, "millimetre": 0.001,
    "in": 0.0254, "inch": 0.0254, "inches": 0.0254, '"': 0.0254,
    "ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "'": 0.3048,
}  # fmt: skip
FARTHEST = 1e9
"""No measure of a place is as large."""
DEGREES = ("deg", "degree", "degrees", "°", "˚")
PERCENT = ("%", "percent")
_AT_LEAST = (">", ">=")
_AT_MOST = ("<", "<=")
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_TEXT = re.compile(
    rf"(<=|>=|==|=|~=|~|<|>)?\s*{_NUMBER}(?:\s*(?:\.\.\.?|-|–|~)\s*{_NUMBER})?\s*(.*)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A span of numbers with a unit; an open end is infinite."""

    least: float
    most: float
    unit: str


def parse_quantity(given: object) -> Quantity | None:
    """The quantity of an object or a text; None where it is none."""
    if isinstance(given, str):
        return _parse_text(given)
    if not isinstance(given, dict):
        return None
    unit = str(given.get("unit", "m")).strip()
    bounds = [_number(given.get(name)) for name in ("min", "max")]
    value = _number(given.get("value"))
    if value is None:
        least, most = bounds
        return _span(least, most, unit) if least is not None or most is not None else None
    slack = _number(given.get("accuracy")) or _number(given.get("precision")) or 0.0
    least = bounds[0] if bounds[0] is not None else value - slack
    most = bounds[1] if bounds[1] is not None else value + slack
    return _bound(str(given.get("operator", "")), least, most, unit)


def get_width_m(quantity: Quantity) -> float | None:
    """The width it promises; None where it promises none, or the unit is no length."""
    factor = METRES.get(quantity.unit.lower())
    if factor is None or not 0 < quantity.least < math.inf:
        return None
    return quantity.least * factor


def get_slope_deg(quantity: Quantity) -> float | None:
    """The steepest it can be; None where that is not said, or the unit is no slope."""
    if not 0 <= quantity.most < math.inf:
        return None
    unit = quantity.unit.lower()
    if unit in PERCENT:
        return math.degrees(math.atan(quantity.most / 100))
    return quantity.most if unit in DEGREES and quantity.most <= 90 else None


def _parse_text(text: str) -> Quantity | None:
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        return None
    least = float(found[2].replace(",", "."))
    most = float(found[3].replace(",", ".")) if found[3] else least
    return _bound(found[1] or "", min(least, most), max(least, most), found[4].strip() or "m")


def _bound(operator: str, least: float, most: float, unit: str) -> Quantity | None:
    if operator in _AT_LEAST:
        return Quantity(least, math.inf, unit)
    if operator in _AT_MOST:
        return Quantity(0.0, most, unit)
    return Quantity(least, most, unit) if operator != "!=" else None


def _span(least: float | None, most: float | None, unit: str) -> Quantity:
    return Quantity(
        least if least is not None else 0.0, most if most is not None else math.inf, unit
    )


def _number(given: object) -> float | None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return float(given) if abs(given) < FARTHEST else None
