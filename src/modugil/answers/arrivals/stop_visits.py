"""Every call of one service day at some stops, also where nobody boards, by the timetable."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import service_day_start
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

I32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class StopVisits:
    """Calls in order of their departure.

    Shapes:  c calls each.
    Units:   seconds since `start_ms`, the instant at which the service day begins (UTC ms).
    """

    day: date
    start_ms: int
    trip: I32
    position: I32
    departure_s: I32

    def between(self, low_ms: int, high_ms: int) -> "zip[tuple[int, int]]":
        """Trip and position of the calls that leave from `low_ms` to `high_ms` (UTC ms)."""
        span_s = [(low_ms - self.start_ms) / 1000.0, (high_ms - self.start_ms) / 1000.0]
        first, end = np.searchsorted(self.departure_s, span_s).tolist()
        return zip(self.trip[first:end].tolist(), self.position[first:end].tolist(), strict=True)


def list_visits(
    timetable: Timetable, stops: tuple[int, ...], *, day: date, zone: ZoneInfo
) -> StopVisits:
    """The calls at these rows of stops on that service day."""
    runs = active_services(timetable.services, day=day)
    patterns, service = timetable.patterns, timetable.trips.service
    parts: list[tuple[I32, I32, I32]] = []
    for stop in stops:
        first, last = patterns.at_stop_start[stop : stop + 2].tolist()
        serving = zip(
            patterns.at_stop_pattern[first:last].tolist(),
            patterns.at_stop_position[first:last].tolist(),
            strict=True,
        )
        for pattern, position in serving:
            start, end = patterns.stop_start[pattern : pattern + 2].tolist()
            low, high = patterns.trip_start[pattern : pattern + 2].tolist()
            trips = np.flatnonzero(runs[service[low:high]])
            at = int(patterns.time_start[pattern]) + position + trips * (end - start)
            parts.append(
                (
                    (trips + low).astype(np.int32),
                    np.full(len(trips), position, np.int32),
                    np.asarray(patterns.departure_s[at], np.int32),
                )
            )
    empty = np.zeros(0, np.int32)
    columns = [np.concatenate([empty, *(part[at] for part in parts)]) for at in range(3)]
    order = np.argsort(columns[2], kind="stable")
    start_ms = round(service_day_start(day, zone=zone).timestamp() * 1000)
    trip, position_of, departure_s = (column[order] for column in columns)
    return StopVisits(day, start_ms, trip, position_of, departure_s)
