"""The whole fleet, put together from what several workers tell of their partitions."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import msgspec
import numpy as np

from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.conditions.publisher import ConditionsPublisher
from modugil.live.partition.columns import FleetColumns, join_columns
from modugil.live.partition.told import WHOLE, Counted, PartitionTold, decode, unpack, unpack_change
from modugil.live.progress import I64
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.run_state import SILENT_AFTER
from modugil.live.tracking.engine import SHOWN_FOR_MS, SOURCE
from modugil.live.tracking.runs import KEPT, Drivers
from modugil.live.tracking.tick_snapshot import TickSnapshot

log = logging.getLogger(__name__)
SILENT_MS = round(SILENT_AFTER.total_seconds() * 1000)


@dataclass(slots=True)
class _Part:
    """What is known of one partition."""

    claim: int
    number: int
    as_of_ms: int
    columns: FleetColumns
    counted: Counted = field(default_factory=Counted)
    changes: dict[TripRun, TripChange] = field(default_factory=dict)


class MergedFleet:
    """Takes the messages of all workers, and hands out one snapshot of all vehicles.

    `take` and `merge` are called by one thread; `get_current` by anyone, without waiting. Where no
    worker tells anything of a partition any more, its vehicles stay where they were last seen, and
    so become stale.
    """

    def __init__(self, *, conditions: ConditionsPublisher, built: str, now: datetime) -> None:
        """Know of no vehicle; messages about another build of the region are left out."""
        self._conditions = conditions
        self._built = built
        self._parts: dict[int, _Part] = {}
        self._called: dict[TripRun, int] = {}
        self._shared_called: Mapping[TripRun, int] = {}
        self._published: dict[TripRun, TripChange] = {}
        self._shown_ms: list[I64] = []
        self._current: LiveSnapshot = FixedSnapshot(now)
        self._version = 0
        self._warned = False
        self._counting = threading.Lock()

    def get_current(self) -> LiveSnapshot:
        """The newest snapshot; it never changes under the reader."""
        return self._current

    @property
    def counted(self) -> list[Counted]:
        """What the workers counted, of each partition that was heard of."""
        with self._counting:
            return [part.counted for part in self._parts.values()]

    @property
    def partitions_heard(self) -> Mapping[int, datetime]:
        """When each partition was last told of."""
        with self._counting:
            return {
                number: datetime.fromtimestamp(part.as_of_ms / 1000, UTC)
                for number, part in self._parts.items()
            }

    def take(self, body: bytes) -> bool:
        """Whether all is known that this message goes on from; else everything must be asked for.

        Unknown: a message that cannot be read, of an earlier claim, or of another build of the
                 region, is left out.
        """
        try:
            told = decode(body)
        except msgspec.DecodeError:
            return True
        if told.built != self._built:
            self._warn()
            return True
        known = self._parts.get(told.partition)
        if known is not None and (told.claim, told.number) <= (known.claim, known.number):
            return True
        goes_on = told.since == WHOLE or (
            known is not None and (known.claim, known.number) == (told.claim, told.since)
        )
        # what is missing is asked for; until it comes, what was known holds on
        changes = {} if known is None or told.since == WHOLE else known.changes
        number = told.number if goes_on else WHOLE
        part = _Part(
            told.claim, number, told.as_of_ms, unpack(told), told.counted, _apply(changes, told)
        )
        with self._counting:
            self._parts[told.partition] = part
        self._note_called(told)
        self._shown_ms.append(np.frombuffer(told.shown_ms, "i8"))
        return goes_on

    def merge(self, *, now: datetime) -> I64:
        """Publish what was taken; when the fixes that became visible by it were measured."""
        now_ms = round(now.timestamp() * 1000)
        parts = [self._parts[one] for one in sorted(self._parts)]
        joined = join_columns([part.columns for part in parts])
        drivers = Drivers(joined.predictions, joined.progress)
        if len(self._called) != len(self._shared_called) or self._called != self._shared_called:
            self._shared_called = dict(self._called)
        self._version += 1
        snapshot = TickSnapshot(
            version=self._version,
            as_of=now,
            newest=joined.newest,
            shown=np.flatnonzero(joined.progress.time_ms >= now_ms - SHOWN_FOR_MS).tolist(),
            row_of={fix.vehicle: row for row, fix in enumerate(joined.newest)},
            progress=joined.progress,
            predictions=joined.predictions,
            drivers=drivers,
            called=self._shared_called,
        )
        self._current = snapshot
        self._publish(parts, snapshot, now=now)
        shown, self._shown_ms = self._shown_ms, []
        return np.concatenate([np.empty(0, np.int64), *shown])

    def _publish(self, parts: Sequence[_Part], snapshot: TickSnapshot, *, now: datetime) -> None:
        now_ms = round(now.timestamp() * 1000)
        heard = [part.changes for part in parts if now_ms - part.as_of_ms <= SILENT_MS]
        changes = join_changes(heard, snapshot.drivers)
        if changes != self._published:
            self._published = changes
            self._conditions.publish(SOURCE, Conditions(trips=changes), now=now)

    def _note_called(self, told: PartitionTold) -> None:
        newest = max(self._called, key=lambda run: run.day).day if self._called else date.min
        for trip, day, position in told.called:
            run = TripRun(trip, date.fromordinal(day))
            self._called[run] = max(position, self._called.get(run, -1))
            if run.day > newest:
                newest = run.day
                oldest = newest - KEPT
                self._called = {one: at for one, at in self._called.items() if one.day >= oldest}

    def _warn(self) -> None:
        if not self._warned:
            self._warned = True
            log.error("A worker follows another build of the region; it is not listened to.")


def _apply(known: dict[TripRun, TripChange], told: PartitionTold) -> dict[TripRun, TripChange]:
    changes = dict(known)
    for trip, day in told.gone:
        changes.pop(TripRun(trip, date.fromordinal(day)), None)
    changes.update(map(unpack_change, told.changes))
    return changes


def join_changes(
    parts: Sequence[Mapping[TripRun, TripChange]], drivers: Drivers
) -> dict[TripRun, TripChange]:
    """What all partitions tell of runs.

    Where two speak of one run, one that follows a vehicle on it is believed rather than one whose
    vehicle gave the run up; and a run that anybody drives is not cancelled.
    """
    joined: dict[TripRun, TripChange] = {}
    cancelled: dict[TripRun, TripChange] = {}
    for changes in parts:
        for run, change in changes.items():
            (cancelled if change.cancelled else joined)[run] = change
    for run, change in cancelled.items():
        if run not in joined and drivers.find(run) is None:
            joined[run] = change
    return joined
