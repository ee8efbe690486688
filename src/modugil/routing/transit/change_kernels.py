"""Kernels that split the lanes which delays, cancellations and skipped stops touch."""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import inner, kernel
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
def _list_kind(kinds: I32, kind: int, times: I32, order: I32) -> int:
    """The runs of this kind in the order in which they now leave the first stop; how many."""
    count = 0
    for j in range(len(kinds)):
        if kinds[j] != kind:
            continue
        place = count
        # insertion: runs are nearly in order already
        while place > 0 and times[order[place - 1], 0, 1] > times[j, 0, 1]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = j
        count += 1
    return count


@inner
def _share_out(times: I32, order: I32, count: int, lane_of: I32, last: I32) -> int:
    """Each run, in this order, to the first lane in which it overtakes nobody; how many lanes."""
    lanes = 0
    for place in range(count):
        j = order[place]
        lane = 0
        while lane < lanes and not _is_nowhere_before(times[j], times[last[lane]]):
            lane += 1
        if lane == lanes:
            lanes += 1
        last[lane] = j
        lane_of[j] = lane
    return lanes


@inner
def _write_lane(  # noqa: PLR0913  what is known of the lane and where it goes
    new: NewLanes, made: int, runs: int, at: int, members: tuple[I32, int, I32, int], times: I32
) -> int:
    """One new lane: its runs from `runs` on, its times from `at` on; how many runs it has.

    `members`: runs in order and how many, the lane of each, and which lane is meant; the rows of
    the day's runs are counted from `new.run_start[made]`.
    """
    order, order_count, lane_of, wanted = members
    first_run = new.run_start[made]
    count = 0
    for place in range(order_count):
        count += lane_of[order[place]] == wanted
    column = 0
    for place in range(order_count):
        j = order[place]
        if lane_of[j] != wanted:
            continue
        new.run[runs + column] = first_run + j
        for i in range(times.shape[1]):
            new.arrival_s[at + i * count + column] = times[j, i, 0]
            new.departure_s[at + i * count + column] = times[j, i, 1]
        column += 1
    new.run_start[made], new.run_count[made], new.time_start[made] = runs, count, at
    return count


@kernel
def split_lanes(lanes: Lanes, touched: I32, changes: RunChanges) -> NewLanes:
    """New lanes for all runs of the touched lanes; cancelled runs are left out."""
    most_runs, most_times, longest, widest = 0, 0, 0, 0
    for lane in touched:
        most_runs += lanes.run_count[lane]
        most_times += lanes.run_count[lane] * lanes.length[lane]
        longest = max(longest, lanes.length[lane])
        widest = max(widest, lanes.run_count[lane])
    new = NewLanes(
        np.empty(most_runs, np.int32),
        np.empty(most_runs, np.int32),
        np.empty(most_runs, np.int32),
        np.empty(most_runs, np.int32),
        np.empty(most_runs, np.int64),
        np.empty(most_runs, np.int32),
        np.empty(most_times, np.int32),
        np.empty(most_times, np.int32),
    )
    room = np.empty((widest, longest, 2), np.int32)
    order, last = np.empty(widest, np.int32), np.empty(widest, np.int32)
    lane_of = np.empty(widest, np.int32)
    made, runs, at = 0, 0, 0
    for lane in touched:
        first_run, many = lanes.run_start[lane], lanes.run_count[lane]
        kinds = changes.kind[first_run : first_run + many]
        times = room[:many, : lanes.length[lane]]
        last_kind = CANCELLED
        for j in range(many):
            last_kind = max(last_kind, kinds[j])
            if kinds[j] != CANCELLED:
                _write_times(lanes, changes, lane, j, times[j])
        for kind in range(last_kind + 1):
            members = _list_kind(kinds, kind, times, order)
            for one in range(_share_out(times, order, members, lane_of, last)):
                new.origin[made], new.kind[made], new.run_start[made] = lane, kind, first_run
                count = _write_lane(new, made, runs, at, (order, members, lane_of, one), times)
                runs += count
                at += count * lanes.length[lane]
                made += 1
    return NewLanes(
        new.origin[:made],
        new.kind[:made],
        new.run_start[:made],
        new.run_count[:made],
        new.time_start[:made],
        new.run[:runs],
        new.arrival_s[:at],
        new.departure_s[:at],
    )
