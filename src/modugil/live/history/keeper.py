"""What makes history out of the journal, a step at a time; a crash between steps costs nothing.

1. a segment that is closed becomes parts, one for each hour it tells of: written under another
   name, synced, renamed; only then is the segment removed. Done again, the names are the same.
2. an hour that is over is merged: the merged file says which files it took the place of, and from
   the moment it has its name nobody reads these any more; then they are removed.
3. days that are older than is to be kept are removed.
"""

import logging
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.core.notices import Notices
from modugil.live.history.files import UNFINISHED
from modugil.live.history.kinds import KINDS, find_day, list_hours
from modugil.live.history.merge import find_mergeable, is_merged, merge_files, remove_replaced
from modugil.live.history.parts import name_part, write_parts
from modugil.live.history.settings import HistorySettings
from modugil.store.journal import Journal
from modugil.store.segments import Segment

log = logging.getLogger(__name__)
PAUSE_S = 0.01
OLD_S = 3600.0
_KIND_OF_FOLDER = {kind.folder: kind for kind in KINDS}


@dataclass(slots=True)
class Kept:
    """What one call has done."""

    segments: int = 0
    fixes: int = 0
    stop_events: int = 0
    merged_hours: int = 0
    removed_days: int = 0
    notices: Notices = field(default_factory=Notices)


class HistoryKeeper:
    """The history of one region: `keep` is called about every minute, by one thread."""

    def __init__(
        self,
        journal: Journal | None,
        folder: Path,
        settings: HistorySettings,
        *,
        pause: Callable[[], object] | None = None,
    ) -> None:
        """Make history of that journal in that folder; nothing is done yet.

        Without a journal others write the parts, at any time: they are looked for at each call.
        `pause` is called after every few milliseconds of work, for the other threads' sake; by
        default it sleeps a little.
        """
        self.folder = folder
        self._journal = journal
        self._pause = pause or partial(time.sleep, PAUSE_S)
        self._settings = settings
        self._rolled: datetime | None = None
        self._swept = False
        self._waiting: set[Path] = set()

    def keep(self, now: datetime) -> Kept:
        """Everything that is due at that moment is done.

        Unknown: an hour with a file that cannot be read is told in the log and left as it is.
        Errors:  CouldNotKeep if the disk is full or broken, CouldNotLook if a segment cannot be
                 read; nothing is lost, and the next call goes on from there.
        """
        kept = Kept()
        self._sweep()
        self._roll(now)
        self._write_parts(kept)
        self._merge(now, kept)
        self._expire(now, kept)
        if kept.segments or kept.merged_hours or kept.removed_days:
            log.info(
                "history: %d fixes, %d stop events (%d segments); %d hours merged, %d days removed",
                kept.fixes,
                kept.stop_events,
                kept.segments,
                kept.merged_hours,
                kept.removed_days,
            )
        return kept

    def _roll(self, now: datetime) -> None:
        every = timedelta(minutes=self._settings.roll_minutes)
        if self._journal is None:
            return
        if self._rolled is None:
            self._rolled = now
        elif not timedelta(0) <= now - self._rolled < every:
            self._journal.roll()
            self._rolled = now

    def _write_parts(self, kept: Kept) -> None:
        for segment in self._list_closed():
            written = write_parts(segment, self.folder, kept.notices, pause=self._pause)
            if self._journal is not None:
                self._journal.remove(segment)
            self._waiting |= written.hours
            kept.segments += 1
            kept.fixes += written.fixes
            kept.stop_events += written.stop_events
        for code, _, file, count in kept.notices.counts():
            log.warning("history: %s in %s, %d times", code, file, count)

    def _merge(self, now: datetime, kept: Kept) -> None:
        after_ms = self._settings.merge_after_minutes * 60_000
        journaled = {name_part(segment) for segment in self._list_closed()}
        for folder in sorted(self._waiting):
            try:
                files = find_mergeable(
                    folder, now=now, merge_after_ms=after_ms, journaled=journaled
                )
                if files:
                    merge_files(files, _KIND_OF_FOLDER[folder.parent.parent.name])
                    kept.merged_hours += 1
            except CouldNotLook as fault:
                self._leave(folder, fault)
            if is_merged(folder):
                self._waiting.discard(folder)

    def _list_closed(self) -> list[Segment]:
        return self._journal.list_closed() if self._journal is not None else []

    def _leave(self, folder: Path, fault: CouldNotLook) -> None:
        """A damaged file must not keep the other hours, or new ones, from being kept."""
        log.error("%s Its hour is left as it is.", fault)
        self._waiting.discard(folder)

    def _expire(self, now: datetime, kept: Kept) -> None:
        first_day = now.date() - timedelta(days=self._settings.keep_days)
        for kind in KINDS:
            for folder in (self.folder / kind.folder).glob("day=*"):
                day = find_day(folder)
                if day is None or day >= first_day:
                    continue
                _attempt(partial(shutil.rmtree, folder), folder)
                self._waiting = {hour for hour in self._waiting if hour.parent != folder}
                kept.removed_days += 1

    def _sweep(self) -> None:
        """At first, what a crash left: unfinished files, and files that a merged one replaced."""
        if self._swept and self._journal is not None:
            return
        for kind in KINDS:
            for _, folder in list_hours(self.folder, kind):
                for unfinished in folder.glob(f".*{UNFINISHED}"):
                    if self._journal is not None or _is_old(unfinished):
                        _attempt(unfinished.unlink, unfinished)
                if not is_merged(folder):
                    self._waiting.add(folder)
                try:
                    remove_replaced(folder)
                except CouldNotLook as fault:
                    self._leave(folder, fault)
        self._swept = True


def _is_old(unfinished: Path) -> bool:
    """Whether nobody can be writing it any more."""
    try:
        return time.time() - unfinished.stat().st_mtime > OLD_S  # noqa: TID251 (a file's own time)
    except FileNotFoundError:
        return False


def _attempt(step: Callable[[], object], path: Path) -> None:
    try:
        step()
    except FileNotFoundError:
        pass
    except OSError as cause:
        raise CouldNotKeep(f"The history {path} cannot be removed ({cause}).") from cause
