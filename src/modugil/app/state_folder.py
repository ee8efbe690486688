"""Where a server keeps journal, history, credentials and what it learnt."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from modugil.core.errors import CouldNotKeep
from modugil.store.journal import is_taken
from modugil.store.layout import JOURNAL, STATE_FOLDER

SIMULATED, REPLAYED = "-simulated", "-replayed"


def begin_anew(region: str, ending: str, *, kept: Path | None = None) -> Path:
    """A folder for buses that are not real, of which nothing is left; it stays afterwards.

    One that another server uses, or that holds `kept`, is left alone: the next number is taken.
    Errors:  CouldNotKeep if what was there cannot be removed.
    """
    folder = next(one for one in _name_folders(region + ending) if not _is_needed(one, kept))
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as cause:
        raise CouldNotKeep(f"The folder {folder} cannot be emptied ({cause}).") from cause
    return folder


def _name_folders(name: str) -> Iterator[Path]:
    yield STATE_FOLDER / name
    for number in count(2):
        yield STATE_FOLDER / f"{name}-{number}"


def _is_needed(folder: Path, kept: Path | None) -> bool:
    holds_kept = kept is not None and kept.resolve().is_relative_to(folder.resolve())
    return holds_kept or is_taken(folder / JOURNAL)
