"""A folder that is replaced as a whole or not at all."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from modugil.core.errors import RegionUnreadable

_LEFT_BEHIND = re.compile(r"\.(\d+)\.(building|old)", re.ASCII)


@contextmanager
def replace_folder(out: Path, *, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """A new folder to write into; when the block ends well it takes the place of `out`.

    If the block fails or is interrupted, `out` is as it was and the new folder is gone. Where `out`
    is a link, what it points to is replaced. What a killed process left beside it is cleared away.

    Errors:  RegionUnreadable if `out` holds something that `is_ours` does not know, for it is not
             ours to replace, or if it cannot be written.
    """
    try:
        target = out.resolve()
        _check_replaceable(target, is_ours)
        _clear_left_behind(target)
        new = target.with_name(f".{target.name}.{os.getpid()}.building")
        new.mkdir(parents=True)
    except (OSError, RuntimeError) as cause:  # RuntimeError: a link that points to itself
        raise _unwritable(out, cause) from cause
    try:
        yield new
        _swap(new, target)
    except OSError as cause:
        raise _unwritable(out, cause) from cause
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _unwritable(out: Path, cause: Exception) -> RegionUnreadable:
    # an array that is written in part only has no reason of its own
    is_cut = isinstance(cause, OSError) and cause.errno is None
    why = "is the disk full?" if is_cut else getattr(cause, "strerror", None) or cause
    return RegionUnreadable(f"The region cannot be written to {out} ({why}).")


def _check_replaceable(out: Path, is_ours: Callable[[Path], bool]) -> None:
    is_other_folder = out.is_dir() and any(out.iterdir()) and not is_ours(out)
    if is_other_folder or (out.exists() and not out.is_dir()):
        raise RegionUnreadable(
            f"{out} holds something else and is not replaced.", allowed="Give another folder."
        )


def _clear_left_behind(out: Path) -> None:
    """Folders of processes that are no more: an old one comes back where it was not replaced."""
    prefix = f".{out.name}"
    beside = sorted(out.parent.iterdir()) if out.parent.is_dir() else []
    for path in beside:
        found = _LEFT_BEHIND.fullmatch(path.name.removeprefix(prefix))
        if not path.name.startswith(prefix) or found is None or _is_running(int(found[1])):
            continue
        if found[2] == "old" and not out.exists():
            path.rename(out)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)  # asks, and does nothing
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


def _swap(new: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.{os.getpid()}.old")
    try:
        if out.exists():
            out.rename(old)
        new.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
