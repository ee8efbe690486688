"""Who drives what on which day: the duties of each service day, given to vehicles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from modugil.core.time import service_day_start
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable
from modugil.simulator.duties import Duty, build_duties, list_runs

BREAK_MS = 600_000
"""Between the duties of two days of a vehicle."""
KNOWN_DAYS = 8
"""The fleet is large enough for every day of a week."""


@dataclass(frozen=True, slots=True)
class Run:
    """One trip on one service date, given to a vehicle.

    Units:   UTC milliseconds since 1970, as the timetable has them.
    """

    vehicle: int
    trip: int
    day: date
    day_ms: int
    start_ms: int
    end_ms: int


class Roster:
    """Gives each day's duties to vehicles, one a day each; earlier days never change by later ones.

    The fleet is as large as the first week needs. A duty of a later day for which no vehicle is
    free is not driven, and `undriven` counts its runs.
    """

    def __init__(self, timetable: Timetable, *, zone: ZoneInfo, first_day: date) -> None:
        """Make a fleet that can drive the week from that day on."""
        self._timetable = timetable
        self._zone = zone
        self._known: dict[bytes, list[Duty]] = {}
        self.floors: list[int] = []
        """Access of each vehicle's floor."""
        self.undriven = 0
        self._free_ms: list[int] = []
        self._taken: set[int] = set()
        self._is_growing = True
        for number in range(KNOWN_DAYS):
            self.assign_day(first_day + timedelta(days=number))
        self._is_growing = False
        self._free_ms = [0] * len(self.floors)

    def assign_day(self, day: date) -> list[Run]:
        """The runs of that service date with their vehicles; days are to be asked in order."""
        day_ms = int(service_day_start(day, zone=self._zone).timestamp() * 1000)
        runs: list[Run] = []
        self._taken = set()
        for duty in self._duties_of(day):
            vehicle = self._take_vehicle(duty, day_ms)
            if vehicle < 0:
                self.undriven += len(duty.runs)
                continue
            runs.extend(
                Run(
                    vehicle,
                    run.trip,
                    day,
                    day_ms,
                    day_ms + 1000 * run.start_s,
                    day_ms + 1000 * run.end_s,
                )
                for run in duty.runs
            )
        return runs

    def _duties_of(self, day: date) -> Sequence[Duty]:
        key = active_services(self._timetable.services, day=day).tobytes()
        if key not in self._known:
            runs = list_runs(self._timetable, day=day)
            self._known[key] = build_duties(self._timetable, runs)
        return self._known[key]

    def _take_vehicle(self, duty: Duty, day_ms: int) -> int:
        start_ms = day_ms + 1000 * duty.runs[0].start_s
        free = (
            row
            for row, floor in enumerate(self.floors)
            if floor == duty.low_floor and self._free_ms[row] <= start_ms and row not in self._taken
        )
        vehicle = next(free, -1)
        if vehicle < 0 and self._is_growing:
            vehicle = len(self.floors)
            self.floors.append(duty.low_floor)
            self._free_ms.append(0)
        if vehicle >= 0:
            self._taken.add(vehicle)
            self._free_ms[vehicle] = day_ms + 1000 * duty.runs[-1].end_s + BREAK_MS
        return vehicle
