"""Which access points have failed for so long, or so often, that staff must know.

Falling is from working to down or silent. A parked bus rests: that begins no outage, and ends none.
"""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field

from modugil.live.wifi.settings import WifiSettings
from modugil.live.wifi.state import WifiStatus

FAILING = (WifiStatus.DOWN, WifiStatus.SILENT)
HOUR_MS = 3_600_000
EVERYWHERE = "everywhere"
"""Stands for all access points, where most of them fail at once."""


@dataclass(slots=True)
class Outage:
    """How one access point fares. Units: UTC milliseconds since 1970; 0 is never."""

    is_open: bool = False
    fails_since_ms: int = 0
    works_since_ms: int = 0
    falls_ms: deque[int] = field(default_factory=deque)

    def see(
        self, status: WifiStatus, *, since_ms: int, now_ms: int, settings: WifiSettings
    ) -> None:
        """Its status now, and since when it has had it."""
        while self.falls_ms and now_ms - self.falls_ms[0] > HOUR_MS:
            self.falls_ms.popleft()
        if status in FAILING:
            self._fail(since_ms, now_ms, settings)
        elif status is WifiStatus.WORKING:
            self._work(now_ms, settings)
        else:
            self.fails_since_ms = self.works_since_ms = 0

    def _fail(self, since_ms: int, now_ms: int, settings: WifiSettings) -> None:
        if not self.fails_since_ms:
            self.fails_since_ms = since_ms
            if self.works_since_ms:
                self.falls_ms.append(now_ms)
        self.works_since_ms = 0
        lasts = now_ms - self.fails_since_ms >= 1000 * settings.outage_after_s
        self.is_open = self.is_open or lasts or self._flaps(settings)

    def _work(self, now_ms: int, settings: WifiSettings) -> None:
        self.fails_since_ms = 0
        self.works_since_ms = self.works_since_ms or now_ms
        calm_s = settings.falls_calm_s if self._flaps(settings) else settings.calm_s
        if now_ms - self.works_since_ms >= 1000 * calm_s:
            self.is_open = False

    def _flaps(self, settings: WifiSettings) -> bool:
        return len(self.falls_ms) >= settings.falls


class Outages:
    """All of them; called by one thread."""

    def __init__(self, settings: WifiSettings, *, are_open: Collection[str] = ()) -> None:
        """Those of which staff know already are open."""
        self._settings = settings
        self._outages = {name: Outage(is_open=True) for name in are_open if name != EVERYWHERE}

    def see(self, access_point: str, status: WifiStatus, *, since_ms: int, now_ms: int) -> bool:
        """The status of that one now, and since when; whether it need not be told again.

        As long as the status stays, an access point that works and has no outage, or one of which
        nothing can be said, is what it is.
        """
        outage = self._outages.get(access_point) or self._outages.setdefault(access_point, Outage())
        outage.see(status, since_ms=since_ms, now_ms=now_ms, settings=self._settings)
        return status not in FAILING and not (status is WifiStatus.WORKING and outage.is_open)

    def list_open(self, of: int) -> frozenset[str]:
        """Of so many, those of which staff must know; `EVERYWHERE` where most fail at once."""
        found = [name for name, one in self._outages.items() if one.is_open]
        settings = self._settings
        failing = sum(1 for name in found if self._outages[name].fails_since_ms)
        if failing >= max(settings.all_silent_least, settings.all_silent_ratio * of):
            return frozenset((EVERYWHERE,))
        return frozenset(found)
