"""The vehicles heard of, each with a row of its own, and the newest fix of each."""

from collections.abc import Sequence

from msgspec.structs import replace

from modugil.core.access import Access
from modugil.live.batch import FixBatch, build_batch
from modugil.live.fix import NO_HINT, Fix, TripHint

MOST_NAMED_A_DAY = 100
"""So many trips not heard of before one vehicle may name within a day; further ones count as none.
A bus drives fewer; a broken terminal would fill the memory, and costs only itself."""
MOST_KNOWN = 200
"""So many names a vehicle, on average over the fleet, are known at a time; then the older half is
forgotten. One that is told again is a new name of the same trip."""
DAY_MS = 86_400_000


class Fleet:
    """Rows of vehicles and of hints; a row is never given to another."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self.newest: list[Fix] = []
        """The newest good fix of each vehicle; before there is one, its first."""
        self.hints: list[TripHint] = []
        self.row_of: dict[str, int] = {}
        self._row_of_hint: dict[TripHint, int] = {}
        self._named: dict[str, int] = {}
        self._named_on = 0

    def __len__(self) -> int:
        """How many vehicles were heard of."""
        return len(self.newest)

    def build_batch(self, fixes: Sequence[Fix]) -> FixBatch:
        """The columns of these fixes; vehicles not heard of before get a row."""
        for fix in fixes:
            if fix.vehicle not in self.row_of:
                self.row_of[fix.vehicle] = len(self.newest)
                self.newest.append(fix)
            if fix.hint not in self._row_of_hint and fix.hint != NO_HINT:
                self._hear(fix)
        return build_batch(
            fixes, row_of_vehicle=self.row_of.__getitem__, row_of_hint=self._hint_row
        )

    def show(self, row: int, fix: Fix) -> None:
        """This fix is the newest of its vehicle. What a bus is like stays until told otherwise."""
        known = self.newest[row]
        if fix.low_floor == Access.UNKNOWN != known.low_floor:
            fix = replace(fix, low_floor=known.low_floor)
        if fix.ramp == Access.UNKNOWN != known.ramp:
            fix = replace(fix, ramp=known.ramp)
        self.newest[row] = fix

    def _hint_row(self, hint: TripHint) -> int:
        return self._row_of_hint.get(hint, -1)

    def _hear(self, fix: Fix) -> None:
        """A name not known yet gets a row, unless its vehicle gave too many today."""
        day = fix.received_ms // DAY_MS
        if day != self._named_on:
            self._named_on, self._named = day, {}
        count = self._named[fix.vehicle] = self._named.get(fix.vehicle, 0) + 1
        if count > MOST_NAMED_A_DAY:
            return
        if len(self._row_of_hint) >= MOST_KNOWN * max(100, len(self.newest)):
            self._forget_older_half()
        self._row_of_hint[fix.hint] = len(self.hints)
        self.hints.append(fix.hint)

    def _forget_older_half(self) -> None:
        """Rows stay as they are: who read them before knows what they meant."""
        for hint in list(self._row_of_hint)[: len(self._row_of_hint) // 2]:
            self.hints[self._row_of_hint.pop(hint)] = NO_HINT
