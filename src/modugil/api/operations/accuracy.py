"""GET /api/v1/accuracy: how right our arrivals were. Anyone may see it, also at operations."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.api.operations.ask import (
    STATUSES,
    TAG,
    ask_as_staff,
    choice_parameter,
    find_room,
    read_choice,
)
from modugil.api.parameters import describe_parameters
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.live.operations.room import WINDOWS
from modugil.live.operations.told.accuracy import AccuracyAnswer

WINDOW = choice_parameter("window", "The last hour (if not given), or today so far.", WINDOWS)
DESCRIPTION = (
    "Predicted arrivals are sampled each minute and judged when the bus was seen to come, by the "
    "three public yardsticks: Transit's benchmark, MBTA's and Cal-ITP's; all lines together and "
    "each alone."
)


@get(
    "/accuracy",
    operation_class=describe_parameters(WINDOW),
    operation_id="accuracy",
    summary="How right our arrivals were",
    description=DESCRIPTION,
    tags=["vehicles"],
    responses=describe_problems(400, 503),
    sync_to_thread=True,
)
def get_accuracy(request: AnyRequest, desk: NamedDependency[Desk]) -> AccuracyAnswer:
    """The shares, for everybody.

    Errors:  CouldNotLook if no vehicles are followed; BadInput where the query cannot be meant.
    """
    return _answer(desk, read_words(request, allowed=("window",)))


@get(
    "/accuracy",
    operation_class=describe_parameters(WINDOW),
    operation_id="operations_accuracy",
    summary="How right our arrivals were",
    description=DESCRIPTION,
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_operations_accuracy(request: AnyRequest, desk: NamedDependency[Desk]) -> AccuracyAnswer:
    """The same beside the other figures. Errors: see `ask_as_staff`."""
    _, words = ask_as_staff(request, desk, allowed=("window",))
    return _answer(desk, words)


def _answer(desk: Desk, words: dict[str, str]) -> AccuracyAnswer:
    window = read_choice(words, "window", choices=WINDOWS, default=WINDOWS[0])
    return find_room(desk).show_accuracy(now=desk.clock.now(), window=window)
