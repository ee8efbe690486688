"""What vehicles were observed to do at stops, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

I32 = NDArray[np.int32]
I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]


class EventKind(IntEnum):
    """What a vehicle did at a stop."""

    ARRIVAL = 0
    """It came to stand at the stop."""
    DEPARTURE = 1
    """It left, having stood."""
    PASSING = 2
    """It went by without standing."""


@dataclass(frozen=True, slots=True, eq=False)
class StopEvents:
    """Events in the order in which they became known.

    Shapes:  n rows each.
    Units:   UTC milliseconds since 1970. The event happened within `spread_ms` before or after
             `time_ms`: the gap between the fixes on both sides of it, and their quality.
    """

    vehicle: I32
    """Row of the fleet."""
    trip: I32
    """Row of the region's trips."""
    day: I32
    """Service date as proleptic ordinal (date.toordinal)."""
    position: I32
    """Stop position in the trip's pattern, 0 the first."""
    kind: U8
    """EventKind."""
    time_ms: I64
    spread_ms: I32
    known_ms: I64
    """When the fix that told it was received."""

    def __len__(self) -> int:
        """How many events there are."""
        return len(self.time_ms)


def concatenate_events(parts: Sequence[StopEvents]) -> StopEvents:
    """The events of all parts, one after the other."""
    if not parts:
        return NO_EVENTS
    names = [one.name for one in fields(StopEvents)]
    return StopEvents(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


NO_EVENTS = StopEvents(
    *(np.empty(0, kind) for kind in ("i4", "i4", "i4", "i4", "u1", "i8", "i4", "i8"))
)
