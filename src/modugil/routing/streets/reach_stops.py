"""From a place to every stop around, or from every stop around to a place."""

from dataclasses import dataclass

import numpy as np

from modugil.region.streets import F32, I32
from modugil.routing.streets.find_path import Place, snaps_of
from modugil.routing.streets.find_snaps import Snaps, build_seeds, partial_label
from modugil.routing.streets.judge import jit
from modugil.routing.streets.spread import Reach, spread
from modugil.routing.streets.stop_access import Doors, StopAccess
from modugil.routing.streets.workspace import Workspace, get_workspace


@dataclass(frozen=True, slots=True, eq=False)
class StopReach:
    """The stops within reach, by row, each by its cheapest way.

    Shapes:  k stops, ascending.
    Units:   `cost_s` generalised seconds, `time_s` seconds, metres.
    """

    stop: I32
    cost_s: F32
    time_s: F32
    length_m: F32
    unverified_m: F32


def reach_stops(
    access: StopAccess,
    place: Place,
    *,
    max_m: float | None = None,
    towards: bool = False,
    verified_only: bool = False,
) -> StopReach:
    """The stops from which the place is reached (`towards`), or that are reached from it.

    Units:   `max_m` along the way, links included; by default the needs' longest leg.
    Unknown: `verified_only` takes only ways of which nothing needed is unknown.
    """
    costs = access.costs
    longest_m = costs.needs.longest_leg_m if max_m is None else max_m
    reach = Reach(np.float32(np.inf), np.float32(np.inf), np.float32(longest_m), verified_only)
    snaps = snaps_of(costs, place)
    best = np.full((len(access.stops.lat), 4), np.inf, np.float32)
    seeds = build_seeds(costs, snaps, arriving=towards)
    network = costs.network
    room = get_workspace(len(network.arc_start) - 1, len(network.arc_to))
    arcs = costs.arrive if towards else costs.leave
    doors = access.out_of if towards else access.into
    count = spread(network, arcs, seeds, int(towards), reach, room)
    _enter_stops(doors, reach, room, count, best)
    _enter_on_same_edge(access, snaps, reach, towards, best)
    found = np.flatnonzero(np.isfinite(best[:, 0])).astype(np.int32)
    columns = best[found].T
    return StopReach(found, columns[0], columns[1], columns[2], columns[3])


@jit
def _enter_stops(doors: Doors, reach: Reach, room: Workspace, count: int, best: F32) -> None:
    """Every stop beside a settled node, by the cheapest door."""
    for place in range(count):
        node = room.settled[place]
        for door in range(doors.at[node], doors.at[node + 1]):
            stop = doors.stop[door]
            cost_s = room.label[node, 0] + doors.label[door, 0]
            length_m = room.label[node, 2] + doors.label[door, 2]
            if cost_s >= best[stop, 0] or length_m > reach.length_m:
                continue
            if reach.verified_only and doors.label[door, 3] > 0:
                continue
            for column in range(4):
                best[stop, column] = room.label[node, column] + doors.label[door, column]


def _enter_on_same_edge(
    access: StopAccess, snaps: Snaps, reach: Reach, towards: bool, best: F32
) -> None:
    links, costs = access.links, access.costs
    for row, edge in enumerate(snaps.edge):
        for link in range(links.at_edge[edge], links.at_edge[edge + 1]):
            share = float(links.ratio[link]) - float(snaps.ratio[row])
            code = 2 * int(edge) + (share > 0 if towards else share < 0)
            label = partial_label(costs.along, code, abs(share)) + links.label[link]
            label = label + costs.link_label(float(snaps.distance_m[row]))
            stop = links.stop[link]
            if reach.verified_only and label[3] > 0:
                continue
            if label[2] <= reach.length_m and label[0] < best[stop, 0]:
                best[stop] = label
