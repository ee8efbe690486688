"""Questions answered: journeys of one query, and the earliest arrival everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager

import numba
import numpy as np

from modugil.core.time import DAY_S
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey
from modugil.routing.transit.day import TransitDay
from modugil.routing.transit.fast_kernel import Ends, Walks, search_fast
from modugil.routing.transit.journeys import JourneyBuilder, Path, keep_unbeaten, read_paths
from modugil.routing.transit.lanes import I16, I32, NEVER, Lanes, first_at_or_after, frozen
from modugil.routing.transit.query import TransitQuery
from modugil.routing.transit.transfers import TransferTable
from modugil.routing.transit.workspace import Space

HORIZON_S = DAY_S
"""Vehicles that leave later than this after the start are not used."""
_NOBODY = frozen(np.zeros(0, np.int32))


def search_transit(
    timetable: Timetable, *, day: TransitDay, transfers: TransferTable, query: TransitQuery
) -> list[Journey]:
    """Every journey that no other beats by arrival, boardings and unverified metres.

    Units:   times in seconds since the start of the day's base day, delays of the day included.
    Unknown: what the rule of the query and the labels call unverified is summed up per journey.
    """
    if not len(query.sources) or not len(query.targets):
        return []
    paths = _fast_paths(day, transfers, query)
    builder = JourneyBuilder(timetable, day, transfers, query)
    return keep_unbeaten([builder.build(path) for path in paths], query=query)


def search_all(*, day: TransitDay, transfers: TransferTable, query: TransitQuery) -> I32:
    """The earliest arrival, by vehicle or at the start itself, at every stop; NEVER where none.

    With `arrive_by` the latest departure from every stop towards the targets, -NEVER where none.
    Targets (sources when arriving by) are not looked at; unverified metres neither.
    """
    arrivals = np.full(day.stop_count, NEVER, np.int32)
    sign = -1 if query.arrive_by else 1
    origins = query.targets if query.arrive_by else query.sources
    ends = Ends(frozen(origins.stop), frozen(origins.time_s), _NOBODY, _NOBODY)
    start = np.array([sign * query.time_s], np.int32)
    _run_fast(day, transfers, query, ends=ends, departures=start, arrivals=arrivals)
    np.minimum.at(arrivals, origins.stop, start[0] + origins.time_s)
    return sign * arrivals


def _fast_paths(day: TransitDay, transfers: TransferTable, query: TransitQuery) -> list[Path]:
    ends = make_ends(query)
    departures = list_departures(day, query, ends=ends)
    heads, legs = _run_fast(
        day, transfers, query, ends=ends, departures=departures, arrivals=np.empty(0, np.int32)
    )
    rows = transfers.view(quickest_only=True, mirrored=query.arrive_by).row
    return read_paths(day, heads, legs, rows=rows, mirrored=query.arrive_by)


def make_ends(query: TransitQuery) -> Ends:
    """Sources and targets as the kernels take them; swapped when time runs backwards."""
    first, last = query.sources, query.targets
    if query.arrive_by:
        first, last = last, first
    return Ends(frozen(first.stop), frozen(first.time_s), frozen(last.stop), frozen(last.time_s))


def oriented(day: TransitDay, query: TransitQuery) -> tuple[Lanes, I16, I16]:
    """Lanes and costs in the direction in which the query is searched."""
    costs = day.costs(query.rule)
    if query.arrive_by:
        return day.mirrored(), costs.mirrored_board_m, costs.mirrored_alight_m
    return day.lanes, costs.board_m, costs.alight_m


def list_departures(day: TransitDay, query: TransitQuery, *, ends: Ends) -> I32:
    """The moments at which a search has to begin, latest first."""
    start = -query.time_s if query.arrive_by else query.time_s
    if query.window_s == 0:
        return frozen(np.array([start], np.int32))
    lanes, board_m, _ = oriented(day, query)
    moments = _departures_between(lanes, board_m, ends, start, start + query.window_s)
    return frozen(np.unique(moments)[::-1])


@numba.njit(cache=True, nogil=True, error_model="numpy")
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


def _run_fast(
    day: TransitDay,
    transfers: TransferTable,
    query: TransitQuery,
    *,
    ends: Ends,
    departures: I32,
    arrivals: I32,
) -> tuple[I32, I32]:
    lanes, board_m, alight_m = oriented(day, query)
    walks: Walks = transfers.view(quickest_only=True, mirrored=query.arrive_by).walks
    with _space(day, query) as space:
        return search_fast(
            lanes,
            walks,
            board_m,
            alight_m,
            ends,
            departures,
            (query.change_time_s, HORIZON_S, latest_start(departures, query)),
            space,
            arrivals,
        )


def latest_start(departures: I32, query: TransitQuery) -> int:
    """The latest moment at which a journey may set out: with a window its end, else any."""
    start = -query.time_s if query.arrive_by else query.time_s
    return start + query.window_s if query.window_s > 0 else NEVER


@contextmanager
def _space(day: TransitDay, query: TransitQuery) -> Iterator[Space]:
    space = day.pool.take(
        stop_count=day.stop_count,
        lane_count=len(day.lanes.length),
        max_boardings=query.max_boardings,
    )
    yield space
    # only after success: a search that failed may have left its labels behind
    day.pool.give_back(space)
