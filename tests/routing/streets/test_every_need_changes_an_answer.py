"""One test for each field of Needs: none is accepted and ignored."""

from dataclasses import fields
from math import inf, isinf
from typing import Any

import pytest
from tests.routing.streets.small_streets import GOOD, small_streets

from modugil.core.access import Access, UnknownPolicy
from modugil.region.vocabulary import (
    CrossingKind,
    SidewalkSide,
    Smoothness,
    Surface,
    WayKind,
    WheelchairTag,
)
from modugil.routing.needs import (
    ALL_SURFACES,
    FIRM_SURFACES,
    CrossingRule,
    Needs,
    StepRamp,
    TagRule,
    Use,
)
from modugil.routing.streets import EdgePoint, compile_needs, find_way

ELSEWHERE = {"preset", "together", "boarding", "max_ramp_ratio", "change_time_s"}
"""A name, who goes along, and what only vehicles ask for (each tested with its own laws)."""

OPTIONS: list[tuple[str, Any, Any, dict[str, Any]]] = [
    ("speed_mps", 1.0, 2.0, {}),
    ("max_slope_up_ratio", 0.12, 0.08, {"slope_up_ratio": 0.1}),
    ("max_slope_down_ratio", 0.12, 0.08, {"slope_down_ratio": 0.1}),
    ("max_cross_slope_ratio", 0.06, 0.02, {"cross_slope_ratio": 0.04}),
    ("max_kerb_m", 0.06, 0.03, {"kerb_height_m": 0.05}),
    ("min_width_m", 0.8, 0.9, {"width_m": 0.85}),
    ("surfaces", ALL_SURFACES, FIRM_SURFACES, {"surface": Surface.GRAVEL}),
    (
        "worst_smoothness",
        Smoothness.BAD,
        Smoothness.INTERMEDIATE,
        {"smoothness": Smoothness.BAD},
    ),
    ("max_step_count", 3, 2, {"kind": WayKind.STEPS, "step_count": 3}),
    (
        "step_ramp",
        StepRamp.WHEELCHAIR,
        StepRamp.NONE,
        {"kind": WayKind.STEPS, "step_count": 9, "step_ramp": Access.YES},
    ),
    (
        "step_ramp",
        StepRamp.STROLLER,
        StepRamp.NONE,
        {"kind": WayKind.STEPS, "step_count": 9, "step_ramp_stroller": Access.YES},
    ),
    ("elevators", Use.YES, Use.AVOID, {"kind": WayKind.ELEVATOR}),
    ("elevators", Use.AVOID, Use.NEVER, {"kind": WayKind.ELEVATOR}),
    ("escalators", Use.YES, Use.AVOID, {"kind": WayKind.ESCALATOR}),
    ("escalators", Use.AVOID, Use.NEVER, {"kind": WayKind.ESCALATOR}),
    ("crossings", CrossingRule.ANY, CrossingRule.MARKED, {"crossing": CrossingKind.UNMARKED}),
    ("crossings", CrossingRule.MARKED, CrossingRule.SIGNALS, {"crossing": CrossingKind.MARKED}),
    (
        "crossings",
        CrossingRule.SIGNALS,
        CrossingRule.AUDIBLE,
        {"crossing": CrossingKind.SIGNALS, "signal_sound": Access.NO},
    ),
    ("wheelchair_tag", TagRule.IGNORE, TagRule.HEED, {"wheelchair": WheelchairTag.NO}),
    ("carriageway_factor", 1.0, 3.0, {"side": SidewalkSide.CARRIAGEWAY}),
    ("unknown_policy", UnknownPolicy.ACCEPT, UnknownPolicy.PENALISE, {"wheelchair": 3}),
    ("unknown_policy", UnknownPolicy.PENALISE, UnknownPolicy.REFUSE, {"wheelchair": 3}),
    ("unknown_factor", 1.5, 2.0, {"wheelchair": 3}),
]

ASKS: dict[str, dict[str, Any]] = {
    "step_ramp": {"max_step_count": 0},
    "unknown_policy": {"wheelchair_tag": TagRule.HEED},
    "unknown_factor": {"wheelchair_tag": TagRule.HEED, "unknown_policy": UnknownPolicy.PENALISE},
}


def cost_s(facts, **needs):
    """The cost of passing one street of 100 m."""
    streets = small_streets([(0, 0), (100, 0)], [(0, 1, GOOD | facts)])
    costs = compile_needs(streets, Needs(**({"speed_mps": 1.0} | needs)))
    return float(costs.leave[0, 0])


@pytest.mark.parametrize(("name", "one", "other", "facts"), OPTIONS, ids=lambda v: str(v)[:20])
def test_a_need_changes_what_a_street_costs(name, one, other, facts):
    asks = ASKS.get(name, {})
    assert cost_s(facts, **{name: one}, **asks) != cost_s(facts, **{name: other}, **asks)


def test_the_longest_leg_decides_whether_a_way_is_offered():
    streets = small_streets([(0, 0), (500, 0)], [(0, 1, GOOD)])
    ends: dict[str, Any] = {"start": EdgePoint(0, 0.0), "end": EdgePoint(0, 1.0)}
    needs = Needs(speed_mps=1.0, longest_leg_m=500.0)
    assert find_way(compile_needs(streets, needs), **ends) is not None
    shorter = needs.with_limits(longest_leg_m=499.0)
    assert find_way(compile_needs(streets, shorter), **ends) is None


def test_no_field_of_needs_is_forgotten_here():
    tested = {name for name, *_ in OPTIONS} | {"longest_leg_m"}
    assert {field.name for field in fields(Needs)} == tested | ELSEWHERE


@pytest.mark.parametrize(
    ("node", "needs", "passes"),
    [
        ({"kerb": 2}, {"max_kerb_m": 0.0}, True),  # flush is level
        ({"kerb": 3}, {"max_kerb_m": 0.03}, True),  # lowered is about 3 cm
        ({"kerb": 3}, {"max_kerb_m": 0.02}, False),
        ({"kerb": 5}, {"max_kerb_m": 0.1}, False),  # raised counts
        ({"kerb": 5, "kerb_height_m": 0.05}, {"max_kerb_m": 0.06}, True),  # told is told
        ({"kerb": 3, "kerb_height_m": 0.2}, {"max_kerb_m": 0.1}, False),  # 0.2 is 20 cm
        ({"barrier": 4}, {"min_width_m": 0.8}, False),  # a turnstile
        ({"barrier": 4}, {"min_width_m": 0.5}, True),
        ({"barrier": 1, "barrier_width_m": 0.75}, {"min_width_m": 0.8}, False),
        ({"barrier": 11, "barrier_width_m": 0.9}, {"min_width_m": 0.8}, True),  # a door
        ({"barrier": 6}, {"max_step_count": 0}, False),  # a stile is climbed
        ({"barrier": 6}, {"max_step_count": 2}, True),
        ({"foot": Access.NO}, {}, False),  # a locked gate
        ({"elevator": 1}, {"elevators": Use.NEVER}, False),
        ({"wheelchair": 2}, {"wheelchair_tag": TagRule.HEED}, False),
        ({"wheelchair": 1, "kerb": 5}, {"wheelchair_tag": TagRule.HEED, "max_kerb_m": 0}, True),
    ],
)
def test_what_stands_at_a_node_is_passed_or_not(node, needs, passes):
    streets = small_streets(
        [(0, 0), (50, 0), (100, 0)], [(0, 1, GOOD), (1, 2, GOOD)], node_facts={1: node}
    )
    costs = compile_needs(streets, Needs(speed_mps=1.0, **needs))
    way = find_way(costs, start=EdgePoint(0, 0.5), end=EdgePoint(1, 0.5))
    assert (way is not None) == passes
    assert way is None or way.facts.unverified_m == 0


@pytest.mark.parametrize(
    ("slope", "error", "unverified_m"),
    [
        (0.05, 0.0, 0.0),
        (0.05, 0.03, 0.0),  # even the steepest it may be passes
        (0.05, 0.04, 100.0),  # it may be too steep
        (0.1, 0.03, 100.0),  # it may be just passable
        (0.1, 0.01, inf),  # even the gentlest it may be is too steep
        (None, 0.0, 100.0),  # not told is not flat
        (0.05, None, 100.0),
    ],
)
def test_a_slope_is_judged_with_its_band_of_error(slope, error, unverified_m):
    facts = GOOD | {"slope_up_ratio": slope, "slope_error_ratio": error}
    streets = small_streets([(0, 0), (100, 0)], [(0, 1, facts)])
    costs = compile_needs(streets, Needs(speed_mps=1.0, max_slope_up_ratio=0.08))
    found = inf if isinf(costs.leave[0, 0]) else float(costs.leave[0, 3])
    assert found == unverified_m


@pytest.mark.parametrize(
    ("facts", "needs"),
    [
        ({"kind": WayKind.STEPS, "step_count": -1}, {"max_step_count": 12}),
        ({"width_m": None}, {"min_width_m": 0.8}),
        ({"surface": 0}, {"surfaces": FIRM_SURFACES}),
        ({"smoothness": 0}, {"worst_smoothness": Smoothness.BAD}),
        ({"cross_slope_ratio": None}, {"max_cross_slope_ratio": 0.04}),
        ({"kerb": 1}, {"max_kerb_m": 0.03}),
        ({"kind": WayKind.CROSSING}, {"max_kerb_m": 0.03}),  # a crossing has kerbs
        ({"crossing": CrossingKind.UNKNOWN}, {"crossings": CrossingRule.MARKED}),
        ({"foot_forward": Access.UNKNOWN}, {}),
    ],
)
def test_a_fact_that_is_asked_for_and_not_told_makes_the_street_unverified(facts, needs):
    streets = small_streets([(0, 0), (100, 0)], [(0, 1, GOOD | facts)])
    costs = {
        policy: compile_needs(streets, Needs(speed_mps=1.0, unknown_policy=policy, **needs)).leave[
            0
        ]
        for policy in UnknownPolicy
    }
    assert all(label[3] == 100 for label in costs.values())
    accepted = costs[UnknownPolicy.ACCEPT][0]
    assert costs[UnknownPolicy.PENALISE][0] == pytest.approx(1.5 * accepted)
    assert isinf(costs[UnknownPolicy.REFUSE][0])


def test_steps_of_unknown_number_have_at_least_one():
    facts = {"kind": WayKind.STEPS, "step_count": -1}
    assert isinf(cost_s(facts, max_step_count=0))
    assert not isinf(cost_s(facts, max_step_count=1))


def test_a_mapper_who_says_yes_is_believed_before_any_measure():
    bad = {"kind": WayKind.STEPS, "step_count": 3, "width_m": 0.5, "wheelchair": WheelchairTag.YES}
    needs = {"max_step_count": 0, "min_width_m": 0.8}
    assert isinf(cost_s(bad, **needs))
    assert cost_s(bad, **needs, wheelchair_tag=TagRule.HEED) == pytest.approx(100.0)


def test_a_climb_takes_longer_the_nearer_it_comes_to_the_limit():
    hill = {"slope_up_ratio": 0.08, "climb_m": 8.0}
    walking, at_limit = cost_s(hill), cost_s(hill, max_slope_up_ratio=0.08)
    assert 100 < walking < 150
    assert at_limit == pytest.approx(500, rel=0.01)
    assert walking <= cost_s(hill, max_slope_up_ratio=0.2) <= at_limit


def test_a_crossing_mapped_in_pieces_waits_once():
    piece = {"kind": WayKind.CROSSING, "crossing": CrossingKind.SIGNALS, "length_m": 4.0}
    assert 2 * cost_s(piece) == pytest.approx(cost_s(piece | {"length_m": 8.0}))
