"""Small timetables for tests: lines of text, or plain tuples, made into the region's arrays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from modugil.core.access import Access
from modugil.region.texts import LocalTexts, Texts, build_local_texts, build_texts
from modugil.region.timetable import (
    BoardingMeasures,
    Lines,
    Pathways,
    Patterns,
    Services,
    Shapes,
    Stops,
    Timetable,
    Transfers,
    Trips,
    no_measures,
)
from modugil.region.vocabulary import KerbOrigin

MONDAY = date(2026, 11, 23)
EVERY_DAY: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)


Vehicle = tuple[float | None, float | None, float | None, float | None]
"""Metres of floor, kneeling floor, ramp and door; None where not measured."""


@dataclass(frozen=True)
class Trip:
    """One trip: stops, (arrival, departure) at each, and what is special about it."""

    stops: tuple[int, ...]
    times: tuple[tuple[int, int], ...]
    days: tuple[int, ...] = EVERY_DAY
    wheelchair: Access = Access.UNKNOWN
    no_pickup: frozenset[int] = frozenset()
    no_drop_off: frozenset[int] = frozenset()
    headway_s: int = 0
    vehicle: Vehicle | None = None


@dataclass(frozen=True)
class Small:
    """What a small timetable is made of; `days` of trips count from `first_day`."""

    trips: tuple[Trip, ...]
    stop_count: int
    stop_wheelchair: Mapping[int, Access] = field(default_factory=dict)
    kerb_m: Mapping[int, float] = field(default_factory=dict)
    kerb_of_map: frozenset[int] = frozenset()
    """Stops whose kerb the street map tells."""
    location_type: Mapping[int, int] = field(default_factory=dict)
    parent: Mapping[int, int] = field(default_factory=dict)
    transfers: Sequence[tuple[int, int, int, int]] = ()
    """from, to, type, min_time_s."""
    pathways: Sequence[Mapping[str, float]] = ()
    first_day: date = MONDAY
    day_count: int = 7
    time_zone: str = "Asia/Seoul"


def seconds(text: str) -> int:
    """'8:05' or '25:00:30' as seconds."""
    parts = [int(part) for part in text.split(":")] + [0]
    return parts[0] * 3600 + parts[1] * 60 + parts[2]


def trip(line: str, **special: object) -> Trip:
    """A trip from 'A 8:00 B 8:10/8:12 C 8:20': stops are letters, A is row 0."""
    words = line.split()
    times = []
    for word in words[1::2]:
        arrival, _, departure = word.partition("/")
        times.append((seconds(arrival), seconds(departure or arrival)))
    stops = tuple(ord(letter) - ord("A") for letter in words[::2])
    return Trip(stops=stops, times=tuple(times), **special)  # type: ignore[arg-type]


def small(*trips: Trip, stops: str = "ABCDEFGH", **more: object) -> Timetable:
    """A timetable of these trips at stops that are called by letters."""
    return build(Small(trips=trips, stop_count=len(stops), **more))  # type: ignore[arg-type]


def trip_row(timetable: Timetable, number: int) -> int:
    """The row of the trip that was given at this place of the list."""
    return list(timetable.trips.id).index(f"t{number}")


def build(made_of: Small) -> Timetable:
    """The arrays."""
    groups = _group(made_of.trips)
    order = [number for group in groups for number in group]
    service_of = {days: row for row, days in enumerate(sorted({t.days for t in made_of.trips}))}
    return Timetable(
        feed_ids=("small",),
        feed_sources=(0,),
        time_zone=made_of.time_zone,
        stops=_stops(made_of),
        lines=_lines(),
        trips=_trips(made_of, groups, order, service_of),
        patterns=_patterns(made_of, groups),
        services=_services(made_of, service_of),
        transfers=_transfers(made_of),
        pathways=_pathways(made_of),
        shapes=Shapes(_ids("h", 0), np.zeros(1, np.int64), np.zeros(0), np.zeros(0)),
        measures=_measures(made_of, [made_of.trips[group[0]].vehicle for group in groups]),
    )


def _group(trips: Sequence[Trip]) -> list[list[int]]:
    """Numbers of trips that go together: same stops and rules, none overtaking another."""
    groups: list[list[int]] = []
    for number in sorted(range(len(trips)), key=lambda n: trips[n].times[0][1]):
        for group in groups:
            last = trips[group[-1]]
            if _alike(last, trips[number]) and _nowhere_before(trips[number], last):
                group.append(number)
                break
        else:
            groups.append([number])
    return groups


def _alike(one: Trip, other: Trip) -> bool:
    return (one.stops, one.wheelchair, one.vehicle, one.no_pickup, one.no_drop_off) == (
        other.stops,
        other.wheelchair,
        other.vehicle,
        other.no_pickup,
        other.no_drop_off,
    )


def _nowhere_before(later: Trip, earlier: Trip) -> bool:
    return all(
        a >= b
        for pair, other in zip(later.times, earlier.times, strict=True)
        for a, b in zip(pair, other, strict=True)
    )


def _ids(letter: str, count: int | Iterable[int]) -> Texts:
    numbers = range(count) if isinstance(count, int) else count
    return build_texts(f"{letter}{n}" for n in numbers)


def _no_texts(count: int) -> LocalTexts:
    return build_local_texts({"": ""} for _ in range(count))


def _filled(count: int, given: Mapping[int, int], otherwise: int, kind: type) -> np.ndarray:
    rows: np.ndarray = np.full(count, otherwise, kind)
    for row, value in given.items():
        rows[row] = value
    return rows


def _stops(made_of: Small) -> Stops:
    count = made_of.stop_count
    return Stops(
        id=build_texts(chr(ord("A") + n) if count <= 26 else f"s{n}" for n in range(count)),
        feed=np.zeros(count, np.uint8),
        code=build_texts("" for _ in range(count)),
        names=_no_texts(count),
        lat=np.array([33.5 + n * 0.001 for n in range(count)], np.float64),
        lon=np.full(count, 126.5),
        location_type=_filled(count, made_of.location_type, 0, np.uint8),
        parent=_filled(count, made_of.parent, -1, np.int32),
        wheelchair=_filled(count, made_of.stop_wheelchair, 0, np.uint8),
        platform_code=build_texts("" for _ in range(count)),
        level=np.full(count, np.nan, np.float32),
        link_edge=np.full((count, 1), -1, np.int32),
        link_ratio=np.zeros((count, 1), np.float32),
        link_distance_m=np.zeros((count, 1), np.float32),
    )


def _measures(made_of: Small, of_pattern: Sequence[Vehicle | None]) -> BoardingMeasures:
    kinds = list(dict.fromkeys(one for one in of_pattern if one is not None))
    if not kinds and not made_of.kerb_m:
        return no_measures()
    kerb_m = np.full(made_of.stop_count, np.nan, np.float32)
    kerb_m[list(made_of.kerb_m)] = list(made_of.kerb_m.values())
    columns = np.array(kinds, np.float32).reshape(-1, 4).T.copy()
    rows = [-1 if one is None else kinds.index(one) for one in of_pattern]
    origin = np.full(made_of.stop_count, KerbOrigin.MEASURES, np.uint8)
    for row in made_of.kerb_of_map:
        origin[row] = KerbOrigin.STREET_MAP
    return BoardingMeasures(kerb_m, origin, np.array(rows, np.int32), *columns)


def _lines() -> Lines:
    return Lines(
        id=build_texts(["r0"]),
        feed=np.zeros(1, np.uint8),
        short_names=_no_texts(1),
        long_names=_no_texts(1),
        type=np.full(1, 3, np.uint16),
        color=build_texts([""]),
        text_color=build_texts([""]),
        agency=np.zeros(1, np.int32),
        agency_names=_no_texts(1),
        agency_ids=build_texts([""]),
        agency_urls=build_texts([""]),
        agency_phones=build_texts([""]),
        agency_languages=build_texts([""]),
        agency_feed=np.zeros(1, np.uint8),
    )


def _trips(
    made_of: Small,
    groups: list[list[int]],
    order: list[int],
    service_of: Mapping[tuple[int, ...], int],
) -> Trips:
    rows = [made_of.trips[number] for number in order]
    count = len(rows)
    return Trips(
        id=_ids("t", order),
        feed=np.zeros(count, np.uint8),
        route=np.zeros(count, np.int32),
        service=np.array([service_of[row.days] for row in rows], np.int32),
        headsigns=_no_texts(0),
        headsign=np.full(count, -1, np.int32),
        direction=np.full(count, 255, np.uint8),
        wheelchair=np.array([row.wheelchair for row in rows], np.uint8),
        block=np.full(count, -1, np.int32),
        block_ids=build_texts([]),
        shape=np.full(count, -1, np.int32),
        pattern=np.repeat(np.arange(len(groups)), [len(g) for g in groups]).astype(np.int32),
        headway_s=np.array([row.headway_s for row in rows], np.int32),
    )


def _patterns(made_of: Small, groups: list[list[int]]) -> Patterns:
    firsts = [made_of.trips[group[0]] for group in groups]
    lengths = [len(one.stops) for one in firsts]
    sizes = [len(one.stops) * len(group) for one, group in zip(firsts, groups, strict=True)]
    times = [t for group in groups for n in group for t in made_of.trips[n].times]
    stop = [stop for one in firsts for stop in one.stops]
    served = sorted(
        (stop, pattern, position)
        for pattern, one in enumerate(firsts)
        for position, stop in enumerate(one.stops)
    )
    at = np.array(served, np.int32).reshape(-1, 3)
    return Patterns(
        stop_start=_running(lengths, np.int32),
        stop=np.array(stop, np.int32),
        pickup=_rules(firsts, "no_pickup"),
        drop_off=_rules(firsts, "no_drop_off"),
        on_demand=np.zeros(len(stop), np.uint8),
        sequence=np.array([n for length in lengths for n in range(length)], np.int32),
        timepoint=np.ones(len(stop), np.uint8),
        trip_start=_running([len(group) for group in groups], np.int32),
        time_start=_running(sizes, np.int64)[:-1].copy(),
        arrival_s=np.array([a for a, _ in times], np.int32),
        departure_s=np.array([d for _, d in times], np.int32),
        wheelchair=np.array([one.wheelchair for one in firsts], np.uint8),
        at_stop_start=_running(np.bincount(at[:, 0], minlength=made_of.stop_count), np.int32),
        at_stop_pattern=at[:, 1].copy(),
        at_stop_position=at[:, 2].copy(),
    )


def _rules(firsts: Sequence[Trip], name: str) -> np.ndarray:
    return np.array(
        [int(i not in getattr(one, name)) for one in firsts for i in range(len(one.stops))],
        np.uint8,
    )


def _running(counts: Sequence[int] | np.ndarray, kind: type) -> np.ndarray:
    start: np.ndarray = np.zeros(len(counts) + 1, kind)
    np.cumsum(counts, out=start[1:])
    return start


def _services(made_of: Small, service_of: Mapping[tuple[int, ...], int]) -> Services:
    active = np.zeros((len(service_of), (made_of.day_count + 7) // 8), np.uint8)
    for days, row in service_of.items():
        for day in days:
            if day < made_of.day_count:
                active[row, day // 8] |= 1 << (day % 8)
    return Services(
        id=_ids("v", len(service_of)),
        feed=np.zeros(len(service_of), np.uint8),
        active=active,
        first_day=made_of.first_day.toordinal(),
        day_count=made_of.day_count,
    )


def _transfers(made_of: Small) -> Transfers:
    rows = np.array(sorted(made_of.transfers), np.int32).reshape(-1, 4)
    nothing = np.full(len(rows), -1, np.int32)
    return Transfers(
        from_stop=rows[:, 0].copy(),
        to_stop=rows[:, 1].copy(),
        type=rows[:, 2].astype(np.uint8),
        min_time_s=rows[:, 3].copy(),
        from_trip=nothing,
        to_trip=nothing,
        from_route=nothing,
        to_route=nothing,
    )


def _pathways(made_of: Small) -> Pathways:
    rows = sorted(made_of.pathways, key=lambda row: row["from"])

    def column(name: str, otherwise: float, kind: type) -> np.ndarray:
        return np.array([row.get(name, otherwise) for row in rows], kind)

    return Pathways(
        id=_ids("p", len(rows)),
        from_stop=column("from", -1, np.int32),
        to_stop=column("to", -1, np.int32),
        mode=column("mode", 1, np.uint8),
        backward=column("backward", 0, np.uint8),
        length_m=column("length_m", np.nan, np.float32),
        traversal_s=column("traversal_s", np.nan, np.float32),
        stair_count=column("stair_count", 0, np.int32),
        max_slope_ratio=column("max_slope_ratio", np.nan, np.float32),
        min_width_m=column("min_width_m", np.nan, np.float32),
        signposted=_no_texts(len(rows)),
    )
