"""What is put into the journal: a fix, or a stop event, as one msgpack record.

A fix is a map of its fields that are told and an event is an array, so the first byte of a record
says which it is.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec

from modugil.live.fix import Fix
from modugil.live.stop_events.stop_events import StopEvents


class StopEventRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One stop event under names that mean the same after the region is built anew.

    Units:   UTC milliseconds since 1970; `day` is the service date, YYYY-MM-DD.
    """

    vehicle: str
    trip_id: str
    day: str
    position: int
    """Stop position in the trip's pattern, 0 the first."""
    stop_id: str
    kind: int
    """EventKind."""
    time_ms: int
    spread_ms: int
    """It happened at most so long before or after `time_ms`."""
    known_ms: int
    """When the fix that told it was received."""


_ENCODER: Final = msgspec.msgpack.Encoder()
_FIXES: Final = msgspec.msgpack.Decoder(Fix)
_EVENTS: Final = msgspec.msgpack.Decoder(StopEventRecord)
_FIRST_ARRAY, _LAST_ARRAY = 0x90, 0x9F

encode_fix = _ENCODER.encode
"""The fix as a record of the journal."""

encode_event = _ENCODER.encode
"""The stop event as a record of the journal."""


def decode_record(record: bytes) -> Fix | StopEventRecord:
    """The fix or event of one record.

    Errors:  msgspec.DecodeError for a record of another making.
    """
    if record and _FIRST_ARRAY <= record[0] <= _LAST_ARRAY:
        return _EVENTS.decode(record)
    return _FIXES.decode(record)


def name_events(
    events: StopEvents,
    *,
    get_vehicle: Callable[[int], str],
    get_trip: Callable[[int], str],
    get_stop: Callable[[int, int], str],
) -> list[StopEventRecord]:
    """The events with names in place of rows.

    `get_vehicle` takes a row of the fleet, `get_trip` a row of the region's trips, and `get_stop`
    a trip's row with the stop's position in its pattern.
    """
    return [
        StopEventRecord(
            get_vehicle(vehicle),
            get_trip(trip),
            date.fromordinal(day).isoformat(),
            position,
            get_stop(trip, position),
            *rest,
        )
        for vehicle, trip, day, position, *rest in zip(
            events.vehicle.tolist(),
            events.trip.tolist(),
            events.day.tolist(),
            events.position.tolist(),
            events.kind.tolist(),
            events.time_ms.tolist(),
            events.spread_ms.tolist(),
            events.known_ms.tolist(),
            strict=True,
        )
    ]
