"""Recorded stop events as a recording: their file tells the timetable as well.

One row in the real form (of `stop_events_observed.csv.gz`)::

    trip_id,stop_sequence,event,route_id,start_time,vehicle_id,stop_id,first_poll_ts,first_time,…
    1015073057-20190719095551_v82.14,1,departure,09151-…,07:50:00,7D68,1229-…,1565639438,1565639417,…
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow
import pyarrow.compute
from numpy.typing import NDArray

from modugil.core.errors import BadInput
from modugil.core.time import local_day, service_day_start
from modugil.live.evaluation.columns import coded, numbers, read_columns
from modugil.live.evaluation.fill_gaps import Visits, fill_gaps
from modugil.live.evaluation.recording import UNSEEN_MS, EventRecording
from modugil.live.predictions.network import PredictionNetwork, frozen, number_legs
from modugil.live.stop_events.stop_events import EventKind

TEXTS = ("trip_id", "event", "stop_id")
NUMBERS = ("stop_sequence", "first_poll_ts", "first_time", "first_delay", "scheduled_time")
ABSURD_DELAY_S = 3_600.0
KINDS = {"arrival": EventKind.ARRIVAL, "departure": EventKind.DEPARTURE}

Coded = tuple[NDArray[np.int32], list[str]]


def read_stop_events(path: Path, *, zone: ZoneInfo) -> EventRecording:
    """The events of that file, without those an hour or more off their time or that lack a number.

    Errors:  BadInput naming the file or the column that is missing, or an unknown event.
    """
    table = read_columns(path, (*TEXTS, *NUMBERS), texts=TEXTS)
    table = table.filter(
        pyarrow.compute.less(pyarrow.compute.abs(table["first_delay"]), ABSURD_DELAY_S)
    )
    table = table.filter(pyarrow.array(_are_complete(table)))
    if not table.num_rows:
        raise BadInput(f"{path} holds no stop events.")
    unknown = set(table["event"].unique().to_pylist()) - set(KINDS)
    if unknown:
        raise BadInput(
            f"{path} has an unknown event {min(map(str, unknown))!r}.",
            allowed="Events are arrival and departure.",
        )
    values = {name: numbers(table, name) for name in NUMBERS}
    trip, trip_ids = coded(table, "trip_id")
    stop, stop_ids = coded(table, "stop_id")
    event, names = coded(table, "event")
    kind = np.array([KINDS[name] for name in names], np.uint8)[event]
    return _build(values, (trip, trip_ids), (stop, stop_ids), kind, zone)


def _are_complete(table: pyarrow.Table) -> NDArray[np.bool_]:
    known = [~np.isnan(numbers(table, name)) for name in NUMBERS]
    complete: NDArray[np.bool_] = np.all(known, axis=0)
    return complete


def _build(
    values: dict[str, NDArray[np.float64]],
    trips: Coded,
    stops: Coded,
    kind: NDArray[np.uint8],
    zone: ZoneInfo,
) -> EventRecording:
    """Visits are the distinct (trip, stop_sequence), in that order."""
    trip, trip_ids = trips
    stop, stop_ids = stops
    key = trip.astype(np.int64) * (1 << 20) + values["stop_sequence"].astype(np.int64)
    visits, first, visit = np.unique(key, return_index=True, return_inverse=True)
    scheduled = values["scheduled_time"]
    day = local_day(datetime.fromtimestamp(float(scheduled.min()), UTC), zone=zone)
    start_s = int(service_day_start(day, zone=zone).timestamp())
    told = Visits(
        trip[first].astype(np.int64),
        values["stop_sequence"][first].astype(np.int64),
        stop[first].astype(np.int64),
        _planned(scheduled, visit, kind, len(visits)) - start_s,
        np.arange(len(visits)),
    )
    calls = fill_gaps(told)
    row_of_visit = np.flatnonzero(calls.origin >= 0)
    run_start = np.searchsorted(calls.trip, np.arange(int(trip.max()) + 2))
    leg, leg_key = number_legs(run_start, calls.stop, stop_ids)
    network = PredictionNetwork(
        pattern_start=frozen(run_start, np.int32),
        leg=leg,
        timepoint=frozen(np.zeros(len(calls.trip)), np.uint8),
        trip_pattern=frozen(np.arange(len(run_start) - 1), np.int32),
        time_start=frozen(run_start[:-1], np.int64),
        arrival_s=frozen(calls.planned_s, np.int32),
        departure_s=frozen(calls.planned_s, np.int32),
        leg_key=leg_key,
    )
    row = row_of_visit[visit]
    time_ms = (values["first_time"] * 1000).astype(np.int64)
    order = np.lexsort((values["stop_sequence"], trip, values["first_poll_ts"]))
    return EventRecording(
        network=network,
        day=day.toordinal(),
        day_start_ms=start_s * 1000,
        truth_ms=_truth(time_ms, row, kind, len(calls.trip)),
        run=trip[order],
        position=(row - run_start[trip])[order].astype(np.int32),
        kind=kind[order],
        time_ms=time_ms[order],
        known_ms=(values["first_poll_ts"][order] * 1000).astype(np.int64),
        leg_ratio=np.zeros(len(order), np.float32),
        measured_ms=time_ms[order],
        run_ids=trip_ids,
        stop_ids=[stop_ids[row] for row in calls.stop.tolist()],
    )


def _planned(
    scheduled: NDArray[Any], visit: NDArray[np.intp], kind: NDArray[np.uint8], count: int
) -> NDArray[np.int64]:
    """One planned time a stop: of the arrival where the file tells it, else of the departure."""
    planned = np.zeros(count)
    for one in (EventKind.DEPARTURE, EventKind.ARRIVAL):
        rows = kind == one
        planned[visit[rows]] = scheduled[rows]
    return planned.astype(np.int64)


def _truth(
    time_ms: NDArray[np.int64], visit: NDArray[np.intp], kind: NDArray[np.uint8], count: int
) -> NDArray[np.int64]:
    truth = np.full(count, UNSEEN_MS, np.int64)
    for one in (EventKind.DEPARTURE, EventKind.ARRIVAL):
        rows = np.flatnonzero(kind == one)[::-1]  # the first of several is the one that stays
        truth[visit[rows]] = time_ms[rows]
    return truth
