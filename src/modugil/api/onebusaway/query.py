"""The parameters of a question. Words that are not known are passed over, as its apps send many."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from modugil.answers.arrivals.stop_area import Area, around_point, box_around
from modugil.api.onebusaway.failures import Refused, wrong
from modugil.core.geo import LatLon

LONGEST_VALUE = 200
LONGEST_NUMBER = 15
EARLIEST, LATEST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MOST_RADIUS_M = 100_000.0
MOST_SPAN_DEG = 20.0


@dataclass(frozen=True, slots=True)
class Words:
    """The parameters by name, the first of each."""

    given: Mapping[str, str]

    def text(self, name: str) -> str:
        """The text, "" where it is not given."""
        return self.given.get(name, "")

    def flag(self, name: str, *, default: bool) -> bool:
        """Whether it says true.

        Errors:  Refused for anything but true and false.
        """
        text = self.given.get(name, "").lower()
        if text not in ("", "true", "false", "1", "0"):
            raise wrong(name)
        return default if not text else text in ("true", "1")

    def whole(self, name: str, *, default: int, low: int, high: int) -> int:
        """A whole number, brought within the span where it is beyond it.

        Errors:  Refused for what is no number.
        """
        text = self.given.get(name, "")
        if not text:
            return default
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER):
            raise wrong(name)
        return min(high, max(low, int(text)))

    def number(self, name: str, *, low: float, high: float) -> float | None:
        """A number within the span, None where it is not given.

        Errors:  Refused for what is no number, or beyond the span.
        """
        text = self.given.get(name, "")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise wrong(name)
        return value

    def instant(self, name: str, *, now: datetime, zone: ZoneInfo) -> datetime:
        """An instant, in milliseconds since 1970 or as ISO 8601; now where it is not given.

        Errors:  Refused for anything else.
        """
        text = self.given.get(name, "")
        if not text:
            return now
        try:
            if text.isascii() and text.isdigit():
                moment = datetime.fromtimestamp(int(text) / 1000.0, UTC)
            else:
                moment = datetime.fromisoformat(text)
                moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
            if EARLIEST <= moment <= LATEST:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            pass
        raise wrong(name)

    def day(self, name: str, *, today: date, zone: ZoneInfo) -> date:
        """A service day: as YYYY-MM-DD, or milliseconds within it; today where it is not given.

        Errors:  Refused for anything else.
        """
        text = self.given.get(name, "")
        if not text:
            return today
        if text.isascii() and text.isdigit():
            moment = self.instant(name, now=EARLIEST, zone=zone)
            # on the day clocks change, service days begin an hour beside midnight
            return (moment + timedelta(hours=2)).astimezone(zone).date()
        try:
            day = date.fromisoformat(text)
        except ValueError as cause:
            raise wrong(name) from cause
        if not EARLIEST.year <= day.year <= LATEST.year:
            raise wrong(name)
        return day

    def area(self, *, radius_m: float, needed: bool = False) -> Area:
        """The place and what lies around it: a box by its spans, else a circle.

        Errors:  Refused for what is no place; also for none where one is needed.
        """
        lat = self.number("lat", low=-90.0, high=90.0)
        lon = self.number("lon", low=-180.0, high=180.0)
        if needed and (lat is None or lon is None):
            raise wrong("lat" if lat is None else "lon", "missingRequiredField")
        point = LatLon(lat or 0.0, lon or 0.0)
        lat_span = self.number("latSpan", low=0.0, high=MOST_SPAN_DEG)
        lon_span = self.number("lonSpan", low=0.0, high=MOST_SPAN_DEG)
        if lat_span is not None and lon_span is not None:
            return box_around(point, lat_deg=lat_span, lon_deg=lon_span)
        around_m = self.number("radius", low=0.0, high=MOST_RADIUS_M) or radius_m
        return around_point(point, around_m)


def read_words(query: bytes) -> Words:
    """The words of a query.

    Errors:  Refused where it is no text, or one of the values is very long.
    """
    if not query:
        return Words({})
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=100)
    except (UnicodeDecodeError, ValueError) as cause:
        raise Refused(400, "the query cannot be read") from cause
    words: dict[str, str] = {}
    for name, value in pairs:
        if len(value) > LONGEST_VALUE:
            raise wrong(name[:40])
        words.setdefault(name, value.strip())
    return Words(words)
