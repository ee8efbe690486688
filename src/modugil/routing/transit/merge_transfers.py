"""Walks between stops from all that tells of them: streets, pathways and transfers.txt.

In-seat transfers (types 4 and 5) and rules for single trips or lines are not followed: a change
that only they allow is not found, and one that only they forbid is still offered.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import metres_per_degree
from modugil.core.thresholds import limit
from modugil.region.timetable import Stops, Timetable, Transfers
from modugil.region.vocabulary import LocationType
from modugil.routing.needs import Needs
from modugil.routing.transit.lanes import I32, frozen
from modugil.routing.transit.query import NO_LINK
from modugil.routing.transit.station import StationLinks
from modugil.routing.transit.stop_walks import (
    StopWalks,
    StreetWays,
    join_walks,
    walks_into_stations,
    walks_of_links,
    walks_of_streets,
    walks_out_of_stations,
)
from modugil.routing.transit.transfers import TransferTable, build_transfers

MINIMUM_TIME, FORBIDDEN = 2, 3
GENERAL_TYPES = (0, 1, MINIMUM_TIME, FORBIDDEN)
I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Rules:
    """What transfers.txt says of each pair of stops, stations spread over their stops."""

    pair: I64
    type: I32
    min_time_s: I32


def merge_transfers(
    timetable: Timetable,
    *,
    needs: Needs,
    ways: StreetWays | None = None,
    links: StationLinks | None = None,
) -> TransferTable:
    """All walks between stops for these needs.

    Between a stop and a platform behind an entrance one goes by street and pathways together. Ways
    along streets and pathways stand as they are; a minimum time of transfers.txt makes them longer,
    a forbidden transfer takes them away. A transfer that neither streets nor pathways know is a
    straight way: wholly unverified where the needs ask anything of a way.
    """
    count = timetable.stop_count
    walks = join_walks(walks_of_streets(ways, count), walks_of_links(links, timetable.stops))
    walks = join_walks(walks, walks_into_stations(ways, links, timetable.stops))
    walks = join_walks(walks, walks_out_of_stations(ways, links, timetable.stops))
    rules = _read_rules(timetable.transfers, timetable.stops)
    walks = _obey(walks, rules, change_time_s=needs.change_time_s)
    walks = join_walks(walks, _untold(walks, rules, timetable.stops, needs))
    table = build_transfers(
        count,
        pairs=(walks.pair // count, walks.pair % count),
        time_s=walks.time_s,
        length_m=walks.length_m,
        unverified_m=walks.unverified_m,
        link=walks.link,
    )
    same_stop_s = frozen(_same_stop(rules, count, needs.change_time_s))
    return replace(table, same_stop_s=same_stop_s, links=links)


def _read_rules(transfers: Transfers, stops: Stops) -> _Rules:
    """One rule a pair: what is said of stops themselves goes before what is said of stations."""
    general = np.isin(transfers.type, GENERAL_TYPES)
    for column in (
        transfers.from_trip,
        transfers.to_trip,
        transfers.from_route,
        transfers.to_route,
    ):
        general &= column < 0
    row = np.flatnonzero(general & (transfers.from_stop >= 0) & (transfers.to_stop >= 0))
    served = np.flatnonzero(stops.location_type == LocationType.STOP)
    row, start = _spread_stations(row, transfers.from_stop[row], stops, served)
    row, end, start = _spread_stations(row, transfers.to_stop[row], stops, served, start)
    is_station = stops.location_type != LocationType.STOP
    said_of_stations = (
        is_station[transfers.from_stop[row]].astype(np.int8) + is_station[transfers.to_stop[row]]
    )
    pair = start.astype(np.int64) * len(stops.lat) + end
    order = np.lexsort((row, said_of_stations, pair))
    pairs, first = np.unique(pair[order], return_index=True)
    chosen = row[order][first]
    return _Rules(pairs, transfers.type[chosen].astype(np.int32), transfers.min_time_s[chosen])


def _spread_stations(
    row: I64, stop: I32, stops: Stops, served: I64, *carried: I64
) -> tuple[I64, ...]:
    """Each row once for every stop that it speaks of: the stop itself, or all of a station."""
    parents = stops.parent[served]
    order = np.argsort(parents, kind="stable")
    first = np.searchsorted(parents[order], stop, side="left")
    last = np.searchsorted(parents[order], stop, side="right")
    is_stop = stops.location_type[stop] == LocationType.STOP
    many = np.where(is_stop, 1, last - first)
    source = np.repeat(np.arange(len(row)), many)
    inside = np.arange(len(source)) - np.repeat(np.cumsum(many) - many, many)
    child = np.full(len(source), -1, np.int64)
    alone = is_stop[source]
    child[alone] = stop[source[alone]]
    child[~alone] = served[order][(first[source] + inside)[~alone]]
    return row[source], child, *(column[source] for column in carried)


def _obey(walks: StopWalks, rules: _Rules, *, change_time_s: float) -> StopWalks:
    """The walks as far as they are allowed, at least as long as the rules want them."""
    if not len(rules.pair):
        return walks
    at = np.minimum(np.searchsorted(rules.pair, walks.pair), len(rules.pair) - 1)
    told = rules.pair[at] == walks.pair
    timed = told & (rules.type[at] == MINIMUM_TIME)
    least_s = np.where(timed, rules.min_time_s[at] - change_time_s, 0.0)
    longer = replace(walks, time_s=np.maximum(walks.time_s, least_s))
    return longer.kept(~(told & (rules.type[at] == FORBIDDEN)))


def _untold(walks: StopWalks, rules: _Rules, stops: Stops, needs: Needs) -> StopWalks:
    """Straight ways for transfers of which nothing else tells."""
    count = len(stops.lat)
    start, end = rules.pair // max(count, 1), rules.pair % max(count, 1)
    per_lat, per_lon = metres_per_degree(float(stops.lat.mean()) if count else 0.0)
    straight = np.hypot(
        (stops.lat[start] - stops.lat[end]) * per_lat, (stops.lon[start] - stops.lon[end]) * per_lon
    )
    length_m = straight * limit("detour.straight_factor")
    wanted = (start != end) & (rules.type != FORBIDDEN) & ~np.isin(rules.pair, walks.pair)
    row = np.flatnonzero(wanted & (length_m <= needs.longest_leg_m) & (not needs.refuses_unknown))
    timed = rules.type[row] == MINIMUM_TIME
    least_s = np.where(timed, rules.min_time_s[row] - needs.change_time_s, 0.0)
    metres = length_m[row]
    return StopWalks(
        rules.pair[row],
        np.maximum(np.ceil(metres / needs.speed_mps), least_s),
        metres,
        metres if needs.asks_anything else np.zeros(len(row)),
        np.full(len(row), NO_LINK, np.int32),
    )


def _same_stop(rules: _Rules, count: int, change_time_s: float) -> I32:
    """What changing at one stop takes beyond the change time; -1 where it is forbidden."""
    same_stop_s = np.zeros(count, np.int32)
    own = rules.pair // max(count, 1) == rules.pair % max(count, 1)
    stop = rules.pair[own] % max(count, 1)
    beyond = np.ceil(np.maximum(0.0, rules.min_time_s[own] - change_time_s))
    beyond = np.where(rules.type[own] == MINIMUM_TIME, beyond, 0)
    same_stop_s[stop] = np.where(rules.type[own] == FORBIDDEN, -1, beyond)
    return same_stop_s
