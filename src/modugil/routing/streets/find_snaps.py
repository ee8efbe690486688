"""From a point on the map to the places on streets where a way may begin or end."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from modugil.core.geo import LatLon, metres_per_degree
from modugil.region.streets import F32, F64, I32, I64, U8, Streets
from modugil.routing.streets.facts import Real, frozen
from modugil.routing.streets.judge import jit
from modugil.routing.streets.spread import Seeds
from modugil.routing.streets.street_costs import StreetCosts

MOST_CONNECTED, MOST_ISLANDS = 4, 2
"""How many streets a point may be tied to: such as lead somewhere, and islands besides."""
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


def find_snaps(
    costs: StreetCosts,
    point: LatLon,
    *,
    max_m: float = 500.0,
    farther_m: float = NEARLY_AS_NEAR_M,
) -> Snaps:
    """The streets near the point that a person with these needs can use in some direction.

    Units:   `max_m` straight from the point; `farther_m` beyond the nearest street of any kind.
    """
    per_lat, per_lon = metres_per_degree(point.lat)
    near = _find_near(
        grid_of(costs.streets),
        costs.openness,
        (point.lat, point.lon, per_lat, per_lon),
        max_m,
        farther_m,
    )
    nearest = sorted(
        (distance_m, edge, ratio)
        for edges, ratios, distances in near
        for edge, ratio, distance_m in zip(
            edges.tolist(), ratios.tolist(), distances.tolist(), strict=True
        )
        if edge >= 0
    )
    within = [row for row in nearest if row[0] <= nearest[0][0] + farther_m]
    return Snaps(
        point,
        np.array([edge for _, edge, _ in within], np.int32),
        np.array([ratio for _, _, ratio in within], np.float32),
        np.array([distance_m for distance_m, _, _ in within], np.float32),
    )


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
    nodes: list[int] = []
    codes: list[int] = []
    rows: list[int] = []
    labels: list[F32] = []
    tail, head = costs.network.edge_tail, costs.network.edge_head
    for row, edge in enumerate(snaps.edge.tolist()):
        link = costs.link_label(float(snaps.distance_m[row]))
        for backward in (0, 1):
            passed = float(snaps.ratio[row])
            share = passed if bool(backward) != arriving else 1.0 - passed
            label = partial_label(costs.along, 2 * edge + backward, share) + link
            node = int((tail if bool(backward) != arriving else head)[edge])
            if not arriving:
                label = label + costs.point[node]
            if label[0] < np.inf:
                nodes.append(node)
                codes.append(2 * edge + backward)
                rows.append(row)
                labels.append(label)
    return Seeds(
        frozen(np.array(nodes, np.int32)),
        frozen(np.array(codes, np.int32)),
        frozen(np.array(rows, np.int32)),
        frozen(np.array(labels, np.float32).reshape(-1, 4)),
    )


def partial_label(along: F32, code: int, share: float) -> F32:
    """The label of a share of an edge: nothing for none of it, inf for any of a refused one."""
    if share <= 0:
        return np.zeros(4, np.float32)
    if along[code, 0] == np.inf:
        return np.array([np.inf, 0, 0, 0], np.float32)
    label: F32 = along[code] * np.float32(share)
    return label


@jit
def _find_near(
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
        if openness[edge] == 0:
            continue
        ratio, distance = nearest_on_edge(grid, edge, lat, lon, per_lat, per_lon)
        if distance <= max_m:
            edges, ratios, distances = lists[0] if openness[edge] == 2 else lists[1]
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
def nearest_on_edge(  # noqa: PLR0913 - a kernel
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
