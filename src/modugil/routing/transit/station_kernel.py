"""Kernel that finds ways along pathways from every platform and entrance."""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import inner, kernel
from modugil.routing.transit.lanes import F32, I32, U8

NOBODY = -1


class PathGraph(NamedTuple):
    """Pathways as a graph between stops.

    Shapes:  CSR by from-stop: `start` int32[s + 1] into the others. `pathway` is a row of the
             timetable's pathways, or -1 between a platform and its boarding areas.
    """

    start: I32
    to_stop: I32
    pathway: I32
    cost_s: F32


@inner
def _spread(graph: PathGraph, source: int, best: F32, via: I32, reached: I32, is_queued: U8) -> int:
    """Least costs from the source (label correcting; stations are small); how many are reached."""
    queue = [source]
    best[source] = 0.0
    reached[0] = source
    count = 1
    head = 0
    while head < len(queue):
        stop = queue[head]
        head += 1
        is_queued[stop] = 0
        for edge in range(graph.start[stop], graph.start[stop + 1]):
            there = graph.to_stop[edge]
            cost = best[stop] + graph.cost_s[edge]
            if not cost < best[there]:
                continue
            if via[there] == NOBODY and there != source:
                reached[count] = there
                count += 1
            best[there] = cost
            via[there] = edge
            if is_queued[there] == 0:
                is_queued[there] = 1
                queue.append(there)
    return count


@kernel
def find_paths(graph: PathGraph, kind: U8, edge_from: I32) -> tuple[I32, I32, I32, I32]:
    """Ways between all ends: from, to, and CSR of the pathways along each.

    `kind` uint8[s]: 1 a platform, 2 an entrance, 0 no end; ways between two entrances are left out.
    """
    stops = len(kind)
    best = np.full(stops, np.inf, np.float32)
    via = np.full(stops, NOBODY, np.int32)
    reached = np.empty(stops, np.int32)
    is_queued = np.zeros(stops, np.uint8)
    from_stop = [np.int32(0)][:0]
    to_stop = [np.int32(0)][:0]
    path_start = [np.int32(0)]
    path = [np.int32(0)][:0]
    for source in range(stops):
        if kind[source] == 0 or graph.start[source] == graph.start[source + 1]:
            continue
        count = _spread(graph, source, best, via, reached, is_queued)
        for i in range(count):
            there = reached[i]
            if there == source or kind[there] == 0 or kind[there] + kind[source] == 4:
                continue
            first = len(path)
            at = there
            while at != source:
                if graph.pathway[via[at]] >= 0:
                    path.append(graph.pathway[via[at]])
                at = edge_from[via[at]]
            path[first:] = path[first:][::-1]
            from_stop.append(np.int32(source))
            to_stop.append(np.int32(there))
            path_start.append(np.int32(len(path)))
        for i in range(count):
            best[reached[i]] = np.inf
            via[reached[i]] = NOBODY
    return np.array(from_stop), np.array(to_stop), np.array(path_start), np.array(path)
