"""Runs that their vehicle gave up on the way: nobody is to wait for them at the stops ahead.

A terminal that signs off, or says that it drives without passengers, before its run is over will
not come to the stops ahead. A vehicle that is only silent, or that we lost, has given up nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from modugil.conditions.conditions import TripChange, TripRun
from modugil.live.progress import Progress, VehicleStatus
from modugil.live.tracking.schedule import Schedule

GIVEN_UP = TripChange(cancelled=True)
KEPT = timedelta(days=1)
DRIVING = np.array([VehicleStatus.ON_TRIP, VehicleStatus.DETOUR], np.uint8)


class AbandonedRuns:
    """The runs given up and not taken over by another vehicle."""

    def __init__(self, schedule: Schedule) -> None:
        """None was given up."""
        self._schedule = schedule
        self._runs: dict[TripRun, TripChange] = {}

    def get(self) -> Mapping[TripRun, TripChange]:
        """The runs, each with what the plan is told of it."""
        return self._runs

    def note(
        self, before: Progress, after: Progress, *, told: Mapping[TripRun, TripChange]
    ) -> bool:
        """What vehicles did between these two ticks; whether it changed anything.

        The delays last `told` remain: people still wait where a late bus was to come.
        """
        known = self._runs
        runs = {run: change for run, change in known.items() if not _is_driven(run, after)}
        for row in _list_ended(before, after).tolist():
            trip, day = int(before.trip[row]), date.fromordinal(int(before.day[row]))
            # the last stop may be left out where the driver signs off in front of it
            ends_early = before.last_position[row] < self._schedule.stop_count(trip) - 2
            run = TripRun(trip, day)
            if ends_early and not _is_driven(run, after):
                runs[run] = replace(told.get(run, GIVEN_UP), cancelled=True)
        if runs:
            newest = max(run.day for run in runs)
            runs = {run: change for run, change in runs.items() if run.day >= newest - KEPT}
        self._runs = runs
        return runs != known


def _list_ended(before: Progress, after: Progress) -> np.ndarray:
    """Vehicles that drove with passengers and now say that they do not."""
    count = len(before.status)
    drove = (before.trip >= 0) & np.isin(before.status, DRIVING)
    return np.flatnonzero(drove & (after.status[:count] == VehicleStatus.DEADHEAD))


def _is_driven(run: TripRun, progress: Progress) -> bool:
    return bool(((progress.trip == run.trip) & (progress.day == run.day.toordinal())).any())
