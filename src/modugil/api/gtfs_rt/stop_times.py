"""Stop time updates of all runs at once: columns in, bytes of StopTimeUpdate out."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.api.gtfs_rt.wire import (
    Block,
    Mask,
    constant,
    cut_rows,
    nested_rows,
    side_by_side,
    varint,
    varints,
)

I64 = NDArray[np.int64]
SCHEDULED, SKIPPED, NO_DATA, UNSCHEDULED = range(4)
"""StopTimeUpdate.ScheduleRelationship."""
NOT_TOLD = -(1 << 62)
_UPDATE, _ARRIVAL, _DEPARTURE = 2, 2, 3
_DELAY, _TIME, _UNCERTAINTY, _RELATIONSHIP = 1, 2, 3, 5


class StopTimes(NamedTuple):
    """What is expected at stops, run after run, each in the order of its stops.

    Shapes:  m rows each.
    Units:   seconds since 1970; delays in seconds, late positive.
    Unknown: NOT_TOLD.
    """

    run: I64
    """Which run of the feed it belongs to, ascending."""
    place: I64
    """Row of the patterns' stops."""
    relationship: I64
    arrival_s: I64
    departure_s: I64
    arrival_delay_s: I64
    departure_delay_s: I64
    uncertainty_s: I64


def make_increasing(times: StopTimes) -> StopTimes:
    """The same, in which a bus never leaves before it came and each stop comes after the last."""
    told = np.flatnonzero(times.arrival_s != NOT_TOLD)
    if not len(told):
        return times
    run = times.run[told]
    order = np.arange(len(told))
    both = np.stack([times.arrival_s[told], times.departure_s[told]], axis=1) - order[:, None]
    apart = run.astype(np.int64)[:, None] << 40
    raised = np.maximum.accumulate((both + apart).ravel()).reshape(both.shape) - apart
    raised += order[:, None]
    moved = raised - np.stack([times.arrival_s[told], times.departure_s[told]], axis=1)
    columns = (
        times.arrival_s, times.departure_s, times.arrival_delay_s, times.departure_delay_s,
    )  # fmt: skip
    arrival, departure, arrival_delay, departure_delay = (one.copy() for one in columns)
    arrival[told], departure[told] = raised[:, 0], raised[:, 1]
    for delay, by in ((arrival_delay, moved[:, 0]), (departure_delay, moved[:, 1])):
        delay[told] = np.where(delay[told] == NOT_TOLD, NOT_TOLD, delay[told] + by)
    return times._replace(
        arrival_s=arrival,
        departure_s=departure,
        arrival_delay_s=arrival_delay,
        departure_delay_s=departure_delay,
    )


def encode_stop_times(times: StopTimes, places: Block) -> tuple[bytes, list[int]]:
    """Every row as field 2 of a TripUpdate, and where each begins, with the end of the last.

    `places` are the bytes that say which stop it is, by row of the patterns' stops.
    """
    every = np.ones(len(times.run), np.bool_)
    spread = times.uncertainty_s
    arrival = _event(times.arrival_s, times.arrival_delay_s, spread)
    departure = _event(times.departure_s, times.departure_delay_s, spread)
    update = side_by_side(
        Block(places.data[times.place], places.kept[times.place]),
        nested_rows(_ARRIVAL, arrival, times.arrival_s != NOT_TOLD),
        nested_rows(_DEPARTURE, departure, times.departure_s != NOT_TOLD),
        _field(_RELATIONSHIP, times.relationship, every, width=1),
    )
    return cut_rows(nested_rows(_UPDATE, update, every))


def _event(time_s: I64, delay_s: I64, uncertainty_s: I64) -> Block:
    return side_by_side(
        _field(_DELAY, delay_s, delay_s != NOT_TOLD, width=10),
        _field(_TIME, time_s, time_s != NOT_TOLD, width=5),
        _field(_UNCERTAINTY, uncertainty_s, uncertainty_s != NOT_TOLD, width=3),
    )


def _field(field: int, values: I64, kept: Mask, *, width: int) -> Block:
    return side_by_side(constant(varint(field << 3), kept), varints(values, kept, width=width))
