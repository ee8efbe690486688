"""The streets nearest to a point, found in the grid: kernels."""

from typing import NamedTuple

import numpy as np

from modugil.region.streets import F32, F64, I32, I64, U8, Streets
from modugil.routing.streets.facts import Real, frozen
from modugil.routing.streets.judge import jit
from modugil.routing.streets.openness import CONNECTED, REFUSED

MOST_CONNECTED, MOST_ISLANDS = 4, 2
"""How many streets a point may be tied to: such as lead somewhere, and islands besides."""


class Grid(NamedTuple):
    """The grid of `Streets` and the geometry in it, for kernels."""

    start: I32
    edge: I32
    shape_start: I64
    shape_lat: F64
    shape_lon: F64
    origin_lat: float
    origin_lon: float
    cell_lat: float
    cell_lon: float
    rows: int
    columns: int


def grid_of(streets: Streets) -> Grid:
    """The grid of these streets as read-only views."""
    return Grid(
        frozen(streets.grid_start),
        frozen(streets.grid_edge),
        frozen(streets.shape_start),
        frozen(streets.shape_lat),
        frozen(streets.shape_lon),
        float(streets.grid_origin_lat),
        float(streets.grid_origin_lon),
        float(streets.grid_cell_lat),
        float(streets.grid_cell_lon),
        int(streets.grid_rows),
        int(streets.grid_columns),
    )


@jit
def find_near(
    grid: Grid,
    openness: U8,
    where: tuple[float, float, float, float],
    max_m: float,
    farther_m: float,
) -> tuple[tuple[I32, F32, F32], tuple[I32, F32, F32]]:
    """The nearest connected streets and the nearest islands, each sorted by distance."""
    lat, lon, per_lat, per_lon = where
    row = int(np.floor((lat - grid.origin_lat) / grid.cell_lat))
    column = int(np.floor((lon - grid.origin_lon) / grid.cell_lon))
    cell_m = min(grid.cell_lat * per_lat, grid.cell_lon * per_lon)
    lists = _new_lists(MOST_CONNECTED), _new_lists(MOST_ISLANDS)
    for ring in range(int(max_m / cell_m) + 2):
        for r in range(row - ring, row + ring + 1):
            step = 1 if abs(r - row) == ring else max(1, 2 * ring)
            for c in range(column - ring, column + ring + 1, step):
                if 0 <= r < grid.rows and 0 <= c < grid.columns:
                    _look_in_cell(grid, r * grid.columns + c, openness, where, max_m, lists)
        if min(lists[0][2][0], lists[1][2][0]) + farther_m <= ring * cell_m:
            break
    return lists


@jit
def _new_lists(most: int) -> tuple[I32, F32, F32]:
    return (
        np.full(most, -1, np.int32),
        np.zeros(most, np.float32),
        np.full(most, np.inf, np.float32),
    )


@jit
def _look_in_cell(  # noqa: PLR0913 - a kernel
    grid: Grid,
    cell: int,
    openness: U8,
    where: tuple[float, float, float, float],
    max_m: float,
    lists: tuple[tuple[I32, F32, F32], tuple[I32, F32, F32]],
) -> None:
    lat, lon, per_lat, per_lon = where
    for place in range(grid.start[cell], grid.start[cell + 1]):
        edge = grid.edge[place]
        if openness[edge] == REFUSED:
            continue
        ratio, distance = _nearest_on_edge(grid, edge, lat, lon, per_lat, per_lon)
        if distance <= max_m:
            edges, ratios, distances = lists[0] if openness[edge] == CONNECTED else lists[1]
            _keep(edge, ratio, np.float32(distance), edges, ratios, distances)


@jit
def _keep(  # noqa: PLR0913 - a kernel
    edge: int, ratio: float, distance: Real, edges: I32, ratios: F32, distances: F32
) -> None:
    """The nearest few, sorted by distance and then edge, without doubles."""
    place = len(edges) - 1
    for other in edges:
        if other == edge:
            return
    if distance > distances[place] or (distance == distances[place] and edge > edges[place] >= 0):
        return
    while place > 0 and (
        distances[place - 1] > distance
        or (distances[place - 1] == distance and edges[place - 1] > edge)
    ):
        edges[place], ratios[place] = edges[place - 1], ratios[place - 1]
        distances[place] = distances[place - 1]
        place -= 1
    edges[place], ratios[place], distances[place] = edge, ratio, distance


@jit
def _nearest_on_edge(  # noqa: PLR0913 - a kernel
    grid: Grid, edge: int, lat: float, lon: float, per_lat: float, per_lon: float
) -> tuple[float, float]:
    """(share of its length, metres away) of the edge's nearest point, on a flat map around here."""
    first, last = grid.shape_start[edge], grid.shape_start[edge + 1]
    best, at, length = np.inf, 0.0, 0.0
    x = (grid.shape_lon[first] - lon) * per_lon
    y = (grid.shape_lat[first] - lat) * per_lat
    for place in range(first + 1, last):
        next_x = (grid.shape_lon[place] - lon) * per_lon
        next_y = (grid.shape_lat[place] - lat) * per_lat
        dx, dy = next_x - x, next_y - y
        squared = dx * dx + dy * dy
        share = 0.0 if squared == 0.0 else min(1.0, max(0.0, -(x * dx + y * dy) / squared))
        away = (x + share * dx) ** 2 + (y + share * dy) ** 2
        step = np.sqrt(squared)
        if away < best:
            best, at = away, length + share * step
        length += step
        x, y = next_x, next_y
    if np.isinf(best):
        best = x * x + y * y
    return (at / length if length > 0 else 0.0), np.sqrt(best)
