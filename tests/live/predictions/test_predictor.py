"""What is said of a vehicle's way ahead, from what was learnt and where it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.predictions.lines import (
    DAY,
    MIDNIGHT_MS,
    at,
    drive,
    events,
    expect,
    line,
    place,
    predictor,
)
from tests.region.feeds import feed, read

from modugil.live.predictions.network import build_prediction_network
from modugil.live.predictions.predictions import NO_DELAY
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.run_state import Support


def error_s(told, position, clock):
    """How much later than told (by the median) the vehicle would be there at that time."""
    return (at(clock) - told.median_ms[told.position.tolist().index(position)]) / 1_000


def test_every_stop_ahead_is_predicted_and_none_behind():
    told = expect(predictor(), place(position=2, event="08:02:00"), "08:02:10")
    assert told.position.tolist() == [3, 4, 5, 6, 7]
    assert told.start.tolist() == [0, 5]


def test_a_late_vehicle_is_late_at_the_stops_ahead():
    on_time = expect(predictor(), place(position=2, event="08:02:00"), "08:02:10")
    late = expect(predictor(), place(position=2, event="08:07:00"), "08:07:10")
    assert late.delay_s[0] == 300
    later_s = (late.median_ms - on_time.median_ms) / 1_000
    assert (later_s > 240).all()
    assert (later_s <= 300).all()


def test_what_other_vehicles_took_just_now_is_expected_of_this_one():
    told = predictor()
    before = expect(told, place(trip=3, position=1, event="08:31:00"), "08:31:05")
    for trip in range(3):
        drive(told, trip, leg_s=90, vehicle=trip + 1, start=f"08:0{trip}:00")
    after = expect(told, place(trip=3, position=1, event="08:31:00"), "08:31:05")
    assert abs(error_s(after, 7, "08:40:00")) < abs(error_s(before, 7, "08:40:00")) / 2
    assert before.support.tolist() == [Support.TIMETABLE] * 6
    assert after.support.tolist() == [Support.DRIVEN_NOW] * 6


def test_what_was_driven_long_ago_is_history():
    told = predictor()
    drive(told, 0, leg_s=60, vehicle=1)
    later = expect(told, place(trip=3, position=1, event="11:31:00"), "11:31:05")
    assert set(later.support.tolist()) == {Support.HISTORY}


def test_the_shown_arrival_leans_early_and_lies_in_its_interval():
    told = expect(predictor(), place(position=0), "08:00:05")
    lean_s = (told.median_ms - told.arrival_ms) / 1_000
    assert (lean_s[2:] > 15).all()
    assert (told.low_ms <= told.arrival_ms).all()
    assert (told.arrival_ms <= told.high_ms).all()
    assert (np.diff(told.high_ms - told.low_ms) >= 0).all()


def test_half_way_to_the_next_stop_the_place_tells_more_than_the_last_event():
    stuck = place(position=2, event="08:02:00", ratio=0.5, seen="08:04:00")
    gone = place(position=2, event="08:02:00", ratio=0.0, seen="08:02:00")
    assert (
        expect(predictor(), stuck, "08:04:00").median_ms[1]
        > expect(predictor(), gone, "08:04:00").median_ms[1]
    )


def test_a_vehicle_that_still_stands_is_not_expected_before_it_can_have_driven():
    told = expect(
        predictor(), place(position=2, event="08:02:00", stands=True, seen="08:06:00"), "08:06:00"
    )
    assert told.median_ms[0] >= at("08:06:20")
    assert told.delay_s[0] == 240


def test_before_its_trip_a_vehicle_leaves_at_the_planned_time_and_not_before():
    waiting = place(position=-1, event="", status=VehicleStatus.LAYOVER, time_ms=at("07:55:00"))
    told = expect(predictor(), waiting, "07:55:00")
    assert told.position.tolist() == list(range(8))
    assert told.departure_ms[0] == at("08:00:00")
    assert told.delay_s[0] == 0


def test_a_vehicle_that_has_not_left_by_its_time_leaves_now_at_the_earliest():
    waiting = place(position=-1, event="", status=VehicleStatus.LAYOVER, time_ms=at("08:04:00"))
    told = expect(predictor(), waiting, "08:04:00")
    assert told.departure_ms[0] == at("08:04:00")
    assert told.delay_s[0] == 240
    assert (told.arrival_ms[1:] >= told.departure_ms[0]).all()


def test_a_trip_found_on_the_way_is_reckoned_from_its_place():
    found = place(position=2, event="", ratio=0.5, time_ms=at("08:02:30"))
    told = expect(predictor(), found, "08:02:30")
    assert told.delay_s[0] == 0
    assert abs(error_s(told, 4, "08:04:00")) < 20


def test_nobody_leaves_a_timepoint_before_its_time():
    early = expect(
        predictor(line(timepoints=(4,))), place(position=2, event="07:58:00"), "07:58:10"
    )
    at_four = early.position.tolist().index(4)
    assert early.departure_ms[at_four] == at("08:04:00")
    assert (early.arrival_ms[at_four + 1 :] >= at("08:04:00")).all()
    assert abs(error_s(early, 6, "08:06:00")) < 40


@pytest.mark.parametrize(
    ("why", "row", "now"),
    [
        ("not heard of for long", {}, "08:08:00"),
        ("no trip", {"trip": -1}, "08:02:10"),
        ("not found yet", {"status": VehicleStatus.UNASSIGNED}, "08:02:10"),
        ("without passengers", {"status": VehicleStatus.DEADHEAD}, "08:02:10"),
        (
            "a long way off its way",
            {"status": VehicleStatus.DETOUR, "time_ms": at("08:14:00")},
            "08:14:10",
        ),
        ("past the last stop", {"last_position": 7}, "08:02:10"),
    ],
)
def test_predictions_are_withdrawn(why, row, now):
    told = expect(predictor(), place(position=2, event="08:02:00", **row), now)
    assert len(told.position) == 0, why


def test_a_withdrawn_vehicle_has_no_delay():
    told = expect(predictor(), place(position=2, event="08:02:00", trip=-1), "08:02:10")
    assert told.delay_s.tolist() == [NO_DELAY]


def test_a_short_detour_is_still_predicted():
    told = expect(
        predictor(),
        place(position=2, event="08:02:00", status=VehicleStatus.DETOUR, seen="08:05:00"),
        "08:05:00",
    )
    assert len(told.position) == 5


@given(
    legs=st.lists(st.integers(20, 200), min_size=7, max_size=7),
    position=st.integers(0, 6),
    late_s=st.integers(-300, 900),
    stands=st.booleans(),
    ratio=st.floats(0, 1),
    timepoint=st.integers(0, 7),
)
def test_nothing_is_expected_before_now_or_before_the_stop_before(
    legs, position, late_s, stands, ratio, timepoint
):
    told = predictor(line(timepoints=(timepoint,)))
    second = 8 * 3_600
    for here, leg_s in enumerate([0, *legs]):
        second += leg_s
        clock = f"{second // 3_600:02}:{second // 60 % 60:02}:{second % 60:02}"
        told.learn(events(("p", 0, here, clock), vehicle=1))
    second = 8 * 3_600 + 600 + position * 60 + late_s
    clock = f"{second // 3_600:02}:{second // 60 % 60:02}:{second % 60:02}"
    said = expect(
        told, place(trip=1, position=position, event=clock, stands=stands, ratio=ratio), clock
    )
    way = np.column_stack([said.arrival_ms, said.departure_ms]).ravel()
    assert (np.diff(way) >= 0).all()
    assert (way >= at(clock)).all()
    if timepoint in said.position[:-1]:
        row = said.position.tolist().index(timepoint)
        planned_s = 8 * 3_600 + 600 + timepoint * 60
        assert said.departure_ms[row] >= MIDNIGHT_MS + 1_000 * planned_s


def test_what_was_learnt_survives_a_restart():
    told, again = predictor(), predictor()
    drive(told, 0, leg_s=100, vehicle=1)
    again.load_state(told.save_state())
    asked = place(trip=2, position=1, event="08:21:00")
    first, second = expect(told, asked, "08:21:10"), expect(again, asked, "08:21:10")
    for name in ("arrival_ms", "low_ms", "high_ms", "support"):
        assert getattr(first, name).tolist() == getattr(second, name).tolist()


def test_legs_that_a_new_timetable_no_longer_has_are_forgotten():
    told = predictor()
    drive(told, 0, leg_s=100, vehicle=1)
    shorter = predictor(line(stops=5))
    shorter.load_state(told.save_state())
    said = expect(shorter, place(trip=2, position=1, event="08:21:00"), "08:21:10")
    assert set(said.support.tolist()) == {Support.DRIVEN_NOW}


def test_events_of_a_run_that_is_over_change_nothing():
    told = predictor()
    told.learn(events(("p", 1, 0, "08:10:00")))
    asked = place(trip=1, position=0, event="08:10:00")
    before = expect(told, asked, "08:10:05").median_ms.tolist()
    told.learn(events(("d", 0, 7, "08:07:00")))
    assert expect(told, asked, "08:10:05").median_ms.tolist() == before


def test_the_order_of_events_within_a_tick_does_not_matter():
    rows = [("a", 0, 0, "08:00:00"), ("d", 0, 0, "08:00:20"), ("a", 0, 1, "08:01:50")]
    said = []
    for given_rows in (rows, rows[::-1]):
        told = predictor()
        told.learn(events(*given_rows))
        said.append(expect(told, place(trip=1, event="08:10:00"), "08:10:05").median_ms.tolist())
    assert said[0] == said[1]


def test_a_region_gives_its_legs_and_times(tmp_path):
    timetable = read(feed(tmp_path))
    network = build_prediction_network(timetable)
    assert network.leg.tolist() == [0, 1, -1]
    assert network.arrival_s.tolist() == [28_800, 29_400, 30_000]
    told = predictor(network)
    said = expect(told, place(trip=0, position=0, event="08:00:00", day=DAY), "08:00:10")
    assert said.position.tolist() == [1, 2]
    assert said.departure_ms[0] >= at("08:09:00")
