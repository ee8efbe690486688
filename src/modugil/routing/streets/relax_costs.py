"""Costs under which refused streets can be passed after all: freely, or at a price."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.region.streets import F32
from modugil.routing.journey import BarrierKind
from modugil.routing.streets.compile_needs import build_costs
from modugil.routing.streets.facts import Real, Record, edge_rows, limits_of, node_rows
from modugil.routing.streets.judge import (
    BIT,
    REFUSED,
    UNSURE,
    jit,
    judge_edge,
    judge_node,
    kerb_m,
    width_at_node_m,
)
from modugil.routing.streets.street_costs import COST, LENGTH, TIME, StreetCosts

PLACE_S = 3600.0
"""What one kerb, flight of steps, door or closed lift weighs, in seconds: more than any detour."""
METRE_S = 60.0
"""What one metre weighs that is too steep, narrow or rough: 60 m weigh as much as a kerb."""
UNKNOWN_METRE_S = 5.0
"""What one metre weighs that is refused only because a fact is not known."""
ENTRY_FACTOR = 8.0
"""How many times heavier than another barrier it is that one may not enter, or is kept out."""
MOST_TIMES_LIMIT = 4.0
"""A value is weighed by how many times its limit it is, up to this."""
STEPS_AT_ONCE, UNKNOWN_STEPS = 4.0, 8.0
"""A flight is weighed by so many steps at once; one of unknown number as this many."""

_PLACES = sum(
    BIT[kind]
    for kind in (
        BarrierKind.STEPS,
        BarrierKind.KERB,
        BarrierKind.WHEELCHAIR_NO,
        BarrierKind.CROSSING,
        BarrierKind.ELEVATOR,
        BarrierKind.ESCALATOR,
    )
)
_ENTRY, _STEPS = BIT[BarrierKind.NO_ENTRY], BIT[BarrierKind.STEPS]
_KERB, _WIDTH = BIT[BarrierKind.KERB], BIT[BarrierKind.WIDTH]
_UP, _DOWN = BIT[BarrierKind.SLOPE_UP], BIT[BarrierKind.SLOPE_DOWN]


def relax_costs(costs: StreetCosts) -> StreetCosts:
    """The costs if nothing were refused but where nobody may enter: what is refused costs its time.

    Compile it once beside the costs; explanations compare the two.
    """
    streets = costs.streets
    along, point = costs.along.copy(), costs.point.copy()
    closed = np.empty(len(along), np.bool_)
    closed[0::2] = streets.edge_foot_forward == Access.NO
    closed[1::2] = streets.edge_foot_backward == Access.NO
    _free(along, closed)
    _free(point, streets.node_foot == Access.NO)
    return build_costs(streets, costs.needs, along, point)


def penalise_barriers(costs: StreetCosts) -> StreetCosts:
    """The costs if all could be passed, each barrier for a price: few and light ones first.

    Of several who go together a barrier has the price of whom it stops most.
    """
    edges, nodes = edge_rows(costs.streets), node_rows(costs.streets)
    along, point = costs.along.copy(), costs.point.copy()
    at_edges, at_nodes = np.zeros(len(along), np.float32), np.zeros(len(point), np.float32)
    for one in costs.needs.members:
        _price_edges(edges, limits_of(one), along, at_edges)
        _price_nodes(nodes, limits_of(one), point, at_nodes)
    length_m = np.maximum(along[:, LENGTH], 1.0)
    _add_prices(along, at_edges, blocked_s=ENTRY_FACTOR * (PLACE_S + METRE_S * length_m))
    _add_prices(point, at_nodes, blocked_s=np.full(len(point), ENTRY_FACTOR * PLACE_S))
    priced = build_costs(costs.streets, costs.needs, along, point)
    return replace(priced, least_cost_per_m=min(priced.least_cost_per_m, costs.least_cost_per_m))


def _add_prices(labels: F32, price_s: F32, *, blocked_s: NDArray[np.floating]) -> None:
    """Whatever is refused costs its time and a price; what no fact refuses, conditions block."""
    refused = np.isinf(labels[:, COST])
    prices = np.where(price_s > 0, price_s, blocked_s.astype(np.float32))
    labels[refused, COST] = labels[refused, TIME] + prices[refused]


def _free(labels: F32, closed: NDArray[np.bool_]) -> None:
    refused = np.isinf(labels[:, COST]) & ~closed
    labels[refused, COST] = labels[refused, TIME]


@jit
def _price_edges(edges: NDArray[Any], needs: NDArray[Any], along: F32, price_s: F32) -> None:
    """At least what one person's barriers cost, where something is refused."""
    limits = needs[0]
    for row in range(len(edges)):
        edge = edges[row]
        for backward in range(2):
            code = 2 * row + backward
            if np.isinf(along[code, 0]):
                verdict = judge_edge(edge, backward, limits)
                if stops(verdict, limits):
                    one_s = np.float32(_edge_price_s(edge, verdict, backward, limits))
                    price_s[code] = max(price_s[code], one_s)


@jit
def _price_nodes(nodes: NDArray[Any], needs: NDArray[Any], point: F32, price_s: F32) -> None:
    """As `_price_edges`, of nodes."""
    limits = needs[0]
    for row in range(len(nodes)):
        if np.isinf(point[row, 0]):
            verdict = judge_node(nodes[row], limits)
            if stops(verdict, limits):
                one_s = np.float32(_node_price_s(nodes[row], verdict, limits))
                price_s[row] = max(price_s[row], one_s)


@jit
def stops(verdict: int, limits: Record) -> bool:
    """Whether the verdict stops this person, if only because something is not known."""
    return bool(verdict & REFUSED or (verdict >> UNSURE and np.isinf(limits.unknown_factor)))


@jit
def _edge_price_s(edge: Record, verdict: int, backward: int, limits: Record) -> Real:
    """The price of one refused edge."""
    length_m = max(edge.length_m, np.float32(1.0))
    refused = verdict & REFUSED
    if refused & _ENTRY:
        return np.float32(ENTRY_FACTOR * (PLACE_S + METRE_S * length_m))
    times = _edge_times(edge, refused, backward, limits)
    price_s = np.float32(0.0)
    if refused & _PLACES:
        price_s += np.float32(PLACE_S) * times
    if refused & ~(_PLACES | _ENTRY):
        price_s += np.float32(METRE_S) * times * length_m
    if verdict >> UNSURE:
        price_s += np.float32(UNKNOWN_METRE_S) * length_m
    return price_s


@jit
def _edge_times(edge: Record, refused: int, backward: int, limits: Record) -> Real:
    """How many times its limit the worst fact of the edge is."""
    up, down = edge.slope_up_ratio, edge.slope_down_ratio
    if backward:
        up, down = down, up
    times: Real = np.float32(1.0)
    if refused & _STEPS:
        steps = edge.step_count if edge.step_count > 0 else UNKNOWN_STEPS
        times = _times(np.float32(steps + STEPS_AT_ONCE), np.float32(STEPS_AT_ONCE))
    if refused & _KERB:
        times = max(times, _times(kerb_m(edge, limits), limits.kerb_m))
    if refused & _UP:
        times = max(times, _times(up, limits.slope_up_ratio))
    if refused & _DOWN:
        times = max(times, _times(down, limits.slope_down_ratio))
    if refused & _WIDTH:
        times = max(times, _times(limits.width_m, edge.width_m))
    return times


@jit
def _node_price_s(node: Record, verdict: int, limits: Record) -> Real:
    refused = verdict & REFUSED
    if refused & _ENTRY:
        return np.float32(ENTRY_FACTOR * PLACE_S)
    if not refused:
        unknown_s: Real = np.float32(UNKNOWN_METRE_S) * limits.point_unverified_m
        return unknown_s
    times: Real = np.float32(1.0)
    if refused & _STEPS:
        times = _times(limits.stile_steps + np.float32(STEPS_AT_ONCE), np.float32(STEPS_AT_ONCE))
    if refused & _KERB:
        times = max(times, _times(kerb_m(node, limits), limits.kerb_m))
    if refused & _WIDTH:
        times = max(times, _times(limits.width_m, width_at_node_m(node, limits)))
    return np.float32(PLACE_S) * times


@jit
def _times(value: Real, most: Real) -> Real:
    """How many times its limit a value is, from 1 to the most that is weighed."""
    if not value > most:
        return np.float32(1.0)
    times: Real = min(np.float32(MOST_TIMES_LIMIT), value / max(most, np.float32(0.01)))
    return max(np.float32(1.0), times)
