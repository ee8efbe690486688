"""Questions answered: journeys of one query, and the earliest arrival everywhere."""

from dataclasses import replace
from math import ceil

import numpy as np

from modugil.core.errors import CouldNotLook
from modugil.core.time import DAY_S
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey
from modugil.routing.transit.bags import set_front
from modugil.routing.transit.certain_kernel import search_certain
from modugil.routing.transit.day import TransitDay
from modugil.routing.transit.direction import (
    ends_of,
    latest_start,
    list_departures,
    make_ends,
    make_metres,
    oriented,
    start_of,
)
from modugil.routing.transit.fast_kernel import Ends, search_fast
from modugil.routing.transit.journeys import JourneyBuilder, Path, keep_unbeaten, read_paths
from modugil.routing.transit.lanes import I32, NEVER, frozen
from modugil.routing.transit.least_times import LeastTimes, find_least_times
from modugil.routing.transit.query import TransitQuery, at_stop
from modugil.routing.transit.transfers import TransferTable

HORIZON_S = DAY_S
"""Vehicles that leave later than this after the start are not used."""
FIRST_ROOM = 1 << 15
MOST_ROOM = 1 << 23
"""Labels that a search by unverified metres has room for: at first, and at most."""
_NOBODY = frozen(np.zeros(0, np.int32))


def search_transit(
    timetable: Timetable, *, day: TransitDay, transfers: TransferTable, query: TransitQuery
) -> list[Journey]:
    """Every journey that no other beats by arrival, boardings and unverified metres.

    Units:   times in seconds since the start of the day's base day, delays of the day included.
    Unknown: what the rule of the query and the labels call unverified is summed up per journey.
    Errors:  CouldNotLook if there are too many ways to trade certainty for time.
    """
    if not len(query.sources) or not len(query.targets):
        return []
    builder = JourneyBuilder(timetable, day, transfers, query)
    found = [builder.build(path) for path in _fast_paths(day, transfers, query)]
    # the best by time, if all verified, leave no room for any other to be more certain
    if any(one.unverified_m > 0 for one in found) and has_unverified(day, transfers, query):
        found += map(builder.build, _certain_paths(day, transfers, query, known=found))
    return keep_unbeaten(found, query=query)


def find_best_moment(
    timetable: Timetable, *, day: TransitDay, transfers: TransferTable, query: TransitQuery
) -> int | None:
    """No journey of the query arrives earlier (with `arrive_by`: departs later); None for none.

    Unverified metres are not looked at, which makes it much quicker than the search itself; with a
    window it is the best from its beginning, or to its end, on.
    """
    if not len(query.sources) or not len(query.targets):
        return None
    at_once = replace(query, window_s=0)
    builder = JourneyBuilder(timetable, day, transfers, at_once)
    found = [builder.build(path) for path in _fast_paths(day, transfers, at_once)]
    if query.arrive_by:
        return max((one.departure_s for one in found), default=None)
    return min((one.arrival_s for one in found), default=None)


def search_all(*, day: TransitDay, transfers: TransferTable, query: TransitQuery) -> I32:
    """The earliest arrival, by vehicle or at the start itself, at every stop; NEVER where none.

    With `arrive_by` the latest departure from every stop towards the targets, -NEVER where none.
    The other end is not looked at, unverified metres and the window neither.
    """
    arrivals = np.full(day.stop_count, NEVER, np.int32)
    origins, _ = ends_of(query)
    start = frozen(np.array([start_of(query)], np.int32))
    ends = Ends(frozen(origins.stop), frozen(origins.time_s), _NOBODY, _NOBODY)
    _run_fast(day, transfers, query, ends=ends, departures=start, arrivals=arrivals)
    np.minimum.at(arrivals, origins.stop, start[0] + origins.time_s)
    return -arrivals if query.arrive_by else arrivals


def warm_up_search(timetable: Timetable, *, day: TransitDay, transfers: TransferTable) -> None:
    """Every kernel of the search has run once, so that nobody's question waits for a compiler."""
    if timetable.stop_count == 0:
        return
    query = TransitQuery(sources=at_stop(0), targets=at_stop(0), time_s=0, window_s=1)
    _fast_paths(day, transfers, query)
    _certain_paths(day, transfers, query, known=[])


def has_unverified(day: TransitDay, transfers: TransferTable, query: TransitQuery) -> bool:
    """Whether anything on the way can be unverified, so that certainty is worth comparing."""
    return bool(
        day.costs(query.rule, query.deciding_limits).has_unverified
        or transfers.view(quickest_only=False, mirrored=query.arrive_by).has_unverified
        or (query.sources.unverified_m > 0).any()
        or (query.targets.unverified_m > 0).any()
    )


def _fast_paths(day: TransitDay, transfers: TransferTable, query: TransitQuery) -> list[Path]:
    ends = make_ends(query)
    departures = list_departures(day, query, ends=ends)
    heads, legs = _run_fast(
        day, transfers, query, ends=ends, departures=departures, arrivals=np.empty(0, np.int32)
    )
    rows = transfers.view(quickest_only=True, mirrored=query.arrive_by).row
    return read_paths(day, heads, legs, rows=rows, mirrored=query.arrive_by)


def _run_fast(  # noqa: PLR0913  a query and what differs between journeys and arrivals
    day: TransitDay,
    transfers: TransferTable,
    query: TransitQuery,
    *,
    ends: Ends,
    departures: I32,
    arrivals: I32,
) -> tuple[I32, I32]:
    lanes, costs = oriented(day, query, backwards=query.arrive_by)
    walks = transfers.view(quickest_only=True, mirrored=query.arrive_by).walks
    limits = (query.change_time_s, HORIZON_S, latest_start(query))
    space = day.pool.take_space(
        stop_count=day.stop_count, lane_count=len(lanes.length), max_boardings=query.max_boardings
    )
    found: tuple[I32, I32] = search_fast(
        lanes, walks, costs, ends, departures, limits, space, arrivals
    )
    # given back only after success: a search that failed may have left its labels behind
    day.pool.spaces.append(space)
    return found


def _measure(journey: Journey, query: TransitQuery) -> tuple[int, int, int]:
    """Moment, metres and round of the journey as the kernel counts them."""
    moment = -journey.departure_s if query.arrive_by else journey.arrival_s
    return moment, sum(ceil(leg.unverified_m) for leg in journey.legs), journey.boardings


def _least_times(
    day: TransitDay, transfers: TransferTable, query: TransitQuery, *, ends: Ends
) -> LeastTimes:
    back, costs = oriented(day, query, backwards=not query.arrive_by)
    walks = transfers.view(quickest_only=True, mirrored=not query.arrive_by).walks
    hops_s = day.hops_s(backwards=query.arrive_by)
    limits = (query.change_time_s, query.max_boardings)
    return find_least_times(back, costs, walks, hops_s, ends, limits)


def _certain_paths(
    day: TransitDay, transfers: TransferTable, query: TransitQuery, *, known: list[Journey]
) -> list[Path]:
    """Journeys that no other beats, those alike to `known` ones perhaps left out."""
    lanes, costs = oriented(day, query, backwards=query.arrive_by)
    view = transfers.view(quickest_only=False, mirrored=query.arrive_by)
    ends, metres = make_ends(query), make_metres(query, walk_m=view.unverified_m)
    departures = list_departures(day, query, ends=ends)
    least = _least_times(day, transfers, query, ends=ends)
    limits = (query.change_time_s, HORIZON_S, latest_start(query), query.max_boardings)
    room = FIRST_ROOM
    while room <= MOST_ROOM:
        bags = day.pool.take_bags(
            stop_count=day.stop_count, lane_count=len(lanes.length), room=room
        )
        room = 4 * len(bags.off)
        if query.window_s == 0:
            set_front(bags, [_measure(one, query) for one in known])
        is_full, heads, legs = search_certain(
            lanes, view.walks, costs, metres, ends, least, departures, limits, bags
        )
        if not is_full:
            day.pool.bags.append(bags)
            return read_paths(day, heads, legs, rows=view.row, mirrored=query.arrive_by)
    raise CouldNotLook(
        "There are too many ways to trade certainty for time.",
        allowed="Ask for a shorter window or for fewer boardings.",
    )
