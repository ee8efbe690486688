"""Opens one feed, a zip or a folder, and hands out its files as tables.

A file that cannot be read at all ends the reading with one sentence; what is wrong inside a file is
a Notice. Source: GTFS Schedule reference, "File requirements".
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import numpy as np

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notice, Notices
from modugil.region.gtfs.faults import GTFS_FAULTS
from modugil.region.gtfs.tables import Table, read_table
from modugil.region.inputs import BROKEN_FILE

REQUIRED_FILES = ("agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt")
"""Every feed has these, and one of calendar.txt and calendar_dates.txt."""


class FeedFiles:
    """The files of one feed."""

    def __init__(
        self,
        path: Path,
        *,
        feed_id: str,
        notices: Notices,
        names: dict[str, str],
        opened: Callable[[str], IO[bytes]],
    ) -> None:
        """Know the feed's files: `names` leads from a file's name to where it lies."""
        self.path = path
        self.feed_id = feed_id
        self.notices = notices
        self._names = names
        self._opened = opened

    def has(self, name: str) -> bool:
        """Whether the feed has that file."""
        return name in self._names

    def read(self, name: str, columns: Sequence[str], *, required: Sequence[str] = ()) -> Table:
        """That file as a table; a file that is not there has no rows.

        A file that GTFS does not require may be without rows, and then also without columns.

        Errors:  RegionUnreadable if the file is broken or not UTF-8, or lacks a required column.
        """
        label = f"{self.feed_id}/{name}"
        if not self.has(name):
            return Table(label, np.zeros(0, np.int32), {}, self.notices)
        try:
            with self._opened(self._names[name]) as raw:
                lines = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
                table = read_table(lines, file=label, columns=columns, notices=self.notices)
        except UnicodeDecodeError as cause:
            raise self.unreadable(f"its {name} is not written in UTF-8") from cause
        except csv.Error as cause:
            raise self.unreadable(f"its {name} is not a table ({cause})") from cause
        except BROKEN_FILE as cause:
            raise self.unreadable(f"its {name} is damaged ({cause})") from cause
        for column in required:
            if not table.has(column) and (len(table) or name in REQUIRED_FILES):
                raise self.unreadable(f"its {name} has no column {column}")
        return table

    def need(self, name: str, *others: str) -> None:
        """Nothing, if the feed has at least one of these files.

        Errors:  RegionUnreadable that names what is missing.
        """
        if not any(self.has(one) for one in (name, *others)):
            raise self.unreadable(f"it has no {' and no '.join((name, *others))}")

    def unreadable(self, why: str) -> RegionUnreadable:
        """The error that says why this feed cannot be used."""
        return RegionUnreadable(f"The timetable {self.path} cannot be used: {why}.")


@contextmanager
def open_feed(path: Path, *, feed_id: str, notices: Notices) -> Iterator[FeedFiles]:
    """The files of the feed at this path, open as long as the block lasts.

    Errors:  RegionUnreadable if there is nothing, or no zip.
    """
    if not path.exists():
        raise RegionUnreadable(f"The timetable {path} does not exist.")
    with ExitStack() as stack:
        if path.is_dir():
            names = {name: name for name in _names_in_folder(path)}
            yield FeedFiles(
                path,
                feed_id=feed_id,
                notices=notices,
                names=names,
                opened=lambda name: (path / name).open("rb"),
            )
            return
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
        except BROKEN_FILE as cause:
            raise RegionUnreadable(
                f"The timetable {path} is not a zip file that can be opened ({cause})."
            ) from cause
        names = _names_in_zip(archive.namelist(), feed_id=feed_id, notices=notices)
        yield FeedFiles(path, feed_id=feed_id, notices=notices, names=names, opened=archive.open)


def _names_in_folder(path: Path) -> list[str]:
    try:
        return sorted(file.name for file in path.iterdir() if file.is_file())
    except OSError as cause:
        raise RegionUnreadable(
            f"The timetable {path} cannot be opened ({cause.strerror})."
        ) from cause


def _names_in_zip(members: list[str], *, feed_id: str, notices: Notices) -> dict[str, str]:
    """Where each file lies: at the top, or in the one folder that holds a stops.txt."""
    folders = sorted(
        {member.rpartition("/")[0] for member in members if member.endswith("/stops.txt")}
    )
    inside = folders[0] if "stops.txt" not in members and len(folders) == 1 else ""
    if inside:
        severity, message = GTFS_FAULTS["files_in_folder"]
        notices.add(Notice("files_in_folder", severity, feed_id, 0, "", inside, message))
    parted = [member.rpartition("/") for member in members]
    return {
        name: f"{folder}{slash}{name}"
        for folder, slash, name in parted
        if folder == inside and name
    }
