"""Where and when a trip of the timetable calls, and under which numbers the feed published it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import service_day_start
from modugil.region.timetable import Timetable

I32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """One trip, stop by stop.

    Shapes:  n stops each.
    Units:   seconds since the start of the service date.
    """

    stop: I32
    """Rows of the timetable's stops."""
    sequence: I32
    """stop_sequence as published."""
    arrival_s: I32
    departure_s: I32

    def __len__(self) -> int:
        """How many stops there are."""
        return len(self.stop)


def get_calls(timetable: Timetable, trip: int) -> Calls:
    """The calls of that row of the trips."""
    patterns, pattern = timetable.patterns, int(timetable.trips.pattern[trip])
    first, end = int(patterns.stop_start[pattern]), int(patterns.stop_start[pattern + 1])
    row = find_times(timetable, trip)
    times = slice(row, row + end - first)
    return Calls(
        patterns.stop[first:end],
        patterns.sequence[first:end],
        patterns.arrival_s[times],
        patterns.departure_s[times],
    )


def find_times(timetable: Timetable, trip: int) -> int:
    """The row of the trip's first time in `arrival_s` and `departure_s` of the patterns."""
    patterns, pattern = timetable.patterns, int(timetable.trips.pattern[trip])
    length = int(patterns.stop_start[pattern + 1] - patterns.stop_start[pattern])
    return int(patterns.time_start[pattern]) + (trip - int(patterns.trip_start[pattern])) * length


def tell_start(timetable: Timetable, trip: int) -> str:
    """When the trip begins, as HH:MM:SS of its service date; may pass 24:00:00."""
    second = int(timetable.patterns.departure_s[find_times(timetable, trip)])
    return f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def at_second(second: int, *, day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of that second of the service date."""
    return service_day_start(day, zone=zone) + timedelta(seconds=int(second))
