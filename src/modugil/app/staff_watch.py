"""What staff wrote in another process is taken over while the server runs."""

import logging
import threading
from datetime import datetime
from typing import Protocol

from modugil.core.clock import Clock
from modugil.core.errors import CouldNotLook

log = logging.getLogger(__name__)
EVERY_S = 0.5


class Refreshes(Protocol):
    """Keeps a copy of what staff wrote."""

    def refresh(self, *, now: datetime) -> bool:
        """Take over what any process has changed; CouldNotLook if it cannot be read."""
        ...


class StaffWatch:
    """Refreshes a book twice a second of real time, in a thread of its own."""

    def __init__(self, book: Refreshes, clock: Clock, *, every_s: float = EVERY_S) -> None:
        """Stand ready."""
        self._book = book
        self._clock = clock
        self._every_s = every_s
        self._stopped = threading.Event()
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="staff-watch", daemon=True)

    def start(self) -> None:
        """Begin to look; what is kept now is known when this comes back."""
        self._look()
        self._thread.start()

    def stop(self) -> None:
        """Look no more. Twice does no harm."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every_s):
            self._look()

    def _look(self) -> None:
        try:
            self._book.refresh(now=self._clock.now())
            self._failing = False
        except CouldNotLook as fault:
            if not self._failing:
                log.error("%s What was known before still holds.", fault)
            self._failing = True
        except Exception:
            if not self._failing:
                log.exception("what staff wrote could not be looked at")
            self._failing = True
