"""The trip that a ride is on, and when trips call by the timetable."""

from datetime import datetime, timedelta

import numpy as np

from modugil.answers.boards.sight import Sight
from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.calls import get_calls
from modugil.core.errors import PlaceNotFound
from modugil.core.time import service_day_start
from modugil.region.timetable import Timetable

NOT_TOLD = 255


def get_trip(timetable: Timetable, trip_id: str, *, stop: int, leaves_s: int) -> int:
    """The row of the trip of that id that leaves that stop then: one that repeats has many.

    Units:   `leaves_s` seconds since the service day began.
    Errors:  PlaceNotFound if there is none.
    """
    patterns, ids = timetable.patterns, timetable.trips.id
    first, end = patterns.at_stop_start[stop : stop + 2].tolist()
    for at in range(first, end):
        pattern, position = int(patterns.at_stop_pattern[at]), int(patterns.at_stop_position[at])
        low, high = patterns.trip_start[pattern : pattern + 2].tolist()
        length = int(patterns.stop_start[pattern + 1] - patterns.stop_start[pattern])
        begin = int(patterns.time_start[pattern])
        leaves = patterns.departure_s[begin + position : begin + (high - low) * length : length]
        rows: list[int] = (low + np.flatnonzero(leaves == leaves_s)).tolist()
        found = next((row for row in rows if ids[row] == trip_id), None)
        if found is not None:
            return found
    raise PlaceNotFound(f"No trip {trip_id[:60]!r} leaves {timetable.stops.id[stop]!r} then.")


def list_times(sight: Sight, run: TripRun) -> list[tuple[datetime, datetime]]:
    """When the run arrives at and leaves each of its stops by the timetable."""
    calls = get_calls(sight.timetable, run.trip)
    start = service_day_start(run.day, zone=sight.zone)
    return [
        (start + timedelta(seconds=arrives), start + timedelta(seconds=leaves))
        for arrives, leaves in zip(
            calls.arrival_s.tolist(), calls.departure_s.tolist(), strict=True
        )
    ]


def direction_id(timetable: Timetable, trip: int) -> str:
    """direction_id as text, "" where it is not told."""
    direction = int(timetable.trips.direction[trip])
    return "" if direction == NOT_TOLD else str(direction)
