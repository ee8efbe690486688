"""Terminals with credentials of their own, an intake on a real journal, and raw MQTT clients."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from modugil.core.clock import SystemClock
from modugil.live.doors.intake import Intake, IntakeSettings
from modugil.live.doors.mqtt.listener import MqttListener
from modugil.live.doors.mqtt.packets import (
    Answer,
    Connect,
    Frame,
    build_connect,
    build_publish,
    find_frame,
)
from modugil.live.doors.mqtt.settings import MqttSettings
from modugil.live.terminals.credentials import Credential
from modugil.live.terminals.rate_limit import RateSettings
from modugil.live.terminals.registry import TerminalRegistry
from modugil.store.database import open_database
from modugil.store.journal import Journal

NOW = datetime(2026, 11, 22, 6, 12, 30, tzinfo=UTC)
NOW_MS = 1_795_327_950_000


def compact(at_ms: int = NOW_MS, count: int = 1) -> bytes:
    fixes = ",".join(f"[{at_ms + 1000 * n},33.4996213,126.5311884,4]" for n in range(count))
    return b'{"f":[%b]}' % fixes.encode()


class Fleet:
    """A registry with issued credentials, by vehicle."""

    def __init__(self, folder: Path, *vehicles: str) -> None:
        self.registry = TerminalRegistry(open_database(folder / "state.sqlite"), now=NOW)
        self.credentials = {one: self.registry.issue(one, now=NOW) for one in vehicles}

    def __getitem__(self, vehicle: str) -> Credential:
        return self.credentials[vehicle]


def generous(**changed) -> IntakeSettings:
    return IntakeSettings(**({"rate": RateSettings(1000, 1_000_000)} | changed))


@contextlib.asynccontextmanager
async def open_intake(folder: Path, fleet: Fleet, settings=None) -> AsyncIterator[Intake]:
    journal = Journal(folder / "journal")
    intake = Intake(
        journal, terminals=fleet.registry, clock=SystemClock(), settings=settings or generous()
    )
    await intake.start()
    yield intake
    await intake.stop()
    journal.close()


@contextlib.asynccontextmanager
async def open_listener(intake: Intake, **changed) -> AsyncIterator[MqttListener]:
    listener = MqttListener(
        intake, settings=MqttSettings(**({"port": 0, "refuse_after_s": 0.02} | changed))
    )
    await listener.start()
    yield listener
    await listener.stop()


class Client:
    """A terminal that speaks MQTT byte by byte, so that it can also speak it wrongly."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self._seen = b""

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    def publish(self, topic: str, payload: bytes, packet_id: int = 0) -> None:
        self.send(build_publish(topic, payload, packet_id=packet_id))

    async def read(self) -> bytes:
        """The next packet; nothing once the other side has hung up."""
        while True:
            frame: Frame | None = find_frame(self._seen, 0, 1 << 20)
            if frame is not None:
                packet, self._seen = self._seen[: frame.end], self._seen[frame.end :]
                return packet
            try:
                async with asyncio.timeout(10):
                    data = await self.reader.read(65_536)
            except ConnectionError:
                data = b""
            if not data:
                return b""
            self._seen += data

    async def is_cut(self) -> bool:
        return await self.read() == b""

    def close(self) -> None:
        self.writer.close()


async def call(listener: MqttListener) -> Client:
    return Client(*await asyncio.open_connection("127.0.0.1", listener.port))


async def sign_in(
    listener: MqttListener, credential: Credential, *, expect=Answer.ACCEPTED, **changed
) -> Client:
    client = await call(listener)
    told: dict[str, Any] = {"client": credential.username, "clean": True, "keep_alive_s": 60}
    told |= {"username": credential.username, "password": credential.secret}
    client.send(build_connect(Connect(**(told | changed))))
    assert await client.read() == bytes((0x20, 2, 0, expect))
    return client
