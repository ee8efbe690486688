import json
import logging

import pytest
from litestar.testing import TestClient
from tests.answers.world import DAY, at
from tests.app.served import web_of

from modugil.api.problems import KINDS
from modugil.core.errors import CouldNotLook

FROM, TO = at("a"), at("e")
ENDS = {"from": FROM, "to": TO, "at": f"{DAY}T09:00"}
J, P, R = "/api/v1/journeys", "/api/v1/places", "/api/v1/reach"
BAD = {
    "no start": (J, {"to": TO}, 400, "bad_input", "Give it like"),
    "an empty start": (J, ENDS | {"from": ""}, 400, "bad_input", "Give it like"),
    "not a place": (J, ENDS | {"from": "nowhere"}, 400, "bad_input", "stop:ID"),
    "not a number": (J, ENDS | {"to": "nan,nan"}, 400, "bad_input", "33.5070,126.4929"),
    "off the region": (J, ENDS | {"to": "37.5,127.0"}, 404, "place_not_found", "Latitude may be"),
    "no such stop": (J, ENDS | {"to": "stop:none"}, 404, "place_not_found", "stop id"),
    "no such sight": (J, ENDS | {"to": "place:none"}, 404, "place_not_found", ""),
    "no time at all": (J, ENDS | {"at": "soon"}, 400, "bad_input", "Write it like"),
    "before the timetable": (J, ENDS | {"at": "1999-01-01T08:00"}, 400, "time_outside", "2026"),
    "a time past all times": (J, ENDS | {"at": "9998-12-31T23:59"}, 400, "time_outside", "2026"),
    "an unknown preset": (J, ENDS | {"needs": "hovercraft"}, 400, "needs_invalid", "walking"),
    "a limit out of range": (J, ENDS | {"maxKerbM": "-1"}, 400, "needs_invalid", "0 m or more"),
    "a policy of no meaning": (J, ENDS | {"unknownPolicy": "x"}, 400, "needs_invalid", "refuse"),
    "a misspelt word": (J, ENDS | {"maxKerb": "1"}, 400, "bad_input", "maxKerbM"),
    "neither true nor false": (J, ENDS | {"arriveBy": "maybe"}, 400, "bad_input", "true or false"),
    "a window too wide": (J, ENDS | {"windowS": "999999"}, 400, "bad_input", "14400"),
    "a language not spoken": (J, ENDS | {"language": "tlh"}, 400, "bad_input", "ko or en"),
    "a very long value": (J, ENDS | {"from": "9" * 300}, 400, "bad_input", "200 characters"),
    "nothing to look for": (P, {}, 400, "bad_input", "q="),
    "near nothing": (P, {"q": "a", "near": "here"}, 400, "bad_input", "latitude,longitude"),
    "no places at all": (P, {"q": "a", "limit": "0"}, 400, "bad_input", "from 1 to 30"),
    "no minutes at all": (R, {"from": FROM, "minutes": "0"}, 400, "bad_input", "from 1 to 60"),
    "half a minute": (R, {"from": FROM, "minutes": "0.5"}, 400, "bad_input", "whole number"),
    "reach from nowhere": (R, {"from": "37.5,127"}, 404, "place_not_found", "Latitude may be"),
    "no such address": ("/api/v1/nothing", {}, 404, "not_found", "/api/docs"),
    "a tile outside the world": ("/tiles/3/9/0.mvt", {}, 404, "not_found", ""),
    "a tile too deep": ("/tiles/30/0/0.mvt", {}, 404, "not_found", ""),
    "a tile that is a picture": ("/tiles/3/0/0.png", {}, 404, "not_found", ""),
    "a tile that is no number": ("/tiles/x/0/0.mvt", {}, 404, "not_found", ""),
    "a file outside the folder": ("/static/../../core/time.py", {}, 404, "not_found", ""),
}
MEMBERS = {"type", "title", "status", "detail", "allowed", "instance"}


@pytest.mark.parametrize("name", BAD)
def test_every_error_has_one_shape_and_says_what_is_allowed(client, name):
    path, words, status, code, said = BAD[name]
    answer = client.get(path, params=words)
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert set(told) == MEMBERS
    assert told["type"] == f"/api/docs#{code}"
    assert said in f"{told['detail']} {told['allowed']}"
    assert told["detail"]
    assert "?" not in told["instance"]


def test_a_word_given_twice_is_refused(client):
    answer = client.get(f"{P}?q=a&q=b")
    assert answer.status_code == 400
    assert "twice" in answer.json()["detail"]


@pytest.mark.parametrize("path", [J, "/", "/about", "/health", "/tiles/3/0/0.mvt"])
def test_a_wrong_method_is_told_the_right_one(client, path):
    answer = client.post(path)
    assert answer.status_code == 405
    assert answer.json()["type"].endswith("#method_not_allowed")
    assert "GET" in answer.headers["allow"]


def test_the_door_of_fixes_says_that_it_is_written_to(client):
    answer = client.get("/api/v1/fixes")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["allowed"] == "It takes POST."


@pytest.mark.parametrize(
    "header, query, language",
    [
        ("ko-KR,ko;q=0.9,en;q=0.5", {}, "ko"),
        ("en-GB,en;q=0.9,ko;q=0.5", {}, "en"),
        ("zh-CN,zh;q=0.9,en;q=0.5", {}, "zh"),
        ("ja", {}, "ja"),
        ("fr", {}, "en"),
        ("en", {"language": "ko"}, "ko"),
        ("ko", {"language": "en"}, "en"),
        ("ja", {"language": "zh"}, "zh"),
        ("en", {"language": "ko-easy"}, "ko"),
    ],
)
def test_the_title_is_in_the_language_asked_for(client, header, query, language):
    answer = client.get(P, params=query, headers={"Accept-Language": header})
    kind = next(kind for kind in KINDS if kind.code == "bad_input")
    assert answer.json()["title"] == getattr(kind, language)


def test_a_fault_of_ours_tells_nothing_of_itself_nor_of_the_question(towns, caplog):
    def fails(question, *, now):
        raise RuntimeError(f"secret {question.start}")

    web = web_of(towns.planner, towns.folder, plan=fails)
    with TestClient(web, raise_server_exceptions=False) as client, caplog.at_level(logging.DEBUG):
        answer = client.get(J, params=ENDS)
        page = client.get("/", params={"from": FROM, "to": TO}, headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert answer.json()["type"].endswith("#fault")
    assert page.status_code == 500
    noted = "\n".join(record.getMessage() for record in caplog.records)
    assert "RuntimeError" in noted
    for text in (answer.text, page.text, noted):
        assert "secret" not in text
        assert "Traceback" not in text
    assert FROM not in noted


def test_not_being_able_to_look_is_not_the_same_as_finding_nothing(towns):
    def cannot(question, *, now):
        raise CouldNotLook("The region is being read.")

    with TestClient(web_of(towns.planner, towns.folder, plan=cannot)) as client:
        answer = client.get(J, params=ENDS)
    assert answer.status_code == 503
    assert json.loads(answer.text)["detail"] == "The region is being read."
