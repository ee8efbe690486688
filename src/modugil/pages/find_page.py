"""Places found by name, by need, near one, along a way: a form, a list in words, then a map."""

from dataclasses import dataclass

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from modugil.answers.asking.asked_needs import DEFAULT_PRESET, read_needs
from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import Desk
from modugil.answers.finding.place_question import FoundPlace, PlaceQuestion, PlacesFound
from modugil.answers.itinerary import PlaceRef
from modugil.answers.trips.question import TripQuestion
from modugil.core.errors import BadInput, ModugilError
from modugil.core.geo import LatLon
from modugil.core.language import Language
from modugil.pages.catalogue import Words, get_words
from modugil.pages.find_form import (
    NEEDS,
    OFFERED_HAS,
    ON_PAGE,
    READY,
    FindForm,
    build_question,
    read_find_form,
)
from modugil.pages.live_view import clock_data, say_simulated
from modugil.pages.measures import say_length
from modugil.pages.plan_form import Found, find_field
from modugil.pages.plan_view import Explain, script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import render_page
from modugil.places.vocabulary import CATEGORIES, KINDS


@dataclass(frozen=True, slots=True)
class Where:
    """Where it is looked for; `missing` says what could not be understood of it."""

    near: LatLon | None = None
    along: tuple[LatLon, ...] = ()
    choices: tuple[PlaceRef, ...] = ()
    said: str = ""
    missing: str = ""


@get("/places", include_in_schema=False, sync_to_thread=True)
def show_find(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    explain: NamedDependency[SkipValidation[Explain]],
) -> Response[str]:
    """The page; a half-filled form is no error."""
    query, language = read_query(request), choose_language(request)
    words, form = get_words(language), read_find_form(request)
    region = build_region_card(desk.manifest, language=language)
    where, found, problem = Where(), None, None
    try:
        where = find_where(desk, form, words, language=language)
        if desk.catalogue is not None and not (form.is_empty or where.missing):
            found = find(desk, form, where, language=language)
    except ModugilError as error:
        problem = explain(error, path="/places", language=language)
    return render_page(
        "find.html",
        language=language,
        query={**query, **form.list_repeated()},
        status=problem.status if problem else 200,
        region=region,
        simulated=say_simulated(words, desk),
        credits=list_credits(region),
        form=form,
        where=where,
        found=found,
        problem=problem,
        has_places=desk.catalogue is not None,
        previous=_turn(form, query, found, -ON_PAGE),
        following=_turn(form, query, found, ON_PAGE),
        on_page=ON_PAGE,
        ready=READY,
        needs=NEEDS,
        kinds=KINDS,
        categories=CATEGORIES,
        offered_has=OFFERED_HAS,
        marks=_mark(found, form.offset),
        script_words=script_words(words),
        script_data=clock_data(desk),
    )


def find(desk: Desk, form: FindForm, where: Where, *, language: Language) -> PlacesFound:
    """What the form asks for, at this moment."""
    question: PlaceQuestion = build_question(
        form, near=where.near, along=where.along, language=language
    )
    return desk.find_places(question, now=desk.clock.now())


def find_where(desk: Desk, form: FindForm, words: Words, *, language: Language) -> Where:
    """The point and the way that the form means.

    Errors:  BadInput where a ref or a coordinate lies outside of what the region holds.
    """
    if form.along is not None:
        return _along(desk, form.along, words, language=language)
    if not form.near.text:
        return Where()
    try:
        found = find_field(desk, form.near, language=language)
    except BadInput:
        found = Found()
    if found.place is not None:
        place = found.place
        here = place.kind == "coordinate"
        said = words("find.near_here") if here else words("find.near_said", name=place.name)
        return Where(near=LatLon(place.lat, place.lon), said=said)
    key = "find.near_choose" if found.choices else "find.near_none"
    return Where(choices=found.choices, missing=words(key, text=form.near.text))


def _along(desk: Desk, ends: tuple[str, str], words: Words, *, language: Language) -> Where:
    """The first way between these two, as one goes it now."""
    question = TripQuestion(
        start=ends[0],
        end=ends[1],
        at=None,
        arrive_by=False,
        needs=read_needs({"needs": DEFAULT_PRESET}),
        language=language,
    )
    answer = desk.plan(question, now=desk.clock.now())
    legs = answer.journeys[0].legs if answer.journeys else []
    way = tuple(LatLon(lat, lon) for leg in legs for lon, lat in leg.geometry)
    if len(way) < 2:
        return Where(missing=words("find.along_none"))
    told = {"start": answer.start.name, "end": answer.end.name}
    corridor = say_length(PlaceQuestion().corridor_m)
    return Where(along=way, said=words("find.along_said", m=corridor, **told))


def _turn(form: FindForm, query: dict[str, str], found: PlacesFound | None, by: int) -> str:
    """The address of the page so many places on; "" where there is none."""
    at = form.offset + by
    if found is None or at >= found.total or at <= -ON_PAGE:
        return ""
    return form.address(offset=max(0, at), language=query.get("language", ""))


def _mark(found: PlacesFound | None, offset: int) -> list[dict[str, object]]:
    """What the map shows of the list: its numbers."""
    places: list[FoundPlace] = found.places if found is not None else []
    return [
        {"number": number, "name": one.place.name, "lat": one.place.lat, "lon": one.place.lon}
        for number, one in enumerate(places, offset + 1)
    ]
