"""A grid of cells over the streets: which edges pass through each."""

import math

import numba as nb
import numpy as np

from modugil.core.geo import metres_per_degree
from modugil.region.street_columns import Columns
from modugil.region.streets import F64, I32, I64

CELL_M = 80.0
MOST_CELLS = 1_000_000
"""A sparse region gets larger cells rather than more of them."""


def build_grid(columns: Columns) -> dict[str, float | int | I32]:
    """The grid fields of Streets: each cell lists, in ascending order, the edges that touch it."""
    lat, lon = columns["shape_lat"], columns["shape_lon"]
    if not len(lat):
        return _fields(0.0, 0.0, 1.0, 1.0, 1, 1) | _empty()
    south, west = float(lat.min()), float(lon.min())
    per_lat, per_lon = metres_per_degree((south + float(lat.max())) / 2)
    high_m, wide_m = (float(lat.max()) - south) * per_lat, (float(lon.max()) - west) * per_lon
    cell_m = max(CELL_M, math.sqrt(high_m * wide_m / MOST_CELLS), max(high_m, wide_m) / MOST_CELLS)
    cell_lat, cell_lon = cell_m / per_lat, cell_m / per_lon
    rows = int(high_m // cell_m) + 1
    columns_count = int(wide_m // cell_m) + 1
    start, edges = fill_cells(
        columns["shape_start"],
        (lat - south) / cell_lat,
        (lon - west) / cell_lon,
        rows,
        columns_count,
    )
    fields = _fields(south, west, cell_lat, cell_lon, rows, columns_count)
    return fields | {"grid_start": start, "grid_edge": edges}


def _fields(
    south: float, west: float, cell_lat: float, cell_lon: float, rows: int, columns: int
) -> dict[str, float | int | I32]:
    return {
        "grid_origin_lat": south,
        "grid_origin_lon": west,
        "grid_cell_lat": cell_lat,
        "grid_cell_lon": cell_lon,
        "grid_rows": rows,
        "grid_columns": columns,
    }


def _empty() -> dict[str, float | int | I32]:
    return {"grid_start": np.zeros(2, np.int32), "grid_edge": np.zeros(0, np.int32)}


@nb.njit(cache=True, nogil=True, error_model="numpy")
def fill_cells(  # noqa: C901 (a kernel: calls inside the loop would cost)
    shape_start: I64, y: F64, x: F64, rows: int, columns: int
) -> tuple[I32, I32]:
    """The edges of each cell; y and x are the shapes' points in cells from the corner.

    A stretch is followed row by row: within one row it covers one span of columns.
    """
    start = np.zeros(rows * columns + 1, np.int64)
    last_seen = np.full(rows * columns, -1, np.int32)
    edges = np.empty(0, np.int32)
    for filling in range(2):
        last_seen[:] = -1
        for edge in range(len(shape_start) - 1):
            for at in range(shape_start[edge], shape_start[edge + 1] - 1):
                y0, x0, y1, x1 = y[at], x[at], y[at + 1], x[at + 1]
                if y1 < y0:
                    y0, x0, y1, x1 = y1, x1, y0, x0
                for row in range(min(int(y0), rows - 1), min(int(y1), rows - 1) + 1):
                    low = max(y0, float(row))
                    high = min(y1, float(row + 1))
                    run = (x1 - x0) / (y1 - y0) if y1 > y0 else 0.0
                    a = x0 + (low - y0) * run if y1 > y0 else x0
                    b = x0 + (high - y0) * run if y1 > y0 else x1
                    west = min(max(int(min(a, b)), 0), columns - 1)
                    east = min(max(int(max(a, b)), 0), columns - 1)
                    for column in range(west, east + 1):
                        cell = row * columns + column
                        if last_seen[cell] == edge:
                            continue
                        last_seen[cell] = edge
                        if filling:
                            edges[start[cell]] = edge
                            start[cell] += 1
                        else:
                            start[cell + 1] += 1
        if filling == 0:
            for cell in range(rows * columns):
                start[cell + 1] += start[cell]
            edges = np.empty(start[rows * columns], np.int32)
    for cell in range(rows * columns, 0, -1):
        start[cell] = start[cell - 1]
    start[0] = 0
    return start.astype(np.int32), edges
