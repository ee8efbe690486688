"""Jeju as a flat sheet: metres east and north of its middle, and lines drawn on it."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Line = list[Point]

MIDDLE_LAT = 33.38
MIDDLE_LON = 126.55
METRES_PER_DEGREE = 111_195.0
EAST_SCALE = math.cos(math.radians(MIDDLE_LAT))


def to_plane(lat: float, lon: float) -> Point:
    """Degrees -> metres east and north of the middle of the island."""
    return (
        (lon - MIDDLE_LON) * METRES_PER_DEGREE * EAST_SCALE,
        (lat - MIDDLE_LAT) * METRES_PER_DEGREE,
    )


def to_degrees(point: Point) -> tuple[float, float]:
    """Metres on the sheet -> latitude and longitude, to one centimetre."""
    return (
        round(point[1] / METRES_PER_DEGREE + MIDDLE_LAT, 7),
        round(point[0] / (METRES_PER_DEGREE * EAST_SCALE) + MIDDLE_LON, 7),
    )


def distance(a: Point, b: Point) -> float:
    """Metres between two points."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def heading(a: Point, b: Point) -> float:
    """Angle of the way from a to b, counter-clockwise from east, in radians."""
    return math.atan2(b[1] - a[1], b[0] - a[0])


def length(line: Sequence[Point]) -> float:
    """Metres along a line."""
    return sum(distance(a, b) for a, b in zip(line, line[1:], strict=False))


def step(point: Point, angle: float, metres: float) -> Point:
    """The point so many metres away in that direction."""
    return (point[0] + math.cos(angle) * metres, point[1] + math.sin(angle) * metres)


def at(line: Sequence[Point], metres: float) -> tuple[Point, float]:
    """The point so far along a line, and the heading there."""
    left = metres
    for a, b in zip(line, line[1:], strict=False):
        part = distance(a, b)
        if left <= part:
            share = left / part if part else 0.0
            return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share), heading(a, b)
        left -= part
    return line[-1], heading(line[-2], line[-1])


def beside(line: Sequence[Point], metres: float, offset: float) -> Point:
    """The point so far along a line and so far to its left (negative: right)."""
    point, angle = at(line, metres)
    return step(point, angle + math.pi / 2, offset)


def beside_between(line: Sequence[Point], start: float, end: float, offset: float) -> Line:
    """The part of a line from start to end, moved to its left by offset."""
    points = [beside(line, start, offset)]
    done = 0.0
    for before, here, after in zip(line, line[1:], line[2:], strict=False):
        done += distance(before, here)
        if start + 3 < done < end - 3:
            first, second = heading(before, here), heading(here, after)
            turn = math.remainder(second - first, math.tau)
            reach = offset / max(0.5, math.cos(turn / 2))
            points.append(step(here, first + turn / 2 + math.pi / 2, reach))
    points.append(beside(line, end, offset))
    return points


def project(point: Point, a: Point, b: Point) -> tuple[float, float]:
    """How far along a-b (0 to 1) the nearest point lies, and how many metres away it is."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    share = 0.0
    if square:
        share = min(1.0, max(0.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square))
    return share, distance(point, (a[0] + dx * share, a[1] + dy * share))


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether a-b and c-d cross inside both."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
