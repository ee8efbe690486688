"""Recorded positions with their GTFS timetable as a recording: what is known comes by the tracker.

One row in the real form (GTFS-Realtime vehicle positions, flattened; `vehicle_positions.csv.gz`)::

    id,vehicle.trip.trip_id,vehicle.trip.start_time,vehicle.trip.start_date,…,vehicle.timestamp,…
    4582,30095100,10:30:00,20260216,…,1771257515,7752,4582,4582,7
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from modugil.core.errors import BadInput, RegionUnreadable
from modugil.core.notices import Notices
from modugil.core.time import get_zone, service_day_start
from modugil.live.batch import FixBatch
from modugil.live.build_paths import build_paths
from modugil.live.evaluation.columns import coded, numbers, read_columns
from modugil.live.evaluation.recording import Report
from modugil.live.evaluation.trace_truth import Trace, find_passings
from modugil.live.fix import FixQuality, TripHint
from modugil.live.paths import Paths, to_metres
from modugil.live.predictions.network import PredictionNetwork, build_prediction_network
from modugil.live.predictions.predictor import Predictor
from modugil.live.progress import I32, I64, Progress
from modugil.live.tracker import Tracker
from modugil.region.gtfs.feed import read_feed
from modugil.region.timetable import Timetable

TRIP, DAY, VEHICLE = "vehicle.trip.trip_id", "vehicle.trip.start_date", "vehicle.vehicle.id"
NUMBERS = (
    "vehicle.timestamp",
    "vehicle.position.latitude",
    "vehicle.position.longitude",
    "vehicle.position.bearing",
    "vehicle.position.speed",
)


@dataclass(frozen=True, slots=True, eq=False)
class TraceRecording:
    """Fixes in the order in which they were measured, which is all that is known of their arrival.

    Rows of the fleet are the vehicles of the file. The recording is of one service date.
    """

    network: PredictionNetwork
    day: int
    day_start_ms: int
    truth_ms: I64
    known_ms: I64
    batch: FixBatch
    hints: list[TripHint]
    timetable: Timetable
    paths: Paths
    zone: ZoneInfo

    def replay(
        self, predictor: Predictor, *, report: Report
    ) -> Iterator[tuple[int, I32, Progress]]:
        """Each moment with new stop events, learnt; the vehicles they are of; all progress."""
        tracker = Tracker(self.timetable, self.paths, zone=self.zone)
        bounds = np.flatnonzero(np.diff(self.known_ms, prepend=-1))
        ends = np.append(bounds[1:], len(self.known_ms))
        for first, end in zip(bounds.tolist(), ends.tolist(), strict=True):
            rows = np.arange(first, end)
            rows = rows[np.argsort(self.batch.vehicle[rows], kind="stable")]
            events = tracker.advance(self.batch.take(rows), hints=self.hints).events
            report("Predicting", end / len(self.known_ms))
            if not len(events):
                continue
            predictor.learn(events)
            progress = tracker.progress
            named = np.unique(events.vehicle)
            under_way = (progress.trip[named] >= 0) & (progress.day[named] == self.day)
            under_way &= (progress.last_position[named] >= 0) & (progress.last_event_ms[named] > 0)
            yield int(self.known_ms[first]), named[under_way].astype(np.int32), progress


def read_trace(path: Path, *, gtfs: Path, time_zone: str | None) -> tuple[TraceRecording, str]:
    """The recording and its time zone.

    Errors:  BadInput naming the file or the column that is missing.
    """
    try:
        timetable = read_feed(
            gtfs, feed_id="f", source=0, time_zone=time_zone or "UTC", notices=Notices()
        )
        zone_name = time_zone or timetable.time_zone
        zone = get_zone(zone_name)
    except RegionUnreadable as fault:
        raise BadInput(fault.message, allowed=fault.allowed) from fault
    table = read_columns(path, (TRIP, DAY, VEHICLE, *NUMBERS), texts=(TRIP, DAY, VEHICLE))
    values = {name: numbers(table, name) for name in NUMBERS}
    texts = {name: coded(table, name) for name in (TRIP, DAY, VEHICLE)}
    good = np.flatnonzero(~np.isnan(np.stack([values[name] for name in NUMBERS[:3]])).any(axis=0))
    good = good[np.argsort(values[NUMBERS[0]][good], kind="stable")]
    if not len(good):
        raise BadInput(f"{path} holds no positions.")
    values = {name: column[good] for name, column in values.items()}
    codes = {name: column[good] for name, (column, _) in texts.items()}
    words = {name: told for name, (_, told) in texts.items()}
    day_code = int(np.bincount(codes[DAY]).argmax())
    try:
        day = datetime.strptime(words[DAY][day_code], "%Y%m%d").date()  # noqa: DTZ007 - a date
    except ValueError as cause:
        raise BadInput(
            f"{path} has {words[DAY][day_code]!r} in {DAY}.", allowed="Write it like 20261123."
        ) from cause
    paths = build_paths(timetable)
    network = build_prediction_network(timetable)
    return TraceRecording(
        network=network,
        day=day.toordinal(),
        day_start_ms=round(service_day_start(day, zone=zone).timestamp() * 1_000),
        truth_ms=_find_truth(values, codes, words, day_code, (timetable, paths, network)),
        known_ms=_time_ms(values),
        batch=_build_batch(values, codes),
        hints=[TripHint(trip_id=name) for name in words[TRIP]],
        timetable=timetable,
        paths=paths,
        zone=zone,
    ), zone_name


def _time_ms(values: dict[str, NDArray[np.float64]]) -> I64:
    return (values[NUMBERS[0]] * 1_000.0).astype(np.int64)


def _build_batch(
    values: dict[str, NDArray[np.float64]], codes: dict[str, NDArray[np.int32]]
) -> FixBatch:
    time_ms = _time_ms(values)
    rows = len(time_ms)
    return FixBatch(
        codes[VEHICLE],
        time_ms,
        time_ms.copy(),
        values[NUMBERS[1]],
        values[NUMBERS[2]],
        values[NUMBERS[3]].astype(np.float32),
        values[NUMBERS[4]].astype(np.float32),
        np.full(rows, FixQuality.UNKNOWN, np.uint8),
        codes[TRIP],
        np.ones(rows, np.uint8),
        np.zeros(rows, np.uint8),
    )


def _find_truth(
    values: dict[str, NDArray[np.float64]],
    codes: dict[str, NDArray[np.int32]],
    words: dict[str, list[str]],
    day_code: int,
    built: tuple[Timetable, Paths, PredictionNetwork],
) -> I64:
    timetable, paths, network = built
    row_of: dict[str, int] = {name: row for row, name in enumerate(timetable.trips.id)}
    run = np.array([row_of.get(name, -1) for name in words[TRIP]], np.int32)[codes[TRIP]]
    run = np.where(codes[DAY] == day_code, run, -1).astype(np.int32)
    time_ms = _time_ms(values)
    order: NDArray[Any] = np.lexsort((time_ms, run))
    order = order[run[order] >= 0]
    if not len(order):
        raise BadInput("No position names a trip of the timetable.")
    x_m, y_m = to_metres(paths.origin, lat=values[NUMBERS[1]], lon=values[NUMBERS[2]])
    trace = Trace(run[order], time_ms[order], x_m[order], y_m[order])
    count = len(network.arrival_s)
    return find_passings(trace, paths, time_start=network.time_start, count=count)
