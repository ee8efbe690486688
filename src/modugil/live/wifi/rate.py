"""How quickly the month's data is used: the bytes of the last 24 hours, whatever the weekday.

Bytes belong to the ten minutes in which they were told, so what came late is a little too young
here. The month's sum, which must be exact, is not made of this.
"""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

SLOT_MS = 600_000
DAY_MS = 86_400_000
LEAST_KNOWN_MS = 3_600_000
"""Nothing is said of a rate before an hour was listened to."""
KEPT_MS = 35 * DAY_MS


class UsageRate:
    """Bytes by ten minutes, for as long as a month's days may be asked for."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Nothing was used yet."""
        self._zone = zone
        self._slots: dict[int, int] = {}
        self._days: dict[date, int] = {}
        self._dirty: set[int] = set()

    def add(self, count: int, *, now_ms: int) -> None:
        """So many bytes more; 0 says that we listen."""
        slot = now_ms // SLOT_MS
        if count or slot not in self._slots:
            self._put(slot, self._slots.get(slot, 0) + count)
            self._dirty.add(slot)

    def _put(self, slot: int, count: int) -> None:
        day = datetime.fromtimestamp(slot * SLOT_MS / 1000.0, self._zone).date()
        self._days[day] = self._days.get(day, 0) + count - self._slots.get(slot, 0)
        self._slots[slot] = count

    def find_rate(self, *, now_ms: int) -> float | None:
        """Bytes a day, by the last 24 hours or as many as are known; None before the first hour."""
        first = (now_ms - DAY_MS) // SLOT_MS + 1
        slots = [slot for slot in self._slots if slot >= first]
        if not slots:
            return None
        span_ms = now_ms - min(slots) * SLOT_MS
        if span_ms < LEAST_KNOWN_MS:
            return None
        return sum(self._slots[slot] for slot in slots) * DAY_MS / span_ms

    def list_days(self, first: date) -> list[tuple[date, int]]:
        """The bytes of each day from that one on."""
        return sorted((day, used) for day, used in self._days.items() if day >= first)

    def load(self, slots: Iterable[tuple[int, int]]) -> None:
        """Know what was kept, beside what was told meanwhile; once, at the beginning."""
        for slot, count in slots:
            self._put(slot, self._slots.get(slot, 0) + count)

    def take_dirty(self) -> list[tuple[int, int]]:
        """The slots that changed since the last call, and their bytes."""
        dirty, self._dirty = self._dirty, set()
        return [(slot, self._slots[slot]) for slot in dirty if slot in self._slots]

    def put_back(self, slots: Iterable[tuple[int, int]]) -> None:
        """These could not be kept; they are given again by the next call."""
        self._dirty |= {slot for slot, _ in slots}

    def forget_old(self, *, now_ms: int) -> int:
        """Leave out what is older than a month; the first ten minutes that still count."""
        first = (now_ms - KEPT_MS) // SLOT_MS
        for slot in [one for one in self._slots if one < first]:
            self._put(slot, 0)
            del self._slots[slot]
        self._days = {day: used for day, used in self._days.items() if used}
        return first
