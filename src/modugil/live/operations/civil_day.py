"""A day on the wall, from midnight to midnight, also when the clock is changed."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from modugil.live.progress import I64

HOUR_MS = 3_600_000


class CivilDay(NamedTuple):
    """One day on the wall: 23, 24 or 25 hours.

    Units:   UTC milliseconds.
    """

    start_ms: int
    end_ms: int
    hours: I64
    """What the clock shows in the first hour, the second and so on."""

    def holds(self, time_ms: int) -> bool:
        """Whether the instant lies in the day."""
        return self.start_ms <= time_ms < self.end_ms

    def find_hour(self, time_ms: int) -> int:
        """The hour that the clock shows at that instant, which lies in the day."""
        return int(self.hours[(time_ms - self.start_ms) // HOUR_MS])

    def find_hours(self, time_ms: I64) -> I64:
        """The hours that the clock shows at these instants, which lie in the day."""
        found: I64 = self.hours[(time_ms - self.start_ms) // HOUR_MS]
        return found


def read_civil_day(day: date, zone: ZoneInfo) -> CivilDay:
    """That day on the wall there."""
    days = (day, day + timedelta(days=1))
    midnights = (datetime.combine(one, time(0), tzinfo=zone) for one in days)
    start, end = (round(one.timestamp() * 1000) for one in midnights)
    instants = range(start, end, HOUR_MS)
    shown = [datetime.fromtimestamp(at / 1000, zone).hour for at in instants]
    return CivilDay(start, end, np.array(shown, np.int64))
