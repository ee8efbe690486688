import asyncio
import base64
import contextlib
import threading
from types import SimpleNamespace

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from tests.app.served import desk_of
from tests.live.doors.terminals import NOW, Fleet, generous

from modugil.api.fixes import MOST_BYTES
from modugil.api.fixes_description import NMEA_LINES, ONE_FIX
from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.core.clock import FixedClock
from modugil.live.doors.counters import Refused
from modugil.live.doors.intake import Intake
from modugil.live.terminals.rate_limit import RateSettings
from modugil.pages.map.tiles import build_tiles
from modugil.store.journal import Journal
from modugil.store.segments import read_records

PATH = "/api/v1/fixes"
MEMBERS = {"type", "title", "status", "detail", "allowed", "instance"}


@contextlib.contextmanager
def running(intake):
    """The intake in a loop of its own thread, as the server has it."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(intake.start(), loop).result()
    yield intake
    asyncio.run_coroutine_threadsafe(intake.stop(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


class Door:
    """The HTTP door of a server with two terminals, 1/1 and 1/2."""

    def __init__(self, folder, fleet, intake, client):
        self.folder, self.fleet, self.intake, self.client = folder, fleet, intake, client

    def post(self, *, vehicle="1/1", secret=None, **asked):
        credential = self.fleet[vehicle]
        auth = (credential.username, credential.secret if secret is None else secret)
        return self.client.post(PATH, auth=auth, **asked)

    def kept(self):
        return len(list(read_records(self.folder / "journal")))


@pytest.fixture
def open_door(tmp_path, towns):
    with contextlib.ExitStack() as stack:

        def open_one(**settings):
            fleet = Fleet(tmp_path, "1/1", "1/2")
            journal = Journal(tmp_path / "journal")
            stack.callback(journal.close)
            intake = Intake(
                journal,
                terminals=fleet.registry,
                clock=FixedClock(NOW),
                settings=generous(**settings),
            )
            stack.enter_context(running(intake))
            region = towns.planner.region
            tiles = build_tiles(
                streets=region.streets, timetable=region.timetable, places=towns.planner.places
            )
            live = SimpleNamespace(intake=intake, describe=None)
            web = wire(
                desk_of(towns.planner), tiles=tiles, outline=towns.folder / OUTLINE, live=live
            )
            return Door(tmp_path, fleet, intake, stack.enter_context(TestClient(web)))

        yield open_one


@pytest.fixture
def door(open_door):
    return open_door()


def assert_problem(answer, status, code, said):
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert set(told) == MEMBERS
    assert told["type"] == f"/api/docs#{code}"
    assert said in f"{told['detail']} {told['allowed']}"


def test_one_fix_is_safe_when_it_is_answered(door):
    answer = door.post(json=ONE_FIX)
    assert (answer.status_code, answer.json()) == (202, {"accepted": 1, "damagedLines": 0})
    assert door.kept() == 1
    (fix,) = door.intake.drain()
    assert (fix.vehicle, fix.quality, fix.hint.trip_id) == ("1/1", 4, "2110-1-0720")


def test_a_gap_is_sent_later_as_a_list(door):
    batch = [ONE_FIX | {"time": f"2026-11-22T06:{n // 60:02d}:{n % 60:02d}Z"} for n in range(900)]
    answer = door.post(json=batch)
    assert answer.json()["accepted"] == 900
    assert door.kept() == 900


def test_lines_of_nmea_come_as_plain_text(door):
    answer = door.post(
        content=NMEA_LINES + "$GNGGA,damaged*00", headers={"content-type": "text/plain"}
    )
    assert answer.json() == {"accepted": 1, "damagedLines": 1}
    assert door.intake.drain()[0].quality == 4


@pytest.mark.parametrize("header", [None, "Basic !!!", "Bearer x", "Basic " + "YQ=="])
def test_without_a_credential_nothing_is_taken(door, header):
    headers = {} if header is None else {"authorization": header}
    answer = door.client.post(PATH, json=ONE_FIX, headers=headers)
    assert_problem(answer, 401, "terminal_unknown", "Sign in")
    assert answer.headers["www-authenticate"].startswith("Basic ")


def test_a_wrong_or_revoked_credential_is_refused(door):
    assert_problem(door.post(json=ONE_FIX, secret="guess"), 401, "terminal_unknown", "Sign in")
    assert door.post(json=ONE_FIX).status_code == 202
    door.fleet.registry.revoke("1/1", now=NOW)
    assert_problem(door.post(json=ONE_FIX), 401, "terminal_unknown", "Sign in")
    assert door.intake.counters.refused == {Refused.CREDENTIAL: 2}


def test_a_name_in_any_script_is_only_unknown(door):
    token = base64.b64encode("제주:비밀".encode()).decode()
    answer = door.client.post(PATH, json=ONE_FIX, headers={"authorization": f"Basic {token}"})
    assert_problem(answer, 401, "terminal_unknown", "Sign in")


def test_another_vehicle_in_the_middle_of_a_list_keeps_all_of_it_out(door):
    answer = door.post(json=[ONE_FIX, ONE_FIX | {"vehicle": "1/2"}, ONE_FIX])
    assert_problem(answer, 403, "other_vehicle", "1/1")
    assert door.kept() == 0


@pytest.mark.parametrize(
    "body, said",
    [
        (b"", "truncated"),
        (b"{", "truncated"),
        (b"[]", "0 fixes"),
        (b'[{"time":"2026-11-22T06:12:30Z"},{"time":"soon"}]', "$[1].time"),
        (b'{"time":"2026-11-22T06:12:30Z","lat":91,"lon":0}', "$.lat"),
        (b'{"time":"2026-11-22T06:12:30Z","speed":1}', "speed"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(door, body, said):
    answer = door.post(content=body, headers={"content-type": "application/json"})
    assert_problem(answer, 422, "fix_unreadable", said)
    assert door.intake.counters.refused == {Refused.UNREADABLE: 1}


def test_nmea_without_a_fix_and_a_type_not_spoken_are_told(door):
    answer = door.post(content=b"hello", headers={"content-type": "text/plain"})
    assert_problem(answer, 422, "fix_unreadable", "Line 1")
    answer = door.post(content=b"<fix/>", headers={"content-type": "application/xml"})
    assert_problem(answer, 422, "fix_unreadable", "application/xml")


def test_a_message_too_large_is_refused(door):
    answer = door.post(content=b" " * (MOST_BYTES + 1))
    assert_problem(answer, 413, "message_too_large", str(MOST_BYTES))


def test_above_its_rate_a_terminal_is_told_when_to_come_again(open_door):
    door = open_door(rate=RateSettings(fixes_per_s=1, burst_fixes=2))
    assert door.post(json=[ONE_FIX, ONE_FIX]).status_code == 202
    answer = door.post(json=ONE_FIX)
    assert_problem(answer, 429, "too_many", "5 s")
    assert answer.headers["retry-after"] == "5"
    assert door.post(vehicle="1/2", json=ONE_FIX).status_code == 202


def test_when_the_disk_is_full_nothing_is_acknowledged(door, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("modugil.store.journal.os.fdatasync", full)
    assert_problem(door.post(json=ONE_FIX), 503, "could_not_look", "Keep the fixes")


def test_a_query_that_nobody_knows_is_refused(door):
    assert_problem(door.post(json=ONE_FIX, params={"x": "1"}), 400, "bad_input", "x")


def test_a_server_without_vehicles_says_so(client):
    answer = client.post(PATH, json=ONE_FIX)
    assert_problem(answer, 503, "could_not_look", "follows no vehicles")


def test_titles_are_in_the_language_of_the_reader(door):
    answer = door.client.post(PATH, json=ONE_FIX, headers={"accept-language": "ko"})
    assert answer.json()["title"] == "등록되지 않은 단말기입니다"


def test_the_description_names_every_field_with_its_limits(client):
    told = client.get("/api/openapi.json").json()["paths"][PATH]["post"]
    content = told["requestBody"]["content"]
    one, several = content["application/json"]["schema"]["oneOf"]
    assert set(one["properties"]) >= {"time", "lat", "lon", "quality", "wheelchairBaysFree"}
    assert one["required"] == ["time"]
    assert several["maxItems"] == 1000
    assert "text/plain" in content
    assert set(told["responses"]) >= {"202", "401", "403", "413", "422", "429", "503"}


def test_whatever_is_sent_is_answered_and_never_a_fault(door):
    described = schemathesis.openapi.from_asgi("/api/openapi.json", door.client.app)
    credential = door.fleet["1/1"]
    answered = set()

    @given(case=described[PATH]["POST"].as_strategy())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        answer = case.call(auth=(credential.username, credential.secret))
        assert answer.status_code in (202, 400, 403, 422)
        answered.add(answer.status_code)

    ask()
    assert 202 in answered
