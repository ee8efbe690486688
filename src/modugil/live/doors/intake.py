"""The one way in: whose fix it is, how many come, the journal, the queue, and the receipt.

A receipt is one future for everything that came within some milliseconds: it is done when the
journal has written and synced it, and fails where it could not. Nothing is acknowledged before.
"""

import asyncio
import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from modugil.core.clock import Clock
from modugil.core.errors import CouldNotKeep, OtherVehicle, TerminalUnknown, TooMany
from modugil.live.doors.counters import IntakeCounters, Refused
from modugil.live.doors.queue import FixQueue
from modugil.live.doors.wifi_door import WifiDoor
from modugil.live.fix import Fix
from modugil.live.history.records import encode_fix
from modugil.live.terminals.credentials import Terminal
from modugil.live.terminals.rate_limit import RateLimiter, RateSettings
from modugil.live.terminals.registry import TerminalRegistry
from modugil.store.stream.port import TakesRecords

log = logging.getLogger(__name__)
Receipt = asyncio.Future[None]


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """How much is taken in, and how often it is made safe."""

    rate: RateSettings = RateSettings()
    commit_every_s: float = 0.02
    """How long a fix waits for others before all of them are synced together."""
    retry_after_s: int = 5
    """After how long a terminal that was too fast may come again."""
    most_queued: int = 200_000
    """How many fixes wait for the next tick; above half of it senders are slowed."""


class Intake:
    """Takes fixes from all doors, in the loop in which it was started.

    `sign_in`, `now_ms`, `keep`, `drain` and what only tells something may be called from anywhere.
    """

    def __init__(
        self,
        journal: TakesRecords,
        *,
        terminals: TerminalRegistry,
        clock: Clock,
        settings: IntakeSettings | None = None,
    ) -> None:
        """Stand ready; `start` is called in the loop in which the doors run."""
        self.terminals = terminals
        self.clock = clock
        self.counters = IntakeCounters()
        self.settings = settings or IntakeSettings()
        self.wifi = WifiDoor(self.count_refusal)
        """Takes what access points tell."""
        self._journal = journal
        self._limits = RateLimiter(self.settings.rate)
        self._queue = FixQueue(self.settings.most_queued)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._waiting: Receipt | None = None
        self._waiting_fixes = 0
        self._committing: asyncio.Future[int] | None = None
        self._failing = False
        self._counting = threading.Lock()

    async def start(self) -> None:
        """Take fixes from now on."""
        self._loop = asyncio.get_running_loop()

    async def stop(self) -> None:
        """Take none any more, and make safe what came; the journal stays open."""
        while self._committing is not None or self._waiting is not None:
            self._begin_commit()
            if self._committing is not None:
                await asyncio.wait([self._committing])
            await asyncio.sleep(0)
        self._loop = None
        self._writer.shutdown()

    def now_ms(self) -> int:
        """The present instant in UTC milliseconds."""
        return int(self.clock.now().timestamp() * 1000.0)

    def sign_in(self, username: str, secret: str) -> Terminal:
        """The terminal of that credential.

        Errors:  TerminalUnknown; it says nothing about which of the two was wrong.
        """
        terminal = self.terminals.check(username, secret)
        if terminal is None:
            self.count_refusal(Refused.CREDENTIAL)
            raise TerminalUnknown(
                "There is no such credential of a terminal.",
                allowed="Sign in with the name and the secret that were issued for this vehicle.",
            )
        return terminal

    def count_refusal(self, reason: Refused) -> None:
        """One message more was refused for that reason; from any thread."""
        with self._counting:
            self.counters.refused[reason] += 1

    def offer(self, terminal: Terminal, fixes: Sequence[Fix], *, now_ms: int) -> Receipt:
        """Take the fixes of that terminal; all of them or, with an error, none.

        Errors:  OtherVehicle for a fix that is not of its vehicle; TooMany above its rate;
                 CouldNotKeep where the journal takes nothing more.
        """
        for fix in fixes:
            if not terminal.may_speak_for(fix.vehicle):
                self.count_refusal(Refused.OTHER_VEHICLE)
                raise OtherVehicle(
                    f"This terminal may not speak for the vehicle {fix.vehicle[:80]!r}.",
                    allowed=f"It may speak for {terminal.vehicle}.",
                )
        count = min(len(fixes), self.settings.rate.burst_fixes)
        if self._queue.crowded or not self._limits.allow(terminal.username, count, now_ms):
            self.count_refusal(Refused.TOO_FAST)
            raise TooMany(
                "More fixes came than are taken just now.",
                retry_after_s=self.settings.retry_after_s,
                allowed=f"Send the same again in {self.settings.retry_after_s} s.",
            )
        return self.offer_trusted(fixes)

    def offer_trusted(self, fixes: Sequence[Fix]) -> Receipt:
        """Take fixes of a source that somebody else answers for: a feed that we ask ourselves.

        All of them or, with an error, none.
        Errors:  CouldNotKeep where the journal takes nothing more.
        """
        receipt = self._find_receipt()
        keys = [fix.vehicle for fix in fixes]
        self._journal.append_all([encode_fix(fix) for fix in fixes], keys=keys)
        count = len(fixes)
        self._queue.put(fixes)
        self.counters.shed = self._queue.shed
        self.counters.received += count
        self._waiting_fixes += count
        return receipt

    async def keep(self, terminal: Terminal, fixes: Sequence[Fix]) -> None:
        """Take the fixes and come back when they are safe; may be called from another loop.

        Errors:  as `offer`, and CouldNotKeep where they could not be made safe.
        """
        if self._loop is None:
            raise CouldNotKeep("Fixes are not taken just now.")
        if asyncio.get_running_loop() is self._loop:
            await self._keep_here(terminal, fixes)
        else:
            there = asyncio.run_coroutine_threadsafe(self._keep_here(terminal, fixes), self._loop)
            await asyncio.wrap_future(there)

    async def _keep_here(self, terminal: Terminal, fixes: Sequence[Fix]) -> None:
        # shielded: a sender who hangs up must not take the receipt of all others with him
        await asyncio.shield(self.offer(terminal, fixes, now_ms=self.now_ms()))

    def drain(self) -> list[Fix]:
        """Everything that came since the last call, in its order; from any thread."""
        return self._queue.take()

    @property
    def queued(self) -> int:
        """How many fixes wait for the next tick."""
        return len(self._queue)

    @property
    def crowded(self) -> bool:
        """Whether senders should be slowed until the next tick has taken what waits."""
        return self._queue.crowded

    @property
    def failing(self) -> bool:
        """Whether the journal could not be written when it was last tried."""
        return self._failing

    def _find_receipt(self) -> Receipt:
        """The receipt of the next commit, which is begun soon if none is under way."""
        if self._waiting is None:
            if self._loop is None:
                raise CouldNotKeep("Fixes are not taken just now.")
            self._waiting = self._loop.create_future()
            self._waiting.add_done_callback(_look_at)
            if self._committing is None:
                self._loop.call_later(self.settings.commit_every_s, self._begin_commit)
        return self._waiting

    def _begin_commit(self) -> None:
        receipt, count = self._waiting, self._waiting_fixes
        if receipt is None or self._committing is not None or self._loop is None:
            return
        self._waiting, self._waiting_fixes = None, 0
        self._committing = self._loop.run_in_executor(self._writer, self._journal.commit)
        self._committing.add_done_callback(lambda done: self._end_commit(done, receipt, count))

    def _end_commit(self, done: asyncio.Future[int], receipt: Receipt, count: int) -> None:
        self._committing = None
        fault = done.exception()
        if fault is None:
            self.counters.acknowledged += count
            receipt.set_result(None)
        else:
            self.count_refusal(Refused.NOT_KEPT)
            receipt.set_exception(fault)
        self._tell(fault)
        if self._waiting is not None and self._loop is not None:
            self._loop.call_later(self.settings.commit_every_s, self._begin_commit)

    def _tell(self, fault: BaseException | None) -> None:
        """Log when the journal begins to fail, and when it is well again."""
        if fault is not None and not self._failing:
            log.error("%s Nothing is acknowledged.", fault)
        elif fault is None and self._failing:
            log.warning("The journal can be written again.")
        self._failing = fault is not None


def _look_at(receipt: Receipt) -> None:
    """Somebody looked at the fault, also where nobody waits for this receipt."""
    if not receipt.cancelled():
        receipt.exception()
