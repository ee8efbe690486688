"""GET /api/v1/operations/…: the fleet, missing runs, off-route, adherence, headways."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.api.operations.ask import (
    LINE,
    STATUSES,
    TAG,
    ask_as_staff,
    choice_parameter,
    read_choice,
)
from modugil.api.parameters import describe_parameters, text_parameter
from modugil.api.problems import describe_problems
from modugil.api.read_query import AnyRequest
from modugil.live.operations.adherence import BY
from modugil.live.operations.count_fleet import WantedVehicles
from modugil.live.operations.told.adherence import AdherenceAnswer
from modugil.live.operations.told.fleet import FleetAnswer, FleetState
from modugil.live.operations.told.headways import HeadwayKind, HeadwaysAnswer
from modugil.live.operations.told.runs import MissingAnswer, OffRouteAnswer

STATE_CHOICES = tuple(state.value for state in FleetState)
KIND_CHOICES = tuple(kind.value for kind in HeadwayKind)
STATE = choice_parameter("state", "List only vehicles in this state.", STATE_CHOICES)
OPERATOR = text_parameter("operator", "List only this operator's vehicles, by its terminals' code.")
GROUPS = choice_parameter("by", "How departures are grouped; by line if not given.", BY)
KIND = choice_parameter("kind", "List only pairs of this kind.", KIND_CHOICES)


@get(
    "/fleet",
    operation_class=describe_parameters(STATE, OPERATOR, LINE),
    operation_id="operations_fleet",
    summary="The fleet: who is out, who should be, who is not heard of",
    description="Counts of the whole fleet by state, operator and line, with the runs that the "
    "timetable has under way; and the vehicles asked for, the longest silent first.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_fleet(request: AnyRequest, desk: NamedDependency[Desk]) -> FleetAnswer:
    """The fleet now. Errors: see `ask_as_staff`."""
    room, words = ask_as_staff(request, desk, allowed=("state", "operator", "line"))
    state = read_choice(words, "state", choices=STATE_CHOICES, default="")
    wanted = WantedVehicles(words.get("operator", ""), words.get("line", ""), state)
    return room.show_fleet(now=desk.clock.now(), wanted=wanted)


@get(
    "/missing",
    operation_class=describe_parameters(LINE),
    operation_id="operations_missing",
    summary="Runs that nobody drives",
    description="Runs that should be under way and are not, with why: nobody took it, it waits at "
    "its first stop, it broke off, its vehicle is silent; and those that never were today.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_missing(request: AnyRequest, desk: NamedDependency[Desk]) -> MissingAnswer:
    """The runs. Errors: see `ask_as_staff`."""
    room, words = ask_as_staff(request, desk, allowed=("line",))
    return room.show_missing(now=desk.clock.now(), line=words.get("line", ""))


@get(
    "/off-route",
    operation_id="operations_off_route",
    summary="Vehicles away from their way",
    description="Since when each vehicle on a trip is away from the trip's way, and how far.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_off_route(request: AnyRequest, desk: NamedDependency[Desk]) -> OffRouteAnswer:
    """The vehicles. Errors: see `ask_as_staff`."""
    room, _ = ask_as_staff(request, desk, allowed=())
    return room.show_off_route(now=desk.clock.now())


@get(
    "/adherence",
    operation_class=describe_parameters(GROUPS, LINE),
    operation_id="operations_adherence",
    summary="How departures keep to the timetable",
    description="Today's shares of early, punctual and late departures by line, direction, stop or "
    "hour, the distribution of delays, and the runs now by delay.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_adherence(request: AnyRequest, desk: NamedDependency[Desk]) -> AdherenceAnswer:
    """The day so far. Errors: see `ask_as_staff`."""
    room, words = ask_as_staff(request, desk, allowed=("by", "line"))
    by = read_choice(words, "by", choices=BY, default=BY[0])
    return room.show_adherence(now=desk.clock.now(), by=by, line=words.get("line", ""))


@get(
    "/headways",
    operation_class=describe_parameters(LINE, KIND),
    operation_id="operations_headways",
    summary="How far apart buses are: bunches and gaps",
    description="Pairs of buses that follow each other now, planned and actual headway, by line "
    "and direction; and the day's headways at stops.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_headways(request: AnyRequest, desk: NamedDependency[Desk]) -> HeadwaysAnswer:
    """The headways. Errors: see `ask_as_staff`."""
    room, words = ask_as_staff(request, desk, allowed=("line", "kind"))
    kind = read_choice(words, "kind", choices=KIND_CHOICES, default="")
    return room.show_headways(now=desk.clock.now(), line=words.get("line", ""), kind=kind)
