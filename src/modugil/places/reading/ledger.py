"""What became of every row of a source: none is lost without a word."""

from collections import Counter
from dataclasses import dataclass, field

from modugil.core.notices import Notice, Notices, Severity


@dataclass(slots=True)
class Ledger:
    """Counts the rows of one file, and keeps a notice of each odd one.

    Every row read ends as exactly one of: a record, `elsewhere`, `repeated` or `refused`.
    """

    file: str
    notices: Notices
    rows: int = 0
    elsewhere: int = 0
    """Rows that name no place here: of other regions in a wider file, or points of a track."""
    repeated: int = 0
    """Rows that say the same of the same place as one before."""
    refused: Counter[str] = field(default_factory=Counter)
    """Rows left out, by the code of their notice."""
    noted: Counter[str] = field(default_factory=Counter)
    """Odd fields of rows that were kept, by the code of their notice."""

    def refuse(self, code: str, row: int, *, field: str, value: str, message: str) -> None:
        """The row is left out, for that reason."""
        self.refused[code] += 1
        self._add(Severity.ERROR, code, row, (field, value), message)

    def note(self, code: str, row: int, *, field: str, value: str, message: str) -> None:
        """The row is kept; that field of it is not as it should be, and what was done about it."""
        self.noted[code] += 1
        self._add(Severity.WARNING, code, row, (field, value), message)

    def _add(
        self, severity: Severity, code: str, row: int, pair: tuple[str, str], message: str
    ) -> None:
        self.notices.add(Notice(code, severity, self.file, row, pair[0], pair[1][:200], message))
