"""Who made too many faults waits a while; nobody else pays for it."""

from collections.abc import Hashable
from dataclasses import dataclass

MOST_KEPT = 10_000


@dataclass(slots=True)
class _Record:
    faults: int
    since_s: float
    until_s: float = 0.0


class Penalties:
    """Faults of each sender within a window; above a number it is banned for a time."""

    def __init__(self, *, allowed: int, window_s: float, ban_s: float) -> None:
        """Begin with nobody known."""
        self._allowed = allowed
        self._window_s = window_s
        self._ban_s = ban_s
        self._records: dict[Hashable, _Record] = {}

    def add_fault(self, who: Hashable, now_s: float) -> bool:
        """Count one more; True if the sender is banned from now on."""
        record = self._records.get(who)
        if record is None or now_s - record.since_s > self._window_s:
            if len(self._records) >= MOST_KEPT:
                self._forget_old(now_s)
            until_s = record.until_s if record else 0.0
            record = self._records[who] = _Record(0, now_s, until_s)
        record.faults += 1
        if record.faults > self._allowed:
            record.until_s = now_s + self._ban_s
        return now_s < record.until_s

    def is_banned(self, who: Hashable, now_s: float) -> bool:
        """Whether the sender still has to wait."""
        record = self._records.get(who)
        return record is not None and now_s < record.until_s

    def _forget_old(self, now_s: float) -> None:
        kept = {
            who: one
            for who, one in self._records.items()
            if now_s < one.until_s or now_s - one.since_s <= self._window_s
        }
        # names are chosen by the sender: when even the recent ones are too many, all are forgotten
        self._records = kept if len(kept) < MOST_KEPT else {}
