"""Everything in numbers about the runs of one region: at a stop, of a line, of a vehicle's day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from modugil.answers.arrivals.blocks import Blocks
from modugil.answers.arrivals.fleet_now import DayStarts, FleetNow, Instant
from modugil.answers.arrivals.plans import Plans
from modugil.answers.arrivals.run_now import RunNow, Times
from modugil.answers.arrivals.stop_visits import StopVisits, list_visits
from modugil.answers.trips.preparation import Kept
from modugil.conditions.conditions import TripRun
from modugil.core.time import local_day
from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

KEPT_STOPS = 3000
"""Calls of so many stops and days are kept: about a hundred megabytes where stops are busy."""
MOST_LATE_MS = 7_200_000
"""A run that should have left earlier than this is not looked for any more."""
MOST_EARLY_MS = 600_000
OVERDUE_MS = 300_000
"""What should be here and was not seen to call is expected for at most so long."""


@dataclass(slots=True)
class Visit:
    """One call of one run at one stop, as it is now.

    Units:   UTC ms; `expected` None where only the timetable tells.
    """

    run: RunNow
    position: int
    scheduled: Times
    expected: Times | None
    served: bool
    """False where the run does not stop here, or does not drive."""

    @property
    def stop(self) -> int:
        """Row of the stop."""
        return self.run.plan.way.stops[self.position]

    @property
    def times(self) -> Times:
        """As expected, else by the timetable."""
        return self.expected or self.scheduled


class Arrivals:
    """The runs of one region; safe to ask from several threads at once."""

    def __init__(self, timetable: Timetable, *, zone: ZoneInfo) -> None:
        """Read the timetable's ways, and when each trip begins and ends."""
        self.timetable = timetable
        self.zone = zone
        self.plans = Plans(timetable)
        self.days = DayStarts(zone)
        trips, patterns = timetable.trips, timetable.patterns
        length = np.diff(patterns.stop_start)[trips.pattern]
        nth = np.arange(len(trips.pattern)) - patterns.trip_start[trips.pattern]
        first = patterns.time_start[trips.pattern] + nth * length
        self._begins_s = patterns.departure_s[first]
        self._ends_s = patterns.arrival_s[first + length - 1]
        self.blocks = Blocks(timetable, begins_s=self._begins_s)
        self._visits: Kept[tuple[tuple[int, ...], date], StopVisits] = Kept(most=KEPT_STOPS)

    def look(self, instant: Instant) -> FleetNow:
        """The fleet at that instant; who asks often keeps it for as long as it holds."""
        return FleetNow(instant, self.plans, self.days)

    def visits_of(self, stops: tuple[int, ...], day: date) -> StopVisits:
        """The calls by the timetable at these stops on that day."""
        return self._visits.get(
            (stops, day), lambda: list_visits(self.timetable, stops, day=day, zone=self.zone)
        )

    def days_around(self, fleet: FleetNow) -> tuple[date, date, date]:
        """Yesterday, whose runs go on past midnight; today; tomorrow."""
        today = local_day(fleet.instant.now, zone=self.zone)
        one = timedelta(days=1)
        return today - one, today, today + one

    def list_at(
        self, fleet: FleetNow, stops: tuple[int, ...], *, low_ms: int, high_ms: int
    ) -> list[Visit]:
        """The calls there from `low_ms` to `high_ms`, as expected, in order of time."""
        found: list[Visit] = []
        for day in self.days_around(fleet):
            visits = self.visits_of(stops, day)
            around = visits.between(low_ms - MOST_LATE_MS, high_ms + MOST_EARLY_MS)
            for trip, position in around:
                run = TripRun(trip, day)
                visit = self._look_at(fleet, run, position, low_ms=low_ms)
                if visit is None:
                    continue
                arrival_ms, departure_ms = visit.times
                if low_ms <= departure_ms and arrival_ms <= high_ms:
                    found.append(visit)
        found.sort(key=lambda one: (one.times[1], one.run.run.trip))
        return found

    def _look_at(
        self, fleet: FleetNow, run: TripRun, position: int, *, low_ms: int
    ) -> Visit | None:
        """The call, or None where it is over: left, or given up."""
        if not fleet.differs(run):
            start_ms = self.days.get_ms(run.day)
            planned_ms = start_ms + self.plans.get(run.trip).departure_s[position] * 1000
            if planned_ms < low_ms or fleet.was_left(run, position):
                return None
        visit = self.visit(fleet, run, position)
        if visit.expected is None:
            return None if fleet.was_left(run, position) else visit
        over_ms = fleet.now_ms - OVERDUE_MS
        ahead = visit.run.stops_away(position) >= 0
        return None if ahead and visit.expected[1] < over_ms else visit

    def visit(self, fleet: FleetNow, run: TripRun, position: int) -> Visit:
        """That call as it is now, whether it is over or not."""
        now = fleet.look_at(run)
        scheduled = now.scheduled_ms(position)
        served = now.word != "cancelled"
        if now.change is not None and position in now.change.skipped_positions:
            served = False
        closed = fleet.instant.conditions.stops_closed
        if closed and served:
            served = not self._is_closed(fleet, now, position)
        return Visit(
            now, position, scheduled, now.expected_ms(position) if served else None, served
        )

    def _is_closed(self, fleet: FleetNow, run: RunNow, position: int) -> bool:
        stop = run.plan.way.stops[position]
        closed = fleet.instant.conditions.stops_closed
        outages = (closed.get(row) for row in (stop, int(self.timetable.stops.parent[stop])))
        now = fleet.instant.now
        due_s = (run.scheduled_ms(position)[1] - fleet.now_ms) / 1000.0
        due = now + timedelta(seconds=due_s)
        return any(one is not None and one.span.overlaps(due, max(due, now)) for one in outages)

    def list_under_way(self, fleet: FleetNow, *, trips: Sequence[int]) -> list[RunNow]:
        """The runs of these trips that drive now: followed, or by the timetable."""
        found = dict.fromkeys(self._list_due(fleet, trips))
        found.update(dict.fromkeys(fleet.list_driven(trips)))
        runs = (fleet.look_at(run) for run in found)
        return [one for one in runs if one.vehicle is not None or not self._is_over(fleet, one)]

    def _is_over(self, fleet: FleetNow, run: RunNow) -> bool:
        return fleet.was_left(run.run, run.plan.last)

    def _list_due(self, fleet: FleetNow, trips: Sequence[int]) -> Iterator[TripRun]:
        rows = np.asarray(trips, np.int64)
        for day in self.days_around(fleet)[:2]:
            second = (fleet.now_ms - self.days.get_ms(day)) / 1000.0
            due = (self._begins_s[rows] <= second) & (second <= self._ends_s[rows])
            runs = active_services(self.timetable.services, day=day)
            due &= runs[self.timetable.trips.service[rows]]
            yield from (TripRun(trip, day) for trip in rows[due].tolist())

    def runs_on(self, trip: int, day: date) -> bool:
        """Whether that trip drives on that service day by the timetable."""
        runs = active_services(self.timetable.services, day=day)
        return bool(runs[self.timetable.trips.service[trip]])

    def find_run(self, fleet: FleetNow, trips: Sequence[int], day: date | None) -> TripRun | None:
        """Which run is meant by these trips of one id: followed, else under way, next or last.

        Of the day given, else of those around now; None where none of them drives then.
        """
        days = (day,) if day is not None else self.days_around(fleet)
        runs = [TripRun(trip, one) for one in days for trip in trips if self.runs_on(trip, one)]
        driven = [run for run in runs if run in fleet.driven]
        if driven or not runs:
            return driven[0] if driven else None
        ends_ms = {
            run: self.days.get_ms(run.day) + int(self._ends_s[run.trip]) * 1000 for run in runs
        }
        coming = [run for run in runs if ends_ms[run] >= fleet.now_ms]
        if coming:
            return min(coming, key=lambda run: ends_ms[run])
        return max(runs, key=lambda run: ends_ms[run])

    def begins_s(self, trip: int) -> int:
        """The trip's first departure, seconds of its service day."""
        return int(self._begins_s[trip])
