"""The courses of a line: which stops its runs call at, grouped into directions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from modugil.region.timetable import Timetable

NOT_TOLD = 255
SAME_WAY_RATIO = 0.5
"""Where no direction is told: courses that share, in order, so much of the shorter go one way."""
I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Runs with the same stops in the same order.

    Shapes:  `stops` rows of stops in order; `trips` rows of trips.
    """

    stops: tuple[int, ...]
    direction: int
    trips: I64


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One direction of a line: its main course, and the variants of it."""

    direction: int
    """direction_id, NOT_TOLD where it is not told."""
    main: Course
    variants: tuple[Course, ...]
    place_of: dict[tuple[int, ...], tuple[int, ...]]
    """Of each course, by its stops: the place of each stop on the main course, -1 off it."""
    trips: frozenset[int]

    @property
    def courses(self) -> tuple[Course, ...]:
        """The main one first."""
        return (self.main, *self.variants)


def list_ways(timetable: Timetable, route: int, *, runs: NDArray[np.bool_]) -> tuple[Way, ...]:
    """The directions of the line, the one told first, else the one most driven, first.

    Shapes:  `runs` [t] tells which trips run on the day asked for; the course with the most of
             them is the main one, of equals the longer one.
    """
    courses = _list_courses(timetable, route)
    groups = _group(courses)
    ways = [_build_way(group, runs) for group in groups]
    many = {id(way): sum(count_runs(one, runs) for one in way.courses) for way in ways}
    ways.sort(key=lambda way: (way.direction, -many[id(way)], -len(way.trips)))
    return tuple(ways)


def count_runs(course: Course, runs: NDArray[np.bool_]) -> int:
    """How many of its trips run on that day."""
    return int(runs[course.trips].sum())


def _list_courses(timetable: Timetable, route: int) -> list[Course]:
    trips, patterns = timetable.trips, timetable.patterns
    found: dict[tuple[int, tuple[int, ...]], list[I64]] = {}
    mine = np.flatnonzero(trips.route == route)
    keys = trips.pattern[mine].astype(np.int64) << 8 | trips.direction[mine]
    for key in np.unique(keys).tolist():
        pattern, direction = key >> 8, key & 255
        start, end = patterns.stop_start[pattern : pattern + 2].tolist()
        stops = tuple(patterns.stop[start:end].tolist())
        found.setdefault((direction, stops), []).append(mine[keys == key])
    return [
        Course(stops, direction, np.sort(np.concatenate(rows)))
        for (direction, stops), rows in found.items()
    ]


def _group(courses: Sequence[Course]) -> list[list[Course]]:
    """By the direction told; where none is, by the stops that they share in order."""
    told: dict[int, list[Course]] = {}
    for course in courses:
        told.setdefault(course.direction, []).append(course)
    alike: list[list[Course]] = []
    for course in sorted(told.pop(NOT_TOLD, []), key=lambda one: -len(one.trips)):
        same = next((group for group in alike if _goes_with(course, group[0])), None)
        if same is None:
            alike.append([course])
        else:
            same.append(course)
    return [*told.values(), *alike]


def _goes_with(course: Course, other: Course) -> bool:
    shared = sum(place >= 0 for place in align(course.stops, other.stops))
    return shared >= SAME_WAY_RATIO * min(len(course.stops), len(other.stops))


def align(stops: Sequence[int], main: Sequence[int]) -> tuple[int, ...]:
    """For each of the stops its place on the main course, ascending; -1 where it has none."""
    if tuple(stops) == tuple(main):
        return tuple(range(len(main)))
    places = [-1] * len(stops)
    matcher = SequenceMatcher(None, tuple(main), tuple(stops), autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            places[block.b + step] = block.a + step
    return tuple(places)


def _build_way(courses: Iterable[Course], runs: NDArray[np.bool_]) -> Way:
    ordered = sorted(
        courses, key=lambda one: (-count_runs(one, runs), -len(one.trips), -len(one.stops))
    )
    main, *variants = ordered
    trips = frozenset(int(trip) for course in ordered for trip in course.trips)
    places = {course.stops: align(course.stops, main.stops) for course in ordered}
    return Way(main.direction, main, tuple(variants), places, trips)
