"""Those who wait for changes are woken by one look for all of them, twice a second."""

import asyncio
import logging
from collections.abc import Callable

from modugil.core.errors import CouldNotLook, TooMany

log = logging.getLogger(__name__)
EVERY_S = 0.5
MOST_WAITING = 1000


class ChangeWatch:
    """Looks at the number of the last change as long as anybody waits, and at nothing otherwise."""

    def __init__(self, read_last: Callable[[], int] | None, *, every_s: float = EVERY_S) -> None:
        """Ask `read_last`, in a thread; without it nobody is ever woken."""
        self._read_last = read_last
        self._every_s = every_s
        self._last = -1
        self._waiting = 0
        self._woken = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    def get_last(self) -> int:
        """The number of the last change that was seen; take it before looking for changes."""
        return self._last

    async def wait(self, seen: int, seconds: float) -> bool:
        """Come back when there was a change since `seen`; False if there was none for that time.

        Errors:  TooMany where very many wait already.
        """
        if self._waiting >= MOST_WAITING:
            raise TooMany("Too many wait for changes.", retry_after_s=10)
        if self._closed or self._last != seen:
            return not self._closed
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        self._waiting += 1
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1
        return not self._closed

    async def close(self) -> None:
        """Whoever waits is woken; the server ends."""
        self._closed = True
        self._wake()
        if self._looking is not None:
            self._looking.cancel()

    def _wake(self) -> None:
        self._woken.set()
        self._woken = asyncio.Event()

    async def _look(self) -> None:
        while self._waiting and self._read_last is not None:
            try:
                last = await asyncio.to_thread(self._read_last)
                if last != self._last:
                    self._last = last
                    self._wake()
            except CouldNotLook as fault:
                # whoever waits asks once more when its time is over, and is told
                log.debug("%s", fault)
            await asyncio.sleep(self._every_s)
