"""A bus of yesterday's service day that drives past midnight, told by five interfaces."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.answers.boards.fleet import TODAY, drive, follow
from tests.answers.world import World
from tests.api.gtfs_rt.reading import read
from tests.app.served import web_of

from modugil.conditions.conditions import TripRun
from modugil.core.clock import FixedClock

FRIDAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 15, 32, tzinfo=UTC)
"""Saturday, 0:32 in the morning there."""
COMES_S = round(datetime(2026, 11, 27, 15, 34, tzinfo=UTC).timestamp())
"""At W2 at 24:33 of Friday by the timetable; a minute late."""
TRIP = "R1-W1-1470"


@pytest.fixture(scope="module")
def night(towns: World) -> Iterator[TestClient[Any]]:
    world = towns.fresh()
    state, run, change = drive(
        world, TRIP, late_s=60, last=0, as_of=NOW - timedelta(seconds=10), along_m=10.0
    )
    friday, later = TripRun(run.run.trip, FRIDAY), FRIDAY - TODAY
    ahead = tuple(
        replace(
            one,
            arrival=one.arrival + later,
            departure=one.departure + later,
            low=one.low + later,
            high=one.high + later,
        )
        for one in run.stops_ahead
    )
    driven = replace(run, run=friday, stops_ahead=ahead)
    follow(world, (replace(state, run=friday), driven, change), now=NOW)
    with TestClient(web_of(world.planner, world.folder, clock=FixedClock(NOW))) as client:
        yield client


def get(client: TestClient[Any], path: str, **words: str) -> Any:
    answer = client.get(path, params=words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def second(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp())


def test_its_arrival_and_its_day_are_the_same_everywhere(night: TestClient[Any]) -> None:
    (row,) = get(night, "/api/v1/stops/W2/board")["departures"]
    assert (row["state"], row["serviceDay"]) == ("live", "2026-11-27")
    path = "/api/where/arrivals-and-departures-for-stop/J_W2.json"
    (oba,) = get(night, path, key="any")["data"]["entry"]["arrivalsAndDepartures"]
    start_ms = 1000 * round(datetime(2026, 11, 26, 15, tzinfo=UTC).timestamp())
    assert (oba["tripId"], oba["serviceDate"]) == (f"J_{TRIP}", start_ms)
    (motis,) = get(night, "/api/v6/stoptimes", stopId="land_W2")["stopTimes"]
    assert motis["tripId"] == f"20261127_00:30_land_{TRIP}"
    (entity,) = read(night, "trip-updates").entity
    update = entity.trip_update
    assert (update.trip.trip_id, update.trip.start_date) == (TRIP, "20261127")
    tago = get(
        night,
        "/1613000/ArvlInfoInqireService/getSttnAcctoArvlPrearngeInfoList",
        nodeId="JEBW2",
        cityCode="39",
        _type="json",
    )["response"]["body"]["items"]["item"]
    told = (
        second(row["expected"]),
        oba["predictedArrivalTime"] // 1000,
        second(motis["place"]["arrival"]),
        update.stop_time_update[0].arrival.time,
        round(NOW.timestamp()) + tago["arrtime"],
    )
    assert told == (COMES_S,) * 5
