"""The measured courses: which of them these needs can pass, and one of them point by point."""

from collections.abc import Mapping
from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.core.errors import NeedsInvalid
from modugil.pages.catalogue import get_words
from modugil.pages.course_pictures import find_course_pictures
from modugil.pages.course_sketch import draw_course
from modugil.pages.live_view import say_simulated
from modugil.pages.plan_form import read_form
from modugil.pages.plan_view import Explain
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.routing.group_needs import TOGETHER
from modugil.routing.needs import Needs
from modugil.routing.presets import list_presets


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose needs a page answers; `fault` where the limits in the query cannot be meant."""

    preset: str
    limits: Mapping[str, str]
    needs: Needs
    fault: NeedsInvalid | None = None

    @property
    def group(self) -> tuple[str, ...]:
        """The preset of each who goes along."""
        return tuple(self.preset.split(TOGETHER))

    @property
    def words(self) -> dict[str, str]:
        """The needs as the words of an address."""
        return {"needs": self.preset, **self.limits}


def read_asked(query: Mapping[str, str]) -> Asked:
    """The needs of a query; limits that cannot be meant are said and left out."""
    form = read_form(query)
    try:
        return Asked(form.needs, form.limits, read_needs({"needs": form.needs, **form.limits}))
    except NeedsInvalid as fault:
        return Asked(form.needs, {}, read_needs({"needs": form.needs}), fault)


@get("/courses", include_in_schema=False, sync_to_thread=True)
def show_courses(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    explain: NamedDependency[SkipValidation[Explain]],
) -> Response[str]:
    """All courses, each with its verdict."""
    language, asked = choose_language(request), read_asked(read_query(request))
    found = desk.courses.list_courses(asked.needs, language=language)
    return _show(request, desk, "courses.html", asked, explain=explain, found=found)


@get("/courses/{course_id:str}", include_in_schema=False, sync_to_thread=True)
def show_course(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    explain: NamedDependency[SkipValidation[Explain]],
    course_id: FromPath[str],
) -> Response[str]:
    """One course.

    Errors:  PlaceNotFound if there is no such course.
    """
    language, asked = choose_language(request), read_asked(read_query(request))
    course = desk.courses.get_course(course_id, asked.needs, language=language)
    measured = desk.courses.judge(course_id, asked.needs, language=language).course
    return _show(
        request,
        desk,
        "course.html",
        asked,
        explain=explain,
        course=course,
        names={one.number: one.place.name for one in course.points},
        drawing=draw_course(course, asked.needs),
        pictures=find_course_pictures(desk, measured, asked.words),
    )


def _show(
    request: AnyRequest,
    desk: Desk,
    template: str,
    asked: Asked,
    *,
    explain: Explain,
    **values: object,
) -> Response[str]:
    """The page, with what every page of courses has."""
    language, fault = choose_language(request), asked.fault
    region = build_region_card(desk.manifest, language=language)
    problem = explain(fault, path="/courses", language=language) if fault else None
    return render_page(
        template,
        language=language,
        query=read_query(request),
        status=problem.status if problem else 200,
        asked=asked,
        presets=[needs.preset for needs in list_presets()],
        problem=problem,
        region=region,
        simulated=say_simulated(get_words(language), desk),
        credits=list_credits(region),
        **values,
    )
