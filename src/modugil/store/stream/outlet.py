"""The door's end of the stream: one message for each partition and commit, each of them once."""

import asyncio
import itertools
import secrets
import threading
from collections.abc import Sequence
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from typing import Any

from modugil.core.errors import CouldNotKeep
from modugil.store.stream.link import ANSWER_S, StreamLink, could_not_keep
from modugil.store.stream.message_pack import pack_array
from modugil.store.stream.partitions import find_partition

PENDING_BYTES = 64 * 1024 * 1024
MESSAGE_BYTES = 256 * 1024
"""Larger ones are cut; NATS takes 1 MB unless told otherwise."""
MOST_AT_ONCE = 1000
LOOK_S, PATIENCE_S = 0.5, 60.0


@dataclass(frozen=True, slots=True)
class _Message:
    """One message on its way; the server leaves out a second one with the same id."""

    partition: int
    id: str
    body: bytes
    records: int


class StreamOutlet:
    """Records go to the partitions of their keys and are safe once the server has them.

    Any thread appends; `commit` waits for the loop of the link and is called by another thread.
    """

    def __init__(self, link: StreamLink, *, pending_bytes: int = PENDING_BYTES) -> None:
        """Nothing waits yet."""
        self._link = link
        self._limit = pending_bytes
        self._lock = threading.Lock()
        self._waiting: dict[int, list[bytes]] = {}
        self._waiting_bytes = 0
        self._appended = 0
        self._unsafe: list[_Message] = []
        self._writer = secrets.token_hex(6)
        self._numbers = itertools.count()

    def append_all(self, records: Sequence[bytes], *, keys: Sequence[str] = ()) -> int:
        """All these records wait for the next commit; the result is how many there were so far.

        Errors:  CouldNotKeep if commits failed for so long that the memory for waiting is full.
        """
        size = sum(map(len, records))
        with self._lock:
            if self._waiting_bytes + size > self._limit:
                raise CouldNotKeep("The stream takes nothing more until it is there again.")
            for record, key in zip(records, keys, strict=True):
                self._waiting.setdefault(find_partition(key), []).append(record)
            self._waiting_bytes += size
            self._appended += len(records)
            return self._appended

    def commit(self) -> int:
        """Everything appended so far is safe at the server; how many records that were.

        Errors:  CouldNotKeep if the server is not there; what waits is kept for the next commit.
        """
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        self._unsafe += self._cut(waiting)
        if not self._unsafe:
            return 0
        count, loop = sum(one.records for one in self._unsafe), self._link.loop
        if loop is None or not loop.is_running() or not self._link.connected:
            raise could_not_keep(self._link.address, ConnectionError("it is not there"))
        sending = asyncio.run_coroutine_threadsafe(self._send(), loop)
        try:
            sending.result(2 * PATIENCE_S)
        except TookTooLong as cause:
            sending.cancel()
            raise could_not_keep(self._link.address, cause) from cause
        return count

    def _cut(self, waiting: dict[int, list[bytes]]) -> list[_Message]:
        cut = []
        for partition, records in waiting.items():
            for some in _split(records):
                name = f"{self._writer}-{next(self._numbers)}"
                cut.append(_Message(partition, name, pack_array(some), len(some)))
        return cut

    async def _send(self) -> None:
        """Those that were acknowledged are safe, and leave; the others stay in their order."""
        for at in range(0, len(self._unsafe), MOST_AT_ONCE):
            some = self._unsafe[at : at + MOST_AT_ONCE]
            results = await self._publish(some)
            faults = [fault for fault in results if isinstance(fault, BaseException)]
            if faults:
                failed = [one for one, res in zip(some, results, strict=True) if _failed(res)]
                self._leave(failed + self._unsafe[at + len(some) :])
                raise could_not_keep(self._link.address, faults[0]) from faults[0]
        self._leave([])

    async def _publish(self, messages: Sequence[_Message]) -> list[Any]:
        from nats.errors import Error

        futures: list[asyncio.Future[Any]] = []
        try:
            for one in messages:
                futures.append(
                    await self._link.js.publish_async(
                        self._link.names.fixes_of(one.partition),
                        one.body,
                        wait_stall=ANSWER_S,
                        headers={"Nats-Msg-Id": one.id},
                    )
                )
            await self._wait(futures)
        except Error as fault:
            for future in futures:
                future.cancel()
            return [fault] * len(messages)
        return [_result_of(future) for future in futures]

    async def _wait(self, futures: Sequence["asyncio.Future[Any]"]) -> None:
        """Until all are answered; a server that is there but slow is waited for long.

        To give up early would have the terminals send all of it again.
        """
        loop = asyncio.get_running_loop()
        until_s = loop.time() + PATIENCE_S
        while futures and loop.time() < until_s and self._link.connected:
            _, waiting = await asyncio.wait(futures, timeout=LOOK_S)
            if not waiting:
                return

    def _leave(self, unsafe: list[_Message]) -> None:
        left = sum(len(one.body) for one in unsafe)
        with self._lock:
            self._unsafe = unsafe
            self._waiting_bytes = left + sum(len(r) for rs in self._waiting.values() for r in rs)


def _failed(result: object) -> bool:
    return isinstance(result, BaseException)


def _result_of(future: "asyncio.Future[Any]") -> object:
    if not future.done():
        future.cancel()
        return TimeoutError("it does not answer")
    return future.exception() or future.result()


def _split(records: Sequence[bytes]) -> list[Sequence[bytes]]:
    """The records in runs of at most MESSAGE_BYTES, or of one."""
    runs: list[Sequence[bytes]] = []
    first, size = 0, 0
    for at, record in enumerate(records):
        if size and size + len(record) > MESSAGE_BYTES:
            runs.append(records[first:at])
            first, size = at, 0
        size += len(record)
    runs.append(records[first:])
    return runs
