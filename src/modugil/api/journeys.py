"""GET /api/v1/journeys: from door to door, for one person's needs."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.desk import Desk
from modugil.answers.itinerary import TripAnswer
from modugil.answers.trips.question import MAX_WINDOW_S, TripQuestion
from modugil.api.parameters import (
    ARRIVE_BY,
    AT,
    FROM,
    LANGUAGE,
    TO,
    describe_parameters,
    list_needs_parameters,
    number_parameter,
)
from modugil.api.problems import describe_problems
from modugil.api.read_query import (
    NEEDS_WORDS,
    AnyRequest,
    choose_language,
    get_word,
    read_flag,
    read_whole,
    read_words,
)

WINDOW = number_parameter(
    "windowS",
    "Seconds after `at` (before, with arriveBy) within which every good departure is wanted.",
    low=0,
    high=MAX_WINDOW_S,
    default=0,
)
QUESTION = (FROM, TO, AT, ARRIVE_BY, WINDOW, LANGUAGE)
WORDS = ("from", "to", "at", "arriveBy", "windowS", "language", *NEEDS_WORDS)


@get(
    "/journeys",
    operation_class=describe_parameters(*QUESTION, *list_needs_parameters()),
    operation_id="journeys",
    summary="Journeys from door to door",
    description="The good ways from one place to another, none worse than another in arrival, "
    "boardings and unverified metres at once. What is not known is never taken as passable.",
    tags=["journeys"],
    responses=describe_problems(400, 404, 503),
    sync_to_thread=True,
)
def get_journeys(request: AnyRequest, desk: NamedDependency[Desk]) -> TripAnswer:
    """The journeys that answer the query.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    question = TripQuestion(
        start=get_word(words, "from", example="from=33.5070,126.4929"),
        end=get_word(words, "to", example="to=stop:ID"),
        at=words.get("at") or None,
        arrive_by=read_flag(words, "arriveBy"),
        needs=read_needs(words),
        language=choose_language(request, words),
        window_s=read_whole(words, "windowS", default=0, span=(0, MAX_WINDOW_S)),
    )
    return desk.plan(question, now=desk.clock.now())
