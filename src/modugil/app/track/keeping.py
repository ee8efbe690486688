"""What a worker makes safe: stop events, how far it is, history, what was learnt."""

import asyncio
import logging
from pathlib import Path

from modugil.app.track.held import HeldPartitions
from modugil.app.track.tracking import Tracking
from modugil.core.errors import ModugilError
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.settings import HistorySettings
from modugil.live.tracking.restore import write_experience
from modugil.store.layout import EXPERIENCE
from modugil.store.stream.fenced import Overtaken
from modugil.store.stream.floors import drop_below, read_floors
from modugil.store.stream.partitions import PARTITIONS

log = logging.getLogger(__name__)


class TrackKeeping:
    """Everything here is done again and again; a fault of one time is made good the next."""

    def __init__(
        self, tracking: Tracking, held: HeldPartitions, *, state: Path, keep_days: int
    ) -> None:
        """Nothing is kept yet."""
        self._tracking = tracking
        self._held = held
        self._state = state
        self._keeper = HistoryKeeper(None, tracking.history, HistorySettings(keep_days=keep_days))

    async def flush(self) -> None:
        """The final stop events told so far are safe."""
        for one in self._held.list_sure():
            try:
                await one.flush()
            except Overtaken as fault:
                log.warning("%s", fault)
                await self._held.drop(one.partition)
                self._held.claims.mine.pop(one.partition, None)

    async def save(self) -> None:
        """Whoever has these partitions next goes on from here."""
        await asyncio.gather(*(one.save_floor() for one in self._held.list_sure()))

    async def make_history(self) -> None:
        """Every window that is over is in history; of the stream goes what nobody needs."""
        for one in self._held.list_sure():
            try:
                await one.keep_history()
            except ModugilError as fault:
                log.warning("partition %d: %s It is tried again.", one.partition, fault)
        if self._held.get(0) is None:
            return
        floors = await read_floors(self._tracking.link, range(PARTITIONS))
        done = min(min(floor.position, floor.fixes_kept) for floor in floors)
        await drop_below(self._tracking.link, done)

    async def tidy(self) -> None:
        """What one worker does for all, whoever has the first partition: hours and learning."""
        if self._held.get(0) is None:
            return
        async with self._held.ticking:
            learnt = self._tracking.predictor.save_state()
        try:
            await asyncio.to_thread(write_experience, learnt, self._state / EXPERIENCE)
        except OSError as cause:
            log.error("What was learnt cannot be kept (%s).", cause)
        await asyncio.to_thread(self._keeper.keep, self._tracking.clock.now())
