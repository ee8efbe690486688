"""How much of the month's data is used, and when it will be gone."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PoolLevel(StrEnum):
    """How near the end of the month's data is, the best first."""

    UNKNOWN = "unknown"
    """The region does not say how much there is."""
    LASTS = "lasts"
    """At the last day's rate it is enough for the month."""
    RUNS_OUT = "runs_out"
    """At the last day's rate it is gone before the month is."""
    NEARLY_OUT = "nearly_out"
    """Nine tenths are used."""
    OUT = "out"
    """All of it is used: speed collapses, and the positions of buses come late with it."""


@dataclass(frozen=True, slots=True)
class PoolState:
    """The region's data of one month.

    Units:   bytes both ways; the rate in bytes a day.
    Unknown: None.
    """

    as_of: datetime
    month: str
    """YYYY-MM."""
    used_bytes: int
    pool_bytes: int | None
    level: PoolLevel
    rate_bytes_per_day: float | None = None
    """Of the last 24 hours."""
    runs_out: date | None = None
    """The day on which it is gone at that rate; None if later than this month, or not known. Where
    it is gone already: today."""
    access_points: int = 0
    """How many have counted this month."""
    days: tuple[tuple[date, int], ...] = ()
    """Bytes by day, as far as they were listened to."""
