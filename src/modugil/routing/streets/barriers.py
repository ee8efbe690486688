"""What refuses an edge, a node or a whole way, each barrier named with its value and the limit."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import UnknownPolicy
from modugil.core.geo import LatLon
from modugil.region.streets import Streets
from modugil.region.vocabulary import Barrier
from modugil.routing.journey import BarrierFound, BarrierKind, WayEdge
from modugil.routing.needs import Needs
from modugil.routing.streets.facts import Record, edge_rows, frozen, limits_of, node_rows
from modugil.routing.streets.judge import (
    BIT,
    REASONS,
    REFUSED,
    UNSURE,
    judge_edges,
    judge_nodes,
)
from modugil.routing.streets.street_costs import StreetCosts

Verdicts = NDArray[np.int64]
FACT_NAMES = {
    BarrierKind.STEPS: "step_count",
    BarrierKind.KERB: "kerb",
    BarrierKind.SLOPE_UP: "slope",
    BarrierKind.SLOPE_DOWN: "slope",
    BarrierKind.CROSS_SLOPE: "cross_slope",
    BarrierKind.WIDTH: "width",
    BarrierKind.SURFACE: "surface",
    BarrierKind.SMOOTHNESS: "smoothness",
    BarrierKind.WHEELCHAIR_NO: "wheelchair",
    BarrierKind.NO_ENTRY: "entry",
    BarrierKind.CROSSING: "crossing",
}
"""The facts a way may lack, by the barrier that a bad value would be."""


def list_barriers(costs: StreetCosts, *, edge: int, backward: int) -> tuple[BarrierFound, ...]:
    """What refuses this edge that way, the node at its end included; empty if it passes."""
    part = WayEdge(edge, backward, 0.0, 1.0, 0.0, 0.0, 0.0)
    return barriers_along(costs, (part, part))


def barriers_along(costs: StreetCosts, edges: Sequence[WayEdge]) -> tuple[BarrierFound, ...]:
    """Every barrier met along the edges of a way, in the order met, each once.

    The node at the end of the last edge is not passed.
    """
    judged = [(one, judge_way(costs.streets, one, edges)) for one in costs.needs.members]
    rows = edge_rows(costs.streets, [part.edge for part in edges])
    found: dict[tuple[object, ...], BarrierFound] = {}
    for place, part in enumerate(edges):
        met = []
        if part.from_ratio != part.to_ratio:
            for one, (verdicts, _) in judged:
                met += _edge_barriers(costs, one, part, int(verdicts[place]), rows[place])
        for one, (_, verdicts) in judged if place < len(edges) - 1 else ():
            met += _node_barriers(costs, one, end_node(costs.streets, part), int(verdicts[place]))
        for barrier in met:
            key = (barrier.kind, barrier.asks, barrier.edge, barrier.node)
            found[key] = _join(found.get(key, barrier), barrier)
    return tuple(found.values())


def _join(first: BarrierFound, other: BarrierFound) -> BarrierFound:
    """The barrier as it stands before all whom it stops."""
    stricter = max if BarrierKind.WIDTH in (first.kind, first.asks) else min
    return replace(
        first,
        limit=stricter(first.limit, other.limit),
        stops=tuple(dict.fromkeys(first.stops + other.stops)),
    )


def unknown_facts(costs: StreetCosts, edges: Sequence[WayEdge]) -> dict[str, float]:
    """Metres of which each fact that the needs ask for is not known."""
    judged = [judge_way(costs.streets, one, edges) for one in costs.needs.members]
    at_edges, at_nodes = (np.bitwise_or.reduce(some) for some in zip(*judged, strict=True))
    point_m = float(limits_of(costs.needs)["point_unverified_m"][0])
    metres: dict[str, float] = {}
    parts = [(int(verdict), part.length_m) for verdict, part in zip(at_edges, edges, strict=True)]
    for verdict, length_m in parts + [(int(verdict), point_m) for verdict in at_nodes]:
        for name in {FACT_NAMES[kind] for kind in kinds_in(verdict >> UNSURE)}:
            metres[name] = metres.get(name, 0.0) + length_m
    return metres


def judge_way(
    streets: Streets, needs: Needs, edges: Sequence[WayEdge]
) -> tuple[Verdicts, Verdicts]:
    """The verdicts of one person on each edge, and on the nodes between them."""
    limits = limits_of(needs)
    rows = edge_rows(streets, [part.edge for part in edges])
    backward = frozen(np.array([part.backward for part in edges], np.uint8))
    nodes = [end_node(streets, part) for part in edges[:-1]]
    return judge_edges(rows, backward, limits), judge_nodes(node_rows(streets, nodes), limits)


def end_node(streets: Streets, part: WayEdge) -> int:
    """The node an edge leads to in the direction passed."""
    return int((streets.edge_tail if part.backward else streets.edge_head)[part.edge])


def kinds_in(bits: int) -> list[BarrierKind]:
    """The kinds whose refusing bits are set."""
    return [kind for kind in REASONS if bits & BIT[kind]] if bits else []


def _edge_barriers(
    costs: StreetCosts, needs: Needs, part: WayEdge, verdict: int, row: np.void
) -> list[BarrierFound]:
    """What refuses this person the edge."""
    blocked = part.edge in costs.blocked_edges
    if not (verdict or blocked):
        return []
    edge, stops = part.edge, _stops(costs, needs)
    where = _middle(costs.streets, edge)
    found = [BarrierFound(BarrierKind.BLOCKED, edge, -1, nan, nan, where)] if blocked else []
    for kind in kinds_in(verdict & REFUSED):
        value = _edge_value(row, part.backward, kind, needs)
        limit = _limit(needs, kind)
        found.append(BarrierFound(kind, edge, -1, value, limit, where, stops=stops))
    for kind in _asked(needs, verdict):
        limit = _limit(needs, kind)
        found.append(BarrierFound(BarrierKind.UNKNOWN, edge, -1, nan, limit, where, kind, stops))
    return found


def _node_barriers(costs: StreetCosts, needs: Needs, node: int, verdict: int) -> list[BarrierFound]:
    """What refuses this person the node."""
    blocked = node in costs.blocked_nodes
    if not (verdict or blocked):
        return []
    streets, stops = costs.streets, _stops(costs, needs)
    where = LatLon(float(streets.node_lat[node]), float(streets.node_lon[node]))
    found = [BarrierFound(BarrierKind.BLOCKED, -1, node, nan, nan, where)] if blocked else []
    row = node_rows(streets, [node])[0]
    for kind in kinds_in(verdict & REFUSED):
        value = _node_value(row, kind, needs)
        limit = _limit(needs, kind)
        found.append(BarrierFound(kind, -1, node, value, limit, where, stops=stops))
    for kind in _asked(needs, verdict):
        limit = _limit(needs, kind)
        found.append(BarrierFound(BarrierKind.UNKNOWN, -1, node, nan, limit, where, kind, stops))
    return found


def _stops(costs: StreetCosts, needs: Needs) -> tuple[str, ...]:
    """Whom to name beside a barrier of this person: nobody where one goes alone."""
    return (needs.preset,) if costs.needs.together else ()


def _asked(needs: Needs, verdict: int) -> list[BarrierKind]:
    """The kinds that refuse because a fact is not known."""
    refuses = needs.unknown_policy == UnknownPolicy.REFUSE
    return kinds_in(verdict >> UNSURE) if refuses else []


def _middle(streets: Streets, edge: int) -> LatLon:
    first, last = int(streets.shape_start[edge]), int(streets.shape_start[edge + 1])
    low, high = (first + last - 1) // 2, (first + last) // 2
    lat = (streets.shape_lat[low] + streets.shape_lat[high]) / 2
    lon = (streets.shape_lon[low] + streets.shape_lon[high]) / 2
    return LatLon(float(lat), float(lon))


def _limit(needs: Needs, kind: BarrierKind) -> float:
    limits = {
        BarrierKind.STEPS: needs.max_step_count,
        BarrierKind.KERB: needs.max_kerb_m,
        BarrierKind.SLOPE_UP: needs.max_slope_up_ratio,
        BarrierKind.SLOPE_DOWN: needs.max_slope_down_ratio,
        BarrierKind.CROSS_SLOPE: needs.max_cross_slope_ratio,
        BarrierKind.WIDTH: needs.min_width_m,
        BarrierKind.SMOOTHNESS: float(needs.worst_smoothness),
    }
    return limits.get(kind, nan)


def _edge_value(row: Record, backward: int, kind: BarrierKind, needs: Needs) -> float:
    """The bad fact itself; the steepest slope possible within the error band is not told."""
    if kind is BarrierKind.KERB:
        return _kerb_m(row, needs)
    if kind is BarrierKind.STEPS:
        return float(row["step_count"]) if row["step_count"] > 0 else nan
    climbs = (kind is BarrierKind.SLOPE_UP) != bool(backward)
    columns = {
        BarrierKind.SLOPE_UP: "slope_up_ratio" if climbs else "slope_down_ratio",
        BarrierKind.SLOPE_DOWN: "slope_up_ratio" if climbs else "slope_down_ratio",
        BarrierKind.CROSS_SLOPE: "cross_slope_ratio",
        BarrierKind.WIDTH: "width_m",
        BarrierKind.SURFACE: "surface",
        BarrierKind.SMOOTHNESS: "smoothness",
    }
    return float(row[columns[kind]]) if kind in columns else nan


def _node_value(row: Record, kind: BarrierKind, needs: Needs) -> float:
    if kind is BarrierKind.KERB:
        return _kerb_m(row, needs)
    if kind is BarrierKind.WIDTH and not isnan(row["barrier_width_m"]):
        return float(row["barrier_width_m"])
    if kind is BarrierKind.WIDTH:
        names = {Barrier.TURNSTILE: "turnstile_m", Barrier.KISSING_GATE: "kissing_gate_m"}
        return float(limits_of(needs)[0][names[Barrier(row["barrier"])]])
    return float(limits_of(needs)[0]["stile_steps"]) if kind is BarrierKind.STEPS else nan


def _kerb_m(row: Record, needs: Needs) -> float:
    told = float(row["kerb_height_m"])
    return float(limits_of(needs)[0]["kerb_heights_m"][row["kerb"]]) if isnan(told) else told
