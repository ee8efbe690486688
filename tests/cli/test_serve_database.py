"""`modugil serve` with PostgreSQL, which is killed and comes back: buses drive on meanwhile."""

import asyncio
import json
import urllib.error
import urllib.request

from tests.answers.world import POINTS
from tests.app.live_server import LiveServer
from tests.app.terminals import Terminal, knock, stand
from tests.live.doors.terminals import NOW

from modugil.core.geo import LatLon
from modugil.live.doors.mqtt.packets import Answer
from modugil.live.terminals.ledger import issue_all
from modugil.store.changes import note_change
from modugil.store.database import open_database

BUSES = ["0055/00001", "0055/00002"]
PARKED, LATE = "0055/00008", "0055/00009"
PLACE = LatLon(*POINTS["k"])
DRIVES_S = 12.0
KNOWN_S = 1.0


def ask(server, path):
    """Status and answer, also where it is an error."""
    try:
        with urllib.request.urlopen(f"{server.address}/api/v1/{path}", timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def test_a_killed_database_stops_no_bus_and_is_used_again_by_itself(
    towns, tmp_path, postgres, monkeypatch
):
    address = postgres.make_database()
    monkeypatch.setenv("MODUGIL_STORE_DATABASE", address)
    engine = open_database(address)
    credentials = {one.vehicle: one for one in issue_all(engine, [*BUSES, PARKED], now=NOW)}
    fleet = [Terminal(credentials[name], stand(PLACE)) for name in BUSES]
    with LiveServer(towns / "built", tmp_path) as server:
        asyncio.run(drive_through(server, fleet, credentials[PARKED], postgres, engine))
        said = server.stop()
    engine.dispose()
    for terminal in fleet:
        assert terminal.connected == 1, "a bus was cut off"
        assert terminal.unsafe == 0
        assert len(terminal.acknowledged) >= DRIVES_S - 1
        assert max(took for _, took in terminal.ack_s) < 2.0
    assert said.count("credentials cannot be read") == 1  # told once and not twice a second
    assert "Traceback" not in said
    assert not (tmp_path / "state.sqlite").exists()


async def drive_through(server, fleet, parked, postgres, engine):
    driving = [asyncio.create_task(one.drive(server.port, seconds=DRIVES_S)) for one in fleet]
    await asyncio.sleep(1.0)
    status, begun = await asyncio.to_thread(ask, server, "changes")
    assert status == 200
    await asyncio.to_thread(postgres.kill)
    before = [len(one.acknowledged) for one in fleet]
    status, told = await asyncio.to_thread(ask, server, f"changes?since={begun['next']}")
    assert (status, told["type"]) == (503, "/api/docs#could_not_look")
    await asyncio.sleep(3.0)
    assert all(len(one.acknowledged) >= n + 2 for one, n in zip(fleet, before, strict=True))
    assert await let_in(server, parked), "who was known before is known still"
    await asyncio.to_thread(postgres.start)
    status, _ = await asyncio.to_thread(ask, server, f"changes?since={begun['next']}")
    assert status == 200, "the first who asks is answered again"
    (late,) = issue_all(engine, [LATE], now=NOW)
    await asyncio.sleep(KNOWN_S)
    assert await let_in(server, late)
    with engine.begin() as connection:
        note_change(connection, "alerts", "a", NOW)
    _, told = await asyncio.to_thread(ask, server, f"changes?since={begun['next']}&wait=10")
    assert [one["id"] for one in told["changes"]] == ["a"]
    await asyncio.gather(*driving)


async def let_in(server, credential):
    client, answer = await knock(server.port, credential)
    client.close()
    return answer == Answer.ACCEPTED
