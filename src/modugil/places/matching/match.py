"""Groups of records that speak of one place, by the rule of `rules`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from modugil.core.geo import LatLon, distance_m
from modugil.places.build_places import Group, Sourced
from modugil.places.matching.addresses import list_addresses, list_phones
from modugil.places.matching.candidates import NearGrid
from modugil.places.matching.names import list_cores
from modugil.places.matching.rules import ALIKE_M, SAME_ID_M, get_farthest_m, score
from modugil.places.record import Record

APART_KINDS = ("courses",)
"""Points that are measured one by one are places of their own."""


@dataclass(slots=True)
class _Growing:
    """A place while its records are collected."""

    id: str
    kind: str
    category: str
    members: list[Sourced]
    cores: frozenset[str]
    addresses: set[str] = field(default_factory=set)
    phones: set[str] = field(default_factory=set)

    def take(self, sourced: Sourced) -> None:
        self.members.append(sourced)
        self.addresses |= list_addresses(sourced.record)
        self.phones |= list_phones(sourced.record)


@dataclass(frozen=True, slots=True)
class Matched:
    """All places, and the records that speak of none."""

    groups: tuple[Group, ...]
    lost: tuple[Sourced, ...]
    """Records without a position that no place was found for."""


def match_records(sources: Iterable[Sequence[Sourced]]) -> Matched:
    """The places that the records of all sources speak of, in the order of their first records.

    Those with a position are matched first, source by source, so that one without a position may
    speak of a place that a later source locates.
    """
    matcher = _Matcher()
    unlocated: list[list[Sourced]] = []
    for records in sources:
        matcher.take_located([one for one in records if one.record.lat is not None])
        unlocated.append([one for one in records if one.record.lat is None])
    lost = tuple(one for records in unlocated for one in matcher.take_unlocated(records))
    groups = tuple(Group(one.id, tuple(one.members)) for one in matcher.places)
    return Matched(groups, lost)


class _Matcher:
    def __init__(self) -> None:
        self.places: list[_Growing] = []
        self._grids: dict[str, NearGrid] = defaultdict(NearGrid)
        self._by_core: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._named: dict[tuple[str, str], NearGrid] = defaultdict(NearGrid)
        self._ids: set[str] = set()

    def take_located(self, records: Sequence[Sourced]) -> None:
        """Each record joins the best place of earlier sources, or begins one."""
        pairs = [pair for row, one in enumerate(records) for pair in self._list_pairs(row, one)]
        joined: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, row, number in sorted(pairs):
            if row not in joined and number not in taken:
                joined[row] = number
                taken.add(number)
        for row, one in enumerate(records):
            if row in joined:
                self.places[joined[row]].take(one)
            else:
                self._begin(one)

    def take_unlocated(self, records: Sequence[Sourced]) -> list[Sourced]:
        """Each record joins the one place it can mean; those that mean none or more come back."""
        lost: list[Sourced] = []
        for one in records:
            number = self._find_named(one)
            if number is None:
                lost.append(one)
            else:
                self.places[number].take(one)
        return lost

    def _list_pairs(self, row: int, one: Sourced) -> Iterable[tuple[float, float, int, int]]:
        """(less is better, metres apart, row, number of the place) of every place it may mean."""
        record = one.record
        if record.kind in APART_KINDS:
            return
        cores = list_cores(record.names)
        for number, apart_m in self._list_near(record, cores):
            place = self.places[number]
            if record.kind == "stops":
                sure = _score_stops(record, place, apart_m)
            else:
                categories = (category_of(record), place.category)
                sure = score(cores, place.cores, categories=categories, apart_m=apart_m)
            if sure > 0:
                yield -sure, apart_m, row, number

    def _list_near(self, record: Record, cores: frozenset[str]) -> Iterable[tuple[int, float]]:
        """The places near enough to be alike, and those of the same name further away."""
        point, kind = point_of(record), record.kind
        farthest_m = get_farthest_m(kind)
        all_m = farthest_m if kind == "stops" else min(farthest_m, ALIKE_M)
        near = dict(self._grids[kind].list_near(point, within_m=all_m))
        for core in cores:
            if (kind, core) in self._named:
                near.update(self._named[kind, core].list_near(point, within_m=farthest_m))
        return near.items()

    def _find_named(self, one: Sourced) -> int | None:
        record = one.record
        named = {
            number
            for core in list_cores(record.names)
            for number in self._by_core[(record.kind, core)]
            if all(member.source != one.source for member in self.places[number].members)
        }
        addresses, phones = list_addresses(record), list_phones(record)
        for of_record, of_place in ((addresses, "addresses"), (phones, "phones")):
            found = [n for n in named if of_record & getattr(self.places[n], of_place)]
            if len(found) == 1:
                return found[0]
        return None

    def _give_id(self, wanted: str) -> str:
        """That id, with a number behind it where a place has it: source a-b 1 and source a b-1."""
        given, times = wanted, 1
        while given in self._ids:
            times += 1
            given = f"{wanted}-{times}"
        self._ids.add(given)
        return given

    def _begin(self, one: Sourced) -> None:
        record = one.record
        place = _Growing(
            id=self._give_id(record.place_id or f"{one.source_id}-{record.id}"),
            kind=record.kind,
            category=category_of(record),
            members=[],
            cores=list_cores(record.names),
        )
        place.take(one)
        number = len(self.places)
        self.places.append(place)
        self._grids[record.kind].add(number, point_of(record))
        for core in place.cores:
            self._by_core[(record.kind, core)].append(number)
            self._named[record.kind, core].add(number, point_of(record))


def point_of(record: Record) -> LatLon:
    """Where the record says the place is.

    Errors:  ValueError where it does not say, which is a mistake in the program.
    """
    if record.lat is None or record.lon is None:
        raise ValueError("a record without a position")
    return LatLon(record.lat, record.lon)


def category_of(record: Record) -> str:
    """What the record says the place is, "" where it does not."""
    return next((said.value for said in record.said if said.key == "category"), "")


def spread_m(group: Group) -> float:
    """How far from the place's position the farthest of its records lies."""
    first = point_of(group.head)
    located = [one.record for one in group.members if one.record.lat is not None]
    return max(distance_m(first, point_of(record)) for record in located)


def _score_stops(record: Record, place: _Growing, apart_m: float) -> float:
    """Stops are one by their id; a name may stand on both sides of a road."""
    same = any(member.record.id == record.id for member in place.members)
    return 1.0 if same and apart_m <= SAME_ID_M else 0.0
