"""Ways, timetable and service days as the arrays that kernels read."""

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import service_day_start
from modugil.live.matching.settings import MatchingSettings
from modugil.live.paths import F64, I32, I64, U8, Paths
from modugil.region.street_grid import fill_cells
from modugil.region.timetable import Timetable

CELL_M = 120.0
MOST_CELLS = 500_000


class World(NamedTuple):
    """What does not change while vehicles move.

    Shapes:  p paths, t trips; per path: points, stops, trips (`path_trip`, earliest first); grid
             cells list the points at which a stretch of a way begins; `day_start_ms` has the start
             of `first_day` - 1 and of every day to one after the last.
    """

    point_start: I64
    x: F64
    y: F64
    along: F64
    reach_m: F64
    """[p]: how far off is still on the way."""
    stop_start: I32
    stop_along: F64
    zone_begin: F64
    """Where along the way standing begins to be standing at the stop,"""
    zone_end: F64
    """and where it ends."""
    path_of_trip: I32
    trip_base: I64
    """[t]: of the first stop's times in `arrival_s` and `departure_s`."""
    arrival_s: I32
    departure_s: I32
    trip_route: I32
    trip_direction: U8
    trip_block: I32
    trip_service: I32
    next_in_block: I32
    """[t]: the trip that the same vehicle drives next, -1 where not told."""
    path_trip_start: I32
    path_trip: I32
    active: U8
    first_day: int
    day_start_ms: I64
    grid_x: float
    grid_y: float
    grid_cell: float
    grid_rows: int
    grid_columns: int
    grid_start: I32
    grid_point: I32
    path_of_point: I32


def build_world(
    timetable: Timetable, paths: Paths, *, zone: ZoneInfo, settings: MatchingSettings
) -> World:
    """The arrays of this timetable and its ways."""
    trips, patterns, services = timetable.trips, timetable.patterns, timetable.services
    begin, end = _zones(paths, settings)
    size = np.diff(patterns.stop_start)
    rows = np.arange(len(trips.pattern)) - patterns.trip_start[trips.pattern]
    base = patterns.time_start[trips.pattern] + rows * size[trips.pattern]
    first_s = patterns.departure_s[base] if len(base) else np.zeros(0, np.int32)
    order = np.lexsort((first_s, paths.of_trip))
    many = np.bincount(paths.of_trip, minlength=len(paths.pattern))
    days = range(services.first_day - 1, services.first_day + services.day_count + 1)
    starts = [_day_start_ms(day, zone) for day in days] if services.day_count else [0, 0]
    reach = np.where(paths.from_shape, settings.off_path_m, settings.off_line_m)
    return World(
        _fixed(paths.point_start, np.int64),
        _fixed(paths.x_m, np.float64),
        _fixed(paths.y_m, np.float64),
        _fixed(paths.along_m, np.float64),
        _fixed(reach, np.float64),
        _fixed(paths.stop_start, np.int32),
        _fixed(paths.stop_along_m, np.float64),
        _fixed(begin, np.float64),
        _fixed(end, np.float64),
        _fixed(paths.of_trip, np.int32),
        _fixed(base, np.int64),
        _fixed(patterns.arrival_s, np.int32),
        _fixed(patterns.departure_s, np.int32),
        _fixed(trips.route, np.int32),
        _fixed(trips.direction, np.uint8),
        _fixed(trips.block, np.int32),
        _fixed(trips.service, np.int32),
        _fixed(_next_in_block(timetable, first_s), np.int32),
        _fixed(np.concatenate([[0], np.cumsum(many)]), np.int32),
        _fixed(order, np.int32),
        _fixed(services.active, np.uint8),
        int(services.first_day),
        _fixed(np.array(starts), np.int64),
        *_grid(paths),
    )


def _fixed(array: NDArray[np.generic], kind: type) -> NDArray[np.generic]:
    """The same values as a contiguous array that cannot be written: kernels know one type only."""
    view = np.ascontiguousarray(array, kind).view()
    view.flags.writeable = False
    return view


def _day_start_ms(day: int, zone: ZoneInfo) -> int:
    return round(service_day_start(date.fromordinal(day), zone=zone).timestamp() * 1000)


def _zones(paths: Paths, settings: MatchingSettings) -> tuple[F64, F64]:
    """Where standing at each stop begins and ends along its way; zones do not overlap."""
    at = paths.stop_along_m
    first = np.zeros(len(at), np.bool_)
    first[paths.stop_start[:-1][np.diff(paths.stop_start) > 0]] = True
    last = np.roll(first, -1)
    half = (np.roll(at, -1) - at) / 2
    after = np.where(first, settings.first_stop_after_m, settings.stop_after_m)
    end = at + np.where(last, after, np.minimum(after, half))
    before = np.where(first, np.inf, np.minimum(settings.stop_before_m, np.roll(half, 1)))
    return at - before, end


def _next_in_block(timetable: Timetable, first_s: I32) -> I32:
    """For each trip the one that follows it in its block on the same days, -1 where none does."""
    trips = timetable.trips
    found = np.full(len(first_s), -1, np.int32)
    rows = np.flatnonzero(trips.block >= 0)
    rows = rows[np.lexsort((first_s[rows], trips.service[rows], trips.block[rows]))]
    same = (trips.block[rows[1:]] == trips.block[rows[:-1]]) & (
        trips.service[rows[1:]] == trips.service[rows[:-1]]
    )
    found[rows[:-1][same]] = rows[1:][same]
    return found


def _grid(paths: Paths) -> tuple[float, float, float, int, int, I32, I32, I32]:
    """Corner, cell, rows, columns; the stretches in each cell; the path of each point."""
    owner = np.repeat(np.arange(len(paths.pattern)), np.diff(paths.point_start)).astype(np.int32)
    points = np.flatnonzero(owner[1:] == owner[:-1])
    if not len(points):
        none = np.zeros(2, np.int32), np.zeros(0, np.int32)
        return 0.0, 0.0, 1.0, 1, 1, *(_fixed(one, np.int32) for one in (*none, owner))
    west, south = float(paths.x_m.min()), float(paths.y_m.min())
    wide, high = float(paths.x_m.max()) - west, float(paths.y_m.max()) - south
    cell = max(CELL_M, float(np.sqrt(wide * high / MOST_CELLS)), max(wide, high) / 10_000)
    rows, columns = int(high // cell) + 1, int(wide // cell) + 1
    ends = np.stack([points, points + 1], axis=1).reshape(-1)
    start, stretch = fill_cells(
        np.arange(0, len(ends) + 1, 2, dtype=np.int64),
        (paths.y_m[ends] - south) / cell,
        (paths.x_m[ends] - west) / cell,
        rows,
        columns,
    )
    lists = (start, points[stretch], owner)
    return west, south, cell, rows, columns, *(_fixed(one, np.int32) for one in lists)
