"""The thread that ticks: takes what came in, has the engine publish it, and keeps the time."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from modugil.core.clock import Clock
from modugil.live.fix import Fix
from modugil.live.stop_events.stop_events import StopEvents
from modugil.live.tracking.engine import LiveEngine
from modugil.live.tracking.freshness import FreshnessWindow

log = logging.getLogger(__name__)
SETTLE_EVERY_S = 5.0
Drain = Callable[[], Sequence[Fix]]
Keep = Callable[[StopEvents], None]


class LiveLoop:
    """Ticks until stopped. A tick that fails is told in the log, and the next one goes on."""

    def __init__(
        self,
        engine: LiveEngine,
        *,
        drain: Drain,
        keep: Keep,
        after: Callable[[], None],
        clock: Clock,
        tick_ms: int,
    ) -> None:
        """Stand ready.

        `drain` gives what came in, `keep` takes final stop events to history, `after` is called
        when a snapshot was published.
        """
        self.took_s = 0.0
        """How long the last tick took."""
        self.faults = 0
        self.freshness = FreshnessWindow()
        self._engine = engine
        self._drain = drain
        self._keep = keep
        self._after = after
        self._clock = clock
        self._tick_s = tick_ms / 1000.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live-tick", daemon=True)
        self._settled_at_s = 0.0

    def start(self) -> None:
        """Begin to tick."""
        self._thread.start()

    def stop(self) -> None:
        """Tick no more; comes back when the last tick is done."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        due_s = time.monotonic()
        while not self._stopped.wait(max(0.0, due_s - time.monotonic())):
            began_s = time.monotonic()
            try:
                self._tick(began_s)
            except Exception:
                self.faults += 1
                log.exception("a tick failed")
            self.took_s = time.monotonic() - began_s
            due_s = max(due_s + self._tick_s, time.monotonic())

    def _tick(self, began_s: float) -> None:
        self._engine.tick(self._drain(), now=self._clock.now())
        visible_ms = round(self._clock.now().timestamp() * 1000)
        self.freshness.add(self._engine.shown_ms, visible_ms=visible_ms)
        self._after()
        if began_s - self._settled_at_s >= SETTLE_EVERY_S:
            self._settled_at_s = began_s
            self._keep(self._engine.settle(now=self._clock.now()))
