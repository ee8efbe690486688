"""Which run of its way a vehicle drives whose trip was only found, seen as it leaves: a kernel."""

import numpy as np

from modugil.core.compiled import inner
from modugil.live.matching.schedule import day_of, day_start, runs_on
from modugil.live.matching.trip_search import HELD_COST, told_row
from modugil.live.matching.vehicle_rows import Record, Rows
from modugil.live.matching.world import World

EARLIEST_LEFT_S, LATEST_LEFT_S = 180.0, 1800.0
EARLY_LEFT_UNIT_S, LATE_LEFT_UNIT_S, STAYING_GAIN = 90.0, 300.0, 0.7


@inner
def departing_run(
    world: World, claims: Rows, s: Record, vehicle: int, left_ms: int
) -> tuple[int, int]:
    """The run of this way that fits best a vehicle that left the first stop then.

    Where trips were only found, this is the best moment to tell neighbours of a timetable apart.
    """
    way = world.paths[s.path]
    best_trip, best_day, best = s.trip, s.day, np.inf
    today = day_of(world, left_ms)
    for slot in range(way.trip_first, way.trip_end):
        trip = world.path_trip[slot]
        for day in range(today - 1, today + 2):
            start = day_start(world, day)
            if start == 0 or not runs_on(world, trip, day):
                continue
            late_s = (left_ms - start) / 1000.0 - world.trips[trip].begin_s
            if not -EARLIEST_LEFT_S < late_s < LATEST_LEFT_S:
                continue
            unit_s = LATE_LEFT_UNIT_S if late_s > 0.0 else EARLY_LEFT_UNIT_S
            cost = (late_s / unit_s) ** 2
            claim = claims[trip]
            if told_row(s, trip, day) >= 0:
                continue
            if claim.vehicle >= 0 and claim.vehicle != vehicle and claim.day == day:
                cost += HELD_COST
            if trip == s.trip and day == s.day:
                cost -= STAYING_GAIN
            if cost < best:
                best_trip, best_day, best = trip, day, cost
    return best_trip, best_day
