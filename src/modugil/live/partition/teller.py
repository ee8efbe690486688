"""Turns what an engine knows after a tick into the message about its partition."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from modugil.conditions.conditions import TripChange, TripRun
from modugil.conditions.publisher import ConditionsPublisher
from modugil.live.partition.columns import pick_shown
from modugil.live.partition.told import (
    WHOLE,
    Counted,
    PartitionTold,
    encode,
    pack_changes,
    pack_predictions,
    pack_progress,
)
from modugil.live.stop_events.stop_events import StopEvents
from modugil.live.tracking.engine import LiveEngine
from modugil.live.tracking.tick_snapshot import TickSnapshot


class Teller:
    """Remembers what was told, so that each message tells what is new."""

    def __init__(
        self, engine: LiveEngine, *, conditions: ConditionsPublisher, partition: int, claim: int
    ) -> None:
        """Nothing was told; `conditions` are the engine's own."""
        self._engine = engine
        self._conditions = conditions
        self._partition = partition
        self._claim = claim
        self._number = 0
        self._told: Mapping[TripRun, TripChange] = {}
        self.whole = True
        """Whether the next message tells everything: somebody does not know what was told."""

    def build(self, events: StopEvents, *, built: str, tick_ms: float) -> bytes | None:
        """The message after a tick that told these events; None before there was one."""
        engine, snapshot = self._engine, self._engine.get_current()
        if not isinstance(snapshot, TickSnapshot):
            return None
        as_of_ms = round(snapshot.as_of.timestamp() * 1000)
        columns = pick_shown(snapshot)
        whole, changes = self.whole, self._conditions.get_current().trips
        new = [run for run, one in changes.items() if whole or self._told.get(run) is not one]
        gone = (
            [] if whole else [(r.trip, r.day.toordinal()) for r in self._told if r not in changes]
        )
        told = PartitionTold(
            self._partition,
            self._claim,
            self._number + 1,
            WHOLE if whole else self._number,
            as_of_ms,
            built,
            list(columns.newest),
            pack_progress(columns.progress),
            pack_predictions(columns.predictions, as_of_ms=as_of_ms),
            list_called(snapshot.called, None if whole else events),
            pack_changes(changes, new),
            gone,
            np.asarray(engine.shown_ms, "i8").tobytes(),
            self._count(tick_ms),
        )
        self._number, self._told, self.whole = told.number, changes, False
        return encode(told)

    def _count(self, tick_ms: float) -> Counted:
        counters = self._engine.counters
        verdicts = {one.name.lower(): count for one, count in counters.by_verdict.items() if count}
        return Counted(verdicts, counters.events, self._engine.settled.events, tick_ms)


def list_called(
    called: Mapping[TripRun, int], events: StopEvents | None
) -> list[tuple[int, int, int]]:
    """Trip, day and last position called at of the runs of these events; None for all runs."""
    if events is None:
        return [(run.trip, run.day.toordinal(), at) for run, at in called.items()]
    runs = set(zip(events.trip.tolist(), events.day.tolist(), strict=True))
    found = ((trip, day, called.get(TripRun(trip, date.fromordinal(day)))) for trip, day in runs)
    return [(trip, day, at) for trip, day, at in found if at is not None]
