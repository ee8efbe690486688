"""How full a vehicle is, in the few words a board has room for."""

from typing import Literal

CrowdingWord = Literal["roomy", "some_room", "crowded", "full", "unknown"]

ROOMY_BELOW_RATIO = 0.45
"""Below it most people find a seat: a low-floor city bus seats somewhat less than half of those it
may carry."""
CROWDED_FROM_RATIO = 0.8
"""From here on people stand close, and a wheelchair or a stroller is hard to get in.

Source:  our choice, between the marks that operators use; no rule sets either number.
"""


def crowding_word(occupancy_ratio: float | None, *, full: bool = False) -> CrowdingWord:
    """The word for a ratio of 0 (empty) to 1 (full); `full` where nobody can board any more."""
    if full:
        return "full"
    if occupancy_ratio is None or occupancy_ratio < 0.0:
        return "unknown"
    if occupancy_ratio < ROOMY_BELOW_RATIO:
        return "roomy"
    return "some_room" if occupancy_ratio < CROWDED_FROM_RATIO else "crowded"
