"""GET /api/v1/live: how the intake of live buses is doing."""

from collections.abc import Callable

from litestar import get
from litestar.di import NamedDependency

from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_words
from modugil.core.errors import CouldNotLook
from modugil.live.state import LiveState

TellsLiveState = Callable[[], LiveState]


@get(
    "/live",
    operation_id="live",
    summary="How the intake of live buses is doing",
    description="Counts since the start, how long a fix takes from the terminal to all readers, "
    "and whether everything that comes in can be kept.",
    tags=["vehicles"],
    responses=describe_problems(400, 503),
    sync_to_thread=True,
)
def get_live_state(
    request: AnyRequest, live_state: NamedDependency[TellsLiveState | None]
) -> LiveState:
    """The counts at this moment."""
    read_words(request, allowed=())
    if live_state is None:
        raise CouldNotLook("This server follows no vehicles.")
    return live_state()
