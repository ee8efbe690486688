"""Whether a course can be passed for one person's needs: yes, no, or not known.

At each point every limit of the needs that passes not everything is asked. What is asked and not
measured is unknown; a course is a yes only where everything asked is measured at every point and
passes, and a no where one point refuses. A slope is judged both ways, for one comes back: it
refuses where the way it was measured refuses, or both do where that is not said; where only the way
back refuses, nobody knows. Kerbs, cross-slopes and crossings are measured at no course; only the
word that the point as a whole can be used in a wheelchair answers for them, where needs heed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import atan, degrees, inf, isinf, radians, tan

from modugil.core.access import Access, worst_access
from modugil.places.courses.course import Course, CoursePoint, Slope, Span
from modugil.region.vocabulary import Smoothness, Surface
from modugil.routing.needs import CrossingRule, Needs, TagRule


class Aspect(StrEnum):
    """What is asked of every point, in the order in which it is told."""

    SLOPE = "slope"
    WIDTH = "width"
    STEPS = "steps"
    SURFACE = "surface"
    EVENNESS = "evenness"
    WORD = "word"
    """What is said of the point as a whole; it can refuse, and is asked only where it is said."""
    KERB = "kerb"
    CROSS_SLOPE = "cross_slope"
    CROSSING = "crossing"


MEASURED = (Aspect.SLOPE, Aspect.WIDTH, Aspect.STEPS, Aspect.SURFACE, Aspect.EVENNESS)
"""What course surveys measure; of all others nothing is ever known but by the word."""


@dataclass(frozen=True, slots=True)
class PointVerdict:
    """Whether one point can be passed, and by which aspects; those that nobody asks are not in."""

    access: Access
    aspects: Mapping[Aspect, Access]
    stops: Mapping[Aspect, tuple[str, ...]] = field(default_factory=dict)
    """By what refuses, the presets of those whom it stops, where several go together."""


@dataclass(frozen=True, slots=True)
class CourseVerdict:
    """Whether the whole course can be passed, and each of its points."""

    access: Access
    points: tuple[PointVerdict, ...]
    asked: tuple[Aspect, ...]

    def list_refused(self) -> list[int]:
        """The points at which it cannot be passed."""
        return [row for row, one in enumerate(self.points) if one.access is Access.NO]


def judge_course(course: Course, needs: Needs) -> CourseVerdict:
    """The verdict on every point and on all of them."""
    each = [list_asked(one) for one in needs.members]
    asked = tuple(aspect for aspect in Aspect if any(aspect in some for some in each))
    points = tuple(judge_point(one, needs) for one in course.points)
    return CourseVerdict(access_of_all(points), points, asked)


def access_of_all(points: Sequence[PointVerdict]) -> Access:
    """The access of points passed one after the other."""
    return worst_access(*(one.access for one in points)) if points else Access.UNKNOWN


def list_asked(needs: Needs) -> tuple[Aspect, ...]:
    """What these needs ask of a course; a limit that lets everything pass asks for nothing."""
    rough = Smoothness.UNKNOWN < needs.worst_smoothness < Smoothness.IMPASSABLE
    asks = {
        Aspect.SLOPE: min(needs.max_slope_up_ratio, needs.max_slope_down_ratio) < inf,
        Aspect.WIDTH: needs.min_width_m > 0,
        Aspect.STEPS: needs.max_step_count < inf,
        Aspect.SURFACE: needs.asks_surface,
        Aspect.EVENNESS: rough,
        Aspect.KERB: needs.max_kerb_m < inf,
        Aspect.CROSS_SLOPE: needs.max_cross_slope_ratio < inf,
        Aspect.CROSSING: needs.crossings is not CrossingRule.ANY,
    }
    return tuple(aspect for aspect in Aspect if asks.get(aspect, False))


def judge_point(point: CoursePoint, needs: Needs) -> PointVerdict:
    """The verdict on one point; of several who go together each is asked."""
    verdicts: dict[Aspect, Access] = {}
    stops: dict[Aspect, tuple[str, ...]] = {}
    for one in needs.members:
        for aspect, access in _judge_for(point, one).items():
            verdicts[aspect] = worst_access(access, verdicts.get(aspect, access))
            if access is Access.NO and needs.together:
                stops[aspect] = (*stops.get(aspect, ()), one.preset)
    return PointVerdict(worst_access(Access.YES, *verdicts.values()), verdicts, stops)


def _judge_for(point: CoursePoint, needs: Needs) -> dict[Aspect, Access]:
    """What one person asks of the point, and whether it is so."""
    verdicts = {aspect: _judge(aspect, point, needs) for aspect in list_asked(needs)}
    if needs.wheelchair_tag is TagRule.HEED and point.wheelchair is Access.NO:
        verdicts[Aspect.WORD] = Access.NO
    return verdicts


def _judge(aspect: Aspect, point: CoursePoint, needs: Needs) -> Access:
    if aspect is Aspect.SLOPE:
        return _judge_slope(point.slope, needs)
    if aspect is Aspect.WIDTH:
        return _judge_width(point, needs)
    if aspect is Aspect.STEPS:
        return _judge_most(point.steps, needs.max_step_count)
    if aspect is Aspect.SURFACE:
        return _judge_surface(point.surface, needs)
    if aspect is Aspect.EVENNESS:
        even = point.even is Access.YES and needs.worst_smoothness >= Smoothness.GOOD
        return Access.YES if even else Access.UNKNOWN
    heeded = needs.wheelchair_tag is TagRule.HEED and point.wheelchair is Access.YES
    return Access.YES if heeded else Access.UNKNOWN


def judge_slope(slope: Slope | None, needs: Needs) -> Access:
    """Whether that slope can be passed there and back, by each who goes along."""
    return worst_access(Access.YES, *(_judge_slope(slope, one) for one in needs.members))


def _judge_slope(slope: Slope | None, needs: Needs) -> Access:
    if slope is None:
        return Access.UNKNOWN
    up = _judge_most(slope.steepest_deg, limit_deg(needs.max_slope_up_ratio))
    down = _judge_most(slope.steepest_deg, limit_deg(needs.max_slope_down_ratio))
    measured = {"up": (up,), "down": (down,)}.get(slope.way, (up, down))
    if all(one is Access.NO for one in measured):
        return Access.NO
    return Access.YES if up is down is Access.YES else Access.UNKNOWN


def limit_deg(ratio: float) -> float:
    """A limit of slope as degrees from the level, infinity where there is none."""
    return inf if isinf(ratio) else degrees(atan(ratio))


def ratio_of(slope_deg: float) -> float:
    """Degrees from the level as rise over run."""
    return tan(radians(slope_deg))


def _judge_most(measured: Span | None, most: float) -> Access:
    """A number that must not pass a limit."""
    if measured is None:
        return Access.UNKNOWN
    if measured.low > most:
        return Access.NO
    return Access.YES if measured.high <= most else Access.UNKNOWN


def _judge_width(point: CoursePoint, needs: Needs) -> Access:
    width = point.width
    if width is None:
        return Access.UNKNOWN
    if width.narrowest_m.high < needs.min_width_m:
        return Access.NO
    wide = width.of_path and width.narrowest_m.low >= needs.min_width_m
    return Access.YES if wide else Access.UNKNOWN


def _judge_surface(surface: Surface, needs: Needs) -> Access:
    if surface is Surface.UNKNOWN:
        return Access.UNKNOWN
    return Access.YES if surface in needs.surfaces else Access.NO
