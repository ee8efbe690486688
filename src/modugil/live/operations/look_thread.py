"""The thread that looks at the fleet every few seconds; after a look that failed it goes on."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from modugil.core.clock import Clock

log = logging.getLogger(__name__)
LOOK_EVERY_S = 2.0
Work = Callable[[datetime], object]


class LookThread:
    """Does one thing first, and another every few seconds, until told to stop."""

    def __init__(self, first: Work, again: Work, *, clock: Clock) -> None:
        """Nothing is done yet."""
        self.faults = 0
        """Looks that failed."""
        self._first = first
        self._again = again
        self._clock = clock
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, name="operations", daemon=True)
        self._thread.start()

    def stop(self) -> bool:
        """End, and wait for it; whether there was anything to end."""
        self._stopped.set()
        if self._thread is None:
            return False
        self._thread.join()
        self._thread = None
        return True

    def _run(self) -> None:
        self._try(self._first)
        while not self._stopped.wait(LOOK_EVERY_S):
            self._try(self._again)

    def _try(self, work: Work) -> None:
        try:
            work(self._clock.now())
        except Exception:
            if self.faults == 0:
                log.exception("the operators' room could not look; it tries again")
            self.faults += 1
