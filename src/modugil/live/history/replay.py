"""History as if it came in now."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from modugil.core.clock import Clock
from modugil.live.fix import Fix

LOOK_EVERY_S = 0.1


async def replay_fixes(
    batches: Iterator[list[Fix]], *, clock: Clock, look_every_s: float = LOOK_EVERY_S
) -> AsyncIterator[list[Fix]]:
    """The fixes, each as soon as the clock shows the time at which it had been received.

    With a RunningClock that began where the fixes begin, `speed` is how much faster they come.
    Files are read in a thread, and never further ahead than one batch.
    Units:   `look_every_s` in real seconds.
    Errors:  CouldNotLook if a file cannot be read.
    """
    while (batch := await asyncio.to_thread(next, batches, None)) is not None:
        at = 0
        while at < len(batch):
            now_ms = int(clock.now().timestamp() * 1000)
            due = at
            while due < len(batch) and batch[due].received_ms <= now_ms:
                due += 1
            if due > at:
                yield batch[at:due]
                at = due
            else:
                await asyncio.sleep(look_every_s)
