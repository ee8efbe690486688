"""GET /api/v1/reach: where one can be within so many minutes on foot or wheels."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.desk import Desk
from modugil.answers.find_reach import MOST_MINUTES, ReachAnswer, ReachQuestion
from modugil.api.parameters import (
    FROM,
    LANGUAGE,
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
    read_whole,
    read_words,
)

MINUTES = number_parameter(
    "minutes", "How long one may be under way.", low=1, high=MOST_MINUTES, default=15
)
WORDS = ("from", "minutes", "language", *NEEDS_WORDS)


@get(
    "/reach",
    operation_class=describe_parameters(FROM, MINUTES, LANGUAGE, *list_needs_parameters()),
    operation_id="reach",
    summary="Where one can be within so many minutes",
    description="The streets and the stops within reach on foot or wheels, as GeoJSON.",
    tags=["journeys"],
    responses=describe_problems(400, 404, 503),
    sync_to_thread=True,
)
def get_reach(request: AnyRequest, desk: NamedDependency[Desk]) -> ReachAnswer:
    """The streets and stops within reach.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    question = ReachQuestion(
        start=get_word(words, "from", example="from=33.5070,126.4929"),
        minutes=read_whole(words, "minutes", default=15, span=(1, MOST_MINUTES)),
        needs=read_needs(words),
        language=choose_language(request, words),
    )
    return desk.reach(question, now=desk.clock.now())
