"""Many who look at the moving buses at once, and how old what they see is when they see it.

    python stream_readers.py ADDRESS SECONDS QUERIES

QUERIES is JSON: [[query, how many], ...]. Prints what came, as JSON. One in ten readers takes the
time of every position it gets; the others count only, as the machine is one.
"""

import asyncio
import json
import re
import sys
import time
from urllib.parse import urlsplit
from urllib.request import urlopen

import numpy as np

SETTLE_S = 5.0
TIMED_OF = 10
AT_ONCE = 100
MEASURED = re.compile(rb'"t":(\d+)')


class Reader(asyncio.Protocol):
    """One connection, which reads all that comes."""

    def __init__(self, request: bytes, offset_ms: float, is_timed: bool) -> None:
        self.request, self.offset_ms, self.is_timed = request, offset_ms, is_timed
        self.open = False
        self.frames = self.changes = self.bytes = 0
        self.age_ms: list[float] = []
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.open = True
        self.bytes += len(data)
        *events, self._rest = (self._rest + data).split(b"\n\n")
        for event in events:
            self._take(event)

    def _take(self, event: bytes) -> None:
        self.frames += b"event: frame" in event
        if b"event: change" in event:
            self.changes += 1
            if self.is_timed:
                now_ms = time.time_ns() / 1e6 + self.offset_ms
                self.age_ms += [now_ms - int(t) for t in MEASURED.findall(event)]

    def connection_lost(self, error: Exception | None) -> None:
        self.open = False


def read_offset_ms(address: str) -> float:
    """How far the server's clock is ahead of this machine's."""
    before = time.time_ns() / 1e6
    with urlopen(f"{address}/api/v1/clock") as answer:
        told = json.load(answer)["nowMs"]
    return float(told) - (before + time.time_ns() / 1e6) / 2


async def read(address: str, seconds: float, queries: list[tuple[str, int]]) -> dict:
    where, offset_ms = urlsplit(address), read_offset_ms(address)
    readers: list[Reader] = []
    loop = asyncio.get_running_loop()
    began_s = time.monotonic()
    for query, count in queries:
        path = f"/api/v1/vehicles/stream?{query}"
        request = f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode()
        for number in range(count):
            reader = Reader(request, offset_ms, number % TIMED_OF == 0)
            await loop.create_connection(
                lambda one=reader: one,  # type: ignore[misc]
                where.hostname or "",
                where.port or 0,
            )
            readers.append(reader)
            if len(readers) % AT_ONCE == 0:
                await asyncio.sleep(0.1)
    opened_s = time.monotonic() - began_s
    await asyncio.sleep(SETTLE_S)
    for reader in readers:
        reader.frames = reader.changes = reader.bytes = 0
        reader.age_ms.clear()
    await asyncio.sleep(seconds)
    return tell(readers, opened_s, seconds)


def tell(readers: list[Reader], opened_s: float, seconds: float) -> dict:
    ages = np.concatenate([one.age_ms for one in readers])
    return {
        "open": sum(one.open for one in readers),
        "opened_s": opened_s,
        "fewest_changes": min(one.changes for one in readers),
        "frames": sum(one.frames for one in readers),
        "events_per_s": sum(one.changes for one in readers) / seconds,
        "megabytes_per_s": sum(one.bytes for one in readers) / seconds / 1e6,
        "positions": len(ages),
        "age_p50_ms": float(np.quantile(ages, 0.5)),
        "age_p99_ms": float(np.quantile(ages, 0.99)),
    }


if __name__ == "__main__":
    told = asyncio.run(read(sys.argv[1], float(sys.argv[2]), json.loads(sys.argv[3])))
    sys.stdout.write(json.dumps(told))
