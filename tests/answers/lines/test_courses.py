"""How the runs of a line make directions, a main course and variants."""

import pytest
from tests.answers.world import CALENDAR, NOW, build_region_of, open_world

from modugil.answers.boards.boards import Boards
from modugil.answers.lines.courses import align
from modugil.answers.lines.lines import Lines

FEED = f"""
{CALENDAR.strip()}

# agency.txt
agency_id,agency_name,agency_url,agency_timezone
A,Buses,https://example.org,Asia/Seoul

# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type
L/1,A,1,,3
T,A,2,,3
Q,A,10,Quiet,3

# stops.txt
stop_id,stop_name,stop_lat,stop_lon
{{stops}}

# trips.txt
route_id,service_id,trip_id,trip_headsign,direction_id
{{trips}}

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
{{times}}
"""
RUNS = (
    # line, service, where to, direction, stops, how many
    ("L/1", "DAILY", "East", "", "ABCDE", 5),
    ("L/1", "DAILY", "East", "", "ABXDE", 2),
    ("L/1", "DAILY", "Cape", "", "BCDEF", 1),
    ("L/1", "DAILY", "West", "", "edcba", 4),
    ("L/1", "FRIDAY", "West", "", "eda", 9),
    ("T", "DAILY", "There", "0", "ABC", 2),
    ("T", "DAILY", "Loop", "0", "ABCAB", 1),
    ("T", "DAILY", "Back", "1", "cba", 3),
    ("Q", "FRIDAY", "East", "0", "ABC", 3),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lines:
    stops = "".join(
        f"{one},Stop {one},{33.40 + 0.002 * (one.islower())},{126.50 + 0.01 * row}\n"
        for row, letter in enumerate("ABCDEFX")
        for one in (letter, letter.lower())
    )
    trips, times = [], []
    for number, (line, service, sign, direction, calls, many) in enumerate(RUNS):
        for run in range(many):
            trip = f"{number}-{run}"
            trips.append(f"{line},{service},{trip},{sign},{direction}")
            for row, stop in enumerate(calls):
                minute = 10 * 60 + run * 60 + number * 3 + row * 4
                clock = f"{minute // 60:02}:{minute % 60:02}:00"
                times.append(f"{trip},{clock},{clock},{stop},{row}")
    feed = FEED.format(stops=stops, trips="\n".join(trips), times="\n".join(times))
    folder = build_region_of(tmp_path_factory.mktemp("small"), feed, time_zone="Asia/Seoul")
    world = open_world(folder)
    return Lines(world.planner, Boards(world.planner))


def show(small, line, language="en"):
    return small.show_line(line, now=NOW, language=language)


def calls(direction):
    return "".join(one.stop.name[-1] for one in direction.stops)


def test_where_no_direction_is_told_runs_that_share_stops_in_order_go_one_way(small):
    east, west = show(small, "L/1").directions
    assert [(one.direction, calls(one), one.runs_today) for one in (east, west)] == [
        (None, "ABCDE", 8),
        (None, "edcba", 4),
    ]
    assert (east.first[11:16], east.last[11:16]) == ("10:00", "14:00")


def test_variants_are_told_by_what_sets_them_apart(small):
    east, west = show(small, "L/1").directions
    assert [one.text for one in east.variants] == [
        "2 of today’s runs: via Stop X, does not stop at Stop C",
        "1 of today’s runs: begins at Stop B, ends at Stop F",
    ]
    assert [one.towards for one in east.variants] == ["towards East", "towards Cape"]
    assert [one.text for one in west.variants] == ["not today: does not stop at Stop c and 1 more"]
    assert west.variants[0].stops == ["stop:e", "stop:d", "stop:a"]
    korean = show(small, "L/1", "ko").directions[0].variants[0]
    assert korean.text == "오늘 2회: Stop X 경유, Stop C 미정차"


def test_directions_that_are_told_stay_apart_and_a_stop_may_come_twice(small):
    there, back = show(small, "T").directions
    assert [(one.direction, calls(one)) for one in (there, back)] == [(0, "ABC"), (1, "cba")]
    said = "1 of today’s runs: ends at Stop B, via Stop A"
    assert there.variants[0].text == said


def test_a_line_that_does_not_run_today_says_so(small):
    answer = show(small, "Q")
    assert answer.message == "This line does not run today."
    assert answer.directions[0].text == "towards East, 3 stops. No runs today."
    assert [one.next for one in answer.directions[0].stops] == [None, None, None]


def test_stops_are_aligned_in_order_and_never_back():
    main = (0, 1, 2, 3, 4)
    assert align((0, 1, 9, 3, 4), main) == (0, 1, -1, 3, 4)
    assert align((1, 2, 3, 4, 5), main) == (1, 2, 3, 4, -1)
    assert align((4, 3, 2, 1, 0), main).count(-1) == 4
    assert align((0, 1, 2, 0, 1), (0, 1, 2)) == (0, 1, 2, -1, -1)
