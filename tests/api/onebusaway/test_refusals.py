"""What cannot be answered is told in the envelope that OneBusAway clients know."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from tests.answers.world import build_world
from tests.api.onebusaway.conformance import Description
from tests.app.served import web_of

HERE = "lat=33.5&lon=126.5"
UNKNOWN = (
    "agency/X", "arrival-and-departure-for-stop/X?tripId=KC-M_T530&serviceDate=1795359600000",
    "arrival-and-departure-for-stop/KC-M_S2?tripId=X&serviceDate=1795359600000",
    "arrival-and-departure-for-stop/KC-M_I?tripId=KC-M_T530&serviceDate=1795359600000",
    "arrivals-and-departures-for-stop/X", "block/X", "route/X", "route-ids-for-agency/X",
    "routes-for-agency/X", "schedule-for-route/X", "schedule-for-stop/X", "shape/X", "stop/X",
    "stop-ids-for-agency/X", "stops-for-agency/X", "stops-for-route/X", "trip/X",
    "trip-details/X", "trip-details/KC-M_SUNDAY?serviceDate=1795359600000",
    "trip-for-vehicle/KC-M_J:none", "trips-for-route/X", "vehicles-for-agency/X",
    "arrivals-and-departures-for-location?lat=0&lon=0&emptyReturnsNotFound=true",
    "nothing", "stop", "stop/", "current-time/KC-M_S2", "search", "search/agency",
)  # fmt: skip
WRONG = (
    "stops-for-location?lat=north&lon=1",
    f"stops-for-location?{HERE}&radius=-1",
    f"stops-for-location?{HERE}&maxCount=many",
    f"routes-for-location?{HERE}&latSpan=x&lonSpan=1",
    "arrivals-and-departures-for-location?lat=33.5",
    f"arrivals-and-departures-for-location?{HERE}&routeType=bus",
    "arrivals-and-departures-for-stop/KC-M_S2?time=soon",
    "arrivals-and-departures-for-stop/KC-M_S2?time=99999999999999999",
    "arrivals-and-departures-for-stop/KC-M_S2?minutesAfter=x",
    "arrival-and-departure-for-stop/KC-M_S2",
    "arrival-and-departure-for-stop/KC-M_S2?tripId=KC-M_T530&serviceDate=x",
    "schedule-for-stop/KC-M_S2?date=2026-13-01",
    "schedule-for-route/KC-M_R1?date=0001-01-01",
    "trip-details/KC-M_T530?includeTrip=perhaps",
    "trips-for-location?lat=33.5&lon=126.5",
    "search/stop",
    "search/route?input=",
    f"search/stop?input={'x' * 300}",
)


def address(asked: str) -> str:
    path, mark, words = asked.partition("?")
    return f"/api/where/{path}.json{mark}{words}"


@pytest.mark.parametrize("asked", UNKNOWN)
def test_what_is_not_there_is_not_found(where: TestClient[Any], asked: str) -> None:
    answer = where.get(address(asked))
    told = answer.json()
    assert (answer.status_code, told["code"], told["version"]) == (404, 404, 2)
    assert told["text"] == "resource not found" and told["currentTime"] > 0


@pytest.mark.parametrize("asked", WRONG)
def test_what_cannot_be_meant_names_the_word(where: TestClient[Any], asked: str) -> None:
    answer = where.get(address(asked))
    told = answer.json()
    assert (answer.status_code, told["code"]) == (400, 400)
    (field,) = told["data"]["fieldErrors"]
    assert told["text"].startswith(field)


def test_only_reading_is_answered(where: TestClient[Any]) -> None:
    answer = where.post("/api/where/current-time.json")
    assert (answer.status_code, answer.json()["code"]) == (405, 405)


def test_words_of_apps_are_passed_over(where: TestClient[Any]) -> None:
    words = {"key": "org.example.app", "app_uid": "1", "app_ver": "2", "version": "2"}
    assert where.get("/api/where/current-time.json", params=words).status_code == 200


def test_references_can_be_left_out(where: TestClient[Any]) -> None:
    answer = where.get("/api/where/stop/KC-M_S2.json", params={"includeReferences": "false"})
    assert not any(answer.json()["data"]["references"].values())


def test_reports_are_refused_where_none_are_kept(where: TestClient[Any]) -> None:
    answer = where.get("/api/where/report-problem-with-stop/KC-M_S2.json")
    assert (answer.status_code, answer.json()["code"]) == (501, 501)


def test_a_region_without_a_timetable_has_nothing(tmp_path: Path) -> None:
    world = build_world(tmp_path, "osm")
    with TestClient(web_of(world.planner, world.folder)) as client:
        answer = client.get("/api/where/agencies-with-coverage.json")
    assert (answer.status_code, answer.json()["text"]) == (404, "this region has no timetable")


def test_large_answers_are_squeezed_for_those_who_take_it(where: TestClient[Any]) -> None:
    path = "/api/where/trips-for-route/KC-M_R1.json?includeSchedule=true"
    squeezed = where.get(path, headers={"Accept-Encoding": "gzip"})
    plain = where.get(path, headers={"Accept-Encoding": "identity"})
    assert squeezed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert squeezed.json() == plain.json()
    assert plain.headers["access-control-allow-origin"] == "*"


def test_whatever_is_asked_the_answer_is_one_of_the_description(
    where: TestClient[Any], oba_description: Description
) -> None:
    operations = oba_description.operations()

    @given(case=operations)
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        answer = where.get(case.formatted_path, params=case.query)
        assert answer.status_code in (200, 400, 404, 501), (case.formatted_path, case.query)
        if answer.status_code == 200:
            path = case.path.removeprefix("/api/where/").removesuffix(".json")
            oba_description.check(path, answer.json())
        else:
            oba_description.check_refusal(answer.json())

    ask()
