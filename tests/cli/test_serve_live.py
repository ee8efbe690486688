"""`modugil serve` and terminals that mean no good, or a computer that dies; all over sockets.

The long version with numbers is tests/proofs/test_hostile_terminals.py.
"""

import asyncio
import base64
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pyotp
import pytest
from tests.answers.world import POINTS
from tests.app.live_server import LiveServer, issue, take_back
from tests.app.terminals import Terminal, compact, knock, now_ms, stand
from tests.live.doors.terminals import Client

from modugil.core.clock import SystemClock
from modugil.core.geo import LatLon
from modugil.live.doors.mqtt.packets import Answer, Kind
from modugil.live.terminals.credentials import Credential
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE
from modugil.store.database import open_database

BUS, OTHER, REVOKED, HTTP = "0055/00001", "0055/00002", "0055/00003", "0055/00004"
PLACE = LatLon(*POINTS["k"])
SHOWN_S = 10.0
FEW = 5


@pytest.fixture(scope="module")
def server(towns, tmp_path_factory) -> Iterator[LiveServer]:
    """A server that knows four terminals."""
    state = tmp_path_factory.mktemp("live") / "state"
    credentials = issue(state, [BUS, OTHER, REVOKED, HTTP])
    with LiveServer(towns / "built", state) as running:
        running.credentials = credentials
        yield running


async def send_one(server: LiveServer, credential: Credential, vehicle: str) -> tuple[int, bytes]:
    """What the server answers to the connection, and to a fix of that vehicle."""
    client, answer = await knock(server.port, credential)
    client.publish(f"/m/1/{vehicle}", compact(now_ms(), PLACE), packet_id=1)
    try:
        return answer, await client.read()
    finally:
        client.close()


async def wait_for(condition, *, within_s: float = SHOWN_S) -> float:
    """Seconds until it holds."""
    began_s = time.monotonic()
    while not await asyncio.to_thread(condition):
        assert time.monotonic() - began_s < within_s, "it never came to that"
        await asyncio.sleep(0.02)
    return time.monotonic() - began_s


def test_the_right_terminal_is_acknowledged_and_everybody_sees_its_bus(server):
    async def go():
        answer, ack = await send_one(server, server.credentials[BUS], BUS)
        assert (answer, ack[0] >> 4) == (Answer.ACCEPTED, Kind.PUBACK)
        await wait_for(lambda: server.find_vehicle(BUS) is not None)

    asyncio.run(go())


def test_a_batch_over_http_is_taken_and_seen_too(server):
    told = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    fix = {"time": told, "lat": PLACE.lat, "lon": PLACE.lon}
    status, answer = post(server, server.credentials[HTTP], [fix])
    assert (status, answer) == (202, {"accepted": 1, "damagedLines": 0})
    asyncio.run(wait_for(lambda: server.find_vehicle(HTTP) is not None))
    wrong = replace(server.credentials[HTTP], secret="not the secret")
    assert post(server, wrong, [fix])[0] == 401


def post(server: LiveServer, credential: Credential, fixes: list[dict]) -> tuple[int, dict]:
    token = base64.b64encode(f"{credential.username}:{credential.secret}".encode()).decode()
    request = urllib.request.Request(
        f"{server.address}/api/v1/fixes",
        data=json.dumps(fixes).encode(),
        headers={"Authorization": f"Basic {token}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def test_staff_who_sign_in_see_the_fleet_a_moment_later(server):
    asyncio.run(send_one(server, server.credentials[BUS], BUS))
    cookie = sign_in_staff(server)

    def look(path: str) -> dict:
        address = f"{server.address}/api/v1/operations/{path}"
        request = urllib.request.Request(address, headers={"Cookie": cookie})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def is_watched() -> bool:
        (told,) = look(f"terminals?vehicle={BUS}")["terminals"]
        return told["fixes"] > 0

    asyncio.run(wait_for(is_watched))
    told = look("fleet")
    assert BUS in {one["vehicle"] for one in told["vehicles"] if one["state"] == "unassigned"}
    assert OTHER in {one["vehicle"] for one in told["vehicles"] if one["state"] == "never"}
    assert server.ask("accuracy")["overall"]["samples"] == 0
    with pytest.raises(urllib.error.HTTPError, match="401"):
        server.ask("operations/fleet")


def sign_in_staff(server: LiveServer) -> str:
    """The cookie of somebody who may look."""
    database = open_database(server.state / "state.sqlite")
    people, now = People(database), SystemClock().now()
    kim = people.add_account("kim", roles=[Role.VIEWER], now=now)
    code = pyotp.TOTP(kim.totp_secret).at(now)
    signed_in = people.sign_in(kim.name, kim.password, code, now=now)
    database.dispose()
    return f"{COOKIE}={signed_in.token}"


def test_a_wrong_key_is_refused_and_nothing_of_it_is_taken(server):
    before = server.live()
    wrong = replace(server.credentials[BUS], secret="not the secret")
    answer, ack = asyncio.run(send_one(server, wrong, BUS))
    after = server.live()
    assert (answer, ack) == (Answer.WRONG_CREDENTIAL, b"")
    assert after["received"] == before["received"]
    assert after["refused"]["credential"] == before["refused"].get("credential", 0) + 1


def test_who_speaks_for_another_bus_is_cut_off_and_that_bus_is_not_moved(server):
    before = server.live()
    answer, ack = asyncio.run(send_one(server, server.credentials[BUS], OTHER))
    after = server.live()
    assert (answer, ack) == (Answer.ACCEPTED, b"")
    assert after["received"] == before["received"]
    assert after["refused"]["other_vehicle"] == before["refused"].get("other_vehicle", 0) + 1
    assert server.find_vehicle(OTHER) is None


def test_a_terminal_that_is_revoked_is_cut_off_within_two_seconds(server):
    async def go() -> tuple[float, int]:
        client, answer = await knock(server.port, server.credentials[REVOKED])
        assert answer == Answer.ACCEPTED
        take_back(server.state, REVOKED)
        took_s = await seconds_until_cut(client)
        _, again = await knock(server.port, server.credentials[REVOKED])
        return took_s, again

    took_s, again = asyncio.run(go())
    assert took_s < 2.0
    assert again == Answer.WRONG_CREDENTIAL


async def seconds_until_cut(client: Client) -> float:
    began_s = time.monotonic()
    assert await client.is_cut()
    return time.monotonic() - began_s


def test_killed_in_the_middle_it_has_lost_no_fix_that_was_acknowledged(towns, tmp_path):
    names = [f"0055/{number:05d}" for number in range(FEW)]
    credentials = issue(tmp_path, names)
    fleet = [Terminal(credentials[name], stand(PLACE)) for name in names]
    with LiveServer(towns / "built", tmp_path) as server:
        asyncio.run(drive_and_kill(server, fleet))
        kept = {(fix.vehicle, fix.time_ms) for fix in server.read_fixes()}
        for terminal in fleet:
            assert len(terminal.acknowledged) >= 2
            assert {(terminal.credential.vehicle, ms) for ms in terminal.acknowledged} <= kept
        server.start()
        assert server.list_measured().keys() == set(names)


async def drive_and_kill(server: LiveServer, fleet: list[Terminal]) -> None:
    drives = [asyncio.create_task(one.drive(server.port, seconds=60.0)) for one in fleet]
    await wait_for(lambda: all(len(one.acknowledged) >= 2 for one in fleet))
    await asyncio.sleep(0.3)
    server.kill()
    for drive in drives:
        drive.cancel()
    await asyncio.gather(*drives, return_exceptions=True)
