"""Rows of a table in the order that the address asks for, and the addresses that ask for others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

Row = TypeVar("Row")
Key = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One heading: its key, where a click leads, and how it is sorted now ("" if it is not)."""

    key: str
    address: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Sorted(Generic[Row]):
    """The rows in order, and the headings."""

    rows: list[Row]
    columns: list[Column]


def sort_rows(
    rows: Iterable[Row], keys: Mapping[str, Key[Row]], query: Mapping[str, str], *, path: str
) -> Sorted[Row]:
    """The rows by `?sort=key` or `?sort=-key`; None comes last either way. First key by default."""
    wanted = query.get("sort", "")
    key, falling = wanted.removeprefix("-"), wanted.startswith("-")
    if key not in keys:
        key, falling = next(iter(keys)), False
    read = keys[key]
    given = list(rows)
    told = [row for row in given if read(row) is not None]
    untold = [row for row in given if read(row) is None]
    told.sort(key=read, reverse=falling)
    return Sorted([*told, *untold], [_column(one, key, falling, query, path) for one in keys])


def cut_rows(
    rows: Sequence[Any], query: Mapping[str, str], *, most: int, path: str
) -> dict[str, Any]:
    """The first rows, or all where `?all=1`; how many are left out, and where they are shown."""
    left_out = 0 if query.get("all") == "1" else max(0, len(rows) - most)
    shown = rows[:most] if left_out else rows
    address = f"{path}?{urlencode({**query, 'all': '1'})}"
    return {"rows": shown, "left_out": left_out, "all_address": address}


def _column(one: str, key: str, falling: bool, query: Mapping[str, str], path: str) -> Column:
    now = "" if one != key else "descending" if falling else "ascending"
    wanted = f"-{one}" if now == "ascending" else one
    return Column(one, f"{path}?{urlencode({**query, 'sort': wanted})}", now)
