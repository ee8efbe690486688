"""Boards tell getting on by the numbers, and tell what the plan tells."""

import pytest
from litestar.testing import TestClient
from tests.answers.boards.fleet import drive, follow
from tests.answers.world import at, build, open_world, region_toml, write_sources
from tests.api.test_boarding_by_numbers import ASKED, SOURCE, VEHICLES, ride_of
from tests.app.served import web_of

from modugil.core.access import Access
from modugil.core.language import ALL_LANGUAGES

PLATFORMS = "stop_id,kerb_height_m\nW1,0.15\nW2,0.1\nE1,0\nE2,0.15\n"
MANUAL, POWERED = "manual-wheelchair", "powered-wheelchair"


@pytest.fixture(scope="module")
def numbered(tmp_path_factory):
    """The two towns, measured, with kerbs of 15, 10 and 0 cm."""
    folder = tmp_path_factory.mktemp("boards")
    write_sources(folder)
    (folder / "boarding").mkdir()
    (folder / "boarding" / "platforms.csv").write_text(PLATFORMS, encoding="utf-8")
    vehicles = VEHICLES + "R1,0.32,0.24,1.2,1.2\nR2,0.9,,0,0.7\n"
    (folder / "boarding" / "vehicles.csv").write_text(vehicles, encoding="utf-8")
    (folder / "region.toml").write_text(region_toml() + SOURCE, encoding="utf-8")
    return open_world(build(folder, folder))


@pytest.fixture(scope="module")
def door(numbered):
    with TestClient(web_of(numbered.planner, numbered.folder)) as client:
        yield client


def board(client, stop, **words):
    answer = client.get(f"/api/v1/stops/{stop}/board", params={"language": "en"} | words)
    assert answer.status_code == 200, answer.text
    return answer.json()["departures"]


def of_line(client, stop, line, **words):
    return next(one for one in board(client, stop, **words) if one["line"] == line)


def can(row):
    return {one["needs"]: one["access"] for one in row["gettingOn"]["needs"]}


def test_the_numbers_are_told_with_what_they_mean_for_whom(door):
    told = of_line(door, "W2", "365")["gettingOn"]
    assert told == {
        "text": "Getting on: kerb 10 cm, floor 24 cm when kneeling, ramp 1.2 m, door 120 cm, "
        "ramp at 11.7%",
        "kerbM": 0.1,
        "kerbOrigin": "measures",
        "floorM": 0.24,
        "kneels": True,
        "rampM": 1.2,
        "doorM": 1.2,
        "riseM": 0.14,
        "slopePercent": 11.7,
        "needs": [
            {
                "needs": MANUAL,
                "access": "no",
                "text": "Manual wheelchair: cannot board (ramp up to 8.3%)",
            },
            {
                "needs": POWERED,
                "access": "yes",
                "text": "Powered wheelchair: can board (ramp up to 12.5%)",
            },
        ],
    }


def test_the_board_and_the_plan_tell_the_same(door):
    """All flags say yes, kerbs differ: each ride of the plan is on the board of its stop."""
    seen = set()
    ends = {"a": "q", "e": "q", "m": "a", "q": "a"}
    for needs in (MANUAL, POWERED):
        for start, end in ends.items():
            words = {"from": at(start), "to": at(end), "at": "2026-11-23T09:00", "needs": needs}
            answer = door.get("/api/v1/journeys", params=ASKED | words).json()
            for leg in (one for told in answer["journeys"] for one in told["legs"]):
                if not leg["ride"]:
                    continue
                stop = leg["start"]["ref"].removeprefix("stop:")
                rows = {one["tripId"]: one for one in board(door, stop, minutes="240")}
                row = rows.get(leg["ride"]["tripId"])
                if row is None or row["gettingOn"] is None:
                    continue
                assert can(row)[needs] == leg["ride"]["boardAccess"], (needs, stop)
                seen.add((needs, stop, can(row)[needs]))
    assert {one[0] for one in seen} == {MANUAL, POWERED}
    assert {one[2] for one in seen} == {"yes"}


def test_where_the_plan_refuses_the_board_refuses(door):
    words = {"from": at("e"), "to": at("q"), "at": "2026-11-23T09:00"}
    told = door.get("/api/v1/journeys", params=ASKED | words).json()["journeys"]
    passing = [leg for one in told if one["passes"] for leg in one["legs"] if leg["ride"]]
    assert "stop:W2" not in {leg["start"]["ref"] for leg in passing}
    assert can(of_line(door, "W2", "365"))[MANUAL] == "no"
    powered = door.get("/api/v1/journeys", params=ASKED | words | {"needs": POWERED}).json()
    assert ride_of(powered["journeys"][0])["start"]["ref"] == "stop:W2"
    assert can(of_line(door, "W2", "365"))[POWERED] == "yes"


def test_a_flag_that_says_no_stays_no_and_where_nothing_is_measured_nothing_is_told(door):
    express = of_line(door, "W2", "급행")
    assert express["lowFloor"] == "no"
    assert set(can(express).values()) == {"no"}
    assert "no ramp, a step of 80 cm" in express["gettingOn"]["text"]
    assert "said not to be step-free" in express["gettingOn"]["needs"][0]["text"]
    assert of_line(door, "W2", "간선7")["gettingOn"] is None


def test_without_measures_no_row_tells_of_any(client):
    assert all(one["gettingOn"] is None for one in board(client, "W2"))


def test_a_vehicle_that_says_it_is_another_is_not_the_measured_one(numbered):
    world = numbered.fresh()
    follow(world, drive(world, "R1-W1-540", late_s=60, last=0, low_floor=Access.NO))
    with TestClient(web_of(world.planner, world.folder)) as client:
        rows = {one["tripId"]: one for one in board(client, "W2")}
    assert rows["R1-W1-540"]["lowFloor"] == "no"
    assert rows["R1-W1-540"]["gettingOn"] is None
    assert rows["R1-W1-560"]["gettingOn"] is not None


def test_it_is_said_in_every_language_and_on_the_page(door):
    texts = set()
    for language in ALL_LANGUAGES:
        told = of_line(door, "W2", "365", language=language)["gettingOn"]
        said = [told["text"], *(one["text"] for one in told["needs"])]
        texts.update(said)
        page = door.get("/stops/W2", params={"language": language}).text
        assert all(one in page for one in said)
        assert "11.7%" in said[0]
        assert not any(sign in one for one in said for sign in "{}")
    assert len(texts) == 3 * len(ALL_LANGUAGES)
