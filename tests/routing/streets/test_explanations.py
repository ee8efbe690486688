"""Why not that way; what there is when nothing passes; what a way is like."""

from dataclasses import replace
from math import isnan
from typing import Any

import pytest
from tests.region.drawings import edge_of, streets_from_drawing
from tests.routing.streets.small_streets import GOOD, at, small_streets

from modugil.core.access import Access, UnknownPolicy
from modugil.region.vocabulary import Barrier, Kerb, SidewalkSide, Surface, WayKind
from modugil.routing.journey import BarrierKind
from modugil.routing.needs import FIRM_SURFACES, Needs
from modugil.routing.presets import get_preset
from modugil.routing.streets import (
    EdgePoint,
    compile_needs,
    explain_refusal,
    find_least_bad_way,
    find_way,
    relax_costs,
)

CHAIR = get_preset("powered-wheelchair")
TAGGED = {
    "highway": "footway",
    "surface": "asphalt",
    "smoothness": "good",
    "width": "2",
    "incline": "0%",
    "incline:across": "1%",
}


def explained(streets, needs, start, end):
    costs = compile_needs(streets, needs)
    way = find_way(costs, start=start, end=end)
    assert way is not None
    return way, explain_refusal(costs, relax_costs(costs), way=way, start=start, end=end)


def test_a_raised_kerb_on_the_short_way_is_named_with_its_height_and_the_limit():
    streets = streets_from_drawing(
        """
        a---k---b
        |       |
        |       |
        c-------d
        """,
        ways={"akb": TAGGED, "acdb": TAGGED},
        nodes={"k": {"barrier": "kerb", "kerb": "raised"}},
        cell_m=20,
    )
    start, end = (EdgePoint(edge_of(streets, name), 0.5) for name in ("ak", "kb"))
    way, refused = explained(streets, CHAIR, start, end)
    assert way.facts.unverified_m == 0
    assert way.facts.length_m == pytest.approx(80 + 160 + 120, abs=1)
    assert refused.barrier.kind is BarrierKind.KERB
    assert refused.barrier.value == pytest.approx(0.15)
    assert refused.barrier.limit == pytest.approx(0.03)
    assert refused.saved_s == pytest.approx(280 / CHAIR.speed_mps, rel=0.02)
    assert refused.barrier_count == 1


# a ladder: the top way 0-1-2 has two barriers, the middle 0-3-2 one, the bottom none
def ladder(*, top, middle):
    return small_streets(
        [(0, 0), (100, 0), (200, 0), (100, -60), (100, -300)],
        [
            (0, 1, GOOD | top),
            (1, 2, GOOD | top),
            (0, 3, GOOD | middle),
            (3, 2, GOOD),
            (0, 4, GOOD),
            (4, 2, GOOD),
        ],
    )


BOTTOM = {"start": EdgePoint(4, 0.0), "end": EdgePoint(5, 1.0)}
GRAVEL = {"surface": Surface.GRAVEL}
NEEDS = Needs(speed_mps=1.0, surfaces=FIRM_SURFACES, min_width_m=0.8, max_slope_up_ratio=0.08)


def test_the_one_barrier_whose_removal_alone_helps_is_named_before_the_first_of_several():
    streets = ladder(top=GRAVEL, middle={"width_m": 0.6})
    way, refused = explained(streets, NEEDS, BOTTOM["start"], BOTTOM["end"])
    assert way.facts.length_m == pytest.approx(632, abs=1)
    assert (refused.barrier.kind, refused.barrier.edge) == (BarrierKind.SURFACE, 0)
    assert refused.barrier_count == 2  # neither of the top way's two helps alone


def test_a_way_that_nothing_refuses_needs_no_explanation():
    _, refused = explained(ladder(top={}, middle={}), NEEDS, BOTTOM["start"], BOTTOM["end"])
    assert refused is None


def test_among_barriers_that_help_alone_the_one_that_saves_most_is_named():
    # both stand on the shortest way, and each can be gone around at the other's price
    streets = small_streets(
        [(0, 0), (100, 0), (200, 0), (50, -100), (150, -30)],
        [
            (0, 1, GOOD | GRAVEL),
            (1, 2, GOOD | {"width_m": 0.6}),
            (0, 3, GOOD),
            (3, 1, GOOD),
            (1, 4, GOOD),
            (4, 2, GOOD),
        ],
    )
    start, end = EdgePoint(2, 0.0), EdgePoint(5, 1.0)
    way, refused = explained(streets, NEEDS, start, end)
    assert refused.barrier.edge == 0
    assert refused.saved_s == pytest.approx(way.facts.length_m - (100 + 117), abs=1)


@pytest.mark.parametrize(
    ("facts", "kind", "value"),
    [
        ({"kind": WayKind.STEPS, "step_count": 5}, BarrierKind.STEPS, 5),
        ({"slope_up_ratio": 0.12}, BarrierKind.SLOPE_UP, 0.12),
        ({"slope_down_ratio": 0.12}, BarrierKind.SLOPE_DOWN, 0.12),
        ({"cross_slope_ratio": 0.1}, BarrierKind.CROSS_SLOPE, 0.1),
        ({"width_m": 0.6}, BarrierKind.WIDTH, 0.6),
        ({"kerb": 5}, BarrierKind.KERB, 0.15),
        ({"surface": Surface.SAND}, BarrierKind.SURFACE, Surface.SAND),
        ({"smoothness": 7}, BarrierKind.SMOOTHNESS, 7),
        ({"wheelchair": 2}, BarrierKind.WHEELCHAIR_NO, None),
        ({"foot_forward": 2}, BarrierKind.NO_ENTRY, None),
        ({"kind": WayKind.ESCALATOR}, BarrierKind.ESCALATOR, None),
    ],
)
def test_when_nothing_passes_the_least_bad_way_names_its_barrier(facts, kind, value):
    streets = small_streets(
        [(0, 0), (50, 0), (90, 0), (140, 0)], [(0, 1, GOOD), (1, 2, GOOD | facts), (2, 3, GOOD)]
    )
    needs = get_preset("manual-wheelchair")
    costs = compile_needs(streets, needs)
    ends: dict[str, Any] = {"start": at(5, 3), "end": at(135, 3)}
    assert find_way(costs, **ends) is None
    way = find_least_bad_way(costs, **ends)
    assert way is not None
    assert [barrier.kind for barrier in way.barriers] == [kind]
    assert way.barriers[0].edge == 1
    assert (
        isnan(way.barriers[0].value)
        if value is None
        else way.barriers[0].value == (pytest.approx(value))
    )


def test_a_low_kerb_is_less_bad_than_a_flight_of_steps_or_a_high_one():
    streets = small_streets(
        [(0, 0), (100, 60), (200, 0), (100, 0), (100, -60)],
        [(0, 1, GOOD), (1, 2, GOOD), (0, 3, GOOD), (3, 2, GOOD), (0, 4, GOOD), (4, 2, GOOD)],
        node_facts={1: {"kerb_height_m": 0.05}, 3: {"kerb_height_m": 0.2}, 4: {"barrier": 6}},
    )
    costs = compile_needs(streets, Needs(speed_mps=1, max_kerb_m=0.04, max_step_count=0))
    way = find_least_bad_way(costs, start=EdgePoint(0, 0.0), end=EdgePoint(1, 1.0))
    assert way is not None
    assert [barrier.node for barrier in way.barriers] == [1]


def test_what_is_refused_only_for_lack_of_a_fact_names_the_fact():
    streets = small_streets([(0, 0), (100, 0)], [(0, 1, GOOD | {"width_m": None})])
    needs = replace(NEEDS, unknown_policy=UnknownPolicy.REFUSE)
    costs = compile_needs(streets, needs)
    way = find_least_bad_way(costs, start=at(0, 1), end=at(90, 1))
    assert way is not None
    assert [(found.kind, found.asks) for found in way.barriers] == [
        (BarrierKind.UNKNOWN, BarrierKind.WIDTH)
    ]
    assert way.facts.unknown_m_by_fact == pytest.approx({"width": 90}, abs=1)


def test_a_way_longer_than_one_goes_at_once_is_the_least_bad_and_says_so():
    streets = small_streets([(0, 0), (900, 0)], [(0, 1, GOOD)])
    costs = compile_needs(streets, Needs(speed_mps=1, longest_leg_m=500))
    way = find_least_bad_way(costs, start=EdgePoint(0, 0.0), end=EdgePoint(0, 1.0))
    assert way is not None
    (barrier,) = way.barriers
    assert (barrier.kind, barrier.value, barrier.limit) == (BarrierKind.TOO_LONG, 900, 500)
    assert (barrier.edge, barrier.node) == (-1, -1)


def test_streets_that_do_not_join_have_no_way_at_all():
    streets = small_streets(
        [(0, 0), (100, 0), (0, 2000), (100, 2000)], [(0, 1, GOOD), (2, 3, GOOD)]
    )
    costs = compile_needs(streets, NEEDS)
    assert find_least_bad_way(costs, start=at(5, 0), end=at(5, 2000)) is None


def test_the_facts_of_a_way_are_summed_over_its_parts():
    streets = small_streets(
        [(0, 0), (100, 0), (200, 0), (300, 0)],
        [
            (0, 1, GOOD | {"slope_up_ratio": 0.05, "climb_m": 4.0, "width_m": 1.5}),
            (2, 1, GOOD | {"slope_up_ratio": 0.02, "climb_m": 2.0, "surface": Surface.GRAVEL}),
            (2, 3, GOOD | {"kind": WayKind.STEPS, "step_count": 6, "width_m": None}),
        ],
        node_facts={1: {"kerb": 3}, 2: {"elevator": 1}},
    )
    costs = compile_needs(streets, Needs(speed_mps=1.0, min_width_m=0.5))
    way = find_way(costs, start=at(50, 5), end=at(300, 0))
    assert way is not None
    facts = way.facts
    assert facts.length_m == pytest.approx(255, abs=0.1)
    assert facts.metres_by_surface == pytest.approx(
        {Surface.ASPHALT: 150, Surface.GRAVEL: 100}, abs=0.1
    )
    assert (facts.climb_m, facts.descent_m) == pytest.approx((2.0, 2.0), abs=0.01)
    assert facts.worst_slope_up_ratio == pytest.approx(0.05)
    assert facts.worst_slope_down_ratio == pytest.approx(0.02)
    assert facts.narrowest_m == pytest.approx(1.5)
    assert (facts.kerb_count, facts.step_count, facts.elevator_count) == (1, 6, 1)
    assert facts.highest_kerb_m == pytest.approx(0.03)
    assert facts.unknown_m_by_fact == pytest.approx({"width": 105}, abs=0.1)
    assert facts.unverified_m == pytest.approx(105, abs=0.1)
    assert way.geometry[0] == at(50, 5) and way.geometry[-1] == at(300, 0)
    assert way.start_link_m == pytest.approx(5, abs=0.01)


def test_what_is_only_reached_and_not_passed_is_no_fact_of_the_way():
    steps = GOOD | {"kind": WayKind.STEPS, "step_count": 30, "kerb": Kerb.RAISED, "width_m": 0.5}
    streets = small_streets([(0, 0), (50, 0), (80, 0)], [(0, 1, GOOD), (1, 2, steps)])
    costs = compile_needs(streets, Needs(speed_mps=1.0))
    way = find_way(costs, start=EdgePoint(0, 0.0), end=EdgePoint(1, 0.0))
    assert way is not None
    facts = way.facts
    assert facts.length_m == pytest.approx(50)
    assert (facts.step_count, facts.kerb_count) == (0, 0)
    assert facts.narrowest_m == 2.0


def test_a_gate_of_which_nobody_knows_whether_one_may_pass_is_unverified_and_can_be_refused():
    gate = {1: {"barrier": Barrier.GATE, "foot": Access.UNKNOWN}}
    streets = small_streets(
        [(0, 0), (50, 0), (80, 0)], [(0, 1, GOOD), (1, 2, GOOD)], node_facts=gate
    )
    ends: dict[str, Any] = {"start": EdgePoint(0, 0.0), "end": EdgePoint(1, 1.0)}
    way = find_way(compile_needs(streets, Needs(speed_mps=1.0)), **ends)
    assert way is not None and way.facts.unverified_m == 5
    assert "entry" in way.facts.unknown_m_by_fact
    refusing = Needs(speed_mps=1.0, unknown_policy=UnknownPolicy.REFUSE)
    barred = find_least_bad_way(compile_needs(streets, refusing), **ends)
    assert find_way(compile_needs(streets, refusing), **ends) is None
    assert barred is not None and [one.asks for one in barred.barriers] == [BarrierKind.NO_ENTRY]


def test_the_width_of_a_stile_counts_beside_its_steps():
    stile = {1: {"barrier": Barrier.STILE}}
    streets = small_streets(
        [(0, 0), (50, 0), (80, 0)], [(0, 1, GOOD), (1, 2, GOOD)], node_facts=stile
    )
    climber = Needs(speed_mps=1.0, max_step_count=12, min_width_m=0.9)
    way = find_way(compile_needs(streets, climber), start=EdgePoint(0, 0.0), end=EdgePoint(1, 1.0))
    assert way is not None and way.facts.unverified_m == 5


def test_where_the_cheapest_way_is_too_long_for_one_leg_a_shorter_one_that_passes_is_taken():
    # straight on along the road, 200 m, or around on a path, 300 m
    road = GOOD | {"side": SidewalkSide.CARRIAGEWAY}
    streets = small_streets(
        [(0, 0), (200, 0), (100, 111.8)], [(0, 1, road), (0, 2, GOOD), (2, 1, GOOD)]
    )
    needs = Needs(speed_mps=1.0, carriageway_factor=3.0)
    ends: dict[str, Any] = {"start": EdgePoint(1, 0.0), "end": EdgePoint(2, 1.0)}
    costs = compile_needs(streets, needs)
    around = find_way(costs, **ends)
    straight = find_way(costs, max_m=250, **ends)
    assert around is not None and around.facts.length_m == pytest.approx(300, abs=1)
    assert straight is not None and straight.facts.length_m == pytest.approx(200, abs=1)
    assert straight.cost_s == pytest.approx(600, abs=1)
    assert find_way(costs, max_m=150, **ends) is None
