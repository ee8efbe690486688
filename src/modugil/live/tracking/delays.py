"""The delay last told of each vehicle at each stop, and which of them are news."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import kernel
from modugil.live.predictions.predictions import Predictions
from modugil.live.progress import I32, I64
from modugil.live.tracking.schedule import Departures, departure_s

NOT_TOLD = -(1 << 31)
WORTH_TELLING_S = 15
"""A delay that changed by less does not change a plan, so search may keep what it prepared."""


class Told(NamedTuple):
    """What was told of each vehicle of the fleet.

    Shapes:  v rows; `delay_s` int32[v, positions], NOT_TOLD where there was no prediction yet.
    """

    trip: I32
    day: I32
    delay_s: I32


def build_told(*, vehicles: int, stops: int) -> Told:
    """Nothing told of anyone."""
    none = np.full(vehicles, -1, np.int32)
    return Told(none, none.copy(), np.full((vehicles, stops), NOT_TOLD, np.int32))


def make_room(told: Told, *, vehicles: int, stops: int) -> Told:
    """The same with at least so many rows and columns."""
    have, wide = told.delay_s.shape
    if vehicles <= have and stops <= wide:
        return told
    larger = build_told(vehicles=max(vehicles, 2 * have), stops=max(stops, wide))
    larger.trip[:have], larger.day[:have] = told.trip, told.day
    larger.delay_s[:have, :wide] = told.delay_s
    return larger


class Driven(NamedTuple):
    """Where the vehicles are of which something is expected.

    Shapes:  a row for each of the predictions' vehicles.
    """

    trip: I32
    day: I32
    day_start_ms: I64
    left: I32
    """The last stop it has left, -1 before the first."""
    speaks: NDArray[np.bool_]
    """Whether this vehicle is told of."""


@kernel
def find_news(
    expected: Predictions, driven: Driven, now_ms: int, times: Departures, told: Told
) -> NDArray[np.bool_]:
    """Of which runs something is worth telling; what is told of them is brought up to date.

    Shapes:  the result has a row for each of `expected`.
    """
    news = np.zeros(len(expected.row), np.bool_)
    trip, day, day_start_ms = driven.trip, driven.day, driven.day_start_ms
    for k in range(len(expected.row)):
        row = expected.row[k]
        if not driven.speaks[k]:
            continue
        if told.trip[row] != trip[k] or told.day[row] != day[k]:
            told.trip[row], told.day[row] = trip[k], day[k]
            told.delay_s[row, :] = NOT_TOLD
        for i in range(expected.start[k], expected.start[k + 1]):
            former = told.delay_s[row, expected.position[i]]
            delay_s = _delay_s(expected, i, trip[k], day_start_ms[k], times)
            news[k] |= former == NOT_TOLD or abs(delay_s - former) >= WORTH_TELLING_S
        if news[k]:
            for i in range(expected.start[k], expected.start[k + 1]):
                delay_s = _delay_s(expected, i, trip[k], day_start_ms[k], times)
                told.delay_s[row, expected.position[i]] = delay_s
        first_s = _delay_s(expected, expected.start[k], trip[k], day_start_ms[k], times)
        passed_s = (now_ms - day_start_ms[k]) // 1000
        news[k] |= note_left(told.delay_s[row], driven.left[k], trip[k], passed_s, first_s, times)
    return news


@kernel
def note_left(  # noqa: PLR0913 (a kernel)
    delay_s: I32, left: int, trip: int, now_s: int, first_s: int, times: Departures
) -> bool:
    """No stop that was left is told to be left later than now; whether that was news.

    A bus may leave earlier than expected, and nobody is to be sent after it. Where nothing was told
    of a stop, the first delay known ahead would hold there.

    Units:   `now_s` counts from the start of the service date.
    """
    changed = False
    for position in range(min(left, len(delay_s) - 1), -1, -1):
        late_s = delay_s[position] if delay_s[position] != NOT_TOLD else first_s
        most_s = now_s - departure_s(times, trip, position)
        if late_s <= most_s:
            break
        delay_s[position] = most_s
        changed = True
    return changed


@kernel
def _delay_s(expected: Predictions, i: int, trip: int, day_start_ms: int, times: Departures) -> int:
    planned_ms = day_start_ms + 1000 * departure_s(times, trip, expected.position[i])
    return int((expected.likely_ms[i] - planned_ms) // 1000)
