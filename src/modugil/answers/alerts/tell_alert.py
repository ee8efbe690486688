"""One alert in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from modugil.answers.alerts.alert_card import AlertCard, SeverityWord, TouchedCard
from modugil.answers.alerts.phrases import get_alert_phrases
from modugil.answers.alerts.reach import Reach
from modugil.answers.finding.endpoints import EndpointFinder
from modugil.answers.finding.lines import line_word
from modugil.answers.wording import MARKS, join_sentences, list_items
from modugil.conditions.conditions import ALWAYS
from modugil.conditions.staff.messages import ServiceAlert, Severity
from modugil.core.language import Language, pick_text
from modugil.core.time import format_local
from modugil.region.timetable import Timetable

_SEVERITIES: dict[Severity, SeverityWord] = {
    Severity.INFO: "info",
    Severity.WARNING: "warning",
    Severity.SEVERE: "severe",
}


@dataclass(frozen=True, slots=True)
class Names:
    """How things of one region are called in one language."""

    timetable: Timetable
    finder: EndpointFinder
    zone: ZoneInfo
    language: Language


def tell_alert(
    alert: ServiceAlert, reaches: Sequence[Reach], *, names: Names, now: datetime
) -> AlertCard:
    """The alert as people are told it."""
    phrases, language = get_alert_phrases(names.language), names.language
    span = next((one for one in alert.active if one.overlaps(now, now)), ALWAYS)
    header = pick_text(alert.header, language=language, default=alert.id)
    description = pick_text(alert.description, language=language)
    severity = phrases.severities[alert.severity]
    said = phrases.said.format(severity=severity, header=header)
    return AlertCard(
        id=alert.id,
        header=header,
        description=description,
        severity=_SEVERITIES.get(alert.severity, "unknown"),
        severity_text=severity,
        effect=alert.effect.name.lower(),
        effect_text=phrases.effects.get(alert.effect, ""),
        cause=alert.cause.name.lower(),
        cause_text=phrases.causes.get(alert.cause, ""),
        url=pick_text(alert.url, language=language),
        since=format_local(span.start, zone=names.zone) if span.start is not None else "",
        until=format_local(span.end, zone=names.zone) if span.end is not None else "",
        touches=[_tell_reach(one, names) for one in reaches],
        text=_join(said, description, language),
    )


def _join(said: str, description: str, language: Language) -> str:
    first = join_sentences((said,), language=language)
    return f"{first}{MARKS[language].gap}{description}" if description else first


def _tell_reach(reach: Reach, names: Names) -> TouchedCard:
    told = reach.told
    stop = min(reach.stops) if reach.stops else -1
    place = names.finder.stop_at(stop, language=names.language).place if stop >= 0 else None
    return TouchedCard(
        route_id=told.route,
        stop=place.ref if place is not None else "",
        trip_id=told.trip,
        direction=told.direction,
        day=told.day.isoformat() if told.day is not None else "",
        text=_say_reach(reach, names, place.name if place is not None else told.stop),
    )


def _say_reach(reach: Reach, names: Names, stop: str) -> str:
    phrases, told = get_alert_phrases(names.language), reach.told
    line = _line_of(reach, names)
    if reach.trips:
        line = phrases.run.format(line=line, time=_leaves(min(reach.trips), names))
    if line and stop:
        return phrases.line_at.format(line=line, stop=stop)
    return line or stop or told.trip or told.agency or phrases.everything


def _line_of(reach: Reach, names: Names) -> str:
    timetable = names.timetable
    routes = set(reach.routes or ())
    if reach.trips:
        routes = {int(timetable.trips.route[trip]) for trip in reach.trips}
    words = {line_word(timetable, route, language=names.language) for route in sorted(routes)}
    return list_items(sorted(words), language=names.language) or reach.told.route


def _leaves(trip: int, names: Names) -> str:
    """When the trip leaves its first stop by the timetable, on the wall."""
    timetable = names.timetable
    patterns, pattern = timetable.patterns, int(timetable.trips.pattern[trip])
    length = int(patterns.stop_start[pattern + 1] - patterns.stop_start[pattern])
    rank = trip - int(patterns.trip_start[pattern])
    seconds = int(patterns.departure_s[int(patterns.time_start[pattern]) + rank * length])
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours % 24:02}:{minutes:02}"
