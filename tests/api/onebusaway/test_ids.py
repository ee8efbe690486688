"""Ids that clients may take apart at the first `_`, whatever the feeds call their things."""

from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.answers.world import build, build_region_of, build_world, open_world
from tests.api.onebusaway.conftest import Ask
from tests.app.served import web_of
from tests.region.feeds import SMALL

from modugil.api.onebusaway.ids import Ids


def test_an_agencys_own_underscore_is_a_hyphen(ask: Ask) -> None:
    entry = ask("stop/KC-M_S2")["entry"]
    assert {one.partition("_")[0] for one in entry["routeIds"]} == {"KC-M"}
    assert ask("agency/KC-M")["entry"]["name"] == "Metro"


@pytest.mark.parametrize("path", ["stop/KC_M_S2", "agency/KC_M", "route/KC_M_R1", "trip/KC_M_T530"])
def test_what_the_feed_itself_says_is_understood(ask: Ask, path: str) -> None:
    assert ask(path)["entry"]["id"].startswith("KC-M")


def test_an_id_may_hold_a_slash(ask: Ask) -> None:
    assert ask("stop/KC-M_S%2F3")["entry"] == ask("stop/KC-M_S/3")["entry"]


def test_an_agency_without_an_id_is_called_as_its_feed(tmp_path: Path) -> None:
    nameless = SMALL.replace("\nJ,", "\n,").replace(",J,", ",,")
    world = open_world(build_region_of(tmp_path, nameless, time_zone="Asia/Seoul"))
    ids = Ids(world.timetable)
    assert ids.agencies == ["feed"]
    assert all(one.startswith("feed_") for one in (*ids.stops, *ids.trips, *ids.routes))


def test_feeds_that_share_a_stop_id_are_told_apart(tmp_path: Path) -> None:
    world = build_world(tmp_path, "gtfs:land", "gtfs:sea")
    with TestClient(web_of(world.planner, world.folder)) as client:
        bus, ship = (
            client.get(f"/api/where/stop/{agency}_W1.json").json()["data"]["entry"]
            for agency in "JS"
        )
    assert (bus["name"], ship["name"]) == ("서마을 입구", "나루")
    assert ship["routeIds"] == ["S_F"]


def test_feeds_that_share_an_agency_id_are_told_apart(tmp_path: Path) -> None:
    build_world(tmp_path, "gtfs:land", "gtfs:sea")
    sea = tmp_path / "sea"
    for file in ("agency.txt", "routes.txt"):
        text = (sea / file).read_text("utf-8")
        (sea / file).write_text(text.replace("\nS,", "\nJ,").replace("F,S,", "F,J,"), "utf-8")
    world = open_world(build(tmp_path, tmp_path / "again"))
    ids = Ids(world.timetable)
    assert ids.agencies == ["J", "sea:J"]
    assert len(set(ids.stops)) == len(ids.stops)
    assert ids.find("stop", "sea:J_W1") != ids.find("stop", "J_W1")
