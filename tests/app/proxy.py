"""A TCP proxy of a test's own: a network that can be cut, and mended again."""

import asyncio
import threading
from contextlib import suppress

CHUNK = 65_536


class Proxy:
    """Passes on everything to a port of this machine until it is cut.

    Cut as a network is: nobody is told. Bytes on their way are kept from both sides, and new
    connections hang; once it is mended, connections of before are reset and new ones pass.
    """

    def __init__(self, port: int) -> None:
        """Toward that port; `start` opens it."""
        self.to_port = port
        self.port = 0
        self.is_cut = False
        self.connections = 0
        self._loop = asyncio.new_event_loop()
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._whole: asyncio.Event
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "Proxy":
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(timeout=10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def cut(self) -> None:
        """Nothing passes any more."""
        self.is_cut = True
        self._loop.call_soon_threadsafe(self._whole.clear)

    def mend(self) -> None:
        """New connections pass; those of before end."""
        self.is_cut = False
        asyncio.run_coroutine_threadsafe(self._mend(), self._loop).result(timeout=10)

    async def _open(self) -> None:
        self._whole = asyncio.Event()
        self._whole.set()
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _mend(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._whole.set()

    async def _close(self) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        with suppress(OSError, asyncio.CancelledError):
            await self._whole.wait()
            there = await asyncio.open_connection("127.0.0.1", self.to_port)
            self.connections += 1
            self._writers.add(there[1])
            both = self._pump(reader, there[1]), self._pump(there[0], writer)
            await asyncio.gather(*both)
            self._writers.discard(there[1])
        self._writers.discard(writer)
        self._tasks.discard(task)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                await self._whole.wait()
                writer.write(data)
                await writer.drain()
        writer.close()
