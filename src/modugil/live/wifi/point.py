"""One access point as it is followed: its newest report, and what was made of it."""

from dataclasses import dataclass

from modugil.core.geo import LatLon
from modugil.live.formats.wifi_report import WifiReport
from modugil.live.wifi.buses import Bus
from modugil.live.wifi.judge import (
    as_instant,
    find_growth,
    find_patience_s,
    find_wrong_name_ms,
    judge_status,
)
from modugil.live.wifi.outages import FAILING
from modugil.live.wifi.settings import WifiSettings
from modugil.live.wifi.state import AccessPointState, WifiStatus

FOREVER_MS = 1 << 62
NOT_HEARD = (WifiStatus.SILENT, WifiStatus.RESTING)


@dataclass(slots=True)
class Point:
    """What is known of one access point; reports by whoever takes them, looks by one thread."""

    report: WifiReport
    bits_per_s: float | None = None
    status: WifiStatus | None = None
    """None before the first look."""
    changed_ms: int = 0
    wrong_ms: int = 0
    settled: WifiStatus | None = None
    """With this status no outage of it begins or ends by time alone."""
    _state: AccessPointState | None = None
    _built: WifiReport | None = None
    """The report of which `_state` was made."""
    _due_ms: int = 0
    """Until then nothing changes at a stop that does not report."""

    def take(self, report: WifiReport) -> int:
        """Another report; the bytes since the one before.

        One that is not newer tells nothing of how it is now.
        """
        if report.time_ms <= self.report.time_ms:
            return 0
        before, self.report = self.report, report
        grew = find_growth(before, report)
        span_ms = report.time_ms - before.time_ms
        self.bits_per_s = None if grew is None else 8000.0 * grew / span_ms
        return grew or 0

    def look(
        self,
        bus: Bus | None,
        at: LatLon | None,
        *,
        listening_ms: int,
        now_ms: int,
        settings: WifiSettings,
    ) -> AccessPointState:
        """How it is now; `bus` None at a stop, `listening_ms` since when reports could come."""
        report = self.report
        if bus is None and self._state is not None:
            if self._built is report and now_ms <= self._due_ms:
                return self._state
        grace_ms = 1000 * settings.rest_grace_s
        serving = bus is None or bus.is_serving(now_ms, grace_ms=grace_ms)
        heard_ms = max(report.time_ms, listening_ms)
        status = judge_status(
            report, serving=serving, heard_ms=heard_ms, now_ms=now_ms, settings=settings
        )
        if status is not self.status:
            self._change(status, heard_ms=heard_ms, now_ms=now_ms)
        self.wrong_ms = find_wrong_name_ms(report, bus, wrong_ms=self.wrong_ms, settings=settings)
        silent_ms = heard_ms + 1000 * find_patience_s(report, settings)
        self._due_ms = FOREVER_MS if status is WifiStatus.SILENT else silent_ms
        self._built, self._state = report, self._build(report, status, bus, at)
        return self._state

    def _change(self, status: WifiStatus, *, heard_ms: int, now_ms: int) -> None:
        """It has another status; one that fell silent has it since its next report was due."""
        fails = self.status in FAILING and status in FAILING
        self.status = status
        if fails:
            return  # down, then silent: since it first failed
        if status is WifiStatus.SILENT:
            self.changed_ms = min(heard_ms + 1000 * self.report.interval_s, now_ms)
        else:
            self.changed_ms = now_ms if status is WifiStatus.RESTING else self.report.time_ms

    def _build(
        self, report: WifiReport, status: WifiStatus, bus: Bus | None, at: LatLon | None
    ) -> AccessPointState:
        heard = status not in NOT_HEARD
        return AccessPointState(
            access_point=report.access_point,
            status=status,
            as_of=as_instant(report.time_ms),
            changed=as_instant(self.changed_ms),
            clients=report.clients if heard and report.clients >= 0 else None,
            bits_per_s=self.bits_per_s if heard else None,
            ssid=report.ssid,
            expected_ssid=bus.ssid if bus is not None else "",
            ssid_wrong_since=as_instant(self.wrong_ms) if self.wrong_ms else None,
            uplink=report.uplink,
            rsrp_dbm=report.rsrp_dbm,
            at=at,
            run=bus.run if bus is not None and bus.fresh else None,
            line=bus.line if bus is not None and bus.fresh else "",
        )
