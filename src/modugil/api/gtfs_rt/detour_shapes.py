"""The way that a detoured bus drives: its own, with the part between two points replaced."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.staff.calls import get_calls
from modugil.core.geo import LatLon, metres_per_degree
from modugil.region.timetable import Timetable

F64 = NDArray[np.float64]


def find_points(timetable: Timetable, trip: int) -> F64:
    """The points of the trip's shape, of its stops without one, as rows of latitude, longitude."""
    shape = int(timetable.trips.shape[trip])
    if shape < 0:
        stops = get_calls(timetable, trip).stop
        return np.stack([timetable.stops.lat[stops], timetable.stops.lon[stops]], axis=1)
    points = slice(*timetable.shapes.start[shape : shape + 2].tolist())
    return np.stack([timetable.shapes.lat[points], timetable.shapes.lon[points]], axis=1)


def splice(points: F64, way: Sequence[LatLon]) -> F64:
    """The points with `way` in place of those between its first and its last point."""
    begin, begin_ratio = _find_nearest(points, way[0])
    end, end_ratio = _find_nearest(points, way[-1])
    driven = np.array([[one.lat, one.lon] for one in way])
    if (end, end_ratio) < (begin, begin_ratio):
        driven, begin, end = driven[::-1], end, begin
    return np.concatenate([points[: begin + 1], driven, points[end + 1 :]])


def _find_nearest(points: F64, at: LatLon) -> tuple[int, float]:
    """The part of the line nearest to the point, and how far along that part it lies."""
    per_lat, per_lon = metres_per_degree(at.lat)
    metres = (points - np.array([at.lat, at.lon])) * np.array([per_lat, per_lon])
    if len(metres) < 2:
        return 0, 0.0
    start, along = metres[:-1], np.diff(metres, axis=0)
    square = np.maximum((along**2).sum(axis=1), 1e-9)
    ratio = np.clip(-(start * along).sum(axis=1) / square, 0.0, 1.0)
    away = ((start + along * ratio[:, None]) ** 2).sum(axis=1)
    nearest = int(np.argmin(away))
    return nearest, float(ratio[nearest])


def encode_polyline(points: F64) -> str:
    """The points as an encoded polyline of five decimals. Source: Google polyline algorithm."""
    rounded = np.rint(points * 1e5).astype(np.int64)
    steps = np.diff(rounded, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel()
    out = []
    for step in steps.tolist():
        value = ~(step << 1) if step < 0 else step << 1
        while value >= 0x20:
            out.append(chr((0x20 | value & 0x1F) + 63))
            value >>= 5
        out.append(chr(value + 63))
    return "".join(out)
