"""Which vehicle drives which run, and how far each run has come."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from modugil.conditions.conditions import TripRun
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import Progress
from modugil.live.stop_events.stop_events import EventKind, StopEvents
from modugil.live.tracking.schedule import Schedule

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


def find_drivers(predictions: Predictions, progress: Progress) -> dict[TripRun, int]:
    """Which of the predictions speaks of each run: where two vehicles claim one, the further."""
    rows = predictions.row
    order = np.argsort(progress.along_m[rows], kind="stable").tolist()
    runs: Sequence[tuple[int, int]] = list(
        zip(progress.trip[rows].tolist(), progress.day[rows].tolist(), strict=True)
    )
    return {TripRun(runs[k][0], date.fromordinal(runs[k][1])): k for k in order}
