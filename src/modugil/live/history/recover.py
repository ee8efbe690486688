"""What was received shortly before a stop, so that what is live can be built up again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from modugil.core.notices import Notices
from modugil.live.fix import Fix
from modugil.live.history.reader import HistoryReader

RECOVER_MINUTES = 20


def recover_fixes(
    folder: Path,
    *,
    journal: Path,
    now: datetime,
    minutes: int = RECOVER_MINUTES,
    notices: Notices | None = None,
) -> Iterator[list[Fix]]:
    """The fixes received in the last minutes before `now`, each once, in the order of receipt.

    Call it after the journal is opened and before anything is appended or made history of. Every
    fix that was acknowledged is among them, even after kill -9.
    Unknown: a block of the journal that was cut off becomes a notice `journal_damaged`.
    Errors:  CouldNotLook if a file cannot be read.
    """
    reader = HistoryReader(folder, journal=journal, notices=notices)
    return reader.read_fixes(now - timedelta(minutes=minutes))
