"""Where each vehicle is on its trip, as columns: what the tracker knows and prediction reads."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]


class VehicleStatus(IntEnum):
    """What a vehicle is doing."""

    UNASSIGNED = 0
    """It runs no trip we know: not yet found, or out of the region's timetable."""
    LAYOVER = 1
    """It stands at, or is on the way to, the first stop of its trip."""
    ON_TRIP = 2
    DETOUR = 3
    """On its trip, but away from the trip's way."""
    DEADHEAD = 4
    """Under way without passengers."""


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """One row a vehicle of the fleet, as far as its newest fix tells.

    Shapes:  v rows each.
    Unknown: `trip`, `day`, `path` are -1 without a trip; `last_position` is -1 before the first
             stop is left; `time_ms` 0 for a vehicle never heard of.
    """

    status: U8
    """VehicleStatus."""
    trip: I32
    """Row of the region's trips."""
    day: I32
    """Service date as proleptic ordinal."""
    path: I32
    """Row of the paths (one per pattern and shape)."""
    along_m: F32
    """Metres along the path, from its first point."""
    off_path_m: F32
    """Metres from the fix to the path."""
    last_position: I32
    """The last stop that it reached, passed or left: a position in the pattern."""
    at_stop: U8
    """1 while it stands at `last_position`, 0 once it left."""
    last_event_ms: I64
    """When the last stop event happened (UTC ms), 0 without one."""
    leg_ratio: F32
    """How far from `last_position` to the next stop, 0 to 1."""
    time_ms: I64
    """Measured time of the newest fix."""
