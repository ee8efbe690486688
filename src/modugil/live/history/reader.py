"""History read again, in the order in which it became known."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
import pyarrow as pa

from modugil.core.notices import Notices
from modugil.live.fix import Fix
from modugil.live.history.columns import read_integers
from modugil.live.history.event_table import read_event_table
from modugil.live.history.files import Slice, list_files, list_slices, read_windows
from modugil.live.history.fix_table import read_fix_table
from modugil.live.history.kinds import FIXES, HOUR_MS, STOP_EVENTS, WINDOW_MS, Kind, list_hours
from modugil.live.history.parts import MOST_EARLY_MS, MOST_LATE_MS, name_part
from modugil.live.history.records import StopEventRecord, decode_record
from modugil.store.segments import list_segments, read_segment

ROWS_AT_ONCE = 10_000
_END_OF_TIME_MS = 1 << 60
Row = TypeVar("Row", Fix, StopEventRecord)


class HistoryReader:
    """The fixes and stop events of one region, from the files alone or with those in a journal.

    The journal is read too where nobody else makes history of it meanwhile: after a crash, before
    the keeper begins. Then what it holds is not read a second time from parts written of it.
    """

    def __init__(
        self, folder: Path, *, journal: Path | None = None, notices: Notices | None = None
    ) -> None:
        """Read that folder, and that journal after it; nothing is opened yet."""
        self._folder = folder
        self._journal = journal
        self._notices = notices if notices is not None else Notices()

    def list_days(self) -> list[date]:
        """The days (UTC) of which there are fixes in the files, in order."""
        epoch = date(1970, 1, 1).toordinal()
        hours = list_hours(self._folder, FIXES)
        return sorted({date.fromordinal(epoch + hour // 24) for hour, _ in hours})

    def find_first(self) -> datetime | None:
        """When the first fix in the files or the journal was received, to two minutes before."""
        slices = self._list_slices(FIXES, 0, _END_OF_TIME_MS)
        if slices:
            return datetime.fromtimestamp(min(slices).window * WINDOW_MS / 1000, UTC)
        for batch in self._read_journal(Fix, _received_ms, 0, _END_OF_TIME_MS):
            return datetime.fromtimestamp(batch[0].received_ms / 1000, UTC)
        return None

    def read_fixes(
        self, start: datetime | None = None, end: datetime | None = None
    ) -> Iterator[list[Fix]]:
        """The fixes received from `start` and before `end`, in that order, some thousand at a time.

        Two minutes of them are in memory at once, however long the time asked for.
        Errors:  CouldNotLook if a file cannot be read.
        """
        first_ms, last_ms = _range(start, end)
        yield from self._read_files(FIXES, read_fix_table, first_ms, last_ms)
        yield from self._read_journal(Fix, _received_ms, first_ms, last_ms)

    def read_stop_events(
        self, start: datetime | None = None, end: datetime | None = None
    ) -> Iterator[list[StopEventRecord]]:
        """The stop events that became known from `start` and before `end`, in that order.

        Errors:  CouldNotLook if a file cannot be read.
        """
        first_ms, last_ms = _range(start, end)
        yield from self._read_files(STOP_EVENTS, read_event_table, first_ms, last_ms)
        yield from self._read_journal(StopEventRecord, _known_ms, first_ms, last_ms)

    def _list_slices(self, kind: Kind, first_ms: int, last_ms: int) -> list[Slice]:
        """The row groups that may hold what became known in that time."""
        journaled = set()
        if self._journal is not None:
            journaled = {name_part(segment) for segment in list_segments(self._journal)}
        first_hour = (first_ms - MOST_LATE_MS) // HOUR_MS
        last_hour = (last_ms + MOST_EARLY_MS) // HOUR_MS
        return [
            one
            for hour, folder in list_hours(self._folder, kind)
            if first_hour <= hour <= last_hour
            for file in list_files(folder)
            if file.name not in journaled
            for one in list_slices(file, kind)
            if first_ms // WINDOW_MS <= one.window <= last_ms // WINDOW_MS
        ]

    def _read_files(
        self, kind: Kind, read: Callable[[pa.Table], list[Row]], first_ms: int, last_ms: int
    ) -> Iterator[list[Row]]:
        for _, table in read_windows(self._list_slices(kind, first_ms, last_ms), kind):
            known_ms = read_integers(table[kind.known])
            order = np.argsort(known_ms, kind="stable")
            ordered = known_ms[order]
            order = order[(ordered >= first_ms) & (ordered < last_ms)]
            for at in range(0, len(order), ROWS_AT_ONCE):
                yield read(table.take(order[at : at + ROWS_AT_ONCE]))

    def _read_journal(
        self, kind: type[Row], known_ms: Callable[[Any], int], first_ms: int, last_ms: int
    ) -> Iterator[list[Row]]:
        batch: list[Row] = []
        for record in self._read_records():
            with suppress(msgspec.DecodeError):
                row = decode_record(record)
                if isinstance(row, kind) and first_ms <= known_ms(row) < last_ms:
                    batch.append(row)
            if len(batch) >= ROWS_AT_ONCE:
                yield batch
                batch = []
        if batch:
            yield batch

    def _read_records(self) -> Iterator[bytes]:
        for segment in list_segments(self._journal) if self._journal is not None else ():
            yield from read_segment(segment.path, self._notices)


def _received_ms(fix: Fix) -> int:
    return fix.received_ms


def _known_ms(event: StopEventRecord) -> int:
    return event.known_ms


def _range(start: datetime | None, end: datetime | None) -> tuple[int, int]:
    first_ms = 0 if start is None else round(start.timestamp() * 1000)
    last_ms = _END_OF_TIME_MS if end is None else round(end.timestamp() * 1000)
    return first_ms, last_ms
