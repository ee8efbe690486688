"""The best part of a course that these needs can pass, as far as is known.

The whole course where nothing refuses. Else, where the order of its points is known, the longest
run of them without one that refuses. Else the points that the survey itself recommends, where none
of them refuses; else all points that do not refuse, of which nobody knows whether a way joins them.
"""

from dataclasses import dataclass
from enum import StrEnum

from modugil.answers.courses.judge import CourseVerdict, access_of_all
from modugil.core.access import Access
from modugil.places.courses.course import Course, Stop


class Part(StrEnum):
    """What kind of part it is."""

    WHOLE = "whole"
    RUN = "run"
    RECOMMENDED = "recommended"
    POINTS = "points"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BestPart:
    """The points that can be passed as far as is known; never a yes where one is not known.

    Unknown: `length_m` None where no track tells it.
    """

    kind: Part
    access: Access
    points: tuple[int, ...]
    length_m: float | None = None


def find_best_part(course: Course, verdict: CourseVerdict) -> BestPart:
    """The part; of kind NONE where every point refuses."""
    order = tuple(course.list_in_order())
    open_points = [row for row in order if verdict.points[row].access is not Access.NO]
    if not open_points:
        return BestPart(Part.NONE, Access.NO, ())
    if len(open_points) == len(order):
        known = {stop.point for one in course.stretches for stop in one.stops}
        whole = len(known) == len(order)
        length_m = sum(one.length_m for one in course.stretches) if whole else None
        return BestPart(Part.WHOLE, verdict.access, order, length_m)
    run = _find_longest_run(course, verdict)
    if run:
        rows = tuple(dict.fromkeys(stop.point for stop in run))
        return _part(Part.RUN, verdict, rows, round(run[-1].along_m - run[0].along_m, 1))
    recommended = [row for row in order if course.points[row].recommended is Access.YES]
    if recommended and set(recommended) <= set(open_points):
        return _part(Part.RECOMMENDED, verdict, tuple(recommended), None)
    return _part(Part.POINTS, verdict, tuple(open_points), None)


def _part(
    kind: Part, verdict: CourseVerdict, rows: tuple[int, ...], length_m: float | None
) -> BestPart:
    """Points whose way between them nobody measured are no yes, unless a track joins them."""
    access = access_of_all([verdict.points[row] for row in rows])
    if kind is not Part.RUN and access is Access.YES:
        access = Access.UNKNOWN
    return BestPart(kind, access, rows, length_m)


def _find_longest_run(course: Course, verdict: CourseVerdict) -> tuple[Stop, ...]:
    """The longest way from one point to another with none between that refuses."""
    best: tuple[Stop, ...] = ()
    for stretch in course.stretches:
        run: list[Stop] = []
        for stop in stretch.stops:
            refused = verdict.points[stop.point].access is Access.NO
            run = [] if refused else [*run, stop]
            if len(run) > 1 and _length(run) > _length(best):
                best = tuple(run)
    return best


def _length(run: tuple[Stop, ...] | list[Stop]) -> float:
    return run[-1].along_m - run[0].along_m if run else 0.0
