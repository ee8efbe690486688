"""From a point on the map to the places on streets where a way may begin or end."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from modugil.core.geo import LatLon, metres_per_degree
from modugil.region.streets import F32, F64, I32, I64, Streets
from modugil.routing.streets.facts import frozen
from modugil.routing.streets.judge import jit
from modugil.routing.streets.spread import Seeds
from modugil.routing.streets.street_costs import StreetCosts

MOST_SNAPS = 4
NEARLY_AS_NEAR_M = 25.0
"""A street is offered besides the nearest one if it is at most so much farther."""


@dataclass(frozen=True, slots=True)
class EdgePoint:
    """A place on a street edge: `ratio` 0 is its tail, 1 its head."""

    edge: int
    ratio: float


@dataclass(frozen=True, slots=True, eq=False)
class Snaps:
    """Places on streets near one point, nearest first; empty where there is no usable street.

    Shapes:  k rows each. `edge` int32, `ratio` float32, `distance_m` float32 from the point.
    """

    point: LatLon | None
    edge: I32
    ratio: F32
    distance_m: F32


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


def find_snaps(costs: StreetCosts, point: LatLon, *, max_m: float = 500.0) -> Snaps:
    """The streets near the point that a person with these needs can use in some direction."""
    per_lat, per_lon = metres_per_degree(point.lat)
    edge = np.empty(MOST_SNAPS, np.int32)
    ratio = np.empty(MOST_SNAPS, np.float32)
    distance = np.empty(MOST_SNAPS, np.float32)
    count = _find_near(
        grid_of(costs.streets),
        costs.along,
        (point.lat, point.lon, per_lat, per_lon),
        max_m,
        edge,
        ratio,
        distance,
    )
    return Snaps(point, edge[:count], ratio[:count], distance[:count])


def snaps_at(place: EdgePoint) -> Snaps:
    """The one place on a street that is already known."""
    return Snaps(
        None,
        np.array([place.edge], np.int32),
        np.array([place.ratio], np.float32),
        np.zeros(1, np.float32),
    )


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


def build_seeds(costs: StreetCosts, snaps: Snaps, *, arriving: bool) -> Seeds:
    """The nodes next to the snaps, with the label from the point to there, or from there to it."""
    most = 2 * len(snaps.edge)
    seeds = Seeds(
        np.empty(most, np.int32),
        np.empty(most, np.int32),
        np.empty(most, np.int32),
        np.empty((most, 4), np.float32),
    )
    count = 0
    tail, head = costs.network.edge_tail, costs.network.edge_head
    for row, edge in enumerate(snaps.edge):
        link = costs.link_label(float(snaps.distance_m[row]))
        for backward in (0, 1):
            passed = float(snaps.ratio[row])
            share = passed if bool(backward) != arriving else 1.0 - passed
            code = 2 * int(edge) + backward
            label = partial_label(costs.along, code, share) + link
            if not arriving:
                node = tail[edge] if backward else head[edge]
                label = label + costs.point[node]
            else:
                node = head[edge] if backward else tail[edge]
            if np.isfinite(label[0]):
                seeds.node[count], seeds.code[count], seeds.snap[count] = node, code, row
                seeds.label[count] = label
                count += 1
    return Seeds(*(array[:count] for array in seeds))


def partial_label(along: F32, code: int, share: float) -> F32:
    """The label of a share of an edge; no share of a refused edge can be passed."""
    label: F32 = along[code] * np.float32(share)
    if not np.isfinite(along[code, 0]):
        label[0] = np.inf
    return label


@jit
def _find_near(  # noqa: PLR0913 - a kernel
    grid: Grid,
    along: F32,
    where: tuple[float, float, float, float],
    max_m: float,
    edges: I32,
    ratios: F32,
    distances: F32,
) -> int:
    lat, lon, per_lat, per_lon = where
    row = int(np.floor((lat - grid.origin_lat) / grid.cell_lat))
    column = int(np.floor((lon - grid.origin_lon) / grid.cell_lon))
    cell_m = min(grid.cell_lat * per_lat, grid.cell_lon * per_lon)
    count = 0
    for ring in range(int(max_m / cell_m) + 2):
        for r in range(row - ring, row + ring + 1):
            step = 1 if abs(r - row) == ring else max(1, 2 * ring)
            for c in range(column - ring, column + ring + 1, step):
                if 0 <= r < grid.rows and 0 <= c < grid.columns:
                    cell = r * grid.columns + c
                    for place in range(grid.start[cell], grid.start[cell + 1]):
                        edge = grid.edge[place]
                        if np.isinf(along[2 * edge, 0]) and np.isinf(along[2 * edge + 1, 0]):
                            continue
                        ratio, distance = nearest_on_edge(grid, edge, lat, lon, per_lat, per_lon)
                        if distance <= max_m:
                            count = _keep(edge, ratio, distance, edges, ratios, distances, count)
        if count > 0 and distances[0] + NEARLY_AS_NEAR_M <= ring * cell_m:
            break
    while count > 0 and distances[count - 1] > distances[0] + NEARLY_AS_NEAR_M:
        count -= 1
    return count


@jit
def _keep(  # noqa: PLR0913 - a kernel
    edge: int, ratio: float, distance: float, edges: I32, ratios: F32, distances: F32, count: int
) -> int:
    """The nearest few, sorted by distance and then edge, without doubles."""
    for place in range(count):
        if edges[place] == edge:
            return count
    place = min(count, len(edges) - 1)
    if count == len(edges):
        last = distances[place]
        if distance > last or (distance == last and edge > edges[place]):
            return count
    distance = np.float32(distance)
    while place > 0 and (
        distances[place - 1] > distance
        or (distances[place - 1] == distance and edges[place - 1] > edge)
    ):
        edges[place], ratios[place] = edges[place - 1], ratios[place - 1]
        distances[place] = distances[place - 1]
        place -= 1
    edges[place], ratios[place], distances[place] = edge, ratio, distance
    return min(count + 1, len(edges))


@jit
def nearest_on_edge(  # noqa: PLR0913 - a kernel
    grid: Grid, edge: int, lat: float, lon: float, per_lat: float, per_lon: float
) -> tuple[float, float]:
    """(ratio of the edge's length, metres) of the edge's nearest point, on a flat map around here."""
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
