"""Which vehicle drives which run, and how far each run has come."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import TripRun
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import Progress
from modugil.live.stop_events.stop_events import EventKind, StopEvents
from modugil.live.tracking.schedule import Schedule

DAY_BITS = 22
"""The ordinal of any day has fewer."""
KEPT = timedelta(days=2)
"""A run of an earlier service date is not asked for any more."""


class CalledRuns:
    """The last stop each run has left, also when its vehicle drives another run by now."""

    def __init__(self, schedule: Schedule) -> None:
        """No run has begun."""
        self._schedule = schedule
        self._called: Mapping[TripRun, int] = {}
        self._newest = date.min

    def get(self) -> Mapping[TripRun, int]:
        """Positions by run; never changed once handed out."""
        return self._called

    def note(self, events: StopEvents) -> None:
        """These events happened. Standing at a stop is not yet having left it, but at the last."""
        if len(events) == 0:
            return
        called = dict(self._called)
        columns = (events.trip, events.day, events.position, events.kind)
        for trip, day, position, kind in zip(*(c.tolist() for c in columns), strict=True):
            last = self._schedule.stop_count(trip) - 1
            if kind != EventKind.ARRIVAL or position == last:
                run = TripRun(trip, date.fromordinal(day))
                called[run] = max(position, called.get(run, -1))
        newest = date.fromordinal(int(events.day.max()))
        if newest > self._newest:
            self._newest = newest
            oldest = newest - KEPT
            called = {run: at for run, at in called.items() if run.day >= oldest}
        self._called = called


class Drivers:
    """Which of the predictions speaks of each run: where two vehicles claim one, the further.

    One of which nothing can be said, as it broke down or fell silent, counts last however far it
    came: another may drive on what it left.

    Columns in order of their run and no table: of thousands of runs few are asked for in a tick.
    """

    def __init__(self, predictions: Predictions, progress: Progress) -> None:
        """Put the runs that these predictions speak of in order."""
        rows = predictions.row
        keys = _key(progress.trip[rows].astype(np.int64), progress.day[rows].astype(np.int64))
        says = np.diff(predictions.start) > 0
        self._order = np.lexsort((progress.along_m[rows], says, keys))
        self._keys = keys[self._order]

    def list_leading(self) -> NDArray[np.bool_]:
        """For each row of the predictions, whether it is the one that speaks of its run."""
        leading = np.ones(len(self._keys), np.bool_)
        leading[self._order[:-1]] = self._keys[:-1] != self._keys[1:]
        return leading

    def find(self, run: TripRun) -> int | None:
        """The place of that run's vehicle in the predictions, None where nobody drives it."""
        key = _key(np.int64(run.trip), np.int64(run.day.toordinal()))
        at = int(np.searchsorted(self._keys, key, side="right")) - 1
        return int(self._order[at]) if at >= 0 and self._keys[at] == key else None


def _key(trip: Any, day: Any) -> Any:  # noqa: ANN401 - one number or a column of them
    return trip << DAY_BITS | day
