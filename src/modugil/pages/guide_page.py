"""The page on which somebody is guided: the way as a list, which a script turns into guidance."""

from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.courses.course_answer import CourseAnswer
from modugil.answers.desk import Desk
from modugil.answers.itinerary import JourneyAnswer, TripAnswer
from modugil.core.errors import ModugilError
from modugil.core.language import Language
from modugil.pages.board_link import course_link
from modugil.pages.catalogue import Words, get_words
from modugil.pages.courses_page import read_asked
from modugil.pages.guide_link import back_link, course_packet_address, packet_address
from modugil.pages.live_view import say_simulated
from modugil.pages.plan_form import PlanForm, read_form
from modugil.pages.plan_page import answer_form
from modugil.pages.plan_view import Explain
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.sketch import draw_sketch
from modugil.pages.templating import render_page

BUZZES = ("left", "right", "ahead", "caution", "off-route", "arrived")
"""The patterns of vibration, as the script names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """What is guided along, and where its packet is; an `error` where nothing is."""

    heading: str
    back: str
    packet: str = ""
    answer: TripAnswer | None = None
    journey: JourneyAnswer | None = None
    course: CourseAnswer | None = None
    error: ModugilError | None = None


@get("/guide", include_in_schema=False, sync_to_thread=True)
def show_guide(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    explain: NamedDependency[SkipValidation[Explain]],
) -> Response[str]:
    """The page for a journey of a plan, or for a course."""
    query, language = read_query(request), choose_language(request)
    words = get_words(language)
    guided = find_guided(desk, query, language=language)
    problem = explain(guided.error, path="/guide", language=language) if guided.error else None
    region = build_region_card(desk.manifest, language=language)
    journey, credits = guided.journey, guided.answer.credits if guided.answer else ()
    return render_page(
        "guide.html",
        language=language,
        query=query,
        status=problem.status if problem else 200,
        kept_offline="guide" if guided.packet else "",
        guided=guided,
        answer=guided.answer,
        journey=journey,
        sketches={journey.id: draw_sketch(journey)} if journey else {},
        problem=problem,
        buzzes=BUZZES,
        region=region,
        simulated=say_simulated(words, desk),
        credits=credits or list_credits(region),
        script_words=guide_words(words),
    )


def find_guided(desk: Desk, query: dict[str, str], *, language: Language) -> Guided:
    """The course or the journey that the query names."""
    if course := query.get("course", "").strip():
        return _find_course(desk, course, query, language=language)
    return _find_journey(desk, read_form(query), query.get("journey", ""), language=language)


def _find_course(desk: Desk, course: str, query: dict[str, str], *, language: Language) -> Guided:
    words, asked = get_words(language), read_asked(query)
    try:
        found = desk.courses.get_course(course, asked.needs, language=language)
    except ModugilError as error:
        return Guided(heading=words("guide.title"), back="/courses", error=error)
    packet = course_packet_address(found.id, asked.words, language=language)
    return Guided(
        heading=words("guide.course_heading", name=found.name),
        back=course_link(found.id),
        packet=packet if found.order != "unknown" else "",
        course=found,
        error=asked.fault,
    )


def _find_journey(desk: Desk, form: PlanForm, number: str, *, language: Language) -> Guided:
    """The journey of that number; without a number the first."""
    words, outcome = get_words(language), answer_form(desk, form, language=language)
    answer = outcome.answer
    if answer is None:
        return Guided(heading=words("guide.title"), back="/", error=outcome.error)
    chosen = [one for one in answer.journeys if one.id == (number or "1")]
    heading = words("guide.heading", start=answer.start.name, end=answer.end.name)
    back = back_link(answer, form)
    if not chosen:
        return Guided(heading=heading, back=back, answer=answer)
    packet = packet_address(answer, chosen[0], form)
    return Guided(heading=heading, back=back, packet=packet, answer=answer, journey=chosen[0])


def guide_words(words: Words) -> dict[str, str]:
    """All that the script says and shows, and all that is spoken."""
    return {
        f"{section}.{key}": text
        for section in ("guide", "spoken")
        for key, text in words.section(section).items()
    }
