"""Boarding by numbers, asked at the door: two towns whose flags all say yes, with and without them.

Line 365 leaves the west town every twenty minutes; its buses kneel to 24 cm and carry a ramp of
1.2 m. At the gate, where one would board, there is no kerb; at the hall there is one of 15 cm.
"""

import pytest
from litestar.testing import TestClient
from tests.answers.world import DAY, at, build, open_world, region_toml, write_sources
from tests.app.served import web_of

from modugil.core.language import ALL_LANGUAGES

SOURCE = '[[source]]\nkind = "boarding"\npath = "boarding"\nlicence = "CC0-1.0"\n'
PLATFORMS = "stop_id,kerb_height_m\nW1,0\nW2,0.15\nE1,0.15\nE2,0.15\n"
VEHICLES = "route_id,floor_height_m,kneeling_height_m,ramp_length_m,door_width_m\n"
ASKED = {"from": at("a"), "to": at("q"), "at": f"{DAY}T08:14", "needs": "manual-wheelchair"}


def measured(folder, platforms=PLATFORMS, vehicles="R1,0.32,0.24,1.2,1.2\n"):
    """The two towns with these measures, at their door."""
    write_sources(folder)
    (folder / "boarding").mkdir()
    (folder / "boarding" / "platforms.csv").write_text(platforms, encoding="utf-8")
    (folder / "boarding" / "vehicles.csv").write_text(VEHICLES + vehicles, encoding="utf-8")
    (folder / "region.toml").write_text(region_toml() + SOURCE, encoding="utf-8")
    return web_of(open_world(build(folder, folder)).planner, folder / "built")


@pytest.fixture(scope="module")
def with_numbers(tmp_path_factory):
    with TestClient(measured(tmp_path_factory.mktemp("numbers"))) as client:
        yield client


def journeys(client, **words):
    answer = client.get("/api/v1/journeys", params=ASKED | words)
    assert answer.status_code == 200, answer.text
    return answer.json()["journeys"]


def boarded(told):
    """Where each ride of each journey is boarded and left, and whether the journey passes."""
    return [
        (leg["start"]["ref"], leg["end"]["ref"], one["passes"])
        for one in told
        for leg in one["legs"]
        if leg["ride"]
    ]


def ride_of(journey):
    return next(leg for leg in journey["legs"] if leg["ride"])


def test_where_both_flags_say_yes_the_numbers_refuse(client, with_numbers):
    (before,) = journeys(client)
    assert boarded([before]) == [("stop:land:W1", "stop:E2", True)]
    assert (before["departure"][11:16], before["arrival"][11:16]) == ("08:16", "08:32")
    assert ride_of(before)["ride"]["boarding"] is None
    (after,) = journeys(with_numbers)
    assert boarded([after]) == [("stop:W2", "stop:E2", True)]
    assert after["arrival"][11:16] == "08:52"


def test_the_ride_tells_the_numbers_that_make_it_possible(with_numbers):
    ride = ride_of(journeys(with_numbers)[0])["ride"]
    assert ride["boardAccess"] == ride["alightAccess"] == "yes"
    assert ride["boarding"] == {
        "verdict": "yes",
        "reason": "ramp",
        "text": "Boarding by ramp: 7.5% (limit 8.3%), computed from kerb 15 cm, "
        "floor 24 cm when kneeling, ramp 1.2 m.",
        "riseM": 0.09,
        "slopePercent": 7.5,
        "limitPercent": 8.3,
        "limitM": None,
        "kerbM": 0.15,
        "kerbOrigin": "measures",
        "floorM": 0.24,
        "kneels": True,
        "rampM": 1.2,
        "doorM": 1.2,
    }
    assert ride["alighting"]["text"].startswith("Getting off by ramp: 7.5% (limit 8.3%)")


def test_it_says_why_not_the_quicker_ride(with_numbers):
    why = ride_of(journeys(with_numbers)[0])["whyNot"]
    assert why["savedS"] == 20 * 60
    assert why["text"] == (
        "Bus 365 at 08:20 from West Village Gate would save 20 min. "
        "You cannot board at West Village Gate. "
        "The ramp would be at 20.4% (limit 8.3%), "
        "computed from kerb 0 cm, floor 24 cm when kneeling, ramp 1.2 m."
    )
    assert why["barrier"]["kind"] == "boarding"
    assert why["barrier"]["value"] == pytest.approx(0.2041, abs=1e-4)


def test_a_day_out_boards_by_the_numbers_too(client, with_numbers):
    words = {"via1": at("q"), "stay1": "30", "toiletEveryMin": "600"}

    def arrival(door):
        answer = door.get("/api/v1/outings", params=ASKED | words)
        assert answer.status_code == 200, answer.text
        (stay,) = [one for one in answer.json()["plan"]["stops"] if one["what"] == "stay"]
        return stay["arrival"][11:16]

    assert (arrival(client), arrival(with_numbers)) == ("08:32", "08:52")


def test_it_is_said_in_every_language(with_numbers):
    said = [ride_of(journeys(with_numbers, language=one)[0]) for one in ALL_LANGUAGES]
    assert len({leg["ride"]["boarding"]["text"] for leg in said}) == len(ALL_LANGUAGES)
    assert len({leg["whyNot"]["text"] for leg in said}) == len(ALL_LANGUAGES)
    for leg in said:
        assert "7.5%" in leg["ride"]["boarding"]["text"]
        assert "8.3%" in leg["whyNot"]["text"]


def test_who_takes_a_steeper_ramp_boards_where_others_cannot(with_numbers):
    (told,) = journeys(with_numbers, maxRampPercent="21")
    assert boarded([told]) == [("stop:land:W1", "stop:E2", True)]
    (any_ramp,) = journeys(with_numbers, maxRampRatio="none")
    assert "limit" not in ride_of(any_ramp)["ride"]["boarding"]["text"]
    (unasked,) = journeys(with_numbers, boarding="any")
    assert boarded([unasked]) == [("stop:land:W1", "stop:E2", True)]
    assert ride_of(unasked)["ride"]["boarding"] is None


def test_where_nothing_else_goes_the_refused_ride_is_the_least_bad(tmp_path):
    platforms = "stop_id,kerb_height_m\nW1,0\nW2,0\nE1,0\nE2,0.15\n"
    with TestClient(measured(tmp_path, platforms)) as client:
        told = journeys(client, unknownPolicy="refuse")
    assert told
    assert not any(one["passes"] for one in told)
    leg = next(leg for one in told for leg in one["legs"] if leg["ride"])
    assert (leg["accessible"], leg["ride"]["boardAccess"]) == ("no", "no")
    assert [one["kind"] for one in leg["barriers"]] == ["boarding"]
    assert leg["barriers"][0]["text"].startswith("You cannot board at ")
    assert leg["barriers"][0]["text"] in leg["warnings"]


def test_a_door_too_narrow_and_a_missing_ramp_are_told_as_such(tmp_path):
    vehicles, sure = "R1,0.32,,0,1.2\n", {"unknownPolicy": "refuse"}
    with TestClient(measured(tmp_path, vehicles=vehicles)) as client:
        (step, *_) = [leg for one in journeys(client, **sure) for leg in one["legs"] if leg["ride"]]
        narrow = journeys(client, minWidthCm="130", **sure)
    assert step["ride"]["boarding"]["reason"] == "step"
    assert "There is no ramp, and the step is 32 cm (limit 3 cm)." in step["warnings"][0]
    (door, *_) = [leg for one in narrow for leg in one["legs"] if leg["ride"]]
    assert "The door is 120 cm wide (you need 130 cm)." in door["warnings"][0]
