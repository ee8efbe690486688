"""Which buses a server shows: real ones, those of the simulator, or the past again."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from modugil.answers.planner import Planner
from modugil.app.simulated_fleet import choose_start
from modugil.core.clock import Clock, RunningClock, SystemClock


@dataclass(frozen=True, slots=True)
class Simulated:
    """Buses of the simulator in place of real ones, by a clock that server and buses share.

    `start` None is now, or a morning where it is night; `speed` how much faster than real time.
    Without `drives` they come from another process, and what is known of them is kept.
    """

    start: datetime | None = None
    speed: float = 1.0
    drives: bool = True


@dataclass(frozen=True, slots=True)
class Replayed:
    """What terminals sent once in place of what they send now.

    `start` None is the beginning of the history in that folder of state.
    """

    folder: Path
    start: datetime | None = None
    speed: float = 10.0


def choose_clock(
    planner: Planner, buses: Simulated | Replayed | None, *, begin: datetime | None
) -> Clock:
    """The clock that server and buses share; `begin` is when the history to show begins."""
    if buses is None:
        return SystemClock()
    now = SystemClock().now()
    start = buses.start or begin or choose_start(now, zone=planner.region.zone)
    if start == now and buses.speed == 1.0:
        return SystemClock()
    return RunningClock(start, speed=buses.speed)
