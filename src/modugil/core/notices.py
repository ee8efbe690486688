"""Faults in data, as values: collected, capped, counted, never raised."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a fault takes away: ERROR loses the row, WARNING a field, INFO nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Notice:
    """One fault at one place of one file.

    Units:   `row` counts data lines as an editor shows them (the header is line 1); 0 where
             a file has no rows; for OSM `row` is the object's id and `field` its tag.
    """

    code: str
    severity: Severity
    file: str
    row: int
    field: str
    value: str
    message: str


class Notices:
    """All faults found: every one counted, the first `cap` of each code kept."""

    def __init__(self, *, cap: int = 100) -> None:
        """Begin with none."""
        self._cap = cap
        self._kept: dict[str, list[Notice]] = {}
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, notice: Notice) -> None:
        """Count the notice, and keep it while its code has room."""
        self._counts[(notice.code, notice.severity.value, notice.file)] += 1
        kept = self._kept.setdefault(notice.code, [])
        if len(kept) < self._cap:
            kept.append(notice)

    def count(self, code: str) -> int:
        """How many notices of this code were added, kept or not."""
        return sum(n for (c, _, _), n in self._counts.items() if c == code)

    def counts(self) -> list[tuple[str, str, str, int]]:
        """Rows of (code, severity, file, how many), in a fixed order."""
        return [(*key, self._counts[key]) for key in sorted(self._counts)]

    def __iter__(self) -> Iterator[Notice]:
        """The kept notices, by code and then in the order they were found."""
        for code in sorted(self._kept):
            yield from self._kept[code]

    def __len__(self) -> int:
        """How many notices were added in all."""
        return sum(self._counts.values())
