"""History read by columns, some of them and of some time only."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from modugil.core.errors import CouldNotLook
from modugil.live.history.files import Slice, list_files, list_slices
from modugil.live.history.kinds import FIXES, HOUR_MS, WINDOW_MS, Kind, list_hours

VEHICLE = "vehicle"
LATE_MS = 600_000
"""A fix received so much later still takes its place; one later than this is left out."""
TRIES = 4
Found = TypeVar("Found")


def read_slices(
    folder: Path, kind: Kind, columns: Iterable[str], *, first_ms: int, last_ms: int
) -> Iterator[pa.Table]:
    """The rows that became known in that time, some of their columns, one slice after the other.

    Errors:  CouldNotLook if a file cannot be read.
    """
    slices: list[Slice] = [
        one
        for hour, hour_folder in list_hours(folder, kind)
        if (first_ms - LATE_MS) // HOUR_MS - 1 <= hour <= last_ms // HOUR_MS + 1
        for file in list_files(hour_folder)
        for one in list_slices(file, kind)
        if first_ms // WINDOW_MS <= one.window <= last_ms // WINDOW_MS
    ]
    for one in sorted(slices):
        try:
            with pq.ParquetFile(one.path, read_dictionary=[VEHICLE]) as file:
                yield file.read_row_group(one.row_group, columns=list(columns))
        except (OSError, pa.ArrowException) as cause:
            raise CouldNotLook(f"The history {one.path} cannot be read ({cause}).") from cause


def read_again_if_merged(read: Callable[[], Found]) -> Found:
    """What `read` gives; once more where a file was merged with others while it was read.

    Errors:  CouldNotLook if files cannot be read.
    """
    for _ in range(TRIES - 1):
        try:
            return read()
        except CouldNotLook as fault:
            if not isinstance(fault.__cause__, FileNotFoundError):
                raise
    return read()


def find_span(folder: Path) -> tuple[int, int] | None:
    """From when to when fixes are kept, to two minutes; None where none are."""
    hours = list_hours(folder, FIXES)
    windows = [
        one.window
        for _, hour_folder in (hours[:1] + hours[-2:])
        for file in list_files(hour_folder)
        for one in list_slices(file, FIXES)
    ]
    if not windows:
        return None
    return min(windows) * WINDOW_MS, (max(windows) + 1) * WINDOW_MS
