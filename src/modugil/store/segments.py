"""Segments of a journal: files of blocks that are whole or not there at all.

A segment begins with `MODUGIL1` and eight random bytes, its *mark*. Each block is

    mark (8) | crc32 (4) | records n (4) | bytes (4) | n lengths (4 each) | the records

with little-endian numbers; the crc covers everything after itself. A block that was cut off by a
crash fails its crc and is left out, and reading goes on at the next mark: nobody who sends records
can know a segment's mark, so nothing inside a record is ever taken for a block.
"""

import os
import re
import secrets
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from modugil.core.errors import CouldNotLook
from modugil.core.notices import Notice, Notices, Severity

MAGIC = b"MODUGIL1"
MARK_BYTES = 8
HEADER_BYTES = len(MAGIC) + MARK_BYTES
_HEAD = struct.Struct("<III")
_COUNTS = struct.Struct("<II")
_FIRST_RECORD = MARK_BYTES + _HEAD.size
_NAME = re.compile(r"(\d{10})-[0-9a-f]{8}\.journal", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """One file of the journal. Later ones have higher numbers; no two ever have the same name."""

    number: int
    path: Path

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem


def list_segments(folder: Path) -> list[Segment]:
    """All segments in the folder, oldest first; none where there is no folder."""
    found = []
    for path in folder.glob("*.journal"):
        match = _NAME.fullmatch(path.name)
        if match:
            found.append(Segment(int(match[1]), path))
    return sorted(found)


def name_segment(folder: Path, number: int) -> Segment:
    """A segment of that number that was never there before."""
    return Segment(number, folder / f"{number:010d}-{secrets.token_hex(4)}.journal")


def build_block(records: Sequence[bytes], mark: bytes) -> bytes:
    """The records as one block of the segment with that mark."""
    lengths = [len(record) for record in records]
    body = b"".join((struct.pack(f"<{len(lengths)}I", *lengths), *records))
    counts = _COUNTS.pack(len(lengths), len(body))
    return b"".join((mark, struct.pack("<I", zlib.crc32(body, zlib.crc32(counts))), counts, body))


def read_segment(path: Path, notices: Notices | None = None) -> Iterator[bytes]:
    """The records of every whole block in the file, in order.

    Unknown: blocks that are cut off or damaged are left out; each becomes a notice
             `journal_damaged`. After kill -9 or a power failure there may be one at the end, and
             nothing in it had been acknowledged.
    Errors:  CouldNotLook if the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as cause:
        raise CouldNotLook(f"The journal {path} cannot be read ({cause}).") from cause
    mark = data[len(MAGIC) : HEADER_BYTES]
    if not data.startswith(MAGIC) or len(mark) < MARK_BYTES:
        if data:
            _note(notices, path, 0)
        return
    at = HEADER_BYTES
    while at < len(data):
        end = _find_end(data, at, mark)
        if end is None:
            _note(notices, path, at)
            at = data.find(mark, at + 1)
            if at < 0:
                return
            continue
        yield from _split(data, at)
        at = end


def read_records(folder: Path, notices: Notices | None = None) -> Iterator[bytes]:
    """The records of all segments of a journal, in the order in which they were appended.

    Unknown, Errors: as of one segment.
    """
    for segment in list_segments(folder):
        yield from read_segment(segment.path, notices)


def _find_end(data: bytes, at: int, mark: bytes) -> int | None:
    """Where the block that begins there ends; None where no whole block begins."""
    if not data.startswith(mark, at) or len(data) - at < _FIRST_RECORD:
        return None
    crc, count, size = _HEAD.unpack_from(data, at + MARK_BYTES)
    end = at + _FIRST_RECORD + size
    covered = memoryview(data)[at + MARK_BYTES + 4 : end]
    whole = end <= len(data) and 4 * count <= size and zlib.crc32(covered) == crc
    return end if whole else None


def _split(data: bytes, at: int) -> Iterator[bytes]:
    _, count, _ = _HEAD.unpack_from(data, at + MARK_BYTES)
    start = at + _FIRST_RECORD
    lengths = struct.unpack_from(f"<{count}I", data, start)
    start += 4 * count
    for length in lengths:
        yield data[start : start + length]
        start += length


def _note(notices: Notices | None, path: Path, at: int) -> None:
    if notices is not None:
        notices.add(
            Notice(
                "journal_damaged",
                Severity.WARNING,
                path.name,
                0,
                "offset",
                str(at),
                "A block of the journal was cut off or damaged; the blocks around it were read.",
            )
        )


def sync_folder(folder: Path) -> None:
    """Names made and changed in the folder so far outlive a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
