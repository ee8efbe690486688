"""How many bytes each month had, by counters that begin anew, arrive late, twice and out of order.

What one start of one access point used in a month is what its counter rose by: from the highest
count told in the month before, else from 0 if the counter began in this month, else from the lowest
count told in it. So a month is a function of which reports came, never of their order or number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from modugil.live.formats.wifi_report import WifiReport

_MONTHS = 12
_DAY_MS = 86_400_000
MOST_STARTS = 3_000
"""Of an access point in a month, one each quarter of an hour: more are a fault, and not counted."""
StartKey = tuple[str, str]


class UsageRow(NamedTuple):
    """What one start of an access point counted in one month, as it is kept.

    Units:   `month` is year * 12 + month - 1; bytes; UTC milliseconds since 1970, 0 not told.
    """

    access_point: str
    start: str
    month: int
    least: int
    most: int
    since_ms: int


class Growth(NamedTuple):
    """By how much a report raised the sums."""

    month: int
    counted: int
    """Bytes of this month and the one after it together."""
    watched: int
    """Those of them that were used while we listened, so that they tell of a rate."""


NO_GROWTH = Growth(0, 0, 0)


class MonthlyUsage:
    """The sums of this month and the one before; what is older is not counted any more."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Nothing was used yet."""
        self._zone = zone
        self._rows: defaultdict[int, dict[StartKey, UsageRow]] = defaultdict(dict)
        self._used: defaultdict[int, int] = defaultdict(int)
        self._starts: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._dirty: set[tuple[int, StartKey]] = set()
        self._spans: dict[int, tuple[int, int]] = {}
        self._recent = 0

    def add(self, report: WifiReport, *, now_ms: int) -> Growth:
        """Count a report; one without a counter, or of a month long gone, changes nothing."""
        if report.counted_bytes < 0:
            return NO_GROWTH
        month = self.month_of(report.time_ms)
        if month < self.month_of(now_ms) - 1:
            return NO_GROWTH
        key = (report.access_point, report.start)
        known = self._rows[month].get(key)
        if known is None and self._starts[month][report.access_point] >= MOST_STARTS:
            return NO_GROWTH
        counted = report.counted_bytes
        row = UsageRow(*key, month, counted, counted, report.since_ms)
        if known is not None:
            row = _join(known, row)
        if row == known:
            return NO_GROWTH
        new = known is None and key not in self._rows[month - 1]
        counted = self._replace(key, row)
        young = report.time_ms - report.since_ms < _DAY_MS
        return Growth(month, counted, 0 if new and not young else max(0, counted))

    def get_used(self, month: int) -> int:
        """The bytes of that month."""
        return self._used[month]

    def count_points(self, month: int) -> int:
        """How many access points have counted in that month."""
        return len(self._starts[month])

    def month_of(self, time_ms: int) -> int:
        """The month on the wall at that instant."""
        begin_ms, end_ms = self.span_of(self._recent) if self._recent else (0, 0)
        if not begin_ms <= time_ms < end_ms:
            local = datetime.fromtimestamp(time_ms / 1000.0, self._zone)
            self._recent = local.year * _MONTHS + local.month - 1
        return self._recent

    def span_of(self, month: int) -> tuple[int, int]:
        """When that month begins and ends, in UTC milliseconds since 1970."""
        found = self._spans.get(month)
        if found is None:
            found = self._spans[month] = (self._begin_ms(month), self._begin_ms(month + 1))
        return found

    def forget_before(self, month: int) -> None:
        """Leave out what was counted before that month."""
        for old in [one for one in self._rows if one < month]:
            del self._rows[old]
            self._used.pop(old, None)
            self._starts.pop(old, None)

    def load(self, rows: Iterable[UsageRow]) -> None:
        """Know what was kept, beside what was told meanwhile."""
        for row in rows:
            key = (row.access_point, row.start)
            known = self._rows[row.month].get(key)
            self._rows[row.month][key] = row if known is None else _join(known, row)
            self._starts[row.month][row.access_point] += known is None
        for month in sorted(self._rows):
            self._used[month] = sum(self._count(key, month) for key in self._rows[month])

    def take_dirty(self) -> list[UsageRow]:
        """The rows that changed since the last call."""
        dirty, self._dirty = self._dirty, set()
        found = [self._rows[month].get(key) for month, key in dirty if month in self._rows]
        return [row for row in found if row is not None]

    def put_back(self, rows: Iterable[UsageRow]) -> None:
        """These could not be kept; they are given again by the next call."""
        self._dirty |= {(row.month, (row.access_point, row.start)) for row in rows}

    def _replace(self, key: StartKey, row: UsageRow) -> int:
        """Take the row into the sums of its month and the one after; by how much they rose."""
        months = (row.month, row.month + 1)
        before = [self._count(key, month) for month in months]
        self._starts[row.month][row.access_point] += key not in self._rows[row.month]
        self._rows[row.month][key] = row
        self._dirty.add((row.month, key))
        rises = [self._count(key, month) - old for month, old in zip(months, before, strict=True)]
        for month, rise in zip(months, rises, strict=True):
            if rise:
                self._used[month] += rise
        return sum(rises)

    def _count(self, key: StartKey, month: int) -> int:
        row = self._rows[month].get(key) if month in self._rows else None
        if row is None:
            return 0
        before = self._rows[month - 1].get(key) if month - 1 in self._rows else None
        if before is not None:
            base = before.most
        elif row.since_ms >= self.span_of(month)[0]:
            base = 0
        else:
            base = row.least
        return max(0, row.most - base)

    def _begin_ms(self, month: int) -> int:
        begin = datetime(month // _MONTHS, month % _MONTHS + 1, 1, tzinfo=self._zone)
        return round(begin.timestamp() * 1000)


def _join(one: UsageRow, other: UsageRow) -> UsageRow:
    """Both of one start and month; whichever comes first, the result is the same."""
    told = [since_ms for since_ms in (one.since_ms, other.since_ms) if since_ms]
    return one._replace(
        least=min(one.least, other.least),
        most=max(one.most, other.most),
        since_ms=min(told, default=0),
    )
