"""What a stop board shows: the timetable as planned, and as it is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.answers.boards.fleet import at_clock, drive, follow, run_of
from tests.answers.world import NOW, World

from modugil.answers.boards.boards import Boards
from modugil.conditions.conditions import Conditions, Outage, TripChange
from modugil.core.access import Access
from modugil.core.errors import PlaceNotFound


@pytest.fixture
def towns(world) -> World:
    return world.fresh()


def board_of(world, stop="W2", *, now=NOW, language="en", minutes=60, low_floor_only=False):
    return Boards(world.planner).show_board(
        stop, now=now, language=language, minutes=minutes, low_floor_only=low_floor_only
    )


def rows(board):
    return [(one.line, one.expected[11:16], one.state) for one in board.departures]


def row_of(board, trip):
    found = [one for one in board.departures if one.trip_id == trip]
    return found[0] if found else None


def test_without_a_fleet_a_board_is_the_timetable_and_says_so(towns):
    board = board_of(towns, minutes=20)
    assert rows(board) == [
        ("급행", "09:01", "timetable"),
        ("365", "09:03", "timetable"),
        ("간선7", "09:12", "timetable"),
        ("365", "09:19", "timetable"),
    ]
    first = board.departures[0]
    assert (first.when, first.text) == ("in 1 min", "in 1 min, not low-floor, by the timetable")
    assert (board.is_live, board.as_of, first.age_s) == (False, "", None)


def test_where_a_trip_ends_nobody_boards(towns):
    assert {one.headsign for one in board_of(towns, "E2", minutes=40).departures} == {"W1 방면"}


def test_a_late_bus_is_expected_when_it_comes_and_told_in_words(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=240, last=0))
    board = board_of(towns)
    late = row_of(board, "R1-W1-540")
    assert (late.state, late.expected[11:16], late.scheduled[11:16]) == ("live", "09:07", "09:03")
    assert late.text == "in 7 min, low-floor, room to spare"
    assert late.notes == ["4 min late", "comes here next"]
    assert (late.earliest[11:16], late.latest[11:19]) == ("09:06", "09:08:30")
    assert (late.age_s, late.vehicle, late.stops_away) == (12, "J/R1-W1-540", 1)
    assert board.is_live
    korean = row_of(board_of(towns, language="ko"), "R1-W1-540")
    assert korean.text == "7분 후, 저상, 여유"
    assert korean.notes == ["4분 늦음", "바로 전 정류소 지남"]


def test_rows_stand_in_the_order_in_which_buses_are_expected(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=600, last=0))
    assert [one.trip_id for one in board_of(towns, minutes=15).departures] == [
        "R2-W2-541",
        "R3-W2-552",
        "R1-W1-540",
    ]


def test_a_bus_long_overdue_is_still_on_the_board(towns):
    follow(towns, drive(towns, "R1-W1-500", late_s=45 * 60, last=0))
    assert row_of(board_of(towns), "R1-W1-500").expected[11:16] == "09:08"


def test_a_bus_that_left_early_or_has_called_is_gone(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=-240, last=1))
    assert row_of(board_of(towns), "R1-W1-540") is None
    live = follow(towns)
    live.snapshot = replace(live.snapshot, called={run_of(towns, "R1-W1-540"): 1})
    assert row_of(board_of(towns), "R1-W1-540") is None


def test_a_bus_at_the_stop_is_said_to_stand_there(towns):
    heard = at_clock("9:02")
    follow(towns, drive(towns, "R1-W1-540", last=1, at_stop=True, as_of=heard))
    row = row_of(board_of(towns, now=at_clock("9:03")), "R1-W1-540")
    assert (row.state, row.when) == ("standing", "at the stop now")


def test_a_bus_that_waits_for_its_time_is_told_to_come_and_to_leave(towns):
    state, run, change = drive(towns, "R1-W1-540", last=0)
    early = [replace(one, arrival=one.arrival - timedelta(minutes=2)) for one in run.stops_ahead]
    follow(towns, (state, replace(run, stops_ahead=tuple(early)), change))
    row = row_of(board_of(towns), "R1-W1-540")
    assert (row.when, row.expected_departure[11:16]) == ("in 1 min", "09:03")
    assert row.notes[:3] == ["on time", "comes here next", "leaves at 09:03"]


def test_within_the_minute_it_is_arriving_and_beyond_the_hour_the_clock_is_told(towns):
    follow(towns, drive(towns, "R1-W1-540", last=0))
    now = at_clock("9:02") + timedelta(seconds=20)
    board = board_of(towns, now=now, language="ko", minutes=120)
    assert row_of(board, "R1-W1-540").when == "곧 도착"
    assert row_of(board, "R1-W1-580").when == "40분 후"
    assert row_of(board, "R1-W1-620").when == "10:23"


def test_a_bus_that_fell_silent_is_shown_by_the_timetable_with_the_time_it_was_heard(towns):
    heard = NOW - timedelta(minutes=10)
    follow(towns, drive(towns, "R1-W1-540", late_s=120, last=0, as_of=heard))
    row = row_of(board_of(towns), "R1-W1-540")
    assert (row.state, row.expected[11:16]) == ("silent", "09:03")
    assert row.text == "in 3 min, low-floor, by the timetable, no live data since 08:50"
    assert row.crowding == "unknown"


def test_a_prediction_that_was_withdrawn_leaves_the_timetable(towns):
    state, run, change = drive(towns, "R1-W1-540", last=0)
    follow(towns, (state, replace(run, stops_ahead=()), change))
    row = row_of(board_of(towns), "R1-W1-540")
    assert (row.state, row.as_of) == ("timetable", "")
    assert row.text == "in 3 min, low-floor, by the timetable"


def test_what_is_cancelled_or_passes_is_told_and_not_hidden(towns):
    trips = {
        run_of(towns, "R1-W1-540"): TripChange(cancelled=True),
        run_of(towns, "R2-W2-541"): TripChange(skipped_positions=frozenset({0})),
    }
    towns.conditions.publish("staff", Conditions(trips=trips), now=NOW)
    board = board_of(towns)
    assert row_of(board, "R1-W1-540").text == "at 09:03, cancelled"
    assert row_of(board, "R2-W2-541").text == "at 09:01, does not stop here"
    closed = Conditions(stops_closed={towns.stop("W2"): Outage()})
    towns.conditions.publish("staff", closed, now=NOW)
    assert {one.state for one in board_of(towns).departures} == {"skipped"}


def test_a_late_run_that_was_given_up_is_told_until_its_bus_would_have_come(towns):
    bus, run, change = drive(towns, "R1-W1-540", late_s=600, last=0)
    follow(towns, (bus, run, replace(change, cancelled=True)), now=NOW)
    board = board_of(towns, now=NOW + timedelta(minutes=8))
    assert row_of(board, "R1-W1-540").state == "cancelled"


def test_where_the_station_is_closed_no_platform_is_served(towns):
    closed = Conditions(stops_closed={towns.stop("ST"): Outage()})
    towns.conditions.publish("staff", closed, now=NOW)
    assert {one.state for one in board_of(towns, "P1").departures} == {"skipped"}


def test_how_full_a_bus_is_on_its_trip_before_is_not_told_of_the_next(towns):
    state, run, change = drive(towns, "R1-W1-540", last=0)
    before = replace(state, run=run_of(towns, "R1-E2-530"), last_position=2)
    follow(towns, (before, run, change), called={run.run: -1})
    row = row_of(board_of(towns), "R1-W1-540")
    assert (row.state, row.low_floor) == ("live", "yes")
    assert (row.crowding, row.stops_away) == ("unknown", None)


def test_a_delay_that_was_reported_without_a_vehicle_counts(towns):
    trips = {run_of(towns, "R1-W1-540"): TripChange(delays_s=((0, 60), (1, 300)))}
    towns.conditions.publish("feed", Conditions(trips=trips), now=NOW)
    row = row_of(board_of(towns), "R1-W1-540")
    assert (row.state, row.expected[11:16], row.delay_s) == ("reported", "09:08", 300)


def test_the_vehicle_itself_knows_best_whether_it_is_low_floor(towns):
    follow(
        towns,
        drive(towns, "R1-W1-540", last=0, low_floor=Access.NO),
        drive(towns, "R3-W2-552", low_floor=Access.YES, wheelchair_bays_free=1),
    )
    board = board_of(towns)
    assert row_of(board, "R1-W1-540").low_floor == "no"
    assert row_of(board, "R3-W2-552").low_floor == "yes"
    assert "one wheelchair space free" in row_of(board, "R3-W2-552").notes
    assert row_of(board, "R3-W2-572").low_floor == "unknown"


def test_low_floor_only_hides_what_is_not_known_to_be_and_says_how_many(towns):
    follow(towns, drive(towns, "R1-W1-540", last=0, low_floor=Access.NO))
    board = board_of(towns, minutes=20, low_floor_only=True)
    assert [one.line for one in board.departures] == ["365"]
    assert (board.hidden_no, board.hidden_unknown) == (2, 1)
    assert board.message == "Not shown: 2 not low-floor, 1 with low floor not confirmed."


@pytest.mark.parametrize(
    "ratio, full, word", [(0.44, False, "여유"), (0.45, False, "보통"), (0.8, False, "혼잡")]
)
def test_how_full_it_is_is_told_in_words(towns, ratio, full, word):
    follow(towns, drive(towns, "R1-W1-540", last=0, occupancy_ratio=ratio))
    assert row_of(board_of(towns, language="ko"), "R1-W1-540").text == f"3분 후, 저상, {word}"


def test_a_bus_that_takes_nobody_any_more_is_full(towns):
    state, run, change = drive(towns, "R1-W1-540", last=0, occupancy_ratio=1.0)
    follow(towns, (state, run, replace(change, full=True)))
    assert row_of(board_of(towns), "R1-W1-540").crowding == "full"


def test_the_night_bus_of_yesterday_is_on_the_board_after_midnight(towns):
    now = at_clock("9:00") + timedelta(days=4, hours=15, minutes=20)
    board = board_of(towns, now=now, minutes=30)
    night = board.departures[0]
    assert (night.service_day, night.expected[:16]) == ("2026-11-27", "2026-11-28T00:33")
    assert night.is_last and "last one" in night.notes


def test_the_last_run_of_a_line_is_marked_and_those_before_are_not(towns):
    board = board_of(towns, now=at_clock("21:15"), minutes=120)
    last = {one.line: one.trip_id for one in board.departures if one.is_last}
    assert last["급행"] == "R2-W2-1301"
    assert [one.is_last for one in board.departures if one.line == "급행"] == [False, True]


def test_before_midnight_the_first_runs_of_tomorrow_are_there(towns):
    board = board_of(towns, now=at_clock("23:30"), minutes=240)
    assert board.departures == []
    assert board.message == "Nothing departs here in the next 240 min."
    early = board_of(towns, now=at_clock("23:30") + timedelta(hours=4), minutes=240)
    assert {one.service_day for one in early.departures} == {"2026-11-24"}


def test_a_trip_that_only_says_how_often_it_runs_stands_there_once(towns):
    loops = [one for one in board_of(towns, "E1").departures if one.line == "순환"]
    assert len(loops) == 1
    assert loops[0].notes[:1] == ["about every 15 min"]


def test_a_station_shows_all_its_platforms(towns):
    board = board_of(towns, "ST")
    assert board.stop.kind == "station"
    assert [one.line for one in board.departures] == ["열차", "열차"]


def test_a_day_outside_the_timetable_has_an_empty_board(towns):
    later = NOW + timedelta(days=400)
    assert board_of(towns, now=later).departures == []


def test_there_is_no_board_of_a_stop_that_is_not(towns):
    with pytest.raises(PlaceNotFound):
        board_of(towns, "nowhere")


def test_a_board_names_the_stops_one_may_have_meant(world):
    boards = Boards(world.planner)
    near = boards.list_stops_near(
        world.planner.finder.get_endpoint("stop:E1", language="en").point, language="en"
    )
    assert near[0].stop.ref == "stop:E1"
    assert near[0].towards == ["E2", "W1"]
    assert [one.away_m for one in near] == sorted(one.away_m for one in near)
