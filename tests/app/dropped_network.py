"""A network that drops between buses, readers and the server, and what came of it."""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.app.live_server import LiveServer, issue
from tests.app.proxy import Proxy
from tests.app.terminals import Terminal, now_ms, stand

from modugil.core.geo import LatLon

BEFORE_S, AFTER_S = 5.0, 10.0
FRESH_S = 3.0


@dataclass
class Outcome:
    """What was told, what came, and how long until all was right again."""

    told: int = 0
    lost: int = 0
    twice: int = 0
    unexplained: int = 0
    """Of these, fixes that did not wait for their receipt when the network was mended."""
    fresh_after_s: float = float("nan")
    """From mended until every bus was shown with a position not older than 3 s."""
    reader_after_s: float = float("nan")
    """From mended until a reader of the stream knew what everybody knows."""
    resumed_with: str = ""
    """The first event of the reader that came back."""


def drop_network(
    region: Path, state: Path, *, buses: int, seconds: float, place: LatLon
) -> Outcome:
    """Drive buses through a network that drops for so long."""
    names = [f"0055/{number:05d}" for number in range(buses)]
    credentials = issue(state, names)
    fleet = [Terminal(credentials[name], stand(place)) for name in names]
    outcome = Outcome()
    with LiveServer(region, state) as server:
        web = urlsplit(server.address).port
        assert web is not None
        with Proxy(server.port) as field, Proxy(web) as street:
            unanswered = asyncio.run(_go(server, fleet, (field, street), seconds, outcome))
    kept = Counter((fix.vehicle, fix.time_ms) for fix in server.read_fixes())
    for one in fleet:
        assert one.unsafe == 0
        outcome.told += len(set(one.acknowledged))
        outcome.lost += sum(kept[one.credential.vehicle, at] == 0 for at in one.acknowledged)
    outcome.twice = sum(count - 1 for count in kept.values())
    outcome.unexplained = sum(count > 1 and at not in unanswered for at, count in kept.items())
    return outcome


async def _go(
    server: LiveServer,
    fleet: list[Terminal],
    network: tuple[Proxy, Proxy],
    seconds: float,
    outcome: Outcome,
) -> set[tuple[str, int]]:
    """Drive, drop and mend; the fixes that had no receipt when the network was mended."""
    field, street = network
    length_s = BEFORE_S + seconds + AFTER_S
    drives = [
        asyncio.create_task(one.drive(field.port, seconds=length_s, start_s=number / len(fleet)))
        for number, one in enumerate(fleet)
    ]
    reader = StreamReader(street.port)
    reading = asyncio.create_task(reader.keep_reading())
    await asyncio.sleep(BEFORE_S)
    assert len(reader.held) == len(fleet)
    field.cut()
    street.cut()
    await asyncio.sleep(seconds)
    stopped_at = dict(reader.held)
    unanswered = {
        (one.credential.vehicle, time_ms)
        for one in fleet
        for _, time_ms, _ in one._waiting.values()
    }
    began_s = time.monotonic()
    street.mend()
    field.mend()
    reader.since_mended.clear()
    watching = asyncio.create_task(_watch(server, fleet, outcome, began_s))
    while not all(reader.held.get(name, 0) > at for name, at in stopped_at.items()):
        assert time.monotonic() - began_s < 60.0, "the reader never came back"
        await asyncio.sleep(0.05)
    outcome.reader_after_s = time.monotonic() - began_s
    outcome.resumed_with = reader.since_mended[0]
    await watching
    await asyncio.gather(*drives)
    reading.cancel()
    return unanswered


async def _watch(
    server: LiveServer, fleet: list[Terminal], outcome: Outcome, began_s: float
) -> None:
    while True:
        measured = await asyncio.to_thread(server.list_measured)
        old = now_ms() / 1000 - FRESH_S
        if len(measured) == len(fleet) and all(at.timestamp() > old for at in measured.values()):
            outcome.fresh_after_s = time.monotonic() - began_s
            return
        assert time.monotonic() - began_s < 60.0, "the buses never were right again"
        await asyncio.sleep(0.1)


class StreamReader:
    """Reads the stream of buses as a browser does: comes back with the id of the last event."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.held: dict[str, int] = {}
        """When the position of each bus was measured, as far as it was told."""
        self.since_mended: list[str] = []
        self._last_id = ""

    async def keep_reading(self) -> None:
        while True:
            try:
                await self._read()
            except (OSError, EOFError):
                await asyncio.sleep(0.2)

    async def _read(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)
        last = f"Last-Event-ID: {self._last_id}\r\n" if self._last_id else ""
        head = f"GET /api/v1/vehicles/stream HTTP/1.1\r\nHost: localhost\r\n{last}\r\n"
        writer.write(head.encode())
        try:
            while True:
                self._take((await reader.readuntil(b"\n\n")).decode())
        finally:
            writer.close()

    def _take(self, event: str) -> None:
        lines = dict(line.split(": ", 1) for line in event.splitlines() if ": " in line)
        if "data" not in lines:
            return
        self._last_id = lines["id"]
        told = json.loads(lines["data"])
        if lines["event"] == "frame":
            self.held.clear()
        for name in told["gone"]:
            self.held.pop(name, None)
        self.held |= {one["id"]: one["t"] for one in told["vehicles"]}
        self.since_mended.append(lines["event"])
