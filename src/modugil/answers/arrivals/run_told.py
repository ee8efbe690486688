"""What a snapshot tells of one run: of a tick's columns read without making an object of each stop.

The columns and the objects say the same, which a test checks; the columns are a tenth of the work.
"""

from dataclasses import dataclass

import numpy as np

from modugil.answers.arrivals.run_now import KnowsTimes, Times
from modugil.conditions.conditions import TripRun
from modugil.live.predictions.predictions import NO_DELAY, Predictions
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.tracking.tick_snapshot import TickSnapshot


@dataclass(frozen=True, slots=True)
class RunTold:
    """Who drives a run, when it was heard of (UTC ms), how late it is, and what is expected."""

    vehicle: str
    as_of_ms: int
    delay_s: int | None
    expected: KnowsTimes


def read_run(snapshot: LiveSnapshot, run: TripRun) -> RunTold | None:
    """What the snapshot tells of the run, None where nobody drives it."""
    if isinstance(snapshot, TickSnapshot):
        return _read_columns(snapshot, run)
    state = snapshot.find_run(run)
    if state is None:
        return None
    expected: dict[int, Times] = {
        one.position: (to_ms(one.arrival.timestamp()), to_ms(one.departure.timestamp()))
        for one in state.stops_ahead
    }
    return RunTold(state.vehicle, to_ms(state.as_of.timestamp()), state.delay_s, expected)


class _Columns:
    """The rows of one run in the columns of all, in the order of its stops."""

    __slots__ = ("_end", "_first", "_told")

    def __init__(self, told: Predictions, first: int, end: int) -> None:
        self._told, self._first, self._end = told, first, end

    def __len__(self) -> int:
        return self._end - self._first

    def get(self, position: int, /) -> Times | None:
        told, first, end = self._told, self._first, self._end
        at = first + int(np.searchsorted(told.position[first:end], position))
        if at == end or told.position[at] != position:
            return None
        return int(told.arrival_ms[at]), int(told.departure_ms[at])


def to_ms(second: float) -> int:
    """Milliseconds."""
    return round(second * 1000)


def _read_columns(snapshot: TickSnapshot, run: TripRun) -> RunTold | None:
    k = snapshot.drivers.find(run)
    if k is None:
        return None
    told = snapshot.predictions
    newest = snapshot.newest[int(told.row[k])]
    delay_s = int(told.delay_s[k])
    return RunTold(
        newest.vehicle,
        newest.time_ms,
        None if delay_s == NO_DELAY else delay_s,
        _Columns(told, int(told.start[k]), int(told.start[k + 1])),
    )
