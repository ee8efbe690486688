"""Conditions change costs for their span only, and never the costs they are laid over."""

from datetime import timedelta
from math import inf

import pytest
from tests.routing.streets.moments import NOON
from tests.routing.streets.small_streets import GOOD, small_streets

from modugil.conditions.conditions import AS_PLANNED, Conditions, EdgeChange, Outage, Span
from modugil.region.vocabulary import WayKind
from modugil.routing.journey import BarrierKind
from modugil.routing.needs import Needs
from modugil.routing.streets import (
    EdgePoint,
    apply_conditions,
    compile_needs,
    find_least_bad_way,
    find_path,
    list_barriers,
)

HOUR = timedelta(hours=1)
SPAN = Span(NOON, NOON + HOUR)

# 0---1---2    edges 0 and 1 along the top; 2 and 3 below by way of node 3
#  \--3--/
STREETS = small_streets(
    [(0, 0), (100, 0), (200, 0), (100, -80)],
    [(0, 1, GOOD), (1, 2, GOOD), (0, 3, GOOD), (3, 2, GOOD | {"kind": WayKind.FOOTWAY})],
    node_facts={1: {"elevator": 1, "barrier_width_m": 1.0}},
)
COSTS = compile_needs(STREETS, Needs(speed_mps=1.0))
ENDS = {"start": EdgePoint(0, 0.0), "end": EdgePoint(1, 1.0)}


def path_under(conditions, *, at=NOON):
    costs = apply_conditions(COSTS, conditions, start=at, end=at + HOUR / 2)
    path = find_path(costs, **ENDS)
    return (list(path.codes), round(path.cost_s)) if path else None


AS_USUAL = ([0, 2], 260)
ROUND = ([1, 4, 6, 3], 256)


def test_as_planned_gives_the_same_costs_themselves():
    assert apply_conditions(COSTS, AS_PLANNED, start=NOON, end=NOON) is COSTS


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (AS_PLANNED, ROUND),
        (Conditions(edges={2: EdgeChange(blocked=True, span=SPAN)}), AS_USUAL),
        (Conditions(edges={2: EdgeChange(slower_factor=1.5, span=SPAN)}), AS_USUAL),
        (Conditions(edge_outages={2: Outage(SPAN)}), AS_USUAL),
        (Conditions(node_outages={3: Outage(SPAN)}), AS_USUAL),
        (Conditions(node_outages={1: Outage(SPAN), 3: Outage(SPAN)}), None),
    ],
)
def test_what_is_different_now_changes_the_path_during_its_span(conditions, expected):
    assert path_under(conditions) == expected
    assert path_under(conditions, at=NOON + HOUR) == ROUND
    assert path_under(conditions, at=NOON - 2 * HOUR) == ROUND


def test_a_slowed_street_takes_longer_by_its_factor():
    conditions = Conditions(edges={0: EdgeChange(slower_factor=3.0)})
    slowed = apply_conditions(COSTS, conditions, start=NOON, end=NOON)
    assert slowed.along[0].tolist() == pytest.approx([300, 300, 100, 0])
    assert COSTS.along[0].tolist() == pytest.approx([100, 100, 100, 0])


def test_a_street_closed_now_is_named_as_blocked():
    conditions = Conditions(
        edges={0: EdgeChange(blocked=True), 2: EdgeChange(blocked=True)},
    )
    closed = apply_conditions(COSTS, conditions, start=NOON, end=NOON)
    (barrier,) = list_barriers(closed, edge=2, backward=0)
    assert (barrier.kind, barrier.edge) == (BarrierKind.BLOCKED, 2)
    assert find_path(closed, start=EdgePoint(0, 0.5), end=EdgePoint(1, 0.5)) is None
    way = find_least_bad_way(closed, start=EdgePoint(0, 0.5), end=EdgePoint(1, 0.5))
    assert way is not None and [found.edge for found in way.barriers] == [0]
    assert way.facts.length_m < inf
