"""What is true of every answer, whatever is asked."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.answers.questions import (
    ask,
    check_laws,
    first_arrival,
    plan,
    rides,
    search,
    stricter,
)
from tests.answers.world import DAY, NOW, POINTS, at

from modugil.answers.trips.trace_ways import trace_ways
from modugil.conditions.conditions import Conditions, EdgeChange, TripChange, TripRun
from modugil.core.access import UnknownPolicy
from modugil.core.time import parse_instant
from modugil.routing.journey import WalkLeg
from modugil.routing.needs import Boarding
from modugil.routing.presets import get_preset, list_presets

PRESETS = [needs.preset for needs in list_presets()]
STOPS = ["stop:W2", "stop:K", "stop:E1", "stop:E2", "stop:ST", "stop:P1", "stop:P2", "stop:sea:1"]
ENDS = st.sampled_from([*(at(mark) for mark in sorted(POINTS)), *STOPS, "stop:land:W1"])
TIMES = st.integers(4 * 60, 25 * 60).map(
    lambda minute: f"2026-11-{23 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}"
)
NEEDS = st.sampled_from(PRESETS)
SOME = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW = settings(SOME, max_examples=25)
TIGHTER = {
    "max_slope_up_ratio": 0.02,
    "max_slope_down_ratio": 0.02,
    "max_kerb_m": 0.0,
    "min_width_m": 2.5,
    "max_step_count": 0,
    "boarding": Boarding.STEP_FREE,
    "unknown_policy": UnknownPolicy.REFUSE,
    "longest_leg_m": 300.0,
    "change_time_s": 600.0,
}
ROUNDING_S = 2
"""Walks are rounded up to whole seconds, each leg of its own."""


@SOME
@given(ENDS, ENDS, TIMES, NEEDS, st.booleans(), st.sampled_from([0, 0, 3600]))
def test_every_journey_obeys_the_laws(world, start, end, when, needs, arrive_by, window_s):
    question = ask(start, end, when, needs=needs, arrive_by=arrive_by, window_s=window_s)
    check_laws(world.planner.search(question, now=NOW))


@SOME
@given(ENDS, ENDS, TIMES, NEEDS, st.integers(1, 90))
def test_leaving_later_never_arrives_earlier(world, start, end, when, needs, minutes):
    now = first_arrival(search(world, start, end, when, needs=needs))
    zone = world.planner.region.zone
    later = parse_instant(when, zone=zone) + timedelta(minutes=minutes)
    found = search(world, start, end, later.isoformat(), needs=needs)
    shift_s = 0 if later.astimezone(zone).date().isoformat() == when[:10] else 86_400
    assert first_arrival(found) + shift_s >= now


@SOME
@given(ENDS, ENDS, TIMES, NEEDS, st.sampled_from(sorted(TIGHTER)))
def test_a_stricter_need_never_opens_a_way_or_arrives_earlier(
    world, start, end, when, needs, limit
):
    wide = get_preset(needs)
    close = TIGHTER[limit]
    if limit in ("min_width_m", "change_time_s"):
        close = max(close, getattr(wide, limit))
    elif isinstance(close, float | int):
        close = min(close, getattr(wide, limit))
    strict = search(world, start, end, when, needs=stricter(wide, **{limit: close}))
    loose = search(world, start, end, when, needs=stricter(wide))
    assert first_arrival(strict) + ROUNDING_S >= first_arrival(loose)
    if strict.journeys:
        assert loose.journeys


@FEW
@given(ENDS, ENDS, TIMES, NEEDS)
def test_arriving_by_is_never_late_and_leaves_no_earlier_than_one_must(
    world, start, end, when, needs
):
    forward = search(world, start, end, when, needs=needs)
    if not forward.journeys:
        return
    first = min(forward.journeys, key=lambda one: one.arrival_s)
    arrival = forward.time(first.arrival_s)
    back = search(world, start, end, arrival, needs=needs, arrive_by=True)
    shift_s = 86_400 if arrival[:10] != when[:10] else 0
    assert back.journeys, "what arrives at that time is found from its end, too"
    latest = max(one.departure_s for one in back.journeys) + shift_s
    assert latest + ROUNDING_S >= first.departure_s


@FEW
@given(ENDS, ENDS, TIMES, NEEDS, st.integers(0, 200))
def test_a_blocked_edge_is_never_used(changing, start, end, when, needs, which):
    edge = which % changing.streets.edge_count
    changing.conditions.publish("test", Conditions(edges={edge: EdgeChange(blocked=True)}), now=NOW)
    answer = changing.planner.search(ask(start, end, when, needs=needs), now=NOW)
    check_laws(answer)
    used = {
        part.edge
        for journey in answer.journeys
        for leg in trace_ways(
            journey, answer.preparation, answer.ends, timetable=changing.timetable
        ).legs
        if isinstance(leg, WalkLeg) and leg.way is not None
        for part in leg.way.edges
    }
    assert edge not in used


@FEW
@given(ENDS, ENDS, st.integers(6 * 60, 21 * 60), NEEDS)
def test_a_cancelled_trip_is_never_used_and_nothing_comes_earlier(
    changing, start, end, minute, needs
):
    when = f"{DAY}T{minute // 60:02}:{minute % 60:02}"
    before = search(changing, start, end, when, needs=needs)
    trips = {TripRun(leg.trip, leg.service_day) for one in before.journeys for leg in rides(one)}
    cancelled = {run: TripChange(cancelled=True) for run in trips}
    changing.conditions.publish("test", Conditions(trips=cancelled), now=NOW)
    after = search(changing, start, end, when, needs=needs)
    check_laws(after)
    assert first_arrival(after) >= first_arrival(before)
    for journey in after.journeys:
        for leg in rides(journey):
            assert TripRun(leg.trip, leg.service_day) not in trips
    changing.conditions.publish("test", Conditions(), now=NOW)


@FEW
@given(ENDS, ENDS, TIMES, NEEDS, st.booleans(), st.sampled_from(["ko", "en"]))
def test_every_leg_told_begins_where_and_when_the_last_one_ended(
    world, start, end, when, needs, arrive_by, language
):
    answer = plan(world, start, end, when, needs=needs, arrive_by=arrive_by, language=language)
    for journey in answer.journeys:
        for before, after in zip(journey.legs, journey.legs[1:], strict=False):
            assert before.end == after.start
            assert before.arrival <= after.departure
        for leg in journey.legs:
            assert len(leg.geometry) >= 2
            assert leg.departure <= leg.arrival
            for step in leg.steps:
                assert step.text.endswith((".", "요."))
        if journey.legs:
            assert journey.legs[0].start.ref == answer.start.ref
            assert journey.legs[-1].end.ref == answer.end.ref
            assert journey.legs[-1].steps[-1].kind in ("arrive", "ride", "pathway")


@pytest.mark.parametrize("needs", PRESETS)
def test_same_start_and_end_is_there_already(world, needs):
    for place in (at("b"), "stop:W2", "stop:P2"):
        found = search(world, place, place, needs=needs)
        assert [(one.arrival_s - one.departure_s) for one in found.journeys] == [0]
        assert found.journeys[0].boardings == 0
        assert plan(world, place, place, needs=needs).journeys[0].passes
