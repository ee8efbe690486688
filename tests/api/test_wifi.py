"""Free Wi-Fi near one, in words; the door for access points; the month's data for staff alone."""

import contextlib
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from tests.answers.world import DAY, NOW
from tests.api.test_fixes import assert_problem, running
from tests.api.test_schema_fuzz import CHECKS
from tests.app.served import desk_of
from tests.live.doors.terminals import Fleet, generous
from tests.live.wifi.worlds import fleet, report, to_ms
from tests.people.conftest import code_of

from modugil.api.signed_in import PEOPLE
from modugil.api.wifi_description import ONE_REPORT
from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.core.access import Access
from modugil.core.clock import FixedClock
from modugil.core.geo import LatLon
from modugil.live.doors.counters import Refused
from modugil.live.doors.intake import Intake
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.runs import TimetableRuns
from modugil.pages.map.tiles import build_tiles
from modugil.people import passwords
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE, REAL_CLOCK
from modugil.store.database import open_database
from modugil.store.journal import Journal

PATH = "/api/v1/wifi"
DOOR = f"{PATH}/reports"
BUS, GATE, HALL, PIER = "1/1", "stop/W1", "stop/W2", "stop/E1"
REPORT = ONE_REPORT | {"time": NOW.isoformat(), "since": (NOW - timedelta(hours=3)).isoformat()}


class Server:
    """A server with a bus, a stop's access point, and accounts."""

    def __init__(self, book, terminals, intake, client, people):
        self.book, self.terminals, self.intake = book, terminals, intake
        self.client, self.people = client, people

    def post(self, *, who=BUS, secret=None, **asked):
        credential = self.terminals[who]
        auth = (credential.username, credential.secret if secret is None else secret)
        return self.client.post(DOOR, auth=auth, **asked)

    def ask(self, query="", **headers):
        answer = self.client.get(f"{PATH}{query}", headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def sign_in(self, *roles):
        issued = self.people.add_account("kim", roles=roles, now=NOW)
        code = code_of(issued, NOW)
        done = self.people.sign_in("kim", issued.password, code, now=NOW, address="")
        self.client.cookies.set(COOKIE, done.token)


@pytest.fixture
def server(tmp_path, towns, monkeypatch):
    monkeypatch.setattr(passwords, "_LOG_N", 5)
    region = towns.planner.region
    terminals = Fleet(tmp_path, BUS, GATE)
    journal = Journal(tmp_path / "journal")
    intake = Intake(
        journal, terminals=terminals.registry, clock=FixedClock(NOW), settings=generous()
    )
    book = intake.wifi.book = WifiBook(
        TimetableRuns(region.timetable, region.zone),
        facts=region.manifest.wifi,
        zone=region.zone,
        now=NOW,
    )
    tiles = build_tiles(
        streets=region.streets, timetable=region.timetable, places=towns.planner.places
    )
    desk = replace(desk_of(towns.planner), wifi=book)
    live = SimpleNamespace(intake=intake, describe=None)
    web = wire(desk, tiles=tiles, outline=towns.folder / OUTLINE, live=live)
    engine = open_database(tmp_path / "people.sqlite")
    web.state[PEOPLE], web.state[REAL_CLOCK] = People(engine), FixedClock(NOW)
    with contextlib.ExitStack() as stack:
        stack.callback(engine.dispose)
        stack.callback(journal.close)
        stack.enter_context(running(intake))
        client = stack.enter_context(TestClient(web))
        yield Server(book, terminals, intake, client, web.state[PEOPLE])


@pytest.fixture
def told(server, towns):
    """A bus on line 365 at the West Village gate, a stop that works, and one that does not."""
    trip = towns.trip("R1-W1-540")
    for name, up in ((BUS, Access.YES), (GATE, Access.YES), (PIER, Access.NO)):
        server.book.take(report(name, NOW, up=up), now_ms=to_ms(NOW))
    live = fleet(NOW, b1=trip)
    state = replace(live.vehicles[0], at=LatLon(*gate_of(towns)))
    server.book.look(replace(live, vehicles=(state,)), now=NOW)
    return server


def gate_of(towns):
    row, stops = towns.stop("W1"), towns.timetable.stops
    return float(stops.lat[row]), float(stops.lon[row])


def test_working_wi_fi_near_one_comes_nearest_first_in_words(told, towns):
    lat, lon = gate_of(towns)
    near = f"?near={lat + 0.0009:.6f},{lon:.6f}&workingOnly=true"
    answer = told.ask(f"{near}&language=en")
    assert (answer["total"], answer["working"]) == (2, 2)
    assert answer["text"] == "2 of 2 free Wi-Fi access points work."
    assert [one["text"] for one in answer["points"]] == [
        "bus 365, 100 m, works, quiet, 7 devices",
        "stop West Village Gate, 100 m, works, quiet, 7 devices",
    ]
    korean = told.ask(f"{near}&language=ko")
    assert [one["text"] for one in korean["points"]] == [
        "365번 버스, 100 m, 사용 가능, 여유, 접속 기기 7대",
        "서마을 입구 정류소, 100 m, 사용 가능, 여유, 접속 기기 7대",
    ]


def test_everything_known_of_an_access_point_is_told(told):
    (one,) = told.ask(f"?vehicle={BUS}&language=en")["points"]
    assert (one["accessPoint"], one["vehicle"], one["stop"], one["line"]) == (BUS, BUS, "", "365")
    assert (one["status"], one["works"], one["clients"], one["load"]) == (
        "working",
        True,
        7,
        "quiet",
    )
    assert (one["uplink"], one["rsrpDbm"], one["signal"]) == ("5g", -91.0, "fair")
    assert (one["expectedSsid"], one["ssidWrongSince"]) == ("Jeju Free Bus_WIFI_365", None)
    assert (one["asOf"], one["ageS"], one["distanceM"]) == (f"{DAY}T09:00:00+09:00", 0, None)


def test_wi_fi_is_asked_for_by_stop_by_box_and_up_to_a_limit(told, towns):
    (pier,) = told.ask("?stop=E1&language=en")["points"]
    assert (pier["status"], pier["text"]) == (
        "down",
        "stop East Village Pier, does not work",
    )
    lat, lon = gate_of(towns)
    box = f"{lon - 0.001:.6f},{lat - 0.001:.6f},{lon + 0.001:.6f},{lat + 0.001:.6f}"
    assert {one["accessPoint"] for one in told.ask(f"?bbox={box}")["points"]} == {BUS, GATE}
    assert {one["accessPoint"] for one in told.ask()["points"]} == {BUS, GATE, PIER}
    limited = told.ask("?limit=1")
    assert (len(limited["points"]), limited["total"], limited["working"]) == (1, 3, 2)
    assert told.ask("?stop=W2") == limited | {
        "total": 0,
        "working": 0,
        "text": "0 of 0 free Wi-Fi access points work.",
        "points": [],
    }


@pytest.mark.parametrize(
    "query", ["?near=here", "?bbox=1,2,3", "?workingOnly=perhaps", "?limit=0", "?clients=1"]
)
def test_what_cannot_be_meant_is_one_sentence(server, query):
    assert_problem(server.client.get(PATH + query), 400, "bad_input", " ")


def test_a_server_that_listens_to_none_says_so(client):
    answer = client.get(PATH).json()
    assert (answer["asOf"], answer["points"], answer["total"]) == ("", [], 0)
    assert_problem(client.get(f"{PATH}/ssid/1/1"), 503, "could_not_look", "no access points")
    assert_problem(client.post(DOOR, json=REPORT), 503, "could_not_look", "no Wi-Fi")


def test_a_report_is_taken_and_answered_with_the_name_to_have(told):
    answer = told.post(json=REPORT)
    assert (answer.status_code, answer.json()) == (
        202,
        {"accepted": 1, "ssid": "Jeju Free Bus_WIFI_365"},
    )
    assert told.client.get(f"{PATH}/ssid/{BUS}").json() == {
        "accessPoint": BUS,
        "ssid": "Jeju Free Bus_WIFI_365",
    }
    several = [REPORT, REPORT | {"accessPoint": "1/1/2"}]
    assert told.post(json=several).json()["accepted"] == 2
    assert told.post(who=GATE, json=REPORT).json() == {"accepted": 1, "ssid": ""}
    told.book.look(fleet(NOW), now=NOW)
    assert "1/1/2" in told.book.get_current().points


def test_a_report_must_be_of_its_own_place_and_readable(server):
    assert_problem(server.post(json=REPORT, secret="wrong"), 401, "terminal_unknown", "Sign in")
    assert_problem(
        server.post(json=[REPORT, REPORT | {"accessPoint": GATE}]), 403, "other_vehicle", "1/1"
    )
    assert_problem(server.post(json=REPORT | {"mac": "x"}), 422, "fix_unreadable", "`mac`")
    assert_problem(server.post(content=b"x" * 70_000), 413, "message_too_large", "65536")
    assert server.book.look(fleet(NOW), now=NOW).points == {}
    assert server.intake.counters.refused == {
        Refused.CREDENTIAL: 1,
        Refused.OTHER_VEHICLE: 1,
        Refused.UNREADABLE: 1,
        Refused.TOO_LARGE: 1,
    }


def test_a_name_is_told_of_access_points_only(server):
    assert_problem(
        server.client.get(f"{PATH}/ssid/1/1/2/3"), 422, "fix_unreadable", "no access point"
    )


def test_the_months_data_is_for_staff(server):
    assert_problem(server.client.get(f"{PATH}/pool"), 401, "not_signed_in", "staff")


def test_staff_see_the_months_data_and_what_its_end_means(server):
    server.sign_in(Role.VIEWER)
    past = NOW - timedelta(days=3)
    told = report(GATE, NOW, counted=950_000_000_000, since=past)
    server.book.take(told, now_ms=to_ms(NOW))
    server.book.look(fleet(NOW), now=NOW)
    answer = server.client.get(f"{PATH}/pool?language=en")
    pool = answer.json()
    assert answer.status_code == 200
    assert (pool["month"], pool["usedBytes"], pool["poolBytes"], pool["usedRatio"]) == (
        "2026-11",
        950_000_000_000,
        1_000_000_000_000,
        0.95,
    )
    assert (pool["level"], pool["text"]) == (
        "nearly_out",
        "More than 90% of this month's data is used.",
    )
    assert "bus positions" in pool["risk"]
    assert "버스 위치" in server.client.get(f"{PATH}/pool?language=ko").json()["risk"]


@pytest.mark.parametrize("path", ["", "/ssid/{access_point}"])
def test_every_answer_is_one_that_the_description_names(description, path):
    @given(case=description[PATH + path]["GET"].as_strategy())
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()


def test_the_door_answers_whatever_is_sent_as_it_is_described(server):
    described = schemathesis.openapi.from_asgi("/api/openapi.json", server.client.app)
    credential = server.terminals[BUS]

    @given(case=described[DOOR]["POST"].as_strategy())
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        auth = (credential.username, credential.secret)
        case.call_and_validate(checks=CHECKS, auth=auth)

    ask()
