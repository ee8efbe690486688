"""The journal: records are first put here, and only what is safe here is acknowledged."""

import fcntl
import os
import threading
from collections.abc import Sequence
from pathlib import Path

from modugil.core.errors import CouldNotKeep
from modugil.store.segments import (
    HEADER_BYTES,
    MAGIC,
    MARK_BYTES,
    Segment,
    build_block,
    list_segments,
    name_segment,
    sync_folder,
)

SEGMENT_BYTES = 64 * 1024 * 1024
PENDING_BYTES = 64 * 1024 * 1024


class Journal:
    """Records in the order in which they were appended, safe on the disk once committed.

    Any thread may append; commits wait for each other. One process at a time has the folder.
    """

    def __init__(
        self,
        folder: Path,
        *,
        segment_bytes: int = SEGMENT_BYTES,
        pending_bytes: int = PENDING_BYTES,
    ) -> None:
        """Open the journal in that folder; segments that are there count as closed.

        Units:   a segment is closed by itself once it holds `segment_bytes`; records that cannot be
                 committed are kept in memory up to `pending_bytes`.
        Errors:  CouldNotKeep if the folder cannot be written or another process has it.
        """
        self.folder = folder
        self._segment_bytes = segment_bytes
        self._pending_limit = pending_bytes
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._appended = self._committed = 0
        self._append_lock = threading.Lock()
        self._commit_lock = threading.Lock()
        self._file = -1
        self._mark = b""
        self._size = 0
        self._open: Segment | None = None
        self._lock_file = _lock(folder)
        self._next_number = max((one.number for one in list_segments(folder)), default=0) + 1

    @property
    def appended(self) -> int:
        """How many records were appended since the journal was opened."""
        return self._appended

    @property
    def committed(self) -> int:
        """How many of them, counted from the first, are safe."""
        return self._committed

    def append(self, record: bytes) -> int:
        """The record waits in memory for the next commit; the result is its number, from 1 up.

        It is safe once `committed` has reached that number.
        Errors:  as `append_all`.
        """
        return self.append_all((record,))

    def append_all(self, records: Sequence[bytes], *, keys: Sequence[str] = ()) -> int:
        """All these records wait for the next commit; the result is the number of the last one.

        `keys` say nothing here: a journal is one partition.
        Errors:  CouldNotKeep if commits failed for so long that the memory for waiting is full;
                 then none of them waits.
        """
        size = sum(map(len, records))
        with self._append_lock:
            if self._pending_bytes + size > self._pending_limit:
                raise CouldNotKeep("The journal takes nothing more until it can be written again.")
            self._pending_bytes += size
            self._pending.extend(records)
            self._appended += len(records)
            return self._appended

    def commit(self) -> int:
        """Everything appended so far is on the disk; the result is how many records that were.

        Errors:  CouldNotKeep if the disk is full or broken. Nothing committed before is lost, and
                 what waits is kept for the next commit.
        """
        with self._commit_lock:
            return self._commit()

    def roll(self) -> None:
        """Everything appended so far is in closed segments; later records go to a new one.

        Errors:  as `commit`.
        """
        with self._commit_lock:
            self._commit()
            self._close_segment()

    def list_closed(self) -> list[Segment]:
        """The segments to which nothing will be added any more, oldest first."""
        with self._commit_lock:
            return [one for one in list_segments(self.folder) if one != self._open]

    def remove(self, segment: Segment) -> None:
        """The segment is gone; its records must be kept elsewhere by now.

        Errors:  ValueError if it is the one being written; CouldNotKeep if the disk refuses.
        """
        if segment == self._open:
            raise ValueError(f"{segment.name} is still being written")
        try:
            segment.path.unlink(missing_ok=True)
            sync_folder(self.folder)
        except OSError as cause:
            raise CouldNotKeep(f"{segment.path} cannot be removed ({cause}).") from cause

    def close(self) -> None:
        """Commit what waits and let another process have the folder.

        Errors:  as `commit`; the folder is let go all the same.
        """
        with self._commit_lock:
            try:
                if self._lock_file >= 0:
                    self._commit()
            finally:
                self._close_segment()
                if self._lock_file >= 0:
                    os.close(self._lock_file)
                self._lock_file = -1

    def _commit(self) -> int:
        with self._append_lock:
            records, self._pending = self._pending, []
            taken_bytes, self._pending_bytes = self._pending_bytes, 0
        if not records:
            return 0
        try:
            if self._lock_file < 0:
                raise OSError("it is closed")
            self._write(records)
        except OSError as cause:
            with self._append_lock:
                self._pending = records + self._pending
                self._pending_bytes += taken_bytes
            raise CouldNotKeep(f"The journal {self.folder} cannot be written ({cause}).") from cause
        self._committed += len(records)
        if self._size >= self._segment_bytes:
            self._close_segment()
        return len(records)

    def _write(self, records: list[bytes]) -> None:
        if self._open is None:
            self._open_segment()
        block = build_block(records, self._mark)
        try:
            _write_all(self._file, block)
            os.fdatasync(self._file)
        except OSError:
            # after a failed sync nobody knows what of the file is on the disk: it is cut back to
            # what was safe before, and the records go to a new one
            _cut(self._file, self._size)
            self._close_segment()
            raise
        self._size += len(block)

    def _open_segment(self) -> None:
        segment = name_segment(self.folder, self._next_number)
        mark = os.urandom(MARK_BYTES)
        file = os.open(segment.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        try:
            _write_all(file, MAGIC + mark)
            os.fsync(file)
            sync_folder(self.folder)
        except OSError:
            os.close(file)
            segment.path.unlink(missing_ok=True)
            raise
        self._open, self._file, self._mark, self._size = segment, file, mark, HEADER_BYTES
        self._next_number += 1

    def _close_segment(self) -> None:
        if self._open is not None:
            os.close(self._file)
        self._open, self._file = None, -1


def is_taken(folder: Path) -> bool:
    """Whether a process has that journal open at this moment."""
    try:
        file = os.open(folder / "lock", os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(file)
    return False


def _lock(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as cause:
        raise CouldNotKeep(f"The journal {folder} cannot be opened ({cause}).") from cause
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as cause:
        os.close(file)
        raise CouldNotKeep(
            f"Another process writes the journal {folder}.",
            allowed="Stop it, or give this one another folder.",
        ) from cause
    return file


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def _cut(file: int, size: int) -> None:
    try:
        os.ftruncate(file, size)
        os.fdatasync(file)
    except OSError:
        pass  # a reader leaves the half block out by its crc
