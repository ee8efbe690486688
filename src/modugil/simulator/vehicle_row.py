"""What a vehicle is doing, as the record that kernels change once a second."""

from enum import IntEnum

import numpy as np

NOWHERE_M = 1e18
FOREVER_MS = 1 << 60
JUST_BROKEN, STANDS_BROKEN = 1, 2


class Mode(IntEnum):
    """What a vehicle does."""

    OFF = 0
    """Out of service; its terminal is silent."""
    LAYOVER = 1
    """At the first stop of its next run."""
    DRIVING = 2
    AT_STOP = 3
    DEADHEAD = 4
    """On the way to the first stop of its next run, off every line's way."""


class Happening(IntEnum):
    """What kernels tell; the first three are the kinds of stop events."""

    ARRIVAL = 0
    DEPARTURE = 1
    PASSING = 2
    BREAKDOWN = 3


EVENT = np.dtype(
    [
        ("vehicle", np.int32),
        ("run", np.int32),
        ("position", np.int32),
        ("kind", np.int32),
        ("time_ms", np.int64),
    ],
    align=True,
)

VEHICLE = np.dtype(
    [
        ("salt", np.int64),
        ("phase_ms", np.int64),
        ("until_ms", np.int64),
        ("hold_until_ms", np.int64),
        ("silent_from_ms", np.int64),
        ("segment", np.int64),
        ("light", np.int64),
        ("along_m", np.float64),
        ("speed_mps", np.float64),
        ("cruise_mps", np.float64),
        ("x_m", np.float64),
        ("y_m", np.float64),
        ("heading_deg", np.float64),
        ("odometer_m", np.float64),
        ("detour_from_m", np.float64),
        ("detour_to_m", np.float64),
        ("detour_x_m", np.float64),
        ("detour_y_m", np.float64),
        ("breakdown_m", np.float64),
        ("long_stop_m", np.float64),
        ("long_stop_s", np.float64),
        ("error_east", np.float64),
        ("error_north", np.float64),
        ("seen_x_m", np.float64),
        ("seen_y_m", np.float64),
        ("run", np.int32),
        ("next_position", np.int32),
        ("will_stop", np.int32),
        ("boarding", np.int32),
        ("alighting", np.int32),
        ("load", np.int32),
        ("capacity", np.int32),
        ("bays", np.int32),
        ("bays_used", np.int32),
        ("delay_s", np.int32),
        ("mode", np.uint8),
        ("doors_open", np.uint8),
        ("quality", np.uint8),
        ("speaks", np.uint8),
        ("is_broken", np.uint8),
    ],
    align=True,
)
"""`will_stop` is -1 before it is decided; `error_*` have deviation 1; `seen_*` is GNSS."""


def new_vehicles(count: int) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    """So many vehicles out of service."""
    rows = np.zeros(count, VEHICLE)
    rows["run"], rows["will_stop"] = -1, -1
    rows["silent_from_ms"] = FOREVER_MS
    for name in ("detour_from_m", "breakdown_m", "long_stop_m"):
        rows[name] = NOWHERE_M
    return rows
