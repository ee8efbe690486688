"""Which worker has which partition: claims that are gone when they are not renewed.

Every worker renews a claim to be counted and one for each of its partitions. From those who are
counted each knows how many partitions are its share: it gives up what is beyond, and claims what
is nobody's. The server alone says who has a partition: a claim is made where there is none, and
renewed only where nobody else has made one since.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from modugil.store.stream.link import CLAIM_S, StreamLink
from modugil.store.stream.partitions import PARTITIONS

log = logging.getLogger(__name__)
RENEW_S = 1.0
SURE_S = 0.75 * CLAIM_S
"""After so long without a renewal a worker must not rely on its claim any more."""


@dataclass(slots=True)
class Claim:
    """One partition that is ours."""

    number: int
    """Grows with every claim that anybody makes: of two who claimed it the later has the larger."""
    revision: int
    renewed_s: float


class Claims:
    """One worker's claims; `step` is called again and again by one task."""

    def __init__(self, link: StreamLink, *, worker: str) -> None:
        """Nothing is claimed yet. `worker` is a name of letters and digits that nobody else has."""
        self.worker = worker
        self.mine: dict[int, Claim] = {}
        self.workers: list[str] = []
        """Those who were alive at the last step."""
        self._link = link
        self._alive_at_s = float("-inf")
        self._told = worker.encode()

    async def step(self) -> None:
        """Renew what is ours, and claim up to our share of what is nobody's; `mine` is told anew.

        Beyond our share nothing is given up here: `release` that once all of it is saved.
        """
        from nats.errors import Error

        try:
            now_s = asyncio.get_running_loop().time()
            if now_s - self._alive_at_s >= RENEW_S:
                await self._link.claims.put(f"worker.{self.worker}", self._told)
                self._alive_at_s = now_s
            await self._renew()
            self.workers, taken = await self._look()
            await self._claim(taken)
        except (Error, TimeoutError, OSError) as fault:
            log.info("claims: %s", fault or type(fault).__name__)
            self._drop_unsure()

    @property
    def share(self) -> int:
        """How many partitions are ours by right: the same number for all, or one more."""
        if self.worker not in self.workers:
            return 0
        least, more = divmod(PARTITIONS, len(self.workers))
        return least + (self.workers.index(self.worker) < more)

    def is_sure(self, partition: int, *, now_s: float) -> bool:
        """Whether nobody else can have it at this moment."""
        claim = self.mine.get(partition)
        return claim is not None and now_s - claim.renewed_s < SURE_S

    async def release(self, partitions: Iterable[int]) -> None:
        """These are nobody's at once."""
        for partition in partitions:
            if self.mine.pop(partition, None) is not None:
                await self._remove(_key(partition))

    async def leave(self) -> None:
        """We are not counted any more, and nothing is ours."""
        await self.release(list(self.mine))
        await self._remove(f"worker.{self.worker}")

    async def _renew(self) -> None:
        due_s = asyncio.get_running_loop().time() - RENEW_S
        due = [one for one, claim in self.mine.items() if claim.renewed_s <= due_s]
        await asyncio.gather(*map(self._renew_one, due))

    async def _renew_one(self, partition: int) -> None:
        from nats.js.errors import KeyWrongLastSequenceError

        claim, now_s = self.mine[partition], asyncio.get_running_loop().time()
        try:
            claim.revision = await self._link.claims.update(
                _key(partition), self._told, last=claim.revision
            )
        except KeyWrongLastSequenceError:
            self.mine.pop(partition, None)
        else:
            claim.renewed_s = now_s

    async def _look(self) -> tuple[list[str], set[int]]:
        """Who is alive, and which partitions are somebody's."""
        bucket = self._link.names.claims
        info = await self._link.js.stream_info(f"KV_{bucket}", subjects_filter=f"$KV.{bucket}.>")
        keys = [one.removeprefix(f"$KV.{bucket}.") for one in info.state.subjects or {}]
        workers = sorted(key[7:] for key in keys if key.startswith("worker."))
        return workers, {int(key[2:]) for key in keys if key.startswith("p.")}

    async def _claim(self, taken: set[int]) -> None:
        from nats.js.errors import KeyWrongLastSequenceError

        for partition in range(PARTITIONS):
            if partition in taken or partition in self.mine or len(self.mine) >= self.share:
                continue
            now_s = asyncio.get_running_loop().time()
            try:
                number = await self._link.claims.create(_key(partition), self._told)
            except KeyWrongLastSequenceError:
                continue  # somebody was quicker
            self.mine[partition] = Claim(number, number, now_s)

    def _drop_unsure(self) -> None:
        now_s = asyncio.get_running_loop().time()
        lost = [one for one in self.mine if not self.is_sure(one, now_s=now_s)]
        for partition in lost:
            del self.mine[partition]

    async def _remove(self, key: str) -> None:
        """Gone without a trace: a mark that it was removed would look like a claim."""
        bucket = self._link.names.claims
        await self._link.js.purge_stream(f"KV_{bucket}", subject=f"$KV.{bucket}.{key}")


def _key(partition: int) -> str:
    return f"p.{partition}"
