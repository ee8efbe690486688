"""What is kept of each vehicle's run: its last stop, its pace, and what was said of it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.predictions.calibration import HORIZONS
from modugil.live.progress import I32, I64

F64 = NDArray[np.float64]

NOT_SAID = -(1 << 31)


class Tracks(NamedTuple):
    """One row a vehicle of the fleet.

    Shapes:  v rows; `said_s` int32[v, positions, 18]: the arrival last expected at each stop, by
             how far ahead that was.
    Units:   UTC milliseconds, 0 where it did not happen; `said_s` seconds since the start of the
             service date, NOT_SAID where nothing was said.
    """

    trip: I32
    day: I32
    position: I32
    """The last stop reached, -1 before the first."""
    reached_ms: I64
    left_ms: I64
    lost_s: F64
    """Time lost lately beyond what was expected of the legs."""
    legs: F64
    """On how many legs, older ones counting less."""
    noted_ms: I64
    """The event after which something was last said."""
    said_s: I32


def build_tracks(*, vehicles: int, positions: int) -> Tracks:
    """Nobody under way."""
    return Tracks(
        trip=np.full(vehicles, -1, np.int32),
        day=np.full(vehicles, -1, np.int32),
        position=np.full(vehicles, -1, np.int32),
        reached_ms=np.zeros(vehicles, np.int64),
        left_ms=np.zeros(vehicles, np.int64),
        lost_s=np.zeros(vehicles),
        legs=np.zeros(vehicles),
        noted_ms=np.zeros(vehicles, np.int64),
        said_s=np.full((vehicles, positions, HORIZONS), NOT_SAID, np.int32),
    )


def make_room(tracks: Tracks, *, vehicles: int) -> Tracks:
    """The same with at least so many rows."""
    have, positions, _ = tracks.said_s.shape
    if vehicles <= have:
        return tracks
    larger = build_tracks(vehicles=max(vehicles, 2 * have), positions=positions)
    for name, old in tracks._asdict().items():
        getattr(larger, name)[:have] = old
    return larger
