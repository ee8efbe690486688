"""GET /api/v1/sights/{id}: the page of one place in words."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.desk import Desk
from modugil.answers.sights.sight_answer import SightAnswer
from modugil.api.parameters import (
    LANGUAGE,
    describe_parameters,
    list_needs_parameters,
    text_parameter,
)
from modugil.api.problems import describe_problems
from modugil.api.read_query import NEEDS_WORDS, AnyRequest, choose_language, read_words
from modugil.core.errors import PlaceNotFound

START = text_parameter(
    "from",
    "Where one sets out: latitude,longitude such as 33.5070,126.4929, or stop:ID, or place:ID. "
    "Without it the nearest stops are told.",
)
WORDS = ("from", "language", *NEEDS_WORDS)


@get(
    "/sights/{place_id:str}",
    operation_class=describe_parameters(START, LANGUAGE, *list_needs_parameters()),
    operation_id="sight",
    summary="The page of one place, in words",
    description="Always seven sections: can I get in, can I get round, where is the toilet, how do "
    "I get there (with `from` and the words of needs as for a journey, by buses as they are now), "
    "what does it look like, what is nearby, who says so and when. Any kind of place has its page. "
    "What nobody says is told as not known, never as no.",
    tags=["places"],
    responses=describe_problems(400, 404, 503),
    sync_to_thread=True,
)
def get_sight(
    request: AnyRequest, desk: NamedDependency[Desk], place_id: FromPath[str]
) -> SightAnswer:
    """The page of that place.

    Errors:  PlaceNotFound if there is no such place, BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    needs = {name: text for name, text in words.items() if name in NEEDS_WORDS}
    read_needs(needs)
    if desk.sights is None:
        raise PlaceNotFound("This region has no places.")
    return desk.sights.get_sight(
        place_id,
        language=choose_language(request, words),
        now=desk.clock.now(),
        start=words.get("from", ""),
        needs=needs,
    )
