"""From what the kernels wrote down to journeys made of legs."""

from dataclasses import dataclass, replace
from datetime import date
from operator import le

from modugil.core.access import Access, worst_access
from modugil.region.timetable import Timetable
from modugil.routing.journey import BoardingNumbers, Journey, RideLeg, WalkLeg
from modugil.routing.transit.boarding import BoardingRule
from modugil.routing.transit.boarding_numbers import (
    explain_boarding,
    kerb_origin_at,
    measured_at,
)
from modugil.routing.transit.day import TransitDay
from modugil.routing.transit.lanes import I32
from modugil.routing.transit.query import NO_LINK, StopLabels, TransitQuery
from modugil.routing.transit.transfers import TransferTable

NO_WALK = -1
"""A change at the same stop."""


@dataclass(frozen=True, slots=True)
class Ride:
    """One ride as the kernels know it: a run of a lane between two positions."""

    lane: int
    run: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Path:
    """A journey as rows: source label, rides, transfer rows between them, target label."""

    source: int
    rides: tuple[Ride, ...]
    walks: tuple[int, ...]
    target: int


def read_paths(day: TransitDay, heads: I32, legs: I32, *, rows: I32, mirrored: bool) -> list[Path]:
    """What a kernel found, turned round to run forwards in time where it was mirrored.

    `rows` are the table's rows of the walks the kernel was given.
    """
    paths = []
    for head, found in zip(heads.tolist(), legs.tolist(), strict=True):
        steps = found[: head[0]]
        first, last = steps[0][4], head[3]
        rides = tuple(Ride(lane, run, before, after) for lane, run, before, after, _ in steps)
        walks = tuple(NO_WALK if step[4] < 0 else int(rows[step[4]]) for step in steps[1:])
        if mirrored:
            rides = tuple(_mirrored_ride(day, ride) for ride in reversed(rides))
            walks, first, last = walks[::-1], last, first
        paths.append(Path(first, rides, walks, last))
    return paths


def _mirrored_ride(day: TransitDay, ride: Ride) -> Ride:
    last = int(day.lanes.length[ride.lane]) - 1
    run = int(day.lanes.run_count[ride.lane]) - 1 - ride.run
    return Ride(ride.lane, run, last - ride.after, last - ride.before)


@dataclass(frozen=True, slots=True, eq=False)
class JourneyBuilder:
    """Makes journeys of one query out of paths."""

    timetable: Timetable
    day: TransitDay
    transfers: TransferTable
    query: TransitQuery

    def build(self, path: Path) -> Journey:
        """The journey with all its legs, walks timed to end when the vehicle leaves."""
        rides = [self._ride_leg(ride) for ride in path.rides]
        legs: list[WalkLeg | RideLeg] = []
        first, last = rides[0], rides[-1]
        legs.extend(self._end_leg(self.query.sources, path.source, before=first, after=None))
        for ride, following, row in zip(rides[:-1], rides[1:], path.walks, strict=True):
            legs.append(ride)
            if row != NO_WALK:
                legs.append(self._change_leg(ride, following, row))
        legs.append(last)
        legs.extend(self._end_leg(self.query.targets, path.target, before=None, after=last))
        return Journey(
            base_day=self.day.base_day,
            departure_s=legs[0].departure_s,
            arrival_s=legs[-1].arrival_s,
            boardings=len(rides),
            unverified_m=float(sum(leg.unverified_m for leg in legs)),
            legs=tuple(legs),
        )

    def _end_leg(
        self, labels: StopLabels, row: int, *, before: RideLeg | None, after: RideLeg | None
    ) -> list[WalkLeg]:
        time_s, length_m = int(labels.time_s[row]), float(labels.length_m[row])
        unverified_m, link = float(labels.unverified_m[row]), int(labels.link[row])
        if time_s == 0 and length_m == 0 and unverified_m == 0 and link == NO_LINK:
            return []
        start_s = before.departure_s - time_s if before else after.arrival_s if after else 0
        return [
            WalkLeg(
                from_stop=after.to_stop if after else -1,
                to_stop=before.from_stop if before else -1,
                departure_s=start_s,
                arrival_s=start_s + time_s,
                way=None,
                length_m=length_m,
                unverified_m=unverified_m,
                pathways=self._pathways(link),
            )
        ]

    def _change_leg(self, ride: RideLeg, following: RideLeg, row: int) -> WalkLeg:
        table = self.transfers
        return WalkLeg(
            from_stop=ride.to_stop,
            to_stop=following.from_stop,
            departure_s=ride.arrival_s,
            arrival_s=ride.arrival_s + int(table.time_s[row]),
            way=None,
            length_m=float(table.length_m[row]),
            unverified_m=float(table.unverified_m[row]),
            pathways=self._pathways(int(table.link[row])),
        )

    def _pathways(self, link: int) -> tuple[int, ...]:
        links = self.transfers.links
        return () if link == NO_LINK or links is None else links.pathways_of(link)

    def _ride_leg(self, ride: Ride) -> RideLeg:
        day, lanes, facts = self.day, self.day.lanes, self.day.facts
        first = int(lanes.stop_start[ride.lane])
        many, base = int(lanes.run_count[ride.lane]), int(lanes.time_start[ride.lane])
        run = int(lanes.run_start[ride.lane]) + ride.run
        trip, offset = int(facts.run_trip[run]), int(facts.run_day[run])
        stops = int(lanes.stop[first + ride.before]), int(lanes.stop[first + ride.after])
        scheduled_s = self._scheduled_s(trip, offset, ride)
        costs = day.costs(self.query.rule, self.query.deciding_limits)
        ends = [self._boarding(ride.lane, first + at) for at in (ride.before, ride.after)]
        return RideLeg(
            trip=trip,
            service_day=_service_day(day, offset),
            from_position=ride.before,
            to_position=ride.after,
            from_stop=stops[0],
            to_stop=stops[1],
            departure_s=int(lanes.departure_s[base + ride.before * many + ride.run]),
            arrival_s=int(lanes.arrival_s[base + ride.after * many + ride.run]),
            scheduled_departure_s=scheduled_s[0],
            scheduled_arrival_s=scheduled_s[1],
            board_access=ends[0][0],
            alight_access=ends[1][0],
            unverified_m=float(
                max(0, costs.board_m[first + ride.before])
                + max(0, costs.alight_m[first + ride.after])
            )
            if self.query.rule is not BoardingRule.ANY
            else 0.0,
            board_numbers=ends[0][1],
            alight_numbers=ends[1][1],
        )

    def _boarding(self, lane: int, position: int) -> tuple[Access, BoardingNumbers | None]:
        """Whether one gets on or off there without a step, and the numbers that say so."""
        day = self.day
        stop, vehicle = int(day.lanes.stop[position]), int(day.facts.vehicle[position])
        flags = worst_access(Access(int(day.stop_wheelchair[stop])), day.run_access(lane))
        limits = day.asked_limits(self.query.rule, self.query.limits)
        if not limits or flags is Access.NO:
            return flags, None
        numbers = explain_boarding(measured_at(day.measures, stop=stop, vehicle=vehicle), limits)
        if numbers is None:
            return flags, None
        origin = kerb_origin_at(day.measures, stop=stop)
        return numbers.verdict, replace(numbers, kerb_origin=origin)

    def _scheduled_s(self, trip: int, offset: int, ride: Ride) -> tuple[int, int]:
        patterns = self.timetable.patterns
        pattern = int(self.timetable.trips.pattern[trip])
        length = int(patterns.stop_start[pattern + 1] - patterns.stop_start[pattern])
        row = int(patterns.time_start[pattern]) + length * (
            trip - int(patterns.trip_start[pattern])
        )
        shift_s = int(self.day.shift_s[offset])
        return (
            int(patterns.departure_s[row + ride.before]) + shift_s,
            int(patterns.arrival_s[row + ride.after]) + shift_s,
        )


def _service_day(day: TransitDay, offset: int) -> date:
    return date.fromordinal(day.base_day.toordinal() + day.offsets[offset])


def keep_unbeaten(journeys: list[Journey], *, query: TransitQuery) -> list[Journey]:
    """Those that no other beats in what the query asks, earliest first.

    Arrival, boardings and unverified metres count; with a window the departure too; when arriving
    by a moment, the departure instead of the arrival. Of two alike the first is kept.
    """
    measured = [_measure(journey, query) for journey in journeys]
    kept: list[int] = []
    for row in sorted(range(len(journeys)), key=measured.__getitem__):
        one = measured[row]
        if not any(all(map(le, measured[other], one)) for other in kept):
            kept.append(row)
    return sorted((journeys[row] for row in kept), key=_order)


def _measure(journey: Journey, query: TransitQuery) -> tuple[float, ...]:
    rest = (journey.boardings, journey.unverified_m)
    if query.window_s > 0:
        return (journey.arrival_s, -journey.departure_s, *rest)
    return (-journey.departure_s if query.arrive_by else journey.arrival_s, *rest)


def _order(journey: Journey) -> tuple[int, int, int, float]:
    return journey.arrival_s, -journey.departure_s, journey.boardings, journey.unverified_m
