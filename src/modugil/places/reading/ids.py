"""Ids for rows that have none of their own: the same in the next edition while they say the same.

Two rows that are alike in every cell are one row said twice.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace
from hashlib import sha256

from modugil.core.notices import Notices
from modugil.places.reading.ledger import Ledger
from modugil.places.record import Record

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_LETTERS = 12


def make_id(*parts: object) -> str:
    """An id from what does not change of a row: its name, its address."""
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:_LETTERS]


def keep_id(written: str) -> str:
    """A source's own id as it is where it can stand in an address, else one made of it."""
    return written if _PLAIN.fullmatch(written) else make_id(written)


class IdBook:
    """The ids given so far to the rows of one file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._given: Counter[str] = Counter()
        self._rows: set[tuple[Hashable, ...]] = set()

    def is_repeated(self, cells: Iterable[Hashable]) -> bool:
        """Whether a row with the very same cells came before; it is remembered."""
        row = tuple(cells)
        if row in self._rows:
            return True
        self._rows.add(row)
        return False

    def give(self, wanted: str) -> str:
        """That id; with a number behind it where it was given before."""
        self._given[wanted] += 1
        times = self._given[wanted]
        return wanted if times == 1 else f"{wanted}-{times}"


class RecordBook:
    """The records of one file by the ids that the file itself gives."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: dict[str, Record] = {}

    def choose_ledger(self, id: str, ledger: Ledger) -> Ledger:
        """Where odd fields of that row belong: nowhere if a row of that id counts already."""
        return Ledger(ledger.file, Notices()) if keep_id(id) in self._told else ledger

    def is_new(self, record: Record, ledger: Ledger) -> bool:
        """Whether no row of that id came before; what such a row says otherwise is refused."""
        first = self._told.setdefault(record.id, record)
        if first is record:
            return True
        if replace(record, row=first.row) == first:
            ledger.repeated += 1
            return False
        message = "Another row has the same id and says something else; the first one counts."
        ledger.refuse("place_id_twice", record.row, field="id", value=record.id, message=message)
        return False
