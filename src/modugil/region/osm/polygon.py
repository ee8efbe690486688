"""Straight lines against the edges of a polygon, on a plane in metres."""

from typing import NamedTuple

import numpy as np

from modugil.region.streets import F64

SAMPLES = np.linspace(0.0, 1.0, 9)[1:-1]
"""Where along a line it is asked whether it is inside: it may touch the outline in between."""


class Segments(NamedTuple):
    """Straight stretches, float64[s, 2] each: east and north in metres."""

    start: F64
    end: F64


class Polygon:
    """The rings of one area, outer and inner, as segments."""

    def __init__(self, segments: Segments) -> None:
        """Hold the rings and their bounding box."""
        self.segments = segments
        self._low = segments.start.min(axis=0)
        self._high = segments.start.max(axis=0)

    def overlapping(self, others: Segments) -> Segments:
        """Those of the segments whose bounding box meets the polygon's."""
        low = np.minimum(others.start, others.end)
        high = np.maximum(others.start, others.end)
        meets = ((low <= self._high) & (high >= self._low)).all(axis=1)
        return Segments(others.start[meets], others.end[meets])


def crosses_any(walls: Segments, start: F64, end: F64) -> bool:
    """Whether the line cuts through any of the segments; touching at an end is not cutting."""
    if not len(walls.start):
        return False
    line = end - start
    side_start = _turn(line, walls.start - start)
    side_end = _turn(line, walls.end - start)
    wall = walls.end - walls.start
    before = _turn(wall, start - walls.start)
    after = _turn(wall, end - walls.start)
    return bool(((side_start * side_end < 0) & (before * after < 0)).any())


def is_inside(polygon: Polygon, start: F64, end: F64) -> bool:
    """Whether the straight line between two points of the outline stays inside."""
    if crosses_any(polygon.segments, start, end):
        return False
    points = start + SAMPLES[:, None] * (end - start)
    x, y = points[:, :1], points[:, 1:]
    ax, ay = polygon.segments.start.T
    bx, by = polygon.segments.end.T
    spans = (ay > y) != (by > y)
    run = np.where(by == ay, 1.0, by - ay)
    hits = spans & (x < ax + (y - ay) / run * (bx - ax))
    return bool((hits.sum(axis=1) % 2 == 1).all())


def _turn(first: F64, second: F64) -> F64:
    result: F64 = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    return result
