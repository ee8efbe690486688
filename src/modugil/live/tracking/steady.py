"""A minute that is shown stays, unless there is news: no 5, 4, 5 while nothing happened."""

from typing import NamedTuple

import numpy as np

from modugil.core.compiled import kernel
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import I32, I64, Progress

WORTH_SHOWING_MS = 10_000
"""An arrival that is expected so little earlier or later than was shown is shown as it was."""
NOT_SHOWN = -(1 << 62)


class Shown(NamedTuple):
    """The arrivals last shown of each vehicle's run.

    Shapes:  v rows; `arrival_ms` int64[v, positions], NOT_SHOWN where none was.
    """

    trip: I32
    day: I32
    arrival_ms: I64


class SteadyArrivals:
    """Keeps what was last shown, and holds new predictions against it."""

    def __init__(self) -> None:
        """Nothing was shown yet."""
        self._shown = _build_shown(64, 64)

    def steady(self, expected: Predictions, progress: Progress, *, now_ms: int) -> None:
        """Write what is to be shown into these predictions, which nobody else holds yet.

        Arrivals stay in order of the way, within their interval, and never before now.
        """
        stops = int(expected.position.max(initial=0)) + 1
        self._shown = _make_room(self._shown, vehicles=len(progress.trip), stops=stops)
        rows = expected.row
        hold_to_shown(expected, progress.trip[rows], progress.day[rows], now_ms, self._shown)


def _build_shown(vehicles: int, stops: int) -> Shown:
    none = np.full(vehicles, -1, np.int32)
    return Shown(none, none.copy(), np.full((vehicles, stops), NOT_SHOWN, np.int64))


def _make_room(shown: Shown, *, vehicles: int, stops: int) -> Shown:
    have, wide = shown.arrival_ms.shape
    if vehicles <= have and stops <= wide:
        return shown
    larger = _build_shown(max(vehicles, 2 * have) if vehicles > have else have, max(stops, wide))
    larger.trip[:have], larger.day[:have] = shown.trip, shown.day
    larger.arrival_ms[:have, :wide] = shown.arrival_ms
    return larger


@kernel
def hold_to_shown(expected: Predictions, trip: I32, day: I32, now_ms: int, shown: Shown) -> None:
    """Arrivals become those shown before where they hardly differ; what is shown is noted.

    Shapes:  `trip` and `day` have a row for each vehicle of `expected`.
    """
    for k in range(len(expected.row)):
        row = expected.row[k]
        if shown.trip[row] != trip[k] or shown.day[row] != day[k]:
            shown.trip[row], shown.day[row] = trip[k], day[k]
            shown.arrival_ms[row, :] = NOT_SHOWN
        before_ms = now_ms
        for i in range(expected.start[k], expected.start[k + 1]):
            arrival_ms = expected.arrival_ms[i]
            former_ms = shown.arrival_ms[row, expected.position[i]]
            if abs(arrival_ms - former_ms) < WORTH_SHOWING_MS:
                arrival_ms = former_ms
            shown.arrival_ms[row, expected.position[i]] = arrival_ms
            arrival_ms = max(arrival_ms, before_ms)
            expected.arrival_ms[i] = arrival_ms
            expected.low_ms[i] = min(expected.low_ms[i], arrival_ms)
            expected.high_ms[i] = max(expected.high_ms[i], arrival_ms)
            expected.departure_ms[i] = max(expected.departure_ms[i], arrival_ms)
            expected.likely_ms[i] = max(expected.likely_ms[i], expected.departure_ms[i])
            before_ms = expected.departure_ms[i]
