"""The best way on foot or wheels from one place to another, told in full."""

from modugil.routing.journey import Way
from modugil.routing.streets.find_path import Place, find_path
from modugil.routing.streets.street_costs import StreetCosts
from modugil.routing.streets.trace_way import trace_way


def find_way(
    costs: StreetCosts, *, start: Place, end: Place, max_m: float | None = None
) -> Way | None:
    """The cheapest way that passes, or None if there is none or it is too long for one leg.

    Units:   `max_m` along the way, by default the needs' longest leg.
    """
    path = find_path(costs, start=start, end=end)
    if path is None:
        return None
    way = trace_way(costs, path)
    longest_m = costs.needs.longest_leg_m if max_m is None else max_m
    return way if way.facts.length_m <= longest_m else None
