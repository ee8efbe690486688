"""What an alert may touch, found by a line's number, a stop's name, or a line and a time."""

import re
from collections.abc import Iterator

from modugil.answers.boards.sight import Sight
from modugil.answers.desk import Desk
from modugil.conditions.staff.messages import Touched
from modugil.core.time import local_day
from modugil.pages.console.writing.ids import get_ids
from modugil.pages.console.writing.lines import (
    find_trip,
    first_second,
    line_name,
    list_directions,
    list_runs,
)

MOST_LINES, MOST_STOPS, MOST_RUNS = 6, 10, 6
LONGEST = 80
"""A name that is looked for."""
AROUND_S = 45 * 60
_TIME = re.compile(r"^(?P<line>.*\S)\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})$")


def find_touched(desk: Desk, sight: Sight, text: str) -> list[Touched]:
    """Lines with their directions first, then stops; with a time, that line's runs around it."""
    text = text.strip()[:LONGEST]
    if not text:
        return []
    if timed := _TIME.match(text):
        second = int(timed["hour"]) * 3600 + int(timed["minute"]) * 60
        return list(_find_runs(sight, timed["line"], second))
    return [*_find_lines(sight, text), *_find_stops(desk, sight, text)]


def _find_lines(sight: Sight, text: str) -> Iterator[Touched]:
    ids = get_ids(sight)
    for row in _list_fitting(sight, text)[:MOST_LINES]:
        id = ids.routes[row]
        yield Touched(route=id)
        directions = list_directions(sight, row)
        for one in directions if len(directions) > 1 else ():
            yield Touched(route=id, direction=int(one.value))


def _list_fitting(sight: Sight, text: str) -> list[int]:
    """The lines whose number begins with the text or whose name holds it, the shortest first."""
    wanted, lines = text.casefold(), sight.timetable.lines
    found = []
    for row in range(len(lines.id)):
        name = line_name(sight, row).casefold()
        published = lines.short_names.get(row).casefold()
        long_name = lines.long_names.get(row, language=sight.language).casefold()
        if name.startswith(wanted) or published.startswith(wanted) or wanted in long_name:
            found.append((name != wanted and published != wanted, len(name), name, row))
    return [row for *_, row in sorted(found)]


def _find_stops(desk: Desk, sight: Sight, text: str) -> Iterator[Touched]:
    ids, found = get_ids(sight), 0
    for place in desk.find(text, language=sight.language, limit=MOST_STOPS * 2, near=None):
        if place.kind not in ("stop", "station") or found >= MOST_STOPS:
            continue
        endpoint = sight.finder.get_endpoint(place.ref, language=sight.language)
        for row in endpoint.stops:
            found += 1
            yield Touched(stop=ids.stops[row])


def _find_runs(sight: Sight, text: str, second: int) -> Iterator[Touched]:
    day = local_day(sight.now, zone=sight.zone)
    for line in _list_fitting(sight, text)[:1]:
        runs = list_runs(sight, line, day=day)
        away = [(abs(_departs(sight, one.value) - second), one.value) for one in runs]
        near = sorted(one for one in away if one[0] <= AROUND_S)[:MOST_RUNS]
        for _, trip in near:
            yield Touched(trip=trip, day=day)


def _departs(sight: Sight, trip: str) -> int:
    row = find_trip(sight, trip)
    return first_second(sight, row) if row is not None else 0
