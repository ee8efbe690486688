"""Which streets a person can get onto at all, and whether they lead anywhere from there."""

import numpy as np

from modugil.region.streets import F32, I32, U8
from modugil.routing.streets.facts import frozen
from modugil.routing.streets.judge import jit

REFUSED, ISLAND, CONNECTED = range(3)
LEAST_SHARE = 0.02
"""Streets that hang together with fewer of all nodes than this are an island."""


def find_openness(tail: I32, head: I32, along: F32, point: F32) -> tuple[U8, I32]:
    """How open each edge is, and for each node a number that all nodes it may lead to share.

    The first is refused both ways, open but on an island, or open and connected.
    """
    openness, component = _find_openness(tail, head, along, point)
    return frozen(openness), frozen(component)


@jit
def _find_openness(tail: I32, head: I32, along: F32, point: F32) -> tuple[U8, I32]:
    count = len(point)
    parent = np.empty(count, np.int32)
    for node in range(count):
        parent[node] = node
    for edge in range(len(tail)):
        passes = along[2 * edge, 0] < np.inf or along[2 * edge + 1, 0] < np.inf
        if passes and point[tail[edge], 0] < np.inf and point[head[edge], 0] < np.inf:
            a, b = _root(parent, np.int32(tail[edge])), _root(parent, np.int32(head[edge]))
            parent[max(a, b)] = min(a, b)
    size = np.zeros(count, np.int32)
    for node in range(count):
        parent[node] = _root(parent, np.int32(node))
        size[parent[node]] += 1
    largest = 0
    for node in range(count):
        largest = max(largest, size[node])
    least = min(largest, LEAST_SHARE * count)
    openness = np.zeros(len(tail), np.uint8)
    for edge in range(len(tail)):
        if along[2 * edge, 0] < np.inf or along[2 * edge + 1, 0] < np.inf:
            openness[edge] = 1
            for node in (tail[edge], head[edge]):
                if point[node, 0] < np.inf and size[parent[node]] >= least:
                    openness[edge] = 2
    return openness, parent


@jit
def _root(parent: I32, node: int | np.int32) -> int | np.int32:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
