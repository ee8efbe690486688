"""Which of the streets near a point one may really set out on: none beyond something in between.

Between a point and a street nobody knows the ground. A straight piece to a farther street would
save a detour that has its reason: a kerb, a flight of steps, a road to be crossed elsewhere.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.region.streets import F32, F64, I32, U8, Streets
from modugil.region.vocabulary import EdgeFlag
from modugil.routing.streets.facts import Real, frozen
from modugil.routing.streets.find_near import Grid, grid_of
from modugil.routing.streets.judge import jit
from modugil.routing.streets.openness import CONNECTED, REFUSED

NEARLY_AS_NEAR_M = 25.0
"""A street is offered besides the nearest one if it is at most so much farther."""
BESIDE_M = 10.0
"""So much farther a street may be however near the nearest is; else at most twice as far."""
SAME_M = 0.5
"""Points nearer to each other than this are one."""
END_RATIO = 0.001
"""Nearer to its end than this share of its length, a place on an edge is the node there."""
_PASSED_OVER = int(EdgeFlag.BRIDGE | EdgeFlag.TUNNEL | EdgeFlag.INDOOR)


def choose_snaps(
    streets: Streets, openness: U8, *, where: F64, links: Sequence[NDArray[Any]]
) -> NDArray[np.bool_]:
    """Which of the places on streets each point is tied to.

    They are the nearest street that leads on and the nearest of all; and those nearly as near that
    are no mere continuation of a nearer one past its node, and not across another street.

    Shapes:  p points with k places each; `where` [p, 4] latitude, longitude, and metres per degree
             of each; `links` edge (-1 for none), ratio and distance in metres, [p, k] each.
    """
    ends = frozen(streets.edge_tail), frozen(streets.edge_head)
    edge, ratio, distance_m = links
    return _choose_snaps(
        grid_of(streets),
        ends,
        frozen(streets.edge_flags),
        openness,
        frozen(where),
        frozen(edge.astype(np.int32)),
        frozen(ratio.astype(np.float32)),
        frozen(distance_m.astype(np.float32)),
    ).astype(np.bool_)


@jit
def _choose_snaps(  # noqa: PLR0913 - a kernel
    grid: Grid,
    ends: tuple[I32, I32],
    flags: U8,
    openness: U8,
    where: F64,
    edge: I32,
    ratio: F32,
    distance_m: F32,
) -> U8:
    chosen = np.zeros(edge.shape, np.uint8)
    for row in range(len(edge)):
        nearest, leading = _nearest(openness, edge[row], distance_m[row])
        here = where[row, 0], where[row, 1], where[row, 2], where[row, 3]
        for place in range(edge.shape[1]):
            one, away = edge[row, place], distance_m[row, place]
            if one < 0 or openness[one] == REFUSED:
                continue
            first = leading if openness[one] == CONNECTED else nearest
            farther = min(np.float32(NEARLY_AS_NEAR_M), max(np.float32(BESIDE_M), first))
            if away > first + farther or away > nearest + np.float32(NEARLY_AS_NEAR_M):
                continue
            if _continues(ends, openness, edge[row], ratio[row], distance_m[row], place):
                continue
            if away > first and _is_across(grid, flags, here, one, ratio[row, place]):
                continue
            chosen[row, place] = 1
    return chosen


@jit
def _nearest(openness: U8, edge: I32, distance_m: F32) -> tuple[Real, Real]:
    """Metres to the nearest open street, and to the nearest that leads on."""
    nearest, leading = np.float32(np.inf), np.float32(np.inf)
    for place in range(len(edge)):
        one = edge[place]
        if one >= 0 and openness[one] != REFUSED:
            nearest = min(nearest, distance_m[place])
            if openness[one] == CONNECTED:
                leading = min(leading, distance_m[place])
    return nearest, leading


@jit
def _continues(  # noqa: PLR0913 - a kernel
    ends: tuple[I32, I32], openness: U8, edge: I32, ratio: F32, distance_m: F32, place: int
) -> bool:
    """Whether the place is a node to which a nearer street leads: what bars it there counts."""
    at = ratio[place]
    if END_RATIO < at < 1.0 - END_RATIO:
        return False
    node = ends[0][edge[place]] if at <= END_RATIO else ends[1][edge[place]]
    for other in range(len(edge)):
        one = edge[other]
        if one < 0 or openness[one] == REFUSED or distance_m[other] + SAME_M > distance_m[place]:
            continue
        if ends[0][one] == node or ends[1][one] == node:
            return True
    return False


@jit
def _is_across(
    grid: Grid, flags: U8, here: tuple[float, float, float, float], edge: int, ratio: Real
) -> bool:
    """Whether the straight line to that place on the edge crosses another street on the ground."""
    lat, lon, per_lat, per_lon = here
    x, y = _place_on(grid, edge, ratio, here)
    length = np.hypot(x, y)
    rows = _cells(lat, lat + y / per_lat, grid.origin_lat, grid.cell_lat, grid.rows)
    columns = _cells(lon, lon + x / per_lon, grid.origin_lon, grid.cell_lon, grid.columns)
    for row in range(rows[0], rows[1]):
        for column in range(columns[0], columns[1]):
            cell = row * grid.columns + column
            for at in range(grid.start[cell], grid.start[cell + 1]):
                other = grid.edge[at]
                if other == edge or flags[other] & _PASSED_OVER:
                    continue
                if _crosses(grid, other, here, (x, y, length)):
                    return True
    return False


@jit
def _cells(low: float, high: float, origin: float, size: float, count: int) -> tuple[int, int]:
    first = int(np.floor((min(low, high) - origin) / size))
    last = int(np.floor((max(low, high) - origin) / size))
    return max(0, first), min(count, last + 1)


@jit
def _place_on(
    grid: Grid, edge: int, ratio: Real, here: tuple[float, float, float, float]
) -> tuple[float, float]:
    """Metres east and north of here at which that share of the edge's length lies."""
    lat, lon, per_lat, per_lon = here
    first, last = grid.shape_start[edge], grid.shape_start[edge + 1]
    whole = 0.0
    for place in range(first + 1, last):
        whole += np.hypot(
            (grid.shape_lon[place] - grid.shape_lon[place - 1]) * per_lon,
            (grid.shape_lat[place] - grid.shape_lat[place - 1]) * per_lat,
        )
    left = ratio * whole
    x, y = (grid.shape_lon[first] - lon) * per_lon, (grid.shape_lat[first] - lat) * per_lat
    for place in range(first + 1, last):
        dx = (grid.shape_lon[place] - grid.shape_lon[place - 1]) * per_lon
        dy = (grid.shape_lat[place] - grid.shape_lat[place - 1]) * per_lat
        step = np.hypot(dx, dy)
        share = 1.0 if step <= left else left / step
        x, y, left = x + share * dx, y + share * dy, left - step
        if left <= 0.0:
            break
    return x, y


@jit
def _crosses(
    grid: Grid,
    edge: int,
    here: tuple[float, float, float, float],
    line: tuple[float, float, float],
) -> bool:
    """Whether the line from here, so far east and north and so long, crosses the edge midway."""
    lat, lon, per_lat, per_lon = here
    x, y, length = line
    for place in range(grid.shape_start[edge] + 1, grid.shape_start[edge + 1]):
        ax = (grid.shape_lon[place - 1] - lon) * per_lon
        ay = (grid.shape_lat[place - 1] - lat) * per_lat
        dx = (grid.shape_lon[place] - lon) * per_lon - ax
        dy = (grid.shape_lat[place] - lat) * per_lat - ay
        turn = x * dy - y * dx
        if turn == 0.0:
            continue
        gone_m = (ax * dy - ay * dx) / turn * length
        share = (ax * y - ay * x) / turn
        if 0.0 <= share <= 1.0 and SAME_M < gone_m < length - SAME_M:
            return True
    return False
