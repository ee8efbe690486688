"""All runs at one instant: looked at once, and told the same to everybody who asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from modugil.answers.arrivals.plans import Plans
from modugil.answers.arrivals.run_now import RunNow, RunWord
from modugil.answers.arrivals.run_told import RunTold, read_run
from modugil.conditions.conditions import Conditions, TripRun
from modugil.core.time import service_day_start
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.run_state import SILENT_AFTER
from modugil.live.snapshot.vehicle_state import VehicleState

SILENT_MS = round(SILENT_AFTER.total_seconds() * 1000)


@dataclass(frozen=True, slots=True)
class Instant:
    """What is looked at: the fleet, what is different, and when; all of one moment.

    `snapshot` None where no fleet is followed, or where another time than now is asked about.
    """

    snapshot: LiveSnapshot | None
    conditions: Conditions
    now: datetime
    is_now: bool = True
    """Delays told of now say nothing about another time; what is cancelled is cancelled."""


class DayStarts:
    """When service days begin (UTC ms)."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Of that time zone."""
        self._zone = zone
        self._starts_ms: dict[date, int] = {}

    def get_ms(self, day: date) -> int:
        """The start of that service day."""
        found = self._starts_ms.get(day)
        if found is None:
            start = service_day_start(day, zone=self._zone)
            found = self._starts_ms[day] = round(start.timestamp() * 1000)
        return found


class FleetNow:
    """The runs of one instant, each looked at when it is first asked for; any thread may ask."""

    def __init__(self, instant: Instant, plans: Plans, day_start: DayStarts) -> None:
        """Look at the vehicles."""
        snapshot = instant.snapshot
        self.instant = instant
        self.now_ms = round(instant.now.timestamp() * 1000)
        self.vehicles: Sequence[VehicleState] = (
            snapshot.list_vehicles() if snapshot is not None else ()
        )
        self._driven = {one.run: one for one in self.vehicles if one.run is not None}
        self._by_name = {one.vehicle: one for one in self.vehicles}
        self._plans = plans
        self._day_start = day_start
        self._runs: dict[TripRun, RunNow] = {}
        self.kept: dict[str, Any] = {}
        """What interfaces made of the whole fleet, by their own names."""

    @property
    def driven(self) -> Mapping[TripRun, VehicleState]:
        """The vehicles by their run."""
        return self._driven

    def list_driven(self, trips: Iterable[int]) -> list[TripRun]:
        """The runs of these trips that vehicles drive."""
        by_trip = self._driven_by_trip
        return [run for trip in trips for run in by_trip.get(trip, ())]

    @cached_property
    def _driven_by_trip(self) -> dict[int, list[TripRun]]:
        found: dict[int, list[TripRun]] = {}
        for run in self._driven:
            found.setdefault(run.trip, []).append(run)
        return found

    def find_vehicle(self, vehicle: str) -> VehicleState | None:
        """The vehicle of that name (`<operator>/<vehicle>`), None if not heard of lately."""
        return self._by_name.get(vehicle)

    def differs(self, run: TripRun) -> bool:
        """Whether anything is known of the run but what the timetable says."""
        return run in self._driven or run in self.instant.conditions.trips

    def look_at(self, run: TripRun) -> RunNow:
        """The run as it is."""
        found = self._runs.get(run)
        if found is None:
            found = self._runs[run] = self._look(run)
        return found

    def was_left(self, run: TripRun, position: int) -> bool:
        """Whether the run is known to have left that stop."""
        snapshot = self.instant.snapshot
        return snapshot is not None and snapshot.was_driven(run, position=position)

    def _look(self, run: TripRun) -> RunNow:
        plan, start_ms = self._plans.get(run.trip), self._day_start.get_ms(run.day)
        instant = self.instant
        change = instant.conditions.trips.get(run)
        told, vehicle = self._find_driver(run)
        word: RunWord = "timetable"
        if change is not None and change.cancelled:
            word = "cancelled"
        elif told is not None:
            word = "silent" if self.now_ms - told.as_of_ms > SILENT_MS else "live"
        elif change is not None and change.delays_s and instant.is_now:
            word = "reported"
        if told is None or word != "live":
            return RunNow(run, plan, start_ms, self.now_ms, word, vehicle, change=change)
        return RunNow(
            run,
            plan,
            start_ms,
            self.now_ms,
            word,
            vehicle,
            told.delay_s,
            told.expected,
            change,
        )

    def _find_driver(self, run: TripRun) -> tuple[RunTold | None, VehicleState | None]:
        """The leading vehicle of the run, where two claim it."""
        snapshot = self.instant.snapshot
        if snapshot is None or run not in self._driven:
            return None, None
        told = read_run(snapshot, run)
        vehicle = self._by_name.get(told.vehicle) if told is not None else None
        if told is None or vehicle is None or vehicle.run != run:
            return None, None
        return told, vehicle
