"""A place the vehicle cannot have reached since its last fix: a reflected signal, a wrong identity.

Where the new place is told again and again, it was the old one that was wrong: after a few fixes
that agree with each other the vehicle is believed to be there.
"""

import math

from modugil.core.compiled import inlined
from modugil.live.rules.limits import Limits

METRES_PER_DEGREE = 111_195.08
"""On a sphere of the mean radius (core/geo.py)."""


@inlined
def straight_m(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Metres between two points a few kilometres apart."""
    north = (lat_b - lat_a) * METRES_PER_DEGREE
    east = (lon_b - lon_a) * METRES_PER_DEGREE * math.cos(math.radians(lat_a))
    return math.sqrt(north * north + east * east)


@inlined
def is_impossible_jump(distance_m: float, elapsed_ms: int, limits: Limits) -> bool:
    """Whether no bus covers that distance in that time."""
    return distance_m > limits.jitter_m + limits.fastest_mps * elapsed_ms / 1000.0
