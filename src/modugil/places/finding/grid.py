"""Where places lie: squares of a grid, so that a way asks only those beside it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inner, kernel
from modugil.core.geo import EARTH_RADIUS_M, LatLon, metres_per_degree

CELL_M = 400.0
MOST_CELLS = 1024
"""Along either side; a region wider than that has larger squares."""
FAR_M = np.inf


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Places sorted into squares.

    Shapes:  those of square c are `members[start[c] : start[c + 1]]`; c counts east, then north.
    Units:   `x_m`, `y_m` east and north of the corner `origin` in the plane of the region's middle.
    """

    x_m: NDArray[np.float64]
    y_m: NDArray[np.float64]
    start: NDArray[np.int64]
    members: NDArray[np.int32]
    origin: LatLon
    per_degree_m: tuple[float, float]
    cell_m: float
    across: int

    def project(self, points: tuple[LatLon, ...]) -> NDArray[np.float64]:
        """The points in the grid's plane, float64[n, 2]."""
        per_lat, per_lon = self.per_degree_m
        east_north = [
            ((p.lon - self.origin.lon) * per_lon, (p.lat - self.origin.lat) * per_lat)
            for p in points
        ]
        return np.array(east_north, np.float64).reshape(-1, 2)


def build_grid(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> Grid:
    """The grid over places at these positions."""
    south, west = (float(lat.min()), float(lon.min())) if len(lat) else (0.0, 0.0)
    middle = (south + float(lat.max())) / 2 if len(lat) else 0.0
    per_lat, per_lon = metres_per_degree(middle)
    x_m, y_m = (lon - west) * per_lon, (lat - south) * per_lat
    width_m = float(max(x_m.max(), y_m.max())) if len(lat) else 0.0
    cell_m = max(CELL_M, width_m / (MOST_CELLS - 1))
    across = int(width_m // cell_m) + 1
    cell = (y_m // cell_m).astype(np.int64) * across + (x_m // cell_m).astype(np.int64)
    start = np.zeros(across * across + 1, np.int64)
    np.cumsum(np.bincount(cell, minlength=across * across), out=start[1:])
    members = np.argsort(cell, kind="stable").astype(np.int32)
    origin = LatLon(south, west)
    return Grid(x_m, y_m, start, members, origin, (per_lat, per_lon), cell_m, across)


def measure_along(
    grid: Grid, way: tuple[LatLon, ...], *, corridor_m: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each place its metres from the way, and where at the way that is from its beginning.

    Unknown: infinite for those further away than the corridor. Where the way passes twice, the
             nearer pass counts, of equal ones the first.
    """
    off_m = np.full(len(grid.x_m), FAR_M)
    along_m = np.full(len(grid.x_m), FAR_M)
    points = grid.project(way if len(way) > 1 else way * 2)
    if len(points):
        squares = (grid.cell_m, grid.across, corridor_m)
        places = (grid.x_m, grid.y_m, grid.start, grid.members)
        visit_way(points, places, squares, off_m, along_m)
    return off_m, along_m


def measure_from(
    lat: NDArray[np.float64], lon: NDArray[np.float64], point: LatLon
) -> NDArray[np.float64]:
    """Metres of each place from the point, along the great circle."""
    away_m = np.empty(len(lat))
    haversine_all(lat, lon, point.lat, point.lon, away_m)
    return away_m


@kernel
def haversine_all(
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    from_lat: float,
    from_lon: float,
    away_m: NDArray[np.float64],
) -> None:
    """Write the metres of each position from one point."""
    phi = np.radians(from_lat)
    cos_phi = np.cos(phi)
    for k in range(len(lat)):
        other = np.radians(lat[k])
        half_phi = (other - phi) / 2
        half_lambda = np.radians(lon[k] - from_lon) / 2
        a = np.sin(half_phi) ** 2 + cos_phi * np.cos(other) * np.sin(half_lambda) ** 2
        away_m[k] = 2 * EARTH_RADIUS_M * np.arcsin(min(1.0, np.sqrt(a)))


_Arrays = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64], NDArray[np.int32]]


@inner
def _clamp(square: float, across: int) -> int:
    return int(min(max(square, 0.0), across - 1.0))


@inner
def _from_piece(
    x: float, y: float, piece: tuple[float, float, float, float]
) -> tuple[float, float]:
    """Metres from a straight piece, and the share of it that is passed there."""
    ax, ay, bx, by = piece
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    share = 0.0
    if square > 0.0:
        share = min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / square))
    return np.hypot(x - ax - share * dx, y - ay - share * dy), share


@kernel
def visit_way(
    points: NDArray[np.float64],
    places: _Arrays,
    squares: tuple[float, int, float],
    off_m: NDArray[np.float64],
    along_m: NDArray[np.float64],
) -> None:
    """Write the metres of the places in the squares beside each piece of the way."""
    x_m, y_m, start, members = places
    cell_m, across, corridor_m = squares
    gone_m = 0.0
    for k in range(len(points) - 1):
        ax, ay, bx, by = points[k, 0], points[k, 1], points[k + 1, 0], points[k + 1, 1]
        length_m = np.hypot(bx - ax, by - ay)
        west = _clamp((min(ax, bx) - corridor_m) // cell_m, across)
        east = _clamp((max(ax, bx) + corridor_m) // cell_m, across)
        south = _clamp((min(ay, by) - corridor_m) // cell_m, across)
        north = _clamp((max(ay, by) + corridor_m) // cell_m, across)
        for row in range(south, north + 1):
            first, end = start[row * across + west], start[row * across + east + 1]
            for member in members[first:end]:
                away_m, share = _from_piece(x_m[member], y_m[member], (ax, ay, bx, by))
                if away_m <= corridor_m and away_m < off_m[member]:
                    off_m[member] = away_m
                    along_m[member] = gone_m + share * length_m
        gone_m += length_m
