"""The fleet and what is expected of it, as columns read from one snapshot."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.predictions.predictions import NO_DELAY
from modugil.live.progress import F32, I32, I64, U8
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.live.tracking.tick_snapshot import TickSnapshot

F64 = NDArray[np.float64]


class Fleet(NamedTuple):
    """Every vehicle that the snapshot knows of, also those not heard of lately.

    Shapes:  v rows each.
    Unknown: NaN for a measure, -1 for a trip, day or position, NO_DELAY.
    """

    vehicle: Sequence[str]
    heard_ms: I64
    """When the newest position was measured."""
    lat: F64
    lon: F64
    speed_mps: F64
    heading_deg: F64
    status: U8
    """VehicleStatus."""
    trip: I32
    day: I32
    path: I32
    """-1 where the snapshot does not tell."""
    along_m: F32
    last_position: I32
    at_stop: U8
    delay_s: I32


class Ahead(NamedTuple):
    """Predicted arrivals, one run each from the vehicle that speaks of it.

    Shapes:  m rows each.
    """

    trip: I32
    day: I32
    position: I32
    arrival_ms: I64
    low_ms: I64
    high_ms: I64


def read_fleet(snapshot: LiveSnapshot) -> Fleet:
    """The columns of that snapshot, whichever kind it is."""
    if isinstance(snapshot, TickSnapshot):
        return _read_columns(snapshot)
    return _read_states(snapshot.list_vehicles())


def _read_columns(snapshot: TickSnapshot) -> Fleet:
    progress, told = snapshot.progress, snapshot.predictions
    newest = snapshot.newest
    rows = np.flatnonzero(progress.time_ms[: len(newest)] > 0)
    fixes = [newest[row] for row in rows.tolist()]
    delay_s = np.full(len(progress.status), NO_DELAY, np.int32)
    delay_s[told.row] = told.delay_s
    return Fleet(
        [fix.vehicle for fix in fixes],
        progress.time_ms[rows],
        np.array([fix.lat for fix in fixes], np.float64),
        np.array([fix.lon for fix in fixes], np.float64),
        np.array([fix.speed_mps for fix in fixes], np.float64),
        np.array([fix.heading_deg for fix in fixes], np.float64),
        progress.status[rows],
        progress.trip[rows],
        progress.day[rows],
        progress.path[rows],
        progress.along_m[rows],
        progress.last_position[rows],
        progress.at_stop[rows],
        delay_s[rows],
    )


def _read_states(states: Sequence[VehicleState]) -> Fleet:
    runs = [one.run for one in states]
    no_path = np.full(len(states), -1, np.int32)
    return Fleet(
        [one.vehicle for one in states],
        np.array([as_ms(one.fix_time) for one in states], np.int64),
        np.array([one.at.lat for one in states], np.float64),
        np.array([one.at.lon for one in states], np.float64),
        _numbers([one.speed_mps for one in states]),
        _numbers([one.heading_deg for one in states]),
        np.array([one.status for one in states], np.uint8),
        np.array([-1 if run is None else run.trip for run in runs], np.int32),
        np.array([-1 if run is None else run.day.toordinal() for run in runs], np.int32),
        no_path,
        _numbers([one.along_m for one in states]).astype(np.float32),
        np.array(
            [-1 if one.last_position is None else one.last_position for one in states], np.int32
        ),
        np.array([one.at_stop for one in states], np.uint8),
        np.array([NO_DELAY if one.delay_s is None else one.delay_s for one in states], np.int32),
    )


def read_ahead(snapshot: LiveSnapshot) -> Ahead:
    """Every predicted arrival of that snapshot."""
    if isinstance(snapshot, TickSnapshot):
        return _read_predictions(snapshot)
    rows: list[tuple[int, ...]] = []
    for state in snapshot.list_vehicles():
        told = snapshot.find_run(state.run) if state.run is not None else None
        if told is None or told.vehicle != state.vehicle:
            continue
        run = (told.run.trip, told.run.day.toordinal())
        rows += [
            (*run, one.position, as_ms(one.arrival), as_ms(one.low), as_ms(one.high))
            for one in told.stops_ahead
        ]
    columns = np.array(rows, np.int64).reshape(-1, 6).T
    return Ahead(*(one.astype(np.int32) for one in columns[:3]), *columns[3:])


def _read_predictions(snapshot: TickSnapshot) -> Ahead:
    told, progress = snapshot.predictions, snapshot.progress
    count = np.diff(told.start)
    rows = np.repeat(told.row, count)
    leads = np.repeat(snapshot.drivers.list_leading(), count)
    return Ahead(
        progress.trip[rows][leads],
        progress.day[rows][leads],
        told.position[leads],
        told.arrival_ms[leads],
        told.low_ms[leads],
        told.high_ms[leads],
    )


def _numbers(values: Sequence[float | None]) -> F64:
    return np.array([np.nan if one is None else one for one in values], np.float64)


def as_ms(instant: datetime) -> int:
    """UTC milliseconds since 1970."""
    return round(instant.timestamp() * 1000)


def as_instant(time_ms: int) -> datetime:
    """The instant (UTC) of that millisecond."""
    return datetime.fromtimestamp(time_ms / 1000.0, UTC)


def day_text(day: int) -> str:
    """A service date (an ordinal) as YYYY-MM-DD; empty where there is none."""
    return date.fromordinal(day).isoformat() if day > 0 else ""


def known(value: float) -> float | None:
    """The number, None for NaN."""
    return None if value != value else float(value)
