"""What an alert touches: as a form carries it, and in words."""

from datetime import date
from urllib.parse import parse_qsl, urlencode

from modugil.answers.boards.sight import Sight
from modugil.conditions.staff.messages import Touched
from modugil.pages.catalogue import Words
from modugil.pages.console.writing.lines import (
    find_line,
    find_stop,
    find_trip,
    headsigns_of,
    line_name,
    run_text,
)

LONGEST = 400


def encode_touched(touched: Touched) -> str:
    """One value of a form: `route=R1&direction=0`."""
    told = {
        "agency": touched.agency,
        "route": touched.route,
        "direction": "" if touched.direction is None else str(touched.direction),
        "stop": touched.stop,
        "trip": touched.trip,
        "day": "" if touched.day is None else touched.day.isoformat(),
    }
    return urlencode({name: value for name, value in told.items() if value})


def parse_touched(text: str) -> Touched | None:
    """What that value of a form means, None for nothing that can be touched."""
    told = dict(parse_qsl(text[:LONGEST]))
    direction, day = told.get("direction", ""), told.get("day", "")
    try:
        touched = Touched(
            agency=told.get("agency", ""),
            route=told.get("route", ""),
            direction=int(direction) if direction in ("0", "1") else None,
            stop=told.get("stop", ""),
            trip=told.get("trip", ""),
            day=date.fromisoformat(day) if day else None,
        )
    except ValueError:
        return None
    named = touched.agency or touched.route or touched.stop or touched.trip
    return touched if named else None


def is_known(sight: Sight, touched: Touched) -> bool:
    """Whether the region has everything that it names."""
    return (
        (not touched.route or find_line(sight, touched.route) is not None)
        and (not touched.stop or find_stop(sight, touched.stop) is not None)
        and (not touched.trip or find_trip(sight, touched.trip) is not None)
    )


def say_touched(sight: Sight, words: Words, touched: Touched) -> str:
    """The line, direction, stop or run in words; an id that is gone is told as it is."""
    parts = []
    if touched.route:
        parts.append(_say_line(sight, words, touched))
    if touched.trip:
        parts.append(_say_trip(sight, words, touched))
    if touched.stop:
        row = find_stop(sight, touched.stop)
        names = sight.timetable.stops.names
        name = touched.stop if row is None else names.get(row, language=sight.language)
        parts.append(words("writing.at_stop", name=name))
    if touched.agency and not parts:
        parts.append(words("writing.whole_agency"))
    return ", ".join(parts)


def _say_line(sight: Sight, words: Words, touched: Touched) -> str:
    row = find_line(sight, touched.route)
    name = line_name(sight, row) if row is not None else touched.route
    if touched.direction is None:
        return words("writing.whole_line", name=name)
    signs = headsigns_of(sight, row, direction=touched.direction) if row is not None else []
    towards = ", ".join(signs) or str(touched.direction)
    return words("writing.line_towards", name=name, towards=towards)


def _say_trip(sight: Sight, words: Words, touched: Touched) -> str:
    row = find_trip(sight, touched.trip)
    text = run_text(sight, row) if row is not None else touched.trip
    if touched.day is None:
        return words("writing.each_run", text=text)
    return words("writing.run_on", text=text, day=touched.day.isoformat())
