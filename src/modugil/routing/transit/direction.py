"""A query as the kernels take it: forwards, or backwards in time to arrive by a moment."""

import numpy as np

from modugil.core.compiled import kernel
from modugil.routing.transit.certain_kernel import Metres
from modugil.routing.transit.day import TransitDay
from modugil.routing.transit.fast_kernel import Ends
from modugil.routing.transit.lanes import I16, I32, NEVER, Lanes, first_at_or_after, frozen
from modugil.routing.transit.query import StopLabels, TransitQuery


def start_of(query: TransitQuery) -> int:
    """The moment from which the kernels count."""
    return -query.time_s if query.arrive_by else query.time_s


def latest_start(query: TransitQuery) -> int:
    """The latest moment at which a journey may set out: with a window its end, else any."""
    return start_of(query) + query.window_s if query.window_s > 0 else NEVER


def ends_of(query: TransitQuery) -> tuple[StopLabels, StopLabels]:
    """Where the search begins and where it ends."""
    if query.arrive_by:
        return query.targets, query.sources
    return query.sources, query.targets


def make_ends(query: TransitQuery) -> Ends:
    """Stops and seconds at both ends."""
    first, last = ends_of(query)
    return Ends(frozen(first.stop), frozen(first.time_s), frozen(last.stop), frozen(last.time_s))


def make_metres(query: TransitQuery, *, walk_m: I32) -> Metres:
    """Unverified metres at both ends and of the walks between stops."""
    first, last = ends_of(query)
    return Metres(
        source=frozen(np.ceil(first.unverified_m).astype(np.int32)),
        target=frozen(np.ceil(last.unverified_m).astype(np.int32)),
        walk=walk_m,
    )


def oriented(
    day: TransitDay, query: TransitQuery, *, backwards: bool
) -> tuple[Lanes, tuple[I16, I16]]:
    """Lanes, and the costs of boarding and alighting, forwards or backwards in time."""
    costs = day.costs(query.rule, query.deciding_limits)
    if backwards:
        return day.mirrored(), (costs.mirrored_board_m, costs.mirrored_alight_m)
    return day.lanes, (costs.board_m, costs.alight_m)


def list_departures(day: TransitDay, query: TransitQuery, *, ends: Ends) -> I32:
    """The moments at which a search has to begin, latest first."""
    start = start_of(query)
    if query.window_s == 0:
        return frozen(np.array([start], np.int32))
    lanes, (board_m, _) = oriented(day, query, backwards=query.arrive_by)
    moments = _departures_between(lanes, board_m, ends, start, start + query.window_s)
    return frozen(np.unique(moments)[::-1])


@kernel
def _departures_between(lanes: Lanes, board_m: I16, ends: Ends, low_s: int, high_s: int) -> I32:
    """Every moment from low to high at which one can set out just in time for some vehicle."""
    found = np.empty(64, np.int32)
    count = 0
    for source in range(len(ends.source_stop)):
        stop, walk_s = ends.source_stop[source], ends.source_s[source]
        for at in range(lanes.at_start[stop], lanes.at_start[stop + 1]):
            lane, position = lanes.at_lane[at], lanes.at_position[at]
            if board_m[lanes.stop_start[lane] + position] < 0:
                continue
            many = lanes.run_count[lane]
            base = lanes.time_start[lane] + position * many
            run = first_at_or_after(lanes.departure_s, base, many, low_s + walk_s)
            while run < many and lanes.departure_s[base + run] <= high_s + walk_s:
                if count == len(found):
                    found = np.concatenate((found, found))
                found[count] = lanes.departure_s[base + run] - walk_s
                count += 1
                run += 1
    return found[:count].copy()
