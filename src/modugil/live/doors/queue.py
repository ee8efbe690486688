"""What waits for the next tick. When it is full the newest fix of each vehicle stays."""

import threading
from collections.abc import Iterable, Sequence

from modugil.live.fix import Fix


class FixQueue:
    """Filled by the doors' thread, emptied by the tick's."""

    def __init__(self, most: int) -> None:
        """Hold `most` fixes; above that only the newest of each vehicle."""
        self.shed = 0
        """How many were left out so far."""
        self._most = most
        self._fixes: list[Fix] = []
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._fixes)

    @property
    def crowded(self) -> bool:
        """Whether more than half of it is used."""
        return 2 * len(self._fixes) > self._most

    def put(self, fixes: Sequence[Fix]) -> None:
        """Add these at the end."""
        with self._lock:
            self._fixes.extend(fixes)
            if len(self._fixes) > self._most:
                kept = keep_newest(self._fixes)
                self.shed += len(self._fixes) - len(kept)
                self._fixes = kept

    def take(self) -> list[Fix]:
        """Everything that waits, in its order; nothing waits afterwards."""
        with self._lock:
            fixes, self._fixes = self._fixes, []
        return fixes


def keep_newest(fixes: Iterable[Fix]) -> list[Fix]:
    """The fix of each vehicle that was measured last, in the order in which they came."""
    newest: dict[str, Fix] = {}
    for fix in fixes:
        other = newest.pop(fix.vehicle, None)
        newest[fix.vehicle] = fix if other is None or fix.time_ms >= other.time_ms else other
    return list(newest.values())
