"""What a way is like: metres by surface, climb, the worst met, and what is not known of it."""

from collections.abc import Iterable
from math import inf, isnan, nan

import numpy as np
from numpy.typing import NDArray

from modugil.region.streets import Streets
from modugil.region.vocabulary import Kerb, Surface, WayKind
from modugil.routing.journey import WayEdge, WayFacts
from modugil.routing.streets.barriers import end_node, unknown_facts
from modugil.routing.streets.facts import limits_of
from modugil.routing.streets.street_costs import StreetCosts

Rows = NDArray[np.int64]


def sum_facts(
    costs: StreetCosts, edges: tuple[WayEdge, ...], *, link_m: tuple[float, float]
) -> WayFacts:
    """The facts of a way from its edges and the links at its ends.

    An edge at whose end the way begins or ends is not passed: its facts are not those of the way.
    """
    streets = costs.streets
    passed = [part for part in edges if part.from_ratio != part.to_ratio]
    rows = np.array([part.edge for part in passed], np.int64)
    metres = np.array([part.length_m for part in passed])
    backward = np.array([part.backward for part in passed], np.bool_)
    links = costs.link_label(link_m[0]) + costs.link_label(link_m[1])
    inner = np.array([end_node(streets, part) for part in edges[:-1]], np.int64)
    kerbs = _kerb_heights(costs, rows, inner)
    up, down = _sided(streets.edge_slope_up_ratio, streets.edge_slope_down_ratio, rows, backward)
    climb, descent = _sided(streets.edge_climb_m, streets.edge_descent_m, rows, backward)
    share = metres / np.maximum(streets.edge_length_m[rows], 1e-9)
    kinds = streets.edge_kind[rows]
    return WayFacts(
        length_m=float(metres.sum() + links[2]),
        time_s=float(sum(part.time_s for part in edges) + links[1]),
        unverified_m=float(sum(part.unverified_m for part in edges) + links[3]),
        metres_by_surface=_by_surface(streets, rows, metres),
        climb_m=_total(climb * share),
        descent_m=_total(descent * share),
        worst_slope_up_ratio=_worst(up),
        worst_slope_down_ratio=_worst(down),
        worst_cross_slope_ratio=_worst(np.abs(streets.edge_cross_slope_ratio[rows])),
        narrowest_m=_narrowest(streets, rows, inner),
        kerb_count=len(kerbs),
        highest_kerb_m=max((height for height in kerbs if not isnan(height)), default=nan),
        step_count=int(np.maximum(streets.edge_step_count[rows], 0).sum()),
        elevator_count=int(streets.node_elevator[inner].sum() + (kinds == WayKind.ELEVATOR).sum()),
        crossing_count=_crossings(streets, rows),
        unknown_m_by_fact=unknown_facts(costs, edges),
    )


def _sided(
    forth: NDArray[np.float32],
    back: NDArray[np.float32],
    rows: Rows,
    backward: NDArray[np.bool_],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return (
        np.where(backward, back[rows], forth[rows]),
        np.where(backward, forth[rows], back[rows]),
    )


def _by_surface(streets: Streets, rows: Rows, metres: NDArray[np.float64]) -> dict[int, float]:
    totals = np.bincount(streets.edge_surface[rows], metres, minlength=len(Surface))
    return {surface: float(total) for surface, total in enumerate(totals) if total > 0}


def _total(values: Iterable[float]) -> float:
    known = [float(value) for value in values if not isnan(value)]
    return sum(known) if known else nan


def _worst(values: Iterable[float]) -> float:
    return max((float(value) for value in values if not isnan(value)), default=nan)


def _narrowest(streets: Streets, rows: Rows, inner: Rows) -> float:
    widths = [*streets.edge_width_m[rows].tolist(), *streets.node_barrier_width_m[inner].tolist()]
    least = min((width for width in widths if not isnan(width)), default=inf)
    return nan if least == inf else float(least)


def _kerb_heights(costs: StreetCosts, rows: Rows, inner: Rows) -> list[float]:
    """The heights of the kerbs met, on edges and at nodes; NaN for one of unknown height."""
    streets = costs.streets
    kind = np.concatenate((streets.edge_kerb[rows], streets.node_kerb[inner]))
    told = np.concatenate((streets.edge_kerb_height_m[rows], streets.node_kerb_height_m[inner]))
    by_kind = limits_of(costs.needs)["kerb_heights_m"][0]
    heights = np.where(np.isnan(told), by_kind[kind], told)
    met: list[float] = heights[(kind != Kerb.NONE) | ~np.isnan(told)].tolist()
    return met


def _crossings(streets: Streets, rows: Rows) -> int:
    """Crossings met; pieces of one that follow each other count once."""
    crossing = (streets.edge_kind[rows] == WayKind.CROSSING) | (streets.edge_crossing[rows] != 0)
    return int(np.count_nonzero(crossing[1:] & ~crossing[:-1]) + (len(rows) > 0 and crossing[0]))
