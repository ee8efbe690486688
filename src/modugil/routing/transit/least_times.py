"""Least times to the end, however lucky one is with vehicles: they show which labels are hopeless.

Searched from the end backwards over rides that take the least time of any run and start at once.
"""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import inner, kernel
from modugil.routing.transit.fast_kernel import Ends, Walks
from modugil.routing.transit.lanes import I16, I32, NEVER, U8, Lanes


class LeastTimes(NamedTuple):
    """No journey from the stop to the end takes less.

    Shapes:  int32[s] each, NEVER where the end cannot be reached with the boardings allowed.
    Units:   seconds: `off_s` from getting off at the stop, `on_s` from being ready to board there.
    """

    off_s: I32
    on_s: I32


class _News(NamedTuple):
    """Stops whose least time became less, each once: `stops[:count]`, marked in `marked`."""

    stops: I32
    marked: U8


@kernel
def least_hops(lanes: Lanes) -> I32:
    """Least seconds from each position to the next, over all runs that use the position."""
    hop_s = np.full(len(lanes.stop), NEVER, np.int32)
    for lane in range(len(lanes.length)):
        many = lanes.run_count[lane]
        at = lanes.time_start[lane]
        for i in range(lanes.length[lane] - 1):
            row = lanes.stop_start[lane] + i
            for _ in range(many):
                hop_s[row] = min(hop_s[row], lanes.arrival_s[at + many] - lanes.departure_s[at])
                at += 1
    return hop_s


@inner
def _improve(least_s: I32, stop: int, moment: int, news: _News, count: int) -> int:
    """Keeps the moment if it is less than known; how many stops have news then."""
    if moment >= least_s[stop]:
        return count
    least_s[stop] = moment
    if news.marked[stop] == 0:
        news.marked[stop] = 1
        news.stops[count] = stop
        count += 1
    return count


@inner
def _queue_back(back: Lanes, news: _News, count: int, queue: I32, first_at: I32) -> int:
    """The lanes that lead to the stops with news, and from which position on; how many."""
    queued = 0
    for i in range(count):
        stop = news.stops[i]
        news.marked[stop] = 0
        for at in range(back.at_start[stop], back.at_start[stop + 1]):
            lane = back.at_lane[at]
            if first_at[lane] == NEVER:
                queue[queued] = lane
                queued += 1
            first_at[lane] = min(first_at[lane], back.at_position[at])
    return queued


@inner
def _ride_back(  # noqa: PLR0913  a lane and what is known of it
    back: Lanes,
    costs: tuple[I16, I16],
    hop_s: I32,
    lane: int,
    first: int,
    least: LeastTimes,
    news: _News,
    count: int,
) -> int:
    """Along one lane backwards in time: least times of boarding; how many stops have news then."""
    off_m, on_m = costs
    on_s, off_s, stops = least.on_s, least.off_s, back.stop
    left_s = np.int32(NEVER)
    for row in range(back.stop_start[lane] + first, back.stop_start[lane] + back.length[lane]):
        stop = stops[row]
        if left_s < NEVER:
            # the hop from here to the stop after it in time lies at the mirrored row
            left_s += hop_s[len(hop_s) - 1 - row]
            if on_m[row] >= 0 and left_s < on_s[stop]:
                count = _improve(on_s, stop, left_s, news, count)
        if off_m[row] >= 0 and off_s[stop] < left_s:
            left_s = off_s[stop]
    return count


@inner
def _walk_back(  # noqa: PLR0913  walks and what is known of stops
    walks: Walks, least: LeastTimes, fresh: _News, fresh_count: int, news: _News, change_time_s: int
) -> int:
    """From where one is ready back to where one got off; how many stops have news then."""
    off_s, start, to_stop, time_s = least.off_s, walks.start, walks.to_stop, walks.time_s
    count = 0
    for i in range(fresh_count):
        stop = fresh.stops[i]
        fresh.marked[stop] = 0
        ready_s = least.on_s[stop] + change_time_s
        if walks.same_stop_s[stop] >= 0:
            there_s = ready_s + walks.same_stop_s[stop]
            count = _improve(off_s, stop, there_s, news, count)
        for row in range(start[stop], start[stop + 1]):
            there_s = ready_s + time_s[row]
            if there_s < off_s[to_stop[row]]:
                count = _improve(off_s, to_stop[row], there_s, news, count)
    return count


@kernel
def find_least_times(  # noqa: PLR0913  one call from Python, each argument a group of its own
    back: Lanes,
    costs: tuple[I16, I16],
    walks: Walks,
    hop_s: I32,
    ends: Ends,
    limits: tuple[int, int],
) -> LeastTimes:
    """Least times to the targets with at most so many boardings.

    Lanes, costs and walks are those of the other direction of time, `hop_s` and the ends those of
    the search itself. `limits`: change time, most boardings.
    """
    change_time_s, most = limits
    stops = len(walks.same_stop_s)
    least = LeastTimes(np.full(stops, NEVER, np.int32), np.full(stops, NEVER, np.int32))
    news = _News(np.empty(stops, np.int32), np.zeros(stops, np.uint8))
    fresh = _News(np.empty(stops, np.int32), np.zeros(stops, np.uint8))
    first_at = np.full(len(back.length), NEVER, np.int32)
    queue = np.empty(len(back.length), np.int32)
    count = 0
    for i in range(len(ends.target_stop)):
        count = _improve(least.off_s, ends.target_stop[i], ends.target_s[i], news, count)
    for _ in range(most):
        queued = _queue_back(back, news, count, queue, first_at)
        boarded = 0
        for q in range(queued):
            lane = queue[q]
            boarded = _ride_back(back, costs, hop_s, lane, first_at[lane], least, fresh, boarded)
            first_at[lane] = NEVER
        count = _walk_back(walks, least, fresh, boarded, news, change_time_s)
        if count == 0:
            break
    return least
