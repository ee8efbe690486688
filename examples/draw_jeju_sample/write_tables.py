"""Rows -> a CSV file with the columns that any row has, in the order first seen."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

Row = dict[str, str]


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """One table; lines end with a single line feed on every machine."""
    listed = list(rows)
    columns = list(dict.fromkeys(column for row in listed for column in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)
