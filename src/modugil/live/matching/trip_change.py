"""A vehicle takes a run or gives it up: kernels."""

import numpy as np

from modugil.core.compiled import inner, kernel
from modugil.live.matching.hints import Hints
from modugil.live.matching.near import distance
from modugil.live.matching.schedule import NO_DAY, day_start, pick_day
from modugil.live.matching.trip_search import told_row
from modugil.live.matching.vehicle_rows import NO_SOURCE, REMEMBERED, Record, Rows
from modugil.live.matching.world import World
from modugil.live.stop_events.detect import ARRIVAL, DEPARTURE, forget_stop, tell

FAREWELL_M = 150.0
"""A vehicle that gives up its trip so near the last stop has arrived there."""
FAREWELL_S = 120.0
LONGEST_BREAK_S = 7200.0
NO_LONGER_S = 4 * 3600.0
FARTHEST_HINT_S = 6 * 3600.0


@inner
def remember_run(s: Record) -> None:
    """The run that is given up becomes the first of those before it; the oldest is forgotten."""
    last = REMEMBERED - 1
    for one in range(REMEMBERED - 1):
        if s.told_trip[one] == s.trip and s.told_day[one] == s.day:
            last = one
            break
    for one in range(last, 0, -1):
        s.told_trip[one], s.told_day[one] = s.told_trip[one - 1], s.told_day[one - 1]
        s.told_position[one], s.told_ms[one] = s.told_position[one - 1], s.told_ms[one - 1]
    s.told_trip[0], s.told_day[0] = s.trip, s.day
    s.told_position[0], s.told_ms[0] = s.last_position, s.last_event_ms


@inner
def leave_run(s: Record, claims: Rows, vehicle: int) -> None:
    """The vehicle drives nothing any more; what was told of its run is remembered."""
    if s.trip >= 0:
        if claims[s.trip].vehicle == vehicle and s.finished == 0:
            claims[s.trip].vehicle = -1
        remember_run(s)
    s.trip, s.day, s.path = -1, -1, -1
    s.source = NO_SOURCE
    s.along = np.nan
    s.beam_count = 0
    s.last_position = -1
    s.last_event_ms = 0
    s.at_stop = s.finished = s.told_first = s.driven = 0
    s.off_count = 0
    s.off_m = s.reversed_m = s.behind_m = s.leg_ratio = 0.0
    s.off_path_m = np.nan
    forget_stop(s)


@inner
def take_run(  # noqa: PLR0913 (a kernel)
    world: World,
    s: Record,
    claims: Rows,
    vehicle: int,
    trip: int,
    day: int,
    time_ms: int,
) -> None:
    """The vehicle drives this run from now on; one that it drove before goes on.

    Why it does so is for the caller to say, in `source`.
    """
    if s.trip >= 0:
        leave_run(s, claims, vehicle)
    known = told_row(s, trip, day)
    if known >= 0:
        s.last_position, s.last_event_ms = s.told_position[known], s.told_ms[known]
    s.trip, s.day, s.held = trip, day, 0
    s.path = world.trips[trip].path
    s.day_start_ms = day_start(world, day)
    s.run_end_ms = s.day_start_ms + 1000 * np.int64(world.trips[trip].end_s)
    s.match_ms, s.match_x, s.match_y = time_ms, s.x, s.y
    s.search_count = 0


@kernel
def read_hint(world: World, hints: Hints, hint: int, time_ms: int) -> tuple[int, int]:
    """The run that the hint names now; the trip is -1 where it names none."""
    if hint < 0 or hints.rows[hint].names_trip == 0:
        return -1, NO_DAY
    trip, day, nearest_s = -1, NO_DAY, FARTHEST_HINT_S
    for slot in range(hints.rows[hint].start, hints.rows[hint].end):
        one = hints.trip[slot]
        one_day, away_s = pick_day(world, one, hints.rows[hint].day, time_ms)
        if one_day != NO_DAY and away_s < nearest_s:
            trip, day, nearest_s = one, one_day, away_s
    return trip, day


@inner
def say_farewell(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: Record,
    s: Record,
    events: Rows,
    count: int,
    time_ms: int,
    x: float,
    y: float,
) -> int:
    """Arrival at the last stop of a trip given up there; the events there are now.

    Stops before it that were not yet told are not: the vehicle was not seen at them.
    """
    if s.finished == 1 or np.isnan(s.along):
        return count
    first, after = world.paths[s.path].stop_first, world.paths[s.path].stop_end
    end = world.paths[s.path].point_end
    is_there = distance(world.points[end].x - x, world.points[end].y - y) < FAREWELL_M
    was_near = world.stops[after - 1].along - s.along < FAREWELL_M
    gap_s = (time_ms - s.match_ms) / 1000.0
    rest_m = world.stops[after - 1].along - s.along
    could = is_there and gap_s < FAREWELL_S and rest_m < limits.top_speed_mps * gap_s
    if not (was_near or could):
        return count
    if s.at_stop == 1:
        left = s.left_ms if s.left_ms > 0 else s.match_ms
        count = tell(events, count, s, DEPARTURE, s.last_position, left, 1000.0 * gap_s + 1000.0)
    middle = s.match_ms + (time_ms - s.match_ms) // 2
    count = tell(
        events, count, s, ARRIVAL, after - first - 1, middle, (time_ms - s.match_ms) / 2.0 + 5000.0
    )
    s.last_position = after - first - 1
    s.finished = 1
    return count


@inner
def next_run(world: World, s: Record, time_ms: int) -> tuple[int, int]:
    """The run that follows in the block, if it begins soon; the trip is -1 where none does."""
    following = world.trips[s.trip].next_in_block
    if following < 0:
        return -1, NO_DAY
    begins_ms = s.day_start_ms + 1000 * np.int64(world.trips[following].begin_s)
    if begins_ms - time_ms > 1000.0 * LONGEST_BREAK_S:
        return -1, NO_DAY
    return following, s.day
