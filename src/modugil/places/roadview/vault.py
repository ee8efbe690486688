"""Where pictures lie: those that may be seen, and, apart, those that nobody may see.

incoming/    being worked on: uploads as they came, versions half written; see `work_folder`
originals/   as they came, where that is asked for
pictures/    ab/abcd.../REVISION/hd.jpg: whole, blurred, and served if the database says so
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from modugil.core.errors import CouldNotKeep
from modugil.places.roadview.work_folder import (
    ONLY_US,
    LeftFolder,
    WorkFolder,
    claim_left,
    open_work,
)


class Vault:
    """The folders of the road view; nothing is made before something is kept."""

    def __init__(self, folder: Path, *, database: str) -> None:
        """Know them below that one; `database` names where it is told which may be seen."""
        self.incoming = folder / "incoming"
        self.pictures = folder / "pictures"
        self.originals = folder / "originals"
        self._database = database

    @contextmanager
    def stage(self) -> Iterator[WorkFolder]:
        """A folder to work in, gone afterwards.

        Errors:  CouldNotKeep, also for an OSError of what is done in it.
        """
        with telling_faults(), open_work(self.incoming, database=self._database) as work:
            yield work

    def place(self, work: WorkFolder, versions: Path, id: str, revision: int) -> None:
        """The folder of versions becomes that revision at once. Errors: CouldNotKeep."""
        with telling_faults():
            target = self.get_folder(id, revision)
            work.note(id, revision)
            target.parent.mkdir(parents=True, exist_ok=True)
            versions.rename(target)

    def keep_original(self, work: WorkFolder, file: Path, id: str) -> None:
        """The file as it came, readable to nobody else, of a picture in its place.

        Errors:  CouldNotKeep.
        """
        with telling_faults():
            self.originals.mkdir(parents=True, exist_ok=True, mode=ONLY_US)
            copied = work.path / f"{id}.jpg"
            shutil.copyfile(file, copied)
            copied.chmod(0o600)
            os.replace(copied, self.originals / f"{id}.jpg")

    def get_folder(self, id: str, revision: int) -> Path:
        """Where that revision lies."""
        return self.pictures / id[:2] / id / str(revision)

    def drop(self, id: str, revision: int) -> None:
        """That revision is gone."""
        shutil.rmtree(self.get_folder(id, revision), ignore_errors=True)

    def drop_all(self, id: str) -> None:
        """Everything of a picture that is not to be is gone."""
        shutil.rmtree(self.pictures / id[:2] / id, ignore_errors=True)
        (self.originals / f"{id}.jpg").unlink(missing_ok=True)

    @contextmanager
    def claim_left(self, *, now: datetime) -> Iterator[tuple[LeftFolder, ...]]:
        """What processes left that ended in the middle, for whoever takes it away.

        Errors:  CouldNotKeep.
        """
        with (
            telling_faults(),
            claim_left(self.incoming, database=self._database, now=now) as left,
        ):
            yield left


@contextmanager
def telling_faults() -> Iterator[None]:
    """Faults of the disk, told as our own. Errors: CouldNotKeep."""
    try:
        yield
    except OSError as cause:
        told = cause.strerror or type(cause).__name__
        raise CouldNotKeep(f"Pictures cannot be kept just now ({told}).") from cause
