"""A server that is killed in the middle: whatever it acknowledged is still there."""

import asyncio
import subprocess
import sys

from tests.live.doors.terminals import NOW_MS, Client, Fleet, compact

from modugil.live.doors.mqtt.packets import Connect, build_connect
from modugil.live.fix import Fix
from modugil.live.history.records import decode_record
from modugil.store.segments import read_records

SERVER = """
import asyncio, sys
from pathlib import Path
from modugil.core.clock import SystemClock
from modugil.live.doors.intake import Intake, IntakeSettings
from modugil.live.doors.mqtt.listener import MqttListener
from modugil.live.doors.mqtt.settings import MqttSettings
from modugil.live.terminals.rate_limit import RateSettings
from modugil.live.terminals.registry import TerminalRegistry
from modugil.store.database import open_database
from modugil.store.journal import Journal

async def main(folder):
    clock = SystemClock()
    registry = TerminalRegistry(open_database(folder / "state.sqlite"), now=clock.now())
    settings = IntakeSettings(rate=RateSettings(1000, 1_000_000))
    journal = Journal(folder / "journal")
    intake = Intake(journal, terminals=registry, clock=clock, settings=settings)
    await intake.start()
    print(await MqttListener(intake, settings=MqttSettings(port=0)).start(), flush=True)
    await asyncio.Event().wait()

asyncio.run(main(Path(sys.argv[1])))
"""


async def send_until_cut(port, credential, kill, after):
    """The times of the fixes that were acknowledged, and how many were sent."""
    client = Client(*await asyncio.open_connection("127.0.0.1", port))
    client.send(build_connect(Connect("c", True, 60, credential.username, credential.secret)))
    assert await client.read() == b"\x20\x02\x00\x00"
    acknowledged: set[int] = set()
    sent = 0
    while packet := await send_some(client, sent):
        sent += 10
        acknowledged.add(NOW_MS + int.from_bytes(packet[2:], "big"))
        if len(acknowledged) == after:
            kill()
    return acknowledged, sent


async def send_some(client, sent):
    for n in range(sent + 1, sent + 11):
        client.publish("/m/1/1/1", compact(NOW_MS + n), packet_id=n)
    return await client.read()


def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed(tmp_path):
    fleet = Fleet(tmp_path, "1/1")
    command = [sys.executable, "-c", SERVER, str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        acknowledged, sent = asyncio.run(send_until_cut(port, fleet["1/1"], server.kill, after=300))
    finally:
        server.kill()
        server.wait()
    kept = [decode_record(one) for one in read_records(tmp_path / "journal")]
    times = {one.time_ms for one in kept if isinstance(one, Fix)}
    assert len(acknowledged) >= 300
    assert acknowledged <= times
    assert sent > len(acknowledged)  # it was in the middle of something
