"""What came by the stream as parts of history, cut by the stream's own clock.

A part holds what the stream had within one window of time, and is named for it. So whoever writes
it, and however often, writes the same rows into a file of the same name.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from modugil.core.notices import Notices
from modugil.live.history.files import ENDING, PART
from modugil.live.history.parts import write_records
from modugil.store.stream.link import StreamLink
from modugil.store.stream.port import Batch
from modugil.store.stream.reader import Start, StreamReader
from modugil.store.stream.stream_now import StreamNow

PAUSE_S = 0.01
SETTLED_MS = 1000
"""After the end of a window everything that belongs to it is there."""
LOOK_S = 0.05


@dataclass(frozen=True, slots=True)
class Kept:
    """How far a subject is in history."""

    until_ms: int
    position: int
    """Of the first message that is not."""


class StreamHistory:
    """Makes history of one subject of a stream."""

    def __init__(
        self, link: StreamLink, *, stream: str, subject: str, folder: Path, window_s: int
    ) -> None:
        """Nothing is read yet; the parts' names are those of the subject."""
        self._link = link
        self._stream = stream
        self._subject = subject
        self._folder = folder
        self._window_ms = 1000 * window_s

    async def keep(self, kept: Kept, *, at: StreamNow) -> Kept:
        """Every window that is over is in history; how far that is.

        Errors:  CouldNotKeep if a part cannot be written; it is written the next time.
        """
        over_ms = (at.now_ms - SETTLED_MS) // self._window_ms * self._window_ms
        if over_ms <= kept.until_ms:
            return kept
        start = Start(time_ms=kept.until_ms) if kept.until_ms else Start()
        reader = StreamReader(self._link, stream=self._stream, subject=self._subject, start=start)
        reading = asyncio.create_task(reader.run())
        try:
            position = await self._read(reader, over_ms)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        return Kept(over_ms, position or at.last + 1)

    async def _read(self, reader: StreamReader, over_ms: int) -> int:
        """Write the windows before `over_ms`; the position of the first message after, or 0."""
        window: list[Batch] = []
        while True:
            batches = reader.take()
            for batch in batches:
                if window and self._number(batch) != self._number(window[0]):
                    await self._write(window)
                    window = []
                if batch.kept_ms >= over_ms:
                    return batch.position
                window.append(batch)
            if not batches and reader.is_through:
                await self._write(window)
                return 0
            if not batches:
                await asyncio.sleep(LOOK_S)

    async def _write(self, window: Sequence[Batch]) -> None:
        if not window:
            return
        records = (record for batch in window for record in _unpack(batch.body))
        name = f"{PART}{self._subject}-{self._number(window[0])}{ENDING}"
        pause = partial(time.sleep, PAUSE_S)
        await asyncio.to_thread(write_records, records, name, self._folder, Notices(), pause=pause)

    def _number(self, batch: Batch) -> int:
        return batch.kept_ms // self._window_ms


def _unpack(body: bytes) -> list[bytes]:
    try:
        return [bytes(one) for one in msgspec.msgpack.decode(body, type=list[msgspec.Raw])]
    except msgspec.DecodeError:
        return []
