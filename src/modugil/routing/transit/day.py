"""One day of the timetable on one time axis, made for search.

Everything that runs from a day before the base day's start until the end of the day after it is on
the axis, so that trips after midnight, arriving by an early hour and the 24 hours after any start
are all found without asking for another day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from modugil.core.access import Access
from modugil.core.errors import TimeOutside
from modugil.core.time import DAY_S, get_zone, service_day_shift_s
from modugil.region.timetable import Services, Timetable
from modugil.routing.transit.boarding import BoardingRule, StopCosts, build_costs
from modugil.routing.transit.day_kernels import PlannedTimes, fill_times, gather_runs
from modugil.routing.transit.lanes import I32, U8, Lanes, frozen, list_boardings, mirror_lanes
from modugil.routing.transit.workspace import WorkspacePool

BACK_S = DAY_S
"""How far before the base day's start the axis reaches: arrive-by looks back 24 hours."""
AHEAD_S = 2 * DAY_S + 3600
"""How far after it: 24 hours from any moment of the base day, even one of 25 hours."""


@dataclass(frozen=True, slots=True, eq=False)
class LaneFacts:
    """What is known of lanes beyond their times.

    Shapes:  `pattern` a lane; `pickup`, `drop_off`, `wheelchair` a position; `run_*` a run.
    """

    pattern: I32
    pickup: U8
    drop_off: U8
    wheelchair: U8
    """Access of the trips of the lanes that use the position."""
    run_trip: I32
    run_day: I32
    """Index into the day's `offsets`."""


@dataclass(frozen=True, slots=True, eq=False)
class TransitDay:
    """Every run around one base day, as planned or with conditions applied; it never changes.

    `cache` keeps what is derived from it on demand: the mirrored lanes, costs by boarding rule.
    """

    base_day: date
    offsets: tuple[int, ...]
    """Service days it holds, in days from the base day."""
    shift_s: I32
    """What to add to the times of each of these service days."""
    lanes: Lanes
    facts: LaneFacts
    stop_wheelchair: U8
    pool: WorkspacePool
    conditions_version: int = 0
    cache: dict[object, object] = field(default_factory=dict)

    @property
    def stop_count(self) -> int:
        """How many stops there are."""
        return len(self.stop_wheelchair)

    def mirrored(self) -> Lanes:
        """The lanes with time running backwards."""
        found = self.cache.get("mirror")
        if not isinstance(found, Lanes):
            found = mirror_lanes(
                self.lanes, stop_count=self.stop_count, pickup=frozen(self.facts.drop_off[::-1])
            )
            self.cache["mirror"] = found
        return found

    def costs(self, rule: BoardingRule) -> StopCosts:
        """Unverified metres of boarding and alighting at every position, for that rule."""
        found = self.cache.get(rule)
        if not isinstance(found, StopCosts):
            facts = self.facts
            found = build_costs(
                rule,
                pickup=facts.pickup,
                drop_off=facts.drop_off,
                stop_access=self.stop_wheelchair[self.lanes.stop],
                trip_access=facts.wheelchair,
            )
            self.cache[rule] = found
        return found

    def run_access(self, lane: int) -> Access:
        """The wheelchair access of the runs of that lane."""
        return Access(int(self.facts.wheelchair[self.lanes.stop_start[lane]]))


def check_service_day(timetable: Timetable, day: date) -> None:
    """Nothing happens if the timetable covers that date.

    Errors:  TimeOutside naming the first and the last day it covers.
    """
    services = timetable.services
    first = date.fromordinal(max(services.first_day, 1))
    last = first + timedelta(days=max(services.day_count - 1, 0))
    if services.day_count == 0 or not first <= day <= last:
        covered = f"It covers {first} to {last}." if services.day_count else "It has no days."
        raise TimeOutside(f"The timetable does not cover {day}.", allowed=covered)


def active_services(services: Services, day: date) -> U8:
    """1 for each service that runs on that date, else 0; all 0 outside the days covered."""
    row = day.toordinal() - services.first_day
    if not 0 <= row < services.day_count:
        return np.zeros(len(services.active), np.uint8)
    return (services.active[:, row >> 3] >> np.uint8(row & 7)) & np.uint8(1)


def build_day(
    timetable: Timetable, base_day: date, *, pool: WorkspacePool | None = None
) -> TransitDay:
    """The day as planned. Build it once a base day and keep it; conditions are applied to it."""
    patterns = timetable.patterns
    offsets = tuple(range(-1 - int(patterns.departure_s.max(initial=0)) // DAY_S, 3))
    shift_s = frozen(_shifts(base_day, offsets=offsets, zone_name=timetable.time_zone))
    planned = planned_times(timetable)
    days = [active_services(timetable.services, _day_after(base_day, days=o)) for o in offsets]
    active = frozen(np.stack([one[timetable.trips.service] for one in days]))
    runs = gather_runs(planned, active, shift_s, -BACK_S, AHEAD_S)
    length = np.diff(patterns.stop_start)[runs.lane_pattern]
    size = length.astype(np.int64) * runs.lane_count
    time_start = np.cumsum(size) - size
    facts = LaneFacts(
        pattern=frozen(runs.lane_pattern),
        pickup=frozen(patterns.pickup),
        drop_off=frozen(patterns.drop_off),
        wheelchair=frozen(np.repeat(patterns.wheelchair, np.diff(patterns.stop_start))),
        run_trip=frozen(runs.trip),
        run_day=frozen(runs.day),
    )
    lanes = build_lanes(
        stop_start=patterns.stop_start[runs.lane_pattern],
        length=length,
        runs=(runs.lane_start, runs.lane_count, time_start),
        stop=patterns.stop,
        times=fill_times(planned, shift_s, runs, time_start, int(size.sum())),
        stops_pickup=(timetable.stop_count, facts.pickup),
    )
    return TransitDay(
        base_day=base_day,
        offsets=offsets,
        shift_s=shift_s,
        lanes=lanes,
        facts=facts,
        stop_wheelchair=frozen(timetable.stops.wheelchair),
        pool=pool or WorkspacePool(),
    )


def planned_times(timetable: Timetable) -> PlannedTimes:
    """The timetable's times as the kernels read them."""
    patterns = timetable.patterns
    return PlannedTimes(
        stop_start=frozen(patterns.stop_start),
        trip_start=frozen(patterns.trip_start),
        time_start=frozen(patterns.time_start),
        arrival_s=frozen(patterns.arrival_s),
        departure_s=frozen(patterns.departure_s),
    )


def build_lanes(
    *,
    stop_start: I32,
    length: I32,
    runs: tuple[I32, I32, np.ndarray],
    stop: I32,
    times: tuple[I32, I32],
    stops_pickup: tuple[int, U8],
) -> Lanes:
    """Lanes with the index of where each can be boarded."""
    start, many, positions = frozen(stop_start), frozen(length), frozen(stop)
    stop_count, pickup = stops_pickup
    boardings = list_boardings(stop_count, start, many, positions, pickup)
    return Lanes(
        stop_start=start,
        length=many,
        run_start=frozen(runs[0]),
        run_count=frozen(runs[1]),
        time_start=frozen(runs[2]),
        stop=positions,
        arrival_s=frozen(times[0]),
        departure_s=frozen(times[1]),
        at_start=frozen(boardings[0]),
        at_lane=frozen(boardings[1]),
        at_position=frozen(boardings[2]),
    )


def _day_after(day: date, *, days: int) -> date:
    return date.fromordinal(max(1, day.toordinal() + days))


def _shifts(base_day: date, *, offsets: Sequence[int], zone_name: str) -> I32:
    zone = get_zone(zone_name)
    return np.array(
        [
            service_day_shift_s(base_day, other=_day_after(base_day, days=one), zone=zone)
            for one in offsets
        ],
        np.int32,
    )
