"""Dijkstra's search outward from seeds, up to a limit: the kernel of all one-to-many answers."""

from typing import NamedTuple

import numpy as np

from modugil.region.streets import F32, I32
from modugil.routing.streets.facts import Real
from modugil.routing.streets.heap import pop, push
from modugil.routing.streets.judge import jit
from modugil.routing.streets.street_costs import Network
from modugil.routing.streets.workspace import Workspace

LARGEST_GENERATION = 2_000_000_000
Stamp = np.uint32


class Seeds(NamedTuple):
    """Where a search begins or ends: nodes with the label it takes to get there or from there.

    Shapes:  k seeds; `label` [k, 4]; `code` [k] the edge * 2 + backward of which part is passed;
             `snap` [k] the row of the snap it belongs to.
    """

    node: I32
    code: I32
    snap: I32
    label: F32


class Reach(NamedTuple):
    """How far a search goes: every one of these limits holds for each way it follows."""

    cost_s: Real
    time_s: Real
    length_m: Real
    verified_only: bool


NO_LIMIT = Reach(np.float32(np.inf), np.float32(np.inf), np.float32(np.inf), False)


@jit
def begin(room: Workspace) -> Stamp:
    """The stamp of a new search."""
    if room.generation[0] >= LARGEST_GENERATION:
        room.generation[0] = 0
        room.stamp[:] = 0
    room.generation[0] += 1
    stamp: Stamp = np.uint32(2) * room.generation[0]
    return stamp


@jit
def spread(
    network: Network, arcs: F32, seeds: Seeds, flip: int, reach: Reach, room: Workspace
) -> int:
    """How many nodes were settled; `room.settled` names them cheapest first, `room.label` tells.

    `arcs` is `StreetCosts.leave` with flip 0, or `arrive` with flip 1 to search towards the seeds.
    """
    stamp = begin(room)
    size = int(np.int64(0))  # a literal would be a type of its own, and a second compilation
    for seed in range(len(seeds.node)):
        size = _offer_seed(seeds, seed, reach, room, stamp, size)
    return _run(network, arcs, flip, reach, room, stamp, size)


@jit
def _offer_seed(
    seeds: Seeds, seed: int, reach: Reach, room: Workspace, stamp: np.uint32, size: int
) -> int:
    node = seeds.node[seed]
    label = seeds.label[seed]
    if not _within(label[0], label[1], label[2], label[3], reach):
        return size
    if room.stamp[node] == stamp and room.label[node, 0] <= label[0]:
        return size
    room.stamp[node] = stamp
    for column in range(4):
        room.label[node, column] = label[column]
    room.parent[node] = -1 - seed
    room.before[node] = -1
    return push(room.heap, size, label[0], node)


@jit
def _within(cost_s: Real, time_s: Real, length_m: Real, unverified_m: Real, reach: Reach) -> bool:
    return bool(
        cost_s <= reach.cost_s
        and time_s <= reach.time_s
        and length_m <= reach.length_m
        and cost_s < np.inf
        and not (reach.verified_only and unverified_m > 0)
    )


@jit
def _run(  # noqa: PLR0913 - a kernel
    network: Network,
    arcs: F32,
    flip: int,
    reach: Reach,
    room: Workspace,
    stamp: np.uint32,
    size: int,
) -> int:
    label, count = room.label, int(np.int64(0))
    while size > 0:
        cost_s, node, size = pop(room.heap, size)
        if room.stamp[node] != stamp:
            continue
        room.stamp[node] = stamp + np.uint32(1)
        room.settled[count] = node
        count += 1
        time_s, length_m, unverified_m = label[node, 1], label[node, 2], label[node, 3]
        for arc in range(network.arc_start[node], network.arc_start[node + 1]):
            new_cost_s = cost_s + arcs[arc, 0]
            to = network.arc_to[arc]
            seen = room.stamp[to]
            if seen > stamp or (seen == stamp and label[to, 0] <= new_cost_s):
                continue
            new_time_s, new_length_m = time_s + arcs[arc, 1], length_m + arcs[arc, 2]
            new_unverified_m = unverified_m + arcs[arc, 3]
            if not _within(new_cost_s, new_time_s, new_length_m, new_unverified_m, reach):
                continue
            room.stamp[to] = stamp
            label[to, 0], label[to, 1] = new_cost_s, new_time_s
            label[to, 2], label[to, 3] = new_length_m, new_unverified_m
            room.parent[to] = network.arc_edge[arc] ^ flip
            room.before[to] = node
            size = push(room.heap, size, new_cost_s, to)
    return count
