"""Users of an app that speaks OneBusAway, against one server: keep-alive connections, think time.

Run as a program: ADDRESS USERS THINK_S DURATION_S SEED; prints how soon each kind was answered.
Every user has one connection, asks, reads the whole answer, thinks (exponential), asks again. An
answer counts as good with HTTP 200 and the envelope's own code 200, which is read in every one.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

MIX = (
    ("arrivals-and-departures-for-stop", 40),
    ("stops-for-location", 25),
    ("vehicles-for-agency", 15),
    ("trip-details", 10),
    ("other", 10),
)
HEADERS = "Host: bench\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n\r\n"
TRIPS_AGAIN_S = 10.0
ANSWER_S = 30.0


@dataclass
class Known:
    """What users ask about: all stops and lines, and the trips that are driven now."""

    agency: str
    stops: list[tuple[str, float, float]]
    routes: list[str]
    trips: list[str] = field(default_factory=list)


@dataclass
class Tally:
    """What came back."""

    took_s: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind, _ in MIX})
    errors: list[str] = field(default_factory=list)
    bytes_read: int = 0
    closed: bool = False


class Connection:
    """One keep-alive connection."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> tuple[int, bytes, bool]:
        """Status, body and whether it is squeezed.

        A server may close a connection that nobody uses; then, as every client does, another one
        is opened, and what met the closing is asked once more.
        """
        used = self._reader is not None and not self._reader.at_eof()
        try:
            return await self._get(path)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.close()
            if not used:
                raise
            return await self._get(path)

    async def _get(self, path: str) -> tuple[int, bytes, bool]:
        if self._reader is None or self._writer is None or self._reader.at_eof():
            self.close()
            self._reader, self._writer = await asyncio.open_connection(
                self._host, self._port, limit=1 << 22
            )
        self._writer.write(f"GET {path} HTTP/1.1\r\n{HEADERS}".encode("ascii"))
        head = await self._reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
        body = await self._reader.readexactly(length)
        return int(head[9:12]), body, b"\r\ncontent-encoding: gzip" in head.lower()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


def is_good(status: int, body: bytes, squeezed: bool) -> bool:
    """Whether it is an answer: the envelope begins with its code."""
    plain = gzip.zlib.decompressobj(31).decompress(body, 40) if squeezed else body[:40]  # type: ignore[attr-defined]
    return status == 200 and plain.startswith(b'{"code":200,')


def choose(known: Known, dice: random.Random) -> tuple[str, str]:
    """The kind of the next question, and its address."""
    kind = dice.choices([kind for kind, _ in MIX], [share for _, share in MIX])[0]
    stop, lat, lon = dice.choice(known.stops)
    if kind == "arrivals-and-departures-for-stop":
        path = f"arrivals-and-departures-for-stop/{quote(stop)}.json?key=bench"
    elif kind == "stops-for-location":
        lat, lon = lat + dice.gauss(0, 0.003), lon + dice.gauss(0, 0.003)
        span = dice.choice((0.005, 0.01, 0.02))
        path = f"stops-for-location.json?lat={lat:.6f}&lon={lon:.6f}&latSpan={span}&lonSpan={span}"
    elif kind == "vehicles-for-agency":
        path = f"vehicles-for-agency/{known.agency}.json?key=bench"
    elif kind == "trip-details":
        path = f"trip-details/{quote(dice.choice(known.trips))}.json?key=bench"
    else:
        path = dice.choice(OTHERS)(known, dice, stop)
    return kind, "/api/where/" + path


OTHERS: tuple[Callable[[Known, random.Random, str], str], ...] = (
    lambda known, dice, stop: f"stop/{quote(stop)}.json",
    lambda known, dice, stop: f"route/{quote(dice.choice(known.routes))}.json",
    lambda known, dice, stop: f"trips-for-route/{quote(dice.choice(known.routes))}.json",
    lambda known, dice, stop: f"stops-for-route/{quote(dice.choice(known.routes))}.json",
    lambda known, dice, stop: f"schedule-for-stop/{quote(stop)}.json",
    lambda known, dice, stop: "current-time.json",
    lambda known, dice, stop: "agencies-with-coverage.json",
)


async def be_user(
    connection: Connection, known: Known, tally: Tally, dice: random.Random, *, think_s: float
) -> None:
    """Ask until the tally is closed; the first question comes at a moment of one's own."""
    await asyncio.sleep(dice.uniform(0, think_s))
    while not tally.closed:
        kind, path = choose(known, dice)
        began = time.perf_counter()
        try:
            async with asyncio.timeout(ANSWER_S):
                status, body, squeezed = await connection.get(path)
            tally.took_s[kind].append(time.perf_counter() - began)
            tally.bytes_read += len(body)
            if not is_good(status, body, squeezed):
                tally.errors.append(f"{status} {path}")
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            tally.errors.append(f"{type(error).__name__} {path}")
            connection.close()
        await asyncio.sleep(dice.expovariate(1 / think_s))


async def ask(connection: Connection, path: str) -> Any:
    _, body, squeezed = await connection.get("/api/where/" + path)
    return json.loads(gzip.decompress(body) if squeezed else body)["data"]


async def learn(connection: Connection) -> Known:
    """What there is to ask about."""
    covered = (await ask(connection, "agencies-with-coverage.json"))["list"]
    agency = covered[0]["agencyId"]
    stops = (await ask(connection, f"stops-for-agency/{agency}.json"))["list"]
    routes = (await ask(connection, f"route-ids-for-agency/{agency}.json"))["list"]
    return Known(agency, [(one["id"], one["lat"], one["lon"]) for one in stops], routes)


async def keep_trips(connection: Connection, known: Known) -> None:
    """Which trips are driven, again and again."""
    while True:
        told = (await ask(connection, f"vehicles-for-agency/{known.agency}.json"))["list"]
        known.trips = [one["tripId"] for one in told if one["tripId"]] or known.trips
        await asyncio.sleep(TRIPS_AGAIN_S)


async def run(address: str, *, users: int, think_s: float, duration_s: float, seed: int) -> Any:
    """What all users saw; the first tenth of the time is not counted."""
    place = urlsplit(address)
    assert place.hostname and place.port
    connections = [Connection(place.hostname, place.port) for _ in range(users + 1)]
    known, tally = await learn(connections[0]), Tally()
    watch = asyncio.create_task(keep_trips(connections[0], known))
    while not known.trips and not watch.done():
        await asyncio.sleep(0.05)
    if watch.done():
        await watch  # says why
    tasks = [
        asyncio.create_task(
            be_user(
                connections[at], known, tally, random.Random(seed * 10_000 + at), think_s=think_s
            )
        )
        for at in range(1, users + 1)
    ]
    await asyncio.sleep(max(think_s, duration_s / 10))
    counted, errors_before = Tally(), len(tally.errors)
    for kind in tally.took_s:
        tally.took_s[kind] = counted.took_s[kind]
    tally.bytes_read = 0
    began = time.perf_counter()
    await asyncio.sleep(duration_s)
    took_s = time.perf_counter() - began
    tally.closed = True
    for task in (watch, *tasks):
        task.cancel()
    await asyncio.wait((watch, *tasks), timeout=ANSWER_S)
    return describe(tally, took_s, errors_before)


def describe(tally: Tally, took_s: float, errors_before: int) -> dict[str, Any]:
    every = [one for kind in tally.took_s.values() for one in kind]
    return {
        "requests": len(every),
        "rate": len(every) / took_s,
        "errors": len(tally.errors),
        "errors_before": errors_before,
        "first_errors": tally.errors[:5],
        "megabytes_per_s": tally.bytes_read / took_s / 1e6,
        "all": quantiles(every),
        **{kind: quantiles(one) for kind, one in tally.took_s.items()},
    }


def quantiles(values_s: list[float]) -> dict[str, float]:
    """Milliseconds: median, 99 of 100, the longest."""
    if not values_s:
        return {"p50_ms": 0.0, "p99_ms": 0.0, "most_ms": 0.0}
    ordered = sorted(values_s)
    at = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.99)]
    return {"p50_ms": at[0] * 1e3, "p99_ms": at[1] * 1e3, "most_ms": ordered[-1] * 1e3}


if __name__ == "__main__":
    address, users, think_s, duration_s, seed = sys.argv[1:]
    found = asyncio.run(
        run(
            address,
            users=int(users),
            think_s=float(think_s),
            duration_s=float(duration_s),
            seed=int(seed),
        )
    )
    print(json.dumps(found))
