"""Everything that stands still while the fleet drives, as the columns that the kernels read."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.paths import Paths
from modugil.region.timetable import Timetable
from modugil.simulator.chance import Draw, draw
from modugil.simulator.duties import find_times
from modugil.simulator.roster import Run
from modugil.simulator.settings import SimulationSettings, check_hours

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
F64 = NDArray[np.float64]

RUN = np.dtype(
    [
        ("trip", np.int32),
        ("path", np.int32),
        ("stop", np.int32),
        ("count", np.int32),
        ("time", np.int64),
        ("day_ms", np.int64),
        ("next", np.int32),
        ("day", np.int32),
        ("vehicle", np.int32),
    ],
    align=True,
)
"""One run: where its stops and times begin, and the run its vehicle drives next (-1: none)."""

LIGHT_CELL_M = 300.0
LIGHT_RATIO = 0.3
LIGHT_APART_M = 200.0
LIGHT_FROM_STOP_M = 30.0
_STEP_M = 25.0


class World(NamedTuple):
    """Ways, stops, times, lights and the chances of mishaps.

    Shapes:  stops follow `Paths.stop_start`; `last_call_ms` has a row a stop of the region, and is
             the only one that changes: when a bus last took on who waited there.
    """

    seed: int
    runs: NDArray[np.void]
    point_start: I64
    x_m: F64
    y_m: F64
    along_m: F64
    stop_along_m: F64
    stop_row: I32
    is_timepoint: U8
    arrival_s: I32
    departure_s: I32
    light_start: I64
    light_along_m: F64
    light_key: I64
    hours: F64
    last_call_ms: I64
    breakdown_ratio: float
    long_stop_ratio: float
    gps_only_ratio: float


def build_world(
    timetable: Timetable, paths: Paths, *, settings: SimulationSettings, seed: int
) -> World:
    """The world of that region, as yet without runs."""
    patterns = timetable.patterns
    lights = [_place_lights(paths, row, seed) for row in range(len(paths.pattern))]
    counts = [len(along) for along, _ in lights]
    return World(
        seed,
        np.zeros(0, RUN),
        np.array(paths.point_start, np.int64),
        np.array(paths.x_m, np.float64),
        np.array(paths.y_m, np.float64),
        np.array(paths.along_m, np.float64),
        np.array(paths.stop_along_m, np.float64),
        _of_stops(timetable, paths, patterns.stop).astype(np.int32),
        _of_stops(timetable, paths, patterns.timepoint).astype(np.uint8),
        np.array(patterns.arrival_s, np.int32),
        np.array(patterns.departure_s, np.int32),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.array([one for along, _ in lights for one in along], np.float64),
        np.array([one for _, keys in lights for one in keys], np.int64),
        np.array(check_hours(settings.slower_hours), np.float64),
        np.zeros(timetable.stop_count, np.int64),
        settings.mishaps.breakdown_ratio,
        settings.mishaps.long_stop_ratio,
        settings.gps_only_ratio,
    )


def _of_stops(timetable: Timetable, paths: Paths, column: I32 | U8) -> NDArray[np.integer]:
    """A column of the patterns' stops, in the order of the paths' stops."""
    start = timetable.patterns.stop_start
    parts = [column[start[pattern] : start[pattern + 1]] for pattern in paths.pattern]
    return np.concatenate(parts) if parts else np.empty(0, np.int32)


def _place_lights(paths: Paths, path: int, seed: int) -> tuple[list[float], list[int]]:
    """Traffic lights along a path: all paths through one place have the same light there."""
    begin, end = paths.point_start[path], paths.point_start[path + 1]
    along = paths.along_m[begin:end]
    stops = paths.stop_along_m[paths.stop_start[path] : paths.stop_start[path + 1]]
    places = np.arange(_STEP_M, along[-1], _STEP_M)
    cells_x = np.floor(np.interp(places, along, paths.x_m[begin:end]) / LIGHT_CELL_M)
    cells_y = np.floor(np.interp(places, along, paths.y_m[begin:end]) / LIGHT_CELL_M)
    entered = np.flatnonzero((np.diff(cells_x) != 0) | (np.diff(cells_y) != 0)) + 1
    found: list[float] = []
    keys: list[int] = []
    for row in entered:
        column, line, place = int(cells_x[row]), int(cells_y[row]), float(places[row])
        is_lit = draw(seed, column, line, Draw.LIGHT.value) < LIGHT_RATIO
        is_apart = not found or place - found[-1] >= LIGHT_APART_M
        if is_lit and is_apart and np.abs(stops - place).min() > LIGHT_FROM_STOP_M:
            found.append(place)
            keys.append(column * 100_003 + line)
    return found, keys


def build_runs(
    timetable: Timetable, paths: Paths, runs: Sequence[Run], *, first_row: int
) -> NDArray[np.void]:
    """Rows of RUN, to stand from `first_row` on; `next` names the vehicle's next run among them."""
    rows = np.zeros(len(runs), RUN)
    following: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        run, row = runs[index], rows[index]
        path = int(paths.of_trip[run.trip])
        row["trip"], row["path"] = run.trip, path
        row["stop"] = paths.stop_start[path]
        row["count"] = paths.stop_start[path + 1] - paths.stop_start[path]
        row["time"], row["day_ms"] = find_times(timetable, run.trip), run.day_ms
        row["day"], row["vehicle"] = run.day.toordinal(), run.vehicle
        row["next"] = following.get(run.vehicle, -1)
        following[run.vehicle] = first_row + index
    return rows
