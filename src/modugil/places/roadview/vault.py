"""Where pictures lie: those that may be seen, and, apart, those that nobody may see.

incoming/    being worked on: uploads as they came, versions half written
originals/   as they came, where that is asked for
pictures/    ab/abcd.../REVISION/hd.jpg: whole, blurred, and served if the database says so
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from modugil.core.errors import CouldNotKeep

ONLY_US = 0o700
LEFT_OVER_S = 24 * 3600
"""What lies in `incoming` for so long was left by a process that ended."""


class Vault:
    """The folders of the road view; nothing is made before something is kept."""

    def __init__(self, folder: Path) -> None:
        """Know them below that one."""
        self.incoming = folder / "incoming"
        self.pictures = folder / "pictures"
        self.originals = folder / "originals"

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """A folder to work in, gone afterwards. Errors: CouldNotKeep."""
        with telling_faults():
            self.incoming.mkdir(parents=True, exist_ok=True, mode=ONLY_US)
            staged = Path(tempfile.mkdtemp(dir=self.incoming))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def place(self, versions: Path, id: str, revision: int) -> None:
        """The folder of versions becomes that revision at once. Errors: CouldNotKeep."""
        with telling_faults():
            target = self.get_folder(id, revision)
            target.parent.mkdir(parents=True, exist_ok=True)
            versions.rename(target)

    def keep_original(self, file: Path, id: str) -> None:
        """The file as it came, readable to nobody else. Errors: CouldNotKeep."""
        with telling_faults(), self.stage() as staged:
            self.originals.mkdir(parents=True, exist_ok=True, mode=ONLY_US)
            copied = staged / "original.jpg"
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

    def sweep(self, *, now: datetime) -> None:
        """What an ended process left half done is gone."""
        if not self.incoming.is_dir():
            return
        for one in self.incoming.iterdir():
            with suppress(OSError):
                if now.timestamp() - one.stat().st_mtime > LEFT_OVER_S:
                    shutil.rmtree(one, ignore_errors=True)


@contextmanager
def telling_faults() -> Iterator[None]:
    """Faults of the disk, told as our own. Errors: CouldNotKeep."""
    try:
        yield
    except OSError as cause:
        told = cause.strerror or type(cause).__name__
        raise CouldNotKeep(f"Pictures cannot be kept just now ({told}).") from cause
