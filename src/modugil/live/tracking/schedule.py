"""When the timetable has each run leave each stop, in UTC milliseconds, for compiled code."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from modugil.core.compiled import inlined
from modugil.core.time import service_day_start
from modugil.live.progress import I32, I64
from modugil.region.timetable import Timetable


class Departures(NamedTuple):
    """The departures of every trip of the region, seconds since the start of its service date.

    Shapes:  trip j of pattern p (counted from `trip_start[p]`) leaves position i at
             `time_start[p] + j * length + i`.
    """

    pattern: I32
    trip_start: I32
    stop_start: I32
    time_start: I64
    departure_s: I32


class Schedule:
    """The timetable with the starts of service dates, each asked of the time zone only once."""

    def __init__(self, timetable: Timetable, zone: ZoneInfo) -> None:
        """Keep the arrays as they are."""
        patterns = timetable.patterns
        self.departures = Departures(
            np.asarray(timetable.trips.pattern),
            np.asarray(patterns.trip_start),
            np.asarray(patterns.stop_start),
            np.asarray(patterns.time_start),
            np.asarray(patterns.departure_s),
        )
        self._zone = zone
        self._start_ms: dict[int, int] = {}

    def day_start_ms(self, day: int) -> int:
        """The instant from which the times of that service date (an ordinal) count."""
        start = self._start_ms.get(day)
        if start is None:
            instant = service_day_start(date.fromordinal(day), zone=self._zone)
            start = self._start_ms[day] = round(instant.timestamp() * 1000)
        return start

    def day_starts_ms(self, days: I32) -> I64:
        """The same for each row; 0 where there is no day (-1)."""
        starts: I64 = np.zeros(len(days), np.int64)
        for day in np.unique(days[days >= 0]).tolist():
            starts[days == day] = self.day_start_ms(day)
        return starts

    def stop_count(self, trip: int) -> int:
        """How many stops that trip calls at."""
        times = self.departures
        pattern = times.pattern[trip]
        return int(times.stop_start[pattern + 1] - times.stop_start[pattern])

    def departure_ms(self, trip: int, *, day: int, position: int) -> int:
        """When that run should leave that stop."""
        return self.day_start_ms(day) + 1000 * int(departure_s(self.departures, trip, position))


@inlined
def departure_s(times: Departures, trip: int, position: int) -> int:
    """Seconds from the start of the service date to the departure there."""
    pattern = times.pattern[trip]
    length = times.stop_start[pattern + 1] - times.stop_start[pattern]
    row = trip - times.trip_start[pattern]
    return int(times.departure_s[times.time_start[pattern] + row * length + position])
