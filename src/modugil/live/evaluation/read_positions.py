"""What the positions tell beyond the stop events: where between two stops a vehicle was seen last.

One row in the real form (of `vehicle_positions_dedup.csv.gz`)::

    poll_header_ts,vehicle_id,timestamp,trip_id,route_id,start_time,lat,lon,bearing,…
    1565629209,65FC,1565629200,7380155931-20190719095551_v82.14,38013-…,04:28:00,-36.9929,174.7863,358.0,…
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modugil.core.errors import BadInput
from modugil.live.evaluation.columns import coded, numbers, read_columns
from modugil.live.evaluation.recording import EventRecording
from modugil.live.stop_events.stop_events import EventKind

NUMBERS = ("poll_header_ts", "timestamp", "lat", "lon")
STOP_NUMBERS = ("stop_code", "latitude", "longitude")
NEWER_MS = 3_000
"""A fix must be newer than the event by so much to say more than the event."""
M_PER_DEGREE = 111_195.0

F64 = NDArray[np.float64]


def add_positions(recording: EventRecording, path: Path, *, stops: Path | None) -> EventRecording:
    """With each event the newest fix of its run that was known by then.

    Without places of stops a fix only tells that the vehicle was heard of.

    Errors:  BadInput naming the file or the column that is missing.
    """
    table = read_columns(path, ("trip_id", *NUMBERS), texts=("trip_id",))
    trip, names = coded(table, "trip_id")
    row_of = {name: row for row, name in enumerate(recording.run_ids)}
    run = np.array([row_of.get(name, -1) for name in names], np.int64)[trip]
    values = {name: numbers(table, name) for name in NUMBERS}
    good = (run >= 0) & ~np.isnan(np.stack(list(values.values()))).any(axis=0)
    if not good.any():
        raise BadInput(f"{path} holds no position of any trip of the stop events.")
    run, values = run[good], {name: column[good] for name, column in values.items()}
    newest = _newest_known(recording, run, values["poll_header_ts"] * 1_000.0)
    fix_ms = np.where(newest >= 0, values["timestamp"][newest] * 1_000.0, -1.0).astype(np.int64)
    measured_ms = np.maximum(recording.measured_ms, fix_ms)
    if stops is None:
        return replace(recording, measured_ms=measured_ms)
    newer = (newest >= 0) & (fix_ms > recording.time_ms + NEWER_MS)
    newer &= recording.kind != EventKind.ARRIVAL
    rows = np.flatnonzero(newer)
    at = newest[rows]
    ratio = np.zeros(len(recording.run), np.float32)
    lat, lon = _places(recording, stops)
    ratio[rows] = _ratios(recording, rows, (lat, lon), (values["lat"][at], values["lon"][at]))
    return replace(recording, measured_ms=measured_ms, leg_ratio=ratio)


def _newest_known(
    recording: EventRecording, run: NDArray[np.int64], known_ms: F64
) -> NDArray[np.int64]:
    """For each event the row of its run's fix that reached the server last, -1 without one."""
    order = np.lexsort((known_ms, run))
    span = 1 << 44  # above any instant in milliseconds
    key = run[order] * span + known_ms[order].astype(np.int64)
    wanted = recording.run.astype(np.int64) * span + recording.known_ms
    at = np.searchsorted(key, wanted, side="right") - 1
    mine = (at >= 0) & (run[order[np.maximum(at, 0)]] == recording.run)
    return np.where(mine, order[np.maximum(at, 0)], -1)


def _places(recording: EventRecording, path: Path) -> tuple[F64, F64]:
    """Latitude and longitude of every call, NaN where the file has no such stop.

    A stop is found by its code, the part of stop_id before the first '-'.
    """
    table = read_columns(path, STOP_NUMBERS, texts=())
    code, lat, lon = (numbers(table, name) for name in STOP_NUMBERS)
    place_of = {
        str(int(one)): (a, o) for one, a, o in zip(code, lat, lon, strict=True) if one == one
    }
    nowhere = (np.nan, np.nan)
    found = [place_of.get(name.split("-")[0], nowhere) for name in recording.stop_ids]
    if found.count(nowhere) == len(found):
        raise BadInput(f"{path} holds none of the stops of the stop events.")
    places = np.array(found)
    return places[:, 0], places[:, 1]


def _ratios(
    recording: EventRecording,
    rows: NDArray[np.intp],
    stops: tuple[F64, F64],
    fixes: tuple[F64, F64],
) -> NDArray[np.float32]:
    """How far each fix is from the event's stop to the next: 0 where one's place is unknown.

    Straight distances to both stops, as a share of their sum.
    """
    at = recording.network.time_start[recording.run[rows]] + recording.position[rows]
    ends = recording.network.leg[at] < 0
    after = np.where(ends, at, at + 1)
    lat, lon = fixes
    metres = []
    for row in (at, after):
        north_m = (stops[0][row] - lat) * M_PER_DEGREE
        east_m = (stops[1][row] - lon) * M_PER_DEGREE * np.cos(np.radians(lat))
        metres.append(np.hypot(north_m, east_m))
    ratio = metres[0] / np.maximum(metres[0] + metres[1], 1.0)
    return np.where(ends | np.isnan(ratio), 0.0, ratio).astype(np.float32)
