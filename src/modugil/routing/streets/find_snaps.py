"""From a point on the map to the places on streets where a way may begin or end."""

from dataclasses import dataclass

import numpy as np

from modugil.core.geo import LatLon, metres_per_degree
from modugil.region.streets import F32, I32
from modugil.routing.streets.choose_snaps import NEARLY_AS_NEAR_M, choose_snaps
from modugil.routing.streets.facts import frozen
from modugil.routing.streets.find_near import find_near, grid_of
from modugil.routing.streets.spread import Seeds
from modugil.routing.streets.street_costs import StreetCosts


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


def find_snaps(
    costs: StreetCosts, point: LatLon, *, max_m: float = 500.0, over_ground: bool = False
) -> Snaps:
    """The streets near the point that a person with these needs can use in some direction.

    Of those besides the nearest only such as `choose_snaps` takes; all of them with `over_ground`.

    Units:   `max_m` straight from the point.
    """
    per_lat, per_lon = metres_per_degree(point.lat)
    here = point.lat, point.lon, per_lat, per_lon
    farther_m = np.inf if over_ground else NEARLY_AS_NEAR_M
    near = find_near(grid_of(costs.streets), costs.openness, here, max_m, farther_m)
    edge, ratio, distance_m = (np.concatenate(parts) for parts in zip(*near, strict=True))
    order = np.lexsort((edge, distance_m))[: np.count_nonzero(edge >= 0)]
    snaps = Snaps(point, edge[order], ratio[order], distance_m[order])
    return snaps if over_ground or len(order) <= 1 else _choose(costs, snaps, here)


def _choose(costs: StreetCosts, snaps: Snaps, here: tuple[float, float, float, float]) -> Snaps:
    rows = snaps.edge, snaps.ratio, snaps.distance_m
    where = np.array([here])
    chosen = choose_snaps(costs.streets, costs.openness, where=where, links=[x[None] for x in rows])
    return Snaps(snaps.point, *(column[chosen[0]] for column in rows))


def snaps_at(place: EdgePoint) -> Snaps:
    """The one place on a street that is already known."""
    return Snaps(
        None,
        np.array([place.edge], np.int32),
        np.array([place.ratio], np.float32),
        np.zeros(1, np.float32),
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
