"""Landmarks: metres from every node to a few far-apart nodes, as lower bounds for the search.

Landmarks are shared out to components by their number of nodes, so that an island of a few paths
takes none from the network people walk on. Within one component the next landmark is the node
farthest from those chosen.
"""

import numba as nb
import numpy as np

from modugil.region.street_columns import Columns
from modugil.region.streets import F32, F64, I32

LANDMARK_COUNT = 12
kernel = nb.njit(cache=True, nogil=True, error_model="numpy")


def build_landmarks(columns: Columns, *, count: int = LANDMARK_COUNT) -> F32:
    """Undirected metres from each node to each landmark, +inf where not connected.

    Shapes:  float32[n, count].
    """
    start, to = columns["arc_start"], columns["arc_to"]
    for array in (start, to):  # as in a loaded region, so that kernels are compiled once
        array.flags.writeable = False
    node_count = len(start) - 1
    if node_count == 0:
        return np.zeros((0, count), np.float32)
    arc_m = columns["edge_length_m"].astype(np.float64)[columns["arc_edge"] >> 1]
    component = label_components(start, to)
    result = np.full((node_count, count), np.inf, np.float32)
    column = 0
    for one, share in _shares(component, count=count):
        nearest_m = np.full(node_count, np.inf)
        first = int(np.flatnonzero(component == one)[0])
        seed_m = distances_from(start, to, arc_m, first)
        landmark = _farthest(seed_m)
        for _ in range(share):
            distance_m = distances_from(start, to, arc_m, landmark)
            result[:, column] = distance_m
            np.minimum(nearest_m, distance_m, out=nearest_m)
            landmark = _farthest(nearest_m)
            column += 1
    return result


def _shares(component: I32, *, count: int) -> list[tuple[int, int]]:
    """How many landmarks each component gets: by size, all of them given away."""
    sizes = np.bincount(component)
    due = sizes * count / sizes.sum()
    share = np.floor(due).astype(np.int64)
    biggest = np.lexsort((np.arange(len(sizes)), -sizes))
    share[biggest[0]] += count - share.sum()
    return [(int(one), int(share[one])) for one in biggest if share[one]]


def _farthest(distance_m: F64) -> int:
    return int(np.argmax(np.where(np.isfinite(distance_m), distance_m, -1.0)))


@kernel
def label_components(start: I32, to: I32) -> I32:
    """The number of each node's component, in the order in which the nodes first meet them."""
    label = np.full(len(start) - 1, -1, np.int32)
    stack = np.empty(len(start), np.int32)
    found = 0
    for node in range(len(start) - 1):
        if label[node] >= 0:
            continue
        label[node] = found
        stack[0] = node
        size = 1
        while size:
            size -= 1
            here = stack[size]
            for arc in range(start[here], start[here + 1]):
                if label[to[arc]] < 0:
                    label[to[arc]] = found
                    stack[size] = to[arc]
                    size += 1
        found += 1
    return label


@kernel
def distances_from(start: I32, to: I32, arc_m: F64, origin: int) -> F64:
    """Shortest metres from one node to all, both ways along every edge (Dijkstra, binary heap)."""
    node_count = len(start) - 1
    best_m = np.full(node_count, np.inf)
    place = np.full(node_count, -1, np.int32)  # where each node stands in the heap
    heap = np.empty(node_count, np.int32)
    best_m[origin] = 0.0
    heap[0] = origin
    place[origin] = 0
    size = 1
    while size:
        here = heap[0]
        size -= 1
        if size:
            _sink(heap, place, best_m, heap[size], size)
        for arc in range(start[here], start[here + 1]):
            there = to[arc]
            reach_m = best_m[here] + arc_m[arc]
            if reach_m < best_m[there]:
                best_m[there] = reach_m
                if place[there] < 0:
                    place[there] = size
                    size += 1
                _rise(heap, place, best_m, there)
    return best_m


@kernel
def _rise(heap: I32, place: I32, best_m: F64, node: int) -> None:
    row = place[node]
    while row > 0:
        above = (row - 1) >> 1
        if best_m[heap[above]] <= best_m[node]:
            break
        heap[row] = heap[above]
        place[heap[row]] = row
        row = above
    heap[row] = node
    place[node] = row


@kernel
def _sink(heap: I32, place: I32, best_m: F64, node: int, size: int) -> None:
    row = 0
    while True:
        below = 2 * row + 1
        if below >= size:
            break
        if below + 1 < size and best_m[heap[below + 1]] < best_m[heap[below]]:
            below += 1
        if best_m[heap[below]] >= best_m[node]:
            break
        heap[row] = heap[below]
        place[heap[row]] = row
        row = below
    heap[row] = node
    place[node] = row
