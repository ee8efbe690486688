"""Needs as they are written in a query: a preset's name, and limits of one's own.

`needs=manual-wheelchair&maxSlopeUpPercent=6&unknownPolicy=refuse`. Each limit has the name of its
field in `Needs`; some may also be written in the unit people use (percent, centimetres, km/h).
An empty value leaves what the preset says; `none` lifts the limit. Several presets with commas
between them are people who go together: `needs=powered-wheelchair,stroller`; each has the limits of
their preset, and a limit in the query holds for all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from math import inf, nan

from modugil.core.access import UnknownPolicy
from modugil.core.errors import NeedsInvalid
from modugil.region.vocabulary import Smoothness, Surface
from modugil.routing.needs import RANGES, Boarding, CrossingRule, Needs, StepRamp, TagRule, Use
from modugil.routing.parse_needs import NO_LIMIT, parse_needs

OWN_NEEDS = "custom"
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
    names = (one.name.lower() for one in kind if one.name != "UNKNOWN")
    return tuple(names) if issubclass(kind, IntEnum) else tuple(str(one.value) for one in kind)


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
    NeedWord("surfaces", "surfaces", choices=_words(Surface), several=True),
    NeedWord("worstSmoothness", "worst_smoothness", choices=_words(Smoothness)),
    NeedWord("maxStepCount", "max_step_count", "steps"),
    NeedWord("stepRamp", "step_ramp", choices=_words(StepRamp)),
    NeedWord("elevators", "elevators", choices=_words(Use)),
    NeedWord("escalators", "escalators", choices=_words(Use)),
    NeedWord("crossings", "crossings", choices=_words(CrossingRule)),
    NeedWord("carriagewayFactor", "carriageway_factor", "times"),
    NeedWord("boarding", "boarding", choices=_words(Boarding)),
    NeedWord("maxRampRatio", "max_ramp_ratio", "ratio"),
    NeedWord("maxRampPercent", "max_ramp_ratio", "%", 0.01),
    NeedWord("longestLegM", "longest_leg_m", "m"),
    NeedWord("changeTimeS", "change_time_s", "s"),
    NeedWord("wheelchairTag", "wheelchair_tag", choices=_words(TagRule)),
    NeedWord("unknownPolicy", "unknown_policy", choices=_words(UnknownPolicy)),
    NeedWord("unknownFactor", "unknown_factor", "times"),
)
_BY_WORD = {word.word: word for word in NEED_WORDS}


def read_needs(words: Mapping[str, str]) -> Needs:
    """The needs that a query asks for; words that are not about needs are passed over.

    Errors:  NeedsInvalid for an unknown preset, a value that cannot be read or is out of range, or
             one limit given in two units.
    """
    preset = words.get("needs", "").strip() or DEFAULT_PRESET
    limits: dict[str, str] = {}
    for name, text in words.items():
        word = _BY_WORD.get(name)
        if word is None or not text.strip():
            continue
        if word.field in limits:
            raise NeedsInvalid(f"{name} repeats a limit that is given in another unit.")
        limits[word.field] = _in_field_unit(word, text.strip().lower())
    asked = parse_needs(preset, limits=limits)
    as_named = asked == parse_needs(preset, limits={})
    return asked if as_named else replace(asked, preset=OWN_NEEDS)


def _in_field_unit(word: NeedWord, text: str) -> str:
    if word.choices:
        return _check_choices(word, text)
    lifts = text == NO_LIMIT and (word.high == inf or word.field == "min_width_m")
    return text if lifts else repr(round(_check_number(word, text) * word.factor, 9))


def _check_choices(word: NeedWord, text: str) -> str:
    for one in text.split(",") if word.several else [text]:
        if one.strip() not in word.choices:
            raise NeedsInvalid(
                f"{word.word} is {one.strip()[:40]!r}.",
                allowed=f"It may be {', '.join(word.choices)}.",
            )
    return text


def _check_number(word: NeedWord, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = nan
    if not word.low <= value <= word.high or value == inf:
        raise NeedsInvalid(f"{word.word} is {text[:40]!r}.", allowed=say_range(word))
    return value


def say_range(word: NeedWord) -> str:
    """Which values the word may have, as a sentence."""
    unit = f" {word.unit}" if word.unit not in ("", "ratio") else ""
    if word.high == inf:
        return f"It may be {word.low:g}{unit} or more, or {NO_LIMIT}."
    return f"It may be from {word.low:g} to {word.high:g}{unit}."
