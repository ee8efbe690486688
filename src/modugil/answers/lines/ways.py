"""The ways of lines as a moving map needs them: points with the metres along, bends kept."""

from functools import partial

import msgspec
import numpy as np
from numpy.typing import NDArray

from modugil.answers.finding.way_names import WayName
from modugil.answers.trips.preparation import Kept
from modugil.live.build_paths import centre_of
from modugil.live.paths import to_metres
from modugil.region.timetable import Timetable

KEPT_WAYS = 1000
OFF_M = 1.5
"""A point is left out where the way without it passes so near."""
SAME_POINT_M = 0.05
DIGITS = 6
"""Of a degree: about a decimetre."""
F64 = NDArray[np.float64]


class WayPoints(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One way, in the direction in which it is driven."""

    id: str
    """As the stream of moving vehicles names it."""
    points: list[tuple[float, float, float]]
    """[longitude, latitude, metres along], the metres as the stream gives them."""


class WaysAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The ways asked for that the region holds."""

    ways: list[WayPoints]


class Ways:
    """The ways of one region, each made once; safe to ask from several threads at once."""

    def __init__(self, timetable: Timetable | None) -> None:
        """Nothing is read before someone asks."""
        self._timetable = timetable
        self._kept: Kept[WayName, WayPoints] = Kept(most=KEPT_WAYS)

    def list_ways(self, ids: list[str]) -> WaysAnswer:
        """Those that the region holds; others are left out."""
        timetable = self._timetable
        if timetable is None:
            return WaysAnswer(ways=[])
        names = [name for name in map(_parse, dict.fromkeys(ids)) if _is_in(timetable, name)]
        return WaysAnswer(
            ways=[self._kept.get(one, partial(build_way, timetable, one)) for one in names]
        )


def _parse(id: str) -> WayName:
    pattern, dot, shape = id.partition(".")
    digits = pattern.isascii() and pattern.isdigit() and len(pattern) < 9
    if not digits or (dot and not (shape.isascii() and shape.isdigit() and len(shape) < 9)):
        return WayName(-1, -1)
    return WayName(int(pattern), int(shape) if dot else -1)


def _is_in(timetable: Timetable, name: WayName) -> bool:
    shapes = len(timetable.shapes.start) - 1
    return 0 <= name.pattern < timetable.pattern_count and name.shape < max(shapes, 0)


def build_way(timetable: Timetable, name: WayName) -> WayPoints:
    """The points of the shape, else of the stops, measured as the tracker measures them."""
    if name.shape >= 0:
        low, high = timetable.shapes.start[name.shape : name.shape + 2].tolist()
        lat, lon = timetable.shapes.lat[low:high], timetable.shapes.lon[low:high]
    else:
        low, high = timetable.patterns.stop_start[name.pattern : name.pattern + 2].tolist()
        rows = timetable.patterns.stop[low:high]
        lat, lon = timetable.stops.lat[rows], timetable.stops.lon[rows]
    x, y = to_metres(centre_of(timetable), lat=lat, lon=lon)
    new = np.ones(len(x), np.bool_)
    new[1:] = (np.abs(np.diff(x)) >= SAME_POINT_M) | (np.abs(np.diff(y)) >= SAME_POINT_M)
    x, y, lat, lon = x[new], y[new], lat[new], lon[new]
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])[: len(x)]
    kept = thin_out(x, y)
    points = zip(lon[kept].tolist(), lat[kept].tolist(), along[kept].tolist(), strict=True)
    return WayPoints(
        id=str(name),
        points=[(round(a, DIGITS), round(b, DIGITS), round(m, 1)) for a, b, m in points],
    )


def thin_out(x: F64, y: F64) -> NDArray[np.int64]:
    """The rows of the points that the way needs, by Douglas and Peucker."""
    needed = np.zeros(len(x), np.bool_)
    needed[[0, -1]] = True
    open_parts = [(0, len(x) - 1)]
    while open_parts:
        low, high = open_parts.pop()
        if high - low < 2:
            continue
        dx, dy = x[high] - x[low], y[high] - y[low]
        inner = slice(low + 1, high)
        size = float(np.hypot(dx, dy))
        rx, ry = x[inner] - x[low], y[inner] - y[low]
        off = np.abs(rx * dy - ry * dx) / size if size > 0 else np.hypot(rx, ry)
        worst = int(off.argmax())
        if off[worst] > OFF_M:
            middle = low + 1 + worst
            needed[middle] = True
            open_parts += [(low, middle), (middle, high)]
    return np.flatnonzero(needed)
