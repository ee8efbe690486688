"""Opening hours in words: what OSM writes for machines, as people of each language read it.

Example: `Mo-Fr 09:00-18:00; PH off` is 월–금 09:00–18:00, 공휴일 쉼.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from modugil.core.language import Language

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TOKEN = re.compile(r"[A-Za-z]+|24/7|\d{1,2}:\d\d|\d+|\s*;\s*|\s*-\s*|\s*,\s*|\s+")


@dataclass(frozen=True, slots=True)
class HoursWords:
    """The words of one language."""

    days: tuple[str, ...]
    """From Monday."""
    months: tuple[str, ...]
    holiday: str
    closed: str
    always: str
    sunrise: str
    sunset: str
    joined: str = ", "
    """Between two days, times or rules."""


def _numbered(sign: str) -> tuple[str, ...]:
    return tuple(f"{number}{sign}" for number in range(1, 13))


_KOREAN = HoursWords(
    ("월", "화", "수", "목", "금", "토", "일"),
    _numbered("월"),
    "공휴일",
    "쉼",
    "24시간",
    "해 뜰 때",
    "해 질 때",
)
HOURS_WORDS: Mapping[Language, HoursWords] = {
    "ko": _KOREAN,
    "en": HoursWords(
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        _MONTHS,
        "public holidays",
        "closed",
        "24 hours",
        "sunrise",
        "sunset",
    ),
    "zh": HoursWords(
        ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        _numbered("月"),
        "法定节假日",
        "休息",
        "24小时",
        "日出",
        "日落",
        "、",
    ),
    "ja": HoursWords(
        ("月", "火", "水", "木", "金", "土", "日"),
        _numbered("月"),
        "祝日",
        "休み",
        "24時間",
        "日の出",
        "日の入り",
        "、",
    ),
    "ko-easy": HoursWords(
        ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
        _numbered("월"),
        "쉬는 날(공휴일)",
        "문을 닫아요",
        "언제나 열려 있어요",
        "해가 뜰 때",
        "해가 질 때",
    ),
}


def tell_hours(text: str, *, language: Language) -> str:
    """The hours in words; as they stand where there is something that has no word here."""
    words = _list_words(HOURS_WORDS[language])
    told, at = list[str](), 0
    signs = _SIGNS | dict.fromkeys(";,", HOURS_WORDS[language].joined)
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if token.start() != at or (mark[0].isalpha() and mark not in words):
            return text
        told.append(words.get(mark) or signs.get(mark.strip(), mark))
        at = token.end()
    return "".join(told) if at == len(text) else text


_SIGNS = {"-": "–", "": " "}


def _list_words(words: HoursWords) -> dict[str, str]:
    return {
        **dict(zip(_DAYS, words.days, strict=True)),
        **dict(zip(_MONTHS, words.months, strict=True)),
        "PH": words.holiday,
        "off": words.closed,
        "closed": words.closed,
        "24/7": words.always,
        "sunrise": words.sunrise,
        "sunset": words.sunset,
    }
