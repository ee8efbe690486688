"""GET /api/v1/stops/{id}/board: what comes to a stop next."""

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.boards.board import Board
from modugil.answers.boards.build_board import MOST_MINUTES
from modugil.answers.boards.stop_address import read_stop_id
from modugil.answers.desk import Desk
from modugil.api.parameters import (
    LANGUAGE,
    LOW_FLOOR_ONLY,
    describe_parameters,
    number_parameter,
)
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, choose_language, read_flag, read_whole, read_words

DEFAULT_MINUTES = 60
MINUTES = number_parameter(
    "minutes",
    "For how many minutes from now.",
    low=1,
    high=MOST_MINUTES,
    default=DEFAULT_MINUTES,
)
WORDS = ("language", "lowFloorOnly", "minutes")


@get(
    "/stops/{stop_id:str}/board",
    operation_class=describe_parameters(LANGUAGE, LOW_FLOOR_ONLY, MINUTES),
    operation_id="board",
    summary="The next departures of a stop",
    description="`stop_id` is the feed's own id (a `/` in it written as %252F), or FEED:ID where "
    "feeds clash; a station stands for all its platforms. The timetable as it is right now: live "
    "predictions, reported delays, what is cancelled; each row says what it rests on and how old "
    "the position is.",
    tags=["boards"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_board(request: AnyRequest, desk: NamedDependency[Desk], stop_id: FromPath[str]) -> Board:
    """The board of that stop.

    Errors:  PlaceNotFound if there is no such stop, BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=WORDS)
    return desk.boards.show_board(
        read_stop_id(stop_id),
        now=desk.clock.now(),
        language=choose_language(request, words),
        minutes=read_whole(words, "minutes", default=DEFAULT_MINUTES, span=(1, MOST_MINUTES)),
        low_floor_only=read_flag(words, "lowFloorOnly"),
    )
