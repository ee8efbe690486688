"""Of servers that share pictures one adds the photos of the region; the others read how far it is.

Whose turn it is ends with its process, however that ends: then the next server goes on.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from modugil.places.roadview.progress import Coming
from modugil.places.roadview.vault import telling_faults

LOCK, PROGRESS = "region-photos.lock", "region-photos.json"


class PhotosTurn:
    """The turn to add photos to the pictures in one folder."""

    def __init__(self, folder: Path) -> None:
        """Ask for it there; nothing is written before it is taken."""
        self._folder = folder
        self._file = folder / PROGRESS

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Whether it is ours for now, as no other server has it. Errors: CouldNotKeep."""
        with telling_faults():
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(self._folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            self.tell(None)
            try:
                yield True
            finally:
                self.tell(None)
        finally:
            os.close(lock)

    def tell(self, coming: Coming | None) -> None:
        """Whoever waits for the turn can read it; what cannot be written is not told at all."""
        fresh = self._file.with_suffix(".new")
        if coming is not None:
            with suppress(OSError):
                fresh.write_bytes(msgspec.json.encode(coming))
                os.replace(fresh, self._file)
                return
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
            self._file.unlink(missing_ok=True)

    def read(self) -> Coming | None:
        """How far the server is whose turn it is; None where it tells nothing yet."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=Coming)
        except (OSError, msgspec.DecodeError):
            return None
