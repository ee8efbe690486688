"""GET /api/v1/guidance: the packet by its door, and what is said where there is none."""

import pytest
from tests.answers.world import DAY, at

ASKED = {"from": at("b"), "to": at("t"), "at": f"{DAY}T09:00", "needs": "powered-wheelchair"}


def ask(client, **words):
    return client.get("/api/v1/guidance", params=words)


def test_one_answer_holds_the_way_and_the_streets_around_it(client):
    answer = ask(client, **ASKED, language="ko")
    assert answer.status_code == 200
    packet = answer.json()
    assert packet["language"] == "ko"
    assert {leg["kind"] for leg in packet["legs"]} == {"walk", "ride"}
    assert packet["nodes"] and packet["edges"] and packet["names"]
    assert all(edge["a"] < len(packet["nodes"]) for edge in packet["edges"])


def test_it_is_sent_small_and_kept_nowhere(client):
    answer = ask(client, **ASKED)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "no-store"


def test_a_journey_is_the_one_of_that_number_in_the_answer_of_journeys(client):
    told = client.get("/api/v1/journeys", params=ASKED | {"language": "en"}).json()["journeys"]
    for number, journey in enumerate(told, 1):
        packet = ask(client, **ASKED, language="en", journey=str(number)).json()
        assert packet["summary"] == journey["summary"]


@pytest.mark.parametrize(
    ("words", "status", "code", "said"),
    [
        (ASKED | {"journey": "6"}, 404, "no_guidance", "no journey 6"),
        (ASKED | {"journey": "0"}, 400, "bad_input", "journey"),
        (ASKED | {"course": "x"}, 400, "bad_input", "without from"),
        ({"course": "x"}, 404, "place_not_found", "no course 'x'"),
        ({"from": at("b")}, 400, "bad_input", "to is missing"),
        (ASKED | {"where": "here"}, 400, "bad_input", "no parameter"),
        (ASKED | {"needs": "flying"}, 400, "needs_invalid", "flying"),
        (ASKED | {"to": "place:nowhere"}, 404, "place_not_found", "nowhere"),
    ],
)
def test_what_cannot_be_guided_is_said_with_what_may_be_asked(client, words, status, code, said):
    answer = ask(client, **words)
    problem = answer.json()
    assert answer.status_code == status
    assert problem["type"].endswith(f"#{code}")
    assert said in problem["detail"]


def test_the_description_names_every_word_and_both_ways_to_ask(client):
    told = client.get("/api/openapi.json").json()["paths"]["/api/v1/guidance"]["get"]
    named = {one["name"] for one in told["parameters"]}
    assert {"from", "to", "at", "arriveBy", "journey", "course", "needs", "language"} <= named
    assert not any(one["required"] for one in told["parameters"] if one["name"] in ("from", "to"))
