"""Korean standard data as a table, whichever way it was fetched: CSV, JSON file or API answer.

Example: `{"fields": [...], "records": [{"시설명": "가람도서관", "위도": "33.45"}]}` (the file), or
`{"response": {"header": {...}, "body": {"items": [{"fcltyNm": "가람도서관", "latitude": "33.45"}],
"totalCount": "1"}}}` (the API; some give `items.item`). A row's line is then its number.
Source:  data.go.kr, standard data; 공공데이터포털 공통 응답.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.open_csv import CsvRow, CsvTable, open_csv, read_text

SUFFIXES = (".json", ".json.gz")
_WAYS_IN = (
    ("records",),
    ("response", "body", "items", "item"),
    ("response", "body", "items"),
    ("body", "items"),
    ("items",),
)


def open_table(path: Path, *, needs: Sequence[Sequence[str]], ledger: Ledger) -> CsvTable:
    """The table of the file; `needs` names columns, of each group one must be there.

    Errors:  RegionUnreadable if the file cannot be read, is no table or lacks a column it needs.
    """
    if not path.name.lower().endswith(SUFFIXES):
        return open_csv(path, needs=needs, ledger=ledger)
    rows = _find_rows(path)
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    missing = [" or ".join(group) for group in needs if not any(one in columns for one in group)]
    if missing:
        raise RegionUnreadable(f"The file {path.name} lacks the column {', '.join(missing)}.")
    return CsvTable(columns, _iter_rows(rows, columns, ledger))


def _find_rows(path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(read_text(path))
    except (ValueError, RecursionError) as cause:
        raise RegionUnreadable(f"The file {path.name} is no JSON ({cause}).") from cause
    for way in ((), *_WAYS_IN):
        found = content
        for name in way:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, list) and all(isinstance(row, dict) for row in found):
            return found
    raise RegionUnreadable(
        f"The file {path.name} holds no rows.",
        allowed="Give the standard data as a file of records, or an answer of its API.",
    )


def _iter_rows(
    rows: Sequence[dict[str, Any]], columns: Sequence[str], ledger: Ledger
) -> Iterator[CsvRow]:
    for number, row in enumerate(rows, 1):
        ledger.rows += 1
        yield CsvRow(number, {key: _write(row.get(key)) for key in columns})


def _write(value: object) -> str:
    return "" if value is None else str(value).strip()
