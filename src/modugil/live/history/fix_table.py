"""Fixes as a table, under names and units a person can read.

Positions are kept to 1e-7 degrees (11 mm), headings to 0.1 degrees, speeds to 10 mm/s.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Final

import pyarrow as pa

from modugil.live.fix import NO_HINT, Door, Fix, FixQuality, TripHint
from modugil.live.history.columns import (
    INSTANT,
    build_access,
    build_counts,
    build_decimals,
    build_instants,
    build_words,
    read_access,
    read_decimals,
    read_integers,
    read_words,
)

SCHEMA: Final = pa.schema(
    [
        ("vehicle", pa.string()),
        ("measured_at", INSTANT),
        ("received_at", INSTANT),
        ("latitude", pa.decimal128(9, 7)),
        ("longitude", pa.decimal128(10, 7)),
        ("heading_deg", pa.decimal128(4, 1)),
        ("speed_mps", pa.decimal128(6, 2)),
        ("nmea_quality", pa.int16()),
        ("door", pa.string()),
        ("event", pa.string()),
        ("journey", pa.string()),
        ("told_trip_id", pa.string()),
        ("told_route_id", pa.string()),
        ("told_direction", pa.int8()),
        ("told_start", pa.string()),
        ("told_day", pa.string()),
        ("told_stop_id", pa.string()),
        ("doors_open", pa.string()),
        ("low_floor", pa.string()),
        ("ramp", pa.string()),
        ("wheelchair_bays_free", pa.int16()),
        ("occupancy_ratio", pa.decimal128(6, 3)),
        ("odometer_m", pa.decimal128(12, 1)),
    ]
)
_DOOR_WORDS: Final = {int(door): door.name.lower() for door in Door}
_DOOR_OF_WORD: Final = {word: number for number, word in _DOOR_WORDS.items()}


def build_fix_table(fixes: Sequence[Fix]) -> pa.Table:
    """The table of these fixes, in their order."""
    hints = [fix.hint for fix in fixes]

    def each(name: str) -> list[Any]:
        return list(map(attrgetter(name), fixes))

    def measure(name: str, column: str, least: float, most: float) -> pa.Array:
        return build_decimals(each(name), SCHEMA.field(column).type, least=least, most=most)

    columns = {
        "vehicle": build_words(each("vehicle")),
        "measured_at": build_instants(each("time_ms")),
        "received_at": build_instants(each("received_ms")),
        "latitude": measure("lat", "latitude", -90.0, 90.0),
        "longitude": measure("lon", "longitude", -180.0, 180.0),
        "heading_deg": measure("heading_deg", "heading_deg", -360.0, 720.0),
        "speed_mps": measure("speed_mps", "speed_mps", -1000.0, 1000.0),
        "nmea_quality": build_counts(each("quality"), pa.int16(), unknown=FixQuality.UNKNOWN),
        "door": pa.array([_DOOR_WORDS.get(door) for door in each("door")], pa.string()),
        "event": build_words(each("event")),
        "journey": build_words(each("journey")),
        "told_trip_id": build_words([hint.trip_id for hint in hints]),
        "told_route_id": build_words([hint.route_id for hint in hints]),
        "told_direction": build_counts([hint.direction for hint in hints], pa.int8(), unknown=-1),
        "told_start": build_words([hint.start for hint in hints]),
        "told_day": build_words([hint.day for hint in hints]),
        "told_stop_id": build_words(each("stop")),
        "doors_open": build_access(each("doors_open")),
        "low_floor": build_access(each("low_floor")),
        "ramp": build_access(each("ramp")),
        "wheelchair_bays_free": build_counts(each("wheelchair_bays_free"), pa.int16(), unknown=-1),
        "occupancy_ratio": measure("occupancy_ratio", "occupancy_ratio", 0.0, 999.0),
        "odometer_m": measure("odometer_m", "odometer_m", -1e10, 1e10),
    }
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def read_fix_table(table: pa.Table) -> list[Fix]:
    """The fixes of the table, in its order."""

    def words(name: str) -> list[str]:
        return read_words(table[name])

    def measure(name: str) -> list[float]:
        return list(read_decimals(table[name]).tolist())

    def whole(name: str, unknown: int) -> list[int]:
        return list(read_integers(table[name], unknown=unknown).tolist())

    get_hint = _remember_hints()
    hints = map(
        get_hint,
        zip(
            words("told_trip_id"),
            words("told_route_id"),
            whole("told_direction", -1),
            words("told_start"),
            words("told_day"),
            strict=True,
        ),
    )
    return list(
        map(
            Fix,
            words("vehicle"),
            whole("measured_at", 0),
            measure("latitude"),
            measure("longitude"),
            whole("received_at", 0),
            [_DOOR_OF_WORD.get(word, 0) for word in words("door")],
            measure("heading_deg"),
            measure("speed_mps"),
            whole("nmea_quality", FixQuality.UNKNOWN),
            hints,
            words("event"),
            words("told_stop_id"),
            words("journey"),
            read_access(table["doors_open"]),
            read_access(table["low_floor"]),
            read_access(table["ramp"]),
            whole("wheelchair_bays_free", -1),
            [-1.0 if ratio != ratio else ratio for ratio in measure("occupancy_ratio")],
            measure("odometer_m"),
        )
    )


def _remember_hints() -> Callable[[tuple[str, str, int, str, str]], TripHint]:
    """One TripHint for all fixes that tell the same."""
    known: dict[tuple[str, str, int, str, str], TripHint] = {("", "", -1, "", ""): NO_HINT}

    def get(told: tuple[str, str, int, str, str]) -> TripHint:
        hint = known.get(told)
        if hint is None:
            hint = known[told] = TripHint(*told)
        return hint

    return get
