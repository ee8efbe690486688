"""One subject of a stream, read from some position on, across every break of the connection."""

import asyncio
import itertools
import json
import logging
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from modugil.store.stream.link import ANSWER_S, StreamLink
from modugil.store.stream.port import Batch

if TYPE_CHECKING:
    from nats.aio.msg import Msg
    from nats.aio.subscription import Subscription

log = logging.getLogger(__name__)
AT_ONCE = 256
"""So many messages are asked for ahead of their use."""
MOST_WAITING = 2048
"""So many wait in memory; then no more are asked for until they were taken."""
EXPIRES_S, HEARTBEAT_S, SILENT_S = 30.0, 2.0, 6.0
LOOK_S = 0.05
PLAIN_WORDS = 9
LITTLE = 3
FORGET_S = 60.0
"""The server forgets a reader that asked for nothing for so long."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where to begin: at a position, at a time (UTC ms), or else at the first there is."""

    position: int | None = None
    time_ms: int | None = None


class StreamReader:
    """Asks for messages ahead, as many as fit; `take` is called from any thread.

    What comes is in order and without gaps but for what the server has no more.
    """

    def __init__(self, link: StreamLink, *, stream: str, subject: str, start: Start) -> None:
        """Nothing is asked for yet."""
        self._link = link
        self._stream = stream
        self._subject = subject
        self._start = start
        self._got: deque[Batch] = deque()
        self._lock = threading.Lock()
        self._asked = 0
        self._heard_s = 0.0
        self._broken = False
        self._numbers = itertools.count()
        self.first = 0
        """The position of the first that came; 0 before."""
        self.last = 0
        """The position of the newest that came."""
        self.ahead: int | None = None
        """How many are at the server and did not come yet; None before it has told."""

    def take(self, most: int = MOST_WAITING) -> list[Batch]:
        """What has come and was not taken yet, at most so many; it does not wait."""
        with self._lock:
            count = min(most, len(self._got))
            return [self._got.popleft() for _ in range(count)]

    @property
    def is_through(self) -> bool:
        """Whether everything that was there when it was last told has come and was taken."""
        return self.ahead == 0 and not self._got

    @property
    def has_more(self) -> bool:
        """Whether there is more than a little, or nobody knows yet."""
        return self.ahead is None or self.ahead + len(self._got) > LITTLE

    async def run(self) -> None:
        """Read until cancelled."""
        from nats.errors import Error

        while True:
            try:
                await self._read()
            except (Error, TimeoutError, OSError) as fault:
                log.info("reading %s begins again (%s)", self._subject, fault or type(fault))
            await asyncio.sleep(4 * LOOK_S)

    async def _read(self) -> None:
        """One reader of the server's, until it breaks."""
        link, loop = self._link, asyncio.get_running_loop()
        while not link.connected:
            await asyncio.sleep(LOOK_S)
        info = await self._begin()
        inbox = link.client.new_inbox()
        listening = await link.client.subscribe(inbox, cb=self._hear)
        ask = f"$JS.API.CONSUMER.MSG.NEXT.{self._stream}.{info.name}"
        self._asked, self._broken, self._heard_s = 0, False, loop.time()
        self.ahead = int(info.num_pending or 0)
        try:
            while not self._broken and link.connected:
                room = MOST_WAITING - len(self._got)
                if self._asked <= AT_ONCE // 2 and room > AT_ONCE:
                    await self._ask(ask, inbox, AT_ONCE - self._asked)
                if loop.time() - self._heard_s > SILENT_S:
                    break
                await asyncio.sleep(LOOK_S)
        finally:
            await self._end(listening, info.name)

    async def _begin(self) -> Any:  # noqa: ANN401 (ConsumerInfo)
        from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

        config = ConsumerConfig(
            ack_policy=AckPolicy.NONE,
            filter_subject=self._subject,
            inactive_threshold=FORGET_S,
            mem_storage=True,
            num_replicas=1,
        )
        position = self.last + 1 if self.last else self._start.position
        if position is not None:
            config.deliver_policy = DeliverPolicy.BY_START_SEQUENCE
            config.opt_start_seq = max(1, position)
        elif self._start.time_ms is not None:
            config.deliver_policy = DeliverPolicy.BY_START_TIME
            config.opt_start_time = datetime.fromtimestamp(self._start.time_ms / 1000, UTC)
        else:
            config.deliver_policy = DeliverPolicy.ALL
        return await self._link.js.add_consumer(self._stream, config, timeout=ANSWER_S)

    async def _ask(self, ask: str, inbox: str, count: int) -> None:
        told = {
            "batch": count,
            "expires": round(EXPIRES_S * 1e9),
            "idle_heartbeat": round(HEARTBEAT_S * 1e9),
        }
        self._asked += count
        await self._link.client.publish(ask, json.dumps(told).encode(), reply=inbox)

    async def _hear(self, message: "Msg") -> None:
        self._heard_s = asyncio.get_running_loop().time()
        if not message.reply or not message.reply.startswith("$JS.ACK."):
            self._hear_status(message)
            return
        # $JS.ACK[.<domain>.<account>].<stream>.<consumer>.<times>.<position>.<n>.<time ns>.<ahead>
        words = message.reply.split(".")
        words = words[4:] if len(words) == PLAIN_WORDS else words[6:]
        position, time_ns, ahead = int(words[1]), int(words[3]), int(words[4])
        self._asked -= 1
        if position <= self.last:
            return
        with self._lock:
            self._got.append(Batch(position, time_ns // 1_000_000, message.data))
        self.first = self.first or position
        self.last, self.ahead = position, ahead

    def _hear_status(self, message: "Msg") -> None:
        headers = message.headers or {}
        status = headers.get("Status", "")
        if status == "100":  # a heartbeat
            return
        if status in ("404", "408"):  # what was asked for has ended
            self._asked = max(0, self._asked - int(headers.get("Nats-Pending-Messages") or AT_ONCE))
            return
        self._broken = True

    async def _end(self, listening: "Subscription", consumer: str) -> None:
        from nats.errors import Error

        with suppress(Error, TimeoutError, OSError):
            await listening.unsubscribe()
            if self._link.connected:
                await self._link.js.delete_consumer(self._stream, consumer)
