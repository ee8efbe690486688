"""The SDKs that others wrote ask a running server everything they can, and understand the answers.

The table is one for both: what a client offers and is not in it makes a test fail.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import onebusaway
import pytest
from onebusaway import OnebusawaySDK
from tests.answers.world import NOW, World
from tests.api.onebusaway.conformance import Description
from tests.api.onebusaway.test_conformance import DAY_MS
from tests.app.served import desk_of, serve
from tests.foreign.clients import run_script

from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.pages.map.tiles import build_tiles
from modugil.people.tasks import TaskBook
from modugil.store.database import open_database

HERE: dict[str, object] = {"lat": 33.504, "lon": 126.5}
SPANS = HERE | {"lat_span": 1.0, "lon_span": 1.0}
CALL = {"trip_id": "KC-M_T530", "service_date": DAY_MS}


@dataclass(frozen=True)
class Call:
    """One method of the clients, named as in Python, and the path that it asks."""

    path: str
    offer: str
    id: str | None = None
    words: Mapping[str, object] = field(default_factory=dict)
    in_node: bool = True


CALLS = (
    Call("agencies-with-coverage", "agencies_with_coverage.list"),
    Call("agency/{agencyID}", "agency.retrieve", "KC-M"),
    Call("vehicles-for-agency/{agencyID}", "vehicles_for_agency.list", "KC-M"),
    Call("config", "config.retrieve"),
    Call("current-time", "current_time.retrieve"),
    Call("stops-for-location", "stops_for_location.list", None, HERE | {"radius": 900.0}),
    Call("stops-for-route/{routeID}", "stops_for_route.list", "KC-M_R1"),
    Call("stops-for-agency/{agencyID}", "stops_for_agency.list", "KC-M"),
    Call("stop/{stopID}", "stop.retrieve", "KC-M_S2"),
    Call("stop-ids-for-agency/{agencyID}", "stop_ids_for_agency.list", "C"),
    Call("schedule-for-stop/{stopID}", "schedule_for_stop.retrieve", "KC-M_S2"),
    Call("route/{routeID}", "route.retrieve", "KC-M_R1"),
    Call("route-ids-for-agency/{agencyID}", "route_ids_for_agency.list", "KC-M"),
    Call("routes-for-location", "routes_for_location.list", None, HERE),
    Call("routes-for-agency/{agencyID}", "routes_for_agency.list", "KC-M"),
    Call("schedule-for-route/{routeID}", "schedule_for_route.retrieve", "KC-M_R1"),
    Call(
        "arrivals-and-departures-for-location",
        "arrivals_and_departures_for_location.list",
        None,
        HERE,
        in_node=False,
    ),
    Call(
        "arrival-and-departure-for-stop/{stopID}",
        "arrival_and_departure.retrieve",
        "KC-M_S/3",
        CALL,
    ),
    Call("arrivals-and-departures-for-stop/{stopID}", "arrival_and_departure.list", "KC-M_S2"),
    Call("trip/{tripID}", "trip.retrieve", "KC-M_T530"),
    Call("trips-for-location", "trips_for_location.list", None, SPANS),
    Call("trip-details/{tripID}", "trip_details.retrieve", "KC-M_T530"),
    Call("trip-for-vehicle/{vehicleID}", "trip_for_vehicle.retrieve", "KC-M_J:T530"),
    Call("trips-for-route/{routeID}", "trips_for_route.list", "KC-M_R1", {"include_status": True}),
    Call(
        "report-problem-with-stop/{stopID}",
        "report_problem_with_stop.retrieve",
        "KC-M_S2",
        {"code": "stop_name_wrong"},
    ),
    Call(
        "report-problem-with-trip/{tripID}",
        "report_problem_with_trip.retrieve",
        "KC-M_T530",
        {"code": "vehicle_came_late"},
    ),
    Call("search/stop", "search_for_stop.list", None, {"input": "market"}),
    Call("search/route", "search_for_route.list", None, {"input": "10"}),
    Call("block/{blockID}", "block.retrieve", "KC-M_B540"),
    Call("shape/{shapeID}", "shape.retrieve", "KC-M_SH"),
)


@pytest.fixture(scope="module")
def address(town: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The town on a socket, with a book of tasks for what riders report."""
    database = open_database(tmp_path_factory.mktemp("tasks") / "state.sqlite")
    desk = replace(desk_of(town.planner), tasks=TaskBook(database))
    tiles = build_tiles(streets=None, timetable=None, places=None)
    with serve(wire(desk, tiles=tiles, outline=town.folder / OUTLINE)) as address:
        yield address
    database.dispose()


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[OnebusawaySDK]:
    """The Python SDK, which refuses what is not of the type it expects."""
    with OnebusawaySDK(
        api_key="test", base_url=address, max_retries=0, _strict_response_validation=True
    ) as client:
        yield client


def test_the_table_holds_every_path_of_the_description(oba_description: Description) -> None:
    assert sorted(call.path for call in CALLS) == oba_description.list_paths()


def test_the_table_holds_everything_the_python_client_offers(client: OnebusawaySDK) -> None:
    offered = {
        f"{name}.{method}"
        for name, told in vars(OnebusawaySDK).items()
        if isinstance(told, cached_property) and not name.startswith("with_")
        for method in ("retrieve", "list")
        if hasattr(getattr(client, name), method)
    }
    assert offered == {call.offer for call in CALLS}


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.offer)
def test_the_python_client_understands_the_answer(
    client: OnebusawaySDK, address: str, call: Call
) -> None:
    resource, method = call.offer.split(".")
    given = [] if call.id is None else [call.id]
    answer = getattr(getattr(client, resource), method)(*given, **call.words)
    assert (answer.code, answer.version) == (200, 2)
    assert answer.to_dict(mode="json") == ask_plainly(address, call)


def test_the_client_for_node_understands_every_answer(address: str, foreign_node: Path) -> None:
    calls = [call for call in CALLS if call.in_node]
    rows = [[*camel(call.offer).split("."), call.id, by_camel(call.words)] for call in calls]
    found = run_script(foreign_node, "onebusaway.mjs", address, json.dumps(rows))
    assert set(found["offers"]) == {camel(call.offer) for call in calls}
    for call, answer in zip(calls, found["answers"], strict=True):
        assert "failed" not in answer, (call.offer, answer)
        assert answer == ask_plainly(address, call), call.offer


def test_both_clients_know_an_id_that_nothing_has(
    client: OnebusawaySDK, address: str, foreign_node: Path
) -> None:
    with pytest.raises(onebusaway.NotFoundError) as caught:
        client.stop.retrieve("KC-M_nowhere")
    assert caught.value.body == {
        "code": 404,
        "currentTime": round(NOW.timestamp() * 1000),
        "text": "resource not found",
        "version": 2,
    }
    row = ["stop", "retrieve", "KC-M_nowhere", {}]
    (answer,) = run_script(foreign_node, "onebusaway.mjs", address, json.dumps([row]))["answers"]
    assert answer["status"] == 404


def ask_plainly(address: str, call: Call) -> Any:
    """The answer without any client."""
    path = re.sub(r"\{\w+\}", call.id or "", call.path)
    words = {
        name: str(value).replace("True", "true") for name, value in by_camel(call.words).items()
    }
    with urlopen(f"{address}/api/where/{path}.json?{urlencode(words)}", timeout=10) as answer:
        return json.load(answer)


def camel(name: str) -> str:
    """stop_ids_for_agency as the client for Node calls it."""
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


def by_camel(words: Mapping[str, object]) -> dict[str, object]:
    return {camel(name): value for name, value in words.items()}
