"""Needs as they are written in a query: a preset's name, and limits of one's own.

`needs=manual-wheelchair&maxSlopeUpPercent=6&unknownPolicy=refuse`. Each limit has the name of its
field in `Needs`; some may also be written in the unit people use (percent, centimetres, km/h).
An empty value leaves what the preset says; `none` lifts the limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from math import inf

from modugil.core.access import UnknownPolicy
from modugil.core.errors import NeedsInvalid
from modugil.region.vocabulary import Smoothness, Surface
from modugil.routing.needs import RANGES, Boarding, CrossingRule, Needs, StepRamp, Use
from modugil.routing.presets import get_preset, list_presets

NO_LIMIT = "none"
DEFAULT_PRESET = "powered-wheelchair"


@dataclass(frozen=True, slots=True)
class NeedWord:
    """One limit as a query may write it.

    Units:   the value in `unit`, times `factor`, is the field's value; `low` and `high` in `unit`.
    """

    word: str
    field: str
    unit: str = ""
    factor: float = 1.0
    choices: tuple[str, ...] = ()
    several: bool = False
    """Whether several choices may be given, with commas between them."""

    @property
    def low(self) -> float:
        """The least value."""
        return RANGES[self.field][0] / self.factor

    @property
    def high(self) -> float:
        """The greatest value, infinity where there is none."""
        return RANGES[self.field][1] / self.factor


def _words(kind: type[Enum]) -> tuple[str, ...]:
    return tuple(one.name.lower().replace("_", "-") for one in kind)


_KMH = 1 / 3.6
NEED_WORDS: tuple[NeedWord, ...] = (
    NeedWord("speedMps", "speed_mps", "m/s"),
    NeedWord("speedKmh", "speed_mps", "km/h", _KMH),
    NeedWord("maxSlopeUpRatio", "max_slope_up_ratio", "ratio"),
    NeedWord("maxSlopeUpPercent", "max_slope_up_ratio", "%", 0.01),
    NeedWord("maxSlopeDownRatio", "max_slope_down_ratio", "ratio"),
    NeedWord("maxSlopeDownPercent", "max_slope_down_ratio", "%", 0.01),
    NeedWord("maxCrossSlopeRatio", "max_cross_slope_ratio", "ratio"),
    NeedWord("maxCrossSlopePercent", "max_cross_slope_ratio", "%", 0.01),
    NeedWord("maxKerbM", "max_kerb_m", "m"),
    NeedWord("maxKerbCm", "max_kerb_m", "cm", 0.01),
    NeedWord("minWidthM", "min_width_m", "m"),
    NeedWord("minWidthCm", "min_width_m", "cm", 0.01),
    NeedWord("surfaces", "surfaces", choices=_words(Surface)[1:], several=True),
    NeedWord("worstSmoothness", "worst_smoothness", choices=_words(Smoothness)[1:]),
    NeedWord("maxStepCount", "max_step_count", "steps"),
    NeedWord("stepRamp", "step_ramp", choices=_words(StepRamp)),
    NeedWord("elevators", "elevators", choices=_words(Use)),
    NeedWord("escalators", "escalators", choices=_words(Use)),
    NeedWord("crossings", "crossings", choices=_words(CrossingRule)),
    NeedWord("heedsWheelchairTag", "heeds_wheelchair_tag", choices=("yes", "no")),
    NeedWord("carriagewayFactor", "carriageway_factor", "times"),
    NeedWord("boarding", "boarding", choices=_words(Boarding)),
    NeedWord("longestLegM", "longest_leg_m", "m"),
    NeedWord("changeTimeS", "change_time_s", "s"),
    NeedWord("unknownPolicy", "unknown_policy", choices=_words(UnknownPolicy)),
    NeedWord("unknownFactor", "unknown_factor", "times"),
)
_BY_WORD = {word.word: word for word in NEED_WORDS}
_ENUMS: dict[str, type[Enum]] = {
    "worst_smoothness": Smoothness,
    "step_ramp": StepRamp,
    "elevators": Use,
    "escalators": Use,
    "crossings": CrossingRule,
    "boarding": Boarding,
    "unknown_policy": UnknownPolicy,
}


def parse_needs(words: Mapping[str, str]) -> Needs:
    """The needs that a query asks for; words that are not about needs are passed over.

    Errors:  NeedsInvalid for an unknown preset, a value that cannot be read or is out of range, or
             one limit given in two units.
    """
    preset = words.get("needs", "").strip() or DEFAULT_PRESET
    if preset == "custom":
        raise NeedsInvalid(
            "Needs of one's own begin from a preset.",
            allowed=f"Give one of {', '.join(n.preset for n in list_presets())}, and limits.",
        )
    limits: dict[str, object] = {}
    for name, text in words.items():
        word = _BY_WORD.get(name)
        if word is None or not text.strip():
            continue
        if word.field in limits:
            raise NeedsInvalid(f"{name} repeats a limit that is given in another unit.")
        limits[word.field] = _parse_value(word, text.strip().lower())
    needs = get_preset(preset)
    if all(getattr(needs, field) == value for field, value in limits.items()):
        return needs
    return needs.with_limits(preset="custom", **limits)


def _parse_value(word: NeedWord, text: str) -> object:
    if word.several:
        return frozenset(Surface[_choice(word, one)] for one in text.split(",") if one.strip())
    if word.field in _ENUMS:
        return _ENUMS[word.field][_choice(word, text)]
    if word.choices:
        return _choice(word, text) == "YES"
    return _parse_number(word, text)


def _choice(word: NeedWord, text: str) -> str:
    if text.strip() not in word.choices:
        raise NeedsInvalid(
            f"{word.word} is {text.strip()[:40]!r}.",
            allowed=f"It may be {', '.join(word.choices)}.",
        )
    return text.strip().upper().replace("-", "_")


def _parse_number(word: NeedWord, text: str) -> float:
    if text == NO_LIMIT:
        return RANGES[word.field][0] if word.field == "min_width_m" else _lifted(word)
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not word.low <= value <= word.high or value == inf:
        raise NeedsInvalid(f"{word.word} is {text[:40]!r}.", allowed=say_range(word))
    return round(value * word.factor, 9)


def _lifted(word: NeedWord) -> float:
    if RANGES[word.field][1] != inf:
        raise NeedsInvalid(f"{word.word} needs a number.", allowed=say_range(word))
    return inf


def say_range(word: NeedWord) -> str:
    """Which values the word may have, as a sentence."""
    unit = f" {word.unit}" if word.unit not in ("", "ratio") else ""
    if word.high == inf:
        return f"It may be {word.low:g}{unit} or more, or {NO_LIMIT}."
    return f"It may be from {word.low:g} to {word.high:g}{unit}."
