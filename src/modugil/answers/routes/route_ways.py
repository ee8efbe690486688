"""The ways that a line drives, the most driven of each direction, and its times on a day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

NOT_TOLD = 255
I32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class RouteWay:
    """The way that most trips of a line drive in one direction.

    Shapes:  `stops` rows of the timetable's stops in order.
    """

    direction: int
    """direction_id; 0 where it is not told."""
    pattern: int
    stops: I32
    trip_count: int


@dataclass(frozen=True, slots=True)
class RouteDay:
    """When a line drives on one service day, by its more frequent direction.

    Units:   departures from the first stop in seconds since noon minus 12 h; `headway_s` the mean
             between two of them.
    Unknown: `headway_s` is None where fewer than two leave.
    """

    first_s: int
    last_s: int
    headway_s: int | None


def list_route_ways(timetable: Timetable, route: int) -> list[RouteWay]:
    """The most driven way of each direction of that line, direction 0 first."""
    trips, patterns = timetable.trips, timetable.patterns
    rows = np.flatnonzero(trips.route == route)
    directions = _directions(timetable, rows)
    ways = []
    for direction in range(2):
        driven, counts = np.unique(trips.pattern[rows[directions == direction]], return_counts=True)
        if not len(driven):
            continue
        most = int(np.argmax(counts))
        pattern = int(driven[most])
        start, end = patterns.stop_start[pattern : pattern + 2].tolist()
        ways.append(RouteWay(direction, pattern, patterns.stop[start:end], int(counts[most])))
    return ways


def find_route_day(timetable: Timetable, route: int, *, day: date) -> RouteDay | None:
    """When that line drives on that service day, None if it does not."""
    trips, patterns = timetable.trips, timetable.patterns
    runs = active_services(timetable.services, day=day)
    rows = np.flatnonzero((trips.route == route) & runs[trips.service])
    if not len(rows):
        return None
    pattern = trips.pattern[rows]
    length = patterns.stop_start[pattern + 1] - patterns.stop_start[pattern]
    at = patterns.time_start[pattern] + (rows - patterns.trip_start[pattern]) * length
    leaves_s = patterns.departure_s[at]
    directions = _directions(timetable, rows)
    of_one = np.unique(leaves_s[directions == np.argmax(np.bincount(directions))])
    headway_s = int(np.diff(of_one).mean()) if len(of_one) > 1 else None
    return RouteDay(int(leaves_s.min()), int(leaves_s.max()), headway_s)


def _directions(timetable: Timetable, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The direction of each trip; where none is told, trips from the most usual start go there."""
    told = timetable.trips.direction[rows].astype(np.int64)
    if not (told == NOT_TOLD).any():
        return told
    patterns = timetable.patterns
    starts = patterns.stop[patterns.stop_start[timetable.trips.pattern[rows]]]
    usual = np.bincount(starts).argmax()
    return np.where(told == NOT_TOLD, starts != usual, told).astype(np.int64)
