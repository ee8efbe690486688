"""How far a way is for a battery: in metres on the level that take as much.

On a slope wheels need `m g (sin a + Crr cos a)` newtons, on the level `m g Crr`: a metre of it is
as `(sin a + Crr cos a) / Crr` level metres, and never less than none, for no chair is counted on to
charge its battery downhill. An edge that climbs and falls is two slopes, long in proportion to what
they climb and fall. Crr is our assumption (`effort.rolling_ratio`).

Unknown: an edge of which no slope is known counts as level; `unknown_m` says how many metres do.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from modugil.core.thresholds import limit
from modugil.region.streets import F32, Streets
from modugil.routing.journey import Way
from modugil.routing.streets.facts import frozen
from modugil.routing.streets.find_path import FoundPath
from modugil.routing.streets.street_costs import UNVERIFIED, StreetCosts
from modugil.routing.streets.trace_way import trace_edges

ROLLING = "effort.rolling_ratio"
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Effort:
    """Level metres of every edge, each way.

    Shapes:  [m, 2]: passed tail to head, and head to tail; `known` [m].
    """

    level_m: F32
    known: NDArray[np.bool_]


def measure_effort(streets: Streets) -> Effort:
    """The effort of every edge of these streets."""
    length = streets.edge_length_m.astype(np.float64)
    up, down = _rise_and_fall(streets, length)
    known = (up >= 0) & (down >= 0)
    up, down = np.where(known, up, 0.0), np.where(known, down, 0.0)
    both = np.stack([_level_m(length, up, down), _level_m(length, down, up)], axis=1)
    return Effort(both.astype(np.float32), known)


def _rise_and_fall(streets: Streets, length: _Floats) -> tuple[_Floats, _Floats]:
    """Metres that each edge climbs and falls; by its steepest where nothing else is known."""
    up = streets.edge_climb_m.astype(np.float64)
    down = streets.edge_descent_m.astype(np.float64)
    steep_up = streets.edge_slope_up_ratio.astype(np.float64)
    steep_down = streets.edge_slope_down_ratio.astype(np.float64)
    share = steep_up / np.maximum(steep_up + steep_down, 1e-9)
    told = (up >= 0) & (down >= 0)
    return (
        np.where(told, up, steep_up * share * length),
        np.where(told, down, steep_down * (1.0 - share) * length),
    )


def _level_m(length: _Floats, up: _Floats, down: _Floats) -> _Floats:
    rolling = limit(ROLLING)
    total = np.maximum(up + down, 1e-12)
    up_m = np.where(up + down > 0, length * up / total, length)
    down_m = length - up_m
    level: _Floats = _run(up_m, up) + up / rolling
    level += np.maximum(0.0, _run(down_m, down) - down / rolling)
    return level


def _run(length: _Floats, height: _Floats) -> _Floats:
    """The metres on the map under a slope so long and high: the cosine of its angle times it."""
    run: _Floats = np.sqrt(np.maximum(length**2 - height**2, 0.0))
    return run


class EffortCosts(StreetCosts):
    """The same costs; what a way takes beyond its metres stands in place of unverified metres."""

    __slots__ = ()

    def link_label(self, length_m: float) -> NDArray[np.float32]:
        """The metres beside a street count as level."""
        label = StreetCosts.link_label(self, length_m)
        label[UNVERIFIED] = 0.0
        return label


def count_effort(costs: StreetCosts, effort: Effort) -> EffortCosts:
    """Costs by which a search finds the same ways, and what they take beside their metres."""
    extra = effort.level_m - costs.streets.edge_length_m[:, None]
    along, point = costs.along.copy(), costs.point.copy()
    along[:, UNVERIFIED], point[:, UNVERIFIED] = extra.reshape(-1), 0.0
    leave, arrive = costs.leave.copy(), costs.arrive.copy()
    codes = costs.network.arc_edge
    leave[:, UNVERIFIED] = along[codes, UNVERIFIED]
    arrive[:, UNVERIFIED] = along[codes ^ 1, UNVERIFIED]
    columns = {"leave": leave, "arrive": arrive, "along": along, "point": point}
    same = {field.name: getattr(costs, field.name) for field in fields(StreetCosts)}
    return EffortCosts(**same | {name: frozen(column) for name, column in columns.items()})


def level_m_of_path(costs: StreetCosts, path: FoundPath, effort: Effort) -> float:
    """The level metres along a path, the straight ones to and from the streets included."""
    links_m = path.start.distance_m[path.start_snap] + path.end.distance_m[path.end_snap]
    return float(links_m) + sum(
        abs(part.to_ratio - part.from_ratio) * float(effort.level_m[part.edge, part.backward])
        for part in trace_edges(costs, path)
    )


def level_m_of_way(way: Way, effort: Effort, streets: Streets) -> tuple[float, float]:
    """The level metres of a way, and how many of its metres have no known slope."""
    level_m = way.start_link_m + way.end_link_m
    unknown_m = level_m
    for part in way.edges:
        length_m = float(streets.edge_length_m[part.edge])
        share = part.length_m / length_m if length_m > 0 else 0.0
        level_m += share * float(effort.level_m[part.edge, part.backward])
        if not effort.known[part.edge]:
            unknown_m += part.length_m
    return level_m, unknown_m
