"""Opening hours in Korean words, read only where they can be read for certain.

Read: "24시간", "상시 개방", "09:00~18:00", "오전 9시~오후 6시", "월~토 08:00~20:00 일요일 휴무",
"평일 09:00~18:00, 주말 10:00~17:00", "3월~10월 06:00~22:00, 11월~2월 07:00~20:00"; each also with
"연중무휴".
Not read: "오일장 개장 시", "13시간", "하절기 06:00~22:00", and anything with one word too many.
"""

import re
import unicodedata
from collections.abc import Iterator

from modugil.places.reading.hours_week import ALL_DAY, parse_time_min, write_range

ALWAYS = frozenset(
    ("24시간", "24시", "상시", "24시간개방", "상시개방", "24시간운영", "상시운영", "항상", "항시")
)
_EVERY_DAY = re.compile(r"연중\s*무휴|연중\s*개방|연중|무휴")
_DAYS = {
    "매일": "Mo-Su",
    "평일": "Mo-Fr",
    "주중": "Mo-Fr",
    "주말": "Sa,Su",
    "공휴일": "PH",
    "주말및공휴일": "Sa,Su,PH",
    "주말공휴일": "Sa,Su,PH",
    "토일공휴일": "Sa,Su,PH",
    "일요일및공휴일": "Su,PH",
}
_LETTERS = dict(zip("월화수목금토일", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOSED = ("휴무", "휴관", "미개방", "폐쇄")
_CLOCK = r"(?:(오전|오후)\s*)?(\d{1,2})(?::(\d{2})|시(?:\s*(\d{1,2})분)?)"
_RANGE = re.compile(rf"{_CLOCK}\s*~\s*{_CLOCK}(?:까지)?")
_MONTH_RANGE = re.compile(r"(\d{1,2})월?\s*~\s*(\d{1,2})월")
_DAY_RANGE = re.compile(r"([월화수목금토일])(?:요일)?\s*~\s*([월화수목금토일])(?:요일)?")
_PIECE = re.compile(
    rf"\s*(?P<months>{_MONTH_RANGE.pattern})?\s*:?\s*(?P<days>[가-힣·/~\s]*?)\s*:?\s*"
    rf"(?P<hours>{_RANGE.pattern}|24시간|{'|'.join(_CLOSED)})\s*(?:[,/;·]|$|\s)"
)


def parse_hours(written: str) -> str:
    """The same hours as OSM writes them; "" where they cannot be told for certain.

    Unknown: hours of an everyday day are told without holidays being told apart: the words do not
             tell them apart either.
    """
    text = _tidy(written)
    bare = _EVERY_DAY.sub("", text).strip(" ,")
    if bare.replace(" ", "") in ALWAYS:
        return "24/7"
    pieces = list(_iter_pieces(bare))
    if not pieces or None in pieces:
        return ""
    told = [one for one in pieces if one is not None]
    if len(told) > 1 and len({when for when, _ in told}) != len(told):
        return ""
    if len(told) > 1 and any(when == "" for when, _ in told):
        return ""
    if all(hours == "off" for _, hours in told):
        return ""
    if [hours for _, hours in told] == [ALL_DAY] and told[0][0] in ("", "Mo-Su"):
        return "24/7"
    return "; ".join(f"{when or 'Mo-Su'} {hours}" for when, hours in told)


def _tidy(written: str) -> str:
    text = unicodedata.normalize("NFKC", written)
    text = re.sub(r"[∼〜～–—−\-]|부터", "~", text)
    text = re.sub(r"[()\[\]]", " ", text)
    return " ".join(text.split())


def _iter_pieces(text: str) -> Iterator[tuple[str, str] | None]:
    """Each piece of the text as days and hours; None where a piece cannot be read."""
    at = 0
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None or found.end() == at:
            yield None
            return
        days = _parse_days(found["days"] or "")
        months = _parse_months(found["months"] or "")
        hours = _parse_range(found["hours"])
        if days is None or months is None or hours is None:
            yield None
            return
        yield f"{months} {days}".strip(), hours
        at = found.end()


def _parse_days(written: str) -> str | None:
    name = re.sub(r"[\s·/]", "", written)
    if name in ("", *_DAYS):
        return _DAYS.get(name, "")
    found = _DAY_RANGE.fullmatch(written.strip())
    if found is not None:
        return f"{_LETTERS[found[1]]}-{_LETTERS[found[2]]}"
    single = re.fullmatch(r"([월화수목금토일])(?:요일)?", name)
    if single is not None:
        return _LETTERS[single[1]]
    return None


def _parse_months(written: str) -> str | None:
    if not written:
        return ""
    found = _MONTH_RANGE.fullmatch(written)
    months = [int(one) for one in found.groups()] if found is not None else []
    if not months or not all(1 <= one <= 12 for one in months):
        return None
    return "-".join(_MONTHS[one - 1] for one in months)


def _parse_range(written: str) -> str | None:
    if written in _CLOSED:
        return "off"
    if written == "24시간":
        return ALL_DAY
    found = _RANGE.fullmatch(written)
    if found is None:
        return None
    half, hour, minutes, spoken = (found[1], found[2], found[3], found[4])
    begin_min = _parse_clock(half, hour, minutes or spoken)
    end_min = _parse_clock(found[5], found[6], found[7] or found[8])
    if begin_min is None or end_min is None or begin_min >= end_min:
        return None
    return write_range(begin_min, end_min)


def _parse_clock(half: str | None, hour: str, minutes: str | None) -> int | None:
    told = int(hour)
    if half is not None and not 1 <= told <= 12:
        return None
    if half is not None:
        told = told % 12 + (12 if half == "오후" else 0)
    return parse_time_min(f"{told}:{int(minutes or 0):02d}")
