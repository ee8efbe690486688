"""Predictions for many vehicles at once, as columns."""

from typing import NamedTuple

import numpy as np

from modugil.live.progress import I32, I64, U8


class Predictions(NamedTuple):
    """What is expected of some vehicles at every stop ahead.

    Shapes:  n vehicles and m predictions; those of vehicle k are the rows from `start[k]` to
             `start[k + 1]`, in ascending order of position. None for a vehicle of which nothing is
             supported: its predictions are withdrawn.
    Units:   UTC milliseconds. The arrival lies between low and high in nine of ten cases.
    """

    row: I32
    """[n] rows of the fleet."""
    delay_s: I32
    """[n] how late the run is now, late positive; NO_DELAY where nothing tells."""
    start: I64
    """[n + 1]"""
    position: I32
    """[m] stop positions in the trip's pattern."""
    arrival_ms: I64
    departure_ms: I64
    low_ms: I64
    high_ms: I64
    support: U8
    """[m] values of Support."""
    likely_ms: I64
    """[m] the departure by the middle of what is expected; the others are shown to people and lean
    early, so that nobody comes too late. Connections are planned with this one."""


NO_DELAY = -(1 << 31)

NO_PREDICTIONS = Predictions(
    row=np.empty(0, np.int32),
    delay_s=np.empty(0, np.int32),
    start=np.zeros(1, np.int64),
    position=np.empty(0, np.int32),
    arrival_ms=np.empty(0, np.int64),
    departure_ms=np.empty(0, np.int64),
    low_ms=np.empty(0, np.int64),
    high_ms=np.empty(0, np.int64),
    support=np.empty(0, np.uint8),
    likely_ms=np.empty(0, np.int64),
)
