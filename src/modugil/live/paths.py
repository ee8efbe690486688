"""The ways vehicles take, as polylines in metres: one per pattern and shape."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Polylines with the places of their stops along them.

    Shapes:  p paths; `point_start` int64[p + 1] into the points; `stop_start` int32[p + 1] into the
             stops, one per position of the path's pattern.
    Units:   metres east and north of `origin`; `along_m` from the path's first point.
    """

    origin: LatLon
    point_start: I64
    x_m: F64
    y_m: F64
    along_m: F64
    stop_start: I32
    stop_along_m: F64
    """Ascending within a path."""
    pattern: I32
    from_shape: U8
    """0 where the feed has no shape and straight lines between stops stand in for it."""
    of_trip: I32
    """[t]: the path of each trip of the region."""
