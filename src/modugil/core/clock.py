"""The only place that asks the system what time it is."""

import time
from datetime import UTC, datetime, timedelta
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


class RunningClock:
    """A clock that began at an instant of its own and runs so many times faster than the real one.

    A server and the simulator that drives its fleet share one, so that a day passes in minutes.
    """

    def __init__(self, start: datetime, *, speed: float = 1.0) -> None:
        """Begin at `start` now.

        Errors:  ValueError without an offset from UTC, or with a speed not above zero.
        """
        if start.tzinfo is None or speed <= 0.0:
            raise ValueError("a running clock needs an instant with an offset and a speed above 0")
        self.start = start.astimezone(UTC)
        self.speed = speed
        self.begin()

    def begin(self) -> None:
        """Show the start again, from now on."""
        self._began_s = time.monotonic()

    def now(self) -> datetime:
        """The instant this clock shows."""
        return self.start + timedelta(seconds=(time.monotonic() - self._began_s) * self.speed)
