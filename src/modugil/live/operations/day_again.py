"""The stop events of the day so far, read again from history after a start."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from modugil.live.history.columns import read_integers, read_words
from modugil.live.history.kinds import STOP_EVENTS
from modugil.live.operations.heard import take_events
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.read_history import read_slices
from modugil.live.stop_events.stop_events import EventKind, StopEvents

COLUMNS = (
    "trip_id",
    "service_day",
    "stop_position",
    "kind",
    "happened_at",
    "spread_ms",
    "known_at",
)
EPOCH_DAY = 719_163
"""1970-01-01 as an ordinal."""
KIND_OF_WORD = {kind.name.lower(): int(kind) for kind in EventKind}


def read_day(
    network: ServiceNetwork, folder: Path, *, first_ms: int, last_ms: int
) -> Iterator[StopEvents]:
    """The stop events that became known in that time; vehicles have no row, trips have ours.

    Those of trips that the timetable does not know any more are left out.
    Errors:  CouldNotLook if a file cannot be read.
    """
    rows = {name: row for row, name in enumerate(network.timetable.trips.id)}
    for table in read_slices(folder, STOP_EVENTS, COLUMNS, first_ms=first_ms, last_ms=last_ms):
        yield _read(network, table, rows)


def _read(network: ServiceNetwork, table: pa.Table, rows: dict[str, int]) -> StopEvents:
    trip = np.array([rows.get(name, -1) for name in read_words(table["trip_id"])], np.int32)
    days = table["service_day"].cast(pa.int32()).to_numpy().astype(np.int32) + EPOCH_DAY
    position = read_integers(table["stop_position"]).astype(np.int32)
    kind = np.array([KIND_OF_WORD[word] for word in read_words(table["kind"])], np.uint8)
    known = (trip >= 0) & (position >= 0)
    known[known] &= position[known] < network.length[trip[known]]
    events = StopEvents(
        np.full(len(trip), -1, np.int32),
        trip,
        days.astype(np.int32),
        position,
        kind,
        read_integers(table["happened_at"]),
        read_integers(table["spread_ms"]).astype(np.int32),
        read_integers(table["known_at"]),
    )
    return take_events(events, known)
