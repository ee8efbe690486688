"""What the rows of nationwide standard data have in common: a province, a name, copies of rows."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from modugil.places.reading.cells import Cells
from modugil.places.reading.hours_week import Span, read_week, write_columns
from modugil.places.reading.ids import IdBook
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvTable
from modugil.places.reading.provinces import get_provinces, is_elsewhere
from modugil.places.record import PlaceSource, Said

Columns: TypeAlias = tuple[str, ...]
"""Every name one column is published under."""
Texts: TypeAlias = tuple[tuple[str, Columns], ...]
"""Keys of facts and the columns that hold their words."""
Days: TypeAlias = tuple[str, Columns, Columns]
"""Days as OSM writes them, and the columns of begin and end."""


def iter_named(
    source: PlaceSource, table: CsvTable, *, name: Columns, where: Columns, ledger: Ledger
) -> Iterator[tuple[Cells, str]]:
    """The rows of the source's province that have a name, each once, with that name.

    `where` are the columns that tell the province, the surest first.
    """
    provinces, book = get_provinces(source), IdBook()
    for row in table.rows:
        cells = Cells(row, ledger)
        if is_elsewhere(provinces, *(row.first(one) for one in where)):
            ledger.elsewhere += 1
            continue
        called = " ".join(cells.get(*name).split())
        if not called:
            message = "The place has no name and is left out."
            ledger.refuse("place_unnamed", row.line, field=name[0], value="", message=message)
        elif book.is_repeated(row.values.values()):
            ledger.repeated += 1
        else:
            yield cells, called


def list_texts(cells: Cells, texts: Texts) -> Iterator[Said]:
    """The words of these columns as they stand."""
    for key, columns in texts:
        yield from cells.text(key, *columns)


def list_hours(cells: Cells, key: str, days: Sequence[Days]) -> Iterator[Said]:
    """The hours of these pairs of columns; of `hours` as they stand where they cannot be told."""
    row = cells.row
    spans = [Span(when, row.first(*begin), row.first(*end)) for when, begin, end in days]
    told = read_week(key, spans, row=row.line, ledger=cells.ledger)
    yield from told
    if key == "hours" and not told and write_columns(spans):
        yield Said("hours_text", write_columns(spans))
