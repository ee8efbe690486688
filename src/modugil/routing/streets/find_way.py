"""The best way on foot or wheels from one place to another, told in full."""

from dataclasses import replace
from math import isinf

from modugil.core.geo import LatLon, distance_m
from modugil.routing.journey import Way
from modugil.routing.streets.find_path import FoundPath, Place, find_path, path_length_m
from modugil.routing.streets.street_costs import StreetCosts
from modugil.routing.streets.trace_way import path_cost_s, trace_way

MAP_ERROR_RATIO = 0.01
"""By how much the metres of streets may fall short of those of a straight line."""


def find_way(
    costs: StreetCosts, *, start: Place, end: Place, max_m: float | None = None
) -> Way | None:
    """The cheapest way that passes, or None if there is none that is short enough for one leg.

    Where the cheapest is too long for one leg, it is the shortest that passes.

    Units:   `max_m` along the way, by default the needs' longest leg.
    """
    longest_m = costs.needs.longest_leg_m if max_m is None else max_m
    if _is_too_far(start, end, longest_m):
        return None
    path = find_path(costs, start=start, end=end)
    if path is not None and path_length_m(costs, path) > longest_m:
        path = _find_shortest(costs, path)
    if path is None or path_length_m(costs, path) > longest_m:
        return None
    return trace_way(costs, path)


def _find_shortest(costs: StreetCosts, path: FoundPath) -> FoundPath | None:
    found = find_path(costs.by_length(), start=path.start, end=path.end)
    return replace(found, cost_s=path_cost_s(costs, found)) if found is not None else None


def _is_too_far(start: Place, end: Place, longest_m: float) -> bool:
    """Whether even the straight line is too long, so that there is nothing to search."""
    if isinf(longest_m) or not (isinstance(start, LatLon) and isinstance(end, LatLon)):
        return False
    return distance_m(start, end) * (1.0 - MAP_ERROR_RATIO) > longest_m
