"""One moment told by five interfaces: the same buses at the same stops, at the same times.

The board, OneBusAway, GTFS-Realtime, MOTIS and TAGO are asked about one served town in which a bus
is late, one stands behind its time, one stands ahead of it, and staff have called off a run and a
stop of another.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import pytest
from google.transit import gtfs_realtime_pb2 as pb
from litestar.testing import TestClient
from tests.answers.boards.fleet import TODAY, drive, follow
from tests.answers.world import NOW
from tests.api.gtfs_rt.reading import desk_with_staff, read
from tests.api.onebusaway.small_town import build_town

from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.conditions.staff.messages import Cancellation
from modugil.pages.map.tiles import build_tiles
from modugil.store.database import open_database

STOPS = ("S1", "S2", "S/3")
"""Where one may board on the way there; also called at on the way back."""
NOW_S = round(NOW.timestamp())


class Told(NamedTuple):
    """One call as an interface tells it: seconds from now; None where it tells no time."""

    word: str
    """live, timetable, cancelled or skipped."""
    arrival_s: int | None = None
    departure_s: int | None = None


Calls = dict[tuple[str, str], Told]
"""By stop and trip."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Any]]:
    """The town, served, with its buses and its staff's book."""
    folder = tmp_path_factory.mktemp("five")
    world = build_town(folder)
    follow(
        world,
        drive(world, "T530", late_s=180, last=1, along_m=700.0, occupancy_ratio=0.55),
        drive(world, "B520", late_s=600, last=2, at_stop=True, along_m=900.0, occupancy_ratio=1.0),
        drive(world, "B540", late_s=(-300, -300, -60, -60), last=1, at_stop=True, along_m=400.0),
        drive(world, "T570", late_s=120, last=None, along_m=0.0),
    )
    database = open_database(folder / "state.sqlite")
    desk = desk_with_staff(world, database)
    for message in (
        Cancellation("c1", "T550", TODAY),
        Cancellation("c2", "T560", TODAY, skipped_positions=frozenset({1})),
        Cancellation("c3", "T570", TODAY, skipped_positions=frozenset({1})),
    ):
        desk.staff.write(message, author="kim", now=NOW)
    region = world.planner.region
    tiles = build_tiles(
        streets=region.streets, timetable=region.timetable, places=world.planner.places
    )
    with TestClient(wire(desk, tiles=tiles, outline=world.folder / OUTLINE)) as opened:
        yield opened
    database.dispose()


def get(client: TestClient[Any], path: str, **words: str) -> Any:
    answer = client.get(path, params=words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def seconds(text: str) -> int | None:
    return round(datetime.fromisoformat(text).timestamp()) - NOW_S if text else None


def ask_board(client: TestClient[Any]) -> Calls:
    """A board tells one time: the arrival, at the first stop the departure, of who stands: now."""
    words = {"live": "live", "standing": "live", "cancelled": "cancelled", "skipped": "skipped"}
    found: Calls = {}
    for stop in STOPS:
        board = get(client, f"/api/v1/stops/{stop.replace('/', '%25252F')}/board", language="en")
        for row in board["departures"]:
            word = words.get(row["state"], row["state"])
            found[stop, row["tripId"]] = Told(word, seconds(row["expected"]))
    return found


def ask_onebusaway(client: TestClient[Any]) -> Calls:
    words = {"CANCELED": "cancelled", "SKIPPED": "skipped"}
    found: Calls = {}
    for stop in STOPS:
        path = f"/api/where/arrivals-and-departures-for-stop/KC-M_{stop}.json"
        data = get(client, path, key="any", minutesAfter="60")["data"]
        for row in data["entry"]["arrivalsAndDepartures"]:
            word = words.get(row["status"], "live" if row["predicted"] else "timetable")
            kind = "predicted" if word == "live" else "scheduled"
            times = (
                row[f"{kind}{event}Time"] // 1000 - NOW_S for event in ("Arrival", "Departure")
            )
            found[stop, row["tripId"].removeprefix("KC-M_")] = Told(word, *times)
    return found


def ask_gtfs_rt(client: TestClient[Any]) -> Calls:
    """Of runs that are called off as a whole every stop is."""
    found: Calls = {}
    for entity in read(client, "trip-updates").entity:
        told = entity.trip_update
        if told.trip.schedule_relationship == pb.TripDescriptor.CANCELED:
            found |= {(stop, told.trip.trip_id): Told("cancelled") for stop in STOPS}
        for one in told.stop_time_update:
            if one.schedule_relationship == pb.TripUpdate.StopTimeUpdate.SKIPPED:
                found[one.stop_id, told.trip.trip_id] = Told("skipped")
            else:
                times = (one.arrival.time - NOW_S, one.departure.time - NOW_S)
                found[one.stop_id, told.trip.trip_id] = Told("live", *times)
    return found


def ask_motis(client: TestClient[Any]) -> Calls:
    found: Calls = {}
    for stop in STOPS:
        answer = get(client, "/api/v6/stoptimes", stopId=f"feed_{stop}", n="100")
        for row in answer["stopTimes"]:
            word = "live" if row["realTime"] else "timetable"
            if row.get("cancelled"):
                word = "cancelled" if row["tripCancelled"] else "skipped"
            place = row["place"]
            times = seconds(place["arrival"]), seconds(place["departure"])
            found[stop, row["tripId"].rpartition("_")[2]] = Told(word, *times)
    return found


def ask_tago(client: TestClient[Any]) -> dict[str, list[int]]:
    """TAGO names no trips: the seconds to arrivals by stop, only of buses that are followed."""
    found: dict[str, list[int]] = {}
    path = "/1613000/ArvlInfoInqireService/getSttnAcctoArvlPrearngeInfoList"
    for stop in STOPS:
        body = get(client, path, nodeId=stop, cityCode="1", _type="json", numOfRows="99")
        held = body["response"]["body"]["items"] or {"item": []}
        items = held["item"] if isinstance(held["item"], list) else [held["item"]]
        found[stop] = sorted(one["arrtime"] for one in items)
    return found


@pytest.fixture(scope="module")
def told(client: TestClient[Any]) -> dict[str, Calls]:
    """What each of the four that name trips tells."""
    return {
        "board": ask_board(client),
        "onebusaway": ask_onebusaway(client),
        "gtfs-rt": ask_gtfs_rt(client),
        "motis": ask_motis(client),
    }


LATE, STANDS_LATE, STANDS_EARLY, NOT_BEGUN = "T530", "B520", "B540", "T570"
CALLS = {
    ("S/3", LATE): Told("live", 180, 180),
    ("S2", STANDS_LATE): Told("live", 0, 0),
    ("S/3", STANDS_EARLY): Told("live", 0, 300),
    ("S2", STANDS_EARLY): Told("live", 540, 540),
    ("S1", NOT_BEGUN): Told("live", 1920, 1920),
    ("S/3", NOT_BEGUN): Told("live", 2520, 2520),
    ("S1", "T550"): Told("cancelled"),
    ("S2", "T550"): Told("cancelled"),
    ("S2", "T560"): Told("skipped"),
    ("S2", NOT_BEGUN): Told("skipped"),
}
"""Who stands came before now; how long before, each interface may say in its own way."""


@pytest.mark.parametrize("name", ["board", "onebusaway", "gtfs-rt", "motis"])
def test_each_tells_the_same_of_the_same_bus_at_the_same_stop(
    told: dict[str, Calls], name: str
) -> None:
    calls = told[name]
    assert {call: calls[call].word for call in CALLS} == {
        call: one.word for call, one in CALLS.items()
    }
    for call, expected in CALLS.items():
        if expected.word != "live":
            continue
        found = calls[call]
        assert found.arrival_s is not None
        if expected.arrival_s == 0:
            assert -600 <= found.arrival_s <= 0, (name, call)
        else:
            assert found.arrival_s == expected.arrival_s, (name, call)
        if name != "board":
            assert found.departure_s == expected.departure_s, (name, call)


def test_tago_counts_down_to_the_same_arrivals(
    client: TestClient[Any], told: dict[str, Calls]
) -> None:
    board = told["board"]
    for stop, arrivals in ask_tago(client).items():
        live = [
            one.arrival_s for (at, _), one in board.items() if at == stop and one.word == "live"
        ]
        assert arrivals == sorted(one for one in live if one is not None), stop
        assert arrivals


def test_nobody_tells_a_call_that_another_says_is_over(told: dict[str, Calls]) -> None:
    """The late bus has left S2, and the one that stands there has left S/3."""
    for call in (("S2", LATE), ("S/3", STANDS_LATE)):
        assert call not in told["board"] and call not in told["motis"]
        assert call not in told["gtfs-rt"]
        behind = told["onebusaway"].get(call)
        assert behind is None or (behind.departure_s or 0) <= 0


def test_what_only_the_timetable_tells_is_told_alike(told: dict[str, Calls]) -> None:
    planned = {call: one for call, one in told["motis"].items() if one.word == "timetable"}
    assert len(planned) > 10
    for call, one in planned.items():
        if call[1] == "L":  # every so many minutes: boards fold its departures into one
            continue
        if call in told["board"]:
            assert told["board"][call].arrival_s == one.departure_s
        assert told["onebusaway"][call] == one
        assert call not in told["gtfs-rt"]


def test_a_page_that_begins_later_tells_what_is_known_now(
    client: TestClient[Any], told: dict[str, Calls]
) -> None:
    later_s = 500
    words = {"stopId": "feed_S2", "time": "2026-11-23T00:08:20Z", "n": "100"}
    rows = get(client, "/api/v6/stoptimes", **words)["stopTimes"]
    found = {
        row["tripId"].rpartition("_")[2]: (row["realTime"], seconds(row["place"]["arrival"]))
        for row in rows
    }
    assert found[STANDS_EARLY] == (True, 540)
    assert STANDS_LATE not in found
    soon = {
        trip: (one.word == "live", one.arrival_s)
        for (stop, trip), one in told["motis"].items()
        if stop == "S2" and (one.arrival_s or 0) >= later_s and trip != "L"
    }
    assert len(soon) > 5 and soon.items() <= found.items()


def test_a_page_that_we_never_gave_is_refused(client: TestClient[Any]) -> None:
    for cursor in ("LATER|²", "LATER|", "NOW|1"):
        words = {"stopId": "feed_S2", "pageCursor": cursor}
        assert client.get("/api/v6/stoptimes", params=words).status_code == 400


def test_how_full_a_bus_is_has_one_word(client: TestClient[Any]) -> None:
    vehicles = get(client, "/api/where/vehicles-for-agency/KC-M.json", key="any")["data"]["list"]
    told = {one["tripId"].removeprefix("KC-M_"): one["occupancyStatus"] for one in vehicles}
    words = pb.VehiclePosition.OccupancyStatus
    positions = [one.vehicle for one in read(client, "vehicle-positions").entity]
    assert told == {
        one.trip.trip_id: words.Name(one.occupancy_status)
        for one in positions
        if one.HasField("occupancy_status")
    }
    assert len(set(told.values())) == 3
