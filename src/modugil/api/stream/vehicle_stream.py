"""The fleet as it moves: one reader of snapshots for all who look, who each get the newest only."""

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass, field

from litestar.response.sse import ServerSentEventMessage

from modugil.answers.boards.dots import to_ms
from modugil.answers.boards.scene import EMPTY, Scene, SceneDrawer
from modugil.answers.desk import Desk
from modugil.api.stream.channel import Channel
from modugil.api.stream.view import EVERYTHING, Lens, View
from modugil.core.errors import CouldNotLook

log = logging.getLogger(__name__)
MOST_CLIENTS = 4000
MOST_CHANNELS = 4000
LOOK_EVERY_S = 0.1
"""How often the newest snapshot is looked at; it changes once a tick."""
HEARTBEAT_S = 10.0
"""After so long without a change a line is sent all the same, so that nobody takes us for dead."""
KEPT_S = 60.0
"""A channel nobody reads is kept for so long, for those who come back with `Last-Event-ID`."""
STUCK_S = 45.0
"""Who takes nothing for so long is hung up on: what waits for it would be kept for ever."""
BEAT = ServerSentEventMessage(data=None, comment="beat").encode()


@dataclass(eq=False)
class Looker:
    """One who looks: the version last sent (None: nothing yet), and the event that wakes it."""

    channel: Channel
    version: int | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    sending_since_s: float | None = None
    task: asyncio.Task[object] | None = None


class VehicleStream:
    """Sends to everyone who looks what they want to see: all of it first, then what changed.

    Who cannot keep up, or comes back with the id of the last event, gets all that changed since
    then as one event, each vehicle once; and the whole where that was too long ago.
    """

    def __init__(self, *, most_clients: int = MOST_CLIENTS, stuck_s: float = STUCK_S) -> None:
        """Nobody looks yet, and nothing is read."""
        self._most = most_clients
        self._stuck_s = stuck_s
        self._epoch = secrets.token_hex(4)
        self._lookers: set[Looker] = set()
        self._channels: dict[View, Channel] = {}
        self._reading: asyncio.Task[None] | None = None
        self._drawer = SceneDrawer()
        self._scene: Scene = EMPTY
        self._closed = False

    @property
    def lookers(self) -> int:
        """How many look at this moment."""
        return len(self._lookers)

    def join(self, desk: Desk, view: View = EVERYTHING, *, last_event_id: str = "") -> Looker:
        """A place among those who look at that view.

        Errors:  CouldNotLook where there are too many, or the server ends; BadInput or
                 PlaceNotFound where there is no such line or no timetable.
        """
        if self._closed or len(self._lookers) >= self._most:
            raise CouldNotLook(
                "Too many look at the moving buses just now.",
                allowed="Ask /api/v1/vehicles now and then instead.",
            )
        channel = self._channels.get(view)
        if channel is None:
            channel = self._open_channel(desk, view)
        return Looker(channel, channel.parse_id(last_event_id) if last_event_id else None)

    async def send(self, looker: Looker, desk: Desk) -> AsyncGenerator[bytes, None]:
        """The events for one who looks, until it leaves or the server ends."""
        self._enter(looker, desk)
        loop = asyncio.get_running_loop()
        try:
            while not self._closed:
                looker.news.clear()
                event = self._next_for(looker)
                if event is None and not await _wait(looker.news):
                    event = BEAT
                if event is not None:
                    looker.sending_since_s = loop.time()
                    yield event
                    looker.sending_since_s = None
        finally:
            self._leave(looker)

    async def close(self) -> None:
        """End every answer that is still being sent; nobody joins any more."""
        self._closed = True
        for looker in self._lookers:
            looker.news.set()
        if self._reading is not None:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading

    def _open_channel(self, desk: Desk, view: View) -> Channel:
        if len(self._channels) >= MOST_CHANNELS:
            idle = [key for key, one in self._channels.items() if not one.readers]
            for key in idle:
                del self._channels[key]
        sight = None if view.is_all else desk.boards.look(now=desk.clock.now(), language="ko")
        lens = None if sight is None else Lens(view, sight)
        channel = Channel(lens, epoch=self._epoch, speed=desk.clock_speed)
        channel.idle_since_s = asyncio.get_running_loop().time()
        if self._is_reading and self._scene is not EMPTY:
            channel.show(self._scene)
        self._channels[view] = channel
        return channel

    @property
    def _is_reading(self) -> bool:
        return self._reading is not None and not self._reading.done()

    def _enter(self, looker: Looker, desk: Desk) -> None:
        looker.task = asyncio.current_task()
        looker.channel.readers += 1
        looker.channel.idle_since_s = None
        self._lookers.add(looker)
        if not self._is_reading:
            self._reading = asyncio.create_task(self._read(desk))

    def _leave(self, looker: Looker) -> None:
        self._lookers.discard(looker)
        looker.channel.readers -= 1
        if not looker.channel.readers:
            looker.channel.idle_since_s = asyncio.get_running_loop().time()

    def _next_for(self, looker: Looker) -> bytes | None:
        version = looker.channel.version
        if version is None or version == looker.version:
            return None
        event = looker.channel.tell(looker.version)
        looker.version = version
        return event

    async def _read(self, desk: Desk) -> None:
        """Look at each new snapshot once, as long as anybody looks, and a while longer."""
        failing = False
        while self._channels and not self._closed:
            try:
                scene = await self._draw(desk)
                if scene is not None:
                    self._show(scene)
                failing = False
            except Exception as fault:
                # those who look are told at the next tick; nothing of the fleet is logged
                if not failing:
                    log.error("the fleet could not be drawn: %s", type(fault).__name__)
                failing = True
            await asyncio.sleep(LOOK_EVERY_S)
            self._sweep(asyncio.get_running_loop().time())
        self._scene, self._drawer = EMPTY, SceneDrawer()

    async def _draw(self, desk: Desk) -> Scene | None:
        """The next scene, None where nothing is new."""
        snapshot = desk.live.get_current() if desk.live is not None else None
        version = snapshot.version if snapshot is not None else 0
        if version == self._scene.version:
            return None
        now = desk.clock.now()
        if snapshot is None:
            return Scene(version, to_ms(now), {}, {}, frozenset())
        states = await asyncio.to_thread(snapshot.list_vehicles)
        sight = desk.boards.look(now=now, language="ko")
        return await asyncio.to_thread(
            self._drawer.draw, sight, states, version=version, now_ms=to_ms(now)
        )

    def _show(self, scene: Scene) -> None:
        self._scene = scene
        for channel in self._channels.values():
            channel.show(scene)
        for looker in self._lookers:
            looker.news.set()

    def _sweep(self, now_s: float) -> None:
        """Channels that nobody came back to are forgotten; who is stuck is hung up on."""
        over = [
            view
            for view, one in self._channels.items()
            if one.idle_since_s is not None and now_s - one.idle_since_s > KEPT_S
        ]
        for view in over:
            del self._channels[view]
        for looker in self._lookers:
            since_s = looker.sending_since_s
            if since_s is not None and now_s - since_s > self._stuck_s and looker.task is not None:
                looker.task.cancel()


async def _wait(news: asyncio.Event) -> bool:
    """Whether something came before the next heartbeat is due."""
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            await news.wait()
    except TimeoutError:
        return False
    return True
