"""Where truth ends: the limits the rules measure against."""

from typing import NamedTuple

from modugil.core.geo import LatLon


class Limits(NamedTuple):
    """Limits of all rules; a named tuple because compiled code reads it.

    Units:   milliseconds, metres, metres per second; degrees WGS 84.
    """

    south: float
    west: float
    north: float
    east: float
    """The region with a margin, outside of which no vehicle of it can be."""
    future_ms: int = 5_000
    """How far a terminal's clock may be ahead. Source: as in Helsinki's public feed."""
    late_ms: int = 300_000
    """A fix measured longer ago than this is no news, even if it is the newest."""
    fastest_mps: float = 45.0
    """No bus goes faster (162 km/h)."""
    jitter_m: float = 60.0
    """What a poor receiver may jump without having moved."""
    believe_after: int = 3
    """So many fixes that agree with each other outweigh where the vehicle was before."""
    stuck_ms: int = 10_000
    """Not one digit of the position changed for so long, while the speed says it moves."""
    moving_mps: float = 2.0


MARGIN_DEG = 0.2
"""About 20 km: buses to depots and neighbours outside the region's box stay believable."""


def build_limits(south_west: LatLon, north_east: LatLon) -> Limits:
    """The limits for a region with that box."""
    return Limits(
        south_west.lat - MARGIN_DEG,
        south_west.lon - MARGIN_DEG,
        north_east.lat + MARGIN_DEG,
        north_east.lon + MARGIN_DEG,
    )
