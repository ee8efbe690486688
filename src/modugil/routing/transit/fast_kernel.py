"""Search by arrival and boardings: rounds of rides and walks over lanes (RAPTOR).

Several departures are tried from the latest to the earliest on the same labels, which then prune
each other (rRAPTOR): every label of `best_s` and `ready_s` then says "with at most so many
boardings". For a single departure it is enough to compare with the best of all rounds so far, which
is kept in column 0.
Source: Delling, Pajor, Werneck: Round-Based Public Transit Routing, 2012.
"""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import inner, kernel
from modugil.routing.transit.lanes import (
    I16,
    I32,
    NEVER,
    NOT_QUEUED,
    Lanes,
    first_at_or_after,
    last_at_or_before,
)
from modugil.routing.transit.workspace import Space

SAME_STOP = -1
"""ready_row of a change without a walk."""
READY, ALIGHTED, TOUCHED, QUEUED = 0, 1, 2, 3
LEG_FIELDS = 5
"""lane, run, boarding position, alighting position, transfer row (or source, for the first leg)."""
HEAD_FIELDS = 4
"""boardings, departure, arrival, row of the target."""


class Ends(NamedTuple):
    """Where a search begins and ends.

    Units:   seconds from the departure to the stop, and from the stop to the end.
    """

    source_stop: I32
    source_s: I32
    target_stop: I32
    target_s: I32


class Walks(NamedTuple):
    """Walks between stops as CSR by stop, and what changing at one stop takes.

    Units:   seconds without the change time; `same_stop_s` -1 where changing is not allowed.
    """

    start: I32
    to_stop: I32
    time_s: I32
    same_stop_s: I32


@inner
def _touch(space: Space, stop: int) -> None:
    if space.is_touched[stop] == 0:
        space.is_touched[stop] = 1
        space.touched_stops[space.counts[TOUCHED]] = stop
        space.counts[TOUCHED] += 1


@inner
def _keep(labels: I32, stop: int, round_: int, moment: int) -> None:
    """The moment stands for its round and those after it, as far as it is earlier."""
    for later in range(round_, labels.shape[1]):
        if labels[stop, later] <= moment:
            break
        labels[stop, later] = moment


@inner
def _make_ready(  # noqa: PLR0913  one label
    space: Space, stop: int, round_: int, is_single: bool, moment: int, row: int
) -> None:
    """One can be at the stop, ready to board, at this moment, earlier than was known."""
    _touch(space, stop)
    if is_single or round_ == 0:
        # within a window one may not wait for a first vehicle as long as for a later one, so that
        # labels of round 0 never stand for later rounds
        space.ready_s[stop, 0] = space.ready_s[stop, round_] = moment
    else:
        _keep(space.ready_s, stop, round_, moment)
    space.ready_row[stop, round_] = row
    if space.is_ready[stop] == 0:
        space.is_ready[stop] = 1
        space.ready_stops[space.counts[READY]] = stop
        space.counts[READY] += 1


@inner
def _queue_lanes(lanes: Lanes, space: Space, round_: int) -> None:
    """Every lane that can still be boarded where one is ready, with the first such position."""
    start, at_lane, at_position = lanes.at_start, lanes.at_lane, lanes.at_position
    last_s = lanes.last_s
    queue_position, queue_last = space.queue_position, space.queue_last
    count = 0
    for i in range(space.counts[READY]):
        stop = space.ready_stops[i]
        moment = space.ready_s[stop, round_ - 1]
        for at in range(start[stop], start[stop + 1]):
            lane = at_lane[at]
            position = at_position[at]
            if queue_position[lane] <= position <= queue_last[lane]:
                continue
            if last_s[lane] < moment:
                continue
            if queue_position[lane] == NOT_QUEUED:
                space.queue[count] = lane
                count += 1
                queue_position[lane] = position
                queue_last[lane] = position
            else:
                queue_position[lane] = min(queue_position[lane], position)
                queue_last[lane] = max(queue_last[lane], position)
    space.counts[QUEUED] = count


@inner
def _ride(  # noqa: PLR0913, C901, PLR0915  the innermost loop is kept in one piece for speed
    lanes: Lanes,
    costs: tuple[I16, I16],
    space: Space,
    ends: Ends,
    round_: int,
    is_single: bool,
    limits: tuple[int, int],
) -> None:
    """One more ride from wherever one is ready: scans every queued lane once.

    `limits`: the latest moment to board, and the longest wait for the vehicle.
    """
    latest_s, wait_s = limits
    board_m, alight_m = costs
    # arrays of the inner loop as locals: handing all of them to a function costs more than it does
    stops, arrival_s, departure_s = lanes.stop, lanes.arrival_s, lanes.departure_s
    best_s, ready_s, is_ready = space.best_s, space.ready_s, space.is_ready
    ride_lane, ride_run = space.ride_lane, space.ride_run
    ride_from, ride_to = space.ride_from, space.ride_to
    is_alighted, is_touched, target_row = space.is_alighted, space.is_touched, space.target_row
    end_s = space.target_s[round_]
    compared = 0 if is_single else round_
    alighted = 0
    for q in range(space.counts[QUEUED]):
        lane = space.queue[q]
        first, last = space.queue_position[lane], space.queue_last[lane]
        space.queue_position[lane] = NOT_QUEUED
        many = np.int64(lanes.run_count[lane])
        row = np.int64(lanes.stop_start[lane])
        time_start = lanes.time_start[lane]
        run = many
        boarded = 0
        for i in range(first, lanes.length[lane]):
            stop = stops[row + i]
            base = time_start + i * many
            if run < many:
                moment = arrival_s[base + run]
                if moment >= end_s:
                    run = many
                elif alight_m[row + i] >= 0 and moment < best_s[stop, compared]:
                    if is_touched[stop] == 0:
                        _touch(space, stop)
                    if is_single:
                        best_s[stop, 0] = best_s[stop, round_] = moment
                    else:
                        _keep(best_s, stop, round_, moment)
                    ride_lane[stop, round_], ride_run[stop, round_] = lane, run
                    ride_from[stop, round_], ride_to[stop, round_] = boarded, i
                    if is_alighted[stop] == 0:
                        is_alighted[stop] = 1
                        space.alighted_stops[alighted] = stop
                        alighted += 1
                    if target_row[stop] >= 0:
                        _arrive(space, ends, stop, moment, round_)
                        end_s = space.target_s[round_]
            if i > last:
                if run == many:
                    break
            elif is_ready[stop] and board_m[row + i] >= 0:
                moment = ready_s[stop, round_ - 1]
                found = run
                if run == many:
                    found = np.int64(first_at_or_after(departure_s, int(base), int(many), moment))
                else:
                    # one is aboard already: rarely more than a run or two earlier can be caught
                    while found > 0 and departure_s[base + found - 1] >= moment:
                        found -= 1
                if found < run and departure_s[base + found] <= min(latest_s, moment + wait_s):
                    run = found
                    boarded = i
    space.counts[ALIGHTED] = alighted
    for i in range(space.counts[READY]):
        is_ready[space.ready_stops[i]] = 0
    space.counts[READY] = 0


@inner
def _arrive(space: Space, ends: Ends, stop: int, moment: int, round_: int) -> None:
    """From a stop at which one gets off to the end."""
    total = moment + ends.target_s[space.target_row[stop]]
    for later in range(round_, len(space.target_s)):
        if space.target_s[later] <= total:
            break
        space.target_s[later] = total
        space.target_stop[later] = stop


@inner
def _walk(walks: Walks, space: Space, round_: int, is_single: bool, change_time_s: int) -> None:
    """From wherever one got off in this round, to wherever one can be ready for the next."""
    start, to_stop, time_s = walks.start, walks.to_stop, walks.time_s
    ready_s, latest_s = space.ready_s, space.target_s[round_]
    compared = 0 if is_single else round_
    for i in range(space.counts[ALIGHTED]):
        stop = space.alighted_stops[i]
        space.is_alighted[stop] = 0
        moment = space.best_s[stop, round_] + change_time_s
        if walks.same_stop_s[stop] >= 0:
            at_stop = moment + walks.same_stop_s[stop]
            if at_stop < min(latest_s, ready_s[stop, compared]):
                _make_ready(space, stop, round_, is_single, at_stop, SAME_STOP)
        for row in range(start[stop], start[stop + 1]):
            there = moment + time_s[row]
            if there < min(latest_s, ready_s[to_stop[row], compared]):
                _make_ready(space, to_stop[row], round_, is_single, there, row)


@inner
def _write_legs(  # noqa: PLR0913  search state and the row to fill
    lanes: Lanes,
    walks: Walks,
    space: Space,
    ends: Ends,
    legs: I32,
    round_: int,
    limits: tuple[int, int],
) -> int:
    """The legs that led to the target in that round, each as late as possible; the departure.

    `limits`: the change time, and the latest moment to depart.
    """
    change_time_s, latest_start = limits
    stop = space.target_stop[round_]
    deadline = space.best_s[stop, round_]
    departure = 0
    for k in range(round_, 0, -1):
        lane = space.ride_lane[stop, k]
        many = lanes.run_count[lane]
        before, after = space.ride_from[stop, k], space.ride_to[stop, k]
        board_base = lanes.time_start[lane] + before * many
        origin = lanes.stop[lanes.stop_start[lane] + before]
        row = space.ready_row[origin, k - 1]
        run = last_at_or_before(
            lanes.arrival_s, lanes.time_start[lane] + after * many, many, deadline
        )
        if k == 1:
            last = latest_start + ends.source_s[row]
            while run > space.ride_run[stop, k] and lanes.departure_s[board_base + run] > last:
                run -= 1
        boarding = lanes.departure_s[board_base + run]
        legs[k - 1, 0], legs[k - 1, 1] = lane, run
        legs[k - 1, 2], legs[k - 1, 3], legs[k - 1, 4] = before, after, row
        if k == 1:
            departure = boarding - ends.source_s[row]
        elif row == SAME_STOP:
            stop = origin
            deadline = boarding - change_time_s - walks.same_stop_s[stop]
        else:
            stop = np.int32(np.searchsorted(walks.start, row, side="right") - 1)
            deadline = boarding - change_time_s - walks.time_s[row]
    return departure


@inner
def _reset(space: Space, ends: Ends, rounds: int) -> None:
    """Everything is as when new; so many rounds have been written to."""
    for i in range(space.counts[TOUCHED]):
        stop = space.touched_stops[i]
        space.is_touched[stop] = 0
        space.is_ready[stop] = 0
        space.is_alighted[stop] = 0
        for k in range(rounds):
            space.best_s[stop, k] = NEVER
            space.ready_s[stop, k] = NEVER
    for i in range(len(ends.target_stop)):
        space.target_row[ends.target_stop[i]] = -1
    space.target_s[:] = NEVER
    space.counts[:] = 0


@inner
def _set_targets(space: Space, ends: Ends) -> None:
    """The quickest row of the targets at each stop."""
    for i in range(len(ends.target_stop)):
        row = space.target_row[ends.target_stop[i]]
        if row < 0 or ends.target_s[i] < ends.target_s[row]:
            space.target_row[ends.target_stop[i]] = i


@kernel
def search_fast(  # noqa: PLR0913, C901  one call from Python, each argument a group of its own
    lanes: Lanes,
    walks: Walks,
    costs: tuple[I16, I16],
    ends: Ends,
    departures: I32,
    limits: tuple[int, int, int],
    space: Space,
    arrivals: I32,
) -> tuple[I32, I32]:
    """Heads and legs of every journey that no other beats by departure, arrival and boardings.

    `departures` from the latest to the earliest; `limits`: change time, seconds after a departure
    within which vehicles are boarded, latest departure of a journey. `arrivals` int32[s] (or empty)
    receives the earliest arrival by vehicle at every stop.
    """
    change_time_s, horizon_s, latest_start = limits
    rounds = space.best_s.shape[1]
    room = rounds * len(departures)
    heads = np.empty((room, HEAD_FIELDS), np.int32)
    legs = np.empty((room, rounds - 1, LEG_FIELDS), np.int32)
    found = 0
    _set_targets(space, ends)
    before = np.empty(rounds, np.int32)
    is_single = len(departures) == 1 and latest_start == NEVER
    last_round = 0
    for d in range(len(departures)):
        moment = departures[d]
        before[:] = space.target_s
        for i in range(len(ends.source_stop)):
            there = moment + ends.source_s[i]
            if there < min(space.target_s[0], space.ready_s[ends.source_stop[i], 0]):
                _make_ready(space, ends.source_stop[i], 0, is_single, there, i)
        for k in range(1, rounds):
            last_round = max(last_round, k)
            _queue_lanes(lanes, space, k)
            # one sets out for the first vehicle, so that waiting for it cannot pass the window
            wait_s = latest_start - moment if k == 1 else NEVER
            _ride(lanes, costs, space, ends, k, is_single, (moment + horizon_s, wait_s))
            if space.counts[ALIGHTED] == 0:
                break
            if k + 1 < rounds:
                _walk(walks, space, k, is_single, change_time_s)
        for i in range(space.counts[ALIGHTED]):
            space.is_alighted[space.alighted_stops[i]] = 0
        for k in range(1, rounds):
            if space.target_s[k] < before[k] and space.target_s[k] < space.target_s[k - 1]:
                heads[found, 0], heads[found, 2] = k, space.target_s[k]
                heads[found, 3] = space.target_row[space.target_stop[k]]
                heads[found, 1] = _write_legs(
                    lanes, walks, space, ends, legs[found], k, (change_time_s, latest_start)
                )
                found += 1
    if len(arrivals) > 0:
        arrivals[:] = space.best_s[:, 0 if is_single else rounds - 1]
    _reset(space, ends, last_round + 1 if is_single else rounds)
    return heads[:found].copy(), legs[:found].copy()
