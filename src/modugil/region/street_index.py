"""The streets nearest to a point, and the components that streets form."""

import numba as nb
import numpy as np
from numpy.typing import ArrayLike

from modugil.core.geo import metres_per_degree
from modugil.region.street_landmarks import label_components
from modugil.region.streets import F32, F64, I32, I64, U8, Streets

EARTH_M_PER_DEGREE = metres_per_degree(0.0)[0]
EVERY_EDGE: U8 = np.empty(0, np.uint8)
EVERY_EDGE.flags.writeable = False
ISLAND_MOST_M = 500.0
"""Streets that hang together and measure less than this in all are an island."""
STOP_REACH_M = 200.0
"""A stop farther than this from every street is tied to none."""


def link_points(
    streets: Streets,
    lat: ArrayLike,
    lon: ArrayLike,
    *,
    k: int,
    max_m: float,
    usable: U8 = EVERY_EDGE,
) -> tuple[I32, F32, F32]:
    """The k distinct edges nearest to each point, nearest first.

    Parallel edges (a street and its sidewalks) lie at one place and count one each, lower row
    first.

    Shapes:  p points in, `edge` int32[p, k], `ratio` and `distance_m` float32[p, k] out; `usable`
             uint8[m] is 1 for edges to consider, and may be empty for all.
    Units:   `ratio` is where along the edge the nearest point lies, 0 at the tail; `distance_m` is
             straight, on a plane around the point.
    Unknown: -1, NaN, +inf where there is no further edge within `max_m`.
    """
    lats = np.array(lat, np.float64, ndmin=1)
    lons = np.array(lon, np.float64, ndmin=1)
    mask = usable.view()
    mask.flags.writeable = False
    cell = (
        streets.grid_origin_lat,
        streets.grid_origin_lon,
        streets.grid_cell_lat,
        streets.grid_cell_lon,
    )
    return find_nearest(
        lats, lons, k, max_m, mask, cell, (streets.grid_rows, streets.grid_columns),
        streets.grid_start, streets.grid_edge,
        streets.shape_start, streets.shape_lat, streets.shape_lon,
    )  # fmt: skip


def well_connected_edges(streets: Streets, *, least_m: float = ISLAND_MOST_M) -> U8:
    """1 for edges whose component measures at least `least_m` in all, 0 for islands.

    A platform or a footpath drawn apart from the network is near to many a stop, and leads nowhere.
    The longest component counts in any case.
    """
    if streets.edge_count == 0:
        return np.zeros(0, np.uint8)
    label = label_components(streets.arc_start, streets.arc_to)[streets.edge_tail]
    length_m = np.bincount(label, weights=streets.edge_length_m)
    result: U8 = (length_m >= min(least_m, length_m.max()))[label].astype(np.uint8)
    return result


def link_stops(
    streets: Streets, lat: ArrayLike, lon: ArrayLike, *, k: int, max_m: float = STOP_REACH_M
) -> tuple[I32, F32, F32]:
    """The k edges nearest to each stop that lead somewhere; see `link_points`."""
    return link_points(streets, lat, lon, k=k, max_m=max_m, usable=well_connected_edges(streets))


@nb.njit(cache=True, nogil=True, error_model="numpy")
def find_nearest(  # noqa: C901, PLR0913 (a kernel takes arrays, not objects)
    lats: F64,
    lons: F64,
    k: int,
    max_m: float,
    usable: U8,
    cell: tuple[float, float, float, float],
    size: tuple[int, int],
    grid_start: I32,
    grid_edge: I32,
    shape_start: I64,
    shape_lat: F64,
    shape_lon: F64,
) -> tuple[I32, F32, F32]:
    """Rings of cells around each point are searched until none can hold a nearer edge."""
    edges = np.full((len(lats), k), -1, np.int32)
    ratios = np.full((len(lats), k), np.nan, np.float32)
    gaps_m = np.full((len(lats), k), np.inf, np.float32)
    per_lat = EARTH_M_PER_DEGREE
    for row in range(len(lats)):
        per_lon = per_lat * np.cos(np.radians(lats[row]))
        if not np.isfinite(lats[row] + lons[row]):
            continue
        y, x = (lats[row] - cell[0]) / cell[2], (lons[row] - cell[1]) / cell[3]
        # a point far outside would ask for endless rings: none of their cells exists
        cell_y, cell_x = int(np.floor(y)), int(np.floor(x))
        step_m = min(cell[2] * per_lat, cell[3] * per_lon)
        inset = min(y - cell_y, cell_y + 1 - y, x - cell_x, cell_x + 1 - x)
        out = max(-cell_y, cell_y - size[0] + 1, -cell_x, cell_x - size[1] + 1, 0)
        far = max(abs(cell_y) + size[0], abs(cell_x) + size[1])
        for ring in range(out, far + 1):
            reach_m = (ring - 1 + inset) * step_m if ring else 0.0
            if reach_m > max_m or reach_m > gaps_m[row, k - 1]:
                break
            for cy in range(max(cell_y - ring, 0), min(cell_y + ring, size[0] - 1) + 1):
                on_edge = abs(cy - cell_y) == ring
                stride = 1 if on_edge else max(2 * ring, 1)
                for cx in range(cell_x - ring, cell_x + ring + 1, stride):
                    if cx < 0 or cx >= size[1]:
                        continue
                    here = cy * size[1] + cx
                    for at in range(grid_start[here], grid_start[here + 1]):
                        edge = grid_edge[at]
                        if len(usable) and not usable[edge]:
                            continue
                        gap_m, ratio = _gap(
                            lats[row], lons[row], per_lat, per_lon,
                            shape_start[edge], shape_start[edge + 1], shape_lat, shape_lon,
                        )  # fmt: skip
                        if gap_m <= max_m:
                            _keep(edges[row], ratios[row], gaps_m[row], edge, ratio, gap_m)
    return edges, ratios, gaps_m


@nb.njit(cache=True, nogil=True, error_model="numpy")
def _gap(  # noqa: PLR0913 (a kernel takes arrays, not objects)
    lat: float,
    lon: float,
    per_lat: float,
    per_lon: float,
    first: int,
    last: int,
    shape_lat: F64,
    shape_lon: F64,
) -> tuple[float, float]:
    """Metres from the point to the shape, and how far along the shape the nearest point lies."""
    best = np.inf
    best_along = 0.0
    along = 0.0
    x0 = (shape_lon[first] - lon) * per_lon
    y0 = (shape_lat[first] - lat) * per_lat
    for at in range(first + 1, last):
        x1 = (shape_lon[at] - lon) * per_lon
        y1 = (shape_lat[at] - lat) * per_lat
        dx, dy = x1 - x0, y1 - y0
        square = dx * dx + dy * dy
        part = min(max(-(x0 * dx + y0 * dy) / square, 0.0), 1.0) if square > 0 else 0.0
        gx, gy = x0 + part * dx, y0 + part * dy
        gap = gx * gx + gy * gy
        length = np.sqrt(square)
        if gap < best:
            best = gap
            best_along = along + part * length
        along += length
        x0, y0 = x1, y1
    return np.sqrt(best), best_along / along if along > 0 else 0.0


@nb.njit(cache=True, nogil=True, error_model="numpy")
def _keep(  # noqa: PLR0913 (a kernel takes arrays, not objects)
    edges: I32, ratios: F32, gaps_m: F32, edge: int, ratio: float, gap_m: float
) -> None:
    """Put the edge in its place among the nearest, once; of equals the lower row comes first."""
    gap = np.float32(gap_m)
    for row in range(len(edges)):
        if edges[row] == edge:
            return
    row = len(edges) - 1
    if gap > gaps_m[row] or (gap == gaps_m[row] and edges[row] >= 0 and edge > edges[row]):
        return
    while row > 0 and (gap < gaps_m[row - 1] or (gap == gaps_m[row - 1] and edge < edges[row - 1])):
        edges[row] = edges[row - 1]
        ratios[row] = ratios[row - 1]
        gaps_m[row] = gaps_m[row - 1]
        row -= 1
    edges[row] = edge
    ratios[row] = ratio
    gaps_m[row] = gap
