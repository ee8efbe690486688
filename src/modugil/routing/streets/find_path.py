"""The cheapest path from place to place: A* with the region's landmarks, exact for any needs."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon
from modugil.region.streets import F32, I32
from modugil.routing.streets.facts import Real
from modugil.routing.streets.find_snaps import (
    EdgePoint,
    Snaps,
    build_seeds,
    find_snaps,
    partial_label,
    snaps_at,
)
from modugil.routing.streets.heap import pop, push
from modugil.routing.streets.judge import jit
from modugil.routing.streets.spread import Seeds, Stamp, begin
from modugil.routing.streets.street_costs import Network, StreetCosts
from modugil.routing.streets.workspace import Workspace, get_workspace

Place = LatLon | EdgePoint | Snaps
MOST_LANDMARKS = 4


@dataclass(frozen=True, slots=True, eq=False)
class FoundPath:
    """A path as codes edge * 2 + backward, and where it begins and ends on its first and last edge.

    `codes` has one entry if it stays on one edge. `start_snap`, `end_snap` are rows of the snaps.
    """

    codes: tuple[int, ...]
    start: Snaps
    end: Snaps
    start_snap: int
    end_snap: int
    cost_s: float


def snaps_of(costs: StreetCosts, place: Place) -> Snaps:
    """Where on usable streets the place is."""
    if isinstance(place, Snaps):
        return place
    return snaps_at(place) if isinstance(place, EdgePoint) else find_snaps(costs, place)


def find_path(costs: StreetCosts, *, start: Place, end: Place) -> FoundPath | None:
    """The cheapest path, or None where these needs let nothing pass.

    Source:  A* with landmarks (Goldberg and Harrelson 2005): metres to landmarks over all edges,
             times the least cost per metre, never overestimate what is left.
    """
    starts, ends = snaps_of(costs, start), snaps_of(costs, end)
    if len(starts.edge) == 0 or len(ends.edge) == 0:
        return None
    direct = _direct_path(costs, starts, ends)
    best_s = direct.cost_s if direct else np.inf
    seeds = build_seeds(costs, starts, arriving=False)
    goals = build_seeds(costs, ends, arriving=True)
    component = costs.component
    if set(component[seeds.node].tolist()).isdisjoint(component[goals.node].tolist()):
        return direct
    network = costs.network
    room = get_workspace(len(network.arc_start) - 1, len(network.arc_to))
    goal, cost_s = _search(network, costs.leave, seeds, goals, costs.least_cost_per_m, best_s, room)
    if goal < 0:
        return direct
    codes, seed = _trace(room, int(goals.node[goal]))
    inner = (int(seeds.code[seed]), *codes, int(goals.code[goal]))
    rows = int(seeds.snap[seed]), int(goals.snap[goal])
    return FoundPath(inner, starts, ends, *rows, float(cost_s))


def path_length_m(costs: StreetCosts, path: FoundPath) -> float:
    """Metres along the path, the straight ones to and from the streets included."""
    metres = costs.along[list(path.codes), 2].astype(np.float64)
    start = float(path.start.ratio[path.start_snap])
    end = float(path.end.ratio[path.end_snap])
    first, last = path.codes[0], path.codes[-1]
    links_m = path.start.distance_m[path.start_snap] + path.end.distance_m[path.end_snap]
    if len(metres) == 1:
        return abs(end - start) * float(metres[0]) + float(links_m)
    metres[0] *= start if first & 1 else 1.0 - start
    metres[-1] *= 1.0 - end if last & 1 else end
    return float(metres.sum() + links_m)


def _trace(room: Workspace, node: int) -> tuple[list[int], int]:
    codes = []
    while (code := int(room.parent[node])) >= 0:
        codes.append(code)
        node = int(room.before[node])
    return codes[::-1], -1 - code


def _direct_path(costs: StreetCosts, starts: Snaps, ends: Snaps) -> FoundPath | None:
    found = find_direct(costs, starts, ends)
    if found is None:
        return None
    label, code, row, other = found
    return FoundPath((code,), starts, ends, row, other, float(label[0]))


def find_direct(costs: StreetCosts, starts: Snaps, ends: Snaps) -> tuple[F32, int, int, int] | None:
    """The cheapest way that stays on one edge: its label, code, and the rows of the snaps."""
    found = None
    cost_s = np.inf
    for row, edge in enumerate(starts.edge.tolist()):
        for other in np.flatnonzero(ends.edge == edge).tolist():
            share = float(ends.ratio[other]) - float(starts.ratio[row])
            code = 2 * edge + (share < 0)
            label = partial_label(costs.along, code, abs(share))
            label = label + costs.link_label(float(starts.distance_m[row]))
            label = label + costs.link_label(float(ends.distance_m[other]))
            if label[0] < cost_s:
                found, cost_s = (label, code, row, other), float(label[0])
    return found


class _Bounds(NamedTuple):
    """The landmarks chosen for one search, and the goals' least and most metres to each."""

    landmark_m: F32
    chosen: NDArray[np.int64]
    low: F32
    high: F32
    cost_per_m: Real


@jit
def _search(  # noqa: PLR0913 - a kernel
    network: Network,
    arcs: F32,
    seeds: Seeds,
    goals: Seeds,
    least_cost_per_m: float,
    best_s: float,
    room: Workspace,
) -> tuple[int, Real]:
    """The row of the goal reached most cheaply and the cost; (-1, best_s) if nothing beats that."""
    stamp, found = begin(room), -1
    bounds = _choose_landmarks(
        network.landmark_m, seeds.node[0], goals.node, np.float32(least_cost_per_m)
    )
    limit_s: Real = np.float32(best_s)
    size = _open_seeds(seeds, bounds, room, stamp)
    while size > 0:
        bounded_s, node, size = pop(room.heap, size)
        if bounded_s >= limit_s:
            break
        if room.stamp[node] != stamp:
            continue
        room.stamp[node] = stamp + np.uint32(1)
        cost_s = room.label[node, 0]
        for goal in range(len(goals.node)):
            if goals.node[goal] == node and cost_s + goals.label[goal, 0] < limit_s:
                limit_s, found = cost_s + goals.label[goal, 0], goal
        size = _relax(network, arcs, node, bounds, limit_s, room, stamp, size)
    return found, limit_s


@jit
def _open_seeds(seeds: Seeds, bounds: _Bounds, room: Workspace, stamp: Stamp) -> int:
    size = int(np.int64(0))
    for seed in range(len(seeds.node)):
        node, cost_s = seeds.node[seed], seeds.label[seed, 0]
        if room.stamp[node] == stamp and room.label[node, 0] <= cost_s:
            continue
        room.stamp[node] = stamp
        room.bound[node] = _bound_s(bounds, node)
        room.label[node, 0] = cost_s
        room.parent[node], room.before[node] = -1 - seed, -1
        size = push(room.heap, size, cost_s + room.bound[node], node)
    return size


@jit
def _relax(  # noqa: PLR0913 - a kernel
    network: Network,
    arcs: F32,
    node: int,
    bounds: _Bounds,
    limit_s: Real,
    room: Workspace,
    stamp: Stamp,
    size: int,
) -> int:
    """The heap's size after going on from the node to all its neighbours."""
    cost_s = room.label[node, 0]
    for arc in range(network.arc_start[node], network.arc_start[node + 1]):
        new_s = cost_s + arcs[arc, 0]
        to = network.arc_to[arc]
        seen = room.stamp[to]
        if not new_s < limit_s or seen > stamp or (seen == stamp and room.label[to, 0] <= new_s):
            continue
        if seen != stamp:
            room.stamp[to] = stamp
            room.bound[to] = _bound_s(bounds, to)
        room.label[to, 0] = new_s
        room.parent[to], room.before[to] = network.arc_edge[arc], node
        if new_s + room.bound[to] < limit_s:
            size = push(room.heap, size, new_s + room.bound[to], to)
    return size


@jit
def _choose_landmarks(landmark_m: F32, start: int, goals: I32, cost_per_m: Real) -> _Bounds:
    """The landmarks that bound the way from the start best."""
    chosen = np.empty(MOST_LANDMARKS, np.int64)
    low, high = np.empty(MOST_LANDMARKS, np.float32), np.empty(MOST_LANDMARKS, np.float32)
    strength = np.empty(MOST_LANDMARKS, np.float32)
    count = 0
    for landmark in range(landmark_m.shape[1]):
        least, most = np.float32(np.inf), np.float32(0.0)
        for goal in goals:
            metres = landmark_m[goal, landmark]
            least, most = min(least, metres), max(most, metres)
        metres = landmark_m[start, landmark]
        if np.isinf(most) or np.isinf(metres):
            continue
        value = max(metres - most, least - metres)
        place = min(count, MOST_LANDMARKS - 1)
        if count == MOST_LANDMARKS and value <= strength[place]:
            continue
        while place > 0 and strength[place - 1] < value:
            strength[place], chosen[place] = strength[place - 1], chosen[place - 1]
            low[place], high[place] = low[place - 1], high[place - 1]
            place -= 1
        strength[place], chosen[place], low[place], high[place] = value, landmark, least, most
        count = min(count + 1, MOST_LANDMARKS)
    return _Bounds(landmark_m, chosen[:count], low[:count], high[:count], cost_per_m)


@jit
def _bound_s(bounds: _Bounds, node: int) -> Real:
    """The least cost that is left from the node to any goal."""
    bound = np.float32(0.0)
    for place in range(len(bounds.chosen)):
        metres = bounds.landmark_m[node, bounds.chosen[place]]
        bound = max(bound, metres - bounds.high[place], bounds.low[place] - metres)
    cost_s: Real = bound * bounds.cost_per_m
    return cost_s
