"""The needs and the facts of the streets, compiled into the costs that searches read."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.region.streets import F32, Streets
from modugil.region.vocabulary import CrossingKind, SidewalkSide, WayKind
from modugil.routing.needs import Needs
from modugil.routing.streets.facts import (
    Real,
    Record,
    edge_rows,
    frozen,
    limits_of,
    node_rows,
)
from modugil.routing.streets.judge import (
    REFUSED,
    UNSURE,
    is_crossing,
    jit,
    judge_edge,
    judge_node,
)
from modugil.routing.streets.openness import find_openness
from modugil.routing.streets.street_costs import Network, StreetCosts, build_network

_KIND_ELEVATOR, _KIND_ESCALATOR = int(WayKind.ELEVATOR), int(WayKind.ESCALATOR)
_KIND_LIVING_STREET = int(WayKind.LIVING_STREET)
_ON_THE_ROAD, _SIGNALS = int(SidewalkSide.CARRIAGEWAY), int(CrossingKind.SIGNALS)
_AVOID = 1


def compile_needs(streets: Streets, needs: Needs) -> StreetCosts:
    """What every street costs a person with these needs, or several who go together.

    Units:   the cost is generalised seconds: the time, times the carriageway factor on the road
             itself, the factor of what the person avoids, and the unknown factor where a needed
             fact is not known.
    Unknown: an edge with any needed fact unknown is unverified over its whole length; a node counts
             as `unverified.point_m` metres.

    Of several who go together each label is the greatest: what refuses one refuses all, and all go
    as slowly as the one whom the place makes slowest.
    """
    nodes, edges = node_rows(streets), edge_rows(streets)
    point = np.zeros((streets.node_count, 4), np.float32)
    along = np.zeros((2 * streets.edge_count, 4), np.float32)
    for one in needs.members:
        _measure_nodes(nodes, limits_of(one), point)
        _measure_edges(edges, limits_of(one), along)
    return build_costs(streets, needs, along, point)


def build_costs(streets: Streets, needs: Needs, along: F32, point: F32) -> StreetCosts:
    """The costs with these labels of edges and nodes."""
    network = build_network(streets)
    along, point = frozen(along), frozen(point)
    leave, arrive = np.empty(along.shape, np.float32), np.empty(along.shape, np.float32)
    least = _join_labels(network, along, point, leave, arrive)
    openness, component = find_openness(network.edge_tail, network.edge_head, along, point)
    return StreetCosts(
        streets=streets,
        needs=needs,
        network=network,
        leave=frozen(leave),
        arrive=frozen(arrive),
        along=along,
        point=point,
        openness=openness,
        component=component,
        least_cost_per_m=float(least),
    )


@jit
def _measure_nodes(nodes: NDArray[Any], needs: NDArray[Any], point: F32) -> None:
    limits = needs[0]
    for row in range(len(point)):
        node = nodes[row]
        verdict = judge_node(node, limits)
        time_s = limits.elevator_s if node.elevator else np.float32(0.0)
        avoided = node.elevator and limits.elevators == _AVOID
        cost_s = time_s * limits.avoid_factor if avoided else time_s
        unverified_m = np.float32(0.0)
        if verdict >> UNSURE:
            unverified_m = limits.point_unverified_m
            cost_s += unverified_m / limits.speed_mps * (limits.unknown_factor - 1)
        _raise(point, row, np.inf if verdict & REFUSED else cost_s, time_s)
        point[row, 3] = max(point[row, 3], unverified_m)


@jit
def _measure_edges(edges: NDArray[Any], needs: NDArray[Any], along: F32) -> None:
    limits = needs[0]
    for row in range(len(edges)):
        edge = edges[row]
        length_m = edge.length_m
        factor = _factor(edge, limits)
        delay_s = _delay_s(edge, limits)
        for backward in range(2):
            verdict = judge_edge(edge, backward, limits)
            time_s = length_m / limits.speed_mps * _slowdown(edge, backward, limits) + delay_s
            cost_s = time_s * factor
            unverified_m = np.float32(0.0)
            if verdict >> UNSURE:
                unverified_m = length_m if length_m > 0 else limits.point_unverified_m
                more = limits.unknown_factor - 1
                cost_s += cost_s * more if cost_s > 0 else more
            code = 2 * row + backward
            _raise(along, code, np.inf if verdict & REFUSED else cost_s, time_s)
            along[code, 2] = length_m
            along[code, 3] = max(along[code, 3], unverified_m)


@jit
def _raise(labels: F32, row: int, cost_s: Real, time_s: Real) -> None:
    """A row's cost and time at least these."""
    labels[row, 0] = max(labels[row, 0], np.float32(cost_s))
    labels[row, 1] = max(labels[row, 1], np.float32(time_s))


@jit
def _factor(edge: Record, limits: Record) -> Real:
    """How many times as costly as its time: on the road itself, and what the person avoids."""
    factor: Real = np.float32(1.0)
    if edge.side == _ON_THE_ROAD and edge.kind != _KIND_LIVING_STREET:
        factor *= limits.carriageway_factor
    if edge.kind == _KIND_ELEVATOR and limits.elevators == _AVOID:
        factor *= limits.avoid_factor
    if edge.kind == _KIND_ESCALATOR and limits.escalators == _AVOID:
        factor *= limits.avoid_factor
    return factor


@jit
def _delay_s(edge: Record, limits: Record) -> Real:
    """Waiting for an elevator or at a crossing; a short piece of a crossing has its share of it."""
    delay_s: Real = np.float32(0.0)
    if edge.kind == _KIND_ELEVATOR:
        delay_s = limits.elevator_s
    elif is_crossing(edge):
        delay_s = limits.signals_s if edge.crossing == _SIGNALS else limits.crossing_s
        delay_s *= min(np.float32(1.0), edge.length_m / limits.crossing_length_m)
    return delay_s


@jit
def _slowdown(edge: Record, backward: int, limits: Record) -> Real:
    """How many times as long as on the level: by the mean climb and fall, else by the steepest."""
    up, down = edge.climb_m / edge.length_m, edge.descent_m / edge.length_m
    if not (up >= 0 and down >= 0):
        up, down = edge.slope_up_ratio, edge.slope_down_ratio
    if not (up >= 0 and down >= 0):
        return np.float32(1.0)
    if backward:
        up, down = down, up
    exponent = up * limits.slowdown_up + down * limits.slowdown_down
    slowdown: Real = np.exp(min(np.float32(exponent), np.float32(limits.slowdown_cap)))
    return slowdown


@jit
def _join_labels(network: Network, along: F32, point: F32, leave: F32, arrive: F32) -> Real:
    """The least cost per metre; by arc, the labels of the edge and of its end node, added."""
    least = np.float32(np.inf)
    for node in range(len(network.arc_start) - 1):
        for arc in range(network.arc_start[node], network.arc_start[node + 1]):
            code, to = network.arc_edge[arc], network.arc_to[arc]
            for column in range(4):
                leave[arc, column] = along[code, column] + point[to, column]
                arrive[arc, column] = along[code ^ 1, column] + point[node, column]
            if leave[arc, 0] < least * leave[arc, 2]:
                least = leave[arc, 0] / leave[arc, 2]
    return 0.0 if np.isinf(least) else least * 0.9999
