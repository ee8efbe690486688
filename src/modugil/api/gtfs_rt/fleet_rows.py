"""The vehicles of a snapshot and what is expected of them, as rows and columns for feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.live.predictions.predictions import NO_DELAY
from modugil.live.progress import VehicleStatus
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.tracking.tick_snapshot import TickSnapshot

I64 = NDArray[np.int64]
FRESH_MS = 90_000
"""What is older is not published. Source: GTFS-Realtime best practices, 90 seconds."""


class VehicleRow(NamedTuple):
    """One vehicle. Unknown: None, NaN, -1 or Access.UNKNOWN."""

    vehicle: str
    lat: float
    lon: float
    heading_deg: float
    speed_mps: float
    odometer_m: float
    time_s: int
    occupancy_ratio: float
    wheelchair: int
    """Access, of this very vehicle."""
    run: TripRun | None
    """Only where this vehicle is the one that speaks of it."""
    last: int
    """The last position reached, -1 before the first."""
    at_stop: bool
    off_route: bool
    delay_s: int | None


@dataclass(frozen=True, slots=True)
class FleetRows:
    """Everything of one snapshot that feeds tell.

    Shapes:  `runs` are the vehicles on a run; the predictions of runs[k] are from `start[k]` to
             `start[k + 1]`, ascending by position; none where nothing supports any.
    Units:   UTC milliseconds.
    """

    vehicles: Sequence[VehicleRow]
    runs: Sequence[VehicleRow]
    start: I64
    position: I64
    arrival_ms: I64
    departure_ms: I64
    spread_ms: I64


def read_fleet(snapshot: LiveSnapshot, *, now_ms: int) -> FleetRows:
    """The vehicles heard of within the last 90 seconds."""
    if isinstance(snapshot, TickSnapshot):
        return _read_tick(snapshot, now_ms)
    return _read_states(snapshot, now_ms)


def _read_tick(snapshot: TickSnapshot, now_ms: int) -> FleetRows:
    """From columns, without making an object of every prediction."""
    told, progress = snapshot.predictions, snapshot.progress
    fresh = [row for row in snapshot.shown if now_ms - snapshot.newest[row].time_ms <= FRESH_MS]
    leading = np.flatnonzero(snapshot.drivers.list_leading())
    place = dict(zip(told.row[leading].tolist(), leading.tolist(), strict=True))
    columns = (progress.trip, progress.day, progress.last_position, progress.at_stop)
    trips, days, lasts, stands = (one[fresh].tolist() for one in columns)
    detours = (progress.status[fresh] == VehicleStatus.DETOUR).tolist()
    delays = told.delay_s.tolist()
    vehicles: list[VehicleRow] = []
    runs: list[VehicleRow] = []
    spoken: list[int] = []
    for row, trip, day, last, stands_at, detour in zip(
        fresh, trips, days, lasts, stands, detours, strict=True
    ):
        k = place.get(row, -1) if trip >= 0 else -1
        fix = snapshot.newest[row]
        delay_s = delays[k] if k >= 0 and delays[k] != NO_DELAY else None
        vehicle = VehicleRow(
            fix.vehicle, fix.lat, fix.lon, fix.heading_deg, fix.speed_mps, fix.odometer_m,
            fix.time_ms // 1000, fix.occupancy_ratio, judge_wheelchair(fix.low_floor, fix.ramp),
            TripRun(trip, date.fromordinal(day)) if k >= 0 else None,
            last, bool(stands_at), detour, delay_s,
        )  # fmt: skip
        vehicles.append(vehicle)
        if k >= 0:
            runs.append(vehicle)
            spoken.append(k)
    return _take(snapshot, vehicles, runs, spoken)


def _take(
    snapshot: TickSnapshot, vehicles: list[VehicleRow], runs: list[VehicleRow], spoken: list[int]
) -> FleetRows:
    told = snapshot.predictions
    first, end = told.start[:-1][spoken], told.start[1:][spoken]
    counts = end - first
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    rows = np.repeat(first - start[:-1], counts) + np.arange(int(start[-1]))
    return FleetRows(
        vehicles,
        runs,
        start,
        told.position[rows].astype(np.int64),
        told.arrival_ms[rows],
        told.departure_ms[rows],
        (told.high_ms[rows] - told.low_ms[rows]) // 2,
    )


def _read_states(snapshot: LiveSnapshot, now_ms: int) -> FleetRows:
    vehicles: list[VehicleRow] = []
    runs: list[VehicleRow] = []
    start, columns = [0], [list[int]() for _ in range(4)]
    for state in snapshot.list_vehicles():
        time_ms = round(state.fix_time.timestamp() * 1000)
        if now_ms - time_ms > FRESH_MS:
            continue
        driven = snapshot.find_run(state.run) if state.run is not None else None
        leads = driven is not None and driven.vehicle == state.vehicle
        known = (state.heading_deg, state.speed_mps, state.occupancy_ratio)
        heading, speed, occupancy = (nan if one is None else one for one in known)
        vehicle = VehicleRow(
            state.vehicle, state.at.lat, state.at.lon, heading, speed, nan, time_ms // 1000,
            -1.0 if isnan(occupancy) else occupancy,
            judge_wheelchair(state.low_floor, state.ramp), state.run if leads else None,
            -1 if state.last_position is None else state.last_position, state.at_stop,
            state.status is VehicleStatus.DETOUR, state.delay_s,
        )  # fmt: skip
        vehicles.append(vehicle)
        if driven is None or not leads:
            continue
        runs.append(vehicle)
        for one in driven.stops_ahead:
            spread = (one.high - one.low) / 2
            columns[0].append(one.position)
            columns[1].append(round(one.arrival.timestamp() * 1000))
            columns[2].append(round(one.departure.timestamp() * 1000))
            columns[3].append(round(spread.total_seconds() * 1000))
        start.append(len(columns[0]))
    return FleetRows(
        vehicles, runs, np.array(start, np.int64), *(np.array(one, np.int64) for one in columns)
    )


def judge_wheelchair(low_floor: int, ramp: int) -> int:
    """Whether a wheelchair can board: not where there are steps or the ramp fails."""
    if Access.NO in (low_floor, ramp):
        return Access.NO
    return low_floor
