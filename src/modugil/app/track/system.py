"""A worker: follows its share of the fleet, and takes over what others leave."""

import asyncio
import hashlib
import logging
import os
import secrets
import socket
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from modugil.app.shared_clock import choose_clock
from modugil.app.track.held import HeldPartitions
from modugil.app.track.keeping import TrackKeeping
from modugil.app.track.partition import Told
from modugil.app.track.tracking import Tracking
from modugil.core.clock import SystemClock
from modugil.core.errors import CouldNotLook, ModugilError, SettingsInvalid
from modugil.live.partition.pieces import cut
from modugil.live.partition.seen import OthersSeen
from modugil.live.settings import LiveSettings
from modugil.live.tracking.build_engine import build_parts, build_predictor
from modugil.live.tracking.restore import load_experience
from modugil.live.tracking.warm_up import warm_up
from modugil.region.open_region import Region
from modugil.store.layout import EXPERIENCE, HISTORY
from modugil.store.settings import StoreSettings
from modugil.store.stream.address import parse_stream
from modugil.store.stream.claims import Claims
from modugil.store.stream.floors import SharedClock, read_clock
from modugil.store.stream.link import StreamLink
from modugil.store.stream.partitions import PARTITIONS

log = logging.getLogger(__name__)
ALIGN_EVERY_S, SAVE_EVERY_S, FLUSH_EVERY_S = 0.5, 10.0, 1.0
HISTORY_EVERY_S, TIDY_EVERY_S = 5.0, 60.0
RECALL_RATIO = 0.5
"""The part of a tick that reading back may take."""
MOST_SEEN = 10_000
Report = Callable[[str], None]
Work = Callable[[], Awaitable[None]]


class TrackSystem:
    """One worker; everything of it but the ticks lives in the loop in which `run` is awaited."""

    def __init__(
        self,
        region: Region,
        *,
        settings: LiveSettings,
        store: StoreSettings,
        state: Path,
        report: Report,
    ) -> None:
        """Stand ready; `report` is told in one line what this worker does, whenever that changes.

        Errors:  RegionUnreadable without a timetable, SettingsInvalid without nats-py.
        """
        self._region = region
        self._settings = settings
        self._state = state
        self._report = report
        self.worker = f"{socket.gethostname().split('.')[0]}-{os.getpid()}-{secrets.token_hex(3)}"
        self._link = StreamLink(parse_stream(store.stream), keep_hours=store.stream_hours)
        parts = build_parts(region)
        predictor = build_predictor(parts)
        self._tracking = Tracking(
            parts,
            self._link,
            SystemClock(),
            state / HISTORY,
            self.worker,
            find_build(region),
            settings.hold_s * 1000,
            store.stream_history_s,
            predictor,
            build_predictor(parts),
        )
        self._others = OthersSeen(predictor, worker=self.worker, built=self._tracking.built)
        self._seen: deque[bytes] = deque(maxlen=MOST_SEEN)
        self._held = HeldPartitions(self._tracking, Claims(self._link, worker=self.worker))
        self._shared_clock: SharedClock | None = None
        self._said = ""

    def prepare(self) -> None:
        """Compile what is needed, and take up what was learnt before."""
        warm_up(self._region)
        load_experience(self._tracking.predictor, self._state / EXPERIENCE)

    async def run(self, stop: asyncio.Event) -> None:
        """Follow until the event is set.

        Errors:  CouldNotLook without a server, SettingsInvalid if it holds another region.
        """
        link, tracking, held = self._link, self._tracking, self._held
        await link.open(region=self._region.manifest.id, built=tracking.built)
        self._shared_clock = await self._read_clock()
        tracking.clock = choose_clock(self._shared_clock)
        await link.client.subscribe(link.names.wanted, cb=self._hear_wanted)
        await link.client.subscribe(link.names.seen_of("*"), cb=self._hear_seen)
        keeping = TrackKeeping(
            tracking, held, state=self._state, keep_days=self._settings.keep_days
        )
        works = [
            asyncio.create_task(_again(work, every_s=every_s))
            for work, every_s in (
                (self._align, ALIGN_EVERY_S),
                (keeping.flush, FLUSH_EVERY_S),
                (keeping.save, SAVE_EVERY_S),
                (keeping.make_history, HISTORY_EVERY_S),
                (keeping.tidy, TIDY_EVERY_S),
            )
        ]
        try:
            await self._tick_until(stop)
        finally:
            for work in works:
                work.cancel()
            await asyncio.gather(*works, return_exceptions=True)
            await held.leave()
            await link.close()

    async def _read_clock(self) -> SharedClock | None:
        shared = await read_clock(self._link)
        if shared is not None and not self._settings.state:
            await self._link.close()
            raise SettingsInvalid(
                "The doors let in simulated buses, by a clock of their own.",
                allowed="Give those a folder of their own: the setting live.state.",
            )
        return shared

    async def _align(self) -> None:
        await self._held.align()
        self._say()
        shared = await read_clock(self._link) if self._link.connected else self._shared_clock
        if shared != self._shared_clock:
            self._shared_clock = shared
            self._tracking.clock = choose_clock(shared)

    async def _tick_until(self, stop: asyncio.Event) -> None:
        tick_s = self._settings.tick_ms / 1000.0
        due_s = time.monotonic()
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), max(0.001, due_s - time.monotonic()))
            if stop.is_set():
                return
            until_s = time.monotonic() + RECALL_RATIO * tick_s
            async with self._held.ticking:
                told = await asyncio.to_thread(self._tick, until_s)
            for one in told:
                await self._tell(one)
            due_s = max(due_s + tick_s, time.monotonic())

    def _tick(self, until_s: float) -> list[Told]:
        while self._seen:
            self._others.learn(self._seen.popleft())
        told: list[Told] = []
        now = self._tracking.clock.now()
        for partition in self._held.list_sure():
            try:
                one = partition.step(now=now, until_s=until_s)
            except Exception:
                log.exception("a tick of partition %d failed", partition.partition)
                continue
            if one is not None:
                told.append(one)
        return told

    async def _tell(self, told: Told) -> None:
        names, held = self._link.names, self._held.get(told.partition)
        if not self._link.connected:
            if held is not None:
                held.tell_all()
            return
        most = int(self._link.client.max_payload) - 1024
        for piece in cut(told.state, number=told.number, most_bytes=most):
            await self._link.tell(names.states_of(told.partition), piece)
        if told.seen is not None:
            await self._link.tell(names.seen_of(told.partition), told.seen)

    async def _hear_wanted(self, _message: object) -> None:
        for partition in self._held.list_all():
            partition.tell_all()

    async def _hear_seen(self, message: object) -> None:
        self._seen.append(message.data)  # type: ignore[attr-defined] # a message of nats-py

    def _say(self) -> None:
        held, workers = self._held.list_all(), len(self._held.claims.workers)
        said = (
            f"{len(held)} of {PARTITIONS} parts of the fleet, "
            f"{workers} worker{'s' * (workers != 1)}, "
            f"{sum(not one.is_current for one in held)} being taken over"
        )
        if said != self._said:
            self._said = said
            self._report(said)


async def _again(work: Work, *, every_s: float) -> None:
    """Do it again and again; a fault is told in the log."""
    while True:
        try:
            await work()
        except ModugilError as fault:
            log.warning("%s It is tried again.", fault)
        except Exception:
            log.exception("a work of this worker failed; it is tried again")
        await asyncio.sleep(every_s)


def find_build(region: Region) -> str:
    """Tells this build of the region from others: rows mean the same in equal ones only."""
    manifest = Path(region.folder) / "manifest.json"
    try:
        return hashlib.sha256(manifest.read_bytes()).hexdigest()[:16]
    except OSError as cause:
        raise CouldNotLook(f"The manifest {manifest} cannot be read ({cause}).") from cause
