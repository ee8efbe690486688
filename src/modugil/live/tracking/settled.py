"""The second look: all fixes in the order of their measurement, for stop events that stay.

The same rules and the same tracker as for the public, only later: after a day of losses, delays and
duplicates the stop events are those of a day without.
"""

from collections.abc import Sequence

import numpy as np

from modugil.live.batch import FixBatch
from modugil.live.fix import TripHint
from modugil.live.rules.clean import Cleaner
from modugil.live.rules.limits import Limits
from modugil.live.rules.verdict import Verdict
from modugil.live.stop_events.stop_events import NO_EVENTS, StopEvents
from modugil.live.tracker import Tracker
from modugil.live.tracking.settle_buffer import SettleBuffer

NEVER_MS = 1 << 60
"""Nothing is late in a stream that is held back anyway."""


class SettledStream:
    """Fixes held back, put in order, and matched again."""

    def __init__(self, tracker: Tracker, *, limits: Limits, hold_ms: int) -> None:
        """Hold nothing yet."""
        self._buffer = SettleBuffer(hold_ms=hold_ms)
        self._cleaner = Cleaner(limits._replace(late_ms=NEVER_MS))
        self._tracker = tracker
        self._later: list[FixBatch] | None = None
        self.fixes = 0
        """How many settled so far."""
        self.events = 0

    def add(self, batch: FixBatch) -> None:
        """Hold these fixes."""
        if self._later is None:
            self._buffer.add(batch)
        else:
            self._later.append(batch)

    def stand_back(self) -> None:
        """What is added from now on stands back until `catch_up`: earlier fixes come first."""
        self._later = []

    def add_earlier(self, batch: FixBatch) -> None:
        """Hold these fixes, which were received before all that stands back."""
        self._buffer.add(batch)

    def catch_up(self) -> None:
        """No earlier fixes come any more."""
        later, self._later = self._later or [], None
        for batch in later:
            self._buffer.add(batch)

    def settle(self, *, now_ms: int, hints: Sequence[TripHint]) -> StopEvents:
        """The stop events of what has been held long enough."""
        return self._match(self._buffer.release(now_ms=now_ms), hints)

    def settle_all(self, *, hints: Sequence[TripHint]) -> StopEvents:
        """The stop events of everything held: no more will come."""
        return self._match(self._buffer.release_all(), hints)

    def _match(self, batch: FixBatch | None, hints: Sequence[TripHint]) -> StopEvents:
        if batch is None:
            return NO_EVENTS
        good = batch.take(np.flatnonzero(self._cleaner.judge(batch) == Verdict.GOOD))
        self._tracker.ensure_vehicles(int(batch.vehicle.max()) + 1)
        events = self._tracker.advance(good, hints=hints).events
        self.fixes += len(good)
        self.events += len(events)
        return events
