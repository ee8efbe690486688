"""Which of many opening hours are open at a moment; each text is read and looked at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.finding.opening import Hours, parse_hours

NO_HOURS = -1


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """How it was at one local time: of each text an Access, and until when it stays so."""

    local: datetime
    open: NDArray[np.uint8]
    until: tuple[datetime | None, ...]


@dataclass(slots=True, eq=False)
class HoursTable:
    """Different texts of opening hours.

    The last look is kept, and only what may have changed since is looked at again. A look is never
    changed once it stands, so several threads may ask at once.
    """

    hours: Sequence[Hours | None]
    rows: dict[str, int]
    """Of each text its row in `hours`."""
    _last: Looked | None = field(default=None, init=False)

    def look(self, local: datetime) -> NDArray[np.uint8]:
        """Of each text whether it is open at a local time without a zone, as Access."""
        last = self._last
        if last is None or local < last.local:
            nothing = np.zeros(len(self.hours), np.uint8)
            last = Looked(local, nothing, (local,) * len(self.hours))
        elif last.local == local:
            return last.open
        self._last = looked = self._look_again(last, local)
        return looked.open

    def _look_again(self, last: Looked, local: datetime) -> Looked:
        states, until = last.open.copy(), list(last.until)
        for row, (hours, end) in enumerate(zip(self.hours, last.until, strict=True)):
            if end is None or end > local:
                continue
            if hours is None:
                states[row], until[row] = Access.UNKNOWN, None
                continue
            state = hours.look(local)
            states[row], until[row] = state.open, state.until
        return Looked(local, states, tuple(until))


def extend_hours_table(table: HoursTable, texts: Iterable[str], *, at: LatLon) -> HoursTable:
    """The table with these texts too; the same one where it has them all."""
    new = [text for text in dict.fromkeys(texts) if text and text not in table.rows]
    if not new:
        return table
    rows = table.rows | {text: row for row, text in enumerate(new, len(table.hours))}
    return HoursTable([*table.hours, *(parse_hours(text, at=at) for text in new)], rows)


def build_hours_table(texts: Iterable[str], *, at: LatLon) -> HoursTable:
    """The table of the texts, each once; `at` is where they hold, roughly."""
    return extend_hours_table(HoursTable([], {}), texts, at=at)
