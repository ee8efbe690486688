"""A vehicle on its way: its place, its stops, its status: kernels."""

import numba as nb
import numpy as np

from modugil.live.matching.beam import BEHIND, ON_WAY, REVERSED, advance, begin, surely_reached
from modugil.live.matching.near import place_at
from modugil.live.matching.settings import MatchingSettings
from modugil.live.matching.vehicle_rows import Record, Rows
from modugil.live.matching.world import World
from modugil.live.stop_events.detect import pass_stops

UNASSIGNED, LAYOVER, ON_TRIP, DETOUR, DEADHEAD = 0, 1, 2, 3, 4
NEAR_FIRST_M = 1500.0
DETOUR_FIXES, DETOUR_GAP_S = 2, 15.0


@nb.njit(cache=True, nogil=True, error_model="numpy")
def move_on(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: MatchingSettings,
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
    if s.beam_count == 0:
        fits = begin(world, limits, s, time_ms, x, y, sigma, hx, hy)
    else:
        fits = advance(world, limits, s, time_ms, x, y, sigma, hx, hy, speed, still)
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
        astray = s.off_count >= DETOUR_FIXES or (s.off_count >= 1 and gap_s > DETOUR_GAP_S)
        tells = gap_s <= limits.longest_gap_s and not astray
        from_ms = time_ms if fresh else s.match_ms
        count = pass_stops(
            world, limits, s, events, count, from_ms, before, time_ms, reached,
            sigma, s.still == 1, still, doors, tells,
        )  # fmt: skip
        if reached > before:
            s.driven = 1
        s.along = reached
    s.match_ms, s.match_x, s.match_y = time_ms, x, y
    s.off_count = 0
    s.off_m = s.reversed_m = s.behind_m = 0.0
    px, py = place_at(world, s.path, s.beam_along[0])
    s.off_path_m = np.hypot(px - x, py - y)
    return fits, count


@nb.njit(cache=True, nogil=True, error_model="numpy")
def pass_over(world: World, s: Record, along: float) -> None:
    """Stops behind the first place seen on the way are behind; nothing is told of them."""
    first = world.stop_start[s.path]
    stops = world.stop_start[s.path + 1] - first
    position = s.last_position
    while position + 1 < stops - 1 and world.zone_end[first + position + 1] < along:
        position += 1
    s.last_position = position


@nb.njit(cache=True, nogil=True, error_model="numpy")
def note_off_way(world: World, s: Record, fits: int, moved: float, x: float, y: float) -> None:
    """The fix did not fit the vehicle's way: count how far it has gone so."""
    s.off_count += 1
    s.off_m += moved
    if fits == REVERSED:
        s.reversed_m += moved
    elif fits == BEHIND:
        s.behind_m += moved
    if not np.isnan(s.along):
        px, py = place_at(world, s.path, s.along)
        s.off_path_m = np.hypot(px - x, py - y)


@nb.njit(cache=True, nogil=True, error_model="numpy")
def status_of(world: World, limits: MatchingSettings, s: Record, in_service: int) -> int:
    """VehicleStatus."""
    if in_service == 0:
        return DEADHEAD
    if s.trip < 0:
        return UNASSIGNED
    if s.finished == 1:
        return LAYOVER
    if np.isnan(s.along):
        first = world.point_start[s.path]
        near = np.hypot(world.x[first] - s.x, world.y[first] - s.y) < NEAR_FIRST_M
        return LAYOVER if near or s.beam_count > 0 else DEADHEAD
    if s.off_count >= DETOUR_FIXES and s.off_m >= limits.off_path_m:
        return DETOUR
    return LAYOVER if s.last_position < 0 else ON_TRIP


@nb.njit(cache=True, nogil=True, error_model="numpy")
def leg_ratio(world: World, s: Record) -> float:
    """How far from the last stop to the next, 0 to 1."""
    if s.trip < 0 or s.last_position < 0 or np.isnan(s.along):
        return 0.0
    at = world.stop_start[s.path] + s.last_position
    if at + 1 >= world.stop_start[s.path + 1]:
        return 0.0
    low, high = world.stop_along[at], world.stop_along[at + 1]
    return min(max((s.along - low) / (high - low), 0.0), 1.0) if high > low else 0.0
