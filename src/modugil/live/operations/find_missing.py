"""Runs that should be under way and are not, and runs that never were."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import TripRun
from modugil.core.time import local_day
from modugil.live.operations.count_fleet import name_run
from modugil.live.operations.look import Fleet, as_instant, as_ms
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.told.runs import MissingAnswer, MissingKind, MissingRun, NeverRun
from modugil.live.progress import I32, I64, VehicleStatus
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.run_state import SILENT_AFTER

SILENT_MS = round(SILENT_AFTER.total_seconds() * 1000)
MOST_NEVER = 5_000
"""So many runs that never were are remembered; a whole day without any bus has more."""
DAY_BITS = 22
IsCancelled = Callable[[TripRun], bool]


class Runs(NamedTuple):
    """Runs of several service dates.

    Shapes:  r rows each.
    """

    trip: I32
    day: I32
    start_ms: I64
    end_ms: I64

    def take(self, rows: NDArray[np.bool_]) -> "Runs":
        """These of them."""
        return Runs(self.trip[rows], self.day[rows], self.start_ms[rows], self.end_ms[rows])

    def run(self, row: int) -> TripRun:
        """The run of that row."""
        return TripRun(int(self.trip[row]), date.fromordinal(int(self.day[row])))


def list_runs(network: ServiceNetwork, *, now: datetime) -> Runs:
    """Every run of today's service date and of the one before, which may go on past midnight."""
    parts = []
    for day in network.list_days(local_day(now, zone=network.zone)):
        runs = network.runs_of(day)
        parts.append((runs.trip, np.full(len(runs.trip), day, np.int32), *runs[1:]))
    return Runs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def list_under_way(runs: Runs, *, now_ms: int, grace_ms: int = 0) -> Runs:
    """Those that the timetable has under way, for at least so long."""
    return runs.take((runs.start_ms <= now_ms - grace_ms) & (runs.end_ms > now_ms))


def drop_cancelled(runs: Runs, is_cancelled: IsCancelled) -> Runs:
    """Those that nobody has called off."""
    kept = [not is_cancelled(runs.run(row)) for row in range(len(runs.trip))]
    return runs.take(np.array(kept, np.bool_))


class MissingRuns:
    """Remembers which runs never were, since it began to watch."""

    def __init__(self, network: ServiceNetwork, *, now: datetime) -> None:
        """Watch from now on; of runs that should have left before nothing is held against them."""
        self._network = network
        self._day = local_day(now, zone=network.zone)
        self._began_ms = self.since_ms = self._judged_ms = as_ms(now)
        self._never: dict[TripRun, tuple[int, int]] = {}

    def note(self, snapshot: LiveSnapshot, is_cancelled: IsCancelled, *, now: datetime) -> None:
        """Judge the runs whose time was over since the last call."""
        now_ms, day = as_ms(now), local_day(now, zone=self._network.zone)
        if day != self._day:
            self._day, self._never, self.since_ms = day, {}, now_ms
        runs = list_runs(self._network, now=now)
        over = (runs.end_ms > self._judged_ms) & (runs.end_ms <= now_ms)
        runs = runs.take(over & (runs.start_ms >= self._began_ms))
        for row in range(len(runs.trip)):
            run = runs.run(row)
            was_driven = snapshot.was_driven(run, position=0) or snapshot.find_run(run) is not None
            if not was_driven and not is_cancelled(run) and len(self._never) < MOST_NEVER:
                self._never[run] = int(runs.start_ms[row]), int(runs.end_ms[row])
        self._judged_ms = now_ms

    def list_never(self) -> list[NeverRun]:
        """Those of today, the latest first."""
        told = []
        for run, (start_ms, end_ms) in reversed(self._never.items()):
            names = name_run(self._network, run.trip, run.day.toordinal())
            start, end = as_instant(start_ms), as_instant(end_ms)
            told.append(NeverRun(starts_at=start, ends_at=end, **names))
        return told


def find_missing(
    network: ServiceNetwork,
    snapshot: LiveSnapshot,
    fleet: Fleet,
    *,
    is_cancelled: IsCancelled,
    grace_s: int,
) -> MissingAnswer:
    """Runs that should have left more than `grace_s` ago and are not driven, at the snapshot."""
    now = snapshot.as_of
    now_ms = as_ms(now)
    runs = list_under_way(list_runs(network, now=now), now_ms=now_ms, grace_ms=1000 * grace_s)
    driver = _find_drivers(runs, fleet, now_ms=now_ms)
    status = np.where(driver >= 0, fleet.status[driver], 0) if len(fleet.vehicle) else driver
    silent = (driver >= 0) & _is_silent(fleet, driver, now_ms=now_ms)
    well = (driver >= 0) & ~silent & (status != VehicleStatus.LAYOVER)
    cancelled = np.zeros(len(runs.trip), np.bool_)
    told = []
    for row in np.flatnonzero(~well).tolist():
        if is_cancelled(runs.run(row)):
            cancelled[row] = True
            continue
        kind = _judge(snapshot, runs.run(row), int(driver[row]), is_silent=bool(silent[row]))
        told.append(_tell(network, snapshot, fleet, runs, (row, int(driver[row]), kind)))
    counts = {kind.value: sum(one.kind == kind for one in told) for kind in MissingKind}
    return MissingAnswer(
        as_of=now,
        grace_s=grace_s,
        expected=len(runs.trip) - int(cancelled.sum()),
        by_kind=counts,
        runs=sorted(told, key=lambda one: one.starts_at),
        never=[],
        watched_since=now,
    )


def _find_drivers(runs: Runs, fleet: Fleet, *, now_ms: int) -> NDArray[np.intp]:
    """The row of the fleet that drives each run, of several the one heard of last; -1 nobody."""
    rows = np.flatnonzero(fleet.trip >= 0)
    rows = rows[np.argsort(fleet.heard_ms[rows], kind="stable")]
    keys = _key(fleet.trip[rows], fleet.day[rows])
    order = np.argsort(keys, kind="stable")
    wanted = _key(runs.trip, runs.day)
    at = np.searchsorted(keys[order], wanted, side="right") - 1
    found = (at >= 0) & (keys[order][np.maximum(at, 0)] == wanted) if len(rows) else at >= 0
    drivers: NDArray[np.intp] = np.full(len(wanted), -1, np.intp)
    drivers[found] = rows[order][at[found]]
    return drivers


def _key(trip: I32, day: I32) -> I64:
    key: I64 = trip.astype(np.int64) << DAY_BITS | day
    return key


def _is_silent(fleet: Fleet, driver: NDArray[np.intp], *, now_ms: int) -> NDArray[np.bool_]:
    if len(fleet.vehicle) == 0:
        return np.zeros(len(driver), np.bool_)
    silent: NDArray[np.bool_] = now_ms - fleet.heard_ms[driver] > SILENT_MS
    return silent


def _judge(snapshot: LiveSnapshot, run: TripRun, driver: int, *, is_silent: bool) -> MissingKind:
    if driver >= 0:
        return MissingKind.SILENT if is_silent else MissingKind.WAITING
    was_driven = snapshot.was_driven(run, position=0)
    return MissingKind.BROKEN_OFF if was_driven else MissingKind.NOBODY


def _tell(
    network: ServiceNetwork,
    snapshot: LiveSnapshot,
    fleet: Fleet,
    runs: Runs,
    found: tuple[int, int, MissingKind],
) -> MissingRun:
    row, driver, kind = found
    run = runs.run(row)
    last = _find_last(network, snapshot, run)
    stop_id, stop = "", ""
    if last >= 0:
        first = int(network.stop_start[network.pattern[run.trip]])
        stop_id, stop = network.name_stop(int(network.stops[first + last]))
    start = as_instant(int(runs.start_ms[row]))
    return MissingRun(
        kind=kind,
        starts_at=start,
        ends_at=as_instant(int(runs.end_ms[row])),
        late_s=int((snapshot.as_of - start).total_seconds()),
        vehicle=fleet.vehicle[driver] if driver >= 0 else "",
        last_stop_id=stop_id,
        last_stop=stop,
        **name_run(network, run.trip, run.day.toordinal()),
    )


def _find_last(network: ServiceNetwork, snapshot: LiveSnapshot, run: TripRun) -> int:
    """The last position that the run has left, -1 before the first."""
    low, high = -1, int(network.length[run.trip]) - 1
    while low < high:  # it called at every position up to one, and at none beyond
        middle = (low + high + 1) // 2
        if snapshot.was_driven(run, position=middle):
            low = middle
        else:
            high = middle - 1
    return low
