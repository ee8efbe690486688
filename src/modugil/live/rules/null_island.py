"""A position at 0° N 0° E, or none at all: the receiver had no view of the sky."""

import math

from modugil.core.compiled import inlined

NEAR_ZERO_DEG = 0.01


@inlined
def is_null_island(lat: float, lon: float) -> bool:
    """Whether there is no position, or the one that stands for none."""
    if math.isnan(lat) or math.isnan(lon):
        return True
    return abs(lat) < NEAR_ZERO_DEG and abs(lon) < NEAR_ZERO_DEG
