"""Boards, vehicles and the clock over HTTP."""

import pytest
from litestar.testing import TestClient
from tests.answers.boards.fleet import drive, follow
from tests.app.served import web_of

from modugil.answers.boards.stop_address import read_stop_id, stop_address
from modugil.core.geo import LatLon


@pytest.fixture
def live(towns):
    """The API over the towns with two buses followed."""
    world = towns.fresh()
    follow(
        world,
        drive(world, "R1-W1-540", late_s=240, last=0),
        drive(world, "R3-W2-552", last=0, at=LatLon(33.6, 126.6)),
    )
    with TestClient(web_of(world.planner, world.folder)) as client:
        yield client


def get(client, path, **words):
    answer = client.get(f"/api/v1/{path}", params=words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_board_is_read_by_the_stops_own_id(live):
    board = get(live, "stops/W2/board", language="ko", minutes=20)
    assert board["stop"]["ref"] == "stop:W2"
    late = next(one for one in board["departures"] if one["state"] == "live")
    assert (late["text"], late["ageS"], late["delayS"]) == ("7분 후, 저상, 여유", 12, 240)
    assert board["asOf"] == "2026-11-23T09:00:00+09:00"


def test_a_board_leaves_out_what_is_not_low_floor_when_asked(live):
    board = get(live, "stops/W2/board", language="en", lowFloorOnly="true", minutes=20)
    assert {one["lowFloor"] for one in board["departures"]} == {"yes"}
    assert board["hiddenNo"] + board["hiddenUnknown"] > 0


@pytest.mark.parametrize(
    "path, words, status",
    [
        ("stops/none/board", {}, 404),
        ("stops/W2/board", {"minutes": "0"}, 400),
        ("stops/W2/board", {"lowFloorOnly": "perhaps"}, 400),
        ("vehicles", {"bbox": "1,2,3"}, 400),
        ("vehicles", {"bbox": "126.6,33,126.4,34"}, 400),
        ("vehicles/J/none", {}, 404),
        ("clock", {"at": "now"}, 400),
    ],
)
def test_what_cannot_be_answered_is_a_problem(live, path, words, status):
    answer = live.get(f"/api/v1/{path}", params=words)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_stop_of_two_feeds_is_asked_with_its_feed(live):
    assert live.get("/api/v1/stops/W1/board").status_code == 404
    assert get(live, "stops/land:W1/board")["stop"]["name"]


def test_vehicles_are_listed_and_one_is_shown(live):
    told = get(live, "vehicles", language="en")
    assert [one["line"] for one in told["vehicles"]] == ["365", "간선7"]
    assert [one["line"] for one in get(live, "vehicles", line="365")["vehicles"]] == ["365"]
    box = get(live, "vehicles", bbox="126.55,33.55,126.7,33.7")
    assert [one["line"] for one in box["vehicles"]] == ["간선7"]
    one = get(live, "vehicles/J/R1-W1-540", language="en")
    assert (one["delayS"], one["ageS"], one["stale"]) == (240, 12, False)
    assert one["nextStop"]["ref"] == "stop:W2"


def test_a_server_that_follows_no_fleet_says_so(client):
    told = get(client, "vehicles")
    assert (told["vehicles"], told["asOf"]) == ([], "")


def test_the_clock_is_that_of_the_server(live):
    told = get(live, "clock")
    now = {"now": "2026-11-23T09:00:00+09:00", "nowMs": 1_795_392_000_000}
    assert told == now | {"speed": 1.0, "simulated": False}


def test_a_journey_says_that_its_bus_is_live(live, towns):
    from tests.answers.world import at

    words = {"from": at("j"), "to": at("q"), "needs": "powered-wheelchair", "language": "en"}
    told = get(live, "journeys", **words)
    assert told["times"] == "live"
    rides = [leg["ride"] for one in told["journeys"] for leg in one["legs"] if leg["ride"]]
    assert any(ride["live"] and ride["live"]["ageS"] == 12 for ride in rides)


@pytest.mark.parametrize("id", ["W1", "land:W1", "a/b", "a b?#", "정류소"])
def test_any_id_of_a_stop_can_stand_in_an_address(id):
    from urllib.parse import unquote

    part = stop_address(f"stop:{id}")
    assert "/" not in unquote(part)
    assert read_stop_id(unquote(part)) == id
