"""A fleet out of history: what terminals sent then comes in again, by a clock of its own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

from modugil.app.runs_live import RunsLive
from modugil.core.clock import RunningClock
from modugil.core.errors import BadInput
from modugil.live.fix import Fix
from modugil.live.history.reader import HistoryReader
from modugil.live.history.replay import replay_fixes
from modugil.store.layout import HISTORY, JOURNAL


def open_history(folder: Path) -> HistoryReader:
    """The history in a folder of state, or in the folder of history itself.

    Errors:  BadInput where there is none.
    """
    inside = folder / HISTORY
    history = inside if inside.is_dir() else folder
    journal = folder / JOURNAL
    reader = HistoryReader(history, journal=journal if journal.is_dir() else None)
    if not folder.is_dir() or reader.find_first() is None:
        raise BadInput(
            f"There is no history in {folder}.",
            allowed="Give the folder of a server's state, such as build/state/jeju-sample.",
        )
    return reader


class ReplayedFleet:
    """The work that lets the fixes of history in again."""

    def __init__(self, reader: HistoryReader, start: datetime, system: RunsLive) -> None:
        """Begin with what was received at `start`."""
        self._reader = reader
        self._start = start
        self._system = system
        self.fixes = 0
        """How many came in so far."""

    def rewind(self) -> None:
        """The clock shows the beginning again: getting ready took time that nobody saw."""
        if isinstance(self._system.clock, RunningClock):
            self._system.clock.begin()

    async def drive(self, stop: asyncio.Event) -> None:
        """Let them in when the clock shows their time, until they end or it is stopped."""
        coming: AsyncIterator[list[Fix]] = replay_fixes(
            self._reader.read_fixes(self._start), clock=self._system.clock
        )
        async for fixes in coming:
            if stop.is_set():
                break
            self._system.intake.offer_trusted(fixes)
            self.fixes += len(fixes)
