"""A terminal that sends batches over HTTP/1.1: a batch is kept until the server says it is safe."""

import asyncio
import base64
import contextlib
import ssl
from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from modugil.core.errors import BadInput
from modugil.simulator.uplink.tally import Tally

PATH = "/api/v1/fixes"
MOST_IN_BATCH = 100
MEMORY = 3_600
FIRST_RETRY_S, LAST_RETRY_S = 1.0, 30.0
ANSWER_S = 20.0
IDLE_S = 10.0
TRY_AGAIN = (408, 425, 429)


@dataclass(frozen=True, slots=True)
class HttpDoor:
    """Where fixes are posted to."""

    host: str
    port: int
    path: str = PATH
    tls: ssl.SSLContext | None = None


def parse_http_door(url: str) -> HttpDoor:
    """The door at that address; without a path, the usual one.

    Errors:  BadInput if it is not an http or https address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(f"{url!r} is not an address.", allowed="Write it like http://127.0.0.1:8000")
    tls = ssl.create_default_context() if parts.scheme == "https" else None
    port = parts.port or (443 if tls else 80)
    return HttpDoor(parts.hostname, port, parts.path.rstrip("/") or PATH, tls)


class HttpTerminal:
    """One vehicle's uplink; fixes wait until a batch is full and go in one request."""

    def __init__(
        self, *, door: HttpDoor, credential: tuple[str, str], batch: int, tally: Tally
    ) -> None:
        """A terminal that sends so many fixes at once."""
        self._door = door
        self._batch = batch
        self._tally = tally
        self._waiting: deque[bytes] = deque()
        self._task: asyncio.Task[None] | None = None
        self._last_s = 0.0
        token = base64.b64encode(":".join(credential).encode()).decode()
        self._head = (
            f"POST {door.path} HTTP/1.1\r\nHost: {door.host}:{door.port}\r\n"
            f"Authorization: Basic {token}\r\nContent-Type: application/json\r\n"
        )

    def send(self, fix: bytes) -> None:
        """Keep the fix, and send the batch it fills."""
        self._tally.fixes += 1
        self._waiting.append(fix)
        if len(self._waiting) > MEMORY:
            self._waiting.popleft()
            self._tally.dropped += 1
        self._last_s = asyncio.get_running_loop().time()
        if len(self._waiting) >= self._batch:
            self._begin(least=self._batch)

    def flush_if_idle(self, now_s: float, *, after_s: float = IDLE_S) -> None:
        """Send what waits although it fills no batch, when nothing came for so long."""
        if self._waiting and now_s - self._last_s >= after_s:
            self._begin(least=1)

    def _begin(self, *, least: int) -> None:
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._empty(least))

    @property
    def unsafe_count(self) -> int:
        """Fixes that the server has not acknowledged yet."""
        return len(self._waiting)

    async def _empty(self, least: int) -> None:
        """Post batches until fewer fixes than `least` are left."""
        stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        retry_s = FIRST_RETRY_S
        try:
            while len(self._waiting) >= least:
                try:
                    stream = stream or await asyncio.open_connection(
                        self._door.host, self._door.port, ssl=self._door.tls
                    )
                    is_safe = await asyncio.wait_for(self._post(*stream), ANSWER_S)
                except (OSError, EOFError, ValueError, TimeoutError):
                    is_safe = False
                if is_safe:
                    retry_s = FIRST_RETRY_S
                    continue
                _hang_up(stream)
                stream = None
                await asyncio.sleep(retry_s)
                retry_s = min(LAST_RETRY_S, 2.0 * retry_s)
        finally:
            _hang_up(stream)
            self._task = None

    async def _post(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Send the oldest fixes; whether the server answered and they need not be kept."""
        count = min(MOST_IN_BATCH, len(self._waiting))
        fixes = [self._waiting[index] for index in range(count)]
        body = b"[" + b",".join(fixes) + b"]"
        request = f"{self._head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        began_s = asyncio.get_running_loop().time()
        self._tally.messages += 1
        self._tally.bytes_sent += len(request)
        writer.write(request)
        status = await _read_answer(reader)
        if status >= 500 or status in TRY_AGAIN:
            return False
        for fix in fixes:
            if self._waiting and self._waiting[0] is fix:
                self._waiting.popleft()
        if status < 300:
            self._tally.acknowledge(asyncio.get_running_loop().time() - began_s)
        else:
            self._tally.dropped += count
            self._tally.refused += status in (401, 403)
        return True

    async def close(self) -> None:
        """Stop; what is not sent yet stays unsent."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task


def _hang_up(stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None) -> None:
    if stream is not None:
        stream[1].close()


async def _read_answer(reader: asyncio.StreamReader) -> int:
    """The status of the answer, read to its end.

    Errors:  ValueError or EOFError if it is not an answer of HTTP/1.1 with a length.
    """
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(":", 1) for line in head[1:] if ":" in line)
    length = int(fields.get("content-length", "0"))
    await reader.readexactly(length)
    return int(head[0].split(" ", 2)[1])
