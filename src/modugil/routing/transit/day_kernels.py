"""Kernels that gather the runs of a day into lanes."""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import inner, kernel
from modugil.routing.transit.lanes import I32, I64, U8


class PlannedTimes(NamedTuple):
    """The timetable's patterns as the kernels read them (see region.timetable.Patterns)."""

    stop_start: I32
    trip_start: I32
    time_start: I64
    arrival_s: I32
    departure_s: I32


class Runs(NamedTuple):
    """Runs in the order of lanes, and the lanes they make."""

    trip: I32
    day: I32
    """Row of the service days given."""
    lane_pattern: I32
    lane_start: I32
    """The lane's first run."""
    lane_count: I32


@inner
def _follows(  # noqa: PLR0913  two rows and how to compare them
    arrival_s: I32, departure_s: I32, earlier: int, later: int, length: int, gap_s: int
) -> bool:
    """Whether the later row, moved by the gap, is nowhere before the earlier one."""
    for i in range(length):
        if arrival_s[later + i] + gap_s < arrival_s[earlier + i]:
            return False
        if departure_s[later + i] + gap_s < departure_s[earlier + i]:
            return False
    return True


@inner
def _first_beyond(planned: PlannedTimes, pattern: int, limit_s: int) -> int:
    """The pattern's first trip that sets out after the limit, or the end of its trips."""
    length = planned.stop_start[pattern + 1] - planned.stop_start[pattern]
    row = planned.time_start[pattern]
    trip = planned.trip_start[pattern]
    while trip < planned.trip_start[pattern + 1] and planned.departure_s[row] <= limit_s:
        trip += 1
        row += length
    return int(trip)


@kernel
def gather_runs(planned: PlannedTimes, active: U8, shift_s: I32, low_s: int, high_s: int) -> Runs:
    """The runs of all days that lie at least partly within low_s..high_s, as lanes.

    A pattern's runs of successive service days share a lane unless one would overtake another.
    `active` is [days, trips], `shift_s` what to add to the times of each day.
    """
    most = np.int64(active.sum())
    run_trip, run_day = np.empty(most, np.int32), np.empty(most, np.int32)
    lane_pattern, lane_start = np.empty(most, np.int32), np.empty(most + 1, np.int32)
    runs = 0
    lanes = 0
    for pattern in range(len(planned.time_start)):
        length = planned.stop_start[pattern + 1] - planned.stop_start[pattern]
        first = planned.trip_start[pattern]
        last_row = -1
        last_shift = 0
        for day in range(active.shape[0]):
            shift = shift_s[day]
            is_first_of_day = True
            for trip in range(first, _first_beyond(planned, pattern, int(high_s - shift))):
                row = planned.time_start[pattern] + (trip - first) * length
                ends_s = planned.arrival_s[row + length - 1] + shift
                if active[day, trip] == 0 or ends_s < low_s:
                    continue
                if last_row < 0 or (
                    is_first_of_day
                    and not _follows(
                        planned.arrival_s,
                        planned.departure_s,
                        last_row,
                        row,
                        length,
                        shift - last_shift,
                    )
                ):
                    lane_pattern[lanes], lane_start[lanes] = pattern, runs
                    lanes += 1
                is_first_of_day = False
                run_trip[runs], run_day[runs] = trip, day
                runs += 1
                last_row, last_shift = row, shift
    lane_start[lanes] = runs
    count = lane_start[1 : lanes + 1] - lane_start[:lanes]
    return Runs(
        run_trip[:runs].copy(),
        run_day[:runs].copy(),
        lane_pattern[:lanes].copy(),
        lane_start[:lanes].copy(),
        count,
    )


@kernel
def fill_times(
    planned: PlannedTimes, shift_s: I32, runs: Runs, lane_time_start: I64, time_count: int
) -> tuple[I32, I32]:
    """Arrivals and departures of every lane, stop by stop across its runs."""
    arrivals = np.empty(time_count, np.int32)
    departures = np.empty(time_count, np.int32)
    for lane in range(len(runs.lane_pattern)):
        pattern = runs.lane_pattern[lane]
        length = planned.stop_start[pattern + 1] - planned.stop_start[pattern]
        count = runs.lane_count[lane]
        for j in range(count):
            run = runs.lane_start[lane] + j
            shift = shift_s[runs.day[run]]
            trip = runs.trip[run] - planned.trip_start[pattern]
            row = planned.time_start[pattern] + trip * length
            at = lane_time_start[lane] + j
            for i in range(length):
                arrivals[at] = planned.arrival_s[row + i] + shift
                departures[at] = planned.departure_s[row + i] + shift
                at += count
    return arrivals, departures
