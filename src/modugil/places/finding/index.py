"""All places of a region as they are searched: arrays, one row a place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon
from modugil.places.catalogue import PlacesNow
from modugil.places.finding.grid import Grid, build_grid
from modugil.places.finding.hours_table import (
    NO_HOURS,
    HoursTable,
    build_hours_table,
    extend_hours_table,
)
from modugil.places.finding.names import NameTable, build_name_table, fold
from modugil.places.finding.needs import HEARD, NEED_WORDS, Known, is_there, judge_need, know_place
from modugil.places.place import WHEELCHAIR
from modugil.places.places import Places
from modugil.places.vocabulary import CATEGORIES, FACTS, KINDS, REPEATED, Form

NO_CATEGORY = 255
HAS_KEYS = (WHEELCHAIR, *FACTS)
"""The facts one can ask for, each with its bit in `has`."""
_WORDS = (len(HAS_KEYS) + 63) // 64


@dataclass(frozen=True, slots=True, eq=False)
class PlaceIndex:
    """The places of one moment.

    Shapes:  q rows as in `Places`; `needs` is q x the words of NEED_WORDS, `has` q x words of bits.
    Unknown: `needs` holds Access; `category` NO_CATEGORY, `hours` NO_HOURS.
    """

    listed: NDArray[np.bool_]
    """False for places that are closed for good."""
    kind: NDArray[np.uint8]
    category: NDArray[np.uint8]
    needs: NDArray[np.uint8]
    has: NDArray[np.uint64]
    hours: NDArray[np.int32]
    """Row of `hours_table`."""
    hours_table: HoursTable
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    name_length: NDArray[np.int64]
    names: NameTable
    grid: Grid


def build_place_index(places: Places, *, at: LatLon) -> PlaceIndex:
    """The index over places as they were compiled; `at` is the middle of the region."""
    known = list(_know_all(places))
    names = [tuple(places.names.all_of(row).values()) for row in range(len(places))]
    texts = [_hours(one) for one in known]
    table = build_hours_table(texts, at=at)
    return PlaceIndex(
        listed=np.ones(len(places), np.bool_),
        kind=np.asarray(places.kind),
        category=np.array([_category(one) for one in known], np.uint8),
        needs=np.array(_judge_each(known), np.uint8).reshape(-1, len(NEED_WORDS)),
        has=np.array([_list_bits(one) for one in known], np.uint64).reshape(-1, _WORDS),
        hours=np.array([table.rows.get(text, NO_HOURS) for text in texts], np.int32),
        hours_table=table,
        lat=np.asarray(places.lat, np.float64),
        lon=np.asarray(places.lon, np.float64),
        name_length=np.array([len(fold(told[0])) for told in names], np.int64),
        names=build_name_table(names),
        grid=build_grid(np.asarray(places.lat), np.asarray(places.lon)),
    )


def follow(compiled: PlaceIndex, now: PlacesNow, *, at: LatLon) -> PlaceIndex:
    """The index as it is now: what staff corrected is read again, the rest stands."""
    if not now.corrected and not now.closed:
        return compiled
    known = {row: know_place(place) for row, place in now.corrected.items()}
    texts = {row: _hours(one) for row, one in known.items()}
    table = extend_hours_table(compiled.hours_table, texts.values(), at=at)
    index = replace(
        compiled,
        listed=compiled.listed.copy(),
        category=compiled.category.copy(),
        needs=compiled.needs.copy(),
        has=compiled.has.copy(),
        hours=compiled.hours.copy(),
        hours_table=table,
    )
    index.listed[list(now.closed)] = False
    for row, one in known.items():
        index.category[row] = _category(one)
        index.needs[row] = _judge_all(one)
        index.has[row] = _list_bits(one)
        index.hours[row] = table.rows.get(texts[row], NO_HOURS)
    return index


def bits_of(keys: frozenset[str]) -> NDArray[np.uint64]:
    """The bits of the facts in `has`.

    Errors:  ValueError for a key that is no fact.
    """
    return np.array(_pack(HAS_KEYS.index(key) for key in keys), np.uint64)


def _know_all(places: Places) -> Iterator[Known]:
    """What is known of each place: its facts, and the keys on which sources disagree."""
    keys, values = list(places.said.key), list(places.said.value)
    starts = places.said.start.tolist()
    for row in range(len(places)):
        facts = places.get_facts(row)
        told: dict[str, str] = {}
        disputed = set[str]()
        for at in range(starts[row], starts[row + 1]):
            key = keys[at]
            if told.setdefault(key, values[at]) != values[at] and _can_be_disputed(key):
                disputed.add(key)
        wheelchair = {1: "yes", 2: "no"}.get(int(places.wheelchair[row]), "")
        facts = {WHEELCHAIR: wheelchair, **facts}
        yield Known(KINDS[int(places.kind[row])], facts, frozenset(disputed))


def _can_be_disputed(key: str) -> bool:
    return key == WHEELCHAIR or (key not in REPEATED and FACTS.get(key) not in (Form.TEXT, None))


def _judge_each(known: list[Known]) -> list[list[int]]:
    """What `_judge_all` says of each; of those of which the same is heard it is asked once."""
    judged: dict[object, list[int]] = {}
    said: list[list[int]] = []
    for one in known:
        heard = frozenset((key, value) for key, value in one.values.items() if key in HEARD)
        same = (one.kind, heard, one.disputed & HEARD)
        if same not in judged:
            judged[same] = _judge_all(one)
        said.append(judged[same])
    return said


def _judge_all(known: Known) -> list[int]:
    return [int(judge_need(need, known)) for need in NEED_WORDS]


def _category(known: Known) -> int:
    told = known.values.get("category", "")
    return CATEGORIES.index(told) if told in CATEGORIES else NO_CATEGORY


def _hours(known: Known) -> str:
    """The opening hours; none where sources disagree, as nobody is sent by a coin's toss."""
    return "" if "hours" in known.disputed else known.values.get("hours", "")


def _list_bits(known: Known) -> list[int]:
    counted = {key for key in known.disputed if FACTS.get(key) is Form.COUNT}
    return _pack(
        _BITS[key]
        for key, value in known.values.items()
        if key in _BITS and key not in counted and is_there(key, value)
    )


_BITS: Mapping[str, int] = {key: bit for bit, key in enumerate(HAS_KEYS)}


def _pack(bits: Iterator[int]) -> list[int]:
    words = [0] * _WORDS
    for bit in bits:
        words[bit // 64] |= 1 << (bit % 64)
    return words
