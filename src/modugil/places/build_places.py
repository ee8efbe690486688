"""Places as arrays, from groups of records that speak of the same place."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from modugil.core.access import Access
from modugil.places.place import RECORD, WHEELCHAIR, PlaceFact, SaidBy, access_of, weigh
from modugil.places.places import Places, SaidTable
from modugil.places.record import Record
from modugil.places.vocabulary import KINDS
from modugil.region.texts import build_local_texts, build_texts


@dataclass(frozen=True, slots=True)
class Sourced:
    """A record with the source it came from."""

    record: Record
    source: int
    """Row of the manifest's sources."""
    source_id: str
    as_of: str
    """When it was said: the record's date, else the source's."""


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one place, the one that locates and names it first."""

    id: str
    members: tuple[Sourced, ...]

    @property
    def head(self) -> Record:
        """The record whose name and position the place has."""
        return self.members[0].record


def build_places(groups: Sequence[Group]) -> Places:
    """The places, sorted by kind and otherwise as given.

    Errors:  ValueError for a group without a position, which is a mistake in the program.
    """
    ordered = sorted(groups, key=lambda group: KINDS.index(group.head.kind))
    said = [_list_said(group) for group in ordered]
    facts = [weigh(one) for one in said]
    return Places(
        id=build_texts(group.id for group in ordered),
        kind=np.array([KINDS.index(group.head.kind) for group in ordered], np.uint8),
        names=build_local_texts(_merge_names(group) for group in ordered),
        lat=np.array([_located(group.head.lat) for group in ordered], np.float64),
        lon=np.array([_located(group.head.lon) for group in ordered], np.float64),
        wheelchair=np.array([_wheelchair(one) for one in facts], np.uint8),
        source=np.array([group.members[0].source for group in ordered], np.uint8),
        facts=build_texts(_write_facts(one) for one in facts),
        said=_build_said(said),
    )


def _located(degrees: float | None) -> float:
    if degrees is None:
        raise ValueError("a place without a position")
    return degrees


def _list_said(group: Group) -> list[SaidBy]:
    told: list[SaidBy] = []
    for one in group.members:
        record = one.record
        where = "" if record.lat is None else f"{record.lat:.7f},{record.lon:.7f}"
        given = [(RECORD, record.names.get("", ""), where)]
        given += [(WHEELCHAIR, record.wheelchair, "")] if record.wheelchair else []
        given += [(said.key, said.value, said.text) for said in record.said]
        told.extend(
            SaidBy(key, value, text, one.source, one.as_of, record.id) for key, value, text in given
        )
    return told


def _merge_names(group: Group) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in group.members:
        for language, name in one.record.names.items():
            names.setdefault(language, name)
    return names


def _wheelchair(facts: Mapping[str, PlaceFact]) -> Access:
    told = facts.get(WHEELCHAIR)
    return access_of(told.value) if told is not None else Access.UNKNOWN


def _write_facts(facts: Mapping[str, PlaceFact]) -> str:
    known = {key: fact.value for key, fact in facts.items() if fact.value and key != WHEELCHAIR}
    return json.dumps(known, ensure_ascii=False, sort_keys=True)


def _build_said(said: Sequence[Sequence[SaidBy]]) -> SaidTable:
    flat = [one for place in said for one in place]
    start = np.zeros(len(said) + 1, np.int64)
    np.cumsum([len(place) for place in said], out=start[1:])
    return SaidTable(
        start=start,
        key=build_texts(one.key for one in flat),
        value=build_texts(one.value for one in flat),
        text=build_texts(one.text for one in flat),
        source=np.array([one.source for one in flat], np.uint8),
        as_of=build_texts(one.as_of for one in flat),
        record=build_texts(one.record for one in flat),
    )
