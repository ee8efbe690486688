"""An outage is a task for staff, which closes by itself when the access point works again."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from modugil.people.tasks import TaskBook

KIND = "wifi_outage"
_MOST = 100_000
TellsOutage = Callable[[str], Mapping[str, str]]
"""What staff are told of the outage of an access point, by language."""


class OutageTasks:
    """Keeps the tasks in step with the outages; called by one thread."""

    def __init__(self, tasks: TaskBook) -> None:
        """By that book."""
        self._tasks = tasks
        self._open: set[str] = set()

    def read_open(self) -> frozenset[str]:
        """The access points of which staff know already, as after a restart.

        Errors:  CouldNotLook if the database cannot be read.
        """
        tasks = self._tasks.list_tasks(limit=_MOST)
        self._open = {task.subject for task in tasks if task.kind == KIND}
        return frozenset(self._open)

    def keep(self, outages: Collection[str], *, tell: TellsOutage, now: datetime) -> None:
        """Open what came and close what went; what fails here is tried again the next time.

        One that staff closed themselves is not opened again before it has worked.
        Errors:  CouldNotKeep or CouldNotLook where the database is away.
        """
        for subject in sorted(set(outages) - self._open):
            self._tasks.open_task(KIND, subject, text=tell(subject), now=now)
            self._open.add(subject)
        for subject in sorted(self._open - set(outages)):
            self._tasks.close_task(KIND, subject, now=now)
            self._open.discard(subject)
