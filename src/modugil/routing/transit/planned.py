"""The day as planned: every run from a day before the base day's start to the end of the next day.

So trips after midnight, arriving by an early hour and the 24 hours after any start are all found
without asking for another day.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from modugil.core.time import DAY_S, get_zone, service_day_shift_s
from modugil.region.timetable import Services, Timetable
from modugil.routing.transit.day import LaneFacts, TransitDay, build_lanes
from modugil.routing.transit.day_kernels import PlannedTimes, fill_times, gather_runs
from modugil.routing.transit.lanes import I32, U8, frozen
from modugil.routing.transit.workspace import WorkspacePool

BACK_S = DAY_S
"""How far before the base day's start the axis reaches: arrive-by looks back 24 hours."""
AHEAD_S = 2 * DAY_S + 3600
"""How far after it: 24 hours from any moment of the base day, even one of 25 hours."""


def active_services(services: Services, day: date) -> U8:
    """1 for each service that runs on that date, else 0; all 0 outside the days covered."""
    row = day.toordinal() - services.first_day
    if not 0 <= row < services.day_count:
        return np.zeros(len(services.active), np.uint8)
    return (services.active[:, row >> 3] >> np.uint8(row & 7)) & np.uint8(1)


def build_planned_day(
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
        vehicle=frozen(np.repeat(_vehicles(timetable), np.diff(patterns.stop_start))),
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
        measures=timetable.measures,
        pool=pool or WorkspacePool(),
    )


def _vehicles(timetable: Timetable) -> I32:
    """The kind of vehicle of each pattern; -1 for all where the region names no measures."""
    told = timetable.measures.pattern_vehicle
    return told if len(told) else np.full(timetable.pattern_count, -1, np.int32)


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
