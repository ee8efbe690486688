"""Opening hours, as OSM writes them, in words."""

import re

from modugil.answers.sights.sentences.fill import fill
from modugil.answers.sights.sentences.sight_phrases import HoursWords

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_RULE = re.compile(
    rf"(?P<days>{_DAY}(?:\s*[-,]\s*{_DAY})*)?\s*"
    r"(?P<times>off|closed|\d{1,2}:\d\d-\d{1,2}:\d\d(?:\s*,\s*\d{1,2}:\d\d-\d{1,2}:\d\d)*)",
    re.ASCII,
)


def tell_hours(text: str, words: HoursWords) -> str:
    """The hours in words; as they are written where they say more than days and times."""
    if text.strip() == "24/7":
        return words.always
    rules = [_RULE.fullmatch(rule.strip()) for rule in text.split(";") if rule.strip()]
    if not rules or None in rules:
        return text
    days_of: dict[str, list[str]] = {}
    for rule in rules:
        if rule is not None:
            days_of.setdefault(rule["times"], []).append(rule["days"] or "Mo-Su")
    told = (
        fill(words.rule, days=_tell_days(",".join(days), words), times=_tell_times(times, words))
        for times, days in days_of.items()
    )
    return words.rules_joined.join(told)


def _tell_days(text: str, words: HoursWords) -> str:
    days = _list_days(text)
    if set(_DAYS) <= days:
        return words.joined.join([words.every_day, *([words.holidays] if "PH" in days else [])])
    parts = [re.split(r"\s*-\s*", part.strip()) for part in text.split(",")]
    return words.joined.join(_tell_span([_tell_day(day, words) for day in p], words) for p in parts)


def _list_days(text: str) -> set[str]:
    """Every day that is meant."""
    found: set[str] = set()
    for part in text.split(","):
        first, *last = re.split(r"\s*-\s*", part.strip())
        if first in _DAYS and last and last[-1] in _DAYS:
            low, high = _DAYS.index(first), _DAYS.index(last[-1])
            found |= {_DAYS[row % 7] for row in range(low, high + 1 + 7 * (high < low))}
        else:
            found |= {first, *last}
    return found


def _tell_day(day: str, words: HoursWords) -> str:
    return words.days[_DAYS.index(day)] if day in _DAYS else words.holidays


def _tell_times(text: str, words: HoursWords) -> str:
    if text in ("off", "closed"):
        return words.closed
    spans = [span.strip().split("-") for span in text.split(",")]
    return words.joined.join(_tell_span(span, words) for span in spans)


def _tell_span(ends: list[str], words: HoursWords) -> str:
    return ends[0] if len(ends) == 1 else fill(words.to, a=ends[0], b=ends[-1])
