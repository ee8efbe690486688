"""The vehicles heard of, each with a row of its own, and the newest fix of each."""

from collections.abc import Sequence

from msgspec.structs import replace

from modugil.core.access import Access
from modugil.live.batch import FixBatch, build_batch
from modugil.live.fix import NO_HINT, Fix, TripHint

MOST_HINTS = 500
"""So many different trips a vehicle's terminal may name, on average over the fleet, between two
restarts; further ones count as none. Without a bound a broken terminal would fill the memory."""


class Fleet:
    """Rows of vehicles and of hints; a row is never given to another."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self.newest: list[Fix] = []
        """The newest good fix of each vehicle; before there is one, its first."""
        self.hints: list[TripHint] = []
        self.row_of: dict[str, int] = {}
        self._row_of_hint: dict[TripHint, int] = {NO_HINT: -1}

    def __len__(self) -> int:
        """How many vehicles were heard of."""
        return len(self.newest)

    def build_batch(self, fixes: Sequence[Fix]) -> FixBatch:
        """The columns of these fixes; vehicles not heard of before get a row."""
        for fix in fixes:
            if fix.vehicle not in self.row_of:
                self.row_of[fix.vehicle] = len(self.newest)
                self.newest.append(fix)
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
        row = self._row_of_hint.get(hint)
        if row is None:
            if len(self.hints) >= MOST_HINTS * max(100, len(self.newest)):
                return -1
            row = self._row_of_hint[hint] = len(self.hints)
            self.hints.append(hint)
        return row
