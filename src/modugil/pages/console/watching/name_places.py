"""Places in words: by the nearest stop."""

from collections.abc import Sequence

import numpy as np

from modugil.core.geo import LatLon, metres_per_degree
from modugil.pages.console.visit import Visit
from modugil.region.vocabulary import LocationType

FARTHEST_M = 1_500.0


def name_places(visit: Visit, points: Sequence[LatLon]) -> list[str]:
    """For each point the stop it is near, or the point itself where no stop is."""
    sight = visit.look()
    stops, words = sight.timetable.stops, visit.words
    rows = np.flatnonzero(stops.location_type == LocationType.STOP)
    told = []
    for point in points:
        per_lat, per_lon = metres_per_degree(point.lat)
        away_m = np.hypot(
            (stops.lat[rows] - point.lat) * per_lat, (stops.lon[rows] - point.lon) * per_lon
        )
        nearest = int(np.argmin(away_m)) if len(rows) else -1
        if nearest < 0 or away_m[nearest] > FARTHEST_M:
            told.append(f"{point.lat:.4f}, {point.lon:.4f}")
            continue
        name = stops.names.get(int(rows[nearest]), language=visit.language)
        told.append(words("driving.near", name=name))
    return told
