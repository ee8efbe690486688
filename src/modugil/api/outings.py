"""GET /api/v1/outings: a day out with chargers and toilets on the way, beside the day without."""

from litestar import get
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIType, Parameter, Schema

from modugil.answers.desk import Desk
from modugil.answers.outings.outing_answer import OutingAnswer
from modugil.answers.outings.question import (
    NUMBERS,
    OUTING_WORDS,
    UNKNOWN,
    VIA_WORDS,
    read_outing,
)
from modugil.api.parameters import (
    AT,
    FROM,
    LANGUAGE,
    TO,
    describe_parameters,
    flag_parameter,
    list_needs_parameters,
    text_parameter,
)
from modugil.api.problems import describe_problems
from modugil.api.read_query import (
    NEEDS_WORDS,
    AnyRequest,
    choose_language,
    get_word,
    read_flag,
    read_words,
)

_SAYS = {
    "rangeKm": "How far the battery goes when full, on the level; without it none is counted.",
    "rangeNowKm": "What is left in it at the start; full if not given.",
    "reserveKm": "What is to be left at every moment; a tenth of rangeKm if not given.",
    "toiletEveryMin": "The longest between two toilets one can use; without it none is counted.",
    "toiletVisitMin": "How long a visit takes; 10 if not given.",
}


def _number(word: str) -> Parameter:
    low, high, unit = NUMBERS[word]
    text = _SAYS.get(word, f"How long one stays at via{word[-1]}; 0 if not given.")
    schema = Schema(type=OpenAPIType.NUMBER, minimum=low, maximum=high)
    return Parameter(
        name=word, param_in="query", schema=schema, description=f"{text} Unit: {unit}."
    )


VIAS = [
    text_parameter(word, "A place to go to on the way, written as `from`.") for word in VIA_WORDS
]
UNKNOWN_WORD = text_parameter(
    "unknown",
    "Whether toilets count of which it is not known that one can use them, and toilets and "
    "chargers of which it is not known that they are open; refuse if not given.",
    choices=UNKNOWN,
)
ONLY = flag_parameter(
    "onWheelsOnly",
    "No vehicles; a single way may then be as long as any unless longestLegM is given.",
)
WORDS = ("from", "to", "at", "language", *OUTING_WORDS, *NEEDS_WORDS)


@get(
    "/outings",
    operation_class=describe_parameters(
        FROM,
        *VIAS,
        TO,
        AT,
        *map(_number, NUMBERS),
        UNKNOWN_WORD,
        ONLY,
        LANGUAGE,
        *list_needs_parameters(),
    ),
    operation_id="outing",
    summary="A day out in which neither the battery nor the time between toilets runs out",
    description="The day through these places that ends earliest and keeps the limits, with stops "
    "at chargers and toilets, and beside it the day without the limits and what is broken in it. "
    "Where `fits` is false no day keeps them, and `plan` is the one that comes nearest. A toilet "
    "of which it is not known that one can use it is none, nor is a toilet or charger of which it "
    "is not known that it is open; a charger, made for powered wheelchairs, counts unless it is "
    "known that one cannot get in.",
    tags=["journeys"],
    responses=describe_problems(400, 404, 503),
    sync_to_thread=True,
)
def get_outing(request: AnyRequest, desk: NamedDependency[Desk]) -> OutingAnswer:
    """The day that answers the query.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    words["onWheelsOnly"] = "true" if read_flag(words, "onWheelsOnly") else "false"
    question = read_outing(
        words,
        start=get_word(words, "from", example="from=33.5070,126.4929"),
        end=get_word(words, "to", example="to=stop:ID"),
        via=tuple(words.get(word, "") for word in VIA_WORDS),
        language=choose_language(request, words),
    )
    return desk.outings.plan(question, now=desk.clock.now())
