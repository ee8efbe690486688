"""What every door does with an access point's report: whose it is, how many come, who takes it."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from modugil.core.errors import FixUnreadable, OtherVehicle, TooMany
from modugil.live.doors.counters import Refused
from modugil.live.formats.wifi_report import WifiReport
from modugil.live.terminals.credentials import Terminal
from modugil.live.terminals.rate_limit import RateLimiter, RateSettings

RATE = RateSettings(fixes_per_s=1, burst_fixes=240)
"""Four hours of one report a minute may come at once."""
RETRY_AFTER_S = 10


class TakesWifi(Protocol):
    """Knows the Wi-Fi of buses and stops."""

    def take(self, report: WifiReport, *, now_ms: int) -> None:
        """Take a report in; the same one twice does no harm."""
        ...

    def get_ssid(self, access_point: str) -> str:
        """What its network should be called now; empty where no name is asked for."""
        ...


class WifiDoor:
    """Takes reports for the book, from any thread; a terminal speaks for its own place only.

    Reports are not in the journal: their counters count on, so that after a fault the next report
    tells what the one before did.
    """

    def __init__(self, count_refusal: Callable[[Refused], None]) -> None:
        """Nobody takes any yet."""
        self.book: TakesWifi | None = None
        self.taken = 0
        """Reports so far."""
        self._count_refusal = count_refusal
        self._limits = RateLimiter(RATE)
        self._counting = threading.Lock()

    def take(self, terminal: Terminal, reports: Sequence[WifiReport], *, now_ms: int) -> str:
        """Take these; what the network of the last one should be called.

        Errors:  FixUnreadable where nobody takes any; OtherVehicle for one of another vehicle or
                 stop; TooMany above its rate. Then none of them was taken.
        """
        book = self.book
        if book is None:
            raise FixUnreadable("Reports of Wi-Fi are not taken here.")
        for report in reports:
            if not terminal.may_speak_for(report.subject):
                self._count_refusal(Refused.OTHER_VEHICLE)
                raise OtherVehicle(
                    f"This terminal may not speak for {report.subject[:80]!r}.",
                    allowed=f"It may speak for {terminal.vehicle}.",
                )
        with self._counting:
            allowed = self._limits.allow(terminal.username, len(reports), now_ms)
        if not allowed:
            self._count_refusal(Refused.TOO_FAST)
            raise TooMany(
                "More reports came than are taken just now.",
                retry_after_s=RETRY_AFTER_S,
                allowed=f"Send the same again in {RETRY_AFTER_S} s.",
            )
        for report in reports:
            book.take(report, now_ms=now_ms)
        self.taken += len(reports)
        return book.get_ssid(reports[-1].access_point) if reports else ""
