"""Stop events as a table, under names and units a person can read."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pyarrow as pa

from modugil.live.history.columns import INSTANT, build_instants, read_integers, read_words
from modugil.live.history.records import StopEventRecord
from modugil.live.stop_events.stop_events import EventKind

SCHEMA: Final = pa.schema(
    [
        ("vehicle", pa.string()),
        ("trip_id", pa.string()),
        ("service_day", pa.date32()),
        ("stop_position", pa.int32()),
        ("stop_id", pa.string()),
        ("kind", pa.string()),
        ("happened_at", INSTANT),
        ("spread_ms", pa.int32()),
        ("known_at", INSTANT),
    ]
)
_KIND_WORDS: Final = {int(kind): kind.name.lower() for kind in EventKind}
_KIND_OF_WORD: Final = {word: number for number, word in _KIND_WORDS.items()}


def build_event_table(events: Sequence[StopEventRecord]) -> pa.Table:
    """The table of these events, in their order."""
    columns = [
        pa.array([event.vehicle for event in events], pa.string()),
        pa.array([event.trip_id for event in events], pa.string()),
        pa.array([date.fromisoformat(event.day) for event in events], pa.date32()),
        pa.array([event.position for event in events], pa.int32()),
        pa.array([event.stop_id for event in events], pa.string()),
        pa.array([_KIND_WORDS[event.kind] for event in events], pa.string()),
        build_instants([event.time_ms for event in events]),
        pa.array([event.spread_ms for event in events], pa.int32()),
        build_instants([event.known_ms for event in events]),
    ]
    return pa.table(columns, schema=SCHEMA)


def read_event_table(table: pa.Table) -> list[StopEventRecord]:
    """The events of the table, in its order."""
    return list(
        map(
            StopEventRecord,
            read_words(table["vehicle"]),
            read_words(table["trip_id"]),
            [day.isoformat() for day in table["service_day"].to_pylist()],
            read_integers(table["stop_position"]).tolist(),
            read_words(table["stop_id"]),
            [_KIND_OF_WORD[word] for word in read_words(table["kind"])],
            read_integers(table["happened_at"]).tolist(),
            read_integers(table["spread_ms"]).tolist(),
            read_integers(table["known_at"]).tolist(),
        )
    )
