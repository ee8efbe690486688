"""GET /api/v1/vehicles: where the buses are now, in numbers and in words; and the clock."""

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from modugil.answers.boards.boards import VehiclesAnswer, Wanted
from modugil.answers.boards.vehicles import VehicleCard
from modugil.answers.desk import Desk
from modugil.api.parameters import (
    LANGUAGE,
    LOW_FLOOR_ONLY,
    describe_parameters,
    number_parameter,
    text_parameter,
)
from modugil.api.problems import describe_problems
from modugil.api.read_query import (
    AnyRequest,
    choose_language,
    read_bounds,
    read_flag,
    read_whole,
    read_words,
)
from modugil.core.time import format_local, get_zone

MOST_VEHICLES = 5000
DEFAULT_VEHICLES = 500
BBOX = text_parameter(
    "bbox", "Only those within west,south,east,north in degrees: 126.4,33.4,126.6,33.6."
)
LINE = text_parameter("line", "Only those of this line: the number on the bus, or its route id.")
LIMIT = number_parameter(
    "limit", "How many at most.", low=1, high=MOST_VEHICLES, default=DEFAULT_VEHICLES
)


class ClockAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What time it is for this server."""

    now: str
    now_ms: int
    """The same, exactly: UTC milliseconds since 1970."""
    speed: float
    """How many times faster than the real one the clock runs; 1 for a real one."""
    simulated: bool
    """Whether it shows another time than that of the world."""


@get(
    "/vehicles",
    operation_class=describe_parameters(BBOX, LINE, LOW_FLOOR_ONLY, LIMIT, LANGUAGE),
    operation_id="vehicles",
    summary="Where the buses are now",
    description="Every vehicle heard of lately, by line. `ageS` says how old its position is, "
    "`asOf` when it was measured; `stale` that it is too old to be where the bus is. A server that "
    "follows no fleet answers with none and an empty `asOf`.",
    tags=["vehicles"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_vehicles(request: AnyRequest, desk: NamedDependency[Desk]) -> VehiclesAnswer:
    """The vehicles the query asks for.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=("bbox", "line", "lowFloorOnly", "limit", "language"))
    return desk.boards.list_vehicles(
        Wanted(read_bounds(words, "bbox"), words.get("line", ""), read_flag(words, "lowFloorOnly")),
        now=desk.clock.now(),
        language=choose_language(request, words),
        limit=read_whole(words, "limit", default=DEFAULT_VEHICLES, span=(1, MOST_VEHICLES)),
    )


@get(
    "/vehicles/{operator:str}/{vehicle:str}",
    operation_class=describe_parameters(LANGUAGE),
    operation_id="vehicle",
    summary="One bus",
    description="The vehicle by the names its terminal gives: operator and vehicle.",
    tags=["vehicles"],
    responses=describe_problems(400, 404),
    sync_to_thread=True,
)
def get_vehicle(
    request: AnyRequest,
    desk: NamedDependency[Desk],
    operator: FromPath[str],
    vehicle: FromPath[str],
) -> VehicleCard:
    """That vehicle.

    Errors:  VehicleNotFound if it was not heard of lately.
    """
    words = read_words(request, allowed=("language",))
    return desk.boards.show_vehicle(
        f"{operator}/{vehicle}", now=desk.clock.now(), language=choose_language(request, words)
    )


@get(
    "/clock",
    operation_id="clock",
    summary="The server's clock",
    description="A simulated day has a clock of its own, which may run faster than the real one.",
    tags=["vehicles"],
    responses=describe_problems(400),
    sync_to_thread=False,
)
def get_clock(request: AnyRequest, desk: NamedDependency[Desk]) -> ClockAnswer:
    """What time it is."""
    read_words(request, allowed=())
    now = desk.clock.now()
    return ClockAnswer(
        now=format_local(now, zone=get_zone(desk.manifest.time_zone)),
        now_ms=round(now.timestamp() * 1000),
        speed=desk.clock_speed,
        simulated=desk.clock_simulated,
    )
