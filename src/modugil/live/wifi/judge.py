"""Whether an access point works, by what it told last, when, and what its bus is doing."""

from datetime import UTC, datetime

from modugil.core.access import Access
from modugil.live.formats.wifi_report import WifiReport
from modugil.live.wifi.buses import Bus
from modugil.live.wifi.settings import WifiSettings
from modugil.live.wifi.state import WifiStatus

_TOLD = {
    Access.YES: WifiStatus.WORKING,
    Access.NO: WifiStatus.DOWN,
    Access.UNKNOWN: WifiStatus.UNKNOWN,
}


def judge_status(
    report: WifiReport, *, serving: bool, heard_ms: int, now_ms: int, settings: WifiSettings
) -> WifiStatus:
    """The status now.

    `heard_ms` is when it was heard of last, or since when we listen: while we were away nobody was
    silent. `serving` is whether it should work: a stop always, a bus on a run.
    """
    silent = now_ms - heard_ms > 1000 * find_patience_s(report, settings)
    status = WifiStatus.SILENT if silent else _TOLD[Access(report.up)]
    if not serving and status in (WifiStatus.SILENT, WifiStatus.DOWN):
        return WifiStatus.RESTING
    return status


def find_patience_s(report: WifiReport, settings: WifiSettings) -> int:
    """So long it may tell nothing before it is silent."""
    return max(settings.least_silent_s, settings.silent_after_intervals * report.interval_s)


def find_wrong_name_ms(
    report: WifiReport, bus: Bus | None, *, wrong_ms: int, settings: WifiSettings
) -> int:
    """Since when its name is wrong, 0 where it is right; `wrong_ms` is what was found before.

    A report counts that was measured long enough after the name was asked for.
    """
    if bus is None or not bus.ssid or not report.ssid or report.ssid == bus.ssid:
        return 0
    late = report.time_ms >= bus.asked_ms + 1000 * settings.ssid_wrong_after_s
    return max(wrong_ms, bus.asked_ms) if late else 0


def find_growth(before: WifiReport, report: WifiReport) -> int | None:
    """The bytes between two reports of one start, the later one second; None if not told."""
    if not report.start or before.start != report.start:
        return None
    if min(before.counted_bytes, report.counted_bytes) < 0:
        return None
    return max(0, report.counted_bytes - before.counted_bytes)


def as_instant(time_ms: int) -> datetime:
    """The instant (UTC) of that millisecond."""
    return datetime.fromtimestamp(time_ms / 1000.0, UTC)
