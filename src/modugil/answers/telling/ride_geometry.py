"""Where on the map a ride runs: along its trip's shape, else from stop to stop."""

import numpy as np
from numpy.typing import NDArray

from modugil.answers.finding.lines import pattern_stops
from modugil.region.timetable import Timetable

OFF_SHAPE_M = 250.0
"""A stop farther than this from its trip's shape does not lie on it; the shape is then not used."""
F64 = NDArray[np.float64]


def ride_geometry(
    timetable: Timetable, trip: int, *, from_position: int, to_position: int
) -> list[tuple[float, float]]:
    """[longitude, latitude] points from one stop of the trip to a later one."""
    stops = pattern_stops(timetable, trip)
    lat, lon = timetable.stops.lat[stops], timetable.stops.lon[stops]
    along = _along_shape(timetable, trip, lat, lon)
    chosen = slice(from_position, to_position + 1)
    if along is None:
        return [(float(b), float(a)) for a, b in zip(lat[chosen], lon[chosen], strict=True)]
    row = int(timetable.trips.shape[trip])
    start = int(timetable.shapes.start[row])
    first, last = start + int(along[from_position]), start + int(along[to_position]) + 1
    points = zip(timetable.shapes.lon[first:last], timetable.shapes.lat[first:last], strict=True)
    return [(float(a), float(b)) for a, b in points]


def _along_shape(timetable: Timetable, trip: int, lat: F64, lon: F64) -> NDArray[np.int64] | None:
    """The point of the shape nearest to each stop, in order; None without a fitting shape."""
    row = int(timetable.trips.shape[trip])
    if row < 0:
        return None
    start, end = int(timetable.shapes.start[row]), int(timetable.shapes.start[row + 1])
    if end - start < 2:
        return None
    scale = np.array([111_195.0, 111_195.0 * np.cos(np.radians(lat[0]))])
    points = np.column_stack((timetable.shapes.lat[start:end], timetable.shapes.lon[start:end]))
    return match_in_order(np.column_stack((lat, lon)) * scale, points * scale)


def match_in_order(stops: F64, points: F64) -> NDArray[np.int64] | None:
    """The index of a point for each stop, never going back, with the least distance in all.

    Shapes:  `stops` [s, 2], `points` [p, 2], both in metres; the result [s].
    Source:  dynamic programming over (stop, point), so that loops are matched the right way round.
    """
    away = np.hypot(stops[:, None, 0] - points[None, :, 0], stops[:, None, 1] - points[None, :, 1])
    if float(away.min(axis=1).max()) > OFF_SHAPE_M:
        return None
    cost = away[0]
    back = np.zeros(away.shape, np.int64)
    for stop in range(1, len(stops)):
        best = np.minimum.accumulate(cost)
        back[stop] = np.maximum.accumulate(np.where(cost == best, np.arange(len(points)), 0))
        cost = best + away[stop]
    chosen = np.zeros(len(stops), np.int64)
    chosen[-1] = int(cost.argmin())
    for stop in range(len(stops) - 1, 0, -1):
        chosen[stop - 1] = back[stop, chosen[stop]]
    return chosen
