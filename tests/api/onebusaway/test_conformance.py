"""Every path of OneBusAway's description, asked of the small town, answers as it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from litestar.testing import TestClient
from tests.api.onebusaway.conformance import Description

DAY_MS = 1_795_359_600_000
"""Midnight of 23 November 2026 there."""
HERE: dict[str, object] = {"lat": 33.504, "lon": 126.5}


@dataclass(frozen=True)
class Asked:
    """One question."""

    path: str
    id: str = ""
    words: Mapping[str, object] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The path with the id in it."""
        return "/api/where/" + (self.path.partition("{")[0] + self.id) + ".json"


QUESTIONS = (
    Asked("agencies-with-coverage"),
    Asked("agency/{agencyID}", "KC-M"),
    Asked("arrival-and-departure-for-stop/{stopID}", "KC-M_S/3",
          {"tripId": "KC-M_T530", "serviceDate": DAY_MS}),
    Asked("arrival-and-departure-for-stop/{stopID}", "KC-M_S1",
          {"tripId": "KC-M_L", "serviceDate": DAY_MS, "stopSequence": 2, "vehicleId": "x"}),
    Asked("arrivals-and-departures-for-location", words=HERE),
    Asked("arrivals-and-departures-for-location", words={"lat": 0, "lon": 0}),
    Asked("arrivals-and-departures-for-location",
          words=HERE | {"radius": 3000, "maxCount": 2, "routeType": "3,4"}),
    Asked("arrivals-and-departures-for-stop/{stopID}", "KC-M_S2"),
    Asked("arrivals-and-departures-for-stop/{stopID}", "KC-M_ST"),
    Asked("arrivals-and-departures-for-stop/{stopID}", "KC-M_S/3"),
    Asked("arrivals-and-departures-for-stop/{stopID}", "KC-M_I", {"minutesAfter": 0}),
    Asked("arrivals-and-departures-for-stop/{stopID}", "KC-M_S1", {"time": DAY_MS + 3_600_000}),
    Asked("arrivals-and-departures-for-stop/{stopID}", "KC-M_S1", {"time": "2026-11-24T12:00:00Z"}),
    Asked("block/{blockID}", "KC-M_B540"),
    Asked("config"),
    Asked("current-time"),
    Asked("route/{routeID}", "C_R2"),
    Asked("route-ids-for-agency/{agencyID}", "C"),
    Asked("routes-for-agency/{agencyID}", "KC-M"),
    Asked("routes-for-location", words=HERE),
    Asked("routes-for-location", words={"lat": 10, "lon": 10}),
    Asked("routes-for-location", words=HERE | {"query": "10"}),
    Asked("schedule-for-route/{routeID}", "KC-M_R1"),
    Asked("schedule-for-route/{routeID}", "KC-M_R1", {"date": "2030-01-01"}),
    Asked("schedule-for-stop/{stopID}", "KC-M_S2"),
    Asked("schedule-for-stop/{stopID}", "KC-M_S2", {"date": "2026-11-29"}),
    Asked("search/route", words={"input": "hill"}),
    Asked("search/route", words={"input": "nothing like it"}),
    Asked("search/stop", words={"input": "har", "maxCount": 1}),
    Asked("search/stop", words={"input": "zzz"}),
    Asked("shape/{shapeID}", "KC-M_SH"),
    Asked("stop/{stopID}", "KC-M_P1"),
    Asked("stop-ids-for-agency/{agencyID}", "C"),
    Asked("stops-for-agency/{agencyID}", "KC-M"),
    Asked("stops-for-location", words=HERE),
    Asked("stops-for-location", words=HERE | {"latSpan": 0.1, "lonSpan": 0.1, "maxCount": 2}),
    Asked("stops-for-location", words={}),
    Asked("stops-for-location", words=HERE | {"query": "103"}),
    Asked("stops-for-route/{routeID}", "KC-M_R1"),
    Asked("stops-for-route/{routeID}", "C_R2", {"includePolylines": "false"}),
    Asked("trip/{tripID}", "KC-M_T540"),
    Asked("trip-details/{tripID}", "KC-M_T530"),
    Asked("trip-details/{tripID}", "KC-M_T550", {"serviceDate": DAY_MS}),
    Asked("trip-details/{tripID}", "KC-M_SUNDAY", {"includeSchedule": "false"}),
    Asked("trip-details/{tripID}", "C_F540", {"includeStatus": "false"}),
    Asked("trip-for-vehicle/{vehicleID}", "KC-M_J:T530"),
    Asked("trip-for-vehicle/{vehicleID}", "KC-M_J/T540", {"includeSchedule": "true"}),
    Asked("trips-for-location", words=HERE | {"latSpan": 1, "lonSpan": 1}),
    Asked("trips-for-location", words={"latSpan": 1, "lonSpan": 1}),
    Asked("trips-for-route/{routeID}", "KC-M_R1", {"includeStatus": "true"}),
    Asked("trips-for-route/{routeID}", "C_R2", {"includeSchedule": "true"}),
    Asked("trips-for-route/{routeID}", "C_R2", {"time": DAY_MS}),
    Asked("vehicles-for-agency/{agencyID}", "KC-M"),
    Asked("vehicles-for-agency/{agencyID}", "C"),
)  # fmt: skip
REPORTS = {"report-problem-with-stop/{stopID}", "report-problem-with-trip/{tripID}"}
"""Asked in test_reports.py."""


def test_every_path_of_the_description_is_asked(oba_description: Description) -> None:
    assert {one.path for one in QUESTIONS} | REPORTS == set(oba_description.list_paths())


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: f"{one.address} {one.words}")
def test_an_answer_is_what_the_description_says(
    where: TestClient[Any], oba_description: Description, asked: Asked
) -> None:
    words = {name: str(value) for name, value in asked.words.items()}
    answer = where.get(asked.address, params={"key": "test", **words})
    assert answer.status_code == 200, answer.text
    oba_description.check(asked.path, answer.json())


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: f"{one.address} {one.words}")
def test_whatever_an_answer_names_stands_in_its_references(
    where: TestClient[Any], asked: Asked
) -> None:
    words = {name: str(value) for name, value in asked.words.items()}
    data = where.get(asked.address, params=words).json()["data"]
    if "references" not in data:
        return
    known = {
        kind: {one["id"] for one in data["references"][kind]}
        for kind in ("agencies", "routes", "stops", "trips", "situations")
    }
    own = data.get("entry", {}).get("id") if isinstance(data.get("entry"), dict) else None
    named = list(_named([data.get("entry"), data.get("list"), data["references"]]))
    missing = {(kind, id) for kind, id in named if id and id != own and id not in known[kind]}
    listed = {one["id"] for one in data.get("list", []) if isinstance(one, dict) and "id" in one}
    assert not {(kind, id) for kind, id in missing if id not in listed}


_KINDS = {
    "agencyId": "agencies",
    "routeId": "routes",
    "routeIds": "routes",
    "stopId": "stops",
    "closestStop": "stops",
    "nextStop": "stops",
    "parent": "stops",
    "tripId": "trips",
    "activeTripId": "trips",
    "nextTripId": "trips",
    "previousTripId": "trips",
    "situationIds": "situations",
}


def _named(told: Any) -> Any:
    if isinstance(told, dict):
        for name, value in told.items():
            if name in _KINDS:
                for id in value if isinstance(value, list) else [value]:
                    yield _KINDS[name], id
            else:
                yield from _named(value)
    elif isinstance(told, list):
        for one in told:
            yield from _named(one)
