"""A message of staff is about things that exist, and says what people must know."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite

from modugil.conditions.conditions import Span
from modugil.conditions.staff.calls import get_calls
from modugil.conditions.staff.detoured_runs import find_left_out
from modugil.conditions.staff.messages import (
    Cancellation,
    Detour,
    ReplacementStop,
    ServiceAlert,
    StaffMessage,
    Touched,
)
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.errors import BadInput
from modugil.core.geo import LatLon
from modugil.core.language import LANGUAGES
from modugil.region.calendar import active_services

LONGEST_HEADER = 200
LONGEST_TEXT = 4000
LONGEST_DELAY_S = 4 * 3600
MOST_POINTS = 2000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,59}", re.ASCII)
_URL = re.compile(r"https?://\S{3,500}", re.ASCII)


def check_message(message: StaffMessage, ids: PublishedIds) -> None:
    """Nothing, if the message can be told to the public as it stands.

    Errors:  BadInput, in one sentence, for the first thing that is wrong.
    """
    if _ID.fullmatch(message.id) is None:
        raise BadInput(
            f"The id {message.id[:60]!r} is no id.",
            allowed="It may have 60 letters, digits, and . _ : - inside.",
        )
    if isinstance(message, ServiceAlert):
        _check_alert(message, ids)
    elif isinstance(message, Cancellation):
        _check_cancellation(message, ids)
    else:
        _check_detour(message, ids)


def _check_alert(alert: ServiceAlert, ids: PublishedIds) -> None:
    _check_texts(alert.header, "header", longest=LONGEST_HEADER)
    _check_texts(alert.description, "description")
    if alert.url:
        _check_texts(alert.url, "address of the page", needs_korean=False)
    for url in alert.url.values():
        if _URL.fullmatch(url) is None:
            raise BadInput(f"{url[:80]!r} is no address of a page.", allowed="Begin with https://.")
    for span in alert.active:
        _check_span(span)
    if not alert.touches:
        raise BadInput("An alert must touch something: a line, a stop, a trip or an agency.")
    for touched in alert.touches:
        _check_touched(touched, ids)


def _check_touched(touched: Touched, ids: PublishedIds) -> None:
    if touched == Touched():
        raise BadInput("What an alert touches must not be empty.")
    if touched.agency and ids.find_agency(touched.agency) is None:
        raise BadInput(f"There is no agency {touched.agency!r}.")
    route = _get_route(touched.route, ids) if touched.route else None
    if touched.direction is not None and (route is None or touched.direction not in (0, 1)):
        raise BadInput("A direction is 0 or 1, and goes with a line.")
    if touched.stop:
        _get_stop(touched.stop, ids)
    trips = _get_trips(touched.trip, ids) if touched.trip else []
    if route is not None and trips and int(ids.timetable.trips.route[trips[0]]) != route:
        raise BadInput(f"The trip {touched.trip!r} is none of the line {touched.route!r}.")
    if touched.day is not None:
        if not trips:
            raise BadInput("A day is told only with a trip.")
        _check_day(touched.trip, trips[0], touched.day, ids)


def _check_cancellation(message: Cancellation, ids: PublishedIds) -> None:
    if message.reason:
        _check_texts(message.reason, "reason")
    trips = _get_trips(message.trip, ids)
    if len(trips) > 1:
        example = ids.name_run(trips[0])
        raise BadInput(
            f"The trip {message.trip!r} repeats, so it is not clear which departure is meant.",
            allowed=f"Say it like {example}.",
        )
    _check_day(message.trip, trips[0], message.day, ids)
    count = len(get_calls(ids.timetable, trips[0]))
    wrong = [one for one in message.skipped_positions if not 0 <= one < count]
    if wrong:
        raise BadInput(
            f"The trip {message.trip!r} has no stop position {min(wrong)}.",
            allowed=f"Positions go from 0 to {count - 1}.",
        )
    if len(message.skipped_positions) >= count - 1:
        raise BadInput(
            f"Of the trip {message.trip!r} hardly a stop is left.", allowed="Cancel all of it."
        )


def _check_detour(detour: Detour, ids: PublishedIds) -> None:
    _check_texts(detour.reason, "reason")
    _check_span(detour.span)
    _get_route(detour.route, ids)
    _get_stop(detour.from_stop, ids)
    _get_stop(detour.to_stop, ids)
    if detour.direction not in (None, 0, 1):
        raise BadInput("A direction is 0 or 1.")
    left_out = find_left_out(detour, ids)
    if not left_out:
        raise BadInput(
            f"No bus of the line {detour.route!r} goes from {detour.from_stop!r} to "
            f"{detour.to_stop!r} in that direction."
        )
    if not 0 <= detour.delay_s <= LONGEST_DELAY_S:
        raise BadInput(
            f"A delay of {detour.delay_s} s cannot be meant.",
            allowed=f"It may be from 0 to {LONGEST_DELAY_S} s.",
        )
    _check_way(detour.way)
    stops = ids.timetable.patterns.stop_start
    gone = {
        ids.stops[ids.timetable.patterns.stop[int(stops[pattern]) + position]]
        for pattern, (first, last) in left_out.items()
        for position in range(first, last + 1)
    }
    _check_replacements(detour.replacements, ids, gone)


def _check_way(way: Sequence[LatLon]) -> None:
    if len(way) == 1 or len(way) > MOST_POINTS:
        raise BadInput(
            f"A way of {len(way)} points cannot be driven.",
            allowed=f"Give from 2 to {MOST_POINTS}, or none where the way is not told.",
        )
    for point in way:
        _check_point(point)


def _check_replacements(
    replacements: Sequence[ReplacementStop], ids: PublishedIds, left_out: set[str]
) -> None:
    seen: set[str] = set()
    before_s = 0
    for one in replacements:
        if one.stop in seen:
            raise BadInput(f"The replacement stop {one.stop!r} is given twice.")
        if one.stop in left_out:
            raise BadInput(f"The stop {one.stop!r} is not served, so it cannot replace another.")
        seen.add(one.stop)
        if one.at is None:
            _get_stop(one.stop, ids)
        else:
            _check_own_stop(one, one.at, ids)
        if not before_s <= one.travel_time_s <= LONGEST_DELAY_S:
            raise BadInput(
                f"The replacement stop {one.stop!r} is reached {one.travel_time_s} s after the "
                "last regular stop, which cannot be.",
                allowed="Times grow from stop to stop.",
            )
        before_s = one.travel_time_s


def _check_own_stop(stop: ReplacementStop, at: LatLon, ids: PublishedIds) -> None:
    if _ID.fullmatch(stop.stop) is None:
        raise BadInput(f"{stop.stop[:60]!r} is no id of a stop.")
    if ids.find_stop(stop.stop) is not None:
        raise BadInput(f"The timetable has a stop {stop.stop!r} already, so it has a place.")
    _check_texts(stop.name, f"name of the replacement stop {stop.stop!r}", longest=LONGEST_HEADER)
    _check_point(at)


def _check_point(point: LatLon) -> None:
    if not (isfinite(point.lat) and isfinite(point.lon)) or not (
        -90 <= point.lat <= 90 and -180 <= point.lon <= 180
    ):
        raise BadInput(f"{point.lat},{point.lon} is no place.")


def _check_texts(
    texts: Mapping[str, str], what: str, *, longest: int = LONGEST_TEXT, needs_korean: bool = True
) -> None:
    if needs_korean and not texts.get("ko", "").strip():
        raise BadInput(f"The {what} has no Korean text.")
    for language, text in texts.items():
        if language not in LANGUAGES:
            raise BadInput(
                f"The {what} is given in {language!r}.",
                allowed=f"It may be {', '.join(LANGUAGES)}.",
            )
        if "\x00" in text:
            raise BadInput(f"The {what} holds a sign in {language} that is none (NUL).")
        if len(text) > longest:
            raise BadInput(
                f"The {what} is too long in {language}.", allowed=f"It may have {longest} signs."
            )


def _check_span(span: Span) -> None:
    for instant in (span.start, span.end):
        if instant is not None and instant.tzinfo is None:
            raise BadInput("A time needs an offset from UTC.")
    if span.start is not None and span.end is not None and span.end <= span.start:
        raise BadInput("The time ends before it begins.")


def _check_day(id: str, trip: int, day: date, ids: PublishedIds) -> None:
    timetable = ids.timetable
    if not active_services(timetable.services, day=day)[timetable.trips.service[trip]]:
        raise BadInput(f"The trip {id!r} does not run on {day.isoformat()}.")


def _get_route(id: str, ids: PublishedIds) -> int:
    row = ids.find_route(id)
    if row is None:
        raise BadInput(f"There is no line {id[:60]!r}.", allowed="Give its route_id.")
    return row


def _get_stop(id: str, ids: PublishedIds) -> int:
    row = ids.find_stop(id)
    if row is None:
        raise BadInput(f"There is no stop {id[:60]!r}.", allowed="Give its stop_id.")
    return row


def _get_trips(id: str, ids: PublishedIds) -> Sequence[int]:
    rows = ids.find_trips(id)
    if not rows:
        raise BadInput(f"There is no trip {id[:60]!r}.", allowed="Give its trip_id.")
    return rows
