"""Ways, timetable and service days as the arrays that kernels read."""

from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.core.time import service_day_start
from modugil.live.matching.settings import MatchingSettings
from modugil.live.matching.vehicle_rows import BEAM, MOST_NEAR, Rows
from modugil.live.paths import I32, I64, U8, Paths
from modugil.region.street_grid import fill_cells
from modugil.region.timetable import Timetable

LINE_SHARE, FARTHEST_LINE_M = 0.25, 1000.0
"""A road strays from the straight line between two stops by so much of its length, and at most."""
SEARCH_REACH_M = 250.0
"""Vehicles whose trip is not known are looked for no farther from ways."""
CELL_M = 120.0
MOST_CELLS = 500_000


class World(NamedTuple):
    """What does not change while vehicles move, as records (a record is one pointer to a kernel).

    Shapes:  `paths` PATH[p], `points` POINT, `stops` STOP and `path_trip` int32 (earliest first) by
             path; `trips` TRIP[t]; grid cells list the points at which a stretch of a way begins;
             `day_start_ms` has the start of `first_day` - 1 and of every day to one after the last.
    """

    paths: Rows
    points: Rows
    stops: Rows
    trips: Rows
    path_trip: I32
    arrival_s: I32
    departure_s: I32
    active: U8
    """[v, d / 8], as in Services."""
    day_start_ms: I64
    grid: Rows
    """GRID[1]."""
    grid_start: I32
    grid_point: I32
    work: Rows
    """WORK[1]: what kernels write in between, so that they need no memory of their own."""


PATH = np.dtype(
    [
        (f"{name}_{side}", np.int32)
        for name in ("point", "stop", "trip")
        for side in ("first", "end")
    ]
    + [("reach_m", np.float64), ("length_m", np.float64)],
    align=True,
)
"""`point_end` is the last point, the other ends are one behind the last; within `reach_m` a vehicle
is on the way."""
POINT = np.dtype([(name, np.float64) for name in ("x", "y", "along")] + [("path", np.int64)])
STOP = np.dtype([(name, np.float64) for name in ("along", "zone_begin", "zone_end")])
"""Metres along the way of the stop, and of where standing is standing at it."""
TRIP = np.dtype(
    [("base", np.int64)]
    + [(name, np.int32) for name in ("path", "route", "block", "service", "next_in_block")]
    + [(name, np.int32) for name in ("begin_s", "end_s", "headway_s", "direction")],
    align=True,
)
"""`base`: of the first stop's times; `next_in_block`: what the vehicle drives next, or -1."""
WORK = np.dtype(
    [("near", np.float64, (MOST_NEAR, 3))]
    + [(name, np.float64, (BEAM,)) for name in ("along", "cost")]
)
GRID = np.dtype(
    [(name, np.float64) for name in ("x", "y", "cell", "widest_m")]
    + [(name, np.int64) for name in ("rows", "columns", "first_day")]
)


def build_world(
    timetable: Timetable, paths: Paths, *, zone: ZoneInfo, settings: MatchingSettings
) -> World:
    """The arrays of this timetable and its ways."""
    patterns, services = timetable.patterns, timetable.services
    trips = _trips(timetable, paths)
    order = np.lexsort((trips["begin_s"], paths.of_trip)).astype(np.int32)
    days = range(services.first_day - 1, services.first_day + services.day_count + 1)
    starts = [_day_start_ms(day, zone) for day in days] if services.day_count else [0, 0]
    ways = _paths(paths, settings)
    points = np.empty(len(paths.x_m), POINT)
    points["x"], points["y"], points["along"] = paths.x_m, paths.y_m, paths.along_m
    points["path"] = np.repeat(np.arange(len(paths.pattern)), np.diff(paths.point_start))
    grid, grid_start, grid_point = _grid(points)
    grid["first_day"] = services.first_day
    grid["widest_m"] = min(ways["reach_m"].max(initial=0.0), SEARCH_REACH_M)
    arrays = (
        ways,
        points,
        _stops(paths, settings),
        trips,
        order,
        patterns.arrival_s.astype(np.int32),
        patterns.departure_s.astype(np.int32),
        services.active,
        np.array(starts, np.int64),
        grid,
        grid_start,
        grid_point,
    )
    return World(*[_fixed(one) for one in arrays] + [np.zeros(1, WORK)])


def _fixed(array: NDArray[Any]) -> NDArray[Any]:
    """The same values as a contiguous array that cannot be written: kernels know one type only."""
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


def _paths(paths: Paths, settings: MatchingSettings) -> Rows:
    rows = np.empty(len(paths.pattern), PATH)
    rows["point_first"], rows["point_end"] = paths.point_start[:-1], paths.point_start[1:] - 1
    rows["stop_first"], rows["stop_end"] = paths.stop_start[:-1], paths.stop_start[1:]
    ends = np.cumsum(np.bincount(paths.of_trip, minlength=len(rows)))
    rows["trip_first"], rows["trip_end"] = np.concatenate([[0], ends[:-1]])[: len(rows)], ends
    legs = np.diff(paths.stop_along_m, append=0.0)
    legs[paths.stop_start[1:][np.diff(paths.stop_start) > 0] - 1] = 0.0
    longest = np.array([legs[row["stop_first"] : row["stop_end"]].max(initial=0.0) for row in rows])
    line = np.clip(LINE_SHARE * longest, settings.off_line_m, FARTHEST_LINE_M)
    rows["reach_m"] = np.where(paths.from_shape, settings.off_path_m, line)
    rows["length_m"] = paths.along_m[rows["point_end"]]
    return rows


def _trips(timetable: Timetable, paths: Paths) -> Rows:
    trips, patterns = timetable.trips, timetable.patterns
    size = np.diff(patterns.stop_start)[trips.pattern]
    base = patterns.time_start[trips.pattern]
    base = base + (np.arange(len(trips.pattern)) - patterns.trip_start[trips.pattern]) * size
    rows = np.empty(len(trips.pattern), TRIP)
    rows["base"], rows["path"] = base, paths.of_trip
    for name in ("route", "block", "service", "headway_s", "direction"):
        rows[name] = getattr(trips, name)
    rows["begin_s"] = patterns.departure_s[base]
    rows["end_s"] = patterns.arrival_s[base + size - 1]
    rows["next_in_block"] = _next_in_block(rows)
    return rows


def _day_start_ms(day: int, zone: ZoneInfo) -> int:
    return round(service_day_start(date.fromordinal(day), zone=zone).timestamp() * 1000)


def _stops(paths: Paths, settings: MatchingSettings) -> Rows:
    """The zone of a stop reaches at most half way to its neighbours."""
    at = paths.stop_along_m
    rows = np.empty(len(at), STOP)
    first = np.zeros(len(at), np.bool_)
    first[paths.stop_start[:-1][np.diff(paths.stop_start) > 0]] = True
    last = np.roll(first, -1)
    half = (np.roll(at, -1) - at) / 2
    after = np.where(first, settings.first_stop_after_m, settings.stop_after_m)
    end = at + np.where(last, after, np.minimum(after, half))
    before = np.where(first, np.inf, np.minimum(settings.stop_before_m, np.roll(half, 1)))
    rows["along"], rows["zone_begin"], rows["zone_end"] = at, at - before, end
    return rows


def _next_in_block(trips: Rows) -> I32:
    """For each trip the one that follows it in its block on the same days, -1 where none does."""
    found = np.full(len(trips), -1, np.int32)
    rows = np.flatnonzero(trips["block"] >= 0)
    block, service, begin_s = (trips[name][rows] for name in ("block", "service", "begin_s"))
    order = np.lexsort((begin_s, service, block))
    same = (np.diff(block[order]) == 0) & (np.diff(service[order]) == 0)
    found[rows[order[:-1]][same]] = rows[order[1:]][same]
    return found


def _grid(points: Rows) -> tuple[Rows, I32, I32]:
    """The cells of the plane, and the stretches of ways that pass through each."""
    grid = np.ones(1, GRID)
    begins = np.flatnonzero(points["path"][1:] == points["path"][:-1])
    if not len(begins):
        return grid, np.zeros(2, np.int32), np.zeros(0, np.int32)
    west, south = float(points["x"].min()), float(points["y"].min())
    wide, high = float(points["x"].max()) - west, float(points["y"].max()) - south
    cell = max(CELL_M, float(np.sqrt(wide * high / MOST_CELLS)), max(wide, high) / 10_000)
    rows, columns = int(high // cell) + 1, int(wide // cell) + 1
    ends = np.stack([begins, begins + 1], axis=1).reshape(-1)
    start, stretch = fill_cells(
        np.arange(0, len(ends) + 1, 2, dtype=np.int64),
        (points["y"][ends] - south) / cell,
        (points["x"][ends] - west) / cell,
        rows,
        columns,
    )
    for name, value in zip(GRID.names or (), (west, south, cell, 0.0, rows, columns), strict=False):
        grid[name] = value
    return grid, start, begins[stretch].astype(np.int32)
