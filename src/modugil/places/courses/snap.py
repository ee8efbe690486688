"""Points put on the track on which a course was walked, so that their order is known.

A track is cut where two of its points lie more than BREAK_M apart: there nobody walked, or the
receiver was carried elsewhere. A point is met where the track comes nearest to it, at most NEAR_M
away; a point that is farther away from every stretch has no place in the order.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon, metres_per_degree
from modugil.places.courses.course import Stop, Stretch

BREAK_M = 100.0
NEAR_M = 20.0
Points = NDArray[np.float64]


def snap_points(points: Sequence[LatLon], tracks: Sequence[Points]) -> tuple[Stretch, ...]:
    """The stretches that meet a point, in the order in which they were walked."""
    whole = [cut for track in tracks for cut in _cut(_to_metres(track, points))]
    walked = [one for one in whole if len(one) > 1]
    here = _to_metres(np.array([(one.lat, one.lon) for one in points]), points)
    met: list[list[Stop]] = [[] for _ in walked]
    for row, point in enumerate(here):
        found = [(*_nearest(point, stretch), number) for number, stretch in enumerate(walked)]
        away_m, along_m, number = min(found, default=(np.inf, 0.0, -1))
        if away_m <= NEAR_M:
            met[number].append(Stop(row, round(float(along_m), 1), round(float(away_m), 1)))
    return tuple(
        Stretch(
            round(float(_lengths(one)[-1]), 1),
            tuple(sorted(stops, key=_along)),
            _to_degrees(one, points),
        )
        for one, stops in zip(walked, met, strict=True)
        if stops
    )


def _along(stop: Stop) -> tuple[float, int]:
    return stop.along_m, stop.point


def _to_metres(degrees: Points, points: Sequence[LatLon]) -> Points:
    """Metres north and east of the first point of the course."""
    first = points[0]
    scale = np.array(metres_per_degree(first.lat))
    metres: Points = (degrees - np.array([first.lat, first.lon])) * scale
    return metres


def _to_degrees(metres: Points, points: Sequence[LatLon]) -> tuple[LatLon, ...]:
    """The way back from `_to_metres`."""
    first = points[0]
    degrees = metres / np.array(metres_per_degree(first.lat)) + np.array([first.lat, first.lon])
    return tuple(LatLon(lat, lon) for lat, lon in degrees.tolist())


def _cut(track: Points) -> list[Points]:
    apart_m = np.hypot(*np.diff(track, axis=0).T) if len(track) > 1 else np.zeros(0)
    return np.split(track, np.flatnonzero(apart_m > BREAK_M) + 1)


def _lengths(stretch: Points) -> NDArray[np.float64]:
    """How far from the beginning each of its points lies."""
    apart_m = np.hypot(*np.diff(stretch, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(apart_m)])


def _nearest(point: NDArray[np.float64], stretch: Points) -> tuple[float, float]:
    """How far the point lies from the stretch, and how far along; the first of equals."""
    lengths, best = _lengths(stretch), (np.inf, 0.0)
    for row, (start, end) in enumerate(pairwise(stretch)):
        step = end - start
        square = float(step @ step)
        share = min(1.0, max(0.0, float((point - start) @ step) / square)) if square else 0.0
        away_m = float(np.hypot(*(point - start - share * step)))
        if away_m < best[0] - 1e-9:
            best = (away_m, float(lengths[row]) + share * square**0.5)
    return best
