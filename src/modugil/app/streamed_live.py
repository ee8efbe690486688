"""The doors of a fleet that `modugil track` follows: fixes go out, the whole fleet comes back."""

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from modugil.app.doors_thread import DoorsThread, Work
from modugil.app.live_doors import LiveDoors, intake_settings
from modugil.app.settings import Settings
from modugil.app.shared_clock import share_clock
from modugil.app.track.system import find_build
from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.clock import Clock
from modugil.core.errors import RegionUnreadable
from modugil.live.doors.intake import Intake
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.settings import HistorySettings
from modugil.live.operations.heard import Heard
from modugil.live.partition.events_heard import EventsHeard
from modugil.live.partition.merged import MergedFleet
from modugil.live.partition.pieces import Pieces
from modugil.live.snapshot.run_state import SILENT_AFTER
from modugil.live.state import LiveState
from modugil.live.terminals.registry import TerminalRegistry
from modugil.live.terminals.watch import watch_terminals
from modugil.live.tracking.freshness import FreshnessWindow
from modugil.region.open_region import Region
from modugil.store.journal import Journal
from modugil.store.layout import HISTORY, JOURNAL
from modugil.store.segments import list_segments
from modugil.store.stream.address import parse_stream
from modugil.store.stream.floors import write_clock
from modugil.store.stream.link import StreamLink
from modugil.store.stream.outlet import StreamOutlet
from modugil.store.stream.partitions import PARTITIONS

log = logging.getLogger(__name__)
GATHER_S = 0.04
"""So long a merge waits for what others tell at about the same time."""
MERGE_EVERY_S = 0.5
"""A snapshot is made anew so often also where no worker tells anything: time goes on."""
ASK_AGAIN_S = 2.0
MISSING_FOR_S = 15.0


class StreamedLive:
    """The same to pages, interfaces and doors as `LiveSystem`, but others follow the buses."""

    def __init__(
        self,
        region: Region,
        *,
        settings: Settings,
        state: Path,
        clock: Clock,
        conditions: ConditionsPublisher,
        database: Engine,
    ) -> None:
        """Stand ready; nothing is listened to yet. `database` stays open when the buses stop.

        Errors:  RegionUnreadable without a timetable, SettingsInvalid without nats-py or for doors
                 that cannot be meant.
        """
        if region.timetable is None:
            raise RegionUnreadable("The region has no timetable, so no bus can be followed.")
        self.settings = settings.live
        self.clock = clock
        self.database = database
        self._region = region
        self._timetable = region.timetable
        self._state = state
        self._built = find_build(region)
        store = settings.store
        self.link = StreamLink(parse_stream(store.stream), keep_hours=store.stream_hours)
        self.terminals = TerminalRegistry(database, now=clock.now())
        self.intake = Intake(
            StreamOutlet(self.link),
            terminals=self.terminals,
            clock=clock,
            settings=intake_settings(settings.live),
        )
        self.doors = LiveDoors(self.intake, settings.live)
        self.heard = Heard()
        """What passes through here, for those who run the buses to look at."""
        self.engine = MergedFleet(conditions=conditions, built=self._built, now=clock.now())
        self._freshness = FreshnessWindow()
        self._thread: DoorsThread | None = None
        self._pieces: dict[str, Pieces] = {}
        self._told: list[bytes] = []
        self._seen: list[bytes] = []
        self._final: list[bytes] = []
        self._events = EventsHeard(self._timetable, built=self._built)
        self._news: asyncio.Event | None = None
        self._asked_s = 0.0
        self._faults = 0
        self._missing_since_s: float | None = None

    def restore(self) -> int:
        """What the journal of a single process still holds becomes history; how many fixes."""
        if not list_segments(self._state / JOURNAL):
            return 0
        journal = Journal(self._state / JOURNAL)
        try:
            settings = HistorySettings(keep_days=self.settings.keep_days)
            return (
                HistoryKeeper(journal, self._state / HISTORY, settings).keep(self.clock.now()).fixes
            )
        finally:
            journal.close()

    def start(self, *, works: Sequence[Work] = (), listens: bool = True) -> None:
        """Listen to terminals and to workers; `works` run beside the doors, in their loop.

        Errors:  CouldNotLook without a server, SettingsInvalid if it holds another region or a
                 door's address cannot be used.
        """
        thread = DoorsThread(
            opening=[self._open, *self.doors.list_openings(listens=listens)],
            works=[
                self._watch,
                self._merge_until,
                *self.doors.list_works(listens=listens),
                *works,
            ],
            closing=[*self.doors.list_closings(), self.link.close],
        )
        thread.start()
        self._thread = thread

    def stop(self) -> None:
        """Listen no more; what came in is safe. Twice does no harm."""
        if self._thread is not None:
            self._thread.stop()
            self._thread = None

    def describe(self) -> LiveState:
        """How everything is doing at this moment; what workers count is counted together."""
        intake, counted = self.intake, self.engine.counted
        fresh = self._freshness.get()
        verdicts: Counter[str] = Counter()
        for one in counted:
            verdicts.update(one.verdicts)
        return LiveState(
            vehicles=len(self.engine.get_current().list_vehicles()),
            connections=self.doors.listener.connected,
            received=intake.counters.received,
            acknowledged=intake.counters.acknowledged,
            queued=intake.queued,
            shed=intake.counters.shed,
            refused={reason.value: count for reason, count in intake.counters.refused.items()},
            verdicts=dict(verdicts),
            stop_events=sum(one.stop_events for one in counted),
            final_stop_events=sum(one.final_stop_events for one in counted),
            visible_p50_ms=fresh.p50_ms,
            visible_p99_ms=fresh.p99_ms,
            tick_ms=max((one.tick_ms for one in counted), default=0.0),
            failed_ticks=self._faults,
            journal_failing=intake.failing or not self.link.connected,
            broker_connected=self.doors.broker_connected,
            feeds=self.doors.feed_faults,
        )

    async def _open(self) -> None:
        await self.link.open(region=self._region.manifest.id, built=self._built)
        await write_clock(self.link, share_clock(self.clock))
        self._news = asyncio.Event()
        names, client = self.link.names, self.link.client
        await client.subscribe(names.states_of("*"), cb=self._hear)
        await client.subscribe(names.seen_of("*"), cb=self._hear_seen)
        await client.subscribe(names.events_of("*"), cb=self._hear_final)
        await self.link.tell(self.link.names.wanted, b"")

    async def _hear(self, message: Any) -> None:  # noqa: ANN401 (Msg)
        pieces = self._pieces.setdefault(message.subject, Pieces())
        body = pieces.add(message.data)
        if body is not None and self._news is not None:
            self._told.append(body)
            self._news.set()

    async def _hear_seen(self, message: Any) -> None:  # noqa: ANN401 (Msg)
        self._seen.append(message.data)

    async def _hear_final(self, message: Any) -> None:  # noqa: ANN401 (Msg)
        self._final.append(message.data)

    async def _merge_until(self, stop: asyncio.Event) -> None:
        news, loop = self._news or asyncio.Event(), asyncio.get_running_loop()
        while not stop.is_set():
            try:
                await asyncio.wait_for(news.wait(), MERGE_EVERY_S)
            except TimeoutError:
                pass
            else:
                await asyncio.sleep(GATHER_S)
            news.clear()
            told, self._told = self._told, []
            try:
                knows_all = await asyncio.to_thread(self._merge, told)
            except Exception:
                self._faults += 1
                log.exception("merging what workers tell failed")
                continue
            self._warn(loop.time())
            if not knows_all and loop.time() - self._asked_s > ASK_AGAIN_S:
                self._asked_s = loop.time()
                await self.link.tell(self.link.names.wanted, b"")

    def _merge(self, told: Sequence[bytes]) -> bool:
        self.heard.add_fixes(self.intake.drain())
        seen, self._seen = self._seen, []
        final, self._final = self._final, []
        for body in seen:
            self.heard.add_told(self._events.read_seen(body))
        for body in final:
            self.heard.add_final(self._events.read_final(body))
        knows_all = all([self.engine.take(body) for body in told])
        shown_ms = self.engine.merge(now=self.clock.now())
        self._freshness.add(shown_ms, visible_ms=round(self.clock.now().timestamp() * 1000))
        self.doors.publish(self.engine.get_current(), timetable=self._timetable)
        return knows_all

    async def _watch(self, stop: asyncio.Event) -> None:
        watching = asyncio.create_task(watch_terminals(self.terminals, self.clock))
        await stop.wait()
        watching.cancel()

    def _warn(self, now_s: float) -> None:
        """Say once, and again when it was well in between, that nobody follows the buses."""
        heard = self.engine.partitions_heard.values()
        silent_since = self.clock.now() - SILENT_AFTER
        missing = PARTITIONS - sum(one > silent_since for one in heard)
        if missing == 0:
            self._missing_since_s = None
        elif self._missing_since_s is None:
            self._missing_since_s = now_s
        elif self._missing_since_s + MISSING_FOR_S < now_s:
            self._missing_since_s = math.inf
            log.warning(
                "Nobody follows %d of %d parts of the fleet: begin `modugil track %s`.",
                missing,
                PARTITIONS,
                self._region.manifest.id,
            )
