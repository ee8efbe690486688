"""Search by arrival, boardings and unverified metres (multi-label RAPTOR, bags by stop).

Source: Delling, Pajor, Werneck: Round-Based Public Transit Routing, 2012, section on McRAPTOR.
"""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import inner, kernel
from modugil.routing.transit import bags as b
from modugil.routing.transit.bags import (
    Bags,
    add_ready,
    add_result,
    drop_beaten,
    empty_bags,
    is_beaten,
    is_hopeless,
    touch,
)
from modugil.routing.transit.fast_kernel import (
    HEAD_FIELDS,
    LEG_FIELDS,
    SAME_STOP,
    Ends,
    Walks,
)
from modugil.routing.transit.lanes import (
    I16,
    I32,
    NEVER,
    NOT_QUEUED,
    Lanes,
    first_at_or_after,
    last_at_or_before,
)
from modugil.routing.transit.least_times import LeastTimes

NONE = b.NONE


class Metres(NamedTuple):
    """Unverified metres of the walks at both ends and between stops, whole metres."""

    source: I32
    target: I32
    walk: I32


@inner
def _queue_lanes(lanes: Lanes, bags: Bags) -> None:
    """Every lane that can still be boarded where one is ready, with the first such position."""
    count = 0
    for i in range(bags.counts[b.READY_STOPS]):
        stop = bags.ready_stops[i]
        born = bags.ready[bags.ready_head[stop], b.BORN]
        moment = NEVER
        row = bags.ready_head[stop]
        while row != NONE and bags.ready[row, b.BORN] == born:
            moment = min(moment, bags.ready[row, b.MOMENT])
            row = bags.ready[row, b.NEXT]
        for at in range(lanes.at_start[stop], lanes.at_start[stop + 1]):
            lane, position = lanes.at_lane[at], lanes.at_position[at]
            if bags.queue_position[lane] <= position:
                continue
            if lanes.last_s[lane] < moment:
                continue
            if bags.queue_position[lane] == NOT_QUEUED:
                bags.queue[count] = lane
                count += 1
            bags.queue_position[lane] = position
    bags.counts[b.QUEUED] = count


@inner
def _get_off(  # noqa: PLR0913  one label and where it comes from
    bags: Bags, stop: int, moment: int, metres: int, aboard: int, ride: tuple[int, int], round_: int
) -> int:
    """One gets off here: a new off label, or NONE if there is no room. `ride`: lane, position.

    Whoever calls has looked that it is not beaten.
    """
    new = bags.counts[b.OFF_COUNT]
    if new == len(bags.off) or bags.counts[b.OFF_LABELS] == len(bags.new_off):
        bags.counts[b.FULL] = 1
        return NONE
    bags.counts[b.OFF_COUNT] = new + 1
    off = bags.off
    off[new, b.MOMENT], off[new, b.METRES], off[new, b.ROUND] = moment, metres, round_
    off[new, b.PARENT] = bags.lane_bag[aboard, 2]
    off[new, b.LANE], off[new, b.RUN] = ride[0], bags.lane_bag[aboard, 0]
    off[new, b.FROM], off[new, b.TO] = bags.lane_bag[aboard, 3], ride[1]
    bags.off_stop[new] = stop
    touch(bags, stop)
    drop_beaten(off, bags.off_head, stop, new)
    bags.new_off[bags.counts[b.OFF_LABELS]] = new
    bags.counts[b.OFF_LABELS] += 1
    return int(new)


@inner
def _get_on(lane_bag: I32, counts: I32, aboard: int, new: tuple[int, int, int, int]) -> int:
    """One more aboard the lane, unless beaten; how many are aboard then.

    `new`: run, metres, ready label, boarding position.
    """
    run, metres, label, position = new
    for row in range(aboard):
        if lane_bag[row, 0] <= run and lane_bag[row, 1] <= metres:
            return aboard
    kept = 0
    for row in range(aboard):
        if lane_bag[row, 0] < run or lane_bag[row, 1] < metres:
            for column in range(4):
                lane_bag[kept, column] = lane_bag[row, column]
            kept += 1
    if kept == len(lane_bag):
        counts[b.FULL] = 1
        return kept
    lane_bag[kept, 0], lane_bag[kept, 1] = run, metres
    lane_bag[kept, 2], lane_bag[kept, 3] = label, position
    return kept + 1


@inner
def _arrive(bags: Bags, off: int, ends: Ends, metres: Metres, target_next: I32, turn: int) -> None:  # noqa: PLR0913
    """From an off label to the end, along every target at its stop."""
    target = bags.target_head[bags.off_stop[off]]
    while target != NONE:
        add_result(
            bags,
            bags.off[off, b.MOMENT] + ends.target_s[target],
            bags.off[off, b.METRES] + metres.target[target],
            off,
            target,
            turn,
        )
        target = target_next[target]


@inner
def _ride(  # noqa: PLR0913, C901, PLR0915  the innermost loop is kept in one piece for speed
    lanes: Lanes,
    costs: tuple[I16, I16],
    bags: Bags,
    ends: Ends,
    metres: Metres,
    least: LeastTimes,
    target_next: I32,
    limits: tuple[int, int, int, int],
) -> None:
    """One more ride from wherever one is ready: scans every queued lane once.

    `limits`: the round, the turn, the latest moment to board, the longest wait for the vehicle.
    """
    round_, turn, latest_s, wait_s = limits
    board_m, alight_m = costs
    # arrays of the inner loop as locals: handing all bags to a function costs more than it does
    lane_bag, front, ready, off_rows = bags.lane_bag, bags.front, bags.ready, bags.off
    off_head, ready_head, is_ready = bags.off_head, bags.ready_head, bags.is_ready
    arrival_s, departure_s, off_s = lanes.arrival_s, lanes.departure_s, least.off_s
    target_head, last_m = bags.target_head, metres.target.min()
    bags.counts[b.OFF_LABELS] = 0
    for q in range(bags.counts[b.QUEUED]):
        lane = bags.queue[q]
        first = bags.queue_position[lane]
        bags.queue_position[lane] = NOT_QUEUED
        many = np.int64(lanes.run_count[lane])
        aboard = 0
        for i in range(first, lanes.length[lane]):
            row = lanes.stop_start[lane] + i
            stop = lanes.stop[row]
            base = lanes.time_start[lane] + i * many
            if alight_m[row] >= 0:
                for one in range(aboard):
                    moment = arrival_s[base + lane_bag[one, 0]]
                    total_m = lane_bag[one, 1] + alight_m[row]
                    at_best = moment + off_s[stop]
                    best_m = total_m + last_m
                    # where the journey cannot end, one has to board once more
                    rounds = round_ if target_head[stop] != NONE else round_ + 1
                    if is_hopeless(front, bags.counts[b.FRONT_COUNT], at_best, best_m, rounds):
                        continue
                    if is_beaten(off_rows, off_head[stop], moment, total_m, round_):
                        continue
                    off = _get_off(bags, stop, moment, total_m, one, (lane, i), round_)
                    if off != NONE and bags.target_head[stop] != NONE:
                        _arrive(bags, off, ends, metres, target_next, turn)
            if is_ready[stop] == 0 or board_m[row] < 0:
                continue
            label = ready_head[stop]
            born = ready[label, b.BORN]
            while label != NONE and ready[label, b.BORN] == born:
                moment = ready[label, b.MOMENT]
                run = first_at_or_after(departure_s, base, int(many), moment)
                if run < many and departure_s[base + run] <= min(latest_s, moment + wait_s):
                    total_m = ready[label, b.METRES] + board_m[row]
                    aboard = _get_on(lane_bag, bags.counts, aboard, (run, total_m, label, i))
                label = ready[label, b.NEXT]
    for i in range(bags.counts[b.READY_STOPS]):
        bags.is_ready[bags.ready_stops[i]] = 0
    bags.counts[b.READY_STOPS] = 0


@inner
def _walk(  # noqa: PLR0913  state, walks and limits
    walks: Walks,
    metres: Metres,
    bags: Bags,
    least: LeastTimes,
    round_: int,
    born: int,
    change_time_s: int,
) -> None:
    """From wherever one got off in this round, to wherever one can be ready for the next."""
    front, ready, ready_head, on_s = bags.front, bags.ready, bags.ready_head, least.on_s
    front_count = bags.counts[b.FRONT_COUNT]
    start, to_stop, time_s = walks.start, walks.to_stop, walks.time_s
    walk_m, last_m = metres.walk, metres.target.min()
    for i in range(bags.counts[b.OFF_LABELS]):
        off = bags.new_off[i]
        stop = bags.off_stop[off]
        # a label that a later one of this round has beaten leads nowhere
        if not _is_in(bags.off, bags.off_head[stop], off):
            continue
        moment = bags.off[off, b.MOMENT] + change_time_s
        so_far_m = bags.off[off, b.METRES]
        first = start[stop] - 1 if walks.same_stop_s[stop] >= 0 else start[stop]
        for row in range(first, start[stop + 1]):
            # the row before the first stands for staying at the stop
            stays = row < start[stop]
            there = stop if stays else to_stop[row]
            there_s = moment + (walks.same_stop_s[stop] if stays else time_s[row])
            there_m = so_far_m if stays else so_far_m + walk_m[row]
            at_best, best_m = there_s + on_s[there], there_m + last_m
            if is_hopeless(front, front_count, at_best, best_m, round_ + 1):
                continue
            if not is_beaten(ready, ready_head[there], there_s, there_m, round_):
                way = SAME_STOP if stays else row
                add_ready(bags, there, there_s, there_m, off, way, (round_, born))


@inner
def _is_in(labels: I32, head: int, wanted: int) -> bool:
    """Whether the row is in the chain."""
    row = head
    while row != NONE:
        if row == wanted:
            return True
        row = labels[row, b.NEXT]
    return False


@inner
def _write_legs(  # noqa: PLR0913  state and the row to fill
    lanes: Lanes, walks: Walks, bags: Bags, ends: Ends, legs: I32, off: int, limits: tuple[int, int]
) -> int:
    """The legs that led to the off label, each as late as possible; the departure.

    `limits`: the change time, and the latest moment to depart.
    """
    change_time_s, latest_start = limits
    deadline = bags.off[off, b.MOMENT]
    departure = 0
    for k in range(bags.off[off, b.ROUND], 0, -1):
        lane, before, after = bags.off[off, b.LANE], bags.off[off, b.FROM], bags.off[off, b.TO]
        ready = bags.off[off, b.PARENT]
        row = bags.ready[ready, b.ROW]
        many = lanes.run_count[lane]
        board_base = lanes.time_start[lane] + before * many
        run = last_at_or_before(
            lanes.arrival_s, lanes.time_start[lane] + after * many, many, deadline
        )
        if k == 1:
            last = latest_start + ends.source_s[row]
            while run > bags.off[off, b.RUN] and lanes.departure_s[board_base + run] > last:
                run -= 1
        boarding = lanes.departure_s[board_base + run]
        legs[k - 1, 0], legs[k - 1, 1] = lane, run
        legs[k - 1, 2], legs[k - 1, 3], legs[k - 1, 4] = before, after, row
        if k == 1:
            departure = boarding - ends.source_s[row]
        else:
            off = bags.ready[ready, b.PARENT]
            walk_s = walks.time_s[row] if row >= 0 else walks.same_stop_s[bags.off_stop[off]]
            deadline = boarding - change_time_s - walk_s
    return departure


@inner
def _write_results(  # noqa: PLR0913  state and limits
    lanes: Lanes, walks: Walks, bags: Bags, ends: Ends, limits: tuple[int, int], most: int
) -> tuple[I32, I32]:
    """Heads and legs of every arrival that was not beaten."""
    room = bags.counts[b.RESULT_COUNT]
    heads = np.empty((room, HEAD_FIELDS), np.int32)
    legs = np.empty((room, most, LEG_FIELDS), np.int32)
    found = 0
    for row in range(room):
        off = bags.results[row, b.RESULT_OFF]
        if off == NONE:
            continue
        heads[found, 0] = bags.results[row, b.RESULT_ROUND]
        heads[found, 1] = _write_legs(lanes, walks, bags, ends, legs[found], off, limits)
        heads[found, 2] = bags.results[row, b.RESULT_MOMENT]
        heads[found, 3] = bags.results[row, b.RESULT_TARGET]
        found += 1
    return heads[:found].copy(), legs[:found].copy()


@kernel
def search_certain(  # noqa: PLR0913  one call from Python, each argument a group of its own
    lanes: Lanes,
    walks: Walks,
    costs: tuple[I16, I16],
    metres: Metres,
    ends: Ends,
    least: LeastTimes,
    departures: I32,
    limits: tuple[int, int, int, int],
    bags: Bags,
) -> tuple[int, I32, I32]:
    """Heads and legs of every journey that no other beats, unverified metres counted too.

    `departures` from the latest to the earliest; `limits`: change time, seconds after a departure
    within which vehicles are boarded, latest departure of a journey, most boardings. The first
    value is 0, or 1 if the bags had too little room: they must then be thrown away.
    """
    change_time_s, horizon_s, latest_start, most = limits
    target_next = np.empty(len(ends.target_stop), np.int32)
    for i in range(len(ends.target_stop)):
        target_next[i] = bags.target_head[ends.target_stop[i]]
        bags.target_head[ends.target_stop[i]] = i
    # within a window one may not wait for a first vehicle as long as for a later one: then the
    # labels of the start beat none of the later rounds
    first_round = 0 if latest_start == NEVER else most + 1
    for turn in range(len(departures)):
        moment = departures[turn]
        born = turn * (most + 1)
        for i in range(len(ends.source_stop)):
            stop = ends.source_stop[i]
            there = moment + ends.source_s[i]
            there_m = metres.source[i]
            at_best, fronts = there + least.on_s[stop], bags.counts[b.FRONT_COUNT]
            if is_hopeless(bags.front, fronts, at_best, there_m + metres.target.min(), 1):
                continue
            if not is_beaten(bags.ready, bags.ready_head[stop], there, there_m, 0):
                add_ready(bags, stop, there, there_m, NONE, i, (first_round, born))
        for k in range(1, most + 1):
            _queue_lanes(lanes, bags)
            wait_s = latest_start - moment if k == 1 else NEVER
            within = (k, turn, moment + horizon_s, wait_s)
            _ride(lanes, costs, bags, ends, metres, least, target_next, within)
            if bags.counts[b.OFF_LABELS] == 0 or bags.counts[b.FULL] > 0:
                break
            if k < most:
                _walk(walks, metres, bags, least, k, born + k, change_time_s)
        if bags.counts[b.FULL] > 0:
            return 1, np.empty((0, 0), np.int32), np.empty((0, 0, 0), np.int32)
    heads, legs = _write_results(lanes, walks, bags, ends, (change_time_s, latest_start), most)
    empty_bags(bags, ends.target_stop)
    return 0, heads, legs
