"""A journey planned now rides the buses as they are, and says what its times rest on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.answers.boards.fleet import drive, follow, run_of
from tests.answers.world import NOW, World, at

from modugil.answers.boards.boards import Boards
from modugil.answers.trips.question import TripQuestion
from modugil.conditions.conditions import Conditions, TripChange
from modugil.core.access import Access
from modugil.routing.presets import get_preset


@pytest.fixture
def towns(world) -> World:
    return world.fresh()


def ask(world, *, needs="powered-wheelchair", language="en", now=NOW, start="j", end="q"):
    question = TripQuestion(
        start=at(start), end=at(end), needs=get_preset(needs), language=language
    )
    return world.planner.plan(question, now=now)


def rides(answer):
    return [leg for one in answer.journeys for leg in one.legs if leg.ride is not None]


def first_on(answer, trip):
    return next((leg for leg in rides(answer) if leg.ride.trip_id == trip), None)


def test_without_a_fleet_times_are_by_the_timetable_and_said_to_be(towns):
    answer = ask(towns)
    assert (answer.times, answer.times_text) == ("timetable", "Times are by the timetable.")
    assert {leg.ride.times for leg in rides(answer)} == {"timetable"}
    assert answer.as_of == ""


def test_a_ride_on_a_followed_bus_says_how_late_it_is_and_how_old_that_is(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=240, last=0))
    answer = ask(towns)
    leg = first_on(answer, "R1-W1-540")
    assert leg.ride.live.text == "Live: 4 min late, position 12 s old."
    assert (leg.departure[11:16], leg.ride.scheduled_departure[11:16]) == ("09:07", "09:03")
    assert leg.ride.live.crowding == "roomy"
    assert answer.times == "live"
    assert "position 12 s old" in answer.times_text
    korean = first_on(ask(towns, language="ko"), "R1-W1-540")
    assert korean.ride.live.text == "실시간: 4분 늦음, 12초 전 위치 기준."


def test_a_ride_names_the_time_that_the_stops_board_tells_where_it_is_earlier(towns):
    state, run, change = drive(towns, "R1-W1-540", late_s=240, last=0)
    leans = tuple(
        replace(one, arrival=one.arrival - timedelta(seconds=90)) for one in run.stops_ahead
    )
    follow(towns, (state, replace(run, stops_ahead=leans), change))
    leg = first_on(ask(towns), "R1-W1-540")
    board = Boards(towns.planner).show_board(
        "W2", now=NOW, language="en", minutes=60, low_floor_only=False
    )
    (row,) = (one for one in board.departures if one.trip_id == "R1-W1-540")
    assert leg.departure[11:16] == "09:07"
    assert leg.ride.live.be_there_by == row.expected
    assert leg.ride.live.text == (
        "Live: 4 min late, position 12 s old. "
        "It may come as early as 09:05, the time on the stop's board."
    )
    korean = first_on(ask(towns, language="ko"), "R1-W1-540").ride.live.text
    assert korean.endswith("이르면 09:05에 올 수 있습니다(정류소 안내 시각).")


def test_the_delay_is_told_at_both_ends_and_at_every_stop_between(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=[240, 240, 120, 30], last=0))
    leg = first_on(ask(towns), "R1-W1-540")
    assert (leg.ride.delay_s, leg.ride.arrival_delay_s) == (240, 30)
    assert leg.arrival[11:19] == "09:12:30"
    (between,) = leg.ride.between
    assert (between.arrival[11:16], between.delay_s) == ("09:11", 120)


def test_a_bus_that_makes_up_time_never_runs_backwards_between_stops(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=[0, 600, 0, 0], last=0))
    leg = first_on(ask(towns), "R1-W1-540")
    (between,) = leg.ride.between
    assert leg.departure <= between.arrival <= between.departure <= leg.arrival


def test_a_bus_ten_minutes_late_is_known_to_a_plan_made_a_second_later(towns):
    late = follow(towns, drive(towns, "R1-W1-540", late_s=0, last=0))
    on_time = first_on(ask(towns), "R1-W1-540")
    assert on_time.departure[11:16] == "09:03"
    follow(towns, drive(towns, "R1-W1-540", late_s=600, last=0))
    after = first_on(ask(towns, now=NOW + timedelta(seconds=1)), "R1-W1-540")
    assert after.departure[11:16] == "09:13"
    assert late.snapshot.version == 1


def test_a_bus_fallen_silent_is_not_called_live(towns):
    heard = NOW - timedelta(minutes=20)
    follow(towns, drive(towns, "R1-W1-540", late_s=120, last=0, as_of=heard))
    leg = first_on(ask(towns), "R1-W1-540")
    assert (leg.ride.live, leg.ride.times) == (None, "reported")
    assert ask(towns).times_text.startswith("Times are by the timetable, with the delays")


def test_a_wheelchair_plan_avoids_a_run_that_a_bus_with_steps_took_over(towns):
    before = ask(towns)
    assert first_on(before, "R1-W1-540") is not None
    change = {run_of(towns, "R1-W1-540"): TripChange(wheelchair=Access.NO)}
    towns.conditions.publish("live", Conditions(trips=change), now=NOW)
    after = ask(towns)
    assert first_on(after, "R1-W1-540") is None
    assert first_on(after, "R1-W1-560") is not None
    assert all(one.passes for one in after.journeys)


def test_a_walker_still_takes_that_bus_and_is_told_what_it_is(towns):
    follow(towns, drive(towns, "R1-W1-540", last=0, low_floor=Access.NO))
    trips = [leg.ride.trip_id for leg in rides(ask(towns))]
    assert "R1-W1-540" not in trips
    walking = ask(towns, needs="walking", start="b", end="q", now=NOW - timedelta(minutes=2))
    taken = first_on(walking, "R1-W1-540")
    assert taken is not None and taken.ride.low_floor == "no"


def test_a_cancelled_or_full_run_is_not_taken(towns):
    for change in (TripChange(cancelled=True), TripChange(full=True)):
        run = run_of(towns, "R1-W1-540")
        towns.conditions.publish("live", Conditions(trips={run: change}), now=NOW)
        assert first_on(ask(towns), "R1-W1-540") is None


def test_a_bus_without_a_free_bay_says_so_to_a_wheelchair(towns):
    follow(towns, drive(towns, "R1-W1-540", last=0, wheelchair_bays_free=0))
    leg = first_on(ask(towns), "R1-W1-540")
    assert "No wheelchair space is free on this vehicle right now." in leg.warnings
