"""A server that ends answers which would never end by themselves, so that it can end too."""

import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import uvicorn

ENDED = 128 + signal.SIGTERM
"""What a shell calls the exit of a program that was asked to end."""


class EndingServer(uvicorn.Server):
    """uvicorn waits for every open answer before it ends: those are ended first."""

    def __init__(
        self, config: uvicorn.Config, *, end_streams: Callable[[], Awaitable[None]]
    ) -> None:
        """Serve as uvicorn does; call `end_streams` when asked to stop."""
        super().__init__(config)
        self._end_streams = end_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what streams, then everything else."""
        await self._end_streams()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM, once the answers ended, leaves as Ctrl-C does: what was opened is closed.

        uvicorn gives it to the system then, which ends the program where it stands.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGTERM, _leave)
        try:
            with super().capture_signals():
                yield
        finally:
            signal.signal(signal.SIGTERM, before)


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(ENDED)
