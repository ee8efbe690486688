"""The lines of the two towns, and where their buses are."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.answers.boards.fleet import drive, follow, run_of
from tests.answers.world import NOW, World, build, open_world, region_toml, write_sources

from modugil.answers.boards.boards import Boards
from modugil.answers.lines.lines import Lines
from modugil.conditions.conditions import Conditions, TripChange
from modugil.core.access import Access
from modugil.core.errors import LineNotFound
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.live.progress import VehicleStatus


@pytest.fixture
def towns(world: World) -> World:
    return world.fresh()


def lines_of(world: World) -> Lines:
    return Lines(world.planner, Boards(world.planner))


def show(world: World, line: str, language: Language = "en"):
    return lines_of(world).show_line(line, now=NOW, language=language)


def buses(direction):
    """Stop, place and share of every bus on the diagram."""
    return [(stop.stop.ref, bus.place, bus.share) for stop in direction.stops for bus in stop.buses]


def test_all_lines_are_listed_by_number_with_what_they_do_today(towns):
    found = lines_of(towns).list_lines(now=NOW, language="ko")
    assert [one.line for one in found.lines] == ["급행", "순환", "열차", "365", "간선7", "섬 뱃길"]
    line = next(one for one in found.lines if one.line == "365")
    assert (line.id, line.name, line.color, line.runs_today, line.buses) == (
        "R1",
        "서마을 - 동마을",
        "33CC99",
        102,
        None,
    )
    assert (line.ends, line.agency, found.as_of) == (["E2 방면", "W1 방면"], "두마을버스", "")


@pytest.mark.parametrize(
    "text, found",
    [("365", ["365"]), ("급", ["급행"]), ("W1", ["365"]), ("뱃길", ["섬 뱃길"]), ("x", [])],
)
def test_a_line_is_found_by_number_name_or_where_it_goes(towns, text, found):
    answer = lines_of(towns).list_lines(text, now=NOW, language="ko")
    assert [one.line for one in answer.lines] == found


def test_the_list_counts_the_buses_that_were_heard_of(towns):
    follow(towns, drive(towns, "R1-W1-540", last=0), drive(towns, "R1-E2-530", last=1))
    found = lines_of(towns).list_lines(now=NOW, language="ko")
    assert {one.line: one.buses for one in found.lines}["365"] == 2


def test_a_line_shows_its_stops_in_order_each_way_with_what_comes_next(towns):
    there, back = show(towns, "R1").directions
    refs = [one.stop.ref for one in there.stops]
    assert refs == ["stop:land:W1", "stop:W2", "stop:E1", "stop:E2"]
    assert [one.stop.ref for one in back.stops][0] == "stop:E2"
    assert [one.next.when if one.next else "" for one in there.stops] == [
        "due now",
        "in 3 min",
        "in 9 min",
        "",
    ]
    assert [one.scheduled[11:16] for one in there.departures] == [
        "09:00",
        "09:20",
        "09:40",
        "10:00",
        "10:20",
    ]
    assert there.text == "towards E2, 4 stops. 51 runs today, from 06:00 to 22:40."


def test_a_bus_stands_where_it_is_with_how_it_is(towns):
    stops, rows = towns.timetable.stops, [towns.stop("W2"), towns.stop("E1")]
    half = LatLon(float(stops.lat[rows].mean()), float(stops.lon[rows].mean()))
    follow(
        towns,
        drive(towns, "R1-W1-540", late_s=240, last=1, at=half),
        drive(towns, "R1-W1-520", last=2, at_stop=True, low_floor=Access.NO),
    )
    answer = show(towns, "R1")
    assert buses(answer.directions[0]) == [
        ("stop:W2", "between", pytest.approx(0.5, abs=0.05)),
        ("stop:E1", "stop", 0.0),
    ]
    first, second = (bus for stop in answer.directions[0].stops for bus in stop.buses)
    assert first.text == (
        "past West Village Hall, next East Village Pier, "
        "4 min late, low-floor, room to spare, position 12 s old"
    )
    assert second.text.startswith("stands at East Village Pier, on time, not low-floor")
    assert answer.directions[0].text.endswith("2 under way.")
    assert answer.text == "2 buses are reporting their position."
    assert (
        show(towns, "R1", "ko")
        .directions[0]
        .stops[1]
        .buses[0]
        .text.startswith("서마을 회관 지남, 다음 동마을 부두, 4분 늦음")
    )


def test_the_next_at_a_stop_is_the_live_bus_where_one_comes(towns):
    follow(towns, drive(towns, "R1-W1-540", late_s=240, last=0))
    stops = show(towns, "R1").directions[0].stops
    assert [(one.next.state, one.next.when) for one in stops[:3] if one.next] == [
        ("timetable", "in 20 min"),
        ("live", "in 7 min"),
        ("live", "in 13 min"),
    ]


def test_a_bus_that_has_not_left_waits_at_the_first_stop(towns):
    follow(towns, drive(towns, "R1-W1-560", status=VehicleStatus.LAYOVER))
    direction = show(towns, "R1").directions[0]
    assert buses(direction) == [("stop:land:W1", "waiting", 0.0)]
    assert "1 waiting at the first stop" in direction.text
    assert direction.stops[0].buses[0].text.startswith("waiting at the first stop, on time")


def test_an_old_position_is_marked_and_a_bus_of_another_line_is_not_shown(towns):
    follow(
        towns,
        drive(towns, "R1-W1-540", last=0, as_of=NOW - timedelta(seconds=100)),
        drive(towns, "R3-W2-552", last=0),
    )
    (bus,) = [bus for stop in show(towns, "R1").directions[0].stops for bus in stop.buses]
    assert bus.card.stale and "position 2 min old" in bus.text


def test_a_cancelled_run_is_told_where_it_would_have_come(towns):
    cancelled = {run_of(towns, "R1-W1-540"): TripChange(cancelled=True)}
    towns.conditions.publish("staff", Conditions(trips=cancelled), now=NOW)
    first = show(towns, "R1").directions[0].departures[0]
    assert (first.state, first.text) == ("cancelled", "at 09:00, cancelled")


def test_a_line_that_is_not_there_is_said_so(towns):
    for line in ("none", "sea:R1", "", "R1x"):
        with pytest.raises(LineNotFound):
            show(towns, line)
    assert show(towns, "land:R1").line.line == "365"


def test_a_bus_whose_run_has_ended_stands_at_the_last_stop(towns):
    state, run, change = drive(towns, "R1-W1-520", last=3)
    follow(towns, (replace(state, at_stop=False), run, change))
    assert buses(show(towns, "R1").directions[0]) == [("stop:E2", "stop", 0.0)]


def test_lines_whose_ids_clash_are_asked_for_with_their_feed(tmp_path):
    write_sources(tmp_path)
    lines = tmp_path / "sea" / "routes.txt"
    lines.write_text(lines.read_text("utf-8").replace("F,S", "R1,S"), "utf-8")
    trips = tmp_path / "sea" / "trips.txt"
    trips.write_text(trips.read_text("utf-8").replace("F,DAILY", "R1,DAILY"), "utf-8")
    told = region_toml("gtfs:land", "gtfs:sea")
    (tmp_path / "region.toml").write_text(told, "utf-8")
    world = open_world(build(tmp_path, tmp_path))
    with pytest.raises(LineNotFound, match=r"land:R1, sea:R1"):
        show(world, "R1")
    assert (show(world, "land:R1").line.line, show(world, "sea:R1").line.kind) == ("365", "ferry")
    board = Boards(world.planner).show_board(
        "W2", now=NOW, language="ko", minutes=30, low_floor_only=False
    )
    assert {one.line_id for one in board.departures} >= {"land:R1", "R2"}
