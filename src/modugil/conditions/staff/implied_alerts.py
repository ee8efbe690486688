"""The alert that a cancellation or a detour implies, so that whoever reads alerts alone knows."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from modugil.conditions.conditions import Span
from modugil.conditions.staff.calls import at_second, get_calls, tell_start
from modugil.conditions.staff.detoured_runs import find_left_out
from modugil.conditions.staff.messages import (
    Cancellation,
    Cause,
    Detour,
    Effect,
    ServiceAlert,
    Severity,
    StaffMessage,
    Touched,
)
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.conditions.staff.words import (
    LATER,
    NOT_SERVED,
    ON_DETOUR,
    RUN_CANCELLED,
    SERVED_INSTEAD,
    STOPS_SKIPPED,
    end_sentence,
    join,
    say,
)
from modugil.core.language import LANGUAGES
from modugil.region.texts import LocalTexts

AHEAD = timedelta(hours=24)
"""So long before its first departure a cancelled run is an alert."""
BEHIND = timedelta(minutes=10)
"""So long after its last arrival it still is: it may have been late."""


def imply_alert(message: StaffMessage, ids: PublishedIds) -> ServiceAlert | None:
    """The alert that the message is or implies; None where the timetable no longer knows it."""
    if isinstance(message, ServiceAlert):
        return message
    if isinstance(message, Cancellation):
        return _tell_cancellation(message, ids)
    return _tell_detour(message, ids)


def _tell_cancellation(message: Cancellation, ids: PublishedIds) -> ServiceAlert | None:
    trips = ids.find_trips(message.trip)
    if not trips:
        return None
    trip, skipped = trips[0], sorted(message.skipped_positions)
    calls = get_calls(ids.timetable, trip)
    line = int(ids.timetable.trips.route[trip])
    route = ids.routes[line]
    start = at_second(int(calls.departure_s[0]), day=message.day, zone=ids.zone)
    end = at_second(int(calls.arrival_s[-1]), day=message.day, zone=ids.zone)
    phrase = STOPS_SKIPPED if skipped else RUN_CANCELLED
    head = say(phrase, line=tell_line(ids, line), start=tell_start(ids.timetable, trip)[:5])
    stops = [int(calls.stop[position]) for position in skipped if position < len(calls)]
    gone = say(NOT_SERVED, stops=_stop_names(ids, stops)) if stops else {}
    reason = message.reason or head
    touched = Touched(route=route, trip=message.trip, day=message.day)
    at_stops = [
        Touched(route=route, trip=message.trip, day=message.day, stop=ids.stops[stop])
        for stop in stops
    ]
    return ServiceAlert(
        id=f"{message.id}:alert",
        header=head,
        description=join(end_sentence(reason), gone) if gone else reason,
        touches=tuple(at_stops) or (touched,),
        active=(Span(start - AHEAD, end + BEHIND),),
        cause=Cause.UNKNOWN_CAUSE,
        effect=Effect.MODIFIED_SERVICE if skipped else Effect.NO_SERVICE,
        severity=Severity.WARNING,
    )


def _tell_detour(message: Detour, ids: PublishedIds) -> ServiceAlert | None:
    stops, route = list_left_out(message, ids), ids.find_route(message.route)
    if not stops or route is None:
        return None
    head = say(ON_DETOUR, line=tell_line(ids, route))
    instead = [
        dict(one.name) if one.at is not None else _stop_names(ids, [ids.find_stop(one.stop) or 0])
        for one in message.replacements
    ]
    served = say(SERVED_INSTEAD, stops=_list_names(instead)) if instead else {}
    minutes = str(max(1, round(message.delay_s / 60)))
    later = say(LATER, minutes=minutes) if message.delay_s else {}
    gone = say(NOT_SERVED, stops=_stop_names(ids, stops))
    line = Touched(route=message.route, direction=message.direction)
    at_stops = (Touched(route=message.route, stop=ids.stops[stop]) for stop in stops)
    return ServiceAlert(
        id=f"{message.id}:alert",
        header=head,
        description=join(end_sentence(message.reason), gone, served, later),
        touches=(line, *at_stops),
        active=(message.span,) if message.span != Span() else (),
        cause=Cause.UNKNOWN_CAUSE,
        effect=Effect.DETOUR,
        severity=Severity.WARNING,
    )


def list_left_out(detour: Detour, ids: PublishedIds) -> list[int]:
    """The rows of all stops that the detour leaves out, in the order of the way."""
    patterns = ids.timetable.patterns
    rows = [
        int(patterns.stop[int(patterns.stop_start[pattern]) + position])
        for pattern, (first, last) in find_left_out(detour, ids).items()
        for position in range(first, last + 1)
    ]
    return list(dict.fromkeys(rows))


def tell_line(ids: PublishedIds, route: int) -> dict[str, str]:
    """The number or name on the vehicle, by language."""
    lines = ids.timetable.lines
    return {
        language: lines.short_names.get(route, language=language)
        or lines.long_names.get(route, language=language)
        or ids.routes[route]
        for language in LANGUAGES
    }


def _stop_names(ids: PublishedIds, rows: Iterable[int]) -> dict[str, str]:
    names: LocalTexts = ids.timetable.stops.names
    return _list_names(
        [
            {
                language: names.get(row, language=language) or ids.stops[row]
                for language in LANGUAGES
            }
            for row in rows
        ]
    )


def _list_names(names: Iterable[Mapping[str, str]]) -> dict[str, str]:
    given = list(names)
    return {
        language: ", ".join(one.get(language) or one.get("ko", "") for one in given)
        for language in LANGUAGES
    }
