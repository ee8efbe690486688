"""One tick: fixes in, one immutable snapshot out. The only writer of everything it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import Conditions
from modugil.conditions.publisher import ConditionsPublisher
from modugil.live.batch import FixBatch
from modugil.live.fix import Fix, TripHint
from modugil.live.predictions.predictions import Predictions
from modugil.live.predictions.predictor import Predictor
from modugil.live.progress import Progress
from modugil.live.rules.clean import Cleaner
from modugil.live.rules.verdict import Verdict
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.stop_events.stop_events import NO_EVENTS, StopEvents
from modugil.live.tracker import Tracker
from modugil.live.tracking.abandoned import AbandonedRuns
from modugil.live.tracking.contribution import Contribution
from modugil.live.tracking.fleet import Fleet
from modugil.live.tracking.runs import CalledRuns, Drivers
from modugil.live.tracking.schedule import Schedule
from modugil.live.tracking.settled import SettledStream
from modugil.live.tracking.steady import SteadyArrivals
from modugil.live.tracking.tick_snapshot import TickSnapshot

SOURCE = "live"
"""The name under which conditions know what is told here."""
SHOWN_FOR_MS = 900_000
"""A vehicle not heard of for longer is not listed any more."""
UNTRUE = np.array([Verdict.NULL_ISLAND, Verdict.OFF_REGION, Verdict.FUTURE], np.uint8)
"""Not even held for the settled stream; the other faults are judged there again, in order."""


@dataclass(slots=True)
class TickCounters:
    """What became of the fixes since the start."""

    ticks: int = 0
    by_verdict: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    events: int = 0


@dataclass(frozen=True, slots=True)
class Stages:
    """What a fix passes through, one after the other."""

    schedule: Schedule
    cleaner: Cleaner
    tracker: Tracker
    settled: SettledStream
    predictor: Predictor


class LiveEngine:
    """Holds the fleet and publishes what is known of it.

    `tick` and `settle` are called by one thread; `get_current` by anyone, without waiting.
    """

    def __init__(self, stages: Stages, *, conditions: ConditionsPublisher, now: datetime) -> None:
        """Know of no vehicle yet."""
        self.counters = TickCounters()
        self.settled = stages.settled
        self.predictor = stages.predictor
        self._stages = stages
        self._fleet = Fleet()
        self._steady = SteadyArrivals()
        self._contribution = Contribution(stages.schedule)
        self._called = CalledRuns(stages.schedule)
        self._abandoned = AbandonedRuns(stages.schedule)
        self._progress = copy_progress(stages.tracker.progress)
        self._conditions = conditions
        self._current: LiveSnapshot = FixedSnapshot(now)
        self.shown_ms: NDArray[np.int64] = np.empty(0, np.int64)
        """When the fixes that the last tick made visible were measured."""
        self.told = NO_EVENTS
        """The stop events that the last tick told."""

    @property
    def hints(self) -> Sequence[TripHint]:
        """The trips that terminals named, by the row that batches give them."""
        return self._fleet.hints

    @property
    def vehicles(self) -> Mapping[str, int]:
        """Rows of the fleet by vehicle."""
        return MappingProxyType(self._fleet.row_of)

    def get_current(self) -> LiveSnapshot:
        """The newest snapshot; it never changes under the reader."""
        return self._current

    def tick(self, fixes: Sequence[Fix], *, now: datetime) -> StopEvents:
        """Take these fixes in and publish the new snapshot; the events that they tell."""
        now_ms = round(now.timestamp() * 1000)
        events = self._take(fixes)
        self.predictor.learn(events)
        self._called.note(events)
        progress = copy_progress(self._stages.tracker.progress)
        predictions = self._predict(progress, now_ms=now_ms)
        self._steady.steady(predictions, progress, now_ms=now_ms)
        snapshot = self._build_snapshot(progress, predictions, now=now, now_ms=now_ms)
        self._current = snapshot
        self._publish(snapshot, now_ms=now_ms)
        self.told = events
        self.counters.ticks += 1
        self.counters.events += len(events)
        return events

    def recall(self, fixes: Sequence[Fix], *, cleaner: Cleaner) -> None:
        """Take in fixes that were received earlier, for final stop events alone.

        `cleaner` has judged those recalled before them, and no others.
        """
        batch = self._fleet.build_batch(sorted(fixes, key=_time_ms))
        self.settled.add_earlier(batch.take(~np.isin(cleaner.judge(batch), UNTRUE)))

    def settle(self, *, now: datetime) -> StopEvents:
        """The stop events that are final by now."""
        return self.settled.settle(now_ms=round(now.timestamp() * 1000), hints=self._fleet.hints)

    def _take(self, fixes: Sequence[Fix]) -> StopEvents:
        told = sorted(fixes, key=_time_ms)  # what was overtaken on the way within a tick is no loss
        batch = self._fleet.build_batch(told)
        verdicts = self._stages.cleaner.judge(batch)
        self._count(verdicts)
        self.settled.add(batch.take(~np.isin(verdicts, UNTRUE)))
        good = np.flatnonzero(verdicts == Verdict.GOOD)
        self.shown_ms = batch.time_ms[good]
        for row, vehicle in zip(good.tolist(), batch.vehicle[good].tolist(), strict=True):
            self._fleet.show(vehicle, told[row])
        self._stages.tracker.ensure_vehicles(len(self._fleet))
        return self._stages.tracker.advance(
            _by_vehicle(batch.take(good)), hints=self._fleet.hints
        ).events

    def _predict(self, progress: Progress, *, now_ms: int) -> Predictions:
        rows = np.flatnonzero(progress.trip >= 0).astype(np.int32)
        starts_ms = self._stages.schedule.day_starts_ms(progress.day[rows])
        return self.predictor.predict(progress, rows=rows, day_start_ms=starts_ms, now_ms=now_ms)

    def _build_snapshot(
        self, progress: Progress, predictions: Predictions, *, now: datetime, now_ms: int
    ) -> TickSnapshot:
        newest = tuple(self._fleet.newest)
        return TickSnapshot(
            version=self.counters.ticks + 1,
            as_of=now,
            newest=newest,
            shown=_list_shown(progress.time_ms, now_ms=now_ms),
            row_of=self._fleet.row_of,
            progress=progress,
            predictions=predictions,
            drivers=Drivers(predictions, progress),
            called=self._called.get(),
        )

    def _publish(self, snapshot: TickSnapshot, *, now_ms: int) -> None:
        progress, before = snapshot.progress, self._contribution.changes
        given_up = self._abandoned.note(self._progress, progress, told=before)
        told = self._contribution.update(
            snapshot.predictions,
            progress,
            snapshot.newest,
            leading=snapshot.drivers.list_leading(),
            now_ms=now_ms,
        )
        self._progress = progress
        if told or given_up:
            trips = {**self._contribution.changes, **self._abandoned.get()}
            self._conditions.publish(SOURCE, Conditions(trips=trips), now=snapshot.as_of)

    def _count(self, verdicts: NDArray[np.uint8]) -> None:
        for verdict, count in enumerate(np.bincount(verdicts, minlength=len(Verdict)).tolist()):
            self.counters.by_verdict[Verdict(verdict)] += count


def copy_progress(progress: Progress) -> Progress:
    """The same, not written to by anyone any more."""
    return Progress(*(getattr(progress, one.name).copy() for one in fields(Progress)))


def _time_ms(fix: Fix) -> int:
    return fix.time_ms


def _by_vehicle(batch: FixBatch) -> FixBatch:
    return batch.take(np.argsort(batch.vehicle, kind="stable"))


def _list_shown(time_ms: NDArray[np.int64], *, now_ms: int) -> list[int]:
    rows: list[int] = np.flatnonzero(time_ms >= now_ms - SHOWN_FOR_MS).tolist()
    return rows
