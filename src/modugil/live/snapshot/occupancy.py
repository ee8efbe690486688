"""How full a vehicle is, in the words of GTFS-Realtime, which OneBusAway uses too."""

from enum import IntEnum

FULL_RATIO = 1.0
"""From here on nobody can board. Source: HFP `occu` of 100."""


class Occupancy(IntEnum):
    """OccupancyStatus by its numbers."""

    EMPTY = 0
    MANY_SEATS_AVAILABLE = 1
    FEW_SEATS_AVAILABLE = 2
    STANDING_ROOM_ONLY = 3
    CRUSHED_STANDING_ROOM_ONLY = 4
    FULL = 5
    NOT_ACCEPTING_PASSENGERS = 6


_FROM_RATIO = (
    (FULL_RATIO, Occupancy.NOT_ACCEPTING_PASSENGERS),
    (0.9, Occupancy.FULL),
    (0.7, Occupancy.CRUSHED_STANDING_ROOM_ONLY),
    (0.5, Occupancy.STANDING_ROOM_ONLY),
    (0.2, Occupancy.FEW_SEATS_AVAILABLE),
    (0.05, Occupancy.MANY_SEATS_AVAILABLE),
    (0.0, Occupancy.EMPTY),
)
"""From which share of full each holds. Source: as Helsinki counts; no standard sets the numbers."""


def find_occupancy(ratio: float | None, *, full: bool = False) -> Occupancy | None:
    """The word for that share of full; `full` where it is told that nobody can board any more.

    Unknown: None, a negative ratio or NaN gives None.
    """
    if full:
        return Occupancy.NOT_ACCEPTING_PASSENGERS
    if ratio is None:
        return None
    return next((word for least, word in _FROM_RATIO if ratio >= least), None)
