"""Who says each fact of a place, when and under which licence, as every door tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from modugil.core.access import Access
from modugil.core.language import pick_text
from modugil.core.source import Source
from modugil.places.place import STAFF, WHEELCHAIR, Place, SaidBy
from modugil.places.vocabulary import FACTS, Form

ACCESS_WORDS = {Access.YES: "yes", Access.NO: "no", Access.UNKNOWN: "unknown"}
STAFF_SOURCE = Source(
    id="staff",
    kind="staff",
    path="",
    licence="unstated",
    attribution={
        "ko": "지역 담당자 확인",
        "en": "Checked by the region's own staff",
        "zh": "经本地区工作人员确认",
        "ja": "地域の担当者が確認",
    },
)
"""Their names are in the record of who did what, for their colleagues alone."""
Value = str | int | float


class Heard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fact as one source says it."""

    value: Value
    source: str
    """The source's id in the description of the region; `staff` are the region's own."""
    licence: str
    attribution: str
    as_of: str = ""
    record: str = ""
    """The source's own id of the place."""
    text: str = ""
    """The source's own words, where the value was read out of words."""
    disputed: bool = False
    """Whether sources say different things here."""


def read_value(key: str, value: str) -> Value:
    """The value as JSON has it: numbers as numbers, everything else as it is written."""
    form = FACTS.get(key)
    try:
        if form is Form.COUNT:
            return int(value)
        if form in (Form.METRES, Form.DEGREES):
            return float(value)
    except ValueError:
        return value
    return value


def list_values(place: Place) -> dict[str, Value]:
    """What is known of the place, by key; what is disputed and so unknown is left out."""
    return {
        key: read_value(key, fact.value)
        for key, fact in place.facts.items()
        if fact.value and key != WHEELCHAIR
    }


def list_heard(place: Place, sources: Sequence[Source]) -> dict[str, list[Heard]]:
    """Every source of every fact, the one that counts first."""
    return {
        key: [
            _hear(one, sources, value=read_value(key, one.value), disputed=fact.disputed)
            for one in fact.said
        ]
        for key, fact in place.facts.items()
    }


def list_heard_of_itself(place: Place, sources: Sequence[Source]) -> dict[str, list[Heard]]:
    """What each source calls the place (`name`) and where it puts it (`geometry`).

    The source that counts comes first; a position is written as well-known text.
    """
    named = [_hear(one, sources, value=one.value) for one in place.records if one.value]
    located = [
        _hear(replace(one, text=""), sources, value=_write_point(one.text))
        for one in place.records
        if one.text
    ]
    return {key: heard for key, heard in (("name", named), ("geometry", located)) if heard}


def tell_source(source: Source, value: Value, *, record: str = "", text: str = "") -> Heard:
    """What a source says as a whole, at its own date."""
    return Heard(
        value=value,
        source=source.id,
        licence=source.licence,
        attribution=attribute(source.attribution),
        as_of=source.as_of,
        record=record,
        text=text,
    )


def write_point(lon: float, lat: float) -> str:
    """A position as well-known text."""
    return f"POINT ({lon!r} {lat!r})"


def _write_point(where: str) -> str:
    lat, _, lon = where.partition(",")
    return write_point(float(lon), float(lat))


def _hear(
    said: SaidBy, sources: Sequence[Source], *, value: Value, disputed: bool = False
) -> Heard:
    source = find_source(said.source, sources)
    return Heard(
        value=value,
        source=source.id,
        licence=source.licence,
        attribution=attribute(source.attribution),
        as_of=said.as_of,
        record="" if said.source == STAFF else said.record,
        text=said.text,
        disputed=disputed,
    )


def find_source(row: int, sources: Sequence[Source]) -> Source:
    """The source of that row; staff for STAFF."""
    return STAFF_SOURCE if row == STAFF else sources[row]


def attribute(attribution: Mapping[str, str]) -> str:
    """How the source wants to be named, in English where it has it."""
    return pick_text(attribution, language="en")
