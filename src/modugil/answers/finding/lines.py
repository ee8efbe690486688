"""What is written on a vehicle, what kind it is, and at which stops its trip calls."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from modugil.region.timetable import Timetable

_VEHICLES = {0: "tram", 1: "subway", 2: "rail", 3: "bus", 4: "ferry", 11: "bus", 12: "rail"}


def vehicle_word(route_type: int) -> str:
    """The kind of vehicle, for machines. Source: GTFS route_type and its extended hundreds."""
    if route_type in _VEHICLES:
        return _VEHICLES[route_type]
    hundreds = {1: "rail", 2: "bus", 4: "subway", 7: "bus", 9: "tram", 10: "ferry", 12: "ferry"}
    return hundreds.get(route_type // 100, "other")


def line_word(timetable: Timetable, route: int, *, language: str) -> str:
    """The number or name that is written on the vehicle."""
    lines = timetable.lines
    short = lines.short_names.get(route, language=language)
    return short or lines.long_names.get(route, language=language) or lines.id[route]


def pattern_stops(timetable: Timetable, trip: int) -> NDArray[np.int32]:
    """The rows of the stops of the trip, in order."""
    pattern = int(timetable.trips.pattern[trip])
    start = timetable.patterns.stop_start
    return timetable.patterns.stop[int(start[pattern]) : int(start[pattern + 1])]


def list_line_ids(timetable: Timetable) -> tuple[str, ...]:
    """Of each line the id by which it can be asked for: its own, FEED:ID where feeds clash."""
    lines = timetable.lines
    own = list(lines.id)
    many = Counter(own)
    return tuple(
        id if many[id] == 1 else f"{timetable.feed_ids[lines.feed[row]]}:{id}"
        for row, id in enumerate(own)
    )
