"""923 buses that all move, each along the way of its trip: what the map of a whole fleet draws."""

import threading
from datetime import timedelta

from modugil.answers.finding.way_names import WayName, way_of
from modugil.answers.lines.ways import build_way
from modugil.answers.planner import Planner
from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.clock import Clock
from modugil.core.geo import LatLon, bearing_deg
from modugil.core.time import local_day
from modugil.live.fix import FixQuality
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.vehicle_state import VehicleState

WHOLE = 923
SPEED_MPS = 11.0
FLOORS = (Access.YES, Access.YES, Access.NO, Access.UNKNOWN)


class BigFleet:
    """Every bus somewhere else along its way, a second's drive farther each second."""

    def __init__(self, planner: Planner, *, clock: Clock, many: int = WHOLE) -> None:
        self._planner, self._clock = planner, clock
        self._guard = threading.Lock()
        timetable = planner.region.timetable
        assert timetable is not None
        trips = len(timetable.trips.pattern)
        self._trips = [number * 7919 % trips for number in range(many)]
        self._ways = {way_of(timetable, trip): trip for trip in self._trips}
        self._points = {name: build_way(timetable, _named(name)).points for name in self._ways}
        self._names = [way_of(timetable, trip) for trip in self._trips]
        self._snapshot = FixedSnapshot(clock.now())

    def get_current(self) -> FixedSnapshot:
        """The fleet at this second; asked again within it, the same."""
        now = self._clock.now().replace(microsecond=0)
        with self._guard:
            if now != self._snapshot.as_of or not self._snapshot.version:
                second = int(now.timestamp())
                day = local_day(now, zone=self._planner.region.zone)
                states = tuple(
                    self._bus(number, TripRun(trip, day), second)
                    for number, trip in enumerate(self._trips)
                )
                self._snapshot = FixedSnapshot(now, version=second, vehicles=states)
            return self._snapshot

    def _bus(self, number: int, run: TripRun, second: int) -> VehicleState:
        now = self._clock.now().replace(microsecond=0)
        points = self._points[self._names[number]]
        length = points[-1][2]
        along = (number * 613.0 + SPEED_MPS * (second % 86_400)) % length
        row = next(row for row in range(1, len(points)) if points[row][2] >= along)
        (lon_a, lat_a, a), (lon_b, lat_b, b) = points[row - 1], points[row]
        share = (along - a) / (b - a) if b > a else 0.0
        here, there = LatLon(lat_a, lon_a), LatLon(lat_b, lon_b)
        fixed = now - timedelta(seconds=90 if number % 40 == 0 else 0)
        return VehicleState(
            f"J/{number}",
            LatLon(lat_a + (lat_b - lat_a) * share, lon_a + (lon_b - lon_a) * share),
            fixed,
            fixed,
            FixQuality.RTK_FIXED,
            VehicleStatus.ON_TRIP,
            heading_deg=bearing_deg(here, there),
            speed_mps=SPEED_MPS,
            run=run,
            along_m=along,
            last_position=0,
            delay_s=(number % 13) * 40 - 60,
            low_floor=FLOORS[number % len(FLOORS)],
        )


def _named(name: str) -> WayName:
    pattern, _, shape = name.partition(".")
    return WayName(int(pattern), int(shape) if shape else -1)
