"""The first page: where from, where to, when, for whom; and the ways found, side by side."""

from dataclasses import dataclass, replace

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.asking.needs_cards import build_needs_cards
from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.answers.itinerary import TripAnswer
from modugil.answers.trips.question import TripQuestion
from modugil.core.errors import ModugilError
from modugil.core.language import Language
from modugil.core.time import format_local, get_zone
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import say_simulated
from modugil.pages.map.journey_parts import build_map_journeys
from modugil.pages.plan_form import (
    OWN_CHOICES,
    OWN_LIMITS,
    Found,
    PlanForm,
    find_field,
    read_form,
)
from modugil.pages.plan_view import (
    FORM_UNITS,
    Explain,
    link_examples,
    preset_numbers,
    say_allowed,
    say_hint,
    say_missing,
    script_words,
    strictest_numbers,
)
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.sketch import draw_sketch
from modugil.pages.templating import render_page


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a filled form: an answer, places still to choose, or an error."""

    start: Found = Found()
    end: Found = Found()
    answer: TripAnswer | None = None
    error: ModugilError | None = None


@get("/", include_in_schema=False, sync_to_thread=True)
def show_plan(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    explain: NamedDependency[SkipValidation[Explain]],
) -> Response[str]:
    """The page, with an answer if the form was filled."""
    query, language = read_query(request), choose_language(request)
    words, form = get_words(language), read_form(query)
    examples = desk.examples(language=language) if form.is_empty else ()
    outcome = answer_form(desk, form, language=language)
    answer, error = outcome.answer, outcome.error
    problem = explain(error, path="/", language=language) if error else None
    region = build_region_card(desk.manifest, language=language)
    asked = not (form.is_empty or answer or error)
    now = _local_minute(desk)
    numbers = preset_numbers(build_needs_cards())
    outdated = bool(region.first_day) and not region.first_day <= now[:10] <= region.last_day
    if outdated and examples and "when" not in query:
        form = replace(form, when="leave", at=examples[0].at)
    return render_page(
        "plan.html",
        language=language,
        query=query,
        status=problem.status if problem else 200,
        kept_offline="plan" if answer and answer.journeys else "",
        form=form,
        start=outcome.start,
        end_found=outcome.end,
        answer=answer,
        problem=problem,
        allowed=say_allowed(words, problem.code, region=region) if problem else "",
        missing=say_missing(words, form, start=outcome.start, end=outcome.end) if asked else [],
        region=region,
        simulated=say_simulated(words, desk),
        credits=answer.credits if answer else list_credits(region),
        now=now,
        outdated=say_allowed(words, "time_outside", region=region) if outdated else "",
        examples=link_examples(examples, language=query.get("language", "")),
        hint=say_hint(words, region=region),
        sketches={one.id: draw_sketch(one) for one in answer.journeys} if answer else {},
        journeys=build_map_journeys(answer.journeys) if answer else [],
        numbers=numbers,
        strictest=strictest_numbers(numbers, form.group),
        own_limits={word: FORM_UNITS[word] for word in OWN_LIMITS},
        own_choices=OWN_CHOICES,
        script_words=script_words(words),
    )


def answer_form(desk: Desk, form: PlanForm, *, language: Language) -> Outcome:
    """The answer to the form, or what is missing for one."""
    start, end = Found(), Found()
    try:
        if form.start.text:
            start = find_field(desk, form.start, language=language)
        if form.end.text:
            end = find_field(desk, form.end, language=language)
        if start.place is None or end.place is None:
            return Outcome(start, end)
        question = TripQuestion(
            start=start.place.ref,
            end=end.place.ref,
            at=form.at or None,
            arrive_by=form.when == "arrive",
            needs=read_needs({"needs": form.needs, **form.limits}),
            language=language,
        )
        return Outcome(start, end, answer=desk.plan(question, now=desk.clock.now()))
    except ModugilError as error:
        return Outcome(start, end, error=error)


def _local_minute(desk: Desk) -> str:
    """The present minute on the region's wall, as a date-and-time field writes it."""
    zone = get_zone(desk.manifest.time_zone)
    return format_local(desk.clock.now(), zone=zone)[:16]
