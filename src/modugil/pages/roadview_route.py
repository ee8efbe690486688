"""The way that is drawn into a picture: a journey between two places, or a measured course."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from modugil.answers.desk import Desk
from modugil.answers.roadview.course_there import see_course
from modugil.answers.roadview.route_there import RouteSeen, see_route
from modugil.answers.roadview.scope import build_scope
from modugil.core.errors import PlaceNotFound
from modugil.core.language import Language
from modugil.pages.courses_page import Asked, read_asked
from modugil.pages.plan_form import LONGEST_TEXT, PlanForm
from modugil.pages.plan_page import answer_form
from modugil.places.courses.course import Order
from modugil.places.roadview.picture import Picture


@dataclass(frozen=True, slots=True)
class CourseAsked:
    """The course whose way is asked for, and for whose needs."""

    id: str
    name: str
    needs: Asked
    guides: bool
    """Whether one can be guided along it, as the order of its points is known."""


@dataclass(frozen=True, slots=True)
class RouteAsked:
    """A way that is asked for; `seen` is None where none is, or none was found."""

    seen: RouteSeen | None = None
    course: CourseAsked | None = None
    missed: str = ""
    """The key of the sentence that says why nothing is seen, where a way was asked for."""
    words: dict[str, str] = field(default_factory=dict)
    """What every link to another picture carries on."""


def find_route(
    desk: Desk,
    picture: Picture,
    *,
    query: Mapping[str, str],
    form: PlanForm,
    language: Language,
) -> RouteAsked:
    """The way as seen from the picture; a course goes before two places, as in the guidance."""
    if course := query.get("course", "").strip()[:LONGEST_TEXT]:
        return _find_course(desk, picture, course, read_asked(query), language=language)
    words = _keep_words(form)
    if not (form.start.text and form.end.text):
        return RouteAsked(words=words)
    answer = answer_form(desk, form, language=language).answer
    if answer is not None and answer.journeys:
        seen = see_route(build_scope(picture, language=language), answer.journeys[0])
        if seen is not None:
            return RouteAsked(seen, words=words)
    return RouteAsked(missed="roadview.no_route", words=words)


def _find_course(
    desk: Desk, picture: Picture, id: str, asked: Asked, *, language: Language
) -> RouteAsked:
    words = {"course": id, **asked.words}
    try:
        judged = desk.courses.judge(id, asked.needs, language=language)
    except PlaceNotFound:
        return RouteAsked(missed="roadview.no_course")
    course = judged.course
    told = CourseAsked(course.id, course.name, asked, course.order is not Order.UNKNOWN)
    return RouteAsked(see_course(build_scope(picture, language=language), judged), told, "", words)


def _keep_words(form: PlanForm) -> dict[str, str]:
    if not (form.start.text or form.end.text):
        return {}
    told = {"from": form.start.text, "to": form.end.text}
    for name, end in (("from", form.start), ("to", form.end)):
        if end.ref:
            told |= {f"{name}Ref": end.ref, f"{name}For": end.text}
    when = {"when": form.when, "at": form.at} if form.at else {}
    return told | when | {"needs": form.needs, **form.limits}
