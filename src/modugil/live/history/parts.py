"""One segment of the journal as parts of history, by the hour in which things happened."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from modugil.core.notices import Notice, Notices, Severity
from modugil.live.fix import Fix
from modugil.live.history.columns import read_integers
from modugil.live.history.files import ENDING, PART, split_windows, write_file
from modugil.live.history.kinds import FIXES, HOUR_MS, STOP_EVENTS, Kind, name_hour
from modugil.live.history.records import StopEventRecord, decode_record
from modugil.store.segments import Segment, read_segment

ROWS_AT_ONCE = 1000
"""After so many rows, which take some milliseconds, the doors get their turn."""
MOST_LATE_MS = 7 * 24 * HOUR_MS
MOST_EARLY_MS = HOUR_MS
"""A time further from that of receipt is a clock's fault: the row is kept under its receipt."""


@dataclass(slots=True)
class Written:
    """What became of one segment."""

    fixes: int = 0
    stop_events: int = 0
    hours: set[Path] = field(default_factory=set)
    """The folders that have a new part."""


def name_part(segment: Segment) -> str:
    """The name of a segment's part in each hour: the same whenever it is written again."""
    return f"{PART}{segment.name}{ENDING}"


def write_parts(
    segment: Segment, folder: Path, notices: Notices, *, pause: Callable[[], object]
) -> Written:
    """The rows of the segment are in history, each in the hour in which it happened.

    `pause` is called after every few rows: reading them is work in Python, and while it goes on
    other threads of this process wait at each of their steps.

    May be done again after a crash at any moment: the same rows go into files of the same names.
    Unknown: a record that cannot be read is left out and becomes a notice
             `history_record_unreadable`.
    Errors:  CouldNotKeep if a file cannot be written, CouldNotLook if the segment cannot be read.
    """
    records = read_segment(segment.path, notices)
    return write_records(records, name_part(segment), folder, notices, pause=pause)


def write_records(
    records: Iterable[bytes],
    part: str,
    folder: Path,
    notices: Notices,
    *,
    pause: Callable[[], object],
) -> Written:
    """The rows of these records are in history, in files of the name `part`, one for each hour.

    Unknown, Errors: as `write_parts`.
    """
    written = Written()
    tables: dict[str, list[Any]] = {FIXES.folder: [], STOP_EVENTS.folder: []}
    for fixes, events in _read_rows(records, part, notices):
        tables[FIXES.folder].append(_build(FIXES, fixes, part, notices))
        tables[STOP_EVENTS.folder].append(_build(STOP_EVENTS, events, part, notices))
        pause()
    for kind in (FIXES, STOP_EVENTS):
        if not tables[kind.folder]:
            continue
        table = pa.concat_tables(tables[kind.folder]).combine_chunks()
        for hour, rows in _split_hours(table, kind):
            hour_folder = folder / kind.folder / name_hour(hour)
            write_file(hour_folder / part, kind, split_windows(rows, kind))
            written.hours.add(hour_folder)
    written.fixes = sum(map(len, tables[FIXES.folder]))
    written.stop_events = sum(map(len, tables[STOP_EVENTS.folder]))
    return written


def _read_rows(
    records: Iterable[bytes], part: str, notices: Notices
) -> Iterator[tuple[list[Fix], list[StopEventRecord]]]:
    fixes: list[Fix] = []
    events: list[StopEventRecord] = []
    for record in records:
        try:
            row = decode_record(record)
        except msgspec.DecodeError:
            _note(notices, part)
            continue
        if isinstance(row, Fix):
            fixes.append(row)
        else:
            events.append(row)
        if len(fixes) + len(events) >= ROWS_AT_ONCE:
            yield fixes, events
            fixes, events = [], []
    if fixes or events:
        yield fixes, events


def _build(kind: Kind, rows: Sequence[Any], part: str, notices: Notices) -> pa.Table:
    """The table of the rows; without those whose values fit no column, which are noted."""
    build: Callable[[Any], Any] = kind.build_table
    try:
        return build(rows)
    except (ArithmeticError, LookupError, ValueError, pa.ArrowException):
        kept = []
        for row in rows:
            try:
                build([row])
            except (ArithmeticError, LookupError, ValueError, pa.ArrowException):
                _note(notices, part)
            else:
                kept.append(row)
        return build(kept)


def _split_hours(table: pa.Table, kind: Kind) -> Iterator[tuple[int, pa.Table]]:
    happened_ms, known_ms = (read_integers(table[name]) for name in (kind.happened, kind.known))
    late_ms = known_ms - happened_ms
    credible = (late_ms <= MOST_LATE_MS) & (late_ms >= -MOST_EARLY_MS)
    hours = np.where(credible, happened_ms, known_ms) // HOUR_MS
    for hour in np.unique(hours):
        yield int(hour), table.take(np.flatnonzero(hours == hour))


def _note(notices: Notices, part: str) -> None:
    notices.add(
        Notice(
            "history_record_unreadable",
            Severity.ERROR,
            part,
            0,
            "",
            "",
            "A record of the journal is neither a fix nor a stop event that can be kept.",
        )
    )
