"""One person's needs and the facts of the streets, compiled into the costs that searches read."""

import numpy as np

from modugil.region.streets import F32, Streets
from modugil.region.vocabulary import CrossingKind, SidewalkSide, WayKind
from modugil.routing.needs import Needs
from modugil.routing.streets.facts import (
    EdgeFacts,
    Limits,
    NodeFacts,
    edge_facts,
    frozen,
    limits_of,
    node_facts,
)
from modugil.routing.streets.judge import is_crossing, jit, judge_edge, judge_node
from modugil.routing.streets.street_costs import Network, StreetCosts, build_network

_KIND_ELEVATOR, _KIND_ESCALATOR = int(WayKind.ELEVATOR), int(WayKind.ESCALATOR)
_KIND_LIVING_STREET = int(WayKind.LIVING_STREET)
_ON_THE_ROAD, _SIGNALS = int(SidewalkSide.CARRIAGEWAY), int(CrossingKind.SIGNALS)
_AVOID = 1


def compile_needs(streets: Streets, needs: Needs) -> StreetCosts:
    """What every street costs a person with these needs.

    Units:   the cost is generalised seconds: the time, times the carriageway factor on the road
             itself, the factor of what the person avoids, and the unknown factor where a needed fact
             is not known.
    Unknown: an edge with any needed fact unknown is unverified over its whole length; a node counts
             as `unverified.point_m` metres.
    """
    edges, nodes, limits = edge_facts(streets), node_facts(streets), limits_of(needs)
    network = build_network(streets)
    point = np.empty((streets.node_count, 4), np.float32)
    along = np.empty((2 * streets.edge_count, 4), np.float32)
    _measure_nodes(nodes, limits, point)
    _measure_edges(edges, nodes, limits, along)
    leave, arrive = np.empty_like(along), np.empty_like(along)
    least = join_labels(network, along, point, leave, arrive)
    return StreetCosts(
        streets=streets,
        needs=needs,
        network=network,
        edge_facts=edges,
        node_facts=nodes,
        leave=frozen(leave),
        arrive=frozen(arrive),
        along=frozen(along),
        point=frozen(point),
        least_cost_per_m=least,
    )


@jit
def _measure_nodes(nodes: NodeFacts, limits: Limits, point: F32) -> None:
    for node in range(len(point)):
        refused, unknown = judge_node(nodes, node, limits)
        time_s = limits.elevator_s if nodes.elevator[node] else np.float32(0.0)
        cost_s = time_s
        if nodes.elevator[node] and limits.elevators == _AVOID:
            cost_s *= limits.avoid_factor
        unverified_m = limits.point_unverified_m if unknown else np.float32(0.0)
        if unknown:
            cost_s += unverified_m / limits.speed_mps * (limits.unknown_factor - 1)
        point[node, 0] = np.inf if refused else cost_s
        point[node, 1] = time_s
        point[node, 2] = 0.0
        point[node, 3] = unverified_m


@jit
def _measure_edges(edges: EdgeFacts, nodes: NodeFacts, limits: Limits, along: F32) -> None:
    for edge in range(len(edges.tail)):
        length_m = edges.length_m[edge]
        factor = _factor(edges, edge, limits)
        delay_s = _delay_s(edges, edge, limits)
        for backward in range(2):
            refused, unknown = judge_edge(edges, nodes, edge, backward, limits)
            time_s = (
                length_m * _slowdown(edges, edge, backward, limits) / limits.speed_mps + delay_s
            )
            cost_s = time_s * factor
            unverified_m = np.float32(0.0)
            if unknown:
                cost_s = cost_s * limits.unknown_factor if cost_s > 0 else limits.unknown_factor - 1
                unverified_m = length_m if length_m > 0 else limits.point_unverified_m
            code = 2 * edge + backward
            along[code, 0] = np.inf if refused else cost_s
            along[code, 1] = time_s
            along[code, 2] = length_m
            along[code, 3] = unverified_m


@jit
def _factor(edges: EdgeFacts, edge: int, limits: Limits) -> float:
    factor = np.float32(1.0)
    kind = edges.kind[edge]
    if edges.side[edge] == _ON_THE_ROAD and kind != _KIND_LIVING_STREET:
        factor *= limits.carriageway_factor
    if kind == _KIND_ELEVATOR and limits.elevators == _AVOID:
        factor *= limits.avoid_factor
    if kind == _KIND_ESCALATOR and limits.escalators == _AVOID:
        factor *= limits.avoid_factor
    return factor


@jit
def _delay_s(edges: EdgeFacts, edge: int, limits: Limits) -> float:
    if edges.kind[edge] == _KIND_ELEVATOR:
        return limits.elevator_s
    if not is_crossing(edges, edge):
        return np.float32(0.0)
    whole_s = limits.signals_s if edges.crossing[edge] == _SIGNALS else limits.crossing_s
    return whole_s * min(np.float32(1.0), edges.length_m[edge] / limits.crossing_length_m)


@jit
def _slowdown(edges: EdgeFacts, edge: int, backward: int, limits: Limits) -> float:
    """How many times as long as on the level: by the mean climb and fall, else by the steepest."""
    length_m = edges.length_m[edge]
    up, down = edges.climb_m[edge] / length_m, edges.descent_m[edge] / length_m
    if not (up >= 0.0 and down >= 0.0):
        up, down = edges.slope_up_ratio[edge], edges.slope_down_ratio[edge]
    if not (up >= 0.0 and down >= 0.0):
        return np.float32(1.0)
    if backward:
        up, down = down, up
    exponent = up * limits.slowdown_up + down * limits.slowdown_down
    return np.exp(min(exponent, limits.slowdown_cap))


@jit
def join_labels(network: Network, along: F32, point: F32, leave: F32, arrive: F32) -> float:
    """The labels of edges and end nodes put together by arc; the least cost per metre is returned."""
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
