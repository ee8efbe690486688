"""The presets with all their numbers, what one may set instead, and who says so."""

from collections.abc import Iterable
from math import isfinite

import msgspec

from modugil.answers.asking.asked_needs import NEED_WORDS, NeedWord
from modugil.core.thresholds import get_threshold, list_thresholds
from modugil.routing.group_needs import TOGETHER
from modugil.routing.needs import Needs
from modugil.routing.presets import list_presets


class LimitCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One limit of one preset; `value` is None where everything passes."""

    word: str
    unit: str
    value: float | str | list[str] | None
    citations: list[str] = []


class PresetCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One preset with all its limits."""

    preset: str
    limits: list[LimitCard]


class WordCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One word that a query may hold to replace a preset's limit; `high` None has no end."""

    word: str
    unit: str
    low: float | None = None
    high: float | None = None
    choices: list[str] = []
    several: bool = False


class NeedsCards(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """All presets, and the limits one may set.

    Presets with `together` between them are people who go together; a limit holds for each.
    """

    presets: list[PresetCard]
    words: list[WordCard]
    together: str = TOGETHER


class ThresholdCard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One legal or cited limit; `valid_from` is an ISO date."""

    id: str
    value: float
    unit: str
    valid_from: str
    citation: str


def build_needs_cards() -> NeedsCards:
    """Every preset and every word."""
    return NeedsCards(
        presets=[_preset_card(needs) for needs in list_presets()],
        words=[_word_card(word) for word in NEED_WORDS],
    )


def list_threshold_cards() -> list[ThresholdCard]:
    """Every limit of the table, in its order."""
    return [
        ThresholdCard(
            id=one.id,
            value=one.value,
            unit=one.unit,
            valid_from=one.valid_from.isoformat(),
            citation=one.citation,
        )
        for one in list_thresholds()
    ]


def _word_card(word: NeedWord) -> WordCard:
    if word.choices:
        return WordCard(
            word=word.word, unit=word.unit, choices=list(word.choices), several=word.several
        )
    return WordCard(word=word.word, unit=word.unit, low=word.low, high=_bound(word.high))


def _preset_card(needs: Needs) -> PresetCard:
    words = [word for word in NEED_WORDS if word.factor == 1.0]
    return PresetCard(
        preset=needs.preset,
        limits=[
            LimitCard(
                word=word.word,
                unit=word.unit,
                value=_value(needs, word),
                citations=_citations(needs, word),
            )
            for word in words
        ],
    )


def _value(needs: Needs, word: NeedWord) -> float | str | list[str] | None:
    value = getattr(needs, word.field)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted(one.name.lower() for one in value if one.name != "UNKNOWN")
    if word.choices:
        return str(getattr(value, "value", value)) if isinstance(value, str) else value.name.lower()
    return _bound(float(value))


def _bound(value: float) -> float | None:
    return value if isfinite(value) else None


_WHEELCHAIR = ("manual-wheelchair", "powered-wheelchair")
_CITED: dict[tuple[str, str], str] = {
    ("walking", "speed_mps"): "speed.walking_mps",
    ("manual-wheelchair", "speed_mps"): "speed.manual_chair_mps",
    ("manual-wheelchair", "max_slope_up_ratio"): "accessmap.manual.slope_up_ratio",
    ("manual-wheelchair", "max_ramp_ratio"): "kr.bus.ramp_ratio",
    ("manual-wheelchair", "max_slope_down_ratio"): "accessmap.manual.slope_down_ratio",
    ("powered-wheelchair", "speed_mps"): "speed.powered_chair_mps",
    ("powered-wheelchair", "max_slope_up_ratio"): "accessmap.powered.slope_ratio",
    ("powered-wheelchair", "max_ramp_ratio"): "us.bus.ramp_ratio",
    ("powered-wheelchair", "max_slope_down_ratio"): "accessmap.powered.slope_ratio",
    ("stroller", "speed_mps"): "speed.stroller_mps",
    ("stroller", "max_slope_up_ratio"): "kr.ramp.steep_with_helper_ratio",
    ("stroller", "max_slope_down_ratio"): "kr.ramp.steep_with_helper_ratio",
    ("stroller", "max_kerb_m"): "osm.kerb.rolled_height_m",
    ("cane", "speed_mps"): "speed.cane_mps",
    ("cane", "max_slope_up_ratio"): "accessmap.cane.slope_ratio",
    ("cane", "max_slope_down_ratio"): "accessmap.cane.slope_ratio",
    ("low-vision", "speed_mps"): "speed.low_vision_mps",
    **{
        (preset, "max_cross_slope_ratio"): "kr.sidewalk.cross_slope_ratio" for preset in _WHEELCHAIR
    },
    **{(preset, "max_kerb_m"): "osm.kerb.lowered_height_m" for preset in _WHEELCHAIR},
    **{(preset, "min_width_m"): "iso.chair.width_m" for preset in _WHEELCHAIR},
}
"""Which row of the table each preset's number is taken from; a test holds them equal."""


def _citations(needs: Needs, word: NeedWord) -> list[str]:
    id = _CITED.get((needs.preset, word.field))
    return [get_threshold(id).citation] if id else []


def list_cited() -> list[tuple[str, str, str]]:
    """Rows of (preset, field, id of the threshold)."""
    return [(preset, field, id) for (preset, field), id in _CITED.items()]
