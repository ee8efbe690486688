"""Where the fleet was between two instants, from history: every vehicle at every step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from modugil.core.errors import BadInput
from modugil.live.history.columns import read_decimals, read_integers, read_words
from modugil.live.history.kinds import FIXES, STOP_EVENTS
from modugil.live.operations.look import as_ms
from modugil.live.operations.read_history import LATE_MS, VEHICLE, read_slices
from modugil.live.progress import I64

FIX_COLUMNS = ("vehicle", "measured_at", "latitude", "longitude", "speed_mps", "told_trip_id")
EVENT_COLUMNS = ("vehicle", "trip_id", "happened_at")
OLDEST_MS = 120_000
"""A position older than this at a step is not shown there."""
TRIP_MS = 2_700_000
"""So long after its last stop event a vehicle is still taken to drive that trip."""
MOST_MS = 86_400_000
MOST_POINTS = 60_000
"""Positions in one answer; then it ends sooner, and `next` goes on."""
MOST_READ_S = 1_800
"""So much of history is read for one answer."""
F64 = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlaybackQuestion:
    """Which part of the past, how finely, and which vehicles.

    Errors:  BadInput if it cannot be meant.
    """

    start: datetime
    end: datetime
    step_s: int = 10
    box: tuple[float, float, float, float] | None = None
    """South, west, north, east: vehicles that were inside at any step."""
    line: str = ""
    """An id or the number on the bus."""
    vehicle: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not 0 < as_ms(self.end) - as_ms(self.start) <= MOST_MS:
            raise BadInput(
                "The end is not after the start, or too long after it.",
                allowed="At most a day is shown at a time.",
            )


class Trail(NamedTuple):
    """Positions of one vehicle in order of time.

    Shapes:  n rows each.
    """

    time_ms: I64
    lat: F64
    lon: F64
    speed_mps: F64
    told: list[str]


class Stepped(NamedTuple):
    """One vehicle at the steps at which it is known.

    Shapes:  n rows each.
    """

    vehicle: str
    step: I64
    lat: F64
    lon: F64
    speed_mps: F64
    age_s: I64
    trip_id: list[str]


def read_steps(folder: Path, question: PlaybackQuestion, *, steps: int) -> list[Stepped]:
    """Every vehicle at the first so many steps from the start, those the box and name leave.

    Errors:  CouldNotLook if a file cannot be read.
    """
    start_ms, step_ms = as_ms(question.start), 1000 * question.step_s
    last_ms = start_ms + (steps - 1) * step_ms
    paths = _read_trails(folder, question, first_ms=start_ms - OLDEST_MS, last_ms=last_ms)
    trips = _read_trips(folder, question.vehicle, first_ms=start_ms - TRIP_MS, last_ms=last_ms)
    told = []
    for vehicle, path in sorted(paths.items()):
        at_ms = start_ms + step_ms * np.arange(steps, dtype=np.int64)
        row = np.searchsorted(path.time_ms, at_ms, side="right") - 1
        age_ms = at_ms - path.time_ms[np.maximum(row, 0)]
        kept = np.flatnonzero((row >= 0) & (age_ms <= OLDEST_MS))
        rows = row[kept]
        if len(rows) and _is_inside(question.box, path.lat[rows], path.lon[rows]):
            names = _name_trips(trips.get(vehicle), at_ms[kept], [path.told[one] for one in rows])
            measures = (path.lat[rows], path.lon[rows], path.speed_mps[rows])
            told.append(Stepped(vehicle, kept, *measures, age_ms[kept] // 1000, names))
    return told


def _read_trails(
    folder: Path, question: PlaybackQuestion, *, first_ms: int, last_ms: int
) -> dict[str, Trail]:
    names: list[str] = []
    told: list[str] = []
    columns: list[list[F64]] = [[], [], []]
    times: list[I64] = []
    for table in read_slices(
        folder, FIXES, FIX_COLUMNS, first_ms=first_ms, last_ms=last_ms + LATE_MS
    ):
        if question.vehicle:
            table = table.filter(pc.equal(table[VEHICLE].cast(pa.string()), question.vehicle))
        table = _thin(table, question, first_ms=first_ms, last_ms=last_ms)
        names += read_words(table[VEHICLE])
        told += read_words(table["told_trip_id"])
        times.append(read_integers(table["measured_at"]))
        for column, name in zip(columns, ("latitude", "longitude", "speed_mps"), strict=True):
            column.append(read_decimals(table[name]))
    if not names:
        return {}
    time_ms = np.concatenate(times)
    lat, lon, speed_mps = (np.concatenate(parts).astype(np.float64) for parts in columns)
    trails = {}
    for name, rows in _split(names, time_ms, np.isfinite(lat) & np.isfinite(lon)):
        words = [told[row] for row in rows.tolist()]
        trails[name] = Trail(time_ms[rows], lat[rows], lon[rows], speed_mps[rows], words)
    return trails


def _thin(table: pa.Table, question: PlaybackQuestion, *, first_ms: int, last_ms: int) -> pa.Table:
    """Of each vehicle the last row before each step, which is all that a step shows."""
    time_ms = read_integers(table["measured_at"])
    vehicle = pc.rank(table[VEHICLE].cast(pa.string()), tiebreaker="dense").to_numpy()
    step = -(-(time_ms - as_ms(question.start)) // (1000 * question.step_s))
    rows = np.flatnonzero((time_ms >= first_ms) & (time_ms <= last_ms))
    rows = rows[np.lexsort((time_ms[rows], vehicle[rows]))]
    is_last = np.ones(len(rows), np.bool_)
    is_last[:-1] = (np.diff(vehicle[rows]) != 0) | (np.diff(step[rows]) != 0)
    return table.take(rows[is_last])


def _read_trips(
    folder: Path, vehicle: str, *, first_ms: int, last_ms: int
) -> dict[str, tuple[I64, list[str]]]:
    names: list[str] = []
    trips: list[str] = []
    times: list[I64] = [np.empty(0, np.int64)]
    for table in read_slices(
        folder, STOP_EVENTS, EVENT_COLUMNS, first_ms=first_ms, last_ms=last_ms + LATE_MS
    ):
        names += read_words(table["vehicle"])
        trips += read_words(table["trip_id"])
        times.append(read_integers(table["happened_at"]))
    time_ms = np.concatenate(times)
    is_known = np.ones(len(names), np.bool_)
    return {
        name: (time_ms[rows], [trips[row] for row in rows.tolist()])
        for name, rows in _split(names, time_ms, is_known)
        if vehicle in ("", name)
    }


def _split(
    names: list[str], time_ms: I64, kept: NDArray[np.bool_]
) -> Iterator[tuple[str, NDArray[np.intp]]]:
    """Each vehicle's rows in order of time."""
    known = {name: row for row, name in enumerate(dict.fromkeys(names))}
    of = np.array([known[name] for name in names], np.int64)
    rows = np.flatnonzero(kept)
    rows = rows[np.lexsort((time_ms[rows], of[rows]))]
    ends = np.searchsorted(of[rows], np.arange(len(known) + 1))
    for row, name in enumerate(known):
        part = rows[ends[row] : ends[row + 1]]
        if len(part):
            yield name, part


def _is_inside(box: tuple[float, float, float, float] | None, lat: F64, lon: F64) -> bool:
    if box is None:
        return True
    south, west, north, east = box
    return bool(((lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)).any())


def _name_trips(trips: tuple[I64, list[str]] | None, at_ms: I64, told: list[str]) -> list[str]:
    """The trip of the last stop event before each step; else what the terminal said then."""
    if trips is None:
        return told
    time_ms, names = trips
    rows = (np.searchsorted(time_ms, at_ms, side="right") - 1).tolist()
    return [
        names[row] if row >= 0 and at - time_ms[row] <= TRIP_MS else said
        for row, at, said in zip(rows, at_ms.tolist(), told, strict=True)
    ]
