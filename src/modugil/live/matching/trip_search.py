"""The trip that fits where a vehicle was and when, for terminals that name none or a wrong one."""

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inner
from modugil.live.matching.hints import Hints
from modugil.live.matching.near import agreement, distance, point_before, project
from modugil.live.matching.schedule import day_of, day_start, runs_on, scheduled_s
from modugil.live.matching.vehicle_rows import REMEMBERED, Record, Rows
from modugil.live.matching.world import World
from modugil.live.paths import F64, I32

MOST_PLACES = 256
SAME_PLACE_M = 100.0
NEAR_SHARE = 0.75
"""Of what is still on the way: a vehicle whose trip is not known must be nearer."""
END_M = 50.0
LATE_UNIT_S, EARLY_UNIT_S = 600.0, 200.0
HELD_COST, OTHER_LINE_COST, SAME_BLOCK_GAIN, FINISHED_COST = 4.0, 0.5, 2.0, 6.0
WORST_COST = 15.0
NEAR_END_M, NEAR_END_COST, CLEAR_TRAIL = 1000.0, 4.0, 6
"""Vehicles that turn round at a terminus drive on the ends of many trips: it takes more places."""


@inner
def nearest_between(
    world: World, path: int, low: float, high: float, x: float, y: float
) -> tuple[float, float]:
    """The nearest place of the way between two places of it, and metres to it."""
    best, best_off = low, np.inf
    points, way = world.points, world.paths[path]
    at = point_before(points, way, max(low, 0.0))
    end = way.point_end
    while at < end and points[at].along <= high:
        ratio, off, size = project(points, at, x, y)
        if off < best_off:
            best, best_off = points[at].along + ratio * size, off
        at += 1
    return best, best_off


@inner
def list_places(  # noqa: C901, PLR0913 (a kernel)
    world: World,
    x: float,
    y: float,
    hx: float,
    hy: float,
    path: I32,
    along: F64,
    off: F64,
) -> int:
    """Places of all ways near a point whose direction is not opposed; how many there are."""
    count = 0
    points, paths = world.points, world.paths
    grid = world.grid[0]
    widest = grid.widest_m * NEAR_SHARE
    row_low = max(int((y - widest - grid.y) // grid.cell), 0)
    row_high = min(int((y + widest - grid.y) // grid.cell), grid.rows - 1)
    column_low = max(int((x - widest - grid.x) // grid.cell), 0)
    column_high = min(int((x + widest - grid.x) // grid.cell), grid.columns - 1)
    for row in range(row_low, row_high + 1):
        for column in range(column_low, column_high + 1):
            cell = row * grid.columns + column
            for slot in range(world.grid_start[cell], world.grid_start[cell + 1]):
                at = world.grid_point[slot]
                ratio, away, size = project(points, at, x, y)
                way = points[at].path
                if away > min(paths[way].reach_m, grid.widest_m) * NEAR_SHARE:
                    continue
                if agreement(points, at, size, hx, hy) < 0.0:
                    continue
                place = points[at].along + ratio * size
                known = -1
                for one in range(count):
                    if path[one] == way and abs(along[one] - place) < SAME_PLACE_M:
                        known = one
                        break
                if known >= 0:
                    if away < off[known]:
                        along[known], off[known] = place, away
                elif count < MOST_PLACES:
                    path[count], along[count], off[count] = way, place, away
                    count += 1
    return count


@inner
def trail_cost(world: World, s: Record, path: int, along: float, off: float) -> tuple[float, int]:
    """How badly the vehicle's last places fit this way; and the first of them that lies on it.

    Infinite where they do not: too many off it, or not in its order.
    """
    reach = world.paths[path].reach_m
    scale = reach / 4.0
    last = s.trail_count - 1
    cost, missed, earliest = (off / scale) ** 2, 0, last
    for one in range(last - 1, -1, -1):
        step = distance(s.trail_x[one + 1] - s.trail_x[one], s.trail_y[one + 1] - s.trail_y[one])
        place, away = nearest_between(
            world, path, along - 1.7 * step - 60.0, along, s.trail_x[one], s.trail_y[one]
        )
        if away > reach or along - place < 0.5 * step - 40.0:
            missed += 1
            along = max(along - step, 0.0)
            continue
        cost += (away / scale) ** 2
        along, earliest = place, one
    if 3 * missed > last:
        return np.inf, last
    return cost / (last + 1 - missed) + missed, earliest


@inner
def told_row(s: Record, trip: int, day: int) -> int:
    """Where the vehicle remembers this run as one of those before, with stops told; else -1."""
    for one in range(REMEMBERED):
        if s.told_trip[one] == trip and s.told_day[one] == day and s.told_position[one] >= 0:
            return one
    return -1


@inner
def time_cost(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: Record,
    claims: Rows,
    s: Record,
    vehicle: int,
    trip: int,
    day: int,
    along: float,
    time_ms: int,
) -> float:
    """How unlikely it is that the vehicle drives this run, from time, other vehicles, its past."""
    second = (time_ms - day_start(world, day)) / 1000.0
    late_s = second - scheduled_s(world, trip, along)
    if late_s > limits.late_s or late_s < -limits.early_s:
        return np.inf
    cost = (late_s / LATE_UNIT_S) ** 2 if late_s >= 0.0 else (late_s / EARLY_UNIT_S) ** 2
    holder = claims[trip].vehicle
    if holder >= 0 and holder != vehicle and claims[trip].day == day:
        if time_ms - claims[trip].time_ms < 1000.0 * limits.held_s:
            cost += HELD_COST
    if told_row(s, trip, day) >= 0:
        return cost + FINISHED_COST
    former = s.told_trip[0]
    if former < 0:
        return cost
    block = world.trips[trip].block
    if block >= 0 and block == world.trips[former].block:
        cost -= SAME_BLOCK_GAIN
    elif world.trips[trip].route != world.trips[former].route:
        cost += OTHER_LINE_COST
    return cost


@inner
def search(  # noqa: C901, PLR0913, PLR0915 (a kernel)
    world: World,
    limits: Record,
    claims: Rows,
    hints: Hints,
    s: Record,
    vehicle: int,
    time_ms: int,
) -> tuple[int, int, float, int, float, float]:
    """The best run: trip, day, metres along, first place of the trail on it, cost; next cost.

    The next cost is that of the best run on another way: near it, it is not clear yet. A hint that
    only narrows leaves only its trips. The trip is -1 where none fits.
    """
    last = s.trail_count - 1
    hx, hy = s.trail_x[last] - s.trail_x[last - 1], s.trail_y[last] - s.trail_y[last - 1]
    size = distance(hx, hy)
    path, off = np.empty(MOST_PLACES, np.int32), np.empty(MOST_PLACES, np.float64)
    along = np.empty(MOST_PLACES, np.float64)
    places = list_places(
        world, s.trail_x[last], s.trail_y[last], hx / size, hy / size, path, along, off
    )
    low = high = 0
    if s.hint >= 0 and s.refuted == 0 and hints.rows[s.hint].names_trip == 0:
        low, high = hints.rows[s.hint].start, hints.rows[s.hint].end
    today = day_of(world, time_ms)
    trip_best, day_best, along_best, from_best = -1, -1, 0.0, last
    best, other = np.inf, np.inf
    for one in range(places):
        way = path[one]
        rest_m = world.stops[world.paths[way].stop_end - 1].along - along[one]
        if rest_m < END_M:
            continue
        shape_cost, earliest = trail_cost(world, s, way, along[one], off[one])
        if rest_m < NEAR_END_M:
            if s.trail_count < CLEAR_TRAIL:
                continue
            shape_cost += NEAR_END_COST
        if shape_cost >= WORST_COST:
            continue
        way_best = np.inf
        for slot in range(world.paths[way].trip_first, world.paths[way].trip_end):
            trip = world.path_trip[slot]
            if high > low and not holds(hints.trip, low, high, trip):
                continue
            begin_s, end_s = world.trips[trip].begin_s, world.trips[trip].end_s
            for day in range(today - 1, today + 2):
                second = (time_ms - day_start(world, day)) / 1000.0
                if second < begin_s - limits.early_s or second > end_s + limits.late_s:
                    continue
                if not runs_on(world, trip, day):
                    continue
                cost = shape_cost + time_cost(
                    world, limits, claims, s, vehicle, trip, day, along[one], time_ms
                )
                way_best = min(way_best, cost)
                if cost < best:
                    if trip_best >= 0 and world.trips[trip_best].path != way:
                        other = best
                    best, trip_best, day_best = cost, trip, day
                    along_best, from_best = along[one], earliest
        if trip_best >= 0 and world.trips[trip_best].path != way:
            other = min(other, way_best)
    if best >= WORST_COST:
        trip_best = -1
    return trip_best, day_best, along_best, from_best, best, other


@inner
def holds(rows: NDArray[np.int32], low: int, high: int, row: int) -> bool:
    """Whether the ascending rows between low and high hold this one."""
    end = high
    while low < high:
        middle = (low + high) // 2
        if rows[middle] < row:
            low = middle + 1
        else:
            high = middle
    return low < end and rows[low] == row
