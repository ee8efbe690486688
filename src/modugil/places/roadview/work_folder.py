"""Folders in which photos are worked on, each locked for as long as its process lives.

So whoever looks, in any process, can tell what a killed one left from what is in work. Before the
files of a picture are put into their place, its folder notes which ones these are: what no row of
the database names once the process is gone, nobody will ever be shown.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ONLY_US = 0o700
LOCK, NOTES = "lock", "placed"
GATE = "incoming.lock"
"""Held while a folder is begun, so that none is taken for left before it is locked."""
LEFT_OVER_S = 24 * 3600
"""What cannot be locked and lies there for so long was left by a process that ended."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """A folder of one process that is alive; `database` is where it tells of its pictures."""

    path: Path
    database: str

    def note(self, id: str, revision: int) -> None:
        """That revision of that picture may soon lie in its place. Errors: OSError."""
        with (self.path / NOTES).open("a", encoding="utf-8") as stream:
            stream.write(f"{self.database} {id} {revision}\n")
            stream.flush()
            os.fsync(stream.fileno())


@dataclass(frozen=True, slots=True)
class LeftFolder:
    """A folder whose process is gone; `placed` are the revisions that it noted for a database."""

    path: Path
    placed: tuple[tuple[str, int], ...]
    of_others: bool
    """Whether it noted any for another database, of which only that one's servers can judge."""


@contextmanager
def open_work(incoming: Path, *, database: str) -> Iterator[WorkFolder]:
    """A folder to work in, readable to nobody else, gone afterwards. Errors: OSError."""
    incoming.mkdir(parents=True, exist_ok=True, mode=ONLY_US)
    gate = _open(incoming.parent / GATE)
    try:
        _hold(gate, fcntl.LOCK_SH)
        path = Path(tempfile.mkdtemp(dir=incoming))
        lock = _open(path / LOCK)
        _hold(lock, fcntl.LOCK_EX)
    finally:
        os.close(gate)
    try:
        yield WorkFolder(path, database)
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


@contextmanager
def claim_left(incoming: Path, *, database: str, now: datetime) -> Iterator[tuple[LeftFolder, ...]]:
    """What ended processes left, held so that nobody else judges it at the same time.

    Errors:  OSError.
    """
    held: list[int] = []
    try:
        folders = sorted(one for one in incoming.glob("*") if one.is_dir())
        left = _claim(incoming, folders, held, now) if folders else []
        yield tuple(_read_notes(one, database) for one in left)
    finally:
        for one in held:
            os.close(one)


def clear(left: LeftFolder) -> None:
    """All that it holds is gone but its lock and its notes: photos as they came among it."""
    for one in left.path.iterdir():
        if one.name in (LOCK, NOTES):
            continue
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)


def _claim(incoming: Path, folders: list[Path], held: list[int], now: datetime) -> list[Path]:
    """Those of the folders that nobody works in; their locks are added to `held`."""
    gate = _open(incoming.parent / GATE)
    try:
        if _hold(gate, fcntl.LOCK_EX | fcntl.LOCK_NB) is False:
            return []
        return [one for one in folders if _is_left(one, held, now)]
    finally:
        os.close(gate)


def _is_left(folder: Path, held: list[int], now: datetime) -> bool:
    try:
        lock = os.open(folder / LOCK, os.O_RDWR)
    except FileNotFoundError:
        return _is_old(folder, now)
    got = _hold(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if got:
        held.append(lock)
        return True
    os.close(lock)
    return got is None and _is_old(folder, now)


def _is_old(folder: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - folder.stat().st_mtime > LEFT_OVER_S
    except FileNotFoundError:
        return False


def _open(file: Path) -> int:
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)


def _hold(lock: int, how: int) -> bool | None:
    """Whether it is held; None where this disk knows no locks."""
    try:
        fcntl.flock(lock, how)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _read_notes(folder: Path, database: str) -> LeftFolder:
    """A last line that was cut off while it was written names nothing that was placed."""
    try:
        text = (folder / NOTES).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        text = ""
    lines = [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]
    told = [line for line in lines if len(line) == 3 and _ID.fullmatch(line[1])]
    placed = tuple((id, int(revision)) for whose, id, revision in told if whose == database)
    return LeftFolder(folder, placed, any(whose != database for whose, *_ in told))
