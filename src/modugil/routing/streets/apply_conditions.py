"""The same costs under what is different now: blocked and slowed edges, elevators that stand."""

from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import Conditions
from modugil.region.streets import F32, Streets
from modugil.routing.streets.facts import frozen
from modugil.routing.streets.openness import find_openness
from modugil.routing.streets.street_costs import COST, TIME, StreetCosts


def apply_conditions(
    costs: StreetCosts, conditions: Conditions, *, start: datetime, end: datetime
) -> StreetCosts:
    """Costs with everything refused or slowed that is so at any moment from start to end.

    The costs given stay as they are; where nothing differs they are returned themselves.
    """
    edges = {row: x for row, x in conditions.edges.items() if x.span.overlaps(start, end)}
    closed = {row for row, x in conditions.edge_outages.items() if x.span.overlaps(start, end)}
    closed |= {row for row, change in edges.items() if change.blocked}
    nodes = {row for row, x in conditions.node_outages.items() if x.span.overlaps(start, end)}
    slowed = {row: change.slower_factor for row, change in edges.items() if row not in closed}
    if not (closed or nodes or slowed):
        return costs
    along, point = costs.along.copy(), costs.point.copy()
    for row, factor in slowed.items():
        along[2 * row : 2 * row + 2, COST : TIME + 1] *= max(1.0, factor)
    rows = np.array(sorted(closed), np.int64)
    along[2 * rows, COST] = along[2 * rows + 1, COST] = np.inf
    point[np.array(sorted(nodes), np.int64), COST] = np.inf
    changed = replace(
        costs,
        blocked_edges=costs.blocked_edges | closed,
        blocked_nodes=costs.blocked_nodes | nodes,
    )
    return patch_labels(changed, along, point, edges={*closed, *slowed}, nodes=nodes)


def patch_labels(
    costs: StreetCosts, along: F32, point: F32, *, edges: set[int], nodes: set[int]
) -> StreetCosts:
    """Costs with the arcs of these edges and around these nodes put together anew."""
    network = costs.network
    leave, arrive = costs.leave.copy(), costs.arrive.copy()
    for arc in arcs_touching(costs.streets, edges=edges, nodes=nodes).tolist():
        code, to = int(network.arc_edge[arc]), int(network.arc_to[arc])
        node = int((network.edge_head if code & 1 else network.edge_tail)[code >> 1])
        leave[arc] = along[code] + point[to]
        arrive[arc] = along[code ^ 1] + point[node]
    along, point = frozen(along), frozen(point)
    openness, component = find_openness(network.edge_tail, network.edge_head, along, point)
    return replace(
        costs,
        along=along,
        point=point,
        leave=frozen(leave),
        arrive=frozen(arrive),
        openness=openness,
        component=component,
    )


def arcs_touching(streets: Streets, *, edges: set[int], nodes: set[int]) -> NDArray[np.int64]:
    """The arcs of these edges, and all arcs from and to these nodes."""
    touched = set(edges)
    start, codes = streets.arc_start, streets.arc_edge
    for node in nodes:
        touched.update((codes[start[node] : start[node + 1]] >> 1).tolist())
    arcs = []
    for edge in sorted(touched):
        for node in (int(streets.edge_tail[edge]), int(streets.edge_head[edge])):
            out = np.arange(start[node], start[node + 1])
            arcs.extend(out[codes[out] >> 1 == edge].tolist())
    return np.unique(np.array(arcs, np.int64))
