"""One place: can I get in, get round, where is the toilet, how do I get there, and who says so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.answers.itinerary import JourneyAnswer, TripAnswer
from modugil.answers.sights.sight_answer import SightAnswer, SightLine, Verdict
from modugil.core.errors import PlaceNotFound
from modugil.core.language import Language
from modugil.pages.board_link import sight_address
from modugil.pages.catalogue import Words, get_words
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.plan_form import Field, read_form
from modugil.pages.plan_page import Outcome, answer_form
from modugil.pages.plan_view import Explain, say_hint, say_missing, script_words
from modugil.pages.reader import choose_language, read_query
from modugil.pages.sketch import draw_sketch
from modugil.pages.templating import render_page
from modugil.routing.presets import list_presets


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that follow each other and are shown alike: as definitions, or as a plain list."""

    are_told: bool
    """Whether they say who says so, or whether it is so."""
    lines: tuple[SightLine, ...]


@get("/places/{place_id:str}", include_in_schema=False, sync_to_thread=True)
def show_sight(
    request: Request[object, object, State],
    desk: NamedDependency[Desk],
    explain: NamedDependency[SkipValidation[Explain]],
    place_id: FromPath[str],
) -> Response[str]:
    """The page, with the way there if a start is told.

    Errors:  PlaceNotFound if there is no such place.
    """
    query, language = read_query(request), choose_language(request)
    words, sight = get_words(language), find_sight(desk, place_id, language=language)
    asked = read_form({**query, "to": sight.name})
    form = replace(asked, end=Field(sight.name, sight.ref))
    outcome = answer_form(desk, form, language=language) if form.start.text else Outcome()
    trip, error = outcome.answer, outcome.error
    best = trip.journeys[0] if trip and trip.journeys else None
    problem = explain(error, path=f"/places/{place_id}", language=language) if error else None
    region = build_region_card(desk.manifest, language=language)
    unclear = form.start.text and not (trip or error)
    return render_page(
        "sight.html",
        language=language,
        query=query,
        status=problem.status if problem else 200,
        kept_offline="plan" if best else "sight",
        sight=sight,
        blocks={one.key: group_lines(one.lines) for one in sight.sections},
        form=form,
        start=outcome.start,
        missing=say_missing(words, form, start=outcome.start, end=outcome.end) if unclear else [],
        hint=say_hint(words, region=region),
        presets=[needs.preset for needs in list_presets()],
        answer=trip,
        journey=best,
        way=judge_way(trip),
        sketches={best.id: draw_sketch(best)} if best else {},
        problem=problem,
        address=sight_address(sight.id),
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        needs_said=say_needs(words, sight),
        courses=desk.courses.find_of_sight(sight.id),
        lends_here=lends_at(desk, sight.id),
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


def find_sight(desk: Desk, id: str, *, language: Language) -> SightAnswer:
    """What is known of the place.

    Errors:  PlaceNotFound if there is no such place, or the region names none at all.
    """
    if desk.sights is None:
        raise PlaceNotFound(f"There is no place {id[:60]!r} in this region.")
    return desk.sights.get_sight(id, language=language, now=desk.clock.now())


def lends_at(desk: Desk, place_id: str) -> bool:
    """Whether a desk at this place lends wheelchairs and receivers."""
    if desk.rental is None:
        return False
    return any(one.place_id == place_id for one in desk.rental.list_desks())


def group_lines(lines: Iterable[SightLine]) -> list[Lines]:
    """The lines in their order, those alike together."""
    told = groupby(lines, key=lambda one: bool(one.access or one.sources or one.quote))
    return [Lines(are_told, tuple(some)) for are_told, some in told]


def say_needs(words: Words, sight: SightAnswer) -> list[tuple[str, str]]:
    """Each need in words, and whether the place serves it."""
    return [(words(f"find.need_{need}"), access) for need, access in sight.a11y_needs.items()]


def judge_way(trip: TripAnswer | None) -> Verdict:
    """Whether there is a way for these needs; unknown where a part of it is not confirmed."""
    if trip is None:
        return ""
    best: JourneyAnswer | None = next(iter(trip.journeys), None)
    if best is None or not best.passes:
        return "no"
    return "unknown" if best.unverified_m >= 0.5 else "yes"
