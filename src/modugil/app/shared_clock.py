"""One clock for doors and workers: buses that are simulated have one of their own."""

from datetime import UTC, datetime

from modugil.core.clock import Clock, RunningClock, SystemClock
from modugil.store.stream.floors import SharedClock


def share_clock(clock: Clock) -> SharedClock | None:
    """What workers are told of this clock; None for the system's."""
    if not isinstance(clock, RunningClock):
        return None
    wall_ms = round(SystemClock().now().timestamp() * 1000)
    now_ms = round(clock.now().timestamp() * 1000)
    return SharedClock(now_ms=now_ms, wall_ms=wall_ms, speed=clock.speed)


def choose_clock(shared: SharedClock | None) -> Clock:
    """The clock of the doors."""
    if shared is None:
        return SystemClock()
    wall_ms = SystemClock().now().timestamp() * 1000.0
    now_ms = shared.now_ms + (wall_ms - shared.wall_ms) * shared.speed
    return RunningClock(datetime.fromtimestamp(now_ms / 1000.0, UTC), speed=shared.speed)
