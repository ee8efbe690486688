"""A server that ends answers which would never end by themselves, so that it can end too."""

import socket
from collections.abc import Awaitable, Callable

import uvicorn


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
