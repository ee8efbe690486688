"""A bus on a trip of a built region: where it is at each second, and that as messages."""

from bisect import bisect_right
from datetime import date

from modugil.core.geo import LatLon
from modugil.live.formats.compact import CompactFix, CompactMessage, build_compact
from modugil.live.tracking.schedule import Schedule
from modugil.region.open_region import Region

DWELL_S = 20


class Ride:
    """One trip on one day, driven straight from stop to stop by the timetable or so much later."""

    def __init__(self, region: Region, trip: str, day: date, *, late_s: int = 0) -> None:
        timetable = region.timetable
        assert timetable is not None
        row = list(timetable.trips.id).index(trip)
        schedule = Schedule(timetable, region.zone)
        first = int(timetable.patterns.stop_start[timetable.trips.pattern[row]])
        stops = timetable.patterns.stop[first : first + schedule.stop_count(row)]
        self.trip, self.day = trip, day.isoformat()
        self.places = [
            LatLon(*map(float, pair))
            for pair in zip(timetable.stops.lat[stops], timetable.stops.lon[stops], strict=True)
        ]
        self.leaves_ms = [
            schedule.departure_ms(row, day=day.toordinal(), position=at) + 1000 * late_s
            for at in range(len(stops))
        ]

    def place(self, time_ms: int) -> tuple[LatLon, float]:
        """Where it is then, and how fast; it stands for some seconds before it leaves a stop."""
        leg = bisect_right(self.leaves_ms, time_ms) - 1
        if leg < 0 or leg + 1 == len(self.places):
            return self.places[max(leg, 0)], 0.0
        begin_ms, end_ms = self.leaves_ms[leg], self.leaves_ms[leg + 1] - 1000 * DWELL_S
        ratio = min(1.0, (time_ms - begin_ms) / (end_ms - begin_ms))
        here, there = self.places[leg], self.places[leg + 1]
        lat = here.lat + ratio * (there.lat - here.lat)
        lon = here.lon + ratio * (there.lon - here.lon)
        return LatLon(lat, lon), 8.0 if ratio < 1.0 else 0.0

    def message(self, begin_ms: int, end_ms: int, *, low_floor: int = 1) -> bytes:
        """A fix for each second from then to then, as terminals of ours tell it."""
        fixes = []
        for time_ms in range(begin_ms, end_ms, 1000):
            place, speed_mps = self.place(time_ms)
            fixes.append(CompactFix(time_ms, place.lat, place.lon, 4, speed_mps))
        message = CompactMessage(
            fixes=fixes, trip_id=self.trip, day=self.day, low_floor=low_floor, ramp=low_floor
        )
        return build_compact(message)
