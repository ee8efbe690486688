"""What the kernels of this room are given and what they fill, as columns."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.predictions.predictions import NO_DELAY
from modugil.live.predictions.weights import FEATURES
from modugil.live.progress import F32, I32, I64, U8

F64 = NDArray[np.float64]


class Places(NamedTuple):
    """Where the vehicles asked for are: columns of Progress, one row for each.

    Units:   `day_start_ms` the start of the row's service date, UTC milliseconds.
    Unknown: `trip` is -1 for a vehicle of which nothing can be said.
    """

    vehicle: I32
    trip: I32
    last_position: I32
    at_stop: U8
    last_event_ms: I64
    leg_ratio: F32
    time_ms: I64
    day_start_ms: I64


class Expected(NamedTuple):
    """What the kernels write; as Predictions, with the middle of the distribution beside it.

    Shapes:  `features` is float64[m, 12], or [0, 12] where nobody wants them.
    """

    delay_s: I32
    start: I64
    position: I32
    arrival_ms: I64
    departure_ms: I64
    low_ms: I64
    high_ms: I64
    support: U8
    likely_ms: I64
    median_ms: I64
    features: F64


def build_expected(start: I64, *, explain: bool) -> Expected:
    """Columns to be filled, with room for the rows that `start` tells."""
    rows = int(start[-1])
    instants = [np.zeros(rows, np.int64) for _ in range(6)]
    return Expected(
        delay_s=np.full(len(start) - 1, NO_DELAY, np.int32),
        start=start,
        position=np.zeros(rows, np.int32),
        arrival_ms=instants[0],
        departure_ms=instants[1],
        low_ms=instants[2],
        high_ms=instants[3],
        support=np.zeros(rows, np.uint8),
        likely_ms=instants[4],
        median_ms=instants[5],
        features=np.zeros((rows if explain else 0, FEATURES)),
    )
