"""What a fix was found to be: fit for the public, or the one fault that keeps it from them."""

from enum import IntEnum


class Verdict(IntEnum):
    """The first fault found; a fix with any of them still goes to history.

    Everything from DUPLICATE to LATE says that the fix is true but not the newest: it fills stop
    events. The others are not believed.
    """

    GOOD = 0
    DUPLICATE = 1
    OUT_OF_ORDER = 2
    LATE = 3
    FUTURE = 4
    NULL_ISLAND = 5
    OFF_REGION = 6
    IMPOSSIBLE_JUMP = 7
    STUCK = 8
