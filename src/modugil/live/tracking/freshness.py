"""How old fixes are when they become visible: the time from the terminal to the snapshot."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from modugil.live.progress import I64

KEPT_TICKS = 20
"""Ten seconds of the usual ticks."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """Of the fixes that became visible in the last ticks.

    Units:   milliseconds of the clock that server and terminals share; None without a fix.
    """

    fixes: int
    p50_ms: float | None
    p99_ms: float | None


class FreshnessWindow:
    """Remembers the last ticks; one thread adds, any may read."""

    def __init__(self) -> None:
        """Nothing became visible yet."""
        self._ages_ms: deque[I64] = deque(maxlen=KEPT_TICKS)

    def add(self, measured_ms: I64, *, visible_ms: int) -> None:
        """These fixes became visible then."""
        self._ages_ms.append(visible_ms - measured_ms)

    def get(self) -> Freshness:
        """The figures over the ticks remembered."""
        ages_ms = np.concatenate([np.empty(0, np.int64), *list(self._ages_ms)])
        if len(ages_ms) == 0:
            return Freshness(0, None, None)
        p50_ms, p99_ms = np.percentile(ages_ms, [50, 99]).tolist()
        return Freshness(len(ages_ms), p50_ms, p99_ms)
