"""One partition that this worker has: read, followed, told of, and kept."""

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import datetime

import msgspec

from modugil.app.track.events import open_events
from modugil.app.track.tracking import Tracking
from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.clock import SystemClock
from modugil.live.partition.follower import PartitionFollower
from modugil.live.partition.seen import encode_seen
from modugil.live.partition.stream_history import Kept, StreamHistory
from modugil.live.partition.teller import Teller
from modugil.live.rules.clean import Cleaner
from modugil.live.tracking.build_engine import build_engine_of
from modugil.store.stream.fenced import FencedOutlet
from modugil.store.stream.floors import Floor, write_floor
from modugil.store.stream.reader import Start, StreamReader
from modugil.store.stream.stream_now import ask_stream

log = logging.getLogger(__name__)
FIXES_AT_ONCE, RECALLED_AT_ONCE = 512, 64
"""Messages a tick."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of one partition after a tick."""

    partition: int
    number: int
    state: bytes
    seen: bytes | None


class TrackedPartition:
    """`step` is called by the thread that ticks, everything else in the loop of the link."""

    def __init__(self, tracking: Tracking, *, partition: int, claim: int) -> None:
        """Nothing is read yet."""
        self.partition = partition
        self._tracking = tracking
        self.claim = claim
        """Grows with every claim of this partition, whoever makes it."""
        self._conditions = ConditionsPublisher()
        self.engine = build_engine_of(
            tracking.parts,
            conditions=self._conditions,
            hold_ms=tracking.hold_ms,
            now=tracking.clock.now(),
        )
        self.engine.predictor.learn_with(tracking.scratch)
        self._teller = Teller(
            self.engine, conditions=self._conditions, partition=partition, claim=claim
        )
        self._floor = Floor()
        self._reading: list[asyncio.Task[None]] = []
        self._is_current = False
        self._number = 0
        self._bound = 0
        self._follower: PartitionFollower
        self._outlet: FencedOutlet
        self._live: StreamReader
        self._earlier: StreamReader
        self._began_s = time.monotonic()

    @property
    def is_current(self) -> bool:
        """Whether its vehicles are shown where they are."""
        return self._is_current

    @property
    def recalls(self) -> bool:
        """Whether what came before is still being read back."""
        return self._follower.recalls

    async def open(self, floor: Floor, *, back_ms: int) -> None:
        """Begin to read: what came within the last `back_ms` at once, and from the floor on.

        Errors:  CouldNotLook if the server does not answer.
        """
        link, self._floor = self._tracking.link, floor
        names = link.names
        subject = names.fixes_of(self.partition)
        self._outlet, final = await open_events(
            self._tracking, self.engine, partition=self.partition, floor=floor
        )
        at = await ask_stream(link, names.fixes)
        self._bound = at.last + 1
        start = Start(time_ms=at.now_ms - back_ms)
        self._live = StreamReader(link, stream=names.fixes, subject=subject, start=start)
        start = Start(position=floor.position or None)
        self._earlier = StreamReader(link, stream=names.fixes, subject=subject, start=start)
        self._reading = [
            asyncio.create_task(self._live.run()),
            asyncio.create_task(self._earlier.run()),
        ]
        self._follower = PartitionFollower(
            self.engine,
            final=final,
            cleaner=Cleaner(self._tracking.parts.limits),
            hold_ms=self._tracking.hold_ms,
        )

    def step(self, *, now: datetime, until_s: float) -> Told | None:
        """Follow what came, and recall a little of what came before as long as there is time.

        The result is what is to be told, None as long as it is not where its vehicles are now.
        """
        follower, began_s = self._follower, time.monotonic()
        batches = self._live.take(FIXES_AT_ONCE)
        followed = follower.follow(batches, now=now, more=self._live.has_more)
        if followed.is_current and not self._is_current:
            self._is_current = True
            self.engine.predictor.learn_with(self._tracking.predictor)
        if follower.recalls:
            self._recall(until_s)
        else:
            follower.settle(now=now)
        if not self._is_current:
            return None
        tracking = self._tracking
        took_ms = (time.monotonic() - began_s) * 1000.0
        state = self._teller.build(followed.events, built=tracking.built, tick_ms=took_ms)
        if state is None:
            return None
        seen = None
        if len(followed.events):
            seen = encode_seen(
                followed.events,
                vehicles=self.engine.vehicles,
                worker=tracking.worker,
                built=tracking.built,
            )
        self._number += 1
        return Told(self.partition, self._number, state, seen)

    def tell_all(self) -> None:
        """The next message tells everything: somebody does not know what was told before."""
        self._teller.whole = True

    def _recall(self, until_s: float) -> None:
        """Up to where `follow` began; that is known when its first message has come."""
        if self._live.ahead is None:
            return
        if not self._live.first and self._live.ahead:
            return
        bound = self._live.first or self._bound
        while True:
            batches = self._earlier.take(RECALLED_AT_ONCE)
            inside = [batch for batch in batches if batch.position < bound]
            self._follower.recall(inside)
            if len(inside) < len(batches) or (not batches and self._earlier.is_through):
                self._end_recall()
                return
            if not batches or time.monotonic() >= until_s:
                return

    def _end_recall(self) -> None:
        self._follower.end_recall()
        task = self._reading[1]
        task.get_loop().call_soon_threadsafe(task.cancel)
        log.info(
            "partition %d: read back in %.1f s", self.partition, time.monotonic() - self._began_s
        )

    async def flush(self) -> None:
        """The final stop events told so far are safe.

        Errors:  CouldNotKeep if the server is not there, Overtaken if another has the partition.
        """
        await self._outlet.flush()

    async def save_floor(self) -> None:
        """Whoever has the partition next goes on from here. Errors: as `flush`."""
        follower, link = self._follower, self._tracking.link
        if follower.recalls:
            return
        idle = 0
        if not self._live.has_more:
            idle = self._live.last + 1 if self._live.last else self._bound
        settled_ms, position = follower.settled_ms, follower.find_floor(idle=idle)
        await self._outlet.flush()
        now_ms = round(SystemClock().now().timestamp() * 1000)
        per_s = follower.fixes / max(1.0, time.monotonic() - self._began_s)
        self._floor = msgspec.structs.replace(
            self._floor,
            position=max(position, self._floor.position),
            settled_ms=max(settled_ms, self._floor.settled_ms),
            saved_ms=now_ms,
            fixes_per_s=round(per_s, 2),
        )
        await write_floor(link, self.partition, self._floor)

    async def keep_history(self) -> None:
        """Every window that is over is in history.

        Errors:  CouldNotKeep if the disk is full, CouldNotLook if the server does not answer; it is
                 made good the next time.
        """
        names, floor = self._tracking.link.names, self._floor
        kept = Kept(floor.fixes_kept_ms, floor.fixes_kept)
        fixes = await self._keep(names.fixes, names.fixes_of(self.partition), kept)
        kept = Kept(floor.events_kept_ms, 0)
        events = await self._keep(names.events, names.events_of(self.partition), kept)
        self._floor = msgspec.structs.replace(
            self._floor,
            fixes_kept_ms=fixes.until_ms,
            fixes_kept=fixes.position,
            events_kept_ms=events.until_ms,
        )

    async def _keep(self, stream: str, subject: str, kept: Kept) -> Kept:
        tracking = self._tracking
        history = StreamHistory(
            tracking.link,
            stream=stream,
            subject=subject,
            folder=tracking.history,
            window_s=tracking.window_s,
        )
        return await history.keep(kept, at=await ask_stream(tracking.link, stream))

    async def close(self) -> None:
        """Read no more; what was not saved is for the next to find out."""
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._reading, return_exceptions=True)
