"""What Wi-Fi asks of the timetable: a run's line and its end, and where stops are."""

from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from modugil.conditions.conditions import TripRun
from modugil.core.geo import LatLon
from modugil.live.tracking.schedule import Schedule
from modugil.region.timetable import Timetable


class KnowsRuns(Protocol):
    """Knows the timetable."""

    def get_line(self, run: TripRun) -> str:
        """The number on the bus."""
        ...

    def get_end_ms(self, run: TripRun) -> int:
        """When it should leave its last stop, in UTC milliseconds since 1970."""
        ...

    def find_stop(self, stop: str) -> LatLon | None:
        """Where the stop of that id is, None if there is none."""
        ...

    def name_stop(self, stop: str, *, language: str) -> str:
        """What people call it; the id where there is none."""
        ...


class TimetableRuns:
    """The same of one region."""

    def __init__(self, timetable: Timetable, zone: ZoneInfo) -> None:
        """Know where all stops are; where two feeds have the same id, the first one's counts."""
        self._timetable = timetable
        self._schedule = Schedule(timetable, zone)
        stops = timetable.stops
        self._rows: dict[str, int] = {}
        for row, id in enumerate(stops.id):
            self._rows.setdefault(id, row)
        self._line_of_route = lru_cache(maxsize=None)(self._read_line)

    def get_line(self, run: TripRun) -> str:
        """The number on the bus, or the line's id where it has none."""
        return self._line_of_route(int(self._timetable.trips.route[run.trip]))

    def _read_line(self, route: int) -> str:
        lines = self._timetable.lines
        return lines.short_names.get(route) or lines.id[route]

    def get_end_ms(self, run: TripRun) -> int:
        """When it should leave its last stop."""
        last = self._schedule.stop_count(run.trip) - 1
        return self._schedule.departure_ms(run.trip, day=run.day.toordinal(), position=last)

    def find_stop(self, stop: str) -> LatLon | None:
        """Where the stop of that id is."""
        row, stops = self._rows.get(stop), self._timetable.stops
        return None if row is None else LatLon(float(stops.lat[row]), float(stops.lon[row]))

    def name_stop(self, stop: str, *, language: str) -> str:
        """What people call it; the id where there is none."""
        row = self._rows.get(stop)
        return stop if row is None else self._timetable.stops.names.get(row, language=language)
