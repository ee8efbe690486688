"""The fixes of one tick as columns, which is what kernels read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.live.fix import Fix, TripHint

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class FixBatch:
    """Fixes in the order in which they were received.

    Shapes:  n rows each.
    Unknown: as in Fix; `hint` is a row of the fleet's table of hints, -1 where the terminal names
             no trip.
    """

    vehicle: I32
    """Row of the fleet."""
    time_ms: I64
    received_ms: I64
    lat: F64
    lon: F64
    heading_deg: F32
    speed_mps: F32
    quality: U8
    hint: I32
    in_service: U8
    """0 where the terminal says it is on a dead run or signed off."""
    doors_open: U8
    """Access."""

    def __len__(self) -> int:
        """How many fixes there are."""
        return len(self.time_ms)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> "FixBatch":
        """These rows, in this order."""
        return FixBatch(*(getattr(self, name)[rows] for name in FixBatch.__slots__))


def build_batch(
    fixes: Sequence[Fix],
    *,
    row_of_vehicle: Callable[[str], int],
    row_of_hint: Callable[[TripHint], int],
) -> FixBatch:
    """The columns of these fixes."""
    return FixBatch(
        np.array([row_of_vehicle(fix.vehicle) for fix in fixes], np.int32),
        np.array([fix.time_ms for fix in fixes], np.int64),
        np.array([fix.received_ms for fix in fixes], np.int64),
        np.array([fix.lat for fix in fixes], np.float64),
        np.array([fix.lon for fix in fixes], np.float64),
        np.array([fix.heading_deg for fix in fixes], np.float32),
        np.array([fix.speed_mps for fix in fixes], np.float32),
        np.array([fix.quality for fix in fixes], np.uint8),
        np.array([row_of_hint(fix.hint) for fix in fixes], np.int32),
        np.array([fix.journey == "journey" for fix in fixes], np.uint8),
        np.array([fix.doors_open for fix in fixes], np.uint8),
    )


def concatenate_batches(parts: Sequence[FixBatch]) -> FixBatch:
    """The fixes of all parts (one at least), one after the other."""
    columns = ([getattr(part, name) for part in parts] for name in FixBatch.__slots__)
    return FixBatch(*(np.concatenate(column) for column in columns))
