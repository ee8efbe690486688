"""One packet for one measured course, in its walking order."""

from datetime import datetime

from modugil.answers.courses.scope import CourseScope
from modugil.answers.courses.tell_course import say_summary
from modugil.answers.courses.tell_point import list_findings
from modugil.answers.finding.find_among import place_ref
from modugil.answers.guidance.build_streets import NO_STREETS, PacketStreets, build_streets
from modugil.answers.guidance.course_chain import Chain, ChainBuilder
from modugil.answers.guidance.frame import frame_question
from modugil.answers.guidance.packet import GuidancePacket, GuidedLeg, Landmark
from modugil.answers.guidance.sentences import GUIDANCE_PHRASES
from modugil.answers.guidance.surroundings import Surroundings
from modugil.answers.guidance.told_numbers import round_line
from modugil.answers.itinerary import PlaceRef
from modugil.answers.planner import LOOK_AHEAD, Planner
from modugil.answers.telling.sentences import get_phrasebook
from modugil.core.errors import NoGuidance
from modugil.core.geo import LatLon, distance_m
from modugil.places.courses.course import Course, Order, Stretch


def build_course_packet(
    planner: Planner, scope: CourseScope, *, around: Surroundings, now: datetime
) -> GuidancePacket:
    """The packet along the whole course, with the streets near it where the region has some.

    Errors:  NoGuidance where nobody knows in which order its points are met.
    """
    course, needs, language = scope.course, scope.needs, scope.language
    lines = _list_lines(course)
    streets = _build_streets(planner, scope, lines, now)
    chain = ChainBuilder(course, scope.verdict, needs).build(streets)
    legs = _build_legs(scope, chain)
    landmarks = around.list_landmarks(lines, streets, language=language)
    return GuidancePacket(
        **frame_question(planner.region, needs, language=language, now=now),
        start=legs[0].start,
        end=legs[-1].end,
        summary=say_summary(scope),
        passes=chain.passes,
        warnings=_list_warnings(scope),
        legs=legs,
        nodes=chain.nodes,
        edges=chain.edges,
        names=streets.names,
        landmarks=[*_list_points(scope), *landmarks],
        toilets=around.list_toilets(lines, needs, language=language, at=[now] * len(lines)),
    )


def _list_lines(course: Course) -> list[list[LatLon]]:
    lines = [list(stretch.line) for stretch in course.stretches if stretch.length_m > 0.0]
    if course.order is Order.UNKNOWN or not lines:
        raise NoGuidance(
            "The order in which one meets the points of this course is not known, so nobody can be "
            "guided along it.",
            allowed="A course can be guided along where a track was recorded or its points are "
            "numbered: `order` of /api/v1/courses/ID says so.",
        )
    return lines


def _build_streets(
    planner: Planner, scope: CourseScope, lines: list[list[LatLon]], now: datetime
) -> PacketStreets:
    """The streets near the course as they are now; none where the region has none."""
    conditions = planner.conditions.get_current()
    span = (now, now + LOOK_AHEAD)
    costs = planner.prepare(scope.needs, conditions=conditions, span=span).costs
    if costs is None:
        return NO_STREETS
    return build_streets(costs, plain=costs, ways=[], lines=lines, language=scope.language)


def _build_legs(scope: CourseScope, chain: Chain) -> list[GuidedLeg]:
    """A walk along each stretch, and a straight one over the ground between two of them."""
    legs: list[GuidedLeg] = []
    last: LatLon | None = None
    for stretch, passed in chain.passed.items():
        start, end = _name(scope, stretch, 0), _name(scope, stretch, -1)
        if last is not None:
            legs.append(_bridge(scope, legs[-1].end, start, (last, stretch.line[0])))
        line = round_line([(one.lon, one.lat) for one in stretch.line])
        legs.append(GuidedLeg(kind="walk", start=start, end=end, line=line, passed=passed))
        last = stretch.line[-1]
    return legs


def _bridge(
    scope: CourseScope, start: PlaceRef, end: PlaceRef, between: tuple[LatLon, LatLon]
) -> GuidedLeg:
    metres = get_phrasebook(scope.language).metres(distance_m(*between))
    text = GUIDANCE_PHRASES[scope.language].gap.format(name=end.name, metres=metres)
    line = round_line([(one.lon, one.lat) for one in between])
    return GuidedLeg(kind="walk", start=start, end=end, line=line, texts=[text])


def _name(scope: CourseScope, stretch: Stretch, place: int) -> PlaceRef:
    point = scope.course.points[stretch.stops[place].point]
    return place_ref(point.place, language=scope.language)


def _list_warnings(scope: CourseScope) -> list[str]:
    """What refuses, at each point that does."""
    return [
        f"{scope.name(row)}: {finding.text}"
        for row in scope.course.list_in_order()
        if row in set(scope.verdict.list_refused())
        for finding in list_findings(scope, row)
        if finding.access == "no"
    ]


def _list_points(scope: CourseScope) -> list[Landmark]:
    """The points of the course by their names, as they are met."""
    rows = dict.fromkeys(stop.point for one in scope.course.stretches for stop in one.stops)
    places = [place_ref(scope.course.points[row].place, language=scope.language) for row in rows]
    return [
        Landmark(at=round_line([(one.lon, one.lat)])[0], name=one.name, kind=one.kind)
        for one in places
    ]
