"""What pages, interfaces and fleets need of the live buses, whoever follows them."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Engine

from modugil.app.doors_thread import Work
from modugil.app.live_doors import LiveDoors
from modugil.core.clock import Clock
from modugil.live.doors.intake import Intake
from modugil.live.operations.heard import Heard
from modugil.live.settings import LiveSettings
from modugil.live.snapshot.live_snapshot import ReadsLive
from modugil.live.state import LiveState
from modugil.live.terminals.registry import TerminalRegistry


class RunsLive(Protocol):
    """Followed in this process (`LiveSystem`) or by workers (`StreamedLive`)."""

    settings: LiveSettings
    clock: Clock
    database: Engine
    terminals: TerminalRegistry
    intake: Intake
    doors: LiveDoors
    heard: Heard

    @property
    def engine(self) -> ReadsLive:
        """Hands out the newest snapshot."""
        ...

    def describe(self) -> LiveState:
        """How everything is doing at this moment."""
        ...

    def restore(self) -> int:
        """What was known before the last stop is known again; how many fixes that took."""
        ...

    def start(self, *, works: Sequence[Work] = (), listens: bool = True) -> None:
        """Listen and follow; `works` run beside the doors."""
        ...

    def stop(self) -> None:
        """Listen no more."""
        ...
