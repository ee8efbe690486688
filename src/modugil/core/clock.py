"""The only place that asks the system what time it is."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Something that knows the present instant, real or simulated."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 (the one place that may ask)


class FixedClock:
    """A clock that stands still at one instant; for tests and for questions about a given time."""

    def __init__(self, instant: datetime) -> None:
        """Stand at `instant`, which must know its offset from UTC."""
        if instant.tzinfo is None:
            raise ValueError("a clock needs an instant with an offset from UTC")
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it stands at."""
        return self._instant
