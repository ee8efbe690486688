"""A worker: follows its share of the fleet, and takes over what others leave."""

import asyncio
import hashlib
import logging
import os
import secrets
import socket
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from modugil.app.track_partition import Told, TrackedPartition, Tracking, read_floors
from modugil.core.clock import Clock, RunningClock, SystemClock
from modugil.core.errors import CouldNotLook, ModugilError, SettingsInvalid
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.settings import HistorySettings
from modugil.live.partition.pieces import cut
from modugil.live.partition.seen import OthersSeen
from modugil.live.settings import LiveSettings
from modugil.live.tracking.build_engine import build_parts, build_predictor
from modugil.live.tracking.restore import load_experience, write_experience
from modugil.live.tracking.warm_up import warm_up
from modugil.region.open_region import Region
from modugil.store.layout import EXPERIENCE, HISTORY
from modugil.store.settings import StoreSettings
from modugil.store.stream.address import parse_stream
from modugil.store.stream.claims import Claims
from modugil.store.stream.fenced import Overtaken
from modugil.store.stream.floors import Floor, SharedClock, drop_below, read_clock
from modugil.store.stream.link import StreamLink
from modugil.store.stream.partitions import PARTITIONS

log = logging.getLogger(__name__)
CLAIM_EVERY_S, SAVE_EVERY_S, FLUSH_EVERY_S = 0.5, 10.0, 1.0
CHORES_EVERY_S, MERGE_EVERY_S = 5.0, 60.0
BACK_FIXES = 150_000
"""About so many fixes are followed again before vehicles are shown after a take-over."""
LEAST_BACK_S, MOST_BACK_S = 20.0, 1200.0
RECALL_RATIO = 0.5
"""The part of a tick that reading back may take."""
Report = Callable[[str], None]


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
        self._owned: dict[int, TrackedPartition] = {}
        self._seen: deque[bytes] = deque(maxlen=10_000)
        self._ticking = asyncio.Lock()
        self._busy: set[int] = set()
        """Partitions that are being taken or given up."""
        self._jobs: set[asyncio.Task[None]] = set()
        self._said = ""
        self._claims: Claims
        self._keeper = HistoryKeeper(
            None, self._tracking.history, HistorySettings(keep_days=settings.keep_days)
        )

    def prepare(self) -> None:
        """Compile what is needed, and take up what was learnt before."""
        warm_up(self._region)
        load_experience(self._tracking.predictor, self._state / EXPERIENCE)

    async def run(self, stop: asyncio.Event) -> None:
        """Follow until the event is set.

        Errors:  CouldNotLook without a server, SettingsInvalid if it holds another region.
        """
        link, tracking = self._link, self._tracking
        await link.open(region=self._region.manifest.id, built=tracking.built)
        tracking.clock = choose_clock(await self._read_clock())
        self._claims = Claims(link, worker=self.worker)
        await link.client.subscribe(link.names.wanted, cb=self._hear_wanted)
        await link.client.subscribe(link.names.seen_of("*"), cb=self._hear_seen)
        works = [
            asyncio.create_task(self._again(work, every_s=every_s))
            for work, every_s in (
                (self._claim, CLAIM_EVERY_S),
                (self._flush, FLUSH_EVERY_S),
                (self._save, SAVE_EVERY_S),
                (self._do_chores, CHORES_EVERY_S),
                (self._merge, MERGE_EVERY_S),
            )
        ]
        try:
            await self._tick_until(stop)
        finally:
            for work in (*works, *self._jobs):
                work.cancel()
            await asyncio.gather(*works, *self._jobs, return_exceptions=True)
            await self._leave()

    async def _read_clock(self) -> SharedClock | None:
        shared = await read_clock(self._link)
        if shared is not None and not self._settings.state:
            await self._link.close()
            raise SettingsInvalid(
                "The doors let in simulated buses, by a clock of their own.",
                allowed="Give those a folder of their own: the setting live.state.",
            )
        return shared

    async def _again(self, work: Callable[[], object], *, every_s: float) -> None:
        """Do it again and again; a fault is told in the log."""
        while True:
            try:
                done = work()
                if asyncio.iscoroutine(done):
                    await done
            except ModugilError as fault:
                log.warning("%s It is tried again.", fault)
            except Exception:
                log.exception("a work of this worker failed; it is tried again")
            await asyncio.sleep(every_s)

    # ---- following

    async def _tick_until(self, stop: asyncio.Event) -> None:
        tick_s = self._settings.tick_ms / 1000.0
        due_s = time.monotonic()
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), max(0.001, due_s - time.monotonic()))
            if stop.is_set():
                return
            until_s = time.monotonic() + RECALL_RATIO * tick_s
            async with self._ticking:
                told = await asyncio.to_thread(self._tick, until_s)
            for one in told:
                await self._tell(one)
            due_s = max(due_s + tick_s, time.monotonic())

    def _tick(self, until_s: float) -> list[Told]:
        while self._seen:
            self._others.learn(self._seen.popleft())
        told: list[Told] = []
        now = self._tracking.clock.now()
        sure_s = time.monotonic()
        for number, partition in list(self._owned.items()):
            if not self._claims.is_sure(number, now_s=sure_s):
                continue
            try:
                one = partition.step(now=now, until_s=until_s)
            except Exception:
                log.exception("a tick of partition %d failed", number)
                continue
            if one is not None:
                told.append(one)
        return told

    async def _tell(self, told: Told) -> None:
        names, client = self._link.names, self._link.client
        if not self._link.connected:
            if told.partition in self._owned:
                self._owned[told.partition].tell_all()
            return
        most = int(client.max_payload) - 1024
        for piece in cut(told.state, number=told.number, most_bytes=most):
            await self._link.tell(names.states_of(told.partition), piece)
        if told.seen is not None:
            await self._link.tell(names.seen_of(told.partition), told.seen)

    async def _hear_wanted(self, _message: object) -> None:
        for partition in self._owned.values():
            partition.tell_all()

    async def _hear_seen(self, message: object) -> None:
        self._seen.append(message.data)  # type: ignore[attr-defined] # a message of nats-py

    # ---- who has what

    async def _claim(self) -> None:
        """Claim, and bring what is followed in line with it; that goes on beside this."""
        await self._claims.step()
        self._tracking.clock = await self._look_at_clock()
        mine = self._claims.mine
        for number, partition in list(self._owned.items()):
            if number not in mine or mine[number].number != partition.claim:
                log.warning("partition %d is lost", number)
                await self._drop(number)
        surplus = [one for one in sorted(mine)[self._claims.share :] if one not in self._busy]
        if surplus and self._claims.workers:
            self._begin(self._give_up(surplus), surplus)
        gained = [one for one in mine if one not in self._owned and one not in self._busy]
        if gained:
            self._begin(self._gain(gained), gained)
        self._say()

    def _begin(self, job: Coroutine[Any, Any, None], partitions: Sequence[int]) -> None:
        task = asyncio.create_task(job)
        self._jobs.add(task)
        self._busy |= set(partitions)
        task.add_done_callback(partial(self._end, partitions))

    def _end(self, partitions: Sequence[int], task: "asyncio.Task[None]") -> None:
        self._jobs.discard(task)
        self._busy -= set(partitions)
        if not task.cancelled() and task.exception() is not None:
            log.error("taking or leaving a partition failed: %r", task.exception())

    async def _gain(self, gained: list[int]) -> None:
        """Take them over; where that fails they are for another, or for the next try."""
        floors = await read_floors(self._link, gained)
        per_s = max(0.1, sum(floor.fixes_per_s for floor in floors))
        back_s = min(max(BACK_FIXES / per_s, LEAST_BACK_S), MOST_BACK_S)
        for number, floor in zip(gained, floors, strict=True):
            await self._take(number, floor, back_ms=round(back_s * 1000))

    async def _take(self, number: int, floor: Floor, *, back_ms: int) -> None:
        claim = self._claims.mine.get(number)
        if claim is None:
            return
        taken = await asyncio.to_thread(
            TrackedPartition, self._tracking, partition=number, claim=claim.number
        )
        try:
            await taken.open(floor, back_ms=back_ms)
        except ModugilError as fault:
            log.warning("partition %d cannot be taken: %s", number, fault)
            await taken.close()
            await self._claims.release([number])
            return
        if self._claims.mine.get(number) is claim:
            self._owned[number] = taken
        else:
            await taken.close()

    async def _give_up(self, surplus: list[int]) -> None:
        """Others should have these: all is saved, then they are nobody's."""
        for number in surplus:
            partition = self._owned.get(number)
            if partition is not None:
                await self._drop(number)
                await partition.save_floor()
            await self._claims.release([number])

    async def _drop(self, number: int) -> None:
        async with self._ticking:
            partition = self._owned.pop(number, None)
        if partition is not None:
            await partition.close()

    def _say(self) -> None:
        mine, workers = sorted(self._owned), len(self._claims.workers)
        said = (
            f"{len(mine)} of {PARTITIONS} parts of the fleet, {workers} workers, "
            f"{sum(not one.is_current for one in self._owned.values())} being taken over"
        )
        if said != self._said:
            self._said = said
            self._report(said)

    async def _look_at_clock(self) -> Clock:
        """The doors' clock, where they have begun another."""
        shared = await read_clock(self._link) if self._link.connected else None
        known = self._tracking.clock
        clock = choose_clock(shared)
        is_same = type(clock) is type(known) and abs(clock.now() - known.now()) < timedelta(
            seconds=2
        )
        return known if is_same or not self._link.connected else clock

    # ---- what is kept

    async def _flush(self) -> None:
        for number, partition in list(self._owned.items()):
            try:
                if self._claims.is_sure(number, now_s=time.monotonic()):
                    await partition.flush()
            except Overtaken as fault:
                log.warning("%s", fault)
                await self._drop(number)
                self._claims.mine.pop(number, None)

    async def _save(self) -> None:
        await asyncio.gather(
            *(
                partition.save_floor()
                for number, partition in list(self._owned.items())
                if self._claims.is_sure(number, now_s=time.monotonic())
            )
        )

    async def _do_chores(self) -> None:
        for number, partition in list(self._owned.items()):
            try:
                await partition.keep_history()
            except ModugilError as fault:
                log.warning("partition %d: %s It is tried again.", number, fault)
        if 0 not in self._owned:
            return
        floors = await read_floors(self._link, list(range(PARTITIONS)))
        done = min(min(floor.position, floor.fixes_kept) for floor in floors)
        await drop_below(self._link, done)

    async def _merge(self) -> None:
        """What one worker does for all: whoever has the first partition."""
        if 0 not in self._owned:
            return
        async with self._ticking:
            learnt = self._tracking.predictor.save_state()
        try:
            await asyncio.to_thread(write_experience, learnt, self._state / EXPERIENCE)
        except OSError as cause:
            log.error("What was learnt cannot be kept (%s).", cause)
        await asyncio.to_thread(self._keeper.keep, self._tracking.clock.now())

    async def _leave(self) -> None:
        """What is known is saved, and others may take over at once."""
        try:
            for number in sorted(self._owned):
                await self._owned[number].save_floor()
            await self._claims.leave()
        except (ModugilError, OSError, TimeoutError) as fault:
            log.warning("%s The others find out by themselves.", fault)
        except Exception:
            log.exception("this worker did not take its leave well")
        for partition in self._owned.values():
            await partition.close()
        await self._link.close()


def choose_clock(shared: SharedClock | None) -> Clock:
    """The clock of the doors."""
    if shared is None:
        return SystemClock()
    wall_ms = SystemClock().now().timestamp() * 1000.0
    now_ms = shared.now_ms + (wall_ms - shared.wall_ms) * shared.speed
    return RunningClock(datetime.fromtimestamp(now_ms / 1000.0, UTC), speed=shared.speed)


def find_build(region: Region) -> str:
    """Tells this build of the region from others: rows mean the same in equal ones only."""
    manifest = Path(region.folder) / "manifest.json"
    try:
        return hashlib.sha256(manifest.read_bytes()).hexdigest()[:16]
    except OSError as cause:
        raise CouldNotLook(f"The manifest {manifest} cannot be read ({cause}).") from cause
