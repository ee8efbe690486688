"""All barriers of the streets, to be found by where they are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.answers.barriers.barrier import Barrier
from modugil.answers.barriers.point_barriers import list_point_barriers
from modugil.answers.barriers.way_barriers import list_way_barriers
from modugil.core.geo import LatLon, distance_m, metres_per_degree
from modugil.region.streets import Streets


@dataclass(frozen=True, slots=True)
class BarrierNear:
    """One barrier, and the spot of it that is nearest."""

    barrier: Barrier
    point: LatLon
    away_m: float


@dataclass(frozen=True, slots=True, eq=False)
class BarrierIndex:
    """Barriers with the boxes they lie in.

    Shapes:  `boxes` [b, 4]: south, west, north, east of each barrier.
    """

    barriers: tuple[Barrier, ...]
    boxes: NDArray[np.float64]

    def list_near(self, point: LatLon, *, within_m: float) -> list[BarrierNear]:
        """Those within that distance, the nearest first."""
        per_lat, per_lon = metres_per_degree(point.lat)
        high, wide = within_m / per_lat, within_m / per_lon
        south, west, north, east = self.boxes.T
        inside = (south <= point.lat + high) & (north >= point.lat - high)
        inside &= (west <= point.lon + wide) & (east >= point.lon - wide)
        found = []
        for row in np.flatnonzero(inside).tolist():
            barrier = self.barriers[row]
            spot = find_nearest_spot([LatLon(lat, lon) for lon, lat in barrier.line], point)
            away_m = distance_m(point, spot)
            if away_m <= within_m:
                found.append(BarrierNear(barrier, spot, away_m))
        return sorted(found, key=lambda one: one.away_m)


def build_barrier_index(streets: Streets) -> BarrierIndex:
    """Look through all streets once."""
    barriers = (*list_way_barriers(streets), *list_point_barriers(streets))
    boxes = np.empty((len(barriers), 4))
    for row, barrier in enumerate(barriers):
        lons, lats = zip(*barrier.line, strict=True)
        boxes[row] = min(lats), min(lons), max(lats), max(lons)
    return BarrierIndex(barriers, boxes)


def find_nearest_spot(line: list[LatLon], point: LatLon) -> LatLon:
    """The spot of a line, or of one point, that is nearest to a point."""
    per_lat, per_lon = metres_per_degree(point.lat)
    best, spot = np.inf, line[0]
    for a, b in zip(line, line[1:] or line, strict=False):
        x, y = (a.lon - point.lon) * per_lon, (a.lat - point.lat) * per_lat
        dx, dy = (b.lon - a.lon) * per_lon, (b.lat - a.lat) * per_lat
        square = dx * dx + dy * dy
        part = min(max(-(x * dx + y * dy) / square, 0.0), 1.0) if square > 0 else 0.0
        gap = (x + part * dx) ** 2 + (y + part * dy) ** 2
        if gap < best:
            best = gap
            spot = LatLon(a.lat + part * (b.lat - a.lat), a.lon + part * (b.lon - a.lon))
    return spot
