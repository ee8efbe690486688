"""One file of a feed as columns, each text kept once.

A column of 350,000 rows has few different texts (times, ids, flags), so a column is a list of its
texts and, for each row, the number of its text. What is parsed is the text, not the row.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.core.notices import Notice, Notices
from modugil.region.gtfs.faults import GTFS_FAULTS

CHUNK_ROWS = 65_536
MOST_CELL = 131_072
"""Characters of one cell; more is a quote that never ends."""
I32 = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """The texts of one column: `texts[codes[row]]`, spaces around them removed."""

    codes: I32
    texts: Sequence[str]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        """The text of every row in order."""
        return map(self.texts.__getitem__, self.codes.tolist())

    def __getitem__(self, row: int) -> str:
        """The text of that row."""
        return self.texts[int(self.codes[row])]

    def is_blank(self) -> NDArray[np.bool_]:
        """Which rows are empty."""
        return np.array([not text for text in self.texts], np.bool_)[self.codes]


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a feed; a column it does not have is empty in every row.

    Shapes:  `lines` int32[rows]: the line of each row in the file, the header being line 1.
    """

    file: str
    lines: I32
    columns: Mapping[str, Column]
    notices: Notices

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def has(self, name: str) -> bool:
        """Whether the file has that column."""
        return name in self.columns

    def column(self, name: str) -> Column:
        """That column, or an empty text in every row."""
        found = self.columns.get(name)
        return found if found is not None else Column(np.zeros(len(self), np.int32), ("",))

    def fault(self, code: str, rows: int | Iterable[Any] | NDArray[Any], *, field: str) -> None:
        """Note the same fault in one field of each of these rows."""
        severity, message = GTFS_FAULTS[code]
        column = self.column(field)
        for row in (rows,) if isinstance(rows, int) else rows:
            line = int(self.lines[row])
            self.notices.add(Notice(code, severity, self.file, line, field, column[row], message))


class _Codes(dict[str, int]):
    """Numbers the texts of a column in the order they appear; `texts` is the way back."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def __missing__(self, text: str) -> int:
        clean = text.strip()
        if clean != text:
            code = self[clean]
        else:
            code = len(self.texts)
            self.texts.append(text)
        self[text] = code
        return code


def read_table(
    lines: Iterable[str], *, file: str, columns: Sequence[str], notices: Notices
) -> Table:
    """The named columns of a CSV file, as far as it has them.

    Errors:  csv.Error and UnicodeDecodeError are for the caller to explain.
    """
    # the module's limit is one for all: whoever reads sets their own, as others may have before
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(lines, skipinitialspace=True)
    header = [name.strip() for name in next(reader, [])]
    places = _find_columns(header, columns, file=file, notices=notices)
    codes = {name: _Codes() for name in places}
    parts: dict[str, list[I32]] = {name: [] for name in places}
    line_parts: list[I32] = []
    line = reader.line_num + 1
    while chunk := list(islice(reader, CHUNK_ROWS)):
        numbers = _line_numbers(chunk, first=line, after=reader.line_num + 1)
        line = reader.line_num + 1
        chunk, numbers = _even_rows(chunk, numbers, len(header), file=file, notices=notices)
        line_parts.append(numbers)
        for name, place in places.items():
            code = map(codes[name].__getitem__, map(itemgetter(place), chunk))
            parts[name].append(np.fromiter(code, np.int32, len(chunk)))
    found = {name: Column(_joined(parts[name]), codes[name].texts) for name in places}
    return Table(file, _joined(line_parts), found, notices)


def _find_columns(
    header: list[str], columns: Sequence[str], *, file: str, notices: Notices
) -> dict[str, int]:
    severity, message = GTFS_FAULTS["column_twice"]
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        notices.add(Notice("column_twice", severity, file, 1, name, name, message))
    return {name: header.index(name) for name in columns if name in header}


def _line_numbers(chunk: list[list[str]], *, first: int, after: int) -> I32:
    if after - first == len(chunk):
        return np.arange(first, after, dtype=np.int32)
    heights = [1 + sum(field.count("\n") for field in row) for row in chunk]
    return (first + np.cumsum([0, *heights[:-1]])).astype(np.int32)


def _even_rows(
    chunk: list[list[str]], numbers: I32, width: int, *, file: str, notices: Notices
) -> tuple[list[list[str]], I32]:
    if set(map(len, chunk)) == {width}:
        return chunk, numbers
    severity, message = GTFS_FAULTS["row_length"]
    even: list[list[str]] = []
    kept: list[int] = []
    for row, line in zip(chunk, numbers.tolist(), strict=True):
        if not any(field.strip() for field in row):
            continue
        if len(row) != width:
            notices.add(Notice("row_length", severity, file, line, "", str(len(row)), message))
        even.append((row + [""] * width)[:width])
        kept.append(line)
    return even, np.array(kept, np.int32)


def _joined(parts: list[I32]) -> I32:
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)
