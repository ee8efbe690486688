"""The fleet as it moves: one reader of snapshots for all who look, who each get the newest only."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec
from litestar.response.sse import ServerSentEventMessage

from modugil.answers.boards.dots import DotDrawer, DotFrame, VehicleDot, to_ms
from modugil.answers.desk import Desk
from modugil.core.errors import CouldNotLook
from modugil.live.snapshot.live_snapshot import LiveSnapshot

log = logging.getLogger(__name__)
MOST_CLIENTS = 400
LOOK_EVERY_S = 0.25
"""How often the newest snapshot is looked at; it changes once a tick."""
HEARTBEAT_S = 10.0
"""After so long without a change a line is sent all the same, so that nobody takes us for dead."""
RETRY_MS = 3000
NOTHING = -1
"""The version of what was not drawn or sent yet."""
BEAT = ServerSentEventMessage(data=None, comment="beat").encode()


@dataclass(eq=False)
class Looker:
    """One who looks: the version last sent, and the event that wakes it."""

    version: int = NOTHING
    news: asyncio.Event = field(default_factory=asyncio.Event)


class VehicleStream:
    """Sends the fleet to everyone who looks: all of it first, then what changed at each tick.

    Who cannot keep up is not sent what was missed, but all of the newest tick.
    """

    def __init__(self, *, most_clients: int = MOST_CLIENTS) -> None:
        """Nobody looks yet, and nothing is read."""
        self._most = most_clients
        self._lookers: set[Looker] = set()
        self._reading: asyncio.Task[None] | None = None
        self._drawer = DotDrawer()
        self._version = self._before = NOTHING
        self._change = b""
        self._whole: Callable[[], bytes] = bytes
        self._whole_kept = b""
        self._closed = False

    @property
    def lookers(self) -> int:
        """How many look at this moment."""
        return len(self._lookers)

    def join(self) -> Looker:
        """A place among those who look.

        Errors:  CouldNotLook where there are too many, or the server ends.
        """
        if self._closed or len(self._lookers) >= self._most:
            raise CouldNotLook(
                "Too many look at the moving buses just now.",
                allowed="Ask /api/v1/vehicles now and then instead.",
            )
        return Looker()

    async def send(self, looker: Looker, desk: Desk) -> AsyncGenerator[bytes, None]:
        """The events for one who looks, until it leaves or the server ends."""
        self._lookers.add(looker)
        try:
            if self._reading is None or self._reading.done():
                # what was drawn when somebody looked the last time may be hours old
                self._version = self._before = NOTHING
                self._reading = asyncio.create_task(self._read(desk))
            while not self._closed:
                looker.news.clear()
                if self._version != looker.version:
                    version, event = await self._next_for(looker)
                    looker.version = version
                    yield event
                with suppress(TimeoutError):
                    await asyncio.wait_for(looker.news.wait(), HEARTBEAT_S)
                    continue
                yield BEAT
        finally:
            self._lookers.discard(looker)

    async def close(self) -> None:
        """End every answer that is still being sent; nobody joins any more."""
        self._closed = True
        for looker in self._lookers:
            looker.news.set()
        if self._reading is not None:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading

    async def _next_for(self, looker: Looker) -> tuple[int, bytes]:
        version = self._version
        if looker.version >= 0 and looker.version == self._before:
            return version, self._change
        if not self._whole_kept:
            whole = await asyncio.to_thread(self._whole)
            if version != self._version:
                return version, whole
            self._whole_kept = whole
        return version, self._whole_kept

    async def _read(self, desk: Desk) -> None:
        """Look at each new snapshot once, as long as anybody looks at us."""
        failing = False
        while self._lookers and not self._closed:
            snapshot = desk.live.get_current() if desk.live is not None else None
            version = snapshot.version if snapshot is not None else 0
            if version != self._version:
                try:
                    change = await asyncio.to_thread(self._draw, desk, snapshot, version)
                    self._take(desk, snapshot, version, change)
                    failing = False
                except Exception as fault:
                    # those who look are told at the next tick; nothing of the fleet is logged
                    if not failing:
                        log.error("the fleet could not be drawn: %s", type(fault).__name__)
                    failing = True
            await asyncio.sleep(LOOK_EVERY_S)

    def _take(self, desk: Desk, snapshot: LiveSnapshot | None, version: int, change: bytes) -> None:
        self._before, self._version, self._change = self._version, version, change
        self._whole_kept = b""
        self._whole = lambda: self._draw_all(desk, snapshot, version)
        for looker in self._lookers:
            looker.news.set()

    def _draw_all(self, desk: Desk, snapshot: LiveSnapshot | None, version: int) -> bytes:
        dots: list[VehicleDot] = []
        if snapshot is not None:
            sight = desk.boards.look(now=desk.clock.now(), language="ko")
            dots = self._drawer.draw_all(sight, snapshot.list_vehicles())
        return _event("frame", _frame(desk, dots, version=version))

    def _draw(self, desk: Desk, snapshot: LiveSnapshot | None, version: int) -> bytes:
        if snapshot is None:
            return _event("change", _frame(desk, [], version=version))
        sight = desk.boards.look(now=desk.clock.now(), language="ko")
        states = {one.vehicle: one for one in snapshot.list_vehicles()}
        dots, gone = self._drawer.draw_changes(sight, states)
        return _event("change", _frame(desk, dots, gone, version=version))


def _frame(
    desk: Desk, dots: list[VehicleDot], gone: Sequence[str] = (), *, version: int
) -> DotFrame:
    return DotFrame(
        version=version,
        now=to_ms(desk.clock.now()),
        speed=desk.clock_speed,
        vehicles=dots,
        gone=list(gone),
    )


def _event(name: str, frame: DotFrame) -> bytes:
    data = msgspec.json.encode(frame)
    return ServerSentEventMessage(data=data, event=name, retry=RETRY_MS).encode()
