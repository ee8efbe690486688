"""Service days: after midnight, across changes of daylight-saving time, and past the timetable."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.routing.transit.asking import TUESDAY, ask, first_ride, told
from tests.routing.transit.small import MONDAY, small, trip

from modugil.core.errors import BadInput, TimeOutside
from modugil.core.time import get_zone, instant_of_service_second
from modugil.routing.transit import (
    TransitQuery,
    at_stop,
    build_day,
    check_service_day,
    no_transfers,
    search_all,
    search_transit,
    stop_labels,
)

BERLIN = "Europe/Berlin"
SPRING, AUTUMN = date(2022, 3, 27), date(2022, 10, 30)


def told_all(timetable, ends: str, at: str, **more) -> list[str]:
    return [told(one) for one in ask(timetable, ends, at, **more)]


def test_a_trip_after_midnight_belongs_to_the_day_before():
    timetable = small(trip("A 25:00 B 25:30", days=(0,)))
    (journey,) = ask(timetable, "AB", "0:30")
    assert told(journey) == "A 1:00 B 1:30"
    assert first_ride(journey).service_day == MONDAY
    assert told_all(timetable, "AB", "0:30", day=MONDAY) == []


def test_one_changes_from_last_nights_trip_into_todays():
    timetable = small(trip("A 24:50 B 25:10", days=(0,)), trip("B 1:15 C 1:30", days=(1,)))
    assert told_all(timetable, "AC", "0:00") == ["A 0:50 B 1:10, B 1:15 C 1:30"]


def test_last_nights_trips_and_todays_overtake_one_another_in_one_pattern():
    slow = trip("A 25:00 B 25:50 C 26:00", days=(0,))
    quick = trip("A 1:05 B 1:10 C 1:15", days=(1,))
    timetable = small(slow, quick)
    assert told_all(timetable, "AC", "0:55") == ["A 1:05 C 1:15"]
    assert told_all(timetable, "BC", "1:20") == ["B 1:50 C 2:00"]


def test_a_trip_of_two_days_is_still_running_on_the_third():
    timetable = small(trip("A 8:00 B 56:00 C 57:00", days=(0,)))
    assert told_all(timetable, "BC", "7:00", day=MONDAY + timedelta(days=2)) == ["B 8:00 C 9:00"]


def test_nothing_is_boarded_later_than_a_day_after_the_start():
    timetable = small(trip("A 8:00 B 8:10", days=(2,)))
    assert told_all(timetable, "AB", "8:00") == ["A 32:00 B 32:10"]
    assert told_all(timetable, "AB", "7:59") == []


def test_arriving_by_an_hour_after_midnight_finds_last_nights_trips():
    timetable = small(trip("A 22:00 B 23:00", days=(0,)), trip("B 24:10 C 24:30", days=(0,)))
    found = told_all(timetable, "AC", "1:00", arrive_by=True)
    assert found == ["A -2:00 B -1:00, B 0:10 C 0:30"]


@pytest.mark.parametrize(("day", "shift"), [(SPRING, "A 2:30 B 2:40"), (AUTUMN, "A 0:30 B 0:40")])
def test_on_days_of_23_and_25_hours_last_nights_trips_run_when_the_clock_says(day, shift):
    before = day - timedelta(days=1)
    timetable = small(trip("A 25:30 B 25:40", days=(0,)), first_day=before, time_zone=BERLIN)
    (journey,) = ask(timetable, "AB", "0:00", day=day)
    assert told(journey) == shift
    zone = get_zone(BERLIN)
    leaves = instant_of_service_second(journey.departure_s, day=day, zone=zone)
    # noon minus 12 h of the day before is its midnight, and from there 25.5 hours pass
    assert leaves == instant_of_service_second(91_800, day=before, zone=zone)


@pytest.mark.parametrize(
    ("day", "shift"), [(SPRING, "A 24:10 B 24:20"), (AUTUMN, "A 24:10 B 24:20")]
)
def test_the_day_after_a_change_begins_24_hours_later(day, shift):
    timetable = small(trip("A 0:10 B 0:20", days=(1,)), first_day=day, time_zone=BERLIN)
    assert told_all(timetable, "AB", "12:00", day=day) == [shift]


@pytest.mark.parametrize(
    ("day", "shift"), [(SPRING, "A 23:10 B 23:20"), (AUTUMN, "A 25:10 B 25:20")]
)
def test_the_day_before_a_change_is_an_hour_shorter_or_longer(day, shift):
    eve = day - timedelta(days=1)
    timetable = small(trip("A 0:10 B 0:20", days=(1,)), first_day=eve, time_zone=BERLIN)
    assert told_all(timetable, "AB", "12:00", day=eve) == [shift]


def test_a_day_past_the_timetable_is_refused_by_name():
    timetable = small(trip("A 8:00 B 8:10"))
    check_service_day(timetable, MONDAY)
    check_service_day(timetable, MONDAY + timedelta(days=6))
    for day in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=7)):
        with pytest.raises(TimeOutside, match="2026-11-23 to 2026-11-29"):
            check_service_day(timetable, day)


def test_a_departure_of_a_frequency_is_an_ordinary_trip():
    every_ten = replace(trip("A 8:00 B 8:10"), headway_s=600)
    timetable = small(every_ten)
    (journey,) = ask(timetable, "AB", "7:55")
    assert told(journey) == "A 8:00 B 8:10"
    assert timetable.trips.headway_s[first_ride(journey).trip] == 600


def test_each_journey_leaves_as_late_as_its_arrival_allows():
    timetable = small(
        trip("A 8:00 B 8:10"), trip("A 8:20 B 8:30"), trip("A 8:50 B 9:00"), trip("B 8:35 C 9:00")
    )
    assert told_all(timetable, "AC", "7:00") == ["A 8:20 B 8:30, B 8:35 C 9:00"]


def test_arriving_by_a_moment_one_arrives_as_early_as_the_departure_allows():
    timetable = small(trip("A 8:00 B 8:10"), trip("B 8:20 C 8:30"), trip("B 8:50 C 9:00"))
    found = told_all(timetable, "AC", "9:30", arrive_by=True)
    assert found == ["A 8:00 B 8:10, B 8:20 C 8:30"]


def test_no_more_vehicles_are_boarded_than_asked():
    timetable = small(trip("A 8:00 B 8:10"), trip("B 8:20 C 8:30"), trip("A 8:00 C 9:30"))
    assert told_all(timetable, "AC", "7:00") == ["A 8:00 B 8:10, B 8:20 C 8:30", "A 8:00 C 9:30"]
    assert told_all(timetable, "AC", "7:00", max_boardings=1) == ["A 8:00 C 9:30"]


@pytest.mark.parametrize(
    "wrong", [{"max_boardings": 0}, {"window_s": -1}, {"change_time_s": 99_999}]
)
def test_a_query_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(BadInput, match="It may be from"):
        TransitQuery(sources=at_stop(0), targets=at_stop(1), time_s=0, **wrong)


def test_the_latest_departure_towards_a_stop_is_known_everywhere():
    timetable = small(trip("A 8:00 B 8:10 C 8:20"))
    query = TransitQuery(sources=at_stop(0), targets=at_stop(2), time_s=9 * 3600, arrive_by=True)
    latest = search_all(day=build_day(timetable, TUESDAY), transfers=no_transfers(8), query=query)
    assert latest[:4].tolist() == [8 * 3600, 8 * 3600 + 600, 9 * 3600, -(1 << 29)]


def test_within_a_window_one_may_wait_longer_for_a_later_vehicle_than_for_the_first():
    timetable = small(trip("A 0:10 B 0:11"), trip("B 9:00 C 9:10"))
    query = TransitQuery(
        sources=stop_labels([0, 1], time_s=[0, 0]), targets=at_stop(2), time_s=0, window_s=600
    )
    found = search_transit(
        timetable, day=build_day(timetable, TUESDAY), transfers=no_transfers(8), query=query
    )
    assert [told(one) for one in found] == ["A 0:10 B 0:11, B 9:00 C 9:10"]
