"""The truth: where every vehicle is at each second, and when it really called at each stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import TripRun
from modugil.core.errors import RegionUnreadable
from modugil.core.time import local_day
from modugil.live.build_paths import build_paths
from modugil.live.paths import Paths
from modugil.live.stop_events.stop_events import EventKind
from modugil.region.open_region import Region
from modugil.region.timetable import Timetable
from modugil.simulator.chance import Draw, draw_many
from modugil.simulator.drive import step_fleet, step_until
from modugil.simulator.fleet import SimulatedVehicle, build_fleet, build_vehicle
from modugil.simulator.gnss import see_fleet
from modugil.simulator.quiet import find_quiet_ms
from modugil.simulator.roster import Roster, Run
from modugil.simulator.settings import SimulationSettings
from modugil.simulator.vehicle_row import (
    EVENT,
    JUST_BROKEN,
    STANDS_BROKEN,
    Happening,
    Mode,
    new_vehicles,
)
from modugil.simulator.world import World, build_runs, build_world

SECOND_MS = 1000
EXTEND_MS = 6 * 3600 * SECOND_MS
"""The runs of a day are known so long before it begins."""
PHASES = 20
"""Into how many parts of a second the terminals' seconds fall."""


@dataclass(frozen=True, slots=True)
class TrueStopEvent:
    """What a vehicle really did at a stop; an arrival and a departure where it stood.

    Units:   UTC milliseconds since 1970. At a run's first stop there is only a departure, at its
             last only an arrival.
    """

    vehicle: str
    run: TripRun
    position: int
    kind: EventKind
    time_ms: int


class Model:
    """A fleet that drives a region's timetable, one second after the other.

    The same region, days, seed and settings give the same truth, whatever happens to messages.
    """

    def __init__(
        self, region: Region, *, first_day: date, seed: int, settings: SimulationSettings
    ) -> None:
        """Make the fleet for the runs from that service date on; nobody drives yet.

        Errors:  RegionUnreadable if the region has no timetable.
        """
        if region.timetable is None:
            raise RegionUnreadable("The region has no timetable: there is nothing to drive.")
        self.timetable: Timetable = region.timetable
        self.seed = seed
        self.settings = settings
        self.paths: Paths = build_paths(region.timetable)
        self.roster = Roster(region.timetable, zone=region.zone, first_day=first_day)
        self.vehicles = build_fleet(self.roster.floors, settings=settings, seed=seed)
        self.world: World = build_world(region.timetable, self.paths, settings=settings, seed=seed)
        self.fleet = new_vehicles(len(self.vehicles))
        self.true_events: list[TrueStopEvent] = []
        self.keeps_events = False
        self.now_ms = 0
        self._next_day = first_day
        self._next_day_ms = 0
        self._events = np.zeros(0, EVENT)
        self._fill(0, self.vehicles)
        self.add_day()

    def _fill(self, first: int, vehicles: Sequence[SimulatedVehicle]) -> None:
        """Write what does not change into the rows of these vehicles."""
        rows = self.fleet[first : first + len(vehicles)]
        numbers = np.arange(first, first + len(vehicles), dtype=np.int64)
        rows["salt"] = numbers + 1
        drawn = draw_many(self.seed, numbers, numbers, Draw.PHASE.value)
        rows["phase_ms"] = np.floor(drawn * PHASES) * (SECOND_MS // PHASES)
        rows["capacity"] = [vehicle.capacity for vehicle in vehicles]
        rows["bays"] = [vehicle.wheelchair_bays for vehicle in vehicles]
        self._events = np.zeros(2 * len(self.fleet), EVENT)

    def add_day(self) -> None:
        """Give the runs of one more service date to the vehicles."""
        runs = self.roster.assign_day(self._next_day)
        self._next_day += timedelta(days=1)
        if runs:
            self._next_day_ms = runs[0].day_ms + 24 * 3600 * SECOND_MS
            self._append_runs(runs)
        else:
            self._next_day_ms += 24 * 3600 * SECOND_MS

    def _append_runs(self, runs: Sequence[Run]) -> None:
        known = self.world.runs
        rows = build_runs(self.timetable, self.paths, runs, first_row=len(known))
        firsts: dict[int, int] = {}
        for index, run in enumerate(runs):
            firsts.setdefault(run.vehicle, len(known) + index)
        last_of = {int(row["vehicle"]): index for index, row in enumerate(known) if row["next"] < 0}
        for vehicle, first in firsts.items():
            if vehicle in last_of:
                known["next"][last_of[vehicle]] = first
            if self.fleet["run"][vehicle] < 0 and not self.fleet["is_broken"][vehicle]:
                self.fleet["run"][vehicle] = first
        self.world = self.world._replace(runs=np.concatenate([known, rows]))

    def start(self, now_ms: int) -> None:
        """Drive from the last moment at which no bus was on its way until `now_ms`.

        The truth of a day is the same from whichever moment of it one begins to look.
        """
        self.now_ms = now_ms
        self._extend()
        starts_ms, ends_ms = self._spans_ms()
        began_ms = find_quiet_ms(starts_ms, ends_ms, now_ms=now_ms) // SECOND_MS * SECOND_MS
        self._forget_before(began_ms, starts_ms)
        self.now_ms = began_ms
        while self.now_ms + SECOND_MS <= now_ms:
            self._extend()
            until_ms = min(now_ms, self.now_ms + EXTEND_MS // 2)
            self.now_ms = step_until(self.world, self.fleet, (self.now_ms, until_ms), self._events)
            for row in np.flatnonzero(self.fleet["is_broken"] == JUST_BROKEN):
                self.replace_broken(int(row))

    def _spans_ms(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """When each run leaves and when it is back, as the timetable has it."""
        runs, world = self.world.runs, self.world
        first = world.departure_s[runs["time"]].astype(np.int64)
        last = world.arrival_s[runs["time"] + runs["count"] - 1].astype(np.int64)
        return runs["day_ms"] + SECOND_MS * first, runs["day_ms"] + SECOND_MS * last

    def _forget_before(self, began_ms: int, starts_ms: NDArray[np.int64]) -> None:
        """Let each vehicle begin with its first run after that moment."""
        runs = self.world.runs
        for row, first in enumerate(self.fleet["run"].tolist()):
            while first >= 0 and starts_ms[first] < began_ms:
                first = int(runs["next"][first])
            self.fleet["run"][row] = first

    def step(self) -> None:
        """One second later."""
        self.now_ms += SECOND_MS
        self._extend()
        count = step_fleet(self.world, self.fleet, self.now_ms, self._events)
        if count:
            self._note(self._events[:count])

    def _extend(self) -> None:
        """Know the runs of the days to come some hours before they begin."""
        while self.now_ms > self._next_day_ms - EXTEND_MS:
            self.add_day()

    def see(self) -> None:
        """Let every receiver find its place, for the fixes of this second."""
        see_fleet(self.world, self.fleet, self.now_ms)

    def _note(self, events: NDArray[np.void]) -> None:
        for event in events:
            if event["kind"] == Happening.BREAKDOWN:
                self.replace_broken(int(event["vehicle"]))
            elif self.keeps_events:
                self.true_events.append(
                    TrueStopEvent(
                        self.vehicles[event["vehicle"]].name,
                        self.run_of(int(event["run"])),
                        int(event["position"]),
                        EventKind(int(event["kind"])),
                        int(event["time_ms"]),
                    )
                )

    def run_of(self, row: int) -> TripRun:
        """The run in that row of the world's runs."""
        run = self.world.runs[row]
        return TripRun(int(run["trip"]), date.fromordinal(int(run["day"])))

    def find_run_row(self, run: TripRun) -> int | None:
        """The row of that run, None if nobody was given it."""
        runs = self.world.runs
        rows = np.flatnonzero((runs["trip"] == run.trip) & (runs["day"] == run.day.toordinal()))
        return int(rows[0]) if len(rows) else None

    def find_spare(self, low_floor: int | None = None) -> int | None:
        """A vehicle in reserve that is out of service, of that floor if one is given."""
        for row in range(len(self.roster.floors), len(self.vehicles)):
            bus = self.fleet[row]
            fits = low_floor is None or self.vehicles[row].low_floor == low_floor
            is_free = bus["run"] < 0 and bus["mode"] == Mode.OFF
            if fits and is_free and self.vehicles[row].original < 0:
                return row
        return None

    def replace_broken(self, row: int) -> None:
        """Give the runs after the one that broke down to a vehicle in reserve, if there is one."""
        bus = self.fleet[row]
        run = self.world.runs[bus["run"]]
        spare = self.find_spare(self.vehicles[row].low_floor)
        if spare is not None and run["next"] >= 0:
            self.fleet["run"][spare] = run["next"]
            self._name_driver(int(run["next"]), spare)
        run["next"] = -1
        self.fleet["is_broken"][row] = STANDS_BROKEN

    def _name_driver(self, run: int, vehicle: int) -> None:
        """This vehicle drives that run and those that follow it."""
        while run >= 0:
            self.world.runs["vehicle"][run] = vehicle
            run = int(self.world.runs["next"][run])

    def hand_over(self, row: int, *, to: int) -> None:
        """The other vehicle takes this one's place on the road, its people and all its runs."""
        kept = ("salt", "phase_ms", "capacity", "bays", "error_east", "error_north")
        old = {name: self.fleet[name][to] for name in kept}
        odometer_m = self.fleet["odometer_m"][to]
        self.fleet[to] = self.fleet[row]
        for name, value in old.items():
            self.fleet[name][to] = value
        self.fleet["odometer_m"][to] = odometer_m
        self.fleet["bays_used"][to] = min(self.fleet["bays_used"][to], self.fleet["bays"][to])
        self._name_driver(int(self.fleet["run"][row]), to)
        self.fleet["run"][row] = -1
        self.fleet["mode"][row] = Mode.LAYOVER if self.fleet["speaks"][row] else Mode.OFF
        self.fleet["until_ms"][row], self.fleet["speed_mps"][row] = self.now_ms, 0.0

    def add_clones(self, count: int) -> None:
        """So many more vehicles, each beginning where one that speaks now is, then on its own."""
        originals = np.flatnonzero(self.fleet["speaks"])
        if not len(originals) or count <= 0:
            return
        first = len(self.fleet)
        picks = originals[np.arange(count) % len(originals)]
        clones = [
            build_vehicle(
                first + index,
                self.vehicles[pick].low_floor,
                settings=self.settings,
                seed=self.seed,
                original=int(pick),
            )
            for index, pick in enumerate(picks)
        ]
        self.vehicles.extend(clones)
        self.fleet = np.concatenate([self.fleet, self.fleet[picks]])
        self._fill(first, clones)


def service_day_before(instant: datetime, region: Region) -> date:
    """The service date from which on to simulate, so that night buses of the day before drive."""
    return local_day(instant, zone=region.zone) - timedelta(days=1)
