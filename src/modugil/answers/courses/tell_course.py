"""One course in words: the verdict, why, what is known, point by point, and what is on it."""

from dataclasses import replace

from modugil.answers.courses.best_part import find_best_part
from modugil.answers.courses.course_answer import (
    CourseAnswer,
    KnownAspect,
    OfferAnswer,
    PointAnswer,
)
from modugil.answers.courses.effort import measure_effort
from modugil.answers.courses.judge import MEASURED, Aspect
from modugil.answers.courses.scope import CourseScope
from modugil.answers.courses.tell_part import tell_effort, tell_part
from modugil.answers.courses.tell_point import (
    is_measured,
    list_findings,
    list_measured,
    list_unmeasured,
    quote_point,
)
from modugil.answers.finding.endpoints import access_word
from modugil.answers.itinerary import PlaceRef
from modugil.answers.sights.sentences.fill import fill
from modugil.core.access import Access
from modugil.places.courses.course import Course, Offer, Order

_ROW = {Access.YES: 0, Access.NO: 1, Access.UNKNOWN: 2}
_ASKED_OFFERS = (
    ("toilet", (Offer.TOILET,)),
    ("parking", (Offer.PARKING,)),
    ("rest", (Offer.REST,)),
)


def tell_course(scope: CourseScope, *, sight: PlaceRef | None) -> CourseAnswer:
    """The answer; the points stand in the order in which they are met, where that is known."""
    course, verdict = scope.course, scope.verdict
    order = tuple(course.list_in_order())
    numbers = {row: place for place, row in enumerate(order, 1)}
    points = [_tell_point(scope, row, numbers[row]) for row in order]
    middle, walked = course.middle, course.order is Order.TRACK
    return CourseAnswer(
        id=course.id,
        name=course.name,
        needs=scope.needs.preset,
        language=scope.language,
        verdict=access_word(verdict.access),
        summary=say_summary(scope),
        rule=scope.phrases.rule,
        known=list_known(scope),
        order=course.order.value,
        order_text=_say_order(scope),
        length_m=sum(one.length_m for one in course.stretches) if walked else None,
        stops=[numbers[row] for row in order if row in set(verdict.list_refused())],
        part=tell_part(scope, find_best_part(course, verdict), numbers),
        effort=tell_effort(scope, measure_effort(course, verdict, scope.needs), numbers),
        points=points,
        offers=_list_offers(scope, order, numbers),
        not_known=_list_not_known(scope),
        lat=middle.lat,
        lon=middle.lon,
        sight=sight,
        sources=scope.book.list_sources(),
    )


def say_summary(scope: CourseScope) -> str:
    """Whether it can be passed, where it stops first and why, and what is not known."""
    phrases, words, refused = scope.phrases, scope.words, scope.verdict.list_refused()
    said = [phrases.verdicts[_ROW[scope.verdict.access]]]
    if not scope.verdict.asked:
        said.append(phrases.nothing_asked)
    if refused:
        order = [row for row in scope.course.list_in_order() if row in set(refused)]
        why = next(one.text for one in list_findings(scope, order[0]) if one.access == "no")
        said.append(fill(phrases.stops_at, point=scope.name(order[0]), why=why))
        if len(order) > 1:
            said.append(fill(phrases.more_stops, n=str(len(order) - 1)))
    elif scope.verdict.access is Access.UNKNOWN:
        said += [one.text for one in list_known(scope) if one.known < one.points][:2]
    return words.sentences(*said)


def list_known(scope: CourseScope) -> list[KnownAspect]:
    """At how many points each thing that is asked is measured; slope and width always."""
    asked = dict.fromkeys((Aspect.SLOPE, Aspect.WIDTH, *scope.verdict.asked))
    phrases, points, told = scope.phrases, scope.course.points, []
    for aspect in asked:
        known = sum(is_measured(point, aspect) for point in points) if aspect in MEASURED else 0
        what, pattern = phrases.aspects[aspect], phrases.known if known else phrases.known_nowhere
        text = fill(pattern, what=what, n=str(known), all=str(len(points)))
        told.append(KnownAspect(aspect=aspect.value, known=known, points=len(points), text=text))
    return told


def _tell_point(scope: CourseScope, row: int, place_in_list: int) -> PointAnswer:
    point, verdict = scope.course.points[row], scope.verdict.points[row]
    place, slope, width = point.place, point.slope, point.width
    unmeasured = [scope.phrases.aspects[one] for one in list_unmeasured(scope, row)]
    stretch, along_m = _find_along(scope.course, row)
    said = [one for fact in place.facts.values() for one in fact.said] or place.records
    return PointAnswer(
        number=place_in_list,
        place=_refer(scope, row),
        access=access_word(verdict.access),
        findings=list_findings(scope, row),
        measured=list_measured(scope, point),
        unknown=unmeasured,
        quote=quote_point(point),
        unknown_text=_say_unknown(scope, unmeasured),
        recommended=access_word(point.recommended),
        recommended_text=_say_recommended(scope, point.recommended),
        offers=sorted(offer.value for offer in point.offers),
        sources=scope.book.take(replace(one, record="") for one in said),
        slope_deg=slope.steepest_deg.high if slope is not None else None,
        slope_way=slope.way if slope is not None else "",
        slope_length_m=slope.length_m if slope is not None else None,
        width_m=width.narrowest_m.low if width is not None else None,
        stretch=stretch,
        along_m=along_m,
        along=_say_along(scope, stretch, along_m),
    )


def _refer(scope: CourseScope, row: int) -> PlaceRef:
    place = scope.course.points[row].place
    return PlaceRef(
        ref=f"place:{place.id}",
        kind="course",
        name=scope.name(row),
        lat=place.lat,
        lon=place.lon,
        wheelchair=access_word(place.wheelchair),
    )


def _say_along(scope: CourseScope, stretch: int | None, along_m: float | None) -> str:
    if along_m is None:
        return ""
    return fill(scope.phrases.along, stretch=str(stretch), m=scope.metres(along_m))


def _say_unknown(scope: CourseScope, unmeasured: list[str]) -> str:
    things = scope.words.list_of(unmeasured)
    return fill(scope.phrases.not_measured, things=things) if unmeasured else ""


def _say_recommended(scope: CourseScope, recommended: Access) -> str:
    phrases = scope.phrases
    told = {Access.YES: phrases.recommended, Access.NO: phrases.not_recommended}
    return told.get(recommended, "")


def _find_along(course: Course, row: int) -> tuple[int | None, float | None]:
    """The stretch and how far along it; only a track tells how far."""
    for number_of, stretch in enumerate(course.stretches, 1):
        for stop in stretch.stops:
            if stop.point == row and course.order is Order.TRACK:
                return number_of, stop.along_m
    return None, None


def _say_order(scope: CourseScope) -> str:
    course, phrases = scope.course, scope.phrases
    if course.order is Order.TRACK:
        length = scope.metres(sum(one.length_m for one in course.stretches))
        return fill(phrases.order_track, n=str(len(course.stretches)), length=length)
    return phrases.order_said if course.order is Order.SAID else phrases.order_unknown


def _list_offers(
    scope: CourseScope, order: tuple[int, ...], numbers: dict[int, int]
) -> list[OfferAnswer]:
    phrases = scope.phrases
    return [
        OfferAnswer(
            offer=offer.value,
            text=fill(phrases.offer, what=phrases.offers[offer], point=scope.name(row)),
            point=numbers[row],
        )
        for offer in Offer
        for row in order
        if offer in scope.course.points[row].offers
    ]


def _list_not_known(scope: CourseScope) -> list[str]:
    there = {offer for point in scope.course.points for offer in point.offers}
    return [
        scope.phrases.offers_none[asked]
        for asked, offers in _ASKED_OFFERS
        if not there & set(offers)
    ]
