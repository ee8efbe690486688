"""A folder that is replaced as a whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modugil.core.errors import RegionUnreadable


@contextmanager
def replace_folder(out: Path, *, marker: str) -> Iterator[Path]:
    """A new folder to write into; when the block ends well it takes the place of `out`.

    If the block fails or is interrupted, `out` is as it was and the new folder is gone.

    Errors:  RegionUnreadable if `out` holds something that has no file `marker`, for it is not
             ours to replace, or if it cannot be written.
    """
    _check_replaceable(out, marker)
    new = out.with_name(f".{out.name}.{os.getpid()}.building")
    old = out.with_name(f".{out.name}.{os.getpid()}.old")
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        yield new
        _swap(new, out, old)
    except OSError as cause:
        raise RegionUnreadable(f"The region cannot be written to {out} ({cause}).") from cause
    finally:
        shutil.rmtree(new, ignore_errors=True)
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)


def _check_replaceable(out: Path, marker: str) -> None:
    is_other_folder = out.is_dir() and any(out.iterdir()) and not (out / marker).exists()
    if is_other_folder or (out.exists() and not out.is_dir()):
        raise RegionUnreadable(
            f"{out} holds something else and is not replaced.", allowed="Give another folder."
        )


def _swap(new: Path, out: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise
