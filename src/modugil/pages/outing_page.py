"""A day out: where to, with which battery, how often a toilet; beside the day without limits."""

from functools import partial

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from msgspec.structs import replace

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.answers.outings.outing_answer import OutingAnswer, OutingPlan
from modugil.answers.outings.question import NUMBERS, STAY_WORDS, VIA_WORDS
from modugil.core.time import format_local, get_zone
from modugil.pages.catalogue import get_words
from modugil.pages.live_view import say_simulated
from modugil.pages.outing_form import (
    FIRST_SHOWN,
    answer_outing,
    read_outing_form,
    say_missing,
    say_wrong,
)
from modugil.pages.outing_sketch import draw_battery, draw_toilets
from modugil.pages.outing_way import say_way
from modugil.pages.plan_view import Explain, say_allowed, say_hint, script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.routing.presets import list_presets


@get("/outing", include_in_schema=False, sync_to_thread=True)
def show_outing(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    explain: NamedDependency[SkipValidation[Explain]],
) -> Response[str]:
    """The page, with an answer if the form was filled."""
    query, language = read_query(request), choose_language(request)
    words, form = get_words(language), read_outing_form(query)
    outcome = answer_outing(desk, form, language=language)
    answer = _number_parts(outcome.answer) if outcome.answer else None
    problem = explain(outcome.error, path="/outing", language=language) if outcome.error else None
    region = build_region_card(desk.manifest, language=language)
    wrong = {} if answer else say_wrong(words, form)
    is_asked = not (form.is_empty or answer or problem)
    return render_page(
        "outing.html",
        language=language,
        query=query,
        status=problem.status if problem else 400 if wrong else 200,
        asked=form,
        found=outcome.found,
        missing=say_missing(words, form, outcome.found) if is_asked else {},
        wrong=wrong,
        answer=answer,
        problem=problem,
        allowed=say_allowed(words, problem.code, region=region) if problem else "",
        presets=[needs.preset for needs in list_presets()],
        vias=tuple(zip(VIA_WORDS, STAY_WORDS, strict=True)),
        first_shown=FIRST_SHOWN,
        bounds=NUMBERS,
        battery=draw_battery(answer) if answer else None,
        toilets=draw_toilets(answer, words) if answer else None,
        say_way=partial(say_way, words),
        region=region,
        hint=say_hint(words, region=region),
        script_words=script_words(words),
        now=format_local(desk.clock.now(), zone=get_zone(desk.manifest.time_zone))[:16],
        simulated=say_simulated(words, desk),
        credits=answer.credits if answer else list_credits(region),
    )


def _number_parts(answer: OutingAnswer) -> OutingAnswer:
    """Every way with a number that no other on the page has."""
    plan = _number(answer.plan, 1) if answer.plan else None
    if answer.without is None or answer.without is answer.plan:
        return replace(answer, plan=plan, without=plan if answer.without else None)
    return replace(
        answer,
        plan=plan,
        without=_number(answer.without, 1 + len(answer.plan.parts if answer.plan else [])),
    )


def _number(plan: OutingPlan, first: int) -> OutingPlan:
    parts = [
        replace(part, journey=replace(part.journey, id=str(number)))
        for number, part in enumerate(plan.parts, first)
    ]
    return replace(plan, parts=parts)
