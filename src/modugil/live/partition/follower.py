"""One partition's vehicles, followed by an engine of their own.

Whoever takes a partition over reads back what came before, twice: the newest fixes at once, so that
its vehicles are shown again; and from further back, a piece after each tick, those on which final
stop events rest. Until that is done, what is new stands back from these.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import msgspec

from modugil.live.fix import Fix
from modugil.live.history.recover import RECOVER_MINUTES
from modugil.live.rules.clean import Cleaner
from modugil.live.stop_events.stop_events import NO_EVENTS, StopEvents, concatenate_events
from modugil.live.tracking.engine import LiveEngine
from modugil.live.tracking.final_events import FinalEvents
from modugil.store.stream.port import Batch

STEP_MS = 1000
SETTLE_EVERY_MS = 5000
LATE_MS = 2500
"""Fixes received longer ago are of before: they are followed as fast as possible."""
LOOK_BACK_MS = RECOVER_MINUTES * 60_000
MARK_EVERY_MS = 5000
_DECODER: Final = msgspec.msgpack.Decoder(list[Fix])


@dataclass(frozen=True, slots=True)
class Followed:
    """What one step came to."""

    events: StopEvents
    is_current: bool
    """Whether the vehicles were once seen where they were at that moment, not some time before."""


class PartitionFollower:
    """Called by the thread that ticks."""

    def __init__(
        self, engine: LiveEngine, *, final: FinalEvents, cleaner: Cleaner, hold_ms: int
    ) -> None:
        """Nothing was followed; `cleaner` is for the fixes that are recalled."""
        self.engine = engine
        self.fixes = 0
        """How many came so far."""
        self.settled_ms = 0
        """Final stop events told by fixes received until then were handed to `final`."""
        self._final = final
        self._cleaner = cleaner
        self._hold_ms = hold_ms
        self._recalls = True
        self._is_current = False
        self._recalled_ms = 0
        self._recall_settled_ms = 0
        self._marks: deque[tuple[int, int]] = deque()
        self._recall_marks: deque[tuple[int, int]] = deque()
        self._settled_at_ms = 0
        engine.settled.stand_back()

    @property
    def recalls(self) -> bool:
        """Whether earlier fixes are still to come by `recall`."""
        return self._recalls

    def follow(self, batches: Sequence[Batch], *, now: datetime, more: bool) -> Followed:
        """Take in what came, publish where the vehicles are, and tell what they were seen to do.

        What they did before they were followed here is not told: somebody told it then. `more` says
        that more has come already, or that nobody knows yet.
        """
        now_ms = to_ms(now)
        fixes = self._read(batches, self._marks)
        self.fixes += len(fixes)
        events: list[StopEvents] = []
        late = [fix for fix in fixes if fix.received_ms < now_ms - LATE_MS]
        if late:
            for step_ms, some in by_second(late):
                events.append(self.engine.tick(some, now=to_instant(step_ms)))
            fixes = [fix for fix in fixes if fix.received_ms >= now_ms - LATE_MS]
        events.append(self.engine.tick(fixes, now=now))
        if not self._is_current:
            # a clock that is ahead would make all fixes late for ever: `more` alone decides
            self._is_current = not more
            return Followed(NO_EVENTS, self._is_current)
        return Followed(concatenate_events(events), True)

    def recall(self, batches: Sequence[Batch]) -> None:
        """Take in what was received before all that `follow` is given, in the order of receipt."""
        for step_ms, fixes in by_second(self._read(batches, self._recall_marks)):
            self.engine.recall(fixes, cleaner=self._cleaner)
            self._recalled_ms = max(self._recalled_ms, step_ms)
            if self._recalled_ms - self._recall_settled_ms >= SETTLE_EVERY_MS:
                self._recall_settled_ms = self._recalled_ms
                self._final.keep(self.engine.settle(now=to_instant(self._recalled_ms)))

    def end_recall(self) -> None:
        """Nothing earlier comes any more."""
        self._recalls = False
        self.engine.settled.catch_up()
        self._marks = deque([*self._recall_marks, *self._marks])
        self._recall_marks.clear()

    def settle(self, *, now: datetime) -> None:
        """Hand what is final by now to history, every few seconds."""
        now_ms = to_ms(now)
        if self._recalls or abs(now_ms - self._settled_at_ms) < SETTLE_EVERY_MS:
            return
        self._settled_at_ms = now_ms
        self._final.keep(self.engine.settle(now=now))
        self.settled_ms = now_ms - self._hold_ms

    def find_floor(self, *, idle: int) -> int:
        """From which position on fixes must be read back to go on from `settled_ms`; 0 from all.

        `idle` is the position where nothing of this partition came for long.
        """
        needed_ms = self.settled_ms - LOOK_BACK_MS
        while len(self._marks) > 1 and self._marks[1][0] < needed_ms:
            self._marks.popleft()
        if self.settled_ms and (not self._marks or self._marks[-1][0] < needed_ms - MARK_EVERY_MS):
            return idle
        if not self._marks or self._marks[0][0] >= needed_ms:
            return 0
        return self._marks[0][1]

    def _read(self, batches: Iterable[Batch], marks: deque[tuple[int, int]]) -> list[Fix]:
        fixes: list[Fix] = []
        for batch in batches:
            some = read_fixes(batch.body)
            if some:
                received_ms = some[-1].received_ms
                if not marks or received_ms - marks[-1][0] >= MARK_EVERY_MS:
                    marks.append((received_ms, batch.position))
                fixes += some
        return fixes


def read_fixes(body: bytes) -> list[Fix]:
    """The fixes of one message; none of one that cannot be read."""
    try:
        return _DECODER.decode(body)
    except msgspec.DecodeError:
        return []


def by_second(fixes: Sequence[Fix]) -> list[tuple[int, list[Fix]]]:
    """The fixes of each second of receipt, with the end of that second; in the order given."""
    steps: list[tuple[int, list[Fix]]] = []
    for fix in fixes:
        if not steps or fix.received_ms >= steps[-1][0]:
            steps.append((fix.received_ms - fix.received_ms % STEP_MS + STEP_MS, []))
        steps[-1][1].append(fix)
    return steps


def to_ms(instant: datetime) -> int:
    """UTC milliseconds since 1970."""
    return round(instant.timestamp() * 1000)


def to_instant(time_ms: int) -> datetime:
    """The instant of that millisecond."""
    return datetime.fromtimestamp(time_ms / 1000, UTC)
