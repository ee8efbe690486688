"""Lines, their directions, runs and stops, to be picked from lists; ids are those of the feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from modugil.answers.boards.sight import Sight
from modugil.pages.console.writing.ids import get_ids
from modugil.region.calendar import active_services

NOT_TOLD = 255
MOST_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to be picked: what the form sends, and how it is told."""

    value: str
    text: str


def find_line(sight: Sight, id: str) -> int | None:
    """The row of the line with that id."""
    return get_ids(sight).find_route(id)


def find_stop(sight: Sight, id: str) -> int | None:
    """The row of the stop with that id."""
    return get_ids(sight).find_stop(id)


def find_trip(sight: Sight, id: str) -> int | None:
    """The row of the trip with that id, the first where it repeats."""
    return next(iter(get_ids(sight).find_trips(id)), None)


def line_name(sight: Sight, row: int) -> str:
    """The line's number, else its name."""
    lines = sight.timetable.lines
    return (
        lines.short_names.get(row, language=sight.language)
        or lines.long_names.get(row, language=sight.language)
        or lines.id[row]
    )


def list_lines(sight: Sight) -> list[Choice]:
    """Every line, the shortest number first."""
    ids, lines = get_ids(sight), sight.timetable.lines
    rows = sorted(
        range(len(lines.id)), key=lambda row: (len(line_name(sight, row)), line_name(sight, row))
    )
    return [Choice(ids.routes[row], _line_text(sight, row)) for row in rows]


def _line_text(sight: Sight, row: int) -> str:
    long_name = sight.timetable.lines.long_names.get(row, language=sight.language)
    name = line_name(sight, row)
    return f"{name} · {long_name}" if long_name and long_name != name else name


def headsigns_of(sight: Sight, line: int, *, direction: int | None = None) -> list[str]:
    """Where most runs of the line go, the most frequent first."""
    trips = sight.timetable.trips
    rows = np.flatnonzero(trips.route == line)
    if direction is not None:
        rows = rows[trips.direction[rows] == direction]
    signs, counts = np.unique(trips.headsign[rows], return_counts=True)
    best = [int(signs[at]) for at in np.argsort(-counts, kind="stable") if signs[at] >= 0]
    return [trips.headsigns.get(row, language=sight.language) for row in best[:MOST_SIGNS]]


def list_directions(sight: Sight, line: int) -> list[Choice]:
    """The directions that the feed tells of a line, with where they go."""
    trips = sight.timetable.trips
    told = sorted({int(one) for one in trips.direction[trips.route == line]} - {NOT_TOLD})
    return [
        Choice(str(one), ", ".join(headsigns_of(sight, line, direction=one)) or str(one))
        for one in told
    ]


def list_runs(sight: Sight, line: int, *, day: date) -> list[Choice]:
    """The line's runs on that day, by time."""
    timetable, ids = sight.timetable, get_ids(sight)
    running = active_services(timetable.services, day=day)[timetable.trips.service]
    rows = np.flatnonzero(running & (timetable.trips.route == line)).tolist()
    told = sorted((first_second(sight, row), row) for row in rows)
    return [Choice(ids.name_run(row), run_text(sight, row)) for _, row in told]


def first_second(sight: Sight, trip: int) -> int:
    """When the run leaves its first stop, in seconds of the service day."""
    start, _ = _times(sight, trip)
    return int(sight.timetable.patterns.departure_s[start])


def run_text(sight: Sight, trip: int) -> str:
    """A run as staff know it: when it leaves, where to, when it is there."""
    patterns, trips = sight.timetable.patterns, sight.timetable.trips
    start, length = _times(sight, trip)
    begins, ends = patterns.departure_s[start], patterns.arrival_s[start + length - 1]
    stops = list_stop_rows(sight, trip)
    names = sight.timetable.stops.names
    first, last = (names.get(stops[at], language=sight.language) for at in (0, -1))
    name = line_name(sight, int(trips.route[trip]))
    return f"{name} {_clock(int(begins))} {first} → {_clock(int(ends))} {last}"


def list_stop_rows(sight: Sight, trip: int) -> list[int]:
    """The rows of the stops of a run, in order."""
    patterns = sight.timetable.patterns
    pattern = int(sight.timetable.trips.pattern[trip])
    start, end = patterns.stop_start[pattern : pattern + 2].tolist()
    return [int(row) for row in patterns.stop[start:end]]


def list_run_stops(sight: Sight, trip: int) -> list[Choice]:
    """The stops of one run by position, with the time it leaves each."""
    start, _ = _times(sight, trip)
    patterns, names = sight.timetable.patterns, sight.timetable.stops.names
    return [
        Choice(
            str(at),
            f"{_clock(int(patterns.departure_s[start + at]))} "
            + names.get(row, language=sight.language),
        )
        for at, row in enumerate(list_stop_rows(sight, trip))
    ]


def list_line_stops(sight: Sight, line: int, *, direction: int | None) -> list[Choice]:
    """The stops of a line in the order of its longest run, then those that only others serve."""
    timetable, ids = sight.timetable, get_ids(sight)
    trips = timetable.trips
    rows = np.flatnonzero(trips.route == line)
    if direction is not None:
        rows = rows[trips.direction[rows] == direction]
    patterns = np.unique(trips.pattern[rows]).tolist()
    ways = [_pattern_stops(sight, pattern) for pattern in patterns]
    ways.sort(key=len, reverse=True)
    stops = dict.fromkeys(stop for way in ways for stop in way)
    return [
        Choice(ids.stops[row], timetable.stops.names.get(row, language=sight.language))
        for row in stops
    ]


def _pattern_stops(sight: Sight, pattern: int) -> Sequence[int]:
    patterns = sight.timetable.patterns
    start, end = patterns.stop_start[pattern : pattern + 2].tolist()
    return [int(row) for row in patterns.stop[start:end]]


def _times(sight: Sight, trip: int) -> tuple[int, int]:
    """Where the times of that run begin, and how many there are."""
    patterns, pattern = sight.timetable.patterns, int(sight.timetable.trips.pattern[trip])
    length = int(patterns.stop_start[pattern + 1] - patterns.stop_start[pattern])
    rank = trip - int(patterns.trip_start[pattern])
    return int(patterns.time_start[pattern]) + rank * length, length


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
