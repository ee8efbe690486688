"""A vehicle on its way: its place, its stops, its status: kernels."""

import numpy as np

from modugil.core.compiled import inner
from modugil.live.matching.beam import BEHIND, ON_WAY, REVERSED, advance, begin, surely_reached
from modugil.live.matching.near import distance, place_at
from modugil.live.matching.vehicle_rows import BY_SEARCH, Record, Rows
from modugil.live.matching.world import World
from modugil.live.stop_events.detect import forget_stop, pass_stops

UNASSIGNED, LAYOVER, ON_TRIP, DETOUR, DEADHEAD = 0, 1, 2, 3, 4
NEAR_FIRST_M = 1500.0
START_S, START_M = 600.0, 1000.0
DETOUR_FIXES, DETOUR_GAP_S = 2, 15.0


@inner
def move_on(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: Record,
    s: Record,
    events: Rows,
    count: int,
    time_ms: int,
    x: float,
    y: float,
    sigma: float,
    hx: float,
    hy: float,
    speed: float,
    still: bool,
    doors: bool,
) -> tuple[int, int]:
    """The vehicle on its way after this fix: how it fits, and the events there are now."""
    was_speed, way = s.speed, world.paths[s.path]
    if s.beam_count == 0:
        fits = begin(world, limits, s, time_ms, x, y, sigma, hx, hy)
    else:
        fits = advance(
            world.points, way, world.work[0], limits, s, time_ms, x, y, sigma, hx, hy, speed, still
        )
    gap_s = (time_ms - s.match_ms) / 1000.0
    if fits != ON_WAY:
        return fits, count
    reached = surely_reached(s)
    if not np.isnan(reached):
        before = s.along
        fresh = np.isnan(before)
        if fresh:
            before = reached
            pass_over(world, s, reached)
        if s.last_position < 0:
            hold_back(world, limits, s, time_ms, reached)
        astray = s.off_count >= DETOUR_FIXES or (s.off_count >= 1 and gap_s > DETOUR_GAP_S)
        tells = gap_s <= limits.longest_gap_s and not astray
        from_ms = time_ms if fresh else s.match_ms
        if s.held == 0:
            count = pass_stops(
                way, world.stops, limits, s, events, count, from_ms, before, time_ms, reached,
                sigma, s.still == 1, still, doors, max(was_speed, s.speed), tells,
            )  # fmt: skip
            if s.last_position >= 0 and reached > before:
                s.driven = 1
        s.along = reached
    s.match_ms, s.match_x, s.match_y = time_ms, x, y
    s.off_count = 0
    s.off_m = s.reversed_m = s.behind_m = 0.0
    px, py = place_at(world.points, way, s.beam_along[0])
    s.off_path_m = distance(px - x, py - y)
    return fits, count


@inner
def hold_back(world: World, limits: Record, s: Record, time_ms: int, along: float) -> None:
    """Whether the vehicle only moves up at its terminus, long before it departs.

    It may stand where its way leads past the layover, or go round the block to the first stop: only
    when it has gone far is it on its trip, and nothing is told of the stops behind it.
    """
    first = world.paths[s.path].stop_first
    if s.last_position >= 0 or world.trips[s.trip].headway_s > 0:
        return
    if along <= world.stops[first].zone_end:
        s.held = 0
    elif s.held == 1:
        if along > world.stops[first].along + limits.headstart_m:
            s.held = 0
            pass_over(world, s, along)
            forget_stop(s)
    elif s.source != BY_SEARCH:
        begins_ms = s.day_start_ms + 1000 * np.int64(world.trips[s.trip].begin_s)
        if time_ms < begins_ms - 1000.0 * limits.headstart_s:
            s.held = 1
            forget_stop(s)


@inner
def is_starting(world: World, s: Record, time_ms: int) -> bool:
    """Whether the vehicle may still turn round at the terminus at which its trip begins."""
    if s.source == BY_SEARCH or s.finished == 1:
        return False
    begins_ms = s.day_start_ms + 1000 * np.int64(world.trips[s.trip].begin_s)
    if time_ms > begins_ms + 1000.0 * START_S:
        return False
    first = world.stops[world.paths[s.path].stop_first].along
    return bool(np.isnan(s.along) or s.along < first + START_M)


@inner
def pass_over(world: World, s: Record, along: float) -> None:
    """Stops behind the first place seen on the way are behind; nothing is told of them."""
    first = world.paths[s.path].stop_first
    stops = world.paths[s.path].stop_end - first
    position = s.last_position
    while position + 1 < stops - 1 and world.stops[first + position + 1].zone_end < along:
        position += 1
    s.last_position = position


@inner
def note_off_way(world: World, s: Record, fits: int, moved: float, x: float, y: float) -> None:
    """The fix did not fit the vehicle's way: count how far it has gone so."""
    s.off_count += 1
    s.off_m += moved
    if fits == REVERSED:
        s.reversed_m += moved
    elif fits == BEHIND:
        s.behind_m += moved
    if not np.isnan(s.along):
        px, py = place_at(world.points, world.paths[s.path], s.along)
        s.off_path_m = distance(px - x, py - y)


@inner
def status_of(limits: Record, s: Record, in_service: int) -> int:
    """VehicleStatus; LAYOVER too for a vehicle not yet seen on its way: see `waiting_status`."""
    if in_service == 0:
        return DEADHEAD
    if s.trip < 0:
        return UNASSIGNED
    if s.finished == 1 or np.isnan(s.along):
        return LAYOVER
    if s.off_count >= DETOUR_FIXES and s.off_m >= limits.off_path_m:
        return DETOUR
    return LAYOVER if s.last_position < 0 else ON_TRIP


@inner
def waiting_status(world: World, s: Record) -> int:
    """LAYOVER if the vehicle is near its first stop, DEADHEAD if it is still far."""
    first = world.points[world.paths[s.path].point_first]
    near = distance(first.x - s.x, first.y - s.y) < NEAR_FIRST_M
    return LAYOVER if near or s.beam_count > 0 else DEADHEAD


@inner
def leg_ratio(stops: Rows, way: Record, s: Record) -> float:
    """How far from the last stop to the next, 0 to 1."""
    if s.last_position < 0 or np.isnan(s.along):
        return 0.0
    at = way.stop_first + s.last_position
    if at + 1 >= way.stop_end:
        return 0.0
    low, high = stops[at].along, stops[at + 1].along
    return min(max((s.along - low) / (high - low), 0.0), 1.0) if high > low else 0.0
