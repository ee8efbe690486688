"""The ways vehicles take, as polylines in metres: one per pattern and shape."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon, metres_per_degree

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


def to_metres(origin: LatLon, *, lat: F64, lon: F64) -> tuple[F64, F64]:
    """Metres east and north of the origin, on a plane that touches the ground there.

    The plane's scale is that of the origin's latitude: 50 km to the north lengths from west to east
    are told 0.3 % too long at 33 degrees, directions remain within 0.2 degrees.
    """
    per_lat, per_lon = metres_per_degree(origin.lat)
    east = (np.asarray(lon, np.float64) - origin.lon + 180.0) % 360.0 - 180.0
    return east * per_lon, (np.asarray(lat, np.float64) - origin.lat) * per_lat


def to_degrees(origin: LatLon, *, x_m: F64, y_m: F64) -> tuple[F64, F64]:
    """Latitude and longitude of places in metres from the origin: the reverse of `to_metres`."""
    per_lat, per_lon = metres_per_degree(origin.lat)
    lon = origin.lon + np.asarray(x_m, np.float64) / per_lon
    return origin.lat + np.asarray(y_m, np.float64) / per_lat, (lon + 180.0) % 360.0 - 180.0
