"""Looks at the Wi-Fi every few seconds, and keeps what must outlive the process."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.history import remove_old, write_slot
from modugil.live.wifi.kept import read_kept, write_kept
from modugil.live.wifi.outage_tasks import OutageTasks

log = logging.getLogger(__name__)
SAVE_EVERY = timedelta(seconds=10)
REMOVE_EVERY = timedelta(hours=6)


class WifiKeeper:
    """Does for one book what takes a database or a disk; called by one thread.

    A fault is told in the log once and tried again: readers go on with what is known.
    """

    def __init__(
        self, book: WifiBook, *, database: Engine, folder: Path, tasks: OutageTasks
    ) -> None:
        """`folder` is that of history."""
        self._book = book
        self._database = database
        self._folder = folder
        self._tasks = tasks
        self._restored = False
        self._saved: datetime | None = None
        self._removed: datetime | None = None
        self._faults: set[str] = set()

    def look(self, live: LiveSnapshot, *, now: datetime) -> None:
        """One look: judge, tell staff, keep. What was kept is read before the first one."""
        if not self._restored:
            self._restored = self._try("read", lambda: self._restore(now))
        self._book.look(live, now=now)
        if not self._restored:
            return  # nothing is written over what could not be read
        self._try("tasks", lambda: self._keep_tasks(now))
        if self._saved is None or now - self._saved >= SAVE_EVERY:
            self._saved = now
            self.save(now)
        if self._removed is None or now - self._removed >= REMOVE_EVERY:
            self._removed = now
            remove_old(self._folder, now=now, keep_days=self._book.settings.keep_days)

    def save(self, now: datetime) -> None:
        """Keep what changed; what cannot be kept is kept the next time."""
        if not self._restored:
            return
        kept = self._book.take_unsaved(now)
        if not self._try("save", lambda: write_kept(self._database, kept)):
            self._book.put_back(kept)
        for number, slot in self._book.take_history(now).items():
            if not self._try("history", partial(write_slot, self._folder, number, slot)):
                self._book.put_back_history({number: slot})

    def _keep_tasks(self, now: datetime) -> None:
        book = self._book
        self._tasks.keep(book.list_outages(), tell=book.tell_outage, now=now)

    def _restore(self, now: datetime) -> None:
        self._book.load(read_kept(self._database), now=now)
        self._book.know_outages(self._tasks.read_open())

    def _try(self, what: str, work: Callable[[], object]) -> bool:
        """Whether it went well; the first fault of a row is told."""
        try:
            work()
        except (CouldNotKeep, CouldNotLook) as fault:
            if what not in self._faults:
                log.error("%s It is tried again.", fault)
            self._faults.add(what)
            return False
        self._faults.discard(what)
        return True
