"""What passes from the tick to the operators' room: handed over, never waited for."""

from collections import deque
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from modugil.live.fix import Fix
from modugil.live.stop_events.stop_events import NO_EVENTS, StopEvents, concatenate_events

Part = TypeVar("Part")
MOST_TICKS = 240
"""Two minutes of the usual ticks; what nobody fetched by then is given up and counted."""


class Heard:
    """Fixes and stop events on their way; the tick adds, one other thread takes.

    Adding is one append to a list that cannot grow, so it neither waits nor fails.
    """

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self.given_up = 0
        """Ticks whose fixes nobody fetched in time."""
        self._fixes: deque[Sequence[Fix]] = deque(maxlen=MOST_TICKS)
        self._told: deque[StopEvents] = deque(maxlen=MOST_TICKS)
        self._final: deque[StopEvents] = deque(maxlen=MOST_TICKS)

    def add_fixes(self, fixes: Sequence[Fix]) -> None:
        """These came in, in this order, good or not."""
        if fixes:
            self.given_up += len(self._fixes) == MOST_TICKS
            self._fixes.append(fixes)

    def add_told(self, events: StopEvents) -> None:
        """These stop events were told at once; they may turn out otherwise."""
        if len(events):
            self._told.append(events)

    def add_final(self, events: StopEvents) -> None:
        """These stop events are final."""
        if len(events):
            self._final.append(events)

    def take_fixes(self) -> list[Fix]:
        """Every fix since the last call."""
        return [fix for part in _empty(self._fixes) for fix in part]

    def take_told(self) -> StopEvents:
        """Every stop event told since the last call."""
        return concatenate_events(_empty(self._told)) if self._told else NO_EVENTS

    def take_final(self) -> StopEvents:
        """Every final stop event since the last call."""
        return concatenate_events(_empty(self._final)) if self._final else NO_EVENTS


def take_events(events: StopEvents, rows: NDArray[np.bool_]) -> StopEvents:
    """These of them."""
    return StopEvents(*(getattr(events, name)[rows] for name in StopEvents.__slots__))


def _empty(waiting: deque[Part]) -> list[Part]:
    return [waiting.popleft() for _ in range(len(waiting))]
