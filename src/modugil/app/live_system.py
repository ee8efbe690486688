"""Everything of live buses in one process: what is kept, the doors, the tick, the history."""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from modugil.app.doors_thread import DoorsThread, Work
from modugil.app.live_doors import LiveDoors, intake_settings
from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.clock import Clock
from modugil.core.errors import CouldNotLook, ModugilError, RegionUnreadable
from modugil.live.doors.intake import Intake
from modugil.live.fix import Fix
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.reader import HistoryReader
from modugil.live.history.recover import recover_fixes
from modugil.live.history.settings import HistorySettings
from modugil.live.operations.heard import Heard
from modugil.live.settings import LiveSettings
from modugil.live.state import LiveState
from modugil.live.stop_events.stop_events import StopEvents
from modugil.live.terminals.registry import TerminalRegistry
from modugil.live.terminals.watch import watch_terminals
from modugil.live.tracking.build_engine import build_engine
from modugil.live.tracking.final_events import FinalEvents
from modugil.live.tracking.loop import LiveLoop
from modugil.live.tracking.restore import load_experience, restore_fleet, write_experience
from modugil.live.tracking.warm_up import warm_up
from modugil.region.open_region import Region
from modugil.store.database import open_database
from modugil.store.journal import Journal
from modugil.store.layout import DATABASE, EXPERIENCE, HISTORY, JOURNAL

log = logging.getLogger(__name__)
KEEP_EVERY_S = 60.0
EVENTS_BEFORE = timedelta(hours=2)
"""So far back stop events are known again at a start, to be kept only once."""


class LiveSystem:
    """The buses of one region, followed from `start` to `stop`."""

    def __init__(
        self,
        region: Region,
        *,
        settings: LiveSettings,
        state: Path,
        clock: Clock,
        conditions: ConditionsPublisher,
        database: Engine | None = None,
    ) -> None:
        """Open what is kept in the folder `state`; nothing is listened to yet.

        `database` stays open when the buses stop; None is the one in that folder, for them alone.

        Errors:  CouldNotKeep if the folder cannot be used, RegionUnreadable without a timetable,
                 SettingsInvalid for doors that cannot be meant; then nothing stays open.
        """
        if region.timetable is None:
            raise RegionUnreadable("The region has no timetable, so no bus can be followed.")
        self.settings = settings
        self.clock = clock
        self._region = region
        self.heard = Heard()
        """What passes through here, for those who run the buses to look at."""
        self._timetable = region.timetable
        self._state = state
        self._thread: DoorsThread | None = None
        self._learnt: Mapping[str, Any] | None = None
        self._learnt_at_s = 0.0
        self._restored = False
        with ExitStack() as opened:
            self.database = database or self._open_own_database(opened)
            self._open(opened)
            self.engine = build_engine(
                region, conditions=conditions, hold_ms=settings.hold_s * 1000, now=clock.now()
            )
            self._wire()
            self._opened = opened.pop_all()

    def _open_own_database(self, opened: ExitStack) -> Engine:
        database = open_database(self._state / DATABASE)
        opened.callback(database.dispose)
        return database

    def _open(self, opened: ExitStack) -> None:
        """What is kept in the folder of state; `opened` closes it again."""
        self.terminals = TerminalRegistry(self.database, now=self.clock.now())
        self.journal = Journal(self._state / JOURNAL)
        opened.callback(self.journal.close)

    def _wire(self) -> None:
        """What a fix passes through from its door to history."""
        settings, clock = self.settings, self.clock
        self.intake = Intake(
            self.journal, terminals=self.terminals, clock=clock, settings=intake_settings(settings)
        )
        self.doors = LiveDoors(self.intake, settings)
        self._final = FinalEvents(
            self.engine,
            timetable=self._timetable,
            journal=self.journal,
            look_up=HistoryReader(self._state / HISTORY).read_stop_events,
        )
        self._keeper = HistoryKeeper(
            self.journal, self._state / HISTORY, HistorySettings(keep_days=settings.keep_days)
        )
        self._loop = LiveLoop(
            self.engine,
            drain=self._drain,
            keep=self._keep_final,
            after=self._after_tick,
            clock=clock,
            tick_ms=settings.tick_ms,
        )

    def restore(self) -> int:
        """What was known before the last stop is known again; how many fixes that took.

        Unknown: history that cannot be read is told in the log, and buses are followed without it.
        """
        warm_up(self._region)
        load_experience(self.engine.predictor, self._state / EXPERIENCE)
        self._restored = True
        try:
            return self._read_again()
        except CouldNotLook as fault:
            log.error("%s What was known of the buses begins anew.", fault)
            return 0

    def _read_again(self) -> int:
        journal, now = self._state / JOURNAL, self.clock.now()
        reader = HistoryReader(self._state / HISTORY, journal=journal)
        for records in reader.read_stop_events(now - EVENTS_BEFORE):
            self._final.know(records)
        self._final.know_from(now - EVENTS_BEFORE)
        fixes = recover_fixes(self._state / HISTORY, journal=journal, now=now)
        return restore_fleet(self.engine, self._final, fixes)

    def start(self, *, works: Sequence[Work] = (), listens: bool = True) -> None:
        """Listen and tick; `works` run beside the doors, in their loop.

        Errors:  SettingsInvalid if a door's address cannot be used; then everything is closed.
        """
        thread = DoorsThread(
            opening=self.doors.list_openings(listens=listens),
            works=[
                self._watch,
                self._keep_history,
                *self.doors.list_works(listens=listens),
                *works,
            ],
            closing=self.doors.list_closings(),
        )
        try:
            thread.start()
        except BaseException:
            self.stop()
            raise
        self._thread = thread
        self._loop.start()

    def stop(self) -> None:
        """Listen no more; what came in is safe, and what was learnt is kept. Twice does no harm.

        What was learnt before stays as it was where nobody has read it yet.
        """
        with self._opened:
            if self._thread is not None:
                self._thread.stop()
                self._loop.stop()
                self._thread = None
            if self._restored:
                self._restored = False
                self._keep_learnt(self.engine.predictor.save_state())

    def describe(self) -> LiveState:
        """How everything is doing at this moment."""
        intake, engine, loop = self.intake, self.engine, self._loop
        fresh = loop.freshness.get()
        return LiveState(
            vehicles=len(engine.vehicles),
            connections=self.doors.listener.connected,
            received=intake.counters.received,
            acknowledged=intake.counters.acknowledged,
            queued=intake.queued,
            shed=intake.counters.shed,
            refused={reason.value: count for reason, count in intake.counters.refused.items()},
            verdicts={one.name.lower(): n for one, n in engine.counters.by_verdict.items()},
            stop_events=engine.counters.events,
            final_stop_events=engine.settled.events,
            visible_p50_ms=fresh.p50_ms,
            visible_p99_ms=fresh.p99_ms,
            tick_ms=loop.took_s * 1000.0,
            failed_ticks=loop.faults,
            journal_failing=intake.failing,
            broker_connected=self.doors.broker_connected,
            feeds=self.doors.feed_faults,
        )

    def _drain(self) -> Sequence[Fix]:
        fixes = self.intake.drain()
        self.heard.add_fixes(fixes)
        return fixes

    def _keep_final(self, events: StopEvents) -> None:
        self._final.keep(events)
        self.heard.add_final(events)

    def _after_tick(self) -> None:
        self.heard.add_told(self.engine.told)
        self.doors.publish(self.engine.get_current(), timetable=self._timetable)
        now_s = time.monotonic()
        if now_s - self._learnt_at_s >= KEEP_EVERY_S:
            # copied here, between two ticks: the next one goes on writing to these arrays
            self._learnt, self._learnt_at_s = self.engine.predictor.save_state(), now_s

    async def _watch(self, stop: asyncio.Event) -> None:
        watching = asyncio.create_task(watch_terminals(self.terminals, self.clock))
        await stop.wait()
        watching.cancel()

    async def _keep_history(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await asyncio.to_thread(self._keep)
            except ModugilError as fault:
                log.error("%s Nothing is lost; it is tried again.", fault)
            except Exception:
                log.exception("making history failed; it is tried again")
            try:
                await asyncio.wait_for(stop.wait(), KEEP_EVERY_S)
            except TimeoutError:
                continue

    def _keep(self) -> None:
        learnt, self._learnt = self._learnt, None
        if learnt is not None and self._restored:
            self._keep_learnt(learnt)
        self._keeper.keep(self.clock.now())

    def _keep_learnt(self, learnt: Mapping[str, Any]) -> None:
        try:
            write_experience(learnt, self._state / EXPERIENCE)
        except OSError as cause:
            log.error("What was learnt cannot be kept (%s).", cause)
