"""GET /api/v1/operations/driving: how buses are driven, by place and line."""

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
from modugil.live.operations.told.driving import DrivingAnswer, DrivingKind, HotSpots

KIND_CHOICES = tuple(kind.value for kind in DrivingKind)
DAY = text_parameter("day", "The day, as YYYY-MM-DD; today if not given.")
KIND = choice_parameter("kind", "Only this kind.", KIND_CHOICES)


@get(
    "/driving",
    operation_class=describe_parameters(DAY),
    operation_id="operations_driving",
    summary="Speeding, harsh braking and acceleration, by line",
    description="Counts per thousand passages. Nothing is kept or told by vehicle or driver, and "
    "what too few buses did is not told at all.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_driving(request: AnyRequest, desk: NamedDependency[Desk]) -> DrivingAnswer:
    """One day. Errors: see `ask_as_staff`."""
    room, words = ask_as_staff(request, desk, allowed=("day",))
    return room.show_driving(now=desk.clock.now(), day=words.get("day", ""))


@get(
    "/driving/hot-spots",
    operation_class=describe_parameters(KIND, LINE, DAY),
    operation_id="operations_hot_spots",
    summary="Where it happens",
    description="Squares of about 100 m as GeoJSON, the most per thousand passages first.",
    tags=[TAG],
    responses=describe_problems(*STATUSES),
    sync_to_thread=True,
)
def get_hot_spots(request: AnyRequest, desk: NamedDependency[Desk]) -> HotSpots:
    """The squares. Errors: see `ask_as_staff`."""
    room, words = ask_as_staff(request, desk, allowed=("kind", "line", "day"))
    return room.find_hot_spots(
        now=desk.clock.now(),
        kind=read_choice(words, "kind", choices=KIND_CHOICES, default=""),
        line=words.get("line", ""),
        day=words.get("day", ""),
    )
