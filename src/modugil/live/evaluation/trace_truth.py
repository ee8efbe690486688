"""When a recorded trace itself passed each stop: interpolated between the fixes on both sides.

This is the truth that predictions are held against, so it shares nothing with matching: it takes
the trip that the recording names, projects each fix on that trip's way and never goes back on it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import kernel
from modugil.live.evaluation.recording import UNSEEN_MS
from modugil.live.paths import Paths
from modugil.live.progress import I64

F64 = NDArray[np.float64]

NEAR_M = 40.0
"""A fix farther from its trip's way than this tells nothing."""
BACK_M = 30.0
"""How far back along its way a fix may seem to lie, standing and inaccurate."""
FASTEST_MPS = 30.0
LONGEST_GAP_MS = 120_000
"""Between fixes farther apart than this nobody knows when a stop was passed."""


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Fixes in order of run and time; `run` is a row of the timetable's trips."""

    run: NDArray[np.int32]
    time_ms: I64
    x_m: F64
    y_m: F64


def find_passings(trace: Trace, paths: Paths, *, time_start: I64, count: int) -> I64:
    """When each planned call was passed, UNSEEN_MS where the trace does not tell.

    Shapes:  the result has `count` rows, those of trip j from `time_start[j]` on.
    """
    passed_ms = np.full(count, UNSEEN_MS, np.int64)
    bounds = np.flatnonzero(np.diff(trace.run, prepend=-1, append=-1))
    for first, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        run = int(trace.run[first])
        path = int(paths.of_trip[run])
        points = slice(int(paths.point_start[path]), int(paths.point_start[path + 1]))
        stops = paths.stop_along_m[int(paths.stop_start[path]) : int(paths.stop_start[path + 1])]
        start = int(time_start[run])
        _pass_stops(
            np.ascontiguousarray(paths.x_m[points]),
            np.ascontiguousarray(paths.y_m[points]),
            np.ascontiguousarray(paths.along_m[points]),
            np.ascontiguousarray(stops),
            trace.x_m[first:end],
            trace.y_m[first:end],
            trace.time_ms[first:end],
            passed_ms[start : start + len(stops)],
        )
    return passed_ms


@kernel
def _pass_stops(  # noqa: PLR0913 (a kernel: a way, its stops, a trace, and where to write)
    way_x: F64,
    way_y: F64,
    way_along: F64,
    stops: F64,
    x: F64,
    y: F64,
    time_ms: I64,
    passed_ms: I64,
) -> None:
    """Write when each stop was passed."""
    before, before_ms = -1.0, 0
    for i in range(len(x)):
        least = before - BACK_M if before >= 0.0 else -1.0
        most = way_along[-1]
        if before >= 0.0:
            most = before + FASTEST_MPS * (time_ms[i] - before_ms) / 1000.0 + NEAR_M
        along = _project(way_x, way_y, way_along, x[i], y[i], least, most)
        if along < 0.0:
            continue
        if before >= 0.0:
            along = max(along, before)
            if time_ms[i] - before_ms <= LONGEST_GAP_MS:
                for j in range(len(stops)):
                    if before < stops[j] <= along:
                        share = (stops[j] - before) / (along - before)
                        passed_ms[j] = before_ms + int(share * (time_ms[i] - before_ms))
        before, before_ms = along, time_ms[i]


@kernel
def _project(  # noqa: PLR0913 (a kernel: a way and a place)
    way_x: F64, way_y: F64, way_along: F64, x: float, y: float, least: float, most: float
) -> float:
    """Metres along the way of its nearest place between two bounds, -1 where none is near."""
    nearest, found = NEAR_M, -1.0
    for at in range(len(way_x) - 1):
        if way_along[at + 1] < least or way_along[at] > most:
            continue
        dx, dy = way_x[at + 1] - way_x[at], way_y[at + 1] - way_y[at]
        size2 = dx * dx + dy * dy
        ratio = ((x - way_x[at]) * dx + (y - way_y[at]) * dy) / size2 if size2 > 0.0 else 0.0
        ratio = min(max(ratio, 0.0), 1.0)
        off = np.hypot(way_x[at] + ratio * dx - x, way_y[at] + ratio * dy - y)
        along = way_along[at] + ratio * (way_along[at + 1] - way_along[at])
        if off < nearest and least <= along <= most:
            nearest, found = off, along
    return found
