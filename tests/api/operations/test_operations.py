"""Operators' figures over HTTP: for staff who signed in, and accuracy for everybody."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from tests.answers.world import NOW
from tests.api.test_schema_fuzz import CHECKS
from tests.app.served import desk_of
from tests.people.conftest import MONDAY, code_of

from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.core.clock import FixedClock
from modugil.live.operations.room import OperationsRoom
from modugil.live.operations.told.accuracy import AccuracyAnswer
from modugil.live.operations.told.adherence import AdherenceAnswer
from modugil.live.operations.told.driving import DrivingAnswer, HotSpots
from modugil.live.operations.told.fleet import FleetAnswer
from modugil.live.operations.told.headways import HeadwaysAnswer
from modugil.live.operations.told.playback import PlaybackAnswer
from modugil.live.operations.told.runs import MissingAnswer, OffRouteAnswer
from modugil.live.operations.told.terminals import TerminalsAnswer
from modugil.live.operations.watching import Sources
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.pages.map.tiles import build_tiles
from modugil.people import passwords
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK
from modugil.store.database import open_database

SHAPES = {
    "fleet": FleetAnswer,
    "missing": MissingAnswer,
    "off-route": OffRouteAnswer,
    "adherence?by=hour": AdherenceAnswer,
    "headways?kind=gap": HeadwaysAnswer,
    "driving": DrivingAnswer,
    "driving/hot-spots?kind=speeding": HotSpots,
    "terminals?below=50": TerminalsAnswer,
    "accuracy?window=today": AccuracyAnswer,
    "playback?from=2026-11-23T08:00&to=2026-11-23T08:10": PlaybackAnswer,
}


class Followed:
    """A server's snapshot of nobody."""

    def get_current(self):
        return FixedSnapshot(NOW)


@pytest.fixture(scope="module")
def web(towns, tmp_path_factory):
    folder = tmp_path_factory.mktemp("operations")
    database = open_database(folder / "state.sqlite")
    sources = Sources(
        Followed(),
        list_issued=lambda: ["0055/1"],
        history=folder / "history",
        folder=folder / "driving",
    )
    room = OperationsRoom(towns.planner.region, sources, clock=FixedClock(NOW))
    room.look(NOW)
    desk = replace(
        desk_of(towns.planner), operations=room, people=People(database), database=database
    )
    tiles = build_tiles(
        streets=towns.planner.region.streets,
        timetable=towns.planner.region.timetable,
        places=towns.planner.places,
    )
    web = wire(desk, tiles=tiles, outline=towns.folder / OUTLINE)
    web.state[REAL_CLOCK] = FixedClock(MONDAY)
    yield web
    database.dispose()


@pytest.fixture(scope="module")
def token(web):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_LOG_N", 5)
        people = web.state["people"]
        kim = people.add_account("kim", roles=[Role.VIEWER], now=MONDAY)
        code = code_of(kim, MONDAY)
        return people.sign_in(kim.name, kim.password, code, now=MONDAY, address="").token


@pytest.fixture(scope="module")
def client(web):
    with TestClient(web) as client:
        yield client


@pytest.fixture
def staff(client, token):
    client.cookies.set(COOKIE, token)
    yield client
    client.cookies.clear()


@pytest.mark.parametrize("path", SHAPES)
def test_nobody_sees_anything_without_signing_in(client, path):
    answer = client.get(f"/api/v1/operations/{path}")
    assert (answer.status_code, answer.json()["type"]) == (401, "/api/docs#not_signed_in")


@pytest.mark.parametrize("path", SHAPES)
def test_staff_who_may_look_see_each_in_its_shape(staff, path):
    answer = staff.get(f"/api/v1/operations/{path}")
    assert answer.status_code == 200, answer.text
    told = msgspec.json.decode(answer.content, type=SHAPES[path])
    assert (told.as_of, told.age_s) == (NOW, 0.0)


def test_anyone_sees_how_right_our_arrivals_were(client):
    answer = client.get("/api/v1/accuracy")
    assert answer.status_code == 200
    assert [one["name"] for one in answer.json()["overall"]["yardsticks"]] == [
        "transit", "mbta", "cal_itp",
    ]  # fmt: skip


def test_terminals_that_never_spoke_are_in_the_fleet(staff):
    told = staff.get("/api/v1/operations/fleet?state=never").json()
    assert [one["vehicle"] for one in told["vehicles"]] == ["0055/1"]
    assert told["expected"] > 0


@pytest.mark.parametrize(
    "path",
    [
        "fleet?state=lost",
        "fleet?color=red",
        "adherence?by=driver",
        "headways?kind=wide",
        "driving?day=yesterday",
        "driving/hot-spots?kind=lane",
        "terminals?below=102",
        "accuracy?window=year",
        "playback",
        "playback?from=2026-11-23T08:00&to=2026-11-23T07:00",
        "playback?from=2026-11-23T08:00&to=2026-11-23T09:00&next=5",
        "playback?from=2026-11-23T08:00&to=2026-11-23T09:00&stepS=0",
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_may_be(staff, path):
    answer = staff.get(f"/api/v1/operations/{path}")
    assert (answer.status_code, answer.json()["type"]) == (400, "/api/docs#bad_input")
    assert answer.json()["allowed"]


def test_an_answer_of_the_past_says_that_nothing_is_kept(staff):
    start = (NOW - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%MZ")
    told = staff.get(f"/api/v1/operations/playback?from={start}&to={NOW:%Y-%m-%dT%H:%MZ}").json()
    assert (told["tracks"], told["keptFrom"]) == ([], None)


def test_a_server_that_follows_no_buses_says_so(towns):
    desk = desk_of(towns.planner)
    tiles = build_tiles(streets=None, timetable=None, places=towns.planner.places)
    with TestClient(wire(desk, tiles=tiles, outline=towns.folder / OUTLINE)) as client:
        assert client.get("/api/v1/accuracy").status_code == 503
        assert client.get("/api/v1/operations/fleet").status_code == 401


@pytest.fixture(scope="module")
def description(web):
    """The API with its description, as Schemathesis reads it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", web)


@pytest.mark.parametrize(
    "path", ["accuracy", *(f"operations/{one.split('?')[0]}" for one in SHAPES)]
)
def test_every_answer_is_one_that_the_description_names(description, token, path):
    @given(case=description[f"/api/v1/{path}"]["GET"].as_strategy())
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        case.cookies = {COOKIE: token}
        case.call_and_validate(checks=CHECKS)

    ask()
