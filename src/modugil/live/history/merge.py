"""The parts of an hour that is over, put together into one file."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from modugil.core.errors import CouldNotKeep
from modugil.live.history.files import (
    ENDING,
    MERGED,
    PART,
    list_files,
    list_slices,
    read_windows,
    write_file,
)
from modugil.live.history.kinds import HOUR_MS, Kind, find_hour
from modugil.store.segments import sync_folder

MOST_LOOSE = 12
"""So many late parts of an hour that was merged already are put into it."""
LOOSE_HOURS = 24
"""After so many hours, any."""


def find_mergeable(
    hour_folder: Path, *, now: datetime, merge_after_ms: int, journaled: Collection[str]
) -> list[Path]:
    """The files of that hour that should become one now; none where it is not time.

    A part whose segment is still in the journal stays: it may be written again.
    """
    hour = find_hour(hour_folder)
    over_ms = int(now.timestamp() * 1000) - ((hour or 0) + 1) * HOUR_MS
    if hour is None or over_ms < merge_after_ms:
        return []
    files = [file for file in list_files(hour_folder) if file.name not in journaled]
    loose = [file for file in files if file.name.startswith(PART)]
    first_time = len(loose) == len(files)
    late = over_ms >= LOOSE_HOURS * HOUR_MS or len(loose) >= MOST_LOOSE
    return files if loose and (first_time or late) else []


def merge_files(files: list[Path], kind: Kind) -> Path:
    """These files of one hour are one; its name and what it says tell of which.

    After a crash between the new file and the end of the old ones, these are left out by who reads
    and removed by `remove_replaced`.
    Errors:  CouldNotKeep if it cannot be written, CouldNotLook if one cannot be read.
    """
    names = [file.name for file in files]
    digest = hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:16]
    merged = files[0].with_name(f"{MERGED}{digest}{ENDING}")
    slices = [one for file in files for one in list_slices(file, kind)]
    tables = (table for _, table in read_windows(slices, kind))
    write_file(merged, kind, tables, sources=names)
    remove_replaced(merged.parent)
    return merged


def remove_replaced(hour_folder: Path) -> int:
    """The files that a merged one took the place of are gone: how many those were.

    Errors:  CouldNotKeep if one cannot be removed.
    """
    left = set(list_files(hour_folder))
    replaced = [file for file in hour_folder.glob(f"*{ENDING}") if file not in left]
    try:
        for file in replaced:
            file.unlink(missing_ok=True)
        if replaced:
            sync_folder(hour_folder)
    except OSError as cause:
        raise CouldNotKeep(f"The history {hour_folder} cannot be tidied ({cause}).") from cause
    return len(replaced)


def is_merged(hour_folder: Path) -> bool:
    """Whether the hour is one merged file already."""
    names = [file.name for file in hour_folder.glob(f"*{ENDING}")]
    return len(names) == 1 and names[0].startswith(MERGED)
