"""A day with conditions applied: only the lanes they touch are made anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from modugil.conditions.conditions import Conditions, Span, TripChange
from modugil.core.access import Access
from modugil.core.time import get_zone, seconds_of_service_day
from modugil.region.timetable import Timetable
from modugil.routing.transit.change_kernels import CANCELLED, NewLanes, RunChanges, split_lanes
from modugil.routing.transit.day import LaneFacts, TransitDay, build_lanes
from modugil.routing.transit.lanes import I32, frozen


@dataclass(frozen=True, slots=True)
class BoardingKind:
    """How getting on and off differs from the plan, the same for every run of this kind."""

    skipped: frozenset[int] = frozenset()
    full: bool = False
    wheelchair: int | None = None


AS_BEFORE = BoardingKind()


@dataclass(slots=True)
class _RunNote:
    """What is told of one run, gathered from trips and closed stops."""

    cancelled: bool = False
    delays_s: tuple[tuple[int, int], ...] = ()
    skipped: set[int] = field(default_factory=set)
    full: bool = False
    wheelchair: int | None = None

    def kind(self) -> BoardingKind:
        return BoardingKind(frozenset(self.skipped), self.full, self.wheelchair)


def apply_conditions(
    planned: TransitDay, *, timetable: Timetable, conditions: Conditions
) -> TransitDay:
    """The planned day as it is under these conditions; the planned one stays as it was.

    Rows the day does not hold (other dates, trips that do not run) are passed over.
    """
    notes: dict[int, _RunNote] = {}
    for run, change in _changed_runs(planned, conditions, trip_count=len(timetable.trips.pattern)):
        notes[run] = _RunNote(
            change.cancelled,
            change.delays_s,
            set(change.skipped_positions),
            change.full,
            change.wheelchair,
        )
    for run, position in _closed_calls(planned, timetable, conditions):
        notes.setdefault(run, _RunNote()).skipped.add(position)
    if not notes:
        return planned
    kinds, changes = _pack(notes, run_count=len(planned.facts.run_trip))
    lane_of_run = _lanes_of_runs(planned)
    touched = frozen(np.unique(lane_of_run[np.fromiter(notes, np.int64, len(notes))]))
    new = split_lanes(planned.lanes, touched, changes)
    return _joined(planned, touched, new, kinds=kinds, version=conditions.version)


def _changed_runs(
    planned: TransitDay, conditions: Conditions, *, trip_count: int
) -> Iterator[tuple[int, TripChange]]:
    if not conditions.trips:
        return
    index = _run_index(planned, trip_count)
    base = planned.base_day.toordinal()
    row_of = {base + offset: row for row, offset in enumerate(planned.offsets)}
    for key, change in conditions.trips.items():
        row = row_of.get(key.day.toordinal())
        if row is not None and 0 <= key.trip < trip_count:
            run = int(index[row, key.trip])
            if run >= 0:
                yield run, change


def _run_index(planned: TransitDay, trip_count: int) -> I32:
    """[days, trips] the run of each trip on each service day, -1 where it does not run."""
    found = planned.cache.get("run_index")
    if not isinstance(found, np.ndarray):
        found = np.full((len(planned.offsets), trip_count), -1, np.int32)
        facts = planned.facts
        found[facts.run_day, facts.run_trip] = np.arange(len(facts.run_trip))
        planned.cache["run_index"] = found
    return found


def _lanes_of_runs(planned: TransitDay) -> I32:
    return np.repeat(
        np.arange(len(planned.lanes.run_count), dtype=np.int32), planned.lanes.run_count
    )


def _closed_calls(
    planned: TransitDay, timetable: Timetable, conditions: Conditions
) -> Iterator[tuple[int, int]]:
    """(run, position) of every call at a stop while it, or its station, is closed."""
    lanes = planned.lanes
    for closed, outage in conditions.stops_closed.items():
        low_s, high_s = _seconds_of(outage.span, planned, timetable)
        rows = np.flatnonzero(
            (lanes.stop == closed) | (timetable.stops.parent[lanes.stop] == closed)
        )
        for row in rows.tolist():
            here = (lanes.stop_start <= row) & (row < lanes.stop_start + lanes.length)
            for lane in np.flatnonzero(here).tolist():
                position = row - int(lanes.stop_start[lane])
                many = int(lanes.run_count[lane])
                first = int(lanes.time_start[lane]) + position * many
                calls = slice(first, first + many)
                shut = (lanes.arrival_s[calls] < high_s) & (lanes.departure_s[calls] >= low_s)
                runs = np.flatnonzero(shut) + int(lanes.run_start[lane])
                yield from ((run, position) for run in runs.tolist())


def _seconds_of(span: Span, planned: TransitDay, timetable: Timetable) -> tuple[float, float]:
    zone, day = get_zone(timetable.time_zone), planned.base_day
    low_s, high_s = -np.inf, np.inf
    if span.start is not None:
        low_s = seconds_of_service_day(span.start, day=day, zone=zone)
    if span.end is not None:
        high_s = seconds_of_service_day(span.end, day=day, zone=zone)
    return low_s, high_s


def _pack(
    notes: Mapping[int, _RunNote], *, run_count: int
) -> tuple[list[BoardingKind], RunChanges]:
    """The kinds of boarding there are, and everything told of runs as the kernel reads it."""
    kinds = {AS_BEFORE: 0}
    kind = np.zeros(run_count, np.int32)
    delay_row = np.full(run_count, -1, np.int32)
    start, delays = [0], []
    for run, note in notes.items():
        kind[run] = CANCELLED if note.cancelled else kinds.setdefault(note.kind(), len(kinds))
        if note.delays_s:
            delay_row[run] = len(start) - 1
            delays.extend(sorted(note.delays_s))
            start.append(len(delays))
    columns = np.array(delays, np.int32).reshape(-1, 2)
    changes = RunChanges(
        kind=frozen(kind),
        delay_row=frozen(delay_row),
        delay_start=frozen(np.array(start, np.int32)),
        delay_position=frozen(columns[:, 0]),
        delay_s=frozen(columns[:, 1]),
    )
    return list(kinds), changes


def _joined(
    planned: TransitDay,
    touched: I32,
    new: NewLanes,
    *,
    kinds: list[BoardingKind],
    version: int,
) -> TransitDay:
    """The untouched lanes and the new ones together; times of both lie one after the other."""
    lanes, facts = planned.lanes, planned.facts
    kept = np.ones(len(lanes.length), bool)
    kept[touched] = False
    stop_start, stop, positions = _positions(planned, new, kinds)
    runs = (
        np.concatenate((lanes.run_start[kept], new.run_start + np.int32(len(facts.run_trip)))),
        np.concatenate((lanes.run_count[kept], new.run_count)),
        np.concatenate((lanes.time_start[kept], new.time_start + len(lanes.arrival_s))),
    )
    more = replace(
        positions,
        pattern=frozen(np.concatenate((facts.pattern[kept], facts.pattern[new.origin]))),
        run_trip=frozen(np.concatenate((facts.run_trip, facts.run_trip[new.run]))),
        run_day=frozen(np.concatenate((facts.run_day, facts.run_day[new.run]))),
    )
    joined = build_lanes(
        stop_start=np.concatenate((lanes.stop_start[kept], stop_start)),
        length=np.concatenate((lanes.length[kept], lanes.length[new.origin])),
        runs=runs,
        stop=stop,
        times=(
            np.concatenate((lanes.arrival_s, new.arrival_s)),
            np.concatenate((lanes.departure_s, new.departure_s)),
        ),
        stops_pickup=(planned.stop_count, more.pickup),
    )
    return replace(planned, lanes=joined, facts=more, conditions_version=version, cache={})


def _positions(
    planned: TransitDay, new: NewLanes, kinds: list[BoardingKind]
) -> tuple[I32, I32, LaneFacts]:
    """Where the positions of each new lane begin, all stops, and all facts of positions.

    Lanes on which boarding is as before keep their positions; each other kind gets its own.
    """
    lanes, facts = planned.lanes, planned.facts
    stop_start = lanes.stop_start[new.origin].copy()
    parts = [(lanes.stop, facts.pickup, facts.drop_off, facts.wheelchair, facts.vehicle)]
    made: dict[tuple[int, int], int] = {}
    size = len(lanes.stop)
    for row in np.flatnonzero(new.kind > 0).tolist():
        first, kind = int(stop_start[row]), int(new.kind[row])
        if (first, kind) not in made:
            made[first, kind] = size
            length = int(lanes.length[new.origin[row]])
            parts.append(_changed_positions(planned, first, length, kinds[kind]))
            size += length
        stop_start[row] = made[first, kind]
    stop, pickup, drop_off, wheelchair, vehicle = (
        frozen(np.concatenate(column)) for column in zip(*parts, strict=True)
    )
    changed = replace(
        facts, pickup=pickup, drop_off=drop_off, wheelchair=wheelchair, vehicle=vehicle
    )
    return stop_start, stop, changed


def _changed_positions(
    planned: TransitDay, first: int, length: int, kind: BoardingKind
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    facts = planned.facts
    rows = slice(first, first + length)
    pickup, drop_off = facts.pickup[rows].copy(), facts.drop_off[rows].copy()
    wheelchair, vehicle = facts.wheelchair[rows].copy(), facts.vehicle[rows].copy()
    skipped = [position for position in kind.skipped if 0 <= position < length]
    pickup[skipped] = 0
    drop_off[skipped] = 0
    if kind.full:
        pickup[:] = 0
    if kind.wheelchair is not None:
        # told to be other than planned: another vehicle, of which nothing is measured
        vehicle[wheelchair != kind.wheelchair] = -1
        wheelchair[:] = Access(kind.wheelchair)
    return planned.lanes.stop[rows], pickup, drop_off, wheelchair, vehicle
