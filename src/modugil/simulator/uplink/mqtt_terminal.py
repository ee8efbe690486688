"""A terminal that speaks MQTT: what is not acknowledged is kept, and sent again after a break."""

import asyncio
import ssl
from collections import deque
from dataclasses import dataclass

from modugil.live.doors.mqtt.packets import (
    DISCONNECT,
    Connect,
    Kind,
    build_connect,
    build_message,
    mark_again,
)
from modugil.simulator.uplink.tally import Tally

KEEP_ALIVE_S = 90
IDLE_S = 60.0
"""A terminal with nothing to say for so long signs off."""
WINDOW = 64
"""Messages under way at once."""
MEMORY = 3_600
"""Messages a terminal keeps while it cannot send; then the oldest is given up."""
FIRST_RETRY_S, LAST_RETRY_S = 0.5, 20.0
REFUSED_RETRY_S = 30.0


@dataclass(frozen=True, slots=True)
class MqttDoor:
    """Where the MQTT listener is."""

    host: str
    port: int
    tls: ssl.SSLContext | None = None


class MqttTerminal(asyncio.Protocol):
    """One vehicle's connection; whatever `send` is given arrives at least once."""

    __slots__ = (
        "_buffer", "_credential", "_door", "_is_open", "_last_s", "_loop", "_number", "_retry_s",
        "_tally", "_timer", "_transport", "_under_way", "_waiting", "_wants", "name",
    )  # fmt: skip

    def __init__(
        self, name: str, *, door: MqttDoor, credential: tuple[str, str], tally: Tally
    ) -> None:
        """A terminal that is not connected yet."""
        self.name = name
        self._door = door
        self._credential = credential
        self._tally = tally
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.WriteTransport | None = None
        self._timer: asyncio.TimerHandle | asyncio.Task[None] | None = None
        self._is_open = False
        self._wants = False
        self._number = 0
        self._retry_s = FIRST_RETRY_S
        self._last_s = 0.0
        self._buffer = b""
        self._under_way: dict[int, tuple[bytes, float]] = {}
        self._waiting: deque[tuple[bytes, bytes]] = deque()

    def send(self, topic: bytes, payload: bytes, *, fixes: int = 1) -> None:
        """Publish a message with so many fixes, QoS 1: now if it can, else once it can."""
        self._tally.messages += 1
        self._tally.fixes += fixes
        if self._is_open and len(self._under_way) < WINDOW and not self._waiting:
            self._publish(topic, payload)
            return
        self._waiting.append((topic, payload))
        if len(self._waiting) > MEMORY:
            self._waiting.popleft()
            self._tally.dropped += 1
        if self._transport is None and self._timer is None:
            self.connect()

    def _publish(self, topic: bytes, payload: bytes) -> None:
        number = self._number = self._number % 65_535 + 1
        packet = build_message(topic, payload, packet_id=number)
        self._last_s = self._loop.time()
        self._under_way[number] = (packet, self._last_s)
        self._tally.bytes_sent += len(packet)
        assert self._transport is not None
        self._transport.write(packet)

    @property
    def unsafe_count(self) -> int:
        """Messages that the server has not acknowledged yet."""
        return len(self._under_way) + len(self._waiting)

    @property
    def is_connected(self) -> bool:
        """Whether the server has let the terminal in."""
        return self._is_open

    def connect(self) -> asyncio.Task[None]:
        """Begin to connect."""
        self._wants = True
        task = self._loop.create_task(self._connect())
        self._timer = task
        return task

    async def _connect(self) -> None:
        self._tally.connects += 1
        try:
            await self._loop.create_connection(
                lambda: self, self._door.host, self._door.port, ssl=self._door.tls
            )
        except OSError:
            self._retry(self._retry_s)

    def _retry(self, wait_s: float) -> None:
        self._timer = None
        if self._wants:
            self._retry_s = min(LAST_RETRY_S, 2.0 * self._retry_s)
            self._timer = self._loop.call_later(wait_s, self.connect)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Log in."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport, self._timer, self._buffer = transport, None, b""
        username, secret = self._credential
        client = self.name.replace("/", "-")
        transport.write(build_connect(Connect(client, True, KEEP_ALIVE_S, username, secret)))

    def connection_lost(self, exc: Exception | None) -> None:
        """Come back, soon at first and later after each failure."""
        self._transport, self._is_open = None, False
        if self._timer is None:
            self._retry(self._retry_s)

    def data_received(self, data: bytes) -> None:
        """Read what the server acknowledges."""
        data = self._buffer + data if self._buffer else data
        place, end = 0, len(data)
        while end - place >= 2 and end - place >= 2 + data[place + 1]:
            kind = data[place] >> 4
            if kind == Kind.PUBACK:
                self._acknowledge(data[place + 2] << 8 | data[place + 3])
            elif kind == Kind.CONNACK:
                self._enter(data[place + 3])
            place += 2 + data[place + 1]
        self._buffer = data[place:]
        while self._waiting and self._is_open and len(self._under_way) < WINDOW:
            self._publish(*self._waiting.popleft())

    def _acknowledge(self, number: int) -> None:
        kept = self._under_way.pop(number, None)
        if kept is not None:
            self._tally.acknowledge(self._loop.time() - kept[1])

    def _enter(self, code: int) -> None:
        """Send again what was under way when the connection broke, in the old order."""
        assert self._transport is not None
        if code != 0:
            self._tally.refused += 1
            self._transport.abort()
            self._retry(REFUSED_RETRY_S)
            return
        self._is_open, self._retry_s = True, FIRST_RETRY_S
        self._last_s = self._loop.time()
        for packet, _ in self._under_way.values():
            self._tally.resent += 1
            self._tally.bytes_sent += len(packet)
            self._transport.write(mark_again(packet))

    def sign_off_if_idle(self, now_s: float) -> None:
        """Disconnect when there was nothing to say for long; the next fix connects again."""
        if self._is_open and not self.unsafe_count and now_s - self._last_s > IDLE_S:
            self.close()

    def drop(self) -> None:
        """Lose the connection without a word, as in a tunnel; the next fix connects again."""
        self._wants = False
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """Disconnect as MQTT asks."""
        self._wants = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._transport is not None:
            self._transport.write(DISCONNECT)
            self._transport.close()
