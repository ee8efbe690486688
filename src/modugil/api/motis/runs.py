"""The trip that a ride is on, and when trips call by the timetable."""

from datetime import datetime, timedelta

import numpy as np

from modugil.answers.boards.sight import Sight
from modugil.answers.finding.lines import pattern_stops
from modugil.conditions.conditions import TripRun
from modugil.core.errors import PlaceNotFound
from modugil.core.time import service_day_start
from modugil.region.timetable import Timetable

NOT_TOLD = 255


def get_trip(timetable: Timetable, trip_id: str, *, stop: int) -> int:
    """The row of the trip of that id that calls at that stop.

    Errors:  PlaceNotFound if there is none.
    """
    patterns, trips = timetable.patterns, timetable.trips
    first, end = patterns.at_stop_start[stop : stop + 2].tolist()
    for pattern in np.unique(patterns.at_stop_pattern[first:end]).tolist():
        low, high = patterns.trip_start[pattern : pattern + 2].tolist()
        for row in range(low, high):
            if trips.id[row] == trip_id:
                return row
    raise PlaceNotFound(f"No trip {trip_id[:60]!r} calls at {timetable.stops.id[stop]!r}.")


def list_times(sight: Sight, run: TripRun) -> list[tuple[datetime, datetime]]:
    """When the run arrives at and leaves each of its stops by the timetable."""
    timetable = sight.timetable
    patterns, pattern = timetable.patterns, int(timetable.trips.pattern[run.trip])
    length = len(pattern_stops(timetable, run.trip))
    rank = run.trip - int(patterns.trip_start[pattern])
    first = int(patterns.time_start[pattern]) + rank * length
    start = service_day_start(run.day, zone=sight.zone)
    arrive_s = patterns.arrival_s[first : first + length].tolist()
    leave_s = patterns.departure_s[first : first + length].tolist()
    return [
        (start + timedelta(seconds=arrives), start + timedelta(seconds=leaves))
        for arrives, leaves in zip(arrive_s, leave_s, strict=True)
    ]


def direction_id(timetable: Timetable, trip: int) -> str:
    """direction_id as text, "" where it is not told."""
    direction = int(timetable.trips.direction[trip])
    return "" if direction == NOT_TOLD else str(direction)
