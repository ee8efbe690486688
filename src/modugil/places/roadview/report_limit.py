"""How often a stranger may hide pictures: each report hides one at once, so they are counted."""

import threading
from collections import deque
from datetime import datetime, timedelta

from modugil.core.errors import TooMany
from modugil.people.addresses import shorten_address

WINDOW = timedelta(hours=1)
MOST_FROM_ADDRESS = 10
MOST_IN_ALL = 500
"""Of one process, from all addresses together."""


class ReportLimit:
    """Counts what was reported within the last hour; addresses are forgotten after it."""

    def __init__(self) -> None:
        """Nothing was reported yet."""
        self._reports: deque[tuple[datetime, str]] = deque()
        self._counting = threading.Lock()

    def count(self, address: str, *, now: datetime) -> None:
        """One more from that address.

        Errors:  TooMany if that is more than may be; then it is not counted.
        """
        place = shorten_address(address)
        with self._counting:
            while self._reports and not -WINDOW < now - self._reports[0][0] < WINDOW:
                self._reports.popleft()
            theirs = [at for at, one in self._reports if one == place]
            if len(theirs) >= MOST_FROM_ADDRESS or len(self._reports) >= MOST_IN_ALL:
                first = theirs[0] if len(theirs) >= MOST_FROM_ADDRESS else self._reports[0][0]
                wait_s = int((first + WINDOW - now).total_seconds()) + 1
                raise TooMany(
                    "Pictures were reported too often.",
                    retry_after_s=max(1, wait_s),
                    allowed=f"Try again in {max(1, wait_s) // 60 + 1} minutes.",
                )
            self._reports.append((now, place))
