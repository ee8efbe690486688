"""The ways of all trips in metres, with every stop placed on the right pass of its way."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon
from modugil.live.paths import F64, I32, I64, Paths, to_metres
from modugil.region.timetable import Patterns, Timetable

SAME_POINT_M = 0.05
FAR_STOP_M = 150.0
"""A shape from which most of its stops lie farther away than this is not the way of its trips."""
TIME_WEIGHT_M2 = 100.0
"""How much the timetable weighs where a way passes a stop twice, as squared metres."""


def build_paths(timetable: Timetable) -> Paths:
    """One path per pattern and shape; without a shape, straight lines between the stops.

    A stop of a way that passes it twice (loops, out and back) lies on the pass at which it is
    called: stops are ascending, as near to the way as can be, and of equals the one that agrees
    with the timetable.
    """
    trips, patterns = timetable.trips, timetable.patterns
    pairs = np.stack([trips.pattern, trips.shape], axis=1).astype(np.int32)
    kinds, of_trip = np.unique(pairs, axis=0, return_inverse=True)
    pattern, shape = np.ascontiguousarray(kinds[:, 0]), kinds[:, 1]
    origin = centre_of(timetable)
    stop_start = _starts(np.diff(patterns.stop_start)[pattern]).astype(np.int32)
    rows = patterns.stop[_spans(patterns.stop_start, pattern)]
    stop_x, stop_y = to_metres(origin, lat=timetable.stops.lat[rows], lon=timetable.stops.lon[rows])
    share = _shares_of_time(patterns, pattern)
    has_shape = shape >= 0
    lines = _lines(timetable, origin, shape, (stop_start, stop_x, stop_y))
    placed, off_m = place_stops(*lines, stop_start, stop_x, stop_y, share)
    astray = has_shape & (_middle(off_m, stop_start) > FAR_STOP_M)
    if astray.any():
        has_shape = has_shape & ~astray
        shape = np.where(has_shape, shape, -1)
        lines = _lines(timetable, origin, shape, (stop_start, stop_x, stop_y))
        placed, _ = place_stops(*lines, stop_start, stop_x, stop_y, share)
    point_start, x, y, along = lines
    return Paths(
        origin,
        point_start,
        x,
        y,
        along,
        stop_start,
        placed,
        pattern,
        has_shape.astype(np.uint8),
        of_trip.reshape(-1).astype(np.int32),
    )


def centre_of(timetable: Timetable) -> LatLon:
    """The middle of all stops that are served."""
    rows = np.unique(timetable.patterns.stop)
    if not len(rows):
        return LatLon(0.0, 0.0)
    lat, lon = timetable.stops.lat[rows], timetable.stops.lon[rows]
    return LatLon(float(lat.min() + lat.max()) / 2, float(lon.min() + lon.max()) / 2)


def _lines(
    timetable: Timetable, origin: LatLon, shape: I32, stops: tuple[I32, F64, F64]
) -> tuple[I64, F64, F64, F64]:
    """The points of all paths: their shape's, or their stops' where the row of the shape is -1."""
    shapes = timetable.shapes
    stop_start, stop_x, stop_y = stops
    shape_x, shape_y = to_metres(origin, lat=shapes.lat, lon=shapes.lon)
    points = np.where(
        shape >= 0, np.diff(shapes.start)[shape] if len(shapes.id) else 0, np.diff(stop_start)
    )
    start = _starts(np.maximum(points, 2))
    x, y = np.empty(start[-1]), np.empty(start[-1])
    count = fill_lines(
        start,
        x,
        y,
        (shape.astype(np.int32), np.array(shapes.start, np.int64), shape_x, shape_y),
        stops,
    )
    kept = np.zeros(start[-1], np.bool_)
    for path, many in enumerate(count.tolist()):
        kept[start[path] : start[path] + many] = True
    x, y, start = x[kept], y[kept], _starts(count)
    return start, x, y, measure(start, x, y)


def _spans(start: NDArray[np.int32], rows: I32) -> NDArray[np.int64]:
    """The elements of these rows, one row after the other."""
    many = np.diff(start)[rows].astype(np.int64)
    ends = np.cumsum(many)
    offsets: NDArray[np.int64] = np.repeat(start[rows] - (ends - many), many)
    return np.arange(len(offsets)) + offsets


def _starts(many: NDArray[np.integer]) -> I64:
    return np.concatenate([[0], np.cumsum(many)]).astype(np.int64)


def _middle(values: F64, start: I32) -> F64:
    ends = zip(start[:-1].tolist(), start[1:].tolist(), strict=True)
    return np.array([float(np.median(values[a:b])) if b > a else 0.0 for a, b in ends], np.float64)


def _shares_of_time(patterns: Patterns, pattern: I32) -> F64:
    """For each stop of each path how much of its trip's time has gone, 0 to 1."""
    many = np.diff(patterns.stop_start)[pattern].astype(np.int64)
    ends = np.cumsum(many)
    first = ends - many
    place = np.arange(ends[-1] if len(ends) else 0) - np.repeat(first, many)
    time = patterns.departure_s[np.repeat(patterns.time_start[pattern], many) + place].astype(float)
    start = np.repeat(time[first], many) if len(time) else time
    length = np.repeat(time[ends - 1] - time[first], many) if len(time) else time
    by_order = place / np.maximum(np.repeat(many, many) - 1, 1)
    return np.where(length > 0, (time - start) / np.maximum(length, 1.0), by_order)


@nb.njit(cache=True, nogil=True, error_model="numpy")
def fill_lines(
    start: I64,
    x: F64,
    y: F64,
    shapes: tuple[I32, I64, F64, F64],
    stops: tuple[I32, F64, F64],
) -> I64:
    """How many points each path has; those that repeat the point before are left out."""
    shape, shape_start, shape_x, shape_y = shapes
    stop_start, stop_x, stop_y = stops
    count = np.zeros(len(shape), np.int64)
    for path in range(len(shape)):
        row = shape[path]
        low = shape_start[row] if row >= 0 else np.int64(stop_start[path])
        high = shape_start[row + 1] if row >= 0 else np.int64(stop_start[path + 1])
        at = start[path]
        for one in range(low, high):
            px = shape_x[one] if row >= 0 else stop_x[one]
            py = shape_y[one] if row >= 0 else stop_y[one]
            if at > start[path]:
                if abs(px - x[at - 1]) < SAME_POINT_M and abs(py - y[at - 1]) < SAME_POINT_M:
                    continue
            x[at], y[at] = px, py
            at += 1
        while start[path] < at < start[path] + 2:
            x[at], y[at] = x[at - 1], y[at - 1]
            at += 1
        count[path] = at - start[path]
    return count


@nb.njit(cache=True, nogil=True, error_model="numpy")
def measure(start: I64, x: F64, y: F64) -> F64:
    """Metres along each path, from its first point."""
    along = np.zeros(len(x), np.float64)
    for path in range(len(start) - 1):
        for at in range(start[path] + 1, start[path + 1]):
            along[at] = along[at - 1] + np.hypot(x[at] - x[at - 1], y[at] - y[at - 1])
    return along


@nb.njit(cache=True, nogil=True, error_model="numpy")
def place_stops(  # noqa: PLR0913, PLR0915 (a kernel)
    point_start: I64,
    x: F64,
    y: F64,
    along: F64,
    stop_start: I32,
    stop_x: F64,
    stop_y: F64,
    share: F64,
) -> tuple[F64, F64]:
    """Where along its path each stop lies, and how many metres from it.

    For each stop and each stretch of the path: the least that all stops up to it can cost if it
    lies on that stretch and none lies before the one in front of it.
    """
    placed = np.zeros(len(stop_x), np.float64)
    off_m = np.zeros(len(stop_x), np.float64)
    for path in range(len(point_start) - 1):
        first, count = point_start[path], point_start[path + 1] - point_start[path] - 1
        stop, stops = stop_start[path], stop_start[path + 1] - stop_start[path]
        if stops == 0 or count < 1:
            continue
        length = max(along[first + count], 1.0)
        place = np.empty((stops, count), np.float64)
        came = np.empty((stops, count), np.int32)
        before, cost = np.zeros(count), np.empty(count)
        for i in range(stops):
            px, py = stop_x[stop + i], stop_y[stop + i]
            least, least_at = np.inf, -1
            for s in range(count):
                ax, ay = x[first + s], y[first + s]
                dx, dy = x[first + s + 1] - ax, y[first + s + 1] - ay
                size2 = dx * dx + dy * dy
                ratio = ((px - ax) * dx + (py - ay) * dy) / size2 if size2 > 0 else 0.0
                ratio = min(max(ratio, 0.0), 1.0)
                size = np.sqrt(size2)
                d2 = (ax + ratio * dx - px) ** 2 + (ay + ratio * dy - py) ** 2
                a = along[first + s] + ratio * size
                pull = TIME_WEIGHT_M2 * (a / length - share[stop + i]) ** 2
                total, came_from = least + d2 + pull, least_at
                if i == 0:
                    total, came_from = d2 + pull, s
                else:
                    # on the stretch of the stop before: not before it
                    own = max(a, place[i - 1, s])
                    ratio = (own - along[first + s]) / size if size > 0 else 0.0
                    d2 = (ax + ratio * dx - px) ** 2 + (ay + ratio * dy - py) ** 2
                    pull = TIME_WEIGHT_M2 * (own / length - share[stop + i]) ** 2
                    if before[s] + d2 + pull <= total:
                        total, came_from, a = before[s] + d2 + pull, s, own
                    if before[s] < least:
                        least, least_at = before[s], s
                place[i, s], came[i, s], cost[s] = a, came_from, total
            before[:] = cost
        s = int(np.argmin(before))
        for i in range(stops - 1, -1, -1):
            placed[stop + i] = place[i, s]
            ax, ay = x[first + s], y[first + s]
            size = along[first + s + 1] - along[first + s]
            ratio = (place[i, s] - along[first + s]) / size if size > 0 else 0.0
            off_m[stop + i] = np.hypot(
                ax + ratio * (x[first + s + 1] - ax) - stop_x[stop + i],
                ay + ratio * (y[first + s + 1] - ay) - stop_y[stop + i],
            )
            s = came[i, s]
    return placed, off_m
