"""The thread in which all doors for terminals live, apart from the pages and their readers."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress

log = logging.getLogger(__name__)
AGAIN_AFTER_S = 2.0
Opening = Callable[[], Awaitable[None]]
Work = Callable[[asyncio.Event], Awaitable[None]]


class DoorsThread:
    """An event loop of its own: opens the doors, does the work beside them, closes them again.

    `opening` are awaited one after the other before `start` comes back; each of `works` runs until
    the event it is given is set, and one that fails is told in the log and begun again;
    `closing` are awaited at the end, in their order.
    """

    def __init__(
        self, *, opening: Sequence[Opening], works: Sequence[Work], closing: Sequence[Opening]
    ) -> None:
        """Nothing runs yet."""
        self._opening = opening
        self._works = works
        self._closing = closing
        self._ready: Future[None] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._main, name="live-doors", daemon=True)

    def start(self) -> None:
        """Come back when the doors are open.

        Errors:  whatever kept a door from opening; then the thread has ended.
        """
        self._thread.start()
        try:
            self._ready.result()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Come back when everything is closed."""
        if self._loop is not None and self._stop is not None:
            with suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _main(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            for opening in self._opening:
                await opening()
        except BaseException as fault:
            await self._close()
            self._ready.set_exception(fault)
            return
        tasks = [asyncio.create_task(_watched(work, self._stop)) for work in self._works]
        self._ready.set_result(None)
        await self._stop.wait()
        await asyncio.gather(*tasks)
        await self._close()

    async def _close(self) -> None:
        for closing in self._closing:
            try:
                await closing()
            except Exception:
                log.exception("a door did not close well")


async def _watched(work: Work, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await work(stop)
            return
        except Exception:
            log.exception("a work beside the doors failed; it begins again")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), AGAIN_AFTER_S)
