"""Boarding by numbers: what kerb, floor, ramp and door decide, and the laws that always hold."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.routing.transit.asking import TUESDAY, ask
from tests.routing.transit.small import MONDAY, Trip, small, trip, trip_row

from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.core.access import Access
from modugil.region.timetable import Timetable
from modugil.routing.group_needs import join_needs
from modugil.routing.journey import BoardingReason, RideLeg
from modugil.routing.presets import get_preset
from modugil.routing.transit import BoardingLimits, BoardingRule, boarding_limits, build_day
from modugil.routing.transit.boarding_numbers import (
    Asked,
    Met,
    combine_access,
    explain_boarding,
    judge_boarding,
)

MANUAL = boarding_limits(get_preset("manual-wheelchair"))
POWERED = boarding_limits(get_preset("powered-wheelchair"))
LOW_FLOOR = (0.32, 0.24, 1.2, 1.2)
YES, NO, UNKNOWN = Access.YES, Access.NO, Access.UNKNOWN


def met(kerb, floor=nan, kneeling=nan, ramp=nan, door=nan):
    return Met(
        *(np.array([one], np.float32).astype(float) for one in (kerb, floor, kneeling, ramp, door))
    )


def verdict(asked: Asked, *measures: float) -> Access:
    return Access(int(judge_boarding(met(*measures), asked)[0]))


@pytest.mark.parametrize(
    ("asked", "measures", "expected"),
    [
        (MANUAL, (0.15, *LOW_FLOOR), YES),  # kneels: 9 cm on 1.2 m, 7.5 %
        (MANUAL, (0.15, 0.32, nan, 1.2, 1.2), NO),  # 17 cm on 1.2 m, 14 %
        (POWERED, (0.15, 0.29, nan, 1.2, 1.2), YES),  # 11.7 %
        (MANUAL, (0.15, 0.29, nan, 1.2, 1.2), NO),
        (POWERED, (0.0, *LOW_FLOOR), NO),  # no kerb: 24 cm, 20 %
        (MANUAL, (0.0, 0.1, nan, (0.1**2 + 1.2**2) ** 0.5, nan), YES),  # 1/12 over the ground
        (MANUAL, (0.3, 0.1, nan, 3.0, nan), YES),  # down into the vehicle is a slope alike
        (MANUAL, (0.3, 0.32, 0.24, 0.5, nan), YES),  # it need not kneel
        (MANUAL, (0.0, 0.3, nan, 0.2, nan), NO),  # the ramp does not reach the ground
        (MANUAL, (0.15, 0.32, nan, 0.0, nan), NO),  # no ramp, 17 cm
        (MANUAL, (0.3, 0.32, nan, 0.0, nan), UNKNOWN),  # no ramp, 2 cm: the gap is not known
        (MANUAL, (0.3, 0.32, nan, 0.1, nan), UNKNOWN),  # a step that needs no steep ramp
        (MANUAL, (0.15, 0.32, nan, nan, nan), UNKNOWN),  # there may be a ramp
        (MANUAL, (nan, *LOW_FLOOR), UNKNOWN),
        (MANUAL, (0.15, nan, nan, 1.2, 1.2), UNKNOWN),
        (MANUAL, (0.15, nan, 0.24, 1.2, 1.2), YES),  # kneeling will do
        (MANUAL, (0.4, nan, 0.24, 1.2, 1.2), UNKNOWN),  # as it stands it may be level
        (MANUAL, (0.0, nan, 0.24, 1.2, 1.2), NO),  # as it stands it is no lower
        (MANUAL, (nan, nan, nan, nan, 0.7), NO),  # too narrow, whatever else
        (MANUAL, (0.15, 0.32, 0.24, 1.2, 0.8), YES),  # just wide enough
        ((BoardingLimits(),), (0.0, 1.2, nan, 1.3, 0.5), YES),
    ],
)
def test_numbers_decide(asked, measures, expected):
    assert verdict(asked, *measures) is expected


@pytest.mark.parametrize(
    ("stop", "vehicle", "numbers", "expected"),
    [
        (YES, YES, NO, NO),
        (YES, UNKNOWN, YES, YES),
        (UNKNOWN, UNKNOWN, YES, YES),
        (NO, YES, YES, NO),
        (YES, NO, YES, NO),
        (YES, YES, UNKNOWN, YES),
        (YES, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, UNKNOWN, NO),
    ],
)
def test_a_no_stays_and_numbers_come_before_the_other_flags(stop, vehicle, numbers, expected):
    found = combine_access(
        np.array([stop], np.uint8),
        np.array([vehicle], np.uint8),
        numbers=np.array([numbers], np.uint8),
    )
    assert Access(int(found[0])) is expected


METRES = st.none() | st.integers(0, 60).map(lambda n: n / 40)


def kneeling_down(floor, kneeling):
    """Both heights, the floor no lower than when it kneels."""
    return (floor, kneeling) if None in (floor, kneeling) else (max(floor, kneeling), kneeling)


FLOORS = st.builds(kneeling_down, METRES, METRES)
MEASURES = st.tuples(METRES, FLOORS, METRES, METRES).map(lambda one: (one[0], *one[1], *one[2:]))
"""Of kerb, floor, kneeling floor, ramp and door."""
PEOPLE = st.builds(
    BoardingLimits,
    ramp_ratio=st.sampled_from([0.05, 1 / 12, 0.125, 0.3, inf]),
    step_m=st.sampled_from([0.0, 0.03, 0.2, inf]),
    width_m=st.sampled_from([0.0, 0.8, 1.0]),
)
ORDER = {NO: 0, UNKNOWN: 1, YES: 2}


def known(*measures: float | None) -> tuple[float, ...]:
    return tuple(nan if one is None else one for one in measures)


@given(PEOPLE, st.integers(0, 60), st.integers(0, 60), METRES, METRES)
def test_a_lower_rise_never_refuses_more(person, one, other, ramp, door):
    low, high = sorted((one / 40, other / 40))
    rest = known(None, ramp, door)
    assert ORDER[verdict((person,), 0.0, low, *rest)] >= ORDER[verdict((person,), 0.0, high, *rest)]


@given(PEOPLE, MEASURES, st.integers(1, 80), st.integers(0, 80))
def test_a_longer_ramp_never_refuses_more(person, measures, length, longer):
    kerb, floor, kneeling, _, door = known(*measures)
    short, long = (
        verdict((person,), kerb, floor, kneeling, ramp, door)
        for ramp in (length / 40, (length + longer) / 40)
    )
    assert ORDER[long] >= ORDER[short]


@given(PEOPLE, MEASURES, st.sampled_from([(0,), (1,), (1, 2), (3,)]))
def test_without_a_measure_the_verdict_is_the_same_or_none(person, measures, lost):
    before = verdict((person,), *known(*measures))
    left = [None if place in lost else one for place, one in enumerate(measures)]
    assert verdict((person,), *known(*left)) in (before, UNKNOWN)


@given(PEOPLE, MEASURES)
def test_a_door_that_is_not_measured_refuses_nobody(person, measures):
    before = verdict((person,), *known(*measures))
    after = verdict((person,), *known(*measures[:-1], None))
    assert ORDER[after] >= ORDER[before]


@given(PEOPLE, PEOPLE, MEASURES)
def test_a_group_boards_where_each_of_them_boards(one, other, measures):
    told = {verdict((person,), *known(*measures)) for person in (one, other)}
    together = NO if NO in told else UNKNOWN if UNKNOWN in told else YES
    assert verdict((one, other), *known(*measures)) is together


@given(PEOPLE, MEASURES)
def test_an_explanation_has_the_verdict_and_the_numbers_behind_it(person, measures):
    numbers = explain_boarding(measures, (person,))
    decided = verdict((person,), *known(*measures))
    assert (numbers is None) == (decided is UNKNOWN)
    if numbers is None:
        return
    assert numbers.verdict is decided
    if numbers.reason is BoardingReason.DOOR:
        assert numbers.door_m < numbers.limit
    elif numbers.reason is BoardingReason.STEP:
        assert numbers.rise_m > numbers.limit
    else:
        assert numbers.rise_m == pytest.approx(abs(numbers.floor_m - numbers.kerb_m))
        assert (numbers.slope_ratio <= numbers.limit + 1e-6) == (decided is YES) or (
            numbers.slope_ratio == inf
        )


BUSES = (
    trip("A 8:00 B 8:20", wheelchair=YES, vehicle=LOW_FLOOR),
    trip("A 8:10 B 8:40", wheelchair=YES),
)


def buses(*trips: Trip, kerb_m: dict[int, float]) -> Timetable:
    """These trips between two stops whose flags say yes."""
    return small(*trips, kerb_m=kerb_m, stop_wheelchair={0: YES, 1: YES})


def rides(timetable, *, limits: Asked = MANUAL, rule=BoardingRule.STEP_FREE, **more):
    journeys = ask(timetable, "AB", "7:55", rule=rule, limits=limits, **more)
    return [
        (timetable.trips.id[leg.trip], leg)
        for journey in journeys
        for leg in journey.legs
        if isinstance(leg, RideLeg)
    ]


def test_where_both_flags_say_yes_the_numbers_still_refuse():
    level = buses(*BUSES, kerb_m={0: 0.15, 1: 0.15})
    assert [id for id, _ in rides(level)] == ["t0"]
    no_kerb = buses(*BUSES, kerb_m={0: 0.0, 1: 0.15})
    assert [id for id, _ in rides(no_kerb)] == ["t1"]
    assert [id for id, _ in rides(no_kerb, limits=())] == ["t0"]
    no_kerb_there = buses(*BUSES, kerb_m={0: 0.15, 1: 0.0})
    assert [id for id, _ in rides(no_kerb_there)] == ["t1"]


def test_it_is_known_whether_numbers_refuse_anything_of_a_day():
    rule = BoardingRule.STEP_FREE
    for kerb_m, refuses in ((0.15, False), (0.0, True)):
        day = build_day(buses(*BUSES, kerb_m={0: kerb_m, 1: 0.15}), TUESDAY)
        assert day.costs(rule, MANUAL).numbers_refuse is refuses
        assert not day.costs(rule).numbers_refuse
        assert not day.costs(BoardingRule.ANY, MANUAL).numbers_refuse


def test_by_the_flags_alone_the_numbers_are_told_all_the_same():
    no_kerb = buses(*BUSES, kerb_m={0: 0.0, 1: 0.15})
    ((id, leg),) = rides(no_kerb, flags_alone=True)
    assert id == "t0"
    assert leg.refused_by_numbers
    assert (leg.board_access, leg.alight_access) == (NO, YES)
    assert leg.board_numbers is not None
    assert leg.board_numbers.reason is BoardingReason.RAMP
    assert leg.board_numbers.kneels
    assert leg.board_numbers.rise_m == pytest.approx(0.24, abs=1e-6)
    assert leg.board_numbers.slope_ratio == pytest.approx(0.2041, abs=1e-4)


def test_numbers_that_pass_make_known_what_the_flags_left_open():
    timetable = small(trip("A 8:00 B 8:20", vehicle=LOW_FLOOR), kerb_m={0: 0.15, 1: 0.15})
    ((_, leg),) = rides(timetable)
    assert (leg.board_access, leg.alight_access, leg.unverified_m) == (YES, YES, 0.0)
    assert rides(timetable, limits=()) == []


def test_who_does_not_ask_for_step_free_boarding_is_not_held_to_numbers():
    no_kerb = buses(*BUSES, kerb_m={0: 0.0, 1: 0.0})
    ((id, leg),) = rides(no_kerb, rule=BoardingRule.ANY)
    assert (id, leg.board_numbers) == ("t0", None)


def test_a_vehicle_that_is_told_to_be_another_has_no_measures():
    bus = trip("A 8:00 B 8:20", vehicle=LOW_FLOOR)
    timetable = buses(bus, kerb_m={0: 0.15, 1: 0.15})
    run = TripRun(trip_row(timetable, 0), TUESDAY)
    other = Conditions(version=1, trips={run: TripChange(wheelchair=YES)})
    ((_, leg),) = rides(timetable, conditions=other)
    assert (leg.board_access, leg.board_numbers) == (YES, None)


def test_limits_of_many_people_do_not_pile_up():
    no_kerb = buses(*BUSES, kerb_m={0: 0.0, 1: 0.15})
    day = build_day(no_kerb, MONDAY)
    for n in range(40):
        day.costs(BoardingRule.STEP_FREE, (BoardingLimits(ramp_ratio=n / 100),))
    assert len(day.cache) <= 12


def test_a_group_is_held_to_the_limits_of_those_who_need_a_ramp():
    group = join_needs(
        [get_preset(one) for one in ("manual-wheelchair", "walking", "powered-wheelchair")]
    )
    assert set(boarding_limits(group)) == {*MANUAL, *POWERED}
    assert boarding_limits(get_preset("walking")) == ()
