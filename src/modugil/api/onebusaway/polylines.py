"""Lines in the encoded form that clients draw: differences of degrees in base 64.

Source:  Google, "Encoded Polyline Algorithm Format".
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modugil.api.onebusaway.structs import Polyline
from modugil.region.timetable import Timetable

_FACTOR = 1e5


def encode_shape(timetable: Timetable, shape: int) -> Polyline:
    """The whole shape of that row."""
    shapes = timetable.shapes
    low, high = shapes.start[shape : shape + 2].tolist()
    return encode_points(shapes.lat[low:high], shapes.lon[low:high])


def encode_stops(timetable: Timetable, rows: Sequence[int]) -> Polyline:
    """Straight from stop to stop, where the feed has no shape."""
    at = list(rows)
    return encode_points(timetable.stops.lat[at], timetable.stops.lon[at])


def encode_points(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> Polyline:
    """These points."""
    whole = np.rint(np.stack([lat, lon], axis=1) * _FACTOR).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64)).reshape(-1)
    signed = np.where(steps < 0, ~(steps << 1), steps << 1).tolist()
    return Polyline(points="".join(map(_encode, signed)), length=len(whole))


def _encode(value: int) -> str:
    letters = []
    while value >= 0x20:
        letters.append(chr((0x20 | (value & 0x1F)) + 63))
        value >>= 5
    letters.append(chr(value + 63))
    return "".join(letters)
