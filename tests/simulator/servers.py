"""Servers of the tests: one that acknowledges everything, and one that breaks connections."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

CONNECT, PUBLISH = 0x10, 0x30
CONNACK = b"\x20\x02\x00"


@dataclass
class Broker:
    """A sink that speaks MQTT 3.1.1; port chosen by the system.

    After `break_after` messages on one connection it breaks it, without acknowledging the last
    ones that it was sent; once only, or at every connection.
    """

    break_after: int = 0
    breaks_left: int = 0
    accepts: dict[str, str] | None = None
    logins: list[tuple[str, str]] = field(default_factory=list)
    received: list[tuple[str, bytes, bool]] = field(default_factory=list)
    """Topic, payload and whether it was marked as sent before."""
    acknowledged: list[bytes] = field(default_factory=list)
    count: int = 0
    keeps: bool = True
    port: int = 0


class _Connection(asyncio.Protocol):
    def __init__(self, broker: Broker) -> None:
        self.broker, self.rest, self.here = broker, b"", 0

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        data = self.rest + data
        answers = []
        place = 0
        while (frame := find_frame(data, place)) is not None:
            kind, body, place = frame
            if kind & 0xF0 == CONNECT:
                answers.append(CONNACK + bytes((self.log_in(body),)))
            elif kind & 0xF0 == PUBLISH:
                answer = self.take(kind, body)
                if answer is None:
                    self.transport.write(b"".join(answers))
                    self.transport.abort()
                    return
                answers.append(answer)
        self.rest = data[place:]
        if answers:
            self.transport.write(b"".join(answers))

    def log_in(self, body):
        texts, place = [], 10
        while place < len(body):
            length = body[place] << 8 | body[place + 1]
            texts.append(body[place + 2 : place + 2 + length].decode())
            place += 2 + length
        self.broker.logins.append((texts[1], texts[2]))
        accepts = self.broker.accepts
        return 0 if accepts is None or accepts.get(texts[1]) == texts[2] else 5

    def take(self, kind, body):
        broker = self.broker
        broker.count += 1
        length = body[0] << 8 | body[1]
        topic, payload = body[2 : 2 + length], body[4 + length :]
        if broker.keeps:
            broker.received.append((topic.decode(), payload, bool(kind & 8)))
        self.here += 1
        if broker.breaks_left and self.here >= broker.break_after:
            broker.breaks_left -= 1
            return None
        if broker.keeps:
            broker.acknowledged.append(payload)
        return b"\x40\x02" + body[2 + length : 4 + length]


def find_frame(data, place):
    length, shift, at = 0, 0, place + 1
    while at < len(data):
        length |= (data[at] & 127) << shift
        at += 1
        if data[at - 1] < 128:
            end = at + length
            return (data[place], data[at:end], end) if end <= len(data) else None
        shift += 7
    return None


@asynccontextmanager
async def serve_mqtt(broker: Broker) -> AsyncIterator[Broker]:
    server = await asyncio.get_running_loop().create_server(
        lambda: _Connection(broker), "127.0.0.1", 0
    )
    broker.port = server.sockets[0].getsockname()[1]
    async with server:
        yield broker


@dataclass
class FixSink:
    """An HTTP server that takes batches; `answers` are the statuses it gives first, then 200."""

    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@asynccontextmanager
async def serve_http(sink: FixSink) -> AsyncIterator[FixSink]:
    async def handle(reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = int(head.lower().split("content-length:")[1].split("\r\n")[0])
                body = await reader.readexactly(length)
                status = sink.answers.pop(0) if sink.answers else 200
                sink.heads.append(head)
                if status == 200:
                    sink.bodies.append(body)
                writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 2\r\n\r\n{{}}".encode())
        except (EOFError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    sink.port = server.sockets[0].getsockname()[1]
    async with server:
        yield sink
