"""The two kinds of history, and where each stands in the folder."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from modugil.live.history.event_table import SCHEMA as EVENT_SCHEMA
from modugil.live.history.event_table import build_event_table
from modugil.live.history.fix_table import SCHEMA as FIX_SCHEMA
from modugil.live.history.fix_table import build_fix_table

HOUR_MS: Final = 3_600_000
WINDOW_MS: Final = 120_000
"""Rows of a file stand in slices of the time at which they became known; each slice is a row group.

So the order in which things became known can be had again by reading one slice at a time, while
within a slice each vehicle's rows stand together, which makes them small.
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of rows: where they are kept and how they are ordered."""

    folder: str
    schema: Any
    build_table: Callable[[Any], Any]
    happened: str
    """The column whose hour decides which folder a row is in."""
    known: str
    """The column in whose order rows are read again."""


FIXES: Final = Kind("fixes", FIX_SCHEMA, build_fix_table, "measured_at", "received_at")
STOP_EVENTS: Final = Kind("stop_events", EVENT_SCHEMA, build_event_table, "happened_at", "known_at")
KINDS: Final = (FIXES, STOP_EVENTS)


def name_hour(hour: int) -> Path:
    """The folder of that hour, counted from 1970 in UTC, as Hive, DuckDB and Polars know it."""
    day = date.fromordinal(date(1970, 1, 1).toordinal() + hour // 24)
    return Path(f"day={day.isoformat()}") / f"hour={hour % 24:02d}"


def find_hour(folder: Path) -> int | None:
    """Which hour a folder is of; None for a folder that is none of ours."""
    day = find_day(folder.parent)
    number = folder.name.removeprefix("hour=")
    if day is None or not folder.name.startswith("hour=") or not number.isdecimal():
        return None
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 24 + int(number)


def find_day(folder: Path) -> date | None:
    """Which day a folder is of; None for a folder that is none of ours."""
    if not folder.name.startswith("day="):
        return None
    try:
        return date.fromisoformat(folder.name.removeprefix("day="))
    except ValueError:
        return None


def list_hours(folder: Path, kind: Kind) -> list[tuple[int, Path]]:
    """All hours there are of that kind, in order, with their folders."""
    found = [(find_hour(path), path) for path in (folder / kind.folder).glob("day=*/hour=*")]
    return sorted((hour, path) for hour, path in found if hour is not None)
