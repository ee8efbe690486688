"""GET /api/v1/operations/terminals: how well each terminal does its work."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.api.operations.ask import STATUSES, TAG, ask_as_staff
from modugil.api.parameters import describe_parameters, number_parameter, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest, read_whole
from modugil.live.operations.room import ALL_POINTS
from modugil.live.operations.told.terminals import TerminalsAnswer

VEHICLE = text_parameter("vehicle", "Only this vehicle: operator/vehicle.")
BELOW = number_parameter(
    "below", "Only those with fewer points.", low=0, high=ALL_POINTS, default=ALL_POINTS
)


@get(
    "/terminals",
    operation_class=describe_parameters(VEHICLE, BELOW),
    operation_id="operations_terminals",
    summary="The health of terminals",
    description="Gaps, scatter while standing, the clock, fix quality, duplicates and impossible "
    "fixes of the last half hour to hour; points from 100 down, with the reasons.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_terminals(request: AnyRequest, desk: NamedDependency[Desk]) -> TerminalsAnswer:
    """The terminals, the worst first. Errors: see `ask_as_staff`."""
    room, words = ask_as_staff(request, desk, allowed=("vehicle", "below"))
    return room.show_terminals(
        now=desk.clock.now(),
        vehicle=words.get("vehicle", ""),
        below=read_whole(words, "below", default=ALL_POINTS, span=(0, ALL_POINTS)),
    )
