"""Regions with only a timetable or only streets, and days that are not like others."""

from datetime import date

import pytest
from tests.answers.questions import check_laws, first_walk, plan, search, told
from tests.answers.world import NOW, at, build_region_of, open_world

from modugil.answers.trips.question import TripQuestion
from modugil.core.errors import PlaceNotFound

NEW_YORK = """
# agency.txt
agency_id,agency_name,agency_url,agency_timezone
N,Night Line,https://example.org,America/New_York

# routes.txt
route_id,agency_id,route_short_name,route_long_name,route_type
N,N,N1,Night,3

# stops.txt
stop_id,stop_name,stop_lat,stop_lon
A,First,40.700,-74.000
B,Second,40.750,-74.000

# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
DAILY,1,1,1,1,1,1,1,20261020,20261110

# trips.txt
route_id,service_id,trip_id
N,DAILY,T0
N,DAILY,T3

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
T0,00:30:00,00:30:00,A,1
T0,00:50:00,00:50:00,B,2
T3,03:10:00,03:10:00,A,1
T3,03:40:00,03:40:00,B,2
"""


@pytest.fixture(scope="module")
def new_york(tmp_path_factory):
    """A line at night where clocks change: on 2026-11-01 the hour from one comes twice."""
    folder = tmp_path_factory.mktemp("newyork")
    return open_world(build_region_of(folder, NEW_YORK, time_zone="America/New_York"))


def test_without_streets_one_goes_as_the_crow_flies_and_is_told_so(timetable_only):
    answer = plan(timetable_only, at("e"), at("q"), needs="powered-wheelchair")
    for journey in answer.journeys:
        assert journey.unverified_m > 0
        assert "There is no street-by-street detail for this part." in journey.warnings
    assert any(journey.boardings for journey in answer.journeys)


def test_without_streets_a_short_way_needs_no_bus(timetable_only):
    (journey,) = search(timetable_only, at("d"), at("i")).journeys
    assert (journey.boardings, journey.unverified_m) == (0, 0.0)
    assert 150 < first_walk(journey).length_m < 250
    (back,) = search(timetable_only, at("d"), at("i"), arrive_by=True).journeys
    assert back.arrival_s == 8 * 3600
    check_laws(search(timetable_only, at("d"), at("i"), needs="manual-wheelchair"))


def test_without_streets_stops_alone_are_enough(timetable_only):
    found = search(timetable_only, "stop:W2", "stop:E2", "07:59")
    assert told(found)[0] == "08:01:00-08:06:00 R2 0m"


def test_without_a_timetable_one_goes_on_streets_on_any_day(streets_only):
    for day in ("2026-11-23", "1999-01-01"):
        found = search(streets_only, at("d"), at("i"), f"{day}T08:00", needs="manual-wheelchair")
        assert [one.boardings for one in found.journeys] == [0, 0]
        assert found.moment.base_day == date.fromisoformat(day)
        check_laws(found)


def test_without_a_timetable_there_are_no_stops(streets_only):
    with pytest.raises(PlaceNotFound, match="no timetable and so no stops"):
        search(streets_only, "stop:W2", at("a"))
    assert plan(streets_only, at("a"), "place:light").end.name == "Lighthouse"


def test_without_a_timetable_the_far_town_is_too_far(streets_only):
    answer = plan(streets_only, at("e"), at("q"), needs="cane")
    assert not any(journey.passes for journey in answer.journeys)


@pytest.mark.parametrize(
    ("day", "when", "departure"),
    [
        ("2026-10-31", "2026-10-31T02:00", "2026-10-31T03:10:00-04:00"),
        ("2026-11-01", "2026-11-01T02:00", "2026-11-01T03:10:00-05:00"),
        ("2026-11-01", "2026-11-01T00:00", "2026-11-01T01:30:00-04:00"),
    ],
)
def test_on_the_day_clocks_change_times_count_from_noon_minus_twelve_hours(
    new_york, day, when, departure
):
    found = search(new_york, "stop:A", "stop:B", when)
    assert found.time(found.journeys[0].departure_s) == departure
    assert found.moment.base_day.isoformat() == day


def test_the_two_hours_of_one_name_are_told_apart_by_their_offset(new_york):
    first = search(new_york, "stop:A", "stop:B", "2026-11-01T01:20-04:00")
    second = search(new_york, "stop:A", "stop:B", "2026-11-01T01:20-05:00")
    assert first.time(first.journeys[0].departure_s) == "2026-11-01T01:30:00-04:00"
    assert second.time(second.journeys[0].departure_s) == "2026-11-01T03:10:00-05:00"


def test_without_a_time_it_is_now(world):
    question = TripQuestion(start="stop:W2", end="stop:E2")
    answer = world.planner.plan(question, now=NOW)
    assert answer.when == answer.asked_at == "2026-11-23T09:00:00+09:00"
    assert answer.journeys[0].departure >= answer.when
