"""What is told of every stop of the runs that are driven, as columns."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.answers.arrivals.plans import EXACT
from modugil.api.gtfs_rt.fleet_rows import FleetRows
from modugil.api.gtfs_rt.stop_times import (
    NO_DATA,
    NOT_TOLD,
    SCHEDULED,
    SKIPPED,
    UNSCHEDULED,
    StopTimes,
    make_increasing,
)
from modugil.api.gtfs_rt.trip_words import TripWords
from modugil.conditions.conditions import TripChange, TripRun
from modugil.conditions.staff.calls import find_times
from modugil.core.time import service_day_start
from modugil.region.timetable import Patterns

I64 = NDArray[np.int64]
FAR_S = 1 << 40
"""Later than anything."""
Changes = Mapping[TripRun, TripChange]


class _Runs(NamedTuple):
    """The place of each run in the timetable, and how far it came. Shapes: k runs each."""

    place: I64
    """Row of its first stop in the patterns' stops."""
    times: I64
    """Row of its first time."""
    length: I64
    day_s: I64
    """When its service date begins, seconds since 1970."""
    last: I64
    unscheduled: NDArray[np.bool_]


class _Calls(NamedTuple):
    """One stop of one run a row; times in seconds since 1970. Shapes: m rows each."""

    run: I64
    position: I64
    arrival_s: I64
    departure_s: I64
    spread_s: I64
    known: I64
    """1; 0 where nothing is known of this stop and those after it."""


def expect_stops(words: TripWords, fleet: FleetRows, *, changes: Changes, now_s: int) -> StopTimes:
    """Every stop ahead, the one at which a bus stands, and those that it left too early to forget.

    A stop that was passed before its time stays until that time: who comes to it by the timetable
    must learn that the bus is gone. Source: GTFS-Realtime best practices.
    """
    runs = _find_runs(words, fleet)
    patterns = words.timetable.patterns
    counts = np.diff(fleet.start)
    calls = _Calls(
        np.repeat(np.arange(len(counts)), counts),
        fleet.position,
        fleet.arrival_ms // 1000,
        fleet.departure_ms // 1000,
        np.maximum(1, fleet.spread_ms // 1000),
        np.ones(len(fleet.position), np.int64),
    )
    behind = [
        *_list_behind(patterns, fleet, runs, now_s),
        *_list_left_out(fleet, runs, changes),
    ]
    if behind:
        added = np.array(behind, np.int64).T
        columns = [np.concatenate(pair) for pair in zip(calls, added, strict=True)]
        order = np.lexsort((columns[1], columns[0]))
        calls = _Calls(*(column[order] for column in columns))
    return make_increasing(_tell(patterns, runs, calls, _find_skipped(fleet, changes, calls)))


def _tell(patterns: Patterns, runs: _Runs, calls: _Calls, skipped: NDArray[np.bool_]) -> StopTimes:
    run, times = calls.run, runs.times[calls.run] + calls.position
    relationship = np.where(runs.unscheduled[run], UNSCHEDULED, SCHEDULED)
    relationship = np.where(calls.known == 0, NO_DATA, relationship)
    relationship = np.where(skipped, SKIPPED, relationship).astype(np.int64)
    silent = (calls.known == 0) | skipped
    late = ~silent & ~runs.unscheduled[run]
    planned = [
        runs.day_s[run] + column[times].astype(np.int64)
        for column in (patterns.arrival_s, patterns.departure_s)
    ]
    return StopTimes(
        run=run,
        place=runs.place[run] + calls.position,
        relationship=relationship,
        arrival_s=np.where(silent, NOT_TOLD, calls.arrival_s),
        departure_s=np.where(silent, NOT_TOLD, calls.departure_s),
        arrival_delay_s=np.where(late, calls.arrival_s - planned[0], NOT_TOLD),
        departure_delay_s=np.where(late, calls.departure_s - planned[1], NOT_TOLD),
        uncertainty_s=np.where(silent, NOT_TOLD, calls.spread_s),
    )


def _find_runs(words: TripWords, fleet: FleetRows) -> _Runs:
    timetable = words.timetable
    driven = [one.run for one in fleet.runs if one.run is not None]
    trips = np.array([run.trip for run in driven], np.int64)
    starts = {
        day: round(service_day_start(day, zone=words.ids.zone).timestamp())
        for day in {run.day for run in driven}
    }
    pattern = timetable.trips.pattern[trips]
    first = timetable.patterns.stop_start[pattern].astype(np.int64)
    return _Runs(
        first,
        np.array([find_times(timetable, run.trip) for run in driven], np.int64),
        timetable.patterns.stop_start[pattern + 1] - first,
        np.array([starts[run.day] for run in driven], np.int64),
        np.array([one.last for one in fleet.runs], np.int64),
        timetable.trips.headway_s[trips] > 0,
    )


def _list_behind(
    patterns: Patterns, fleet: FleetRows, runs: _Runs, now_s: int
) -> Iterator[tuple[int, ...]]:
    """The calls that are not predicted any more but must be told, and runs without prediction."""
    reached = np.maximum(runs.last, 0)
    leaves_s = runs.day_s + patterns.departure_s[runs.times + reached]
    stands = np.array([one.at_stop for one in fleet.runs], np.bool_)
    ended = runs.last == runs.length - 1
    is_behind = (runs.last >= 0) & (stands | ended | (leaves_s > now_s))
    nothing = (np.diff(fleet.start) == 0) & ~ended
    for k in np.flatnonzero(nothing).tolist():
        yield k, int(runs.last[k]) + 1, 0, 0, 0, 0
    for k in np.flatnonzero(is_behind).tolist():
        yield from _list_passed(patterns, fleet, runs, k, now_s)


def _list_left_out(fleet: FleetRows, runs: _Runs, changes: Changes) -> Iterator[tuple[int, ...]]:
    """The stops ahead that a run leaves out though nothing is expected of it any more."""
    for k in np.flatnonzero(np.diff(fleet.start) == 0).tolist():
        run, last = fleet.runs[k].run, int(runs.last[k])
        change = changes.get(run) if run is not None else None
        for position in sorted(change.skipped_positions) if change is not None else ():
            if last + 1 < position < runs.length[k]:  # the next stop is told of in any case
                yield k, position, 0, 0, 0, 0


def _list_passed(
    patterns: Patterns, fleet: FleetRows, runs: _Runs, k: int, now_s: int
) -> Iterator[tuple[int, ...]]:
    delay_s, last = fleet.runs[k].delay_s or 0, int(runs.last[k])
    predicted = int(fleet.start[k + 1] - fleet.start[k]) > 0
    next_s = int(fleet.arrival_ms[fleet.start[k]]) // 1000 if predicted else FAR_S
    latest_s = min(now_s, next_s - 1)
    for position in range(last, -1, -1):
        row = int(runs.times[k]) + position
        planned_s = [
            int(runs.day_s[k] + one[row]) for one in (patterns.arrival_s, patterns.departure_s)
        ]
        is_here = position == last and (fleet.runs[k].at_stop or position == runs.length[k] - 1)
        if not is_here and planned_s[1] <= now_s:
            return
        arrival_s = min(planned_s[0] + delay_s, latest_s)
        departure_s = min(planned_s[1] + delay_s, latest_s)
        if is_here:
            waits = position < runs.length[k] - 1 and (
                position == 0 or patterns.timepoint[int(runs.place[k]) + position] == EXACT
            )
            departure_s = min(max(now_s, planned_s[1]), next_s - 1) if waits else latest_s
        yield k, position, arrival_s, max(arrival_s, departure_s), 0, 1


def _find_skipped(fleet: FleetRows, changes: Changes, calls: _Calls) -> NDArray[np.bool_]:
    skipped = np.zeros(len(calls.run), np.bool_)
    for k, one in enumerate(fleet.runs):
        change = changes.get(one.run) if one.run is not None else None
        if change is not None and change.skipped_positions:
            mine = np.isin(calls.position, list(change.skipped_positions))
            skipped |= mine & (calls.run == k)
    return skipped
