"""What the buses under way change about the plan, as `conditions` takes it."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import TripChange, TripRun
from modugil.core.access import Access
from modugil.live.fix import Fix
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import I32, U8, Progress
from modugil.live.snapshot.run_state import SILENT_AFTER
from modugil.live.tracking.delays import NOT_TOLD, Driven, build_told, find_news, make_room
from modugil.live.tracking.schedule import Schedule

FULL_RATIO = 1.0
"""From this occupancy on nobody can board. Source: HFP `occu` of 100."""
SILENT_MS = round(SILENT_AFTER.total_seconds() * 1000)
STEPS = TripChange(wheelchair=Access.NO)
STEPS_MS = 1_800_000
"""So long nobody in a wheelchair is sent to wait for a bus with steps that fell silent."""
SAME_DELAY_S = 5
"""A stop whose delay differs by less from the one before carries that one's."""


class Contribution:
    """Keeps what was last told of each run, so that search is disturbed only by real news."""

    def __init__(self, schedule: Schedule) -> None:
        """Nothing is told yet."""
        self._schedule = schedule
        self._told = build_told(vehicles=64, stops=64)
        self._run_of: dict[int, TripRun] = {}
        self._changes: dict[TripRun, TripChange] = {}
        self._stepped: dict[TripRun, TripChange] = {}
        self._is_told = np.zeros(0, np.bool_)
        self._boarding = np.zeros(0, np.uint8)

    @property
    def changes(self) -> Mapping[TripRun, TripChange]:
        """How each run differs from the timetable."""
        return {**self._stepped, **self._changes}

    def update(
        self,
        expected: Predictions,
        progress: Progress,
        newest: Sequence[Fix],
        *,
        leading: NDArray[np.bool_],
        now_ms: int,
    ) -> bool:
        """Whether anything worth telling is new; `changes` then holds it.

        A vehicle of which nothing is expected any more, or that fell silent, is no longer told of
        but for its steps, nor is one that is not `leading` its run: each run is told of by one.
        """
        widest = int(expected.position.max()) + 1 if len(expected.position) else 0
        self._told = make_room(self._told, vehicles=len(newest), stops=widest)
        more = len(newest) - len(self._is_told)
        self._is_told = np.append(self._is_told, np.zeros(more, np.bool_))
        self._boarding = np.append(self._boarding, np.zeros(more, np.uint8))
        driven = self._look_at(expected, progress, leading=leading, now_ms=now_ms)
        news = find_news(expected, driven, now_ms, self._schedule.departures, self._told)
        told = self._forget_all_but(expected.row[driven.speaks])
        boarding = judge_boarding(newest)
        differs = self._is_told & (self._boarding != boarding)
        rows = np.union1d(expected.row[news], np.flatnonzero(differs))
        for row in rows.tolist():
            self._leave(row)  # all of them first: one may take over what another leaves
        for row in rows.tolist():
            self._tell(row, newest[row])
        self._is_told[rows] = True
        self._boarding[rows] = boarding[rows]
        is_news = len(rows) > 0
        rows = expected.row[leading & ~driven.speaks & has_steps(boarding[expected.row])]
        stepped = self._remember_steps(rows, progress, now_ms=now_ms)
        return told or stepped or is_news

    def _look_at(
        self,
        expected: Predictions,
        progress: Progress,
        *,
        leading: NDArray[np.bool_],
        now_ms: int,
    ) -> Driven:
        rows = expected.row
        day, last = progress.day[rows], progress.last_position[rows]
        is_heard = now_ms - progress.time_ms[rows] <= SILENT_MS
        return Driven(
            progress.trip[rows],
            day,
            self._schedule.day_starts_ms(day),
            last - (progress.at_stop[rows] == 1).astype(np.int32),
            leading & is_heard & (np.diff(expected.start) > 0),
        )

    def _remember_steps(self, rows: I32, progress: Progress, *, now_ms: int) -> bool:
        """A bus with steps has them still where nothing else is told of it any more."""
        lately = (progress.trip[rows] >= 0) & (now_ms - progress.time_ms[rows] <= STEPS_MS)
        told = {
            TripRun(int(progress.trip[row]), date.fromordinal(int(progress.day[row]))): STEPS
            for row in rows[lately].tolist()
        }
        is_news, self._stepped = told != self._stepped, told
        return is_news

    def _leave(self, row: int) -> None:
        """What was told of the run that this vehicle drove before is told no more."""
        former = self._run_of.pop(row, None)
        if former is not None:
            self._changes.pop(former, None)

    def _tell(self, row: int, fix: Fix) -> None:
        trip, day = int(self._told.trip[row]), int(self._told.day[row])
        run = self._run_of[row] = TripRun(trip, date.fromordinal(day))
        delays_s = self._told.delay_s[row, : self._schedule.stop_count(trip)].tolist()
        self._changes[run] = TripChange(
            delays_s=compress_delays(delays_s), wheelchair=wheelchair_of(fix), full=is_full(fix)
        )

    def _forget_all_but(self, rows: I32) -> bool:
        gone = self._is_told.copy()
        gone[rows] = False
        for row in np.flatnonzero(gone).tolist():
            self._leave(row)
            self._told.trip[row] = -1
        self._is_told[gone] = False
        return bool(gone.any())


def compress_delays(delays_s: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Positions at which the delay changes, with the delay from there on.

    The first known delay holds for the stops before it too: the bus has gone from them, and nobody
    is to be sent there to wait for it.
    """
    told: list[tuple[int, int]] = []
    for position, delay_s in enumerate(delays_s):
        if delay_s == NOT_TOLD:
            continue
        if not told:
            told.append((0, delay_s))
        elif abs(delay_s - told[-1][1]) >= SAME_DELAY_S:
            told.append((position, delay_s))
    return tuple(told)


def wheelchair_of(fix: Fix) -> int | None:
    """Whether a wheelchair can board this vehicle, None where the terminal does not tell.

    A bus that is not low-floor, or whose ramp fails, is NO. Without a free bay it is UNKNOWN: the
    bay may be free again further on. A low floor alone is YES.
    """
    if fix.low_floor == Access.NO or fix.ramp == Access.NO:
        return Access.NO
    if fix.low_floor == Access.UNKNOWN:
        return None
    return Access.UNKNOWN if fix.wheelchair_bays_free == 0 else Access.YES


def is_full(fix: Fix) -> bool:
    """Whether nobody can board any more."""
    return fix.occupancy_ratio >= FULL_RATIO


def judge_boarding(newest: Sequence[Fix]) -> U8:
    """A number for each vehicle that is another where `wheelchair_of` or `is_full` is."""
    low_floor = np.array([fix.low_floor for fix in newest], np.uint8)
    ramp = np.array([fix.ramp for fix in newest], np.uint8)
    no_bay = np.array([fix.wheelchair_bays_free == 0 for fix in newest], np.uint8)
    full = np.array([fix.occupancy_ratio >= FULL_RATIO for fix in newest], np.uint8)
    judged: U8 = low_floor + 4 * ramp + 16 * no_bay + 32 * full
    return judged


def has_steps(boarding: U8) -> NDArray[np.bool_]:
    """Of which vehicles `wheelchair_of` is NO, from what `judge_boarding` gives."""
    steps: NDArray[np.bool_] = (boarding % 4 == Access.NO) | (boarding // 4 % 4 == Access.NO)
    return steps
