"""The courses of a region as they are now: all points of one name, and the order of its track."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from modugil.core.geo import LatLon, distance_m
from modugil.places.catalogue import PlacesNow
from modugil.places.courses.course import Course, CoursePoint, Order, Stop, Stretch
from modugil.places.courses.read_point import read_point
from modugil.places.courses.snap import snap_points
from modugil.places.courses.tracks import Tracks
from modugil.places.vocabulary import KINDS

_KIND = KINDS.index("courses")


def build_courses(now: PlacesNow, tracks: Tracks | None = None) -> tuple[Course, ...]:
    """Every course, in the order in which sources first name it; a point without one is alone."""
    named: dict[str, list[CoursePoint]] = defaultdict(list)
    for row in np.flatnonzero(now.places.kind == _KIND).tolist():
        if row in now.closed:
            continue
        place = now.get_place(row)
        named[place.get_value("course") or place.names[""]].append(read_point(place))
    ids = _name_ids(named)
    walked = _list_tracks(tracks)
    return tuple(
        build_course(ids[name], name, points, walked.get(name, []))
        for name, points in named.items()
    )


def build_course(
    id: str, name: str, points: Iterable[CoursePoint], tracks: list[NDArray[np.float64]]
) -> Course:
    """The course; numbers that were said come before a track, and no order is guessed."""
    given = tuple(points)
    numbers = [one.number for one in given]
    if None not in numbers and len(set(numbers)) == len(given) > 1:
        return Course(id, name, given, Order.SAID, (_number(given),))
    stretches = snap_points([one.where for one in given], tracks) if tracks else ()
    order = Order.TRACK if stretches else Order.UNKNOWN
    return Course(id, name, given, order, stretches)


def _number(points: tuple[CoursePoint, ...]) -> Stretch:
    """The points as they are numbered, the way between them taken straight."""
    order = sorted(range(len(points)), key=lambda row: points[row].number or 0)
    stops: list[Stop] = []
    along_m, last = 0.0, points[order[0]].where
    for row in order:
        along_m += distance_m(last, points[row].where)
        last = points[row].where
        stops.append(Stop(row, round(along_m, 1), 0.0))
    line = tuple(points[row].where for row in order)
    return Stretch(round(along_m, 1), tuple(stops), line)


def _list_tracks(tracks: Tracks | None) -> Mapping[str, list[NDArray[np.float64]]]:
    found: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for row in range(len(tracks) if tracks is not None else 0):
        assert tracks is not None
        found[tracks.course[row]].append(tracks.get_points(row))
    return found


def _name_ids(names: Iterable[str]) -> dict[str, str]:
    """An id of letters, digits and hyphens for each name, the same as long as the name is."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = re.sub(r"[\W_]+", "-", name).strip("-").lower() or "course"
        id, number = plain, 1
        while id in taken:
            number += 1
            id = f"{plain}-{number}"
        taken.add(id)
        ids[name] = id
    return ids


def find_nearest_m(course: Course, point: LatLon) -> float:
    """How far the nearest of its points is from there."""
    return min(distance_m(one.where, point) for one in course.points)
