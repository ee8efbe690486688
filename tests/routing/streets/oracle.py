"""Dijkstra as anyone would write it, over the labels of arcs and places on edges."""

import heapq
from math import inf

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

COST, TIME, LENGTH, UNVERIFIED = range(4)


def brute_force(costs, start, end, *, verified_only=False):
    """The least cost from one place (edge, ratio) to another, by plain Dijkstra."""
    best = direct_cost(costs, start, end, verified_only)
    seeds = leaving(costs, start, verified_only)
    reached = spread_from(costs, seeds, verified_only)
    for node, cost in arriving(costs, end, verified_only):
        best = min(best, reached.get(node, inf) + cost)
    return best


def spread_from(costs, seeds, verified_only=False):
    """The least cost to each node from seeds of (node, cost)."""
    reached, heap = {}, [(cost, node) for node, cost in seeds]
    heapq.heapify(heap)
    while heap:
        cost, node = heapq.heappop(heap)
        if node in reached or cost == inf:
            continue
        reached[node] = cost
        for to, step in steps_from(costs, node, verified_only):
            heapq.heappush(heap, (cost + step, to))
    return reached


def steps_from(costs, node, verified_only):
    streets = costs.streets
    for edge in range(streets.edge_count):
        for backward in (0, 1):
            ends = (int(streets.edge_tail[edge]), int(streets.edge_head[edge]))
            tail, head = ends[::-1] if backward else ends
            if tail == node:
                yield (
                    head,
                    along(costs, edge, backward, 1.0, verified_only)
                    + passing(costs, head, verified_only),
                )


def along(costs, edge, backward, share, verified_only):
    label = costs.along[2 * edge + backward]
    if share == 0:
        return 0.0
    if label[COST] == inf or (verified_only and label[UNVERIFIED] > 0):
        return inf
    return float(label[COST]) * share


def passing(costs, node, verified_only):
    label = costs.point[node]
    return inf if verified_only and label[UNVERIFIED] > 0 else float(label[COST])


def leaving(costs, place, verified_only):
    edge, ratio = place
    head, tail = int(costs.streets.edge_head[edge]), int(costs.streets.edge_tail[edge])
    return [
        (
            head,
            along(costs, edge, 0, 1 - ratio, verified_only) + passing(costs, head, verified_only),
        ),
        (tail, along(costs, edge, 1, ratio, verified_only) + passing(costs, tail, verified_only)),
    ]


def arriving(costs, place, verified_only):
    edge, ratio = place
    head, tail = int(costs.streets.edge_head[edge]), int(costs.streets.edge_tail[edge])
    return [
        (tail, along(costs, edge, 0, ratio, verified_only)),
        (head, along(costs, edge, 1, 1 - ratio, verified_only)),
    ]


def direct_cost(costs, start, end, verified_only):
    if start[0] != end[0]:
        return inf
    share = end[1] - start[1]
    return along(costs, start[0], int(share < 0), abs(share), verified_only)


def costs_from_edge(costs, edge, ratio):
    """What each place on another edge costs from this one, by scipy's Dijkstra."""
    outs = leaving(costs, (edge, ratio), False)
    from_ends = dijkstra(_arc_matrix(costs), indices=[node for node, _ in outs])

    def cost_to(other, other_ratio):
        ins = arriving(costs, (other, other_ratio), False)
        return min(
            out + from_ends[row][node] + into
            for row, (_, out) in enumerate(outs)
            for node, into in ins
        )

    return cost_to


def _arc_matrix(costs):
    """The least cost between each two nodes that one arc joins; refused arcs are left out."""
    streets = costs.streets
    count = streets.node_count
    tail = np.repeat(np.arange(count), np.diff(streets.arc_start))
    cost = costs.leave[:, COST].astype(np.float64)
    order = np.lexsort((cost, streets.arc_to, tail))
    order = order[np.isfinite(cost[order])]
    key = tail[order].astype(np.int64) * count + streets.arc_to[order]
    first = order[np.unique(key, return_index=True)[1]]
    ends = tail[first], streets.arc_to[first]
    return csr_matrix((np.maximum(cost[first], 1e-9), ends), shape=(count, count))
