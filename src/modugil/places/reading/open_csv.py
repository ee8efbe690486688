"""Korean open data as tables: CSV in CP949 or UTF-8, with or without a byte order mark, or gzipped.

The encoding is not announced anywhere: UTF-8 is tried first, since CP949 text is hardly ever valid
UTF-8, while the reverse happens.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.ledger import Ledger

ENCODINGS = ("utf-8-sig", "cp949")
CELL_MOST = 10_000_000
"""Characters one cell may hold; descriptions with pictures inside go far past the library's own."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: every column of the file, stripped; "" where nothing stands."""

    line: int
    values: Mapping[str, str]

    def first(self, *columns: str) -> str:
        """The value of the first of these columns that the file has and that is filled in."""
        return next((self.values[one] for one in columns if self.values.get(one)), "")


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A file whose header was read; its rows can be gone through once."""

    columns: tuple[str, ...]
    rows: Iterator[CsvRow]

    def has_any(self, *columns: str) -> bool:
        """Whether the file has at least one of these columns."""
        return any(one in self.columns for one in columns)


def read_text(path: Path) -> str:
    """The text of a file (also of a .gz) in whichever of `ENCODINGS` it is written.

    Errors:  RegionUnreadable if it cannot be read, or is in neither.
    """
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as cause:
        raise RegionUnreadable(f"The file {path.name} cannot be read ({cause}).") from cause
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegionUnreadable(
        f"The file {path.name} cannot be read: it is text in no known encoding.",
        allowed="Give it in UTF-8 or CP949.",
    )


def open_csv(path: Path, *, needs: Sequence[Sequence[str]], ledger: Ledger) -> CsvTable:
    """The table of the file; `needs` names columns, of each group one must be there.

    Each row is counted in `ledger.rows` as it is read; a row with more or fewer cells than the
    header is refused, for nobody can tell which value belongs where.

    Errors:  RegionUnreadable if the file cannot be read, is no CSV or lacks a column it needs.
    """
    csv.field_size_limit(CELL_MOST)
    # newlines stay as they are, so that lines are counted as an editor shows them
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        columns = tuple(one.strip() for one in reader.fieldnames or ())
    except csv.Error as cause:
        raise _broken(path, cause) from cause
    missing = [" or ".join(group) for group in needs if not any(one in columns for one in group)]
    if missing:
        raise RegionUnreadable(f"The file {path.name} lacks the column {', '.join(missing)}.")
    reader.fieldnames = columns
    return CsvTable(columns, _iter_rows(path, reader, ledger))


def _iter_rows(path: Path, reader: "csv.DictReader[str]", ledger: Ledger) -> Iterator[CsvRow]:
    try:
        for raw in reader:
            ledger.rows += 1
            if None in raw or None in raw.values():
                cells = sum(1 for one in raw.values() if one is not None)
                message = "The row has more or fewer cells than the header and is left out."
                ledger.refuse(
                    "place_row_width", reader.line_num, field="", value=str(cells), message=message
                )
                continue
            yield CsvRow(reader.line_num, {key: one.strip() for key, one in raw.items()})
    except csv.Error as cause:
        raise _broken(path, cause) from cause


def _broken(path: Path, cause: Exception) -> RegionUnreadable:
    return RegionUnreadable(f"The file {path.name} cannot be read as a table ({cause}).")
