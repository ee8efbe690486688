"""How far points lie from lines and from other points, many at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from modugil.answers.guidance.packet import Point
from modugil.core.geo import LatLon, metres_per_degree

Column = NDArray[np.float64]


def measure_to_lines(lat: Column, lon: Column, lines: Sequence[Sequence[LatLon]]) -> Column:
    """Metres from each point to the nearest of the lines; infinite where there is none."""
    away = np.full(len(lat), np.inf)
    if not len(lat):
        return away
    for line in lines:
        for start, end in zip(line, line[1:], strict=False):
            away = np.minimum(away, _to_piece(lat, lon, start, end))
    return away


def _to_piece(lat: Column, lon: Column, start: LatLon, end: LatLon) -> Column:
    per_lat, per_lon = metres_per_degree(start.lat)
    x, y = (lon - start.lon) * per_lon, (lat - start.lat) * per_lat
    dx, dy = (end.lon - start.lon) * per_lon, (end.lat - start.lat) * per_lat
    squared = dx * dx + dy * dy
    share = np.clip((x * dx + y * dy) / squared, 0.0, 1.0) if squared else np.zeros(len(x))
    return np.hypot(x - share * dx, y - share * dy)


def measure_to_points(lat: Column, lon: Column, points: Sequence[Point]) -> Column:
    """Metres from each place to the nearest of the points; infinite where there is none."""
    if not len(lat) or not points:
        return np.full(len(lat), np.inf)
    others = np.array(points, np.float64)
    per_lat, per_lon = metres_per_degree(float(lat[0]))
    east = (lon[:, None] - others[None, :, 0]) * per_lon
    north = (lat[:, None] - others[None, :, 1]) * per_lat
    nearest: Column = np.sqrt((east * east + north * north).min(axis=1))
    return nearest
