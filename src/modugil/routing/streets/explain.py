"""Why not that way, and what there is when nothing passes."""

from dataclasses import replace

import numpy as np

from modugil.core.geo import LatLon
from modugil.region.streets import F32
from modugil.routing.journey import BarrierFound, BarrierKind, RefusedWay, Way
from modugil.routing.needs import Needs
from modugil.routing.streets.apply_conditions import arcs_touching
from modugil.routing.streets.barriers import barriers_along
from modugil.routing.streets.facts import frozen
from modugil.routing.streets.find_path import FoundPath, Place, find_path
from modugil.routing.streets.find_snaps import find_snaps
from modugil.routing.streets.relax_costs import penalise_barriers
from modugil.routing.streets.street_costs import StreetCosts
from modugil.routing.streets.trace_way import path_time_s, trace_edges, trace_line, trace_way

LEAST_SAVING_S = 1.0
MOST_TRIED = 8
"""So many barriers of a refused way are tried one by one."""


def explain_refusal(
    costs: StreetCosts, relaxed: StreetCosts, *, way: Way, start: Place, end: Place
) -> RefusedWay | None:
    """The quicker way that was refused and the one barrier that refused it; None if there is none.

    Where the removal of one barrier alone would shorten the way, it is the one that saves most;
    else it is the first one met on the quickest way past all barriers.
    `relaxed` is `relax_costs(costs)`.
    """
    path = find_path(relaxed, start=start, end=end)
    if path is None:
        return None
    edges = trace_edges(relaxed, path)
    saved_s = way.facts.time_s - path_time_s(relaxed, path, edges)
    if saved_s < LEAST_SAVING_S:
        return None
    barriers = barriers_along(costs, edges)
    if not barriers:
        return None
    best = RefusedWay(saved_s, barriers[0], trace_line(relaxed, path, edges), len(barriers))
    if len(barriers) == 1:
        return best
    alone = [
        found
        for barrier in _distinct_places(barriers)[:MOST_TRIED]
        if (found := _without(costs, relaxed, barrier, way=way, path=path)) is not None
    ]
    return max(alone, key=lambda found: found.saved_s, default=best)


def find_least_bad_way(costs: StreetCosts, *, start: Place, end: Place) -> Way | None:
    """The way with the fewest and lightest barriers, each named; None only without any connection.

    Its `cost_s` holds a price for each barrier and is not to be compared with other ways'.
    """
    priced = penalise_barriers(costs)
    path = find_path(priced, start=start, end=end) or _from_farther(priced, start, end)
    if path is None:
        return None
    way = trace_way(priced, path)
    barriers = barriers_along(costs, way.edges)
    longest_m = costs.needs.longest_leg_m
    if way.facts.length_m > longest_m:
        middle = way.geometry[len(way.geometry) // 2]
        barriers += (_too_long(costs.needs, way.facts.length_m, where=middle),)
    return replace(way, barriers=barriers)


def _too_long(needs: Needs, length_m: float, *, where: LatLon) -> BarrierFound:
    """That the way is longer than somebody goes at once."""
    tired = [one.preset for one in needs.together if length_m > one.longest_leg_m]
    longest_m = needs.longest_leg_m
    kind = BarrierKind.TOO_LONG
    return BarrierFound(kind, -1, -1, length_m, longest_m, where, stops=tuple(tired))


def _from_farther(costs: StreetCosts, start: Place, end: Place) -> FoundPath | None:
    """The path where the nearest street is drawn apart from all others: over open ground first."""
    places = [
        find_snaps(costs, place, over_ground=True) if isinstance(place, LatLon) else place
        for place in (start, end)
    ]
    return find_path(costs, start=places[0], end=places[1])


def _distinct_places(barriers: tuple[BarrierFound, ...]) -> list[BarrierFound]:
    """The first barrier of each edge and node."""
    found: dict[tuple[int, int], BarrierFound] = {}
    for barrier in barriers:
        found.setdefault((barrier.edge, barrier.node), barrier)
    return list(found.values())


def _without(
    costs: StreetCosts, relaxed: StreetCosts, barrier: BarrierFound, *, way: Way, path: FoundPath
) -> RefusedWay | None:
    """The way if only this edge or node let the person pass, if it is quicker."""
    along, point, leave = costs.along.copy(), costs.point.copy(), costs.leave.copy()
    if barrier.node >= 0:
        point[barrier.node] = relaxed.point[barrier.node]
        edges, nodes = set[int](), {barrier.node}
    else:
        rows = slice(2 * barrier.edge, 2 * barrier.edge + 2)
        along[rows] = relaxed.along[rows]
        edges, nodes = {barrier.edge}, set[int]()
    _rejoin(costs, along, point, leave, arcs_touching(costs.streets, edges=edges, nodes=nodes))
    opened = replace(
        costs,
        along=frozen(along),
        point=frozen(point),
        leave=frozen(leave),
        component=np.zeros_like(costs.component),
        least_cost_per_m=min(costs.least_cost_per_m, relaxed.least_cost_per_m),
    )
    found = find_path(opened, start=path.start, end=path.end)
    if found is None:
        return None
    traced = trace_edges(opened, found)
    saved_s = way.facts.time_s - path_time_s(opened, found, traced)
    if saved_s < LEAST_SAVING_S:
        return None
    return RefusedWay(saved_s, barrier, trace_line(opened, found, traced))


def _rejoin(costs: StreetCosts, along: F32, point: F32, leave: F32, arcs: np.ndarray) -> None:
    codes, to = costs.network.arc_edge[arcs], costs.network.arc_to[arcs]
    leave[arcs] = along[codes] + point[to]
