"""GET /api/v1/guidance: everything a device needs to guide somebody by itself, in one answer."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.asking.asked_needs import read_needs
from modugil.answers.desk import Desk
from modugil.answers.guidance.packet import GuidancePacket
from modugil.answers.guidance.question import CourseGuidance, GuidanceQuestion, TripGuidance
from modugil.answers.telling.tell_trip import MOST_SHOWN
from modugil.answers.trips.question import TripQuestion
from modugil.api.parameters import (
    ARRIVE_BY,
    AT,
    LANGUAGE,
    POINT_FORMS,
    describe_parameters,
    list_needs_parameters,
    number_parameter,
    text_parameter,
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
from modugil.core.errors import BadInput

FROM = text_parameter("from", f"Where the journey begins: {POINT_FORMS}. Not with `course`.")
TO = text_parameter("to", f"Where it ends: {POINT_FORMS}. Not with `course`.")
JOURNEY = number_parameter(
    "journey",
    "The journey of that number in the answer of /api/v1/journeys to the same question.",
    low=1,
    high=MOST_SHOWN,
    default=1,
)
COURSE = text_parameter(
    "course", "The id of a measured course to be guided along, instead of `from` and `to`."
)
TRIP_WORDS = ("from", "to", "at", "arriveBy", "journey")
WORDS = (*TRIP_WORDS, "course", "language", *NEEDS_WORDS)


@get(
    "/guidance",
    operation_class=describe_parameters(
        FROM, TO, AT, ARRIVE_BY, JOURNEY, COURSE, LANGUAGE, *list_needs_parameters()
    ),
    operation_id="guidance",
    summary="One packet from which a device guides by itself",
    description="The way of one journey, every street within 300 m of it with what it costs these "
    "needs, landmarks and toilets beside it. A device that has it needs nothing more: where "
    "somebody is need never be sent. What is not known is never taken as passable.",
    tags=["journeys"],
    responses=describe_problems(400, 404, 503),
    sync_to_thread=True,
)
def get_guidance(request: AnyRequest, desk: NamedDependency[Desk]) -> GuidancePacket:
    """The packet for the query.

    Errors:  BadInput where the query cannot be meant, NoGuidance where there is no such way.
    """
    words = read_words(request, allowed=WORDS)
    return desk.guide(_read_question(request, words), now=desk.clock.now())


def _read_question(request: AnyRequest, words: dict[str, str]) -> GuidanceQuestion:
    needs, language = read_needs(words), choose_language(request, words)
    if words.get("course"):
        if any(word in words for word in TRIP_WORDS):
            raise BadInput(
                "A course is asked for without from, to, at, arriveBy and journey.",
                allowed="Give either course, or from and to.",
            )
        return CourseGuidance(course=words["course"], needs=needs, language=language)
    trip = TripQuestion(
        start=get_word(words, "from", example="from=33.5070,126.4929"),
        end=get_word(words, "to", example="to=stop:ID"),
        at=words.get("at") or None,
        arrive_by=read_flag(words, "arriveBy"),
        needs=needs,
        language=language,
        explain=False,
    )
    number = read_whole(words, "journey", default=1, span=(1, MOST_SHOWN))
    return TripGuidance(trip, number)
