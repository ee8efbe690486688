"""When the runs of one service day call at a stop by the timetable, the last of each line known."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import service_day_start
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

I32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class StopCalls:
    """Every call of one service day at which one may board at some stops, earliest first.

    Shapes:  c calls each.
    Units:   seconds since `start`, the instant at which the service day begins.
    """

    day: date
    start: datetime
    stop: I32
    trip: I32
    position: I32
    departure_s: I32
    is_last: NDArray[np.bool_]
    """Nothing of this line goes that way from here later on this service day."""
    on_demand: NDArray[np.bool_]

    def between(self, low_s: float, high_s: float) -> range:
        """The rows of the calls from `low_s` to `high_s`."""
        first, last = np.searchsorted(self.departure_s, [low_s, high_s])
        return range(int(first), int(last))


def list_calls(
    timetable: Timetable, stops: tuple[int, ...], *, day: date, zone: ZoneInfo
) -> StopCalls:
    """The calls at these rows of stops on that service day; where a trip ends nobody boards."""
    runs = active_services(timetable.services, day=day)
    parts = [part for stop in stops for part in _calls_at(timetable, stop, runs) if len(part[1])]
    counts = [len(part[1]) for part in parts]
    empty = np.zeros(0, np.int32)
    trip = np.concatenate([part[1] for part in parts]) if parts else empty
    departure = np.concatenate([part[2] for part in parts]) if parts else empty
    order = np.argsort(departure, kind="stable")
    alike = np.array([part[0] for part in parts], np.int32).reshape(-1, 3).repeat(counts, axis=0)
    trip = trip[order]
    return StopCalls(
        day=day,
        start=service_day_start(day, zone=zone),
        stop=alike[order, 0],
        trip=trip,
        position=alike[order, 1],
        departure_s=departure[order],
        is_last=_last_of_lines(timetable, trip),
        on_demand=alike[order, 2] > 0,
    )


def _calls_at(
    timetable: Timetable, stop: int, runs: NDArray[np.bool_]
) -> list[tuple[tuple[int, int, int], I32, I32]]:
    """Of each pattern there: (stop, position, on demand), the trips that run, their departures."""
    patterns, service = timetable.patterns, timetable.trips.service
    found = []
    first, last = patterns.at_stop_start[stop], patterns.at_stop_start[stop + 1]
    serving = zip(
        patterns.at_stop_pattern[first:last].tolist(),
        patterns.at_stop_position[first:last].tolist(),
        strict=True,
    )
    for pattern, position in serving:
        start, end = patterns.stop_start[pattern : pattern + 2].tolist()
        if position == end - start - 1 or not patterns.pickup[start + position]:
            continue
        low, high = patterns.trip_start[pattern : pattern + 2].tolist()
        trips = np.flatnonzero(runs[service[low:high]])
        at = int(patterns.time_start[pattern]) + position + trips * (end - start)
        demand = int(patterns.on_demand[start + position]) & 1
        departures = np.asarray(patterns.departure_s[at], np.int32)
        found.append(((stop, position, demand), (trips + low).astype(np.int32), departures))
    return found


def _last_of_lines(timetable: Timetable, trip: I32) -> NDArray[np.bool_]:
    """For trips in order of time, whether none with the same line and headsign follows."""
    trips = timetable.trips
    group = trips.route[trip].astype(np.int64) << 32 | (trips.headsign[trip].astype(np.int64) + 1)
    _, from_end = np.unique(group[::-1], return_index=True)
    last = np.zeros(len(trip), np.bool_)
    last[len(trip) - 1 - from_end] = True
    return last
