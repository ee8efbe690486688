"""Terminals that speak our compact form with QoS 1 and remember what was acknowledged."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
from tests.live.doors.terminals import Client, call

from modugil.core.geo import LatLon
from modugil.live.doors.mqtt.packets import Answer, Connect, Kind, build_connect, build_publish
from modugil.live.terminals.credentials import Credential

RETRY_S = 0.1
METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True)
class Door:
    """Where the listener is."""

    port: int


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def compact(time_ms: int, place: LatLon, *, trip: str = "", speed_mps: float = 8.0) -> bytes:
    """One fix as our terminals tell it."""
    message = {"f": [[time_ms, round(place.lat, 7), round(place.lon, 7), 4, speed_mps]]}
    return msgspec.json.encode(message | ({"t": trip} if trip else {}))


def connect_packet(credential: Credential, **changed: object) -> bytes:
    told = {"client": credential.username, "clean": True, "keep_alive_s": 60}
    told |= {"username": credential.username, "password": credential.secret}
    return build_connect(Connect(**(told | changed)))  # type: ignore[arg-type]


async def knock(port: int, credential: Credential, **changed: object) -> tuple[Client, int]:
    """A new connection, and what the server answered to it; -1 if it hung up without a word."""
    client = await call(Door(port))  # type: ignore[arg-type]
    client.send(connect_packet(credential, **changed))
    told = await client.read()
    return client, told[3] if told else -1


async def read_patiently(client: Client) -> bytes:
    """The next packet, however long it takes; nothing once the other side has hung up."""
    while True:
        with contextlib.suppress(TimeoutError):
            return await client.read()


def stand(place: LatLon, *, step_m: float = 4.0) -> Iterator[LatLon]:
    """Places to and fro along a meridian, so near to each other that nothing jumps."""
    for number in itertools.count():
        away = abs(number % 50 - 25)
        yield LatLon(place.lat + away * step_m / METRES_PER_DEGREE, place.lon)


@dataclass
class Terminal:
    """One bus that drives over these places, one a second, and sends again what was not safe."""

    credential: Credential
    places: Iterable[LatLon]
    trip: str = ""
    acknowledged: list[int] = field(default_factory=list)
    """Fixes by their time, in the order in which they were acknowledged."""
    ack_s: list[tuple[float, float]] = field(default_factory=list)
    """When each was sent (time.monotonic) and how long its acknowledgement took."""
    connected: int = 0
    cut_s: list[float] = field(default_factory=list)
    """When the connection ended."""
    _waiting: dict[int, tuple[bytes, int, float]] = field(default_factory=dict)
    _client: Client | None = None
    _number: int = 0

    @property
    def topic(self) -> str:
        return f"/m/1/{self.credential.vehicle}"

    @property
    def unsafe(self) -> int:
        """How many fixes are not acknowledged."""
        return len(self._waiting)

    def tell(self, time_ms: int, place: LatLon) -> None:
        """Send one fix now, or as soon as there is a connection."""
        self.send(compact(time_ms, place, trip=self.trip), time_ms)

    def send(self, body: bytes, time_ms: int) -> None:
        """Send a message whose newest fix is of that time."""
        self._number = self._number % 65_535 + 1
        packet = build_publish(self.topic, body, packet_id=self._number)
        self._waiting[self._number] = (packet, time_ms, time.monotonic())
        if self._client is not None:
            self._client.send(packet)

    async def drive(self, port: int, *, seconds: float, start_s: float = 0.0) -> None:
        """Tell a fix a second for so long; come back when all of them were acknowledged."""
        keeping = asyncio.create_task(self.keep_connected(port))
        await asyncio.sleep(start_s)
        began_s = time.monotonic()
        for number, place in enumerate(self.places):
            if time.monotonic() - began_s >= seconds:
                break
            self.tell(now_ms(), place)
            await asyncio.sleep(max(0.0, began_s + number + 1 - time.monotonic()))
        await self.settle(within_s=60.0)
        keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeping

    async def settle(self, *, within_s: float) -> None:
        until_s = time.monotonic() + within_s
        while self._waiting and time.monotonic() < until_s:
            await asyncio.sleep(0.02)

    async def keep_connected(self, port: int) -> None:
        """Connect again and again, and read what is acknowledged; until cancelled."""
        while True:
            with contextlib.suppress(OSError, EOFError):
                client, answer = await knock(port, self.credential)
                try:
                    if answer == Answer.ACCEPTED:
                        await self._listen(client)
                finally:
                    self._client = None
                    client.close()
                self.cut_s.append(time.monotonic())
            await asyncio.sleep(RETRY_S)

    async def _listen(self, client: Client) -> None:
        self._client = client
        self.connected += 1
        for packet, _, _ in self._waiting.values():
            client.send(packet)
        while packet := await read_patiently(client):
            if packet[0] >> 4 == Kind.PUBACK:
                self._take_ack(packet[2] << 8 | packet[3])

    def _take_ack(self, number: int) -> None:
        told = self._waiting.pop(number, None)
        if told is not None:
            _, time_ms, sent_s = told
            self.acknowledged.append(time_ms)
            self.ack_s.append((sent_s, time.monotonic() - sent_s))
