"""What is true of every course: unknown is no yes, and a stricter need passes nothing more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.places.courses.points import make_place

from modugil.answers.courses.best_part import find_best_part
from modugil.answers.courses.effort import find_level_m, measure_effort
from modugil.answers.courses.judge import judge_course, limit_deg, ratio_of
from modugil.core.access import Access, worst_access
from modugil.places.courses.build_courses import build_course
from modugil.places.courses.course import Course, Order, Stop, Stretch
from modugil.places.courses.read_point import MEASURES, read_point
from modugil.region.vocabulary import Smoothness
from modugil.routing.group_needs import join_needs
from modugil.routing.needs import FIRM_SURFACES, CrossingRule, Needs, TagRule
from modugil.routing.presets import list_presets

RANK = {Access.NO: 0, Access.UNKNOWN: 1, Access.YES: 2}
Facts = Mapping[str, str]


def maybe(*values: str) -> st.SearchStrategy[str]:
    """One of the values, or "" for what nobody says; twice as often something that passes."""
    return st.sampled_from(["", values[0], values[0], *values])


FACTS = st.fixed_dictionaries(
    {
        "slope_deg": maybe("2", "4", "5", "6", "10"),
        "slope_most_deg": maybe("3", "6", "11"),
        "slope_way": maybe("up", "down"),
        "slope_length_m": maybe("20", "300"),
        "path_width_m": maybe("1.5", "0.85", "0.6"),
        "entrance_width_m": maybe("0.9", "0.6"),
        "steps": maybe("0", "1", "20"),
        "has_steps_or_slope": maybe("no", "yes"),
        "surface": maybe("asphalt", "gravel", "tiles", "lava"),
        "surface_state": maybe("even", "broken"),
        "wheelchair": maybe("yes", "no"),
        "recommended": maybe("yes", "no"),
    }
).map(lambda facts: {key: value for key, value in facts.items() if value})
COURSES = st.lists(FACTS, min_size=1, max_size=4)
NEEDS = st.builds(
    Needs,
    speed_mps=st.just(1.0),
    max_slope_up_ratio=st.sampled_from([inf, 0.05, 0.08, 0.12]),
    max_slope_down_ratio=st.sampled_from([inf, 0.05, 0.1, 0.12]),
    min_width_m=st.sampled_from([0.0, 0.8, 1.0]),
    max_step_count=st.sampled_from([inf, 0, 2]),
    surfaces=st.sampled_from([Needs(speed_mps=1).surfaces, FIRM_SURFACES]),
    worst_smoothness=st.sampled_from([Smoothness.IMPASSABLE, Smoothness.INTERMEDIATE]),
    wheelchair_tag=st.sampled_from(list(TagRule)),
    max_kerb_m=st.sampled_from([inf, 0.03]),
    max_cross_slope_ratio=st.sampled_from([inf, 0.02]),
    crossings=st.sampled_from([CrossingRule.ANY, CrossingRule.MARKED]),
) | st.sampled_from(list_presets())


def course_of(points: Sequence[Facts], *, tracked: bool = False) -> Course:
    made = [
        read_point(make_place(str(row), known=facts, text="본 대로"))
        for row, facts in enumerate(points)
    ]
    course = build_course("c", "c", made, [])
    stops = tuple(Stop(row, 10.0 * row, 0.0) for row in range(len(points)))
    stretches = (Stretch(10.0 * len(points), stops),)
    return replace(course, order=Order.TRACK, stretches=stretches) if tracked else course


def stricter(needs: Needs) -> list[Needs]:
    """The same needs with one limit drawn tighter each."""
    limits: list[dict[str, object]] = [
        {"max_slope_up_ratio": min(needs.max_slope_up_ratio, 0.04)},
        {"max_slope_down_ratio": min(needs.max_slope_down_ratio, 0.04)},
        {"min_width_m": max(needs.min_width_m, 1.2)},
        {"max_step_count": 0},
        {"surfaces": needs.surfaces & FIRM_SURFACES},
        {"worst_smoothness": min(needs.worst_smoothness, Smoothness.GOOD)},
        {"max_kerb_m": 0.0},
        {"max_cross_slope_ratio": 0.01},
        {"crossings": CrossingRule.AUDIBLE},
    ]
    return [needs.with_limits(**one) for one in limits]


@settings(max_examples=150, deadline=None)
@given(COURSES, NEEDS)
def test_no_course_is_passable_for_a_stricter_need_than_one_for_which_it_is_not(
    points: list[Facts], needs: Needs
) -> None:
    course = course_of(points)
    access = judge_course(course, needs).access
    for tighter in stricter(needs):
        assert RANK[judge_course(course, tighter).access] <= RANK[access]


@settings(max_examples=150, deadline=None)
@given(COURSES, NEEDS)
def test_removing_a_measurement_never_makes_a_yes(points: list[Facts], needs: Needs) -> None:
    if judge_course(course_of(points), needs).access is Access.YES:
        return
    if any(facts.get("wheelchair") == "no" for facts in points):
        return  # a word is no measurement
    for row in range(len(points)):
        for keys in MEASURES.values():
            fewer = [dict(facts) for facts in points]
            fewer[row] = {key: value for key, value in points[row].items() if key not in keys}
            assert judge_course(course_of(fewer), needs).access is not Access.YES


@settings(max_examples=100, deadline=None)
@given(st.lists(st.just({"recommended": "yes"}), min_size=1, max_size=3), NEEDS)
def test_what_nobody_measured_is_unknown_to_whoever_asks(points: list[Facts], needs: Needs) -> None:
    verdict = judge_course(course_of(points), needs)
    assert verdict.access is (Access.UNKNOWN if verdict.asked else Access.YES)


@settings(max_examples=150, deadline=None)
@given(COURSES, NEEDS, st.booleans())
def test_the_best_part_never_holds_a_point_that_refuses_nor_claims_what_is_not_known(
    points: list[Facts], needs: Needs, tracked: bool
) -> None:
    course = course_of(points, tracked=tracked)
    verdict = judge_course(course, needs)
    part = find_best_part(course, verdict)
    accesses = {verdict.points[row].access for row in part.points}
    assert Access.NO not in accesses
    assert part.access is not Access.YES or accesses == {Access.YES}
    assert bool(part.points) == any(one.access is not Access.NO for one in verdict.points)


@settings(max_examples=100, deadline=None)
@given(COURSES, NEEDS)
def test_effort_counts_measured_pieces_alone_and_grows_with_every_one(
    points: list[Facts], needs: Needs
) -> None:
    course = course_of(points)
    effort = measure_effort(course, judge_course(course, needs), needs)
    measured = [one for one in course.points if one.slope is not None and one.slope.length_m]
    assert effort.unmeasured == len(points) - len(measured)
    assert len(effort.pieces) + effort.refused <= len(measured)
    more = measure_effort(course_of([*points, {}]), judge_course(course, needs), needs)
    assert more.level_m == effort.level_m


def test_the_level_way_of_a_slope_is_that_of_its_forces() -> None:
    assert find_level_m(0, 100) == 100
    newton = 100 * 9.81 * 0.015
    assert abs(find_level_m(limit_deg(1 / 12), 1) * newton - 96) < 1
    assert abs(find_level_m(limit_deg(1 / 8), 1) * newton - 136) < 1
    assert find_level_m(5, 10, way="down") < find_level_m(5, 10)


def test_degrees_become_ratios_by_their_tangent() -> None:
    assert round(ratio_of(5), 4) == 0.0875
    assert round(limit_deg(0.08), 2) == 4.57
    assert limit_deg(inf) == inf


@settings(max_examples=60, deadline=None)
@given(COURSES, st.lists(NEEDS, min_size=1, max_size=3))
def test_a_group_passes_what_each_passes_and_every_refusal_names_whom_it_stops(
    facts: Sequence[Facts], needs: Sequence[Needs]
) -> None:
    group = [one.with_limits(preset=f"person-{row}") for row, one in enumerate(needs)]
    course = course_of(facts)
    together = judge_course(course, join_needs(group))
    alone = {one.preset: judge_course(course, one) for one in group}
    assert together.access is worst_access(*(one.access for one in alone.values()))
    for row, point in enumerate(together.points):
        assert point.access is worst_access(*(one.points[row].access for one in alone.values()))
        for aspect, access in point.aspects.items():
            stopped = [
                name
                for name, one in alone.items()
                if one.points[row].aspects.get(aspect) is Access.NO
            ]
            assert bool(stopped) == (access is Access.NO)
            assert len(group) == 1 or point.stops.get(aspect, ()) == tuple(stopped)
