"""What the tracker remembers of each vehicle, and what it tells of stops, one record each."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Record = Any
"""One row of the dtypes below: numpy has no type for its fields."""
Rows = NDArray[Any]

BEAM = 4
"""So many places along its way a vehicle can be at once while it is not clear where it is."""
MOST_NEAR = 12
"""So many places along a way are looked at for one fix."""
TRAIL = 8
"""So many places of a vehicle are kept from which its trip can be found."""
REMEMBERED = 6
"""Of so many runs before this one it is remembered what was told, so as not to tell it again."""
NO_SOURCE, BY_HINT, BY_BLOCK, BY_SEARCH = 0, 1, 2, 3
"""Why a vehicle has its trip: its terminal named it, the block went on, it was found."""

VEHICLE = np.dtype(
    [(name, np.int64) for name in ("time_ms", "match_ms", "last_event_ms", "day_start_ms")]
    + [(name, np.int64) for name in ("ref_ms", "stand_ms", "stand_last_ms", "left_ms", "cross_ms")]
    + [(name, np.int64) for name in ("search_ms", "run_end_ms")]
    + [(name, np.float64) for name in ("x", "y", "match_x", "match_y", "ref_x", "ref_y")]
    + [(name, np.float64) for name in ("along", "speed", "variance", "stand_along", "off_path_m")]
    + [(name, np.float64) for name in ("off_m", "reversed_m", "behind_m", "leg_ratio")]
    + [("beam_along", np.float64, (BEAM,)), ("beam_cost", np.float64, (BEAM,))]
    + [(f"trail_{name}", np.float64, (TRAIL,)) for name in ("x", "y")]
    + [
        ("trail_ms", np.int64, (TRAIL,)),
        ("trail_count", np.int32),
        ("ref_count", np.int32),
        ("beam_count", np.int32),
    ]
    + [(name, np.int32) for name in ("trip", "day", "path", "hint", "last_position", "off_count")]
    + [(name, np.int32) for name in ("left_spread", "cross_spread", "stand_spread")]
    + [(f"told_{name}", np.int32, (REMEMBERED,)) for name in ("trip", "day", "position")]
    + [("told_ms", np.int64, (REMEMBERED,))]
    + [(name, np.uint8) for name in ("status", "source", "at_stop", "finished", "still")]
    + [(name, np.uint8) for name in ("refuted", "told_first", "driven", "search_count", "held")],
    align=True,
)
"""Times are UTC ms and 0 where nothing was; rows are -1 and `along` NaN where unknown.

`ref_*` is where it came to stand, for terminals that tell no speed; `stand_*`, `left_*`, `cross_*`
belong to the stop at which it stands or which is next; `trail_*` are its last places, some 75 m
apart; `told_*` are the runs before this one, the last first, with the last stop told of each.
"""

FIX = np.dtype(
    [("time_ms", np.int64), ("received_ms", np.int64), ("x", np.float64), ("y", np.float64)]
    + [
        ("east", np.float64),
        ("north", np.float64),
        ("speed", np.float64),
        ("vehicle", np.int32),
        ("hint", np.int32),
    ]
    + [(name, np.uint8) for name in ("quality", "in_service", "doors_open")],
    align=True,
)
"""As FixBatch, in metres from the ways' origin; `east` and `north` are the told direction of length
1, or of length 0 where it is not told or the vehicle is too slow to have one."""

CLAIM = np.dtype([("time_ms", np.int64), ("vehicle", np.int32), ("day", np.int32)])
"""[t]: which vehicle drives each trip, on which day, and when it was last heard."""

EVENT = np.dtype(
    [("time_ms", np.int64), ("known_ms", np.int64), ("vehicle", np.int32), ("trip", np.int32)]
    + [("day", np.int32), ("position", np.int32), ("spread_ms", np.int32), ("kind", np.uint8)],
    align=True,
)


def new_vehicles(count: int) -> Rows:
    """Vehicles never heard of."""
    rows = np.zeros(count, VEHICLE)
    for name in ("trip", "day", "path", "hint", "last_position", "told_trip"):
        rows[name] = -1
    for name in ("along", "x", "y", "off_path_m"):
        rows[name] = np.nan
    return rows


def new_claims(trips: int) -> Rows:
    """No trip is driven."""
    rows = np.zeros(trips, CLAIM)
    rows["vehicle"] = -1
    return rows
