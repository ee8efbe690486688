"""A position far from the region, where none of its buses can be."""

from modugil.core.compiled import inlined
from modugil.live.rules.limits import Limits


@inlined
def is_off_region(lat: float, lon: float, limits: Limits) -> bool:
    """Whether the position lies outside the region and its margin."""
    return lat < limits.south or lat > limits.north or lon < limits.west or lon > limits.east
