"""The streets around a way: every edge of which some point lies near one of its lines."""

from collections.abc import Sequence

import numpy as np

from modugil.core.geo import LatLon, metres_per_degree
from modugil.region.streets import F64, I32, U8, Streets
from modugil.routing.streets.find_near import Grid, grid_of
from modugil.routing.streets.judge import jit


def edges_around(streets: Streets, lines: Sequence[Sequence[LatLon]], *, within_m: float) -> I32:
    """The rows of the edges that come so near to one of the lines, ascending.

    Units:   metres on a flat map around each piece of a line, which is short of a region.
    """
    grid = grid_of(streets)
    taken = np.zeros(streets.edge_count, np.uint8)
    for line in lines:
        points = np.array([(one.lat, one.lon) for one in line], np.float64).reshape(-1, 2)
        for first, last in zip(points, points[1:], strict=False):
            scale = metres_per_degree(float(first[0]))
            _take_around(grid, first, last, scale, within_m, taken)
    return np.flatnonzero(taken).astype(np.int32)


@jit
def _take_around(
    grid: Grid, first: F64, last: F64, scale: tuple[float, float], within_m: float, taken: U8
) -> None:
    """Mark every edge so near to the straight piece between two points."""
    per_lat, per_lon = scale
    margin_lat, margin_lon = within_m / per_lat, within_m / per_lon
    south, north = min(first[0], last[0]) - margin_lat, max(first[0], last[0]) + margin_lat
    west, east = min(first[1], last[1]) - margin_lon, max(first[1], last[1]) + margin_lon
    low_row = max(0, int(np.floor((south - grid.origin_lat) / grid.cell_lat)))
    high_row = min(grid.rows - 1, int(np.floor((north - grid.origin_lat) / grid.cell_lat)))
    low = max(0, int(np.floor((west - grid.origin_lon) / grid.cell_lon)))
    high = min(grid.columns - 1, int(np.floor((east - grid.origin_lon) / grid.cell_lon)))
    x = (last[1] - first[1]) * per_lon
    y = (last[0] - first[0]) * per_lat
    for row in range(low_row, high_row + 1):
        for column in range(low, high + 1):
            cell = row * grid.columns + column
            for place in range(grid.start[cell], grid.start[cell + 1]):
                edge = grid.edge[place]
                if not taken[edge] and _is_near(grid, edge, first, scale, (x, y), within_m):
                    taken[edge] = 1


@jit
def _is_near(  # noqa: PLR0913 - a kernel
    grid: Grid,
    edge: int,
    origin: F64,
    scale: tuple[float, float],
    end: tuple[float, float],
    within_m: float,
) -> bool:
    """Whether the edge comes so near to the piece from the origin to `end`, in metres from it."""
    begin, after = grid.shape_start[edge], grid.shape_start[edge + 1]
    square = within_m * within_m
    ax = (grid.shape_lon[begin] - origin[1]) * scale[1]
    ay = (grid.shape_lat[begin] - origin[0]) * scale[0]
    if _to_piece(ax, ay, 0.0, 0.0, end[0], end[1]) <= square:
        return True
    for at in range(begin + 1, after):
        bx = (grid.shape_lon[at] - origin[1]) * scale[1]
        by = (grid.shape_lat[at] - origin[0]) * scale[0]
        if (
            _to_piece(bx, by, 0.0, 0.0, end[0], end[1]) <= square
            or _to_piece(0.0, 0.0, ax, ay, bx, by) <= square
            or _to_piece(end[0], end[1], ax, ay, bx, by) <= square
            or _cross(ax, ay, bx, by, end)
        ):
            return True
        ax, ay = bx, by
    return False


@jit
def _to_piece(  # noqa: PLR0913 - a kernel
    x: float, y: float, ax: float, ay: float, bx: float, by: float
) -> float:
    """The square of the distance from a point to the piece from a to b."""
    dx, dy = bx - ax, by - ay
    squared = dx * dx + dy * dy
    share = 0.0 if squared == 0.0 else ((x - ax) * dx + (y - ay) * dy) / squared
    share = min(1.0, max(0.0, share))
    return float((ax + share * dx - x) ** 2 + (ay + share * dy - y) ** 2)


@jit
def _cross(ax: float, ay: float, bx: float, by: float, end: tuple[float, float]) -> bool:
    """Whether the piece from a to b crosses the one from 0 to `end`."""
    a, b = end[0] * ay - end[1] * ax, end[0] * by - end[1] * bx
    dx, dy = bx - ax, by - ay
    origin = dy * ax - dx * ay
    other = dx * (end[1] - ay) - dy * (end[0] - ax)
    return (a > 0) != (b > 0) and (origin > 0) != (other > 0)
