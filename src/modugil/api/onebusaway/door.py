"""The door of the OneBusAway API: an ASGI application of its own, as thin as can be.

Everything that goes wrong is told in the envelope that its clients know, with the HTTP status the
code says. Small answers are made at once; long ones on a thread, so that nobody waits for them.
"""

import asyncio
import gc
import gzip
import logging
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime

import msgspec
from litestar import asgi
from litestar.enums import HttpMethod, ScopeType
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Scope, Send

from modugil.answers.desk import Desk
from modugil.api.errors import note_fault
from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.failures import Refused, not_found
from modugil.api.onebusaway.paths import PATHS, Path, find_path
from modugil.api.onebusaway.query import read_words
from modugil.api.onebusaway.told_region import ToldRegion
from modugil.core.errors import CouldNotKeep, CouldNotLook, PlaceNotFound

log = logging.getLogger(__name__)
WHERE = "/api/where"
GZIP_FROM, GZIP_LEVEL = 1400, 1
"""What fits into one packet is not made smaller; the quickest level makes a third of it."""
LONG_THREADS = 2
_READ = (HttpMethod.GET, HttpMethod.HEAD)


class Door:
    """Answers for one desk."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read before someone asks."""
        self._desk = desk
        self._region: ToldRegion | None = None
        self._opening: asyncio.Future[ToldRegion] | None = None
        self._threads: Executor = ThreadPoolExecutor(LONG_THREADS, "onebusaway")
        self._making: dict[str, asyncio.Future[bytes]] = {}

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        now = self._desk.clock.now()
        squeezes = _takes_gzip(scope)
        try:
            status, body = 200, await self._find(scope, now, squeezes)
        except Refused as refused:
            status, body = refused.code, tell_refusal(refused, now)
        except (CouldNotLook, CouldNotKeep) as error:
            status, body = 503, tell_refusal(Refused(503, error.message), now)
        except Exception as error:  # noqa: BLE001 - whatever it is, its clients know one shape
            note_fault(error, path=WHERE)
            status, body = 500, tell_refusal(Refused(500, "internal error"), now)
        await _send(send, status, body)

    async def _find(self, scope: Scope, now: datetime, squeezes: bool) -> bytes:
        if scope["type"] != ScopeType.HTTP or scope["method"] not in _READ:
            raise Refused(405, "only GET is answered")
        found = find_path(_address(scope))
        if found is None:
            raise not_found()
        name, id = found
        words = read_words(scope["query_string"])
        region = self._region or await self._open()
        ask = Ask(region, id, words, now)
        path = PATHS[name]
        if not path.long:
            return _wrap(path.answer(ask), now, squeezes)
        if not path.shared:
            return await self._on_thread(path, ask, squeezes)
        return await self._share(path, ask, f"{name}/{id}?{scope['query_string']!r}", squeezes)

    async def _on_thread(self, path: Path, ask: Ask, squeezes: bool) -> bytes:
        def work() -> bytes:
            return _wrap(path.answer(ask), ask.now, squeezes)

        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _share(self, path: Path, ask: Ask, asked: str, squeezes: bool) -> bytes:
        """The same bytes for all who ask within the second; made once, the others wait for it."""
        kept = ask.region.fleet(ask.now).kept
        key = f"{asked} {squeezes}"
        found: bytes | None = kept.get(key)
        if found is not None:
            return found
        making = self._making.get(key)
        if making is None:
            making = asyncio.ensure_future(self._on_thread(path, ask, squeezes))
            self._making[key] = making
            making.add_done_callback(lambda _: self._making.pop(key, None))
            body = await asyncio.shield(making)
            if len(kept) < MOST_SHARED:
                kept[key] = body
            return body
        return await asyncio.shield(making)

    async def _open(self) -> ToldRegion:
        """Name everything in the region, once, on a thread."""
        if self._opening is None:
            self._opening = asyncio.get_running_loop().run_in_executor(
                self._threads, self._read_region
            )
        try:
            self._region = await asyncio.shield(self._opening)
        finally:
            self._opening = None
        return self._region

    def _read_region(self) -> ToldRegion:
        try:
            sight = self._desk.boards.look(now=self._desk.clock.now(), language="ko")
        except PlaceNotFound as error:
            raise Refused(404, "this region has no timetable") from error
        told = ToldRegion(self._desk, sight.timetable, zone=sight.zone)
        gc.freeze()  # its tables stay, as the region does
        return told


MOST_SHARED = 64
"""Different questions whose answer is kept for a second; any further is answered, not kept."""


def open_onebusaway(desk: Desk) -> ASGIRouteHandler:
    """The handler of everything below `/api/where/`."""
    door = Door(desk)

    @asgi(WHERE, is_mount=True, opt={"skip_compression": True}, copy_scope=True)
    async def answer_onebusaway(scope: Scope, receive: Receive, send: Send) -> None:
        await door.answer(scope, receive, send)

    return answer_onebusaway


class Refusal(msgspec.Struct, rename="camel", omit_defaults=True):
    """Why a question is not answered."""

    code: int
    current_time: int
    text: str
    version: int
    data: dict[str, dict[str, list[str]]] | None = None


def tell_refusal(refused: Refused, now: datetime) -> bytes:
    """The envelope of a question that is not answered."""
    wrong = {name: [why] for name, why in refused.fields.items()}
    data = {"fieldErrors": wrong} if wrong else None
    return msgspec.json.encode(Refusal(refused.code, _ms(now), refused.text, 2, data))


def _wrap(data: bytes, now: datetime, squeezes: bool) -> bytes:
    body = b'{"code":200,"currentTime":%d,"text":"OK","version":2,"data":%b}' % (_ms(now), data)
    if squeezes and len(body) > GZIP_FROM:
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    return body


def _ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)


def _address(scope: Scope) -> str:
    """What follows `/api/where/`."""
    path = scope["path"]
    return path.removeprefix(WHERE).strip("/")


def _takes_gzip(scope: Scope) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])


async def _send(send: Send, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"access-control-allow-origin", b"*"),
        (b"vary", b"accept-encoding"),
    ]
    if body.startswith(b"\x1f\x8b"):
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
