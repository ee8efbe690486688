"""The timetable as operators' figures need it: runs of a day, lines and directions, stops."""

from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.staff.published_ids import PublishedIds
from modugil.live.progress import I32, I64
from modugil.live.tracking.schedule import Schedule
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

SIDES = 3
"""Direction 0, direction 1, and not told."""
DAYS_KEPT = 4


class DayRuns(NamedTuple):
    """The runs of one service date, with the instants of their first departure and last arrival.

    Shapes:  r rows each.
    """

    trip: I32
    start_ms: I64
    end_ms: I64


class ServiceNetwork:
    """What is asked of the timetable again and again; it never changes.

    A *group* is a line in one direction: `line * SIDES + side`.
    """

    def __init__(self, timetable: Timetable, zone: ZoneInfo) -> None:
        """Work out first departures and last arrivals of all trips."""
        self.timetable = timetable
        self.zone = zone
        self.schedule = Schedule(timetable, zone)
        self.ids = PublishedIds(timetable, zone=zone)
        trips, patterns = timetable.trips, timetable.patterns
        self.pattern: I32 = np.asarray(trips.pattern)
        self.stop_start: I32 = np.asarray(patterns.stop_start)
        self.length: I32 = np.diff(self.stop_start)[self.pattern].astype(np.int32)
        row = np.arange(len(self.pattern)) - np.asarray(patterns.trip_start)[self.pattern]
        starts = np.asarray(patterns.time_start)[self.pattern]
        self.time_row: I64 = np.asarray(starts + row * self.length, np.int64)
        self.departure_s: I32 = np.asarray(patterns.departure_s)
        self.arrival_s: I32 = np.asarray(patterns.arrival_s)
        side = np.minimum(np.asarray(trips.direction), SIDES - 1).astype(np.int32)
        self.group: I32 = np.asarray(trips.route, np.int32) * SIDES + side
        self.stops: I32 = np.asarray(patterns.stop)
        self._days: dict[int, DayRuns] = {}
        self._lines: dict[int, tuple[str, str]] = {}
        self._places: dict[int, dict[int, list[int]]] = {}

    @property
    def line_count(self) -> int:
        """How many lines the timetable has."""
        return len(self.timetable.lines.id)

    def runs_of(self, day: int) -> DayRuns:
        """Every run of that service date (an ordinal)."""
        known = self._days.get(day)
        if known is None:
            known = self._list_runs(day)
            kept = sorted([*self._days, day])[-DAYS_KEPT:]
            self._days = {one: self._days.get(one, known) for one in kept}
        return known

    def _list_runs(self, day: int) -> DayRuns:
        runs = active_services(self.timetable.services, day=date.fromordinal(day))
        trip = np.flatnonzero(runs[np.asarray(self.timetable.trips.service)]).astype(np.int32)
        first = self.time_row[trip]
        start_ms = self.schedule.day_start_ms(day)
        leave_ms = start_ms + 1000 * self.departure_s[first].astype(np.int64)
        last = first + self.length[trip] - 1
        return DayRuns(trip, leave_ms, start_ms + 1000 * self.arrival_s[last].astype(np.int64))

    def list_days(self, local: date) -> tuple[int, int]:
        """The service dates of which runs may be under way on that date: two."""
        return (local - timedelta(days=1)).toordinal(), local.toordinal()

    def departure_ms(self, trip: I32, day: I32, position: I32) -> I64:
        """When these runs should leave these stops."""
        seconds = self.departure_s[self.time_row[trip] + position].astype(np.int64)
        planned: I64 = self.schedule.day_starts_ms(day) + 1000 * seconds
        return planned

    def arrival_ms(self, trip: I32, day: I32, position: I32) -> I64:
        """When these runs should come to these stops."""
        seconds = self.arrival_s[self.time_row[trip] + position].astype(np.int64)
        planned: I64 = self.schedule.day_starts_ms(day) + 1000 * seconds
        return planned

    def stop_rows(self, trip: I32, position: I32) -> I32:
        """The stops at these positions, as rows of the timetable's stops."""
        rows: I32 = self.stops[self.stop_start[self.pattern[trip]] + position]
        return rows

    def find_positions(self, trip: int, stop: int) -> list[int]:
        """At which positions that trip calls at that stop; none where it does not."""
        pattern = int(self.pattern[trip])
        places = self._places.get(pattern)
        if places is None:
            places = {}
            first, end = int(self.stop_start[pattern]), int(self.stop_start[pattern + 1])
            for position, one in enumerate(self.stops[first:end].tolist()):
                places.setdefault(one, []).append(position)
            self._places[pattern] = places
        return places.get(stop, [])

    def name_line(self, line: int) -> tuple[str, str]:
        """The line's id (FEED:ID where two feeds have it), and what is written on the bus."""
        if line < 0:
            return "", ""
        known = self._lines.get(line)
        if known is None:
            lines = self.timetable.lines
            word = lines.short_names.get(line) or lines.long_names.get(line) or lines.id[line]
            known = self._lines[line] = (self.ids.routes[line], word)
        return known

    def name_stop(self, stop: int) -> tuple[str, str]:
        """The stop's id and its published name."""
        return self.ids.stops[stop], self.timetable.stops.names.get(stop)

    def find_lines(self, word: str) -> NDArray[np.bool_]:
        """Which lines are meant by that id or number; all by the empty text.

        Shapes:  one row a line.
        """
        if not word:
            return np.ones(self.line_count, np.bool_)
        return np.array([word in self.name_line(line) for line in range(self.line_count)], np.bool_)

    def direction_of(self, trip: int) -> int | None:
        """direction_id of that trip; None where not told."""
        return side_of(int(self.group[trip]))


def side_of(group: int) -> int | None:
    """direction_id of that group; None where not told."""
    side = group % SIDES
    return side if side < SIDES - 1 else None
