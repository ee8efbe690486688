"""Kernels that split the lanes which delays, cancellations and skipped stops touch."""

from typing import NamedTuple

import numpy as np

from modugil.routing.transit.compiled import inner, kernel
from modugil.routing.transit.lanes import I32, I64, Lanes

CANCELLED = -1


class RunChanges(NamedTuple):
    """What is different about each run of the day.

    Shapes:  `kind` int32[runs]: CANCELLED, 0 where boarding is as planned, else the number of a
             kind of boarding (skipped stops, full, other vehicle). `delay_row` int32[runs]: a row
             of `delay_start`, which is CSR into positions and seconds, or -1.
    """

    kind: I32
    delay_row: I32
    delay_start: I32
    delay_position: I32
    delay_s: I32


class NewLanes(NamedTuple):
    """Lanes made of the runs of touched lanes: where each came from, its kind, runs and times."""

    origin: I32
    kind: I32
    run_start: I32
    run_count: I32
    time_start: I64
    run: I32
    """Row of the day's runs."""
    arrival_s: I32
    departure_s: I32


@inner
def _write_times(lanes: Lanes, changes: RunChanges, lane: int, j: int, times: I32) -> None:
    """Arrival and departure of run j at each position, delayed; time never runs backwards."""
    row = changes.delay_row[lanes.run_start[lane] + j]
    following, end = 0, 0
    if row >= 0:
        following, end = changes.delay_start[row], changes.delay_start[row + 1]
    delay = 0
    at = lanes.time_start[lane] + j
    before = np.int32(-(1 << 30))
    for i in range(lanes.length[lane]):
        while following < end and changes.delay_position[following] <= i:
            delay = changes.delay_s[following]
            following += 1
        times[i, 0] = max(before, lanes.arrival_s[at] + delay)
        times[i, 1] = max(times[i, 0], lanes.departure_s[at] + delay)
        before = times[i, 1]
        at += lanes.run_count[lane]


@inner
def _is_nowhere_before(later: I32, earlier: I32) -> bool:
    for i in range(len(later)):
        if later[i, 0] < earlier[i, 0] or later[i, 1] < earlier[i, 1]:
            return False
    return True


@inner
def _share_out(times: I32, order: I64, lane_of: I32) -> int:
    """Each run, in this order, to the first lane in which it overtakes nobody; how many lanes."""
    count = 0
    last = np.empty(len(order), np.int64)
    for j in order:
        lane = 0
        while lane < count and not _is_nowhere_before(times[j], times[last[lane]]):
            lane += 1
        if lane == count:
            count += 1
        last[lane] = j
        lane_of[j] = lane
    return count


@kernel
def split_lanes(lanes: Lanes, touched: I32, changes: RunChanges) -> NewLanes:  # noqa: C901, PLR0915
    """New lanes for all runs of the touched lanes; cancelled runs are left out."""
    most_runs = 0
    most_times = 0
    for lane in touched:
        most_runs += lanes.run_count[lane]
        most_times += lanes.run_count[lane] * lanes.length[lane]
    origin, kind_of = np.empty(most_runs, np.int32), np.empty(most_runs, np.int32)
    run_start, run_count = np.empty(most_runs, np.int32), np.empty(most_runs, np.int32)
    time_start, run = np.empty(most_runs, np.int64), np.empty(most_runs, np.int32)
    arrival_s, departure_s = np.empty(most_times, np.int32), np.empty(most_times, np.int32)
    made = 0
    runs = 0
    at = 0
    for lane in touched:
        many, length = lanes.run_count[lane], lanes.length[lane]
        kinds = changes.kind[lanes.run_start[lane] : lanes.run_start[lane] + many]
        times = np.empty((many, length, 2), np.int32)
        for j in range(many):
            if kinds[j] != CANCELLED:
                _write_times(lanes, changes, lane, j, times[j])
        lane_of = np.empty(many, np.int32)
        for kind in np.unique(kinds):
            if kind == CANCELLED:
                continue
            members = np.flatnonzero(kinds == kind)
            order = members[np.argsort(times[members, 0, 1], kind="mergesort")]
            for new in range(_share_out(times, order, lane_of)):
                origin[made], kind_of[made] = lane, kind
                run_start[made], time_start[made] = runs, at
                for j in order:
                    if lane_of[j] == new:
                        run[runs] = lanes.run_start[lane] + j
                        runs += 1
                count = runs - run_start[made]
                run_count[made] = count
                for column in range(count):
                    j = run[run_start[made] + column] - lanes.run_start[lane]
                    for i in range(length):
                        arrival_s[at + i * count + column] = times[j, i, 0]
                        departure_s[at + i * count + column] = times[j, i, 1]
                at += count * length
                made += 1
    return NewLanes(
        origin[:made].copy(),
        kind_of[:made].copy(),
        run_start[:made].copy(),
        run_count[:made].copy(),
        time_start[:made].copy(),
        run[:runs].copy(),
        arrival_s[:at].copy(),
        departure_s[:at].copy(),
    )
