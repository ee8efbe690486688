"""GET /api/v1/wifi: the free Wi-Fi of buses and stops, nearest first; and the month's data."""

from litestar import get
from litestar.di import NamedDependency

from modugil.answers.desk import Desk
from modugil.answers.wifi.list_wifi import WifiAnswer, WifiQuestion, list_wifi
from modugil.answers.wifi.pool_card import PoolAnswer, tell_pool
from modugil.answers.wifi.wifi_card import Moment
from modugil.api.parameters import (
    LANGUAGE,
    describe_parameters,
    flag_parameter,
    number_parameter,
    text_parameter,
)
from modugil.api.problems import describe_problems
from modugil.api.read_query import (
    AnyRequest,
    choose_language,
    read_bounds,
    read_flag,
    read_point,
    read_whole,
    read_words,
)
from modugil.api.signed_in import require_role
from modugil.api.vehicles import BBOX
from modugil.core.errors import CouldNotLook
from modugil.core.time import get_zone
from modugil.people.roles import Role

MOST_POINTS = 10_000
DEFAULT_POINTS = 100
NEAR = text_parameter(
    "near", "Nearest first, within two kilometres of latitude,longitude: 33.5070,126.4929."
)
VEHICLE = text_parameter("vehicle", "Only those on this bus: 0055/01216.")
STOP = text_parameter("stop", "Only those at the stop of this id.")
WORKING = flag_parameter("workingOnly", "Leave out every access point that does not work now.")
LIMIT = number_parameter(
    "limit", "How many at most.", low=1, high=MOST_POINTS, default=DEFAULT_POINTS
)
_WORDS = ("near", "bbox", "vehicle", "stop", "workingOnly", "limit", "language")


@get(
    "/wifi",
    operation_class=describe_parameters(NEAR, BBOX, VEHICLE, STOP, WORKING, LIMIT, LANGUAGE),
    operation_id="wifi",
    summary="Free Wi-Fi of buses and stops",
    description="Every access point that ever reported, whether it works now, how many devices "
    "share it, and its name. `asOf` says when it reported last. Nothing about those who use it is "
    "known here. A server that listens to none answers with none and an empty `asOf`.",
    tags=["wifi"],
    responses=describe_problems(400),
    sync_to_thread=True,
)
def get_wifi(request: AnyRequest, desk: NamedDependency[Desk]) -> WifiAnswer:
    """The access points the query asks for.

    Errors:  BadInput where the query cannot be meant.
    """
    words = read_words(request, allowed=_WORDS)
    question = WifiQuestion(
        near=read_point(words, "near"),
        bounds=read_bounds(words, "bbox"),
        vehicle=words.get("vehicle", ""),
        stop=words.get("stop", ""),
        working_only=read_flag(words, "workingOnly"),
        limit=read_whole(words, "limit", default=DEFAULT_POINTS, span=(1, MOST_POINTS)),
    )
    language = choose_language(request, words)
    return list_wifi(
        desk.wifi,
        question,
        moment=get_moment(desk),
        language=language,
    )


@get(
    "/wifi/pool",
    operation_class=describe_parameters(LANGUAGE),
    operation_id="wifi_pool",
    summary="The month's data, for staff",
    description="What all access points of the region used this month, of how much, and on which "
    "day it is gone at the rate of the last 24 hours. When it is gone, positions of buses come "
    "late. For staff who signed in.",
    tags=["wifi"],
    responses=describe_problems(400, 401, 403, 503),
    sync_to_thread=True,
)
def get_wifi_pool(request: AnyRequest, desk: NamedDependency[Desk]) -> PoolAnswer:
    """How the month stands.

    Errors:  NotSignedIn, NotAllowed; CouldNotLook where no access point is listened to.
    """
    require_role(request, Role.VIEWER)
    words = read_words(request, allowed=("language",))
    pool = desk.wifi.get_current().pool if desk.wifi is not None else None
    if pool is None:
        raise CouldNotLook("This server listens to no access points.")
    return tell_pool(pool, moment=get_moment(desk), language=choose_language(request, words))


def get_moment(desk: Desk) -> Moment:
    """Now, in the region's zone."""
    return Moment(desk.clock.now(), get_zone(desk.manifest.time_zone))
