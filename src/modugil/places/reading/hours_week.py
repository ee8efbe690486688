"""Opening hours from columns: begin and end on weekdays, on Saturday, on Sunday and holidays.

00:00-00:00 means closed on that day; 00:00-23:59 and 00:00-24:00 mean all day. An end that is not
after its begin ("09:00-00:00", "05:00-01:00") may be a night or a mistake: it is not read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from modugil.places.reading.ledger import Ledger
from modugil.places.record import Said

CLOSED = "off"
ALL_DAY = "00:00-24:00"
WEEKDAYS, SATURDAY, HOLIDAY, WEEKEND = "Mo-Fr", "Sa", "Su,PH", "Sa,Su"
COLUMNS = {WEEKDAYS: "평일", SATURDAY: "토요일", HOLIDAY: "공휴일", WEEKEND: "주말"}
"""What the columns of these days are called."""
_TIME = re.compile(r"(\d{1,2}):?(\d{2})(?::00)?")
MIDNIGHT_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class Span:
    """What stands in the two columns of one kind of day."""

    days: str
    """As OSM writes them: Mo-Fr, Sa, Su,PH."""
    begin: str
    end: str


def parse_time_min(written: str) -> int | None:
    """Minutes from midnight, 24:00 included; None where it is no time."""
    found = _TIME.fullmatch(written.strip())
    if found is None:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if int(found[2]) < 60 and minutes <= MIDNIGHT_MIN else None


def write_range(begin_min: int, end_min: int) -> str:
    """A stretch of a day as OSM writes it; one that ends at 23:59 ends at midnight."""
    end_min = MIDNIGHT_MIN if end_min == MIDNIGHT_MIN - 1 else end_min
    return "-".join(f"{one // 60:02d}:{one % 60:02d}" for one in (begin_min, end_min))


def parse_span(span: Span) -> str | None:
    """The hours of those days, `off` where closed; None where they cannot be told for certain."""
    begin_min, end_min = parse_time_min(span.begin), parse_time_min(span.end)
    if begin_min is None or end_min is None:
        return None
    if begin_min == end_min == 0:
        return CLOSED
    return write_range(begin_min, end_min) if begin_min < end_min else None


def write_columns(spans: Sequence[Span]) -> str:
    """What stands in the columns, in the words of their headers."""
    filled = [one for one in spans if one.begin or one.end]
    return ", ".join(f"{COLUMNS[one.days]} {one.begin}-{one.end}" for one in filled)


def read_week(key: str, spans: Sequence[Span], *, row: int, ledger: Ledger) -> list[Said]:
    """The hours of a week from all its columns, as one fact with the columns as its text.

    Unknown: where one kind of day cannot be told, nothing is said and it is noted, since OSM's
             form would call that day closed; also where it would be closed on all days.
    """
    written = write_columns(spans)
    if not any(one.begin or one.end for one in spans):
        return []
    read = [parse_span(one) for one in spans]
    for one, hours in zip(spans, read, strict=True):
        if hours is None:
            message = "Begin and end of these days cannot be told for certain; hours are unknown."
            value = f"{one.begin}-{one.end}"
            ledger.note("place_hours_unread", row, field=one.days, value=value, message=message)
    if None in read:
        return []
    if all(hours == CLOSED for hours in read):
        message = "It would be closed on all days; hours are unknown."
        ledger.note("place_hours_never", row, field=key, value=written, message=message)
        return []
    if all(hours == ALL_DAY for hours in read):
        return [Said(key, "24/7", written)]
    days = (f"{one.days} {hours}" for one, hours in zip(spans, read, strict=True))
    return [Said(key, "; ".join(days), written)]
