"""When the trip of a vehicle is looked for, and what is done with the answer: kernels."""

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inner
from modugil.live.matching.counters import FOUND, REFUTED, SEARCHED
from modugil.live.matching.departing_run import departing_run
from modugil.live.matching.driving import is_starting, move_on, pass_over
from modugil.live.matching.hints import Hints
from modugil.live.matching.schedule import day_start
from modugil.live.matching.trip_change import leave_run, take_run
from modugil.live.matching.trip_search import CLEAR_TRAIL, search
from modugil.live.matching.vehicle_rows import BY_HINT, BY_SEARCH, Record, Rows
from modugil.live.matching.world import World

UNCLEAR_COST = 0.7
AWAY_FROM_END_M = 300.0


@inner
def wants_search(world: World, limits: Record, s: Record, time_ms: int) -> bool:
    """Whether the vehicle's trip is unknown, or its fixes speak against it."""
    if s.trip < 0:
        return True
    if s.off_count == 0:
        return False
    if s.finished == 1:
        return bool(s.off_m > AWAY_FROM_END_M)
    if is_starting(world, s, time_ms):
        return bool(s.off_m > limits.detour_m)
    if s.reversed_m > limits.reversed_m:
        return True
    if s.source == BY_HINT and s.driven == 1:
        return bool(s.off_m > limits.detour_m)
    if s.source != BY_SEARCH and s.driven == 0:
        # on its way to the first stop, as long as there is time
        begins_ms = s.day_start_ms + 1000 * np.int64(world.trips[s.trip].begin_s)
        return bool(time_ms > begins_ms + 120_000 and s.off_m > limits.refuted_m)
    return bool(s.off_m > limits.refuted_m)


@inner
def seek(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: Record,
    claims: Rows,
    hints: Hints,
    s: Record,
    vehicle: int,
    events: Rows,
    count: int,
    time_ms: int,
    sigma: float,
    counters: NDArray[np.int64],
) -> int:
    """Look for the vehicle's trip; where it is found, its last places are driven once more."""
    s.search_ms = time_ms
    counters[SEARCHED] += 1
    trip, day, along, start, cost, other = search(world, limits, claims, hints, s, vehicle, time_ms)
    clear = other - cost >= UNCLEAR_COST or s.trail_count >= CLEAR_TRAIL
    if trip < 0 or not clear or (trip == s.trip and day == s.day):
        s.search_count = min(s.search_count + 1, 100)
        if s.search_count >= 3 and s.hint >= 0 and hints.rows[s.hint].names_trip == 0:
            s.refuted = 1
        if s.trip >= 0 and s.source == BY_SEARCH and trip != s.trip:
            leave_run(s, claims, vehicle)
        return count
    counters[FOUND] += 1
    if s.hint >= 0 and s.refuted == 0 and hints.rows[s.hint].names_trip == 1:
        s.refuted = 1
        counters[REFUTED] += 1
    take_run(world, s, claims, vehicle, trip, day, time_ms)
    s.source = BY_SEARCH
    no = bool(start < 0)  # never; a literal would compile everything below twice
    earlier = s.still
    s.still = 0
    for one in range(start, s.trail_count):
        last = one == s.trail_count - 1
        if one == start:
            s.match_ms, s.match_x, s.match_y = s.trail_ms[one], s.trail_x[one], s.trail_y[one]
        _, count = move_on(
            world, limits, s, events, count, s.trail_ms[one], s.trail_x[one], s.trail_y[one],
            sigma, 0.0, 0.0, np.nan, no, no,
        )  # fmt: skip
        if s.beam_count > 0 and last and abs(s.beam_along[0] - along) > 150.0:
            # the places led to another pass of the way than the search: begin where it ended
            s.beam_along[0], s.beam_cost[0], s.beam_count = along, 0.0, 1
            s.along = along
            pass_over(world, s, along)
    s.still = earlier
    return count


@inner
def rename_run(  # noqa: PLR0913 (a kernel)
    world: World, claims: Rows, s: Record, vehicle: int, events: Rows, begun: int, count: int
) -> None:
    """The vehicle has just left its first stop: which run of its way it drives is seen best now."""
    trip, day = departing_run(world, claims, s, vehicle, events[begun].time_ms)
    if trip == s.trip and day == s.day:
        return
    for one in range(begun, count):
        events[one].trip, events[one].day = trip, day
    if claims[s.trip].vehicle == vehicle:
        claims[s.trip].vehicle = -1
    s.trip, s.day = trip, day
    s.day_start_ms = day_start(world, day)
    s.run_end_ms = s.day_start_ms + 1000 * np.int64(world.trips[trip].end_s)
