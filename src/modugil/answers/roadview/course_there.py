"""A measured course as it is seen in a picture, and the pictures that were taken along one."""

from collections.abc import Iterable, Sequence

import msgspec

from modugil.answers.courses.judge import Aspect
from modugil.answers.courses.scope import CourseScope
from modugil.answers.courses.tell_course import say_summary
from modugil.answers.courses.tell_point import list_findings, list_unmeasured
from modugil.answers.roadview.barrier_index import find_nearest_spot
from modugil.answers.roadview.picture_told import Thing
from modugil.answers.roadview.projecting import DRAWN_WITHIN_M
from modugil.answers.roadview.route_there import RouteSeen, draw_lines, tell_lines
from modugil.answers.roadview.scope import PictureScope
from modugil.answers.sights.sentences.fill import fill
from modugil.core.geo import LatLon, distance_m
from modugil.places.courses.course import Course
from modugil.places.roadview.picture import Picture

ALONG_M = 25.0
"""A picture so near to a course shows it."""
MOST_UNMEASURED = 2
STOPS = ".。"
_KINDS = {
    Aspect.SLOPE: "steep",
    Aspect.WIDTH: "narrow",
    Aspect.STEPS: "steps",
    Aspect.SURFACE: "surface",
    Aspect.EVENNESS: "surface",
}


def see_course(scope: PictureScope, course: CourseScope) -> RouteSeen:
    """Its way where the order of its points is known, and what of it needs care or is not known.

    Unknown: where nobody knows the order there are no lines, and a sentence says so.
    """
    lines = list_lines(course.course)
    said = tell_lines(scope, lines) if lines else [course.phrases.order_unknown]
    said += _list_unmeasured(scope, course)
    drawn, things = draw_lines(scope, lines), _list_things(scope, course)
    return RouteSeen(drawn, (say_summary(course), *said), tuple(things))


def list_lines(course: Course) -> list[list[LatLon]]:
    """The ways from point to point as they are walked; none where the order is not known."""
    return [list(one.line) for one in course.stretches if len(one.line) > 1]


def sort_along(course: Course, pictures: Iterable[Picture]) -> list[Picture]:
    """Those of the pictures that were taken along the course, in the order one comes to them."""
    lines = list_lines(course) or [[one.where] for one in course.points]
    placed = []
    for picture in pictures:
        away_m, *place = min(_place_along(lines, picture.point))
        if away_m <= ALONG_M:
            placed.append((place, picture.taken, picture.id, picture))
    return [picture for *_, picture in sorted(placed, key=lambda one: one[:3])]


def _place_along(
    lines: Sequence[list[LatLon]], point: LatLon
) -> Iterable[tuple[float, int, int, float]]:
    """How far away each piece is, which one it is, and how far along it one is nearest."""
    for row, line in enumerate(lines):
        for piece, (start, end) in enumerate(zip(line, line[1:] or line, strict=False)):
            spot = find_nearest_spot([start, end], point)
            yield distance_m(spot, point), row, piece, distance_m(start, spot)


def _list_things(scope: PictureScope, course: CourseScope) -> list[Thing]:
    """What was measured and refuses, or leaves it open, at points near the picture."""
    found: list[Thing] = []
    for row in course.course.list_in_order():
        spot = course.course.points[row].where
        if distance_m(scope.point, spot) > DRAWN_WITHIN_M:
            continue
        for one in list_findings(course, row):
            kind = _KINDS.get(Aspect(one.aspect), "other")
            thing = scope.build_thing(kind, _label(course, row, one.text), spot)
            name = _label(course, row, course.phrases.aspects[one.aspect])
            found.append(msgspec.structs.replace(thing, name=name))
    return sorted(found, key=lambda one: one.distance_m)


def _list_unmeasured(scope: PictureScope, course: CourseScope) -> list[str]:
    """What nobody measured at the nearest points of those where something asked is not known."""
    near = [
        (away_m, row)
        for row, one in enumerate(course.course.points)
        if (away_m := distance_m(scope.point, one.where)) <= DRAWN_WITHIN_M
        and list_unmeasured(course, row)
    ]
    said = []
    for _, row in sorted(near)[:MOST_UNMEASURED]:
        names = [course.phrases.aspects[one] for one in list_unmeasured(course, row)]
        things = course.words.list_of(names)
        text = fill(course.phrases.not_measured, things=things)
        said.append(fill(course.words.value, label=course.name(row), value=text.rstrip(STOPS)))
    return said


def _label(course: CourseScope, row: int, text: str) -> str:
    """The point's name and the text, not yet as a sentence."""
    told = fill(course.words.value, label=course.name(row), value=text.rstrip(STOPS))
    return told.rstrip(STOPS)
