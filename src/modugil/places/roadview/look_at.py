"""Which pictures show a spot: near enough, and looking towards it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from modugil.core.geo import LatLon, bearing_deg, distance_m, metres_per_degree
from modugil.places.roadview.picture import Picture
from modugil.places.roadview.sequences import turn_deg
from modugil.places.roadview.shelf import Box

LEAST_M, MOST_M = 3.0, 15.0
TOLERANCE_DEG = 30.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to be seen in a picture."""

    point: LatLon
    least_m: float = LEAST_M
    most_m: float = MOST_M
    tolerance_deg: float = TOLERANCE_DEG
    """A flat picture shows it within so wide an angle, half to each side of where it looks."""

    def __contains__(self, picture: Picture) -> bool:
        """Whether the picture shows it, as far as position and heading tell."""
        away_m = distance_m(picture.point, self.point)
        if not self.least_m <= away_m <= self.most_m:
            return False
        if picture.looks_all_around:
            return True
        heading = picture.facts.heading_deg
        if heading is None:
            return False
        turn = turn_deg(heading, bearing_deg(picture.point, self.point))
        return turn <= self.tolerance_deg / 2


def box_around(point: LatLon, radius_m: float) -> tuple[Box, ...]:
    """Boxes that hold all points within that radius: two where the 180th meridian is near."""
    per_lat, per_lon = metres_per_degree(point.lat)
    high = radius_m / per_lat
    wide = min(180.0, radius_m / max(per_lon, 1e-3))
    south, north = point.lat - high, point.lat + high
    west, east = point.lon - wide, point.lon + wide
    if west < -180:
        return (-180.0, south, east, north), (west + 360, south, 180.0, north)
    if east > 180:
        return (west, south, 180.0, north), (-180.0, south, east - 360, north)
    return ((west, south, east, north),)


def sort_by_nearness(pictures: Iterable[Picture], point: LatLon) -> list[Picture]:
    """The nearest first; of those equally near the newest."""

    def key(picture: Picture) -> tuple[int, float]:
        away_m = math.floor(distance_m(picture.point, point) * 10)
        return away_m, -picture.taken.timestamp()

    return sorted(pictures, key=key)
