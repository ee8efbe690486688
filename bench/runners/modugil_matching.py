"""Modugil: a bus's trace put onto the way of its trip, named by its terminal or found.

A question begins with a tracker that knows nothing, and ends when it has followed all points: place
along the way, stop events, status. What it thought after each point is asked once more, unmeasured.
One tick is what a server does each second: one new point of each of 10,000 buses in one call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from modugil_region import open_built, run_modugil
from protocol import Task
from trace_truth import offsets_m

from modugil.live.batch import FixBatch
from modugil.live.build_paths import build_paths
from modugil.live.fix import FixQuality, TripHint
from modugil.live.paths import Paths, to_degrees
from modugil.live.tracker import Tracker

TICK_BUSES = 10_000
WARM_UP = 60  # more than the protocol asks for before it measures


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """A tracker of the region's timetable."""
    timetable = open_built(request).timetable
    assert timetable is not None
    paths = build_paths(timetable)

    def task_of(spec: dict[str, Any]) -> Task:
        tracker = Tracker(timetable, paths, zone=ZoneInfo(timetable.time_zone))
        if spec["kind"] == "tick":
            return _ticks(tracker, spec)
        return _traces(tracker, paths, named=spec["needs"] == "named")

    return task_of


def _traces(tracker: Tracker, paths: Paths, *, named: bool) -> Task:
    tracker.ensure_vehicles(1)
    empty = tracker.save_state()
    hints: list[TripHint] = []
    asked: list[tuple[FixBatch, Any]] = []

    def encode(query: Any) -> FixBatch:
        hints.append(TripHint(trip_id=query["trip"], day=query["day"]))
        batch = _batch(query["points"], vehicle=0, hint=len(hints) - 1 if named else -1)
        asked.append((batch, query))
        return batch

    def ask(batch: FixBatch) -> Any:
        tracker.load_state(empty)
        return tracker.advance(batch, hints=hints)

    def read(_told: Any) -> list[float | None]:
        batch, query = asked.pop(0)
        tracker.load_state(empty)
        matched = []
        for row in range(len(batch)):
            tracker.advance(batch.take(np.array([row])), hints=hints)
            progress = tracker.progress
            matched.append(_place(paths, int(progress.path[0]), float(progress.along_m[0])))
        return offsets_m(matched, query["truth"])

    return Task(encode, ask, read)


def _place(paths: Paths, path: int, along_m: float) -> tuple[float, float] | None:
    if path < 0:
        return None
    own = slice(paths.point_start[path], paths.point_start[path + 1])
    x = np.interp([along_m], paths.along_m[own], paths.x_m[own])
    y = np.interp([along_m], paths.along_m[own], paths.y_m[own])
    lat, lon = to_degrees(paths.origin, x_m=x, y_m=y)
    return float(lat[0]), float(lon[0])


def _ticks(tracker: Tracker, spec: dict[str, Any]) -> Task:
    """Each call is the next second: bus i drives trace i % n, some seconds apart from its like."""
    traces = spec["traces"]
    hints = [TripHint(trip_id=trace["trip"], day=trace["day"]) for trace in traces]
    which = np.arange(TICK_BUSES) % len(traces)
    shift = (np.arange(TICK_BUSES) // len(traces)) % 200
    columns = np.array([trace["points"] for trace in traces])
    tracker.ensure_vehicles(TICK_BUSES + 1)
    batches = []
    for tick in range(WARM_UP + len(spec["queries"])):
        points = columns[which, tick + shift]
        points[:, 2] = columns[which, tick, 2]
        one = _batch(points, vehicle=0, hint=0)
        batches.append(
            replace(
                one,
                vehicle=np.arange(1, TICK_BUSES + 1, dtype=np.int32),
                hint=which.astype(np.int32),
            )
        )

    def ask(_tick: Any) -> Any:
        return tracker.advance(batches.pop(0), hints=hints)

    return Task(lambda tick: tick, ask, lambda told: told.counts.matched)


def _batch(points: Any, *, vehicle: int, hint: int) -> FixBatch:
    rows = np.asarray(points, np.float64)
    count = len(rows)
    time_ms = np.round(rows[:, 2] * 1000).astype(np.int64)
    return FixBatch(
        np.full(count, vehicle, np.int32),
        time_ms,
        time_ms,
        np.ascontiguousarray(rows[:, 0]),
        np.ascontiguousarray(rows[:, 1]),
        rows[:, 3].astype(np.float32),
        rows[:, 4].astype(np.float32),
        np.full(count, FixQuality.GPS, np.uint8),
        np.full(count, hint, np.int32),
        np.ones(count, np.uint8),
        np.zeros(count, np.uint8),
    )


if __name__ == "__main__":
    run_modugil(open_engine)
