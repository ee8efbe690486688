"""A detour as a form: which line leaves its way between which stops, and what is served instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from modugil.answers.boards.sight import Sight
from modugil.conditions.conditions import Span
from modugil.conditions.staff.messages import Detour, ReplacementStop
from modugil.core.geo import LatLon
from modugil.pages.console.posted import Posted, build_posted
from modugil.pages.console.visit import Visit
from modugil.pages.console.writing.alert_form import Draft
from modugil.pages.console.writing.find_touched import find_touched
from modugil.pages.console.writing.four_texts import check_texts, fill_texts, read_texts
from modugil.pages.console.writing.lines import (
    Choice,
    find_line,
    find_stop,
    list_directions,
    list_line_stops,
)
from modugil.pages.console.writing.spans import fill_spans, read_spans

TEXT_FIELDS = ("reason",)
MOST_POINTS = 400
MOST_REPLACEMENTS = 4
LONGEST_DELAY_MIN = 180
_POINT = re.compile(r"^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be picked once the line is known."""

    directions: tuple[Choice, ...]
    stops: tuple[Choice, ...]


def offer(sight: Sight, posted: Posted) -> Offered:
    """The line's directions, and its stops in that direction."""
    line = find_line(sight, posted.get("line"))
    if line is None:
        return Offered((), ())
    direction = _read_direction(posted)
    stops = list_line_stops(sight, line, direction=direction)
    return Offered(tuple(list_directions(sight, line)), tuple(stops))


def count_rows(posted: Posted) -> int:
    """How many rows for replacement stops the form shows: those filled in, and an empty one."""
    used = [
        row
        for row in range(MOST_REPLACEMENTS)
        if any(posted.get(f"{name}_{row}") for name in ("new_stop", "new_at", "new_name"))
    ]
    return min(MOST_REPLACEMENTS, (used[-1] + 1 if used else 0) + 1)


def find_stops(visit: Visit, posted: Posted) -> tuple[Choice, ...]:
    """Stops that may be served instead: those found by the name that was typed."""
    sight = visit.look()
    text = posted.get("search")
    found = [one for one in find_touched(visit.desk, sight, text) if one.stop] if text else []
    picked = [posted.get(f"new_stop_{row}") for row in range(MOST_REPLACEMENTS)]
    ids = dict.fromkeys([*filter(None, picked), *(one.stop for one in found)])
    names = sight.timetable.stops.names
    rows = [(id, find_stop(sight, id)) for id in ids]
    return tuple(
        Choice(id, f"{names.get(row, language=sight.language)} ({id})")
        for id, row in rows
        if row is not None
    )


def read_detour(visit: Visit, posted: Posted, *, id: str) -> Draft:
    """The detour that was typed."""
    words, sight = visit.words, visit.look()
    faults = check_texts(words, posted, "reason", needed=True)
    if find_line(sight, posted.get("line")) is None:
        faults["line"] = words("writing.no_line")
    faults |= _check_stops(visit, posted)
    spans, wrong = read_spans(posted, times=visit.times)
    faults |= wrong
    way, wrong = _read_way(visit, posted)
    faults |= wrong
    delay_s, wrong = _read_minutes(visit, posted, "delay")
    faults |= wrong
    replacements, wrong = _read_replacements(visit, posted)
    faults |= wrong
    message = Detour(
        id=id,
        route=posted.get("line"),
        from_stop=posted.get("from_stop"),
        to_stop=posted.get("to_stop"),
        span=spans[0] if spans else Span(),
        reason=read_texts(posted, "reason"),
        direction=_read_direction(posted),
        way=way,
        replacements=replacements,
        delay_s=delay_s,
    )
    return Draft(None if faults else message, faults)


def fill_detour(visit: Visit, detour: Detour) -> Posted:
    """The detour as a form."""
    return build_posted(
        [
            ("line", detour.route),
            ("direction", "" if detour.direction is None else str(detour.direction)),
            ("from_stop", detour.from_stop),
            ("to_stop", detour.to_stop),
            *fill_spans([detour.span], times=visit.times),
            *fill_texts("reason", detour.reason),
            ("way", "\n".join(f"{one.lat:.6f}, {one.lon:.6f}" for one in detour.way)),
            ("delay", str(round(detour.delay_s / 60))),
            *_fill_replacements(detour),
        ]
    )


def _fill_replacements(detour: Detour) -> Iterator[tuple[str, str]]:
    for row, one in enumerate(detour.replacements):
        yield f"new_stop_{row}", "" if one.at is not None else one.stop
        yield f"new_name_{row}", one.name.get("ko", "")
        yield f"new_name_en_{row}", one.name.get("en", "")
        yield f"new_at_{row}", f"{one.at.lat:.6f}, {one.at.lon:.6f}" if one.at else ""
        yield f"new_minutes_{row}", str(round(one.travel_time_s / 60))


def _read_direction(posted: Posted) -> int | None:
    return int(posted.get("direction")) if posted.get("direction") in ("0", "1") else None


def _check_stops(visit: Visit, posted: Posted) -> dict[str, str]:
    """Both stops must be of the line, the first not after the last."""
    order = [one.value for one in offer(visit.look(), posted).stops]
    faults = {
        name: visit.words(f"writing.no_{name}")
        for name in ("from_stop", "to_stop")
        if posted.get(name) not in order
    }
    if not faults and order.index(posted.get("from_stop")) > order.index(posted.get("to_stop")):
        faults["to_stop"] = visit.words("writing.stops_backwards")
    return faults


def _read_way(visit: Visit, posted: Posted) -> tuple[tuple[LatLon, ...], dict[str, str]]:
    rows = [row for row in posted.get("way").splitlines() if row.strip()]
    points = [point for point in map(parse_point, rows) if point is not None]
    if len(points) != len(rows):
        bad = next(at for at, row in enumerate(rows, start=1) if parse_point(row) is None)
        return (), {"way": visit.words("writing.no_point", n=bad)}
    if len(points) == 1 or len(points) > MOST_POINTS:
        return (), {"way": visit.words("writing.too_few_points", n=MOST_POINTS)}
    return tuple(points), {}


def parse_point(text: str) -> LatLon | None:
    """Latitude and longitude as they are typed, None if they are not."""
    found = _POINT.match(text)
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    return LatLon(lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _read_minutes(visit: Visit, posted: Posted, name: str) -> tuple[int, dict[str, str]]:
    text = posted.get(name) or "0"
    if text.isascii() and text.isdigit() and int(text) <= LONGEST_DELAY_MIN:
        return int(text) * 60, {}
    return 0, {name: visit.words("writing.no_minutes", n=LONGEST_DELAY_MIN)}


def _read_replacements(
    visit: Visit, posted: Posted
) -> tuple[tuple[ReplacementStop, ...], dict[str, str]]:
    stops: list[ReplacementStop] = []
    faults: dict[str, str] = {}
    for row in range(MOST_REPLACEMENTS):
        stop, wrong = _read_replacement(visit, posted, row)
        faults |= wrong
        if stop is not None:
            stops.append(stop)
    return tuple(stops), faults


def _read_replacement(
    visit: Visit, posted: Posted, row: int
) -> tuple[ReplacementStop | None, dict[str, str]]:
    stop, place = posted.get(f"new_stop_{row}"), posted.get(f"new_at_{row}")
    names = {"ko": posted.get(f"new_name_{row}"), "en": posted.get(f"new_name_en_{row}")}
    names = {language: name for language, name in names.items() if name}
    travel_s, faults = _read_minutes(visit, posted, f"new_minutes_{row}")
    if not stop and not place and not names:
        return None, {}
    if stop:
        if find_stop(visit.look(), stop) is None:
            faults[f"new_stop_{row}"] = visit.words("writing.no_stop")
        return ReplacementStop(stop, travel_time_s=travel_s), faults
    at = parse_point(place)
    if at is None:
        faults[f"new_at_{row}"] = visit.words("writing.no_place")
    if "ko" not in names:
        faults[f"new_name_{row}"] = visit.words("writing.no_place_name")
    made_up = f"detour-{row + 1}"
    return ReplacementStop(made_up, at=at, name=names, travel_time_s=travel_s), faults
