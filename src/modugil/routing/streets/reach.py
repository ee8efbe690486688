"""Everywhere within so many minutes or metres of a place, or from where it is that near."""

from dataclasses import dataclass

import numpy as np

from modugil.core.geo import LatLon
from modugil.region.streets import F32, I32
from modugil.routing.journey import WayEdge
from modugil.routing.streets.facts import Real, frozen
from modugil.routing.streets.find_path import Place, snaps_of
from modugil.routing.streets.find_snaps import Snaps, build_seeds
from modugil.routing.streets.judge import jit
from modugil.routing.streets.spread import Reach, spread
from modugil.routing.streets.street_costs import TIME, Network, StreetCosts
from modugil.routing.streets.trace_way import cut_line
from modugil.routing.streets.workspace import get_workspace


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The nodes within reach, cheapest first, each by its cheapest way within the limits.

    Units:   `cost_s` generalised seconds, `time_s` seconds, metres.
    """

    node: I32
    cost_s: F32
    time_s: F32
    length_m: F32
    unverified_m: F32


@dataclass(frozen=True, slots=True, eq=False)
class ReachableArea:
    """The streets within reach, as the stretches of edges that one can be on.

    Shapes:  k stretches sorted by edge, from one ratio of its length to another, tail to head; an
             edge reached from both its ends but not in between has two.
    """

    reached: Reached
    edge: I32
    from_ratio: F32
    to_ratio: F32


def reach(
    costs: StreetCosts,
    place: Place,
    *,
    max_s: float = np.inf,
    max_m: float = np.inf,
    towards: bool = False,
    verified_only: bool = False,
) -> Reached:
    """The nodes reached from the place, or (`towards`) those from which it is reached.

    Units:   `max_s` real seconds, `max_m` metres along the way.
    """
    return _reach_snaps(
        costs,
        snaps_of(costs, place),
        Reach(np.float32(np.inf), np.float32(max_s), np.float32(max_m), verified_only),
        towards,
    )


def reachable_area(costs: StreetCosts, place: Place, *, max_s: float) -> ReachableArea:
    """The streets a person can be on within that time, starting at the place."""
    snaps = snaps_of(costs, place)
    limit = Reach(np.float32(np.inf), np.float32(max_s), np.float32(np.inf), False)
    reached = _reach_snaps(costs, snaps, limit, False)
    edges, tails, heads = _cover(
        costs.network,
        costs.along,
        frozen(reached.node),
        frozen(reached.time_s),
        np.float32(max_s),
    )
    starts = _start_spans(costs, snaps, max_s)
    # stretches from both ends of an edge never meet, else it is whole; only the start's may overlap
    alone = np.ones(len(edges), np.bool_)
    for edge, _, _ in starts:
        alone &= edges != edge
    joined = _join_spans(starts + _list_spans(edges[~alone], tails[~alone], heads[~alone]))
    return _build_area(reached, (edges[alone], tails[alone], heads[alone]), joined)


def area_lines(costs: StreetCosts, area: ReachableArea) -> list[list[LatLon]]:
    """The reached stretches of streets as lines, ready to be drawn."""
    spans = zip(area.edge.tolist(), area.from_ratio.tolist(), area.to_ratio.tolist(), strict=True)
    return [
        cut_line(costs.streets, WayEdge(edge, 0, low, high, 0.0, 0.0, 0.0))
        for edge, low, high in spans
    ]


def _list_spans(edges: I32, tails: F32, heads: F32) -> list[tuple[int, float, float]]:
    """The stretch at the tail and the one at the head of each edge, perhaps empty."""
    rows = list(zip(edges.tolist(), tails.tolist(), heads.tolist(), strict=True))
    return [(edge, 0.0, tail) for edge, tail, _ in rows] + [
        (edge, 1.0 - head, 1.0) for edge, _, head in rows
    ]


def _start_spans(costs: StreetCosts, snaps: Snaps, max_s: float) -> list[tuple[int, float, float]]:
    """The stretch around the start on each street it is tied to."""
    spans = []
    for row, edge in enumerate(snaps.edge.tolist()):
        left_s = max_s - float(costs.link_label(float(snaps.distance_m[row]))[TIME])
        ratio = float(snaps.ratio[row])
        forth, back = (_share(costs.along[2 * edge + backward], left_s) for backward in (0, 1))
        spans.append((edge, max(0.0, ratio - back), min(1.0, ratio + forth)))
    return spans


def _join_spans(spans: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    """The stretches sorted by edge, those that overlap made one."""
    joined: list[tuple[int, float, float]] = []
    for edge, low, high in sorted(spans):
        if joined and joined[-1][0] == edge and low <= joined[-1][2]:
            joined[-1] = (edge, joined[-1][1], max(high, joined[-1][2]))
        elif high > low:
            joined.append((edge, low, high))
    return joined


def _build_area(
    reached: Reached, covered: tuple[I32, F32, F32], parts: list[tuple[int, float, float]]
) -> ReachableArea:
    """The stretches of edges covered from their tails and heads, and other ones, sorted by edge."""
    edges, tails, heads = covered
    whole = tails + heads >= 1
    tail, head = (tails > 0) & ~whole, (heads > 0) & ~whole
    columns = np.array(parts, np.float64).reshape(-1, 3).T
    edge = np.concatenate((edges[whole], edges[tail], edges[head], columns[0].astype(np.int32)))
    low = np.zeros(len(edge), np.float32)
    high = np.ones(len(edge), np.float32)
    at = np.cumsum((whole.sum(), tail.sum(), head.sum()))
    high[at[0] : at[1]] = tails[tail]
    low[at[1] : at[2]] = 1 - heads[head]
    low[at[2] :], high[at[2] :] = columns[1], columns[2]
    order = np.lexsort((low, edge))
    return ReachableArea(reached, edge[order], low[order], high[order])


def _reach_snaps(costs: StreetCosts, snaps: Snaps, limit: Reach, towards: bool) -> Reached:
    network = costs.network
    seeds = build_seeds(costs, snaps, arriving=towards)
    room = get_workspace(len(network.arc_start) - 1, len(network.arc_to))
    arcs = costs.arrive if towards else costs.leave
    count = spread(network, arcs, seeds, int(towards), limit, room)
    nodes = room.settled[:count].copy()
    return Reached(nodes, *room.label[nodes].T)


def _share(label: F32, left_s: float) -> float:
    if left_s <= 0 or not np.isfinite(label[0]):
        return 0.0
    return float(min(1.0, left_s / max(float(label[TIME]), 1e-6)))


@jit
def _cover(
    network: Network, along: F32, nodes: I32, times: F32, max_s: Real
) -> tuple[I32, F32, F32]:
    """The edges within reach, unsorted, and how far along each one gets from each of its ends."""
    tails = np.zeros(len(network.edge_tail), np.float32)
    heads = np.zeros(len(network.edge_tail), np.float32)
    edges = np.empty(len(network.edge_tail), np.int32)
    count = 0
    for place in range(len(nodes)):
        node = nodes[place]
        left_s = max_s - times[place]
        for arc in range(network.arc_start[node], network.arc_start[node + 1]):
            code = network.arc_edge[arc]
            if np.isinf(along[code, 0]):
                continue
            share = min(np.float32(1.0), left_s / max(along[code, 1], np.float32(1e-6)))
            edge = code >> 1
            if share > 0 and tails[edge] == 0 and heads[edge] == 0:
                edges[count] = edge
                count += 1
            if code & 1:
                heads[edge] = max(heads[edge], share)
            else:
                tails[edge] = max(tails[edge], share)
    found = edges[:count].copy()
    return found, tails[found], heads[found]
