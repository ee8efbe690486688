"""The lanes of one day: what the search kernels scan.

A *lane* holds runs (a trip on a service day) of one pattern on one time axis, none of which
overtakes another. Its times lie stop by stop across all runs, so that finding the next departure
is a search in neighbouring memory.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inner, kernel

U8 = NDArray[np.uint8]
I16 = NDArray[np.int16]
I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
F32 = NDArray[np.float32]

NEVER = 1 << 29
"""A time later than every other; small enough that two of them can be added in 32 bits."""

NOT_QUEUED = 1 << 30
"""Position of a lane that no search is to scan."""


class Lanes(NamedTuple):
    """Lanes as flat arrays for the kernels.

    Shapes:  l lanes, n positions (shared by lanes of one pattern), m times, s stops. The time of
             run j at position i of a lane is `time_start + i * run_count + j`.
    Units:   seconds since the start of the base day (noon minus 12 h).
    """

    stop_start: I32
    length: I32
    run_start: I32
    run_count: I32
    time_start: I64
    stop: I32
    """Row of Stops at each position."""
    arrival_s: I32
    departure_s: I32
    at_start: I32
    """[s + 1] into at_*: where one can board at each stop."""
    at_lane: I32
    at_position: I32
    last_s: I32
    """[l] when the last run reaches the last position."""


@kernel
def list_boardings(
    stop_count: int, stop_start: I32, length: I32, stop: I32, pickup: U8
) -> tuple[I32, I32, I32]:
    """Which lanes can be boarded at each stop and where, as CSR; the last position never can."""
    start = np.zeros(stop_count + 1, np.int32)
    for lane in range(len(length)):
        first = stop_start[lane]
        for row in range(first, first + length[lane] - 1):
            if pickup[row]:
                start[stop[row] + 1] += 1
    for one in range(stop_count):
        start[one + 1] += start[one]
    fill = start[:-1].copy()
    at_lane = np.empty(start[-1], np.int32)
    at_position = np.empty(start[-1], np.int32)
    for lane in range(len(length)):
        first = stop_start[lane]
        for row in range(first, first + length[lane] - 1):
            if pickup[row]:
                at = fill[stop[row]]
                at_lane[at] = lane
                at_position[at] = row - first
                fill[stop[row]] = at + 1
    return start, at_lane, at_position


@inner
def first_at_or_after(times: I32, first: int, count: int, moment: int) -> int:
    """How many of the `count` ascending times from `first` on lie before the moment."""
    low = 0
    high = count
    while low < high:
        middle = (low + high) >> 1
        if times[first + middle] < moment:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def last_at_or_before(times: I32, first: int, count: int, moment: int) -> int:
    """Which of `count` ascending times from `first` on is the last not after the moment, or -1."""
    return first_at_or_after(times, first, count, moment + 1) - 1


def frozen(array: np.ndarray) -> np.ndarray:
    """A contiguous read-only view, so that kernels see one kind of array wherever it comes from."""
    view = np.ascontiguousarray(array).view(np.ndarray)
    view.flags.writeable = False
    return view


def mirror_lanes(lanes: Lanes, *, stop_count: int, pickup: U8) -> Lanes:
    """The same lanes with time running backwards, so that arrive-by is a search like any other.

    Position i becomes length - 1 - i, run j becomes run_count - 1 - j, a time t becomes -t, an
    arrival a departure. `pickup` says where mirrored lanes can be boarded: the drop-offs reversed.
    """
    stop = frozen(lanes.stop[::-1])
    stop_start = frozen((len(stop) - lanes.stop_start - lanes.length).astype(np.int32))
    times = len(lanes.arrival_s)
    size = lanes.length.astype(np.int64) * lanes.run_count
    boardings = list_boardings(stop_count, stop_start, lanes.length, stop, pickup)
    return Lanes(
        stop_start=stop_start,
        length=lanes.length,
        run_start=lanes.run_start,
        run_count=lanes.run_count,
        time_start=frozen(times - lanes.time_start - size),
        stop=stop,
        arrival_s=frozen(-lanes.departure_s[::-1]),
        departure_s=frozen(-lanes.arrival_s[::-1]),
        at_start=frozen(boardings[0]),
        at_lane=frozen(boardings[1]),
        at_position=frozen(boardings[2]),
        last_s=frozen(_mirrored_last_s(lanes)),
    )


def _mirrored_last_s(lanes: Lanes) -> I32:
    """The first run leaves the first position last, with time running backwards."""
    return np.asarray(-lanes.departure_s[lanes.time_start], np.int32)
