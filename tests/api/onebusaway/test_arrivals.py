"""What OneBusAway clients are told of buses: the same everywhere, and nothing that is not known."""

from typing import Any

import pytest
from tests.answers.world import NOW, World
from tests.api.onebusaway.conftest import Ask
from tests.api.onebusaway.test_conformance import DAY_MS

NOW_MS = round(NOW.timestamp() * 1000)
MINUTE_MS = 60_000
STOPS = ("S1", "S2", "S/3", "P1", "P2", "I")
Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(ask: Ask) -> dict[tuple[str, str], Row]:
    """Every call at every stop of the next hour, by stop and trip; of a repeating trip the last."""
    found = {}
    for stop in STOPS:
        answer = ask(f"arrivals-and-departures-for-stop/KC-M_{stop}", minutesAfter=60)
        for row in answer["entry"]["arrivalsAndDepartures"]:
            found[stop, row["tripId"].partition("_")[2]] = row
    return found


def times(row: Row) -> tuple[int, int]:
    return row["predictedArrivalTime"], row["predictedDepartureTime"]


def test_predicted_says_whether_there_are_predicted_times(rows: dict[Any, Row]) -> None:
    assert {row["predicted"] for row in rows.values()} == {True, False}
    for row in rows.values():
        assert row["predicted"] == (times(row) != (0, 0)) == all(times(row))


def test_a_call_and_its_trip_agree_on_whether_it_is_predicted(rows: dict[Any, Row]) -> None:
    told = [row for row in rows.values() if "tripStatus" in row and row["status"] != "SKIPPED"]
    assert len(told) > 8
    for row in told:
        assert row["predicted"] == row["tripStatus"]["predicted"], row


def test_every_path_tells_the_same_of_one_run(ask: Ask, rows: dict[Any, Row]) -> None:
    details = ask("trip-details/KC-M_T530")["entry"]["status"]
    vehicles = ask("vehicles-for-agency/KC-M")["list"]
    line = ask("trips-for-route/KC-M_R1")["list"]
    status = [
        rows["S/3", "T530"]["tripStatus"],
        next(one["tripStatus"] for one in vehicles if one["tripId"] == "KC-M_T530"),
        next(one["status"] for one in line if one["tripId"] == "KC-M_T530"),
        ask("trip-for-vehicle/KC-M_J:T530")["entry"]["status"],
    ]
    assert all(one == details for one in status)
    alone = ask("arrival-and-departure-for-stop/KC-M_S/3", tripId="KC-M_T530", serviceDate=DAY_MS)
    assert alone["entry"] == rows["S/3", "T530"]


def test_a_late_bus_is_told_late(rows: dict[Any, Row]) -> None:
    row = rows["S/3", "T530"]
    due_ms = DAY_MS + 540 * MINUTE_MS
    assert row["scheduledArrivalTime"] == due_ms
    assert times(row) == (due_ms + 180_000, due_ms + 180_000)
    assert (row["numberOfStopsAway"], row["tripStatus"]["scheduleDeviation"]) == (0, 180)
    assert rows["P1", "T530"]["numberOfStopsAway"] == 1
    assert row["tripStatus"]["nextStop"] == "KC-M_S/3"
    assert row["tripStatus"]["nextStopTimeOffset"] == 180
    assert row["distanceFromStop"] > 0


def test_a_stop_that_was_left_counts_backwards_and_lies_in_the_past(rows: dict[Any, Row]) -> None:
    late, early = rows["S2", "T530"], rows["S2", "B530"]
    assert (late["numberOfStopsAway"], early["numberOfStopsAway"]) == (-1, -1)
    assert times(late)[1] == late["scheduledDepartureTime"] + 180_000 <= NOW_MS
    assert times(early)[1] == early["scheduledDepartureTime"] - 60_000 <= NOW_MS


def test_a_bus_that_stands_is_here(rows: dict[Any, Row]) -> None:
    row = rows["S1", "T540"]
    assert (row["numberOfStopsAway"], row["tripStatus"]["closestStop"]) == (0, "KC-M_S1")
    assert row["predictedDepartureTime"] >= row["scheduledDepartureTime"]
    assert not row["arrivalEnabled"] and row["departureEnabled"]


def test_a_silent_bus_is_told_by_the_timetable_with_the_age_of_what_is_known(
    rows: dict[Any, Row],
) -> None:
    row = rows["S/3", "T520"] if ("S/3", "T520") in rows else rows["P1", "T520"]
    assert (row["predicted"], times(row), row["status"]) == (False, (0, 0), "SCHEDULED")
    assert (row["vehicleId"], row["lastUpdateTime"]) == ("KC-M_J:T520", NOW_MS - 4 * MINUTE_MS)
    assert row["tripStatus"]["lastLocationUpdateTime"] == NOW_MS - 4 * MINUTE_MS


def test_what_does_not_drive_or_stop_is_told_so(rows: dict[Any, Row]) -> None:
    cancelled, skipped = rows["S2", "T550"], rows["S2", "T560"]
    assert (cancelled["status"], skipped["status"]) == ("CANCELED", "SKIPPED")
    for row in (cancelled, skipped):
        assert not row["arrivalEnabled"] and not row["departureEnabled"] and not row["predicted"]
    assert rows["S/3", "T560"]["departureEnabled"]


def test_a_reported_delay_is_a_prediction_without_a_vehicle(rows: dict[Any, Row]) -> None:
    row = rows["S2", "T570"]
    assert times(row)[0] == row["scheduledArrivalTime"] + 240_000
    assert (row["vehicleId"], row["tripStatus"]["scheduleDeviation"]) == ("", 240)


def test_a_run_that_nobody_follows_has_no_status_no_vehicle_and_no_place(
    rows: dict[Any, Row],
) -> None:
    row = rows["S2", "T580"]
    assert not {"tripStatus", "lastUpdateTime", "distanceFromStop"} & row.keys()
    assert (row["vehicleId"], row["occupancyStatus"], times(row)) == ("", "", (0, 0))
    assert row["numberOfStopsAway"] == 1


def test_occupancy_is_told_only_where_it_is_counted(ask: Ask) -> None:
    vehicles = {one["tripId"]: one for one in ask("vehicles-for-agency/KC-M")["list"]}
    assert vehicles["KC-M_T530"]["occupancyStatus"] == "FEW_SEATS_AVAILABLE"
    assert vehicles["KC-M_B530"]["occupancyStatus"] == ""


def test_nothing_live_is_told_of_another_time(ask: Ask) -> None:
    answer = ask("arrivals-and-departures-for-stop/KC-M_S2", time=NOW_MS + 7_200_000)["entry"]
    told = answer["arrivalsAndDepartures"]
    assert told and not any(one["predicted"] or one["vehicleId"] for one in told)


def test_directions_are_counted_from_east_to_north(ask: Ask) -> None:
    assert ask("trip-details/KC-M_T530")["entry"]["status"]["orientation"] == 0.0


def test_a_station_stands_for_its_platforms(ask: Ask) -> None:
    told = ask("arrivals-and-departures-for-stop/KC-M_ST")["entry"]["arrivalsAndDepartures"]
    assert {one["stopId"] for one in told} == {"KC-M_P1", "KC-M_P2"}


def test_a_vehicles_trips_follow_each_other(ask: Ask) -> None:
    schedule = ask("trip-details/KC-M_T540")["entry"]["schedule"]
    assert (schedule["previousTripId"], schedule["nextTripId"]) == ("", "KC-M_B560")
    back = ask("trip-details/KC-M_B560")["entry"]
    assert back["schedule"]["previousTripId"] == "KC-M_T540"
    assert back["status"]["blockTripSequence"] == 1


def test_more_than_is_told_is_said_so(ask: Ask) -> None:
    here = {"lat": 33.504, "lon": 126.5, "radius": 5000}
    assert ask("stops-for-location", **here, maxCount=2)["limitExceeded"]
    assert not ask("stops-for-location", **here)["limitExceeded"]
    assert ask("stops-for-location", lat=0, lon=0)["outOfRange"]
    assert ask("routes-for-location", lat=0, lon=0)["outOfRange"]
    assert not ask("stops-for-location", **here)["outOfRange"]


def test_the_world_has_an_early_and_a_late_bus(town: World) -> None:
    assert town.planner.live is not None
    delays = {one.delay_s for one in town.planner.live.get_current().list_vehicles()}
    assert {180, -60} <= delays


def test_of_a_loop_the_call_is_told_that_is_meant_or_comes_next(ask: Ask) -> None:
    def position(**words: object) -> int:
        told = ask(
            "arrival-and-departure-for-stop/KC-M_S1",
            tripId="KC-M_L",
            serviceDate=DAY_MS,
            **words,
        )
        found: int = told["entry"]["stopSequence"]
        return found

    assert [position(stopSequence=one) for one in (0, 2, 10, 30)] == [0, 2, 0, 2]
    assert position() == 0
    assert position(time=NOW_MS + 5 * MINUTE_MS) == 2
