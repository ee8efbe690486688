"""The partitions that a worker follows, and how it comes by them and leaves them."""

import asyncio
import logging
import time
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any

from modugil.app.track.partition import TrackedPartition
from modugil.app.track.tracking import Tracking
from modugil.core.errors import ModugilError
from modugil.store.stream.claims import Claims
from modugil.store.stream.floors import Floor, read_floors

log = logging.getLogger(__name__)
BACK_FIXES = 150_000
"""About so many fixes are followed again before vehicles are shown after a take-over."""
LEAST_BACK_S, MOST_BACK_S = 20.0, 1200.0


class HeldPartitions:
    """In the loop of the link, but for `list_sure`, which the thread that ticks may call."""

    def __init__(self, tracking: Tracking, claims: Claims) -> None:
        """Nothing is followed yet."""
        self.ticking = asyncio.Lock()
        """Who has it knows that no tick goes on."""
        self.claims = claims
        self._tracking = tracking
        self._held: dict[int, TrackedPartition] = {}
        self._busy: set[int] = set()
        """Partitions that are being taken or given up."""
        self._jobs: set[asyncio.Task[None]] = set()

    def get(self, number: int) -> TrackedPartition | None:
        """That partition, if it is followed here."""
        return self._held.get(number)

    def list_all(self) -> list[TrackedPartition]:
        """All partitions that are followed here."""
        return list(self._held.values())

    def list_sure(self) -> list[TrackedPartition]:
        """Those that nobody else can have at this moment."""
        now_s = time.monotonic()
        return [one for one in self.list_all() if self.claims.is_sure(one.partition, now_s=now_s)]

    async def align(self) -> None:
        """Claim, and bring what is followed in line with it; that goes on beside this."""
        await self.claims.step()
        mine = self.claims.mine
        for held in self.list_all():
            number = held.partition
            if number not in mine or mine[number].number != held.claim:
                log.warning("partition %d is lost", number)
                await self.drop(number)
        surplus = [one for one in sorted(mine)[self.claims.share :] if one not in self._busy]
        if surplus and self.claims.workers:
            self._begin(self._give_up(surplus), surplus)
        gained = [one for one in mine if one not in self._held and one not in self._busy]
        if gained:
            self._begin(self._gain(gained), gained)

    async def drop(self, number: int) -> None:
        """It is not followed any more; what was not saved is for the next to find out."""
        async with self.ticking:
            held = self._held.pop(number, None)
        if held is not None:
            await held.close()

    async def leave(self) -> None:
        """What is known is saved, and others may take over at once."""
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)
        try:
            for held in self.list_sure():
                await held.save_floor()
            await self.claims.leave()
        except (ModugilError, OSError, TimeoutError) as fault:
            log.warning("%s The others find out by themselves.", fault)
        except Exception:
            log.exception("this worker did not take its leave well")
        for held in self.list_all():
            await held.close()

    def _begin(self, job: Coroutine[Any, Any, None], partitions: Sequence[int]) -> None:
        task = asyncio.create_task(job)
        self._jobs.add(task)
        self._busy |= set(partitions)
        task.add_done_callback(partial(self._end, partitions))

    def _end(self, partitions: Sequence[int], task: "asyncio.Task[None]") -> None:
        self._jobs.discard(task)
        self._busy -= set(partitions)
        if not task.cancelled() and task.exception() is not None:
            log.error("taking or leaving a partition failed: %r", task.exception())

    async def _gain(self, gained: list[int]) -> None:
        """Take them over; where that fails they are for another, or for the next try."""
        floors = await read_floors(self._tracking.link, gained)
        per_s = max(0.1, sum(floor.fixes_per_s for floor in floors))
        back_s = min(max(BACK_FIXES / per_s, LEAST_BACK_S), MOST_BACK_S)
        for number, floor in zip(gained, floors, strict=True):
            await self._take(number, floor, back_ms=round(back_s * 1000))

    async def _take(self, number: int, floor: Floor, *, back_ms: int) -> None:
        claim = self.claims.mine.get(number)
        if claim is None:
            return
        taken = await asyncio.to_thread(
            TrackedPartition, self._tracking, partition=number, claim=claim.number
        )
        try:
            await taken.open(floor, back_ms=back_ms)
        except ModugilError as fault:
            log.warning("partition %d cannot be taken: %s", number, fault)
            await taken.close()
            await self.claims.release([number])
            return
        if self.claims.mine.get(number) is claim:
            self._held[number] = taken
        else:
            await taken.close()

    async def _give_up(self, surplus: list[int]) -> None:
        """Others should have these: all is saved, then they are nobody's."""
        for number in surplus:
            held = self._held.get(number)
            if held is not None:
                await self.drop(number)
                await held.save_floor()
            await self.claims.release([number])
