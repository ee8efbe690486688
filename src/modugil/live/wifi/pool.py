"""The region's data of the month: what is used, at which rate, and on which day it is gone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from modugil.core.time import local_day
from modugil.live.formats.wifi_report import WifiReport
from modugil.live.wifi.pool_state import PoolLevel, PoolState
from modugil.live.wifi.rate import UsageRate
from modugil.live.wifi.usage import MonthlyUsage, UsageRow

NEARLY_OUT_RATIO = 0.9


class Pool:
    """Counts what all access points of a region use; called by one thread at a time."""

    def __init__(self, zone: ZoneInfo, *, pool_bytes: int | None) -> None:
        """Nothing was used yet; `pool_bytes` None where there is no limit, or nobody says."""
        self._zone = zone
        self._pool_bytes = pool_bytes
        self._usage = MonthlyUsage(zone)
        self._rate = UsageRate(zone)

    def add(self, report: WifiReport, *, now_ms: int) -> None:
        """Count what the report tells."""
        growth = self._usage.add(report, now_ms=now_ms)
        self._rate.add(growth.watched, now_ms=now_ms)

    def describe(self, now: datetime) -> PoolState:
        """How the month stands."""
        now_ms = round(now.timestamp() * 1000)
        month = self._usage.month_of(now_ms)
        begin_ms, end_ms = self._usage.span_of(month)
        used, rate = self._usage.get_used(month), self._rate.find_rate(now_ms=now_ms)
        gone = self._find_end(used, rate, now, datetime.fromtimestamp(end_ms / 1000.0, UTC))
        first = local_day(datetime.fromtimestamp(begin_ms / 1000.0, UTC), zone=self._zone)
        return PoolState(
            as_of=now,
            month=f"{first:%Y-%m}",
            used_bytes=used,
            pool_bytes=self._pool_bytes,
            level=self._judge(used, rate, gone),
            rate_bytes_per_day=rate,
            runs_out=gone,
            access_points=self._usage.count_points(month),
            days=tuple(self._rate.list_days(first)),
        )

    def _find_end(self, used: int, rate: float | None, now: datetime, end: datetime) -> date | None:
        pool = self._pool_bytes
        if pool is None or (not rate and used < pool):
            return None
        left_s = 86_400.0 * (pool - used) / rate if rate and used < pool else 0.0
        gone = now + timedelta(seconds=min(left_s, (end - now).total_seconds()))
        return local_day(gone, zone=self._zone) if gone < end else None

    def _judge(self, used: int, rate: float | None, gone: date | None) -> PoolLevel:
        if self._pool_bytes is None:
            return PoolLevel.UNKNOWN
        if used >= self._pool_bytes:
            return PoolLevel.OUT
        if used >= NEARLY_OUT_RATIO * self._pool_bytes:
            return PoolLevel.NEARLY_OUT
        if gone is not None:
            return PoolLevel.RUNS_OUT
        return PoolLevel.UNKNOWN if rate is None else PoolLevel.LASTS

    def load(self, usage: Iterable[UsageRow], slots: Iterable[tuple[int, int]]) -> None:
        """Know what was kept."""
        self._usage.load(usage)
        self._rate.load(slots)

    def take_unsaved(self) -> tuple[list[UsageRow], list[tuple[int, int]]]:
        """What changed since the last call: rows of months, and ten minutes with their bytes."""
        return self._usage.take_dirty(), self._rate.take_dirty()

    def put_back(self, usage: Iterable[UsageRow], slots: Iterable[tuple[int, int]]) -> None:
        """That could not be kept; it is given again by the next call."""
        self._usage.put_back(usage)
        self._rate.put_back(slots)

    def forget_old(self, now: datetime) -> tuple[int, int]:
        """Leave out what is no longer counted; the first month and ten minutes that still are."""
        now_ms = round(now.timestamp() * 1000)
        month = self._usage.month_of(now_ms) - 1
        self._usage.forget_before(month)
        return month, self._rate.forget_old(now_ms=now_ms)
