"""GET /api/v1/places: stops and places by name; places by needs, nearness, a way, facts, hours."""

from dataclasses import replace

import msgspec
from litestar import get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.answers.finding.place_question import FoundPlace, OpenWord, PlaceQuestion
from modugil.answers.itinerary import AccessWord, PlaceRef
from modugil.api.parameters import describe_parameters
from modugil.api.places_query import LONGEST, OF_NAMES, PARAMETERS, WORDS, read_question
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, get_word, read_words


class PlaceAnswer(PlaceRef, frozen=True, kw_only=True, rename="camel"):
    """One place found; `ref` is what `from` and `to` of a journey take."""

    id: str = ""
    """The place's id on the platform; empty for a stop of a timetable."""
    collection: str = ""
    """What `kinds` takes; empty for a stop of a timetable."""
    category: str = ""
    distance_m: float | None = None
    """From `near`, else from the way `along`; null where neither is asked."""
    along_m: float | None = None
    """Where at the way it is, from the way's beginning."""
    needs: dict[str, AccessWord] = {}
    """Of each need asked whether the place meets it: `yes` or `unknown`."""
    open: OpenWord = "unknown"
    hours_text: str = ""
    facts: list[str] = []
    """The few facts one chooses by, in words."""


class PlacesAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The places found, the best first."""

    places: list[PlaceAnswer]
    total: int | None = None
    """How many there are on all pages; null where a name alone is asked, which has one page."""
    unknown: int = 0
    """How many of them are only possible: a need, or whether it is open, is not known."""
    as_of: str = ""


@get(
    "/places",
    operation_class=describe_parameters(*PARAMETERS),
    operation_id="places",
    summary="Places by name, needs, nearness, a way, facts, hours",
    description="Each place's `ref` is what `from` and `to` of a journey take. Where no more than "
    "q, near, limit and language are given, stops of the timetable are found too; every other word "
    "finds places alone. What is known not to meet a need, or to be closed, is left out; what is "
    "not known comes after what is known, and says so.",
    tags=["places"],
    responses=describe_problems(400),
    sync_to_thread=True,
)
def get_places(request: AnyRequest, desk: NamedDependency[Desk]) -> PlacesAnswer:
    """The places that the query finds; none is an answer too.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS, longest=LONGEST)
    if not any(value for word, value in words.items() if word not in OF_NAMES):
        get_word(words, "q", example="q=공항")
        return _find_by_name(desk, read_question(request, words))
    found = desk.find_places(read_question(request, words), now=desk.clock.now())
    return PlacesAnswer(
        places=[_tell(one) for one in found.places],
        total=found.total,
        unknown=found.unknown,
        as_of=found.as_of,
    )


def _find_by_name(desk: Desk, question: PlaceQuestion) -> PlacesAnswer:
    """Stops and places by name; of the places the same is told as of any."""
    wide = replace(question, limit=2 * question.limit)
    found = desk.find_places(wide, now=desk.clock.now())
    told = {one.place.ref: _tell(one) for one in found.places}
    refs = desk.find(
        question.text, language=question.language, limit=question.limit, near=question.near
    )
    places = [told.get(ref.ref) or PlaceAnswer(**msgspec.structs.asdict(ref)) for ref in refs]
    return PlacesAnswer(places=places, as_of=found.as_of)


def _tell(found: FoundPlace) -> PlaceAnswer:
    return PlaceAnswer(
        **msgspec.structs.asdict(found.place),
        id=found.id,
        collection=found.kind,
        category=found.category,
        distance_m=found.distance_m,
        along_m=found.along_m,
        needs=found.needs,
        open=found.open,
        hours_text=found.hours_text,
        facts=found.facts,
    )
