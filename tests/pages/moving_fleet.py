"""Buses that drive a timetable with delays of their own: what pages show with a fleet."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import numpy as np
from tests.answers.boards.fleet import scheduled_of

from modugil.answers.planner import Planner
from modugil.conditions.conditions import Conditions, TripChange, TripRun
from modugil.core.access import Access
from modugil.core.clock import Clock
from modugil.core.geo import LatLon, bearing_deg
from modugil.core.time import local_day, service_day_start
from modugil.live.fix import FixQuality
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.run_state import RunState, StopPrediction, Support
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.region.calendar import active_services

LATES_S = (0, 240, -30, 90, 600, 30)
RATIOS = (0.1, 0.6, 0.9, None)
FLOORS = (Access.YES, Access.YES, Access.NO, Access.UNKNOWN)


class MovingFleet:
    """A bus on every run that is under way; each seventh was not heard of for two minutes."""

    def __init__(self, planner: Planner, *, clock: Clock, most: int = 400) -> None:
        self._planner = planner
        self._clock = clock
        self._most = most
        self._guard = threading.Lock()
        self._snapshot = FixedSnapshot(clock.now())

    def get_current(self) -> FixedSnapshot:
        """The fleet at this second; asked again within it, the same."""
        now = self._clock.now().replace(microsecond=0)
        with self._guard:
            if now != self._snapshot.as_of or not self._snapshot.version:
                self._snapshot = self._draw(now)
            return self._snapshot

    def _draw(self, now: datetime) -> FixedSnapshot:
        zone, timetable = self._planner.region.zone, self._planner.region.timetable
        assert timetable is not None
        day = local_day(now, zone=zone)
        driven = list(self._drive(now, day))
        runs = {run.run: run for _, run, _ in driven}
        called = {
            one.run: one.last_position for one, _, _ in driven if one.last_position is not None
        }
        trips = {run.run: change for _, run, change in driven}
        self._planner.conditions.publish("live", Conditions(trips=trips), now=now)
        return FixedSnapshot(
            now,
            version=int(now.timestamp()),
            vehicles=tuple(one for one, _, _ in driven),
            runs=runs,
            called={run: last for run, last in called.items() if run and last is not None},
        )

    def _drive(
        self, now: datetime, day: date
    ) -> Iterator[tuple[VehicleState, RunState, TripChange]]:
        zone, timetable = self._planner.region.zone, self._planner.region.timetable
        assert timetable is not None
        patterns, trips = timetable.patterns, timetable.trips
        second = (now - service_day_start(day, zone=zone)).total_seconds()
        running = active_services(timetable.services, day=day)[trips.service]
        length = np.diff(patterns.stop_start)[trips.pattern]
        rank = np.arange(len(trips.pattern)) - patterns.trip_start[trips.pattern]
        first = patterns.time_start[trips.pattern] + rank * length
        begins = patterns.departure_s[first]
        ends = patterns.arrival_s[first + length - 1]
        under_way = np.flatnonzero(running & (begins - 60 <= second) & (ends + 700 >= second))
        for trip in under_way[: self._most].tolist():
            yield self._bus(trip, TripRun(trip, day), now)

    def _bus(
        self, trip: int, run: TripRun, now: datetime
    ) -> tuple[VehicleState, RunState, TripChange]:
        timetable = self._planner.region.timetable
        assert timetable is not None
        late = LATES_S[trip % len(LATES_S)]
        silent = 120 if trip % 7 == 0 else 1 + trip % 3
        fixed = now - timedelta(seconds=silent)
        pattern = int(timetable.trips.pattern[trip])
        start, end = timetable.patterns.stop_start[pattern : pattern + 2].tolist()
        rows = timetable.patterns.stop[start:end]
        times = [one + timedelta(seconds=late) for one in scheduled_of(self._planner, run)]
        last = sum(one <= fixed for one in times) - 1
        here, heading = _between(timetable.stops, rows, times, last, fixed)
        state = VehicleState(
            f"J/{trip}",
            here,
            fixed,
            fixed,
            FixQuality.RTK_FIXED,
            VehicleStatus.ON_TRIP if last >= 0 else VehicleStatus.LAYOVER,
            heading_deg=heading,
            run=run,
            last_position=last if last >= 0 else None,
            delay_s=late,
            low_floor=FLOORS[trip % len(FLOORS)],
            occupancy_ratio=RATIOS[trip % len(RATIOS)],
            wheelchair_bays_free=1 if trip % 4 == 0 else None,
        )
        ahead = tuple(
            StopPrediction(
                position,
                one,
                one,
                one - timedelta(seconds=45),
                one + timedelta(seconds=100),
                Support.DRIVEN_NOW,
            )
            for position, one in enumerate(times)
            if position > last
        )
        told = RunState(run, state.vehicle, fixed, late, ahead)
        return state, told, TripChange(delays_s=((0, late),), wheelchair=int(state.low_floor))


def _between(stops, rows, times, last: int, now: datetime) -> tuple[LatLon, float]:
    """Straight between two stops, by the time that has gone."""
    if last < 0:
        last, now = 0, times[0]
    following = min(last + 1, len(times) - 1)
    a = LatLon(float(stops.lat[rows[last]]), float(stops.lon[rows[last]]))
    b = LatLon(float(stops.lat[rows[following]]), float(stops.lon[rows[following]]))
    whole = (times[following] - times[last]).total_seconds()
    share = min(1.0, (now - times[last]).total_seconds() / whole) if whole > 0 else 1.0
    at = LatLon(a.lat + (b.lat - a.lat) * share, a.lon + (b.lon - a.lon) * share)
    return at, bearing_deg(a, b)
