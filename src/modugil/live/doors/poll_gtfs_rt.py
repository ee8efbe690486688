"""Foreign GTFS-Realtime feeds are asked again and again; what is new in them comes in here."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from modugil.core.errors import ModugilError
from modugil.live.doors.feed import Feed, Fetched, fetch
from modugil.live.doors.intake import Intake
from modugil.live.fix import Fix
from modugil.live.formats.gtfs_rt import FeedRead, read_vehicle_positions

log = logging.getLogger(__name__)
LONGEST_WAIT_S = 600.0
_MOST_REMEMBERED = 200_000


@dataclass(slots=True)
class FeedCounters:
    """How it goes with one feed."""

    asked: int = 0
    unchanged: int = 0
    fixes: int = 0
    """New ones: a position that was told before is not told again."""
    skipped: int = 0
    """Vehicles without an id, a time or a position."""
    failed: int = 0
    fault: str = ""
    """Why it failed the last time; empty when it did not."""


@dataclass(slots=True)
class _State:
    """What is remembered of one feed."""

    counters: FeedCounters = field(default_factory=FeedCounters)
    before: Fetched | None = None
    failures: int = 0
    """In a row."""
    told_ms: dict[str, int] = field(default_factory=dict)


class FeedPoller:
    """Asks each feed in its own rhythm, in threads, until it is stopped."""

    def __init__(self, intake: Intake, *, feeds: Sequence[Feed]) -> None:
        """Stand ready; nothing is asked yet."""
        self._intake = intake
        self._feeds = {feed.name: feed for feed in feeds}
        self._states = {feed.name: _State() for feed in feeds}

    @property
    def counters(self) -> dict[str, FeedCounters]:
        """How it goes, by the feed's name."""
        return {name: state.counters for name, state in self._states.items()}

    async def run(self, stop: asyncio.Event) -> None:
        """Ask until the event is set, in the loop of the intake."""
        tasks = [asyncio.create_task(self._follow(feed)) for feed in self._feeds.values()]
        await stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _follow(self, feed: Feed) -> None:
        while True:
            wait_s = await self.ask(feed.name)
            await asyncio.sleep(wait_s)

    async def ask(self, name: str) -> float:
        """Ask the feed once; the result is after how many seconds it should be asked again.

        A feed that fails is asked less and less often, and the log tells the first failure only.
        """
        feed, state = self._feeds[name], self._states[name]
        state.counters.asked += 1
        try:
            told = await asyncio.to_thread(self._read, feed, state)
            if told is None:
                state.counters.unchanged += 1
            else:
                state.counters.skipped += told.skipped
                await self._take(state, told.fixes)
        except ModugilError as fault:
            return self._fail(feed, state, str(fault))
        except Exception as fault:
            # what a feed may still hold that nobody thought of must not end the asking for good
            return self._fail(feed, state, f"The feed {name} failed ({type(fault).__name__}).")
        if state.failures:
            log.warning("the feed %s is read again", name)
        state.failures, state.counters.fault = 0, ""
        return feed.every_s

    def _read(self, feed: Feed, state: _State) -> FeedRead | None:
        fetched = fetch(feed, state.before)
        if fetched is None:
            return None
        told = read_vehicle_positions(
            fetched.payload, prefix=feed.name, received_ms=self._intake.now_ms()
        )
        state.before = Fetched(b"", fetched.tag, fetched.modified)
        return told

    async def _take(self, state: _State, fixes: Sequence[Fix]) -> None:
        new = [fix for fix in fixes if state.told_ms.get(fix.vehicle) != fix.time_ms]
        if not new:
            return
        await asyncio.shield(self._intake.offer_trusted(new))
        if len(state.told_ms) > _MOST_REMEMBERED:
            state.told_ms.clear()
        state.told_ms.update((fix.vehicle, fix.time_ms) for fix in new)
        state.counters.fixes += len(new)

    def _fail(self, feed: Feed, state: _State, fault: str) -> float:
        if not state.failures:
            log.warning("%s It is asked again, less and less often.", fault)
        state.failures += 1
        state.before = None  # what was not taken is asked for again, changed or not
        state.counters.failed += 1
        state.counters.fault = fault
        return min(feed.every_s * 2.0**state.failures, max(LONGEST_WAIT_S, feed.every_s))
