"""What refuses an edge, a node or a whole way, each barrier named with its value and the limit."""

from math import nan

from modugil.core.access import UnknownPolicy
from modugil.core.geo import LatLon
from modugil.routing.journey import BarrierFound, BarrierKind, WayEdge
from modugil.routing.needs import Needs
from modugil.routing.streets.facts import Limits, limits_of
from modugil.routing.streets.judge import (
    BIT,
    REASONS,
    judge_edge,
    judge_node,
    kerb_at_node_m,
    kerb_on_edge_m,
    width_at_node_m,
)
from modugil.routing.streets.street_costs import StreetCosts

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
    """What refuses this edge in this direction, the node at its end included; empty if it passes."""
    tail, head = costs.network.edge_tail, costs.network.edge_head
    end = int((tail if backward else head)[edge])
    return list_edge_barriers(costs, edge=edge, backward=backward) + list_node_barriers(costs, end)


def list_edge_barriers(costs: StreetCosts, *, edge: int, backward: int) -> tuple[BarrierFound, ...]:
    """What refuses the edge itself."""
    limits = limits_of(costs.needs)
    refused, unknown = judge_edge(costs.edge_facts, costs.node_facts, edge, backward, limits)
    where = _middle(costs, edge)
    found = [
        BarrierFound(
            kind,
            edge,
            -1,
            _edge_value(costs, edge, backward, kind, limits),
            _limit(costs.needs, kind),
            where,
        )
        for kind in kinds_in(refused)
    ]
    if edge in costs.blocked_edges:
        found.insert(0, BarrierFound(BarrierKind.BLOCKED, edge, -1, nan, nan, where))
    return tuple(found + _unknown_barriers(costs.needs, unknown, edge, -1, where))


def list_node_barriers(costs: StreetCosts, node: int) -> tuple[BarrierFound, ...]:
    """What refuses the node."""
    limits = limits_of(costs.needs)
    refused, unknown = judge_node(costs.node_facts, node, limits)
    where = LatLon(float(costs.streets.node_lat[node]), float(costs.streets.node_lon[node]))
    found = [
        BarrierFound(
            kind, -1, node, _node_value(costs, node, kind, limits), _limit(costs.needs, kind), where
        )
        for kind in kinds_in(refused)
    ]
    if node in costs.blocked_nodes:
        found.insert(0, BarrierFound(BarrierKind.BLOCKED, -1, node, nan, nan, where))
    return tuple(found + _unknown_barriers(costs.needs, unknown, -1, node, where))


def barriers_along(costs: StreetCosts, edges: tuple[WayEdge, ...]) -> tuple[BarrierFound, ...]:
    """Every barrier met along the edges of a way, in the order met, each once."""
    found: dict[tuple[BarrierKind, int, int], BarrierFound] = {}
    for place, part in enumerate(edges):
        met = list_edge_barriers(costs, edge=part.edge, backward=part.backward)
        if place < len(edges) - 1:
            ends = costs.network.edge_tail if part.backward else costs.network.edge_head
            met += list_node_barriers(costs, int(ends[part.edge]))
        for barrier in met:
            found.setdefault((barrier.kind, barrier.edge, barrier.node), barrier)
    return tuple(found.values())


def unknown_facts(costs: StreetCosts, edges: tuple[WayEdge, ...]) -> dict[str, float]:
    """Metres of which each fact that the needs ask for is not known."""
    limits = limits_of(costs.needs)
    metres: dict[str, float] = {}
    for place, part in enumerate(edges):
        _, unknown = judge_edge(
            costs.edge_facts, costs.node_facts, part.edge, part.backward, limits
        )
        _add(metres, unknown, part.length_m)
        if place < len(edges) - 1:
            ends = costs.network.edge_tail if part.backward else costs.network.edge_head
            _, unknown = judge_node(costs.node_facts, int(ends[part.edge]), limits)
            _add(metres, unknown, float(limits.point_unverified_m))
    return metres


def kinds_in(bits: int) -> list[BarrierKind]:
    """The kinds whose bits are set."""
    return [kind for kind in REASONS if bits & BIT[kind]]


def _add(metres: dict[str, float], unknown: int, length_m: float) -> None:
    for name in {FACT_NAMES[kind] for kind in kinds_in(unknown)}:
        metres[name] = metres.get(name, 0.0) + length_m


def _unknown_barriers(
    needs: Needs, unknown: int, edge: int, node: int, where: LatLon
) -> list[BarrierFound]:
    if needs.unknown_policy != UnknownPolicy.REFUSE:
        return []
    return [
        BarrierFound(BarrierKind.UNKNOWN, edge, node, nan, _limit(needs, kind), where, asks=kind)
        for kind in kinds_in(unknown)
    ]


def _middle(costs: StreetCosts, edge: int) -> LatLon:
    streets = costs.streets
    first, last = int(streets.shape_start[edge]), int(streets.shape_start[edge + 1])
    middle = (first + last - 1) / 2
    low, high = int(middle), int(middle + 0.5)
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


def _edge_value(
    costs: StreetCosts, edge: int, backward: int, kind: BarrierKind, limits: Limits
) -> float:
    streets = costs.streets
    if kind is BarrierKind.KERB:
        return float(kerb_on_edge_m(costs.edge_facts, edge, limits))
    if kind is BarrierKind.STEPS:
        count = int(streets.edge_step_count[edge])
        return float(count) if count > 0 else nan
    climbs = (kind is BarrierKind.SLOPE_UP) != bool(backward)
    columns = {
        BarrierKind.CROSS_SLOPE: streets.edge_cross_slope_ratio,
        BarrierKind.WIDTH: streets.edge_width_m,
        BarrierKind.SURFACE: streets.edge_surface,
        BarrierKind.SMOOTHNESS: streets.edge_smoothness,
    }
    if kind in (BarrierKind.SLOPE_UP, BarrierKind.SLOPE_DOWN):
        slopes = streets.edge_slope_up_ratio if climbs else streets.edge_slope_down_ratio
        return float(slopes[edge])
    return float(columns[kind][edge]) if kind in columns else nan


def _node_value(costs: StreetCosts, node: int, kind: BarrierKind, limits: Limits) -> float:
    if kind is BarrierKind.KERB:
        return float(kerb_at_node_m(costs.node_facts, node, limits))
    if kind is BarrierKind.WIDTH:
        return float(width_at_node_m(costs.node_facts, node, limits))
    return float(limits.stile_steps) if kind is BarrierKind.STEPS else nan
