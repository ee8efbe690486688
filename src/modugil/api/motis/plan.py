"""GET /api/v6/plan: journeys from place to place, as clients of MOTIS ask for them."""

from collections.abc import Mapping
from datetime import timedelta

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.boards.sight import Sight
from modugil.answers.desk import Desk
from modugil.answers.itinerary import JourneyAnswer, TripAnswer
from modugil.answers.trips.question import MAX_BOARDINGS, MAX_WINDOW_S, TripQuestion
from modugil.api.motis.ids import get_stop_ref
from modugil.api.motis.itineraries import show_journey
from modugil.api.motis.places import show_place
from modugil.api.motis.query import (
    Cursor,
    choose_language,
    read_cursor,
    read_number,
    read_options,
    read_time,
    read_yes,
)
from modugil.api.motis.respond import answer_motis
from modugil.api.motis.shapes import Itinerary, PlanResponse
from modugil.api.read_query import AnyRequest
from modugil.core.errors import BadInput
from modugil.routing.presets import get_preset

WINDOW_S = 900
MOST_TRANSFERS = MAX_BOARDINGS - 1
MOST_MINUTES = 3 * 24 * 60
PROFILES = {"FOOT": "walking", "WHEELCHAIR": "manual-wheelchair"}
UNDERSTOOD = (
    "fromPlace",
    "toPlace",
    "time",
    "arriveBy",
    "maxTransfers",
    "maxTravelTime",
    "maxItineraries",
    "numItineraries",
    "searchWindow",
    "pageCursor",
    "pedestrianProfile",
    "detailedLegs",
    "detailedTransfers",
    "language",
)
FIXED = (
    "timetableView",
    "transitModes",
    "directModes",
    "preTransitModes",
    "postTransitModes",
    "requireBikeTransport",
    "requireCarTransport",
    "realtimeMode",
    "algorithm",
    "useRoutedTransfers",
    "joinInterlinedLegs",
    "withFares",
    "withScheduledSkippedStops",
    "slowDirect",
    "elevationCosts",
    "luggage",
    "additionalTransferTime",
    "transferTimeFactor",
)


@get("/api/v6/plan", include_in_schema=False, sync_to_thread=True)
def get_plan(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[bytes]:
    """The journeys; what is wrong with a request is told in the way of MOTIS."""
    return answer_motis(lambda: plan([*request.query_params.multi_items()], desk))


def plan(pairs: list[tuple[str, str]], desk: Desk) -> PlanResponse:
    """The journeys that these options ask for.

    Errors:  BadInput where they cannot be meant.
    """
    options = read_options(pairs, understood=UNDERSTOOD, fixed=FIXED)
    now = desk.clock.now()
    sight = desk.boards.look(now=now, language=choose_language(options))
    in_window = read_yes(options, "timetableView", default=True)
    window_s = read_number(options, "searchWindow", default=WINDOW_S, most=MAX_WINDOW_S)
    window = timedelta(seconds=max(1, window_s))
    page = read_cursor(options, start=read_time(options, now=now), window=window)
    answer = desk.plan(_question(options, sight, page, in_window=in_window), now=now)
    chosen = _choose(options, answer)
    detailed = read_yes(options, "detailedLegs", default=True)
    shown = [show_journey(sight, one, detailed=detailed) for one in chosen]
    return PlanResponse(
        request_parameters=options,
        debug_output={},
        from_=show_place(sight, answer.start),
        to=show_place(sight, answer.end),
        direct=[one for one in shown if not _rides(one)],
        itineraries=[one for one in shown if _rides(one)],
        previous_page_cursor=page.previous,
        next_page_cursor=page.next,
    )


def _question(
    options: Mapping[str, str], sight: Sight, page: Cursor, *, in_window: bool
) -> TripQuestion:
    profile = options.get("pedestrianProfile", "FOOT")
    if profile not in PROFILES:
        raise BadInput(
            f"pedestrianProfile is {profile[:40]!r}.", allowed=f"It may be {' or '.join(PROFILES)}."
        )
    transfers = read_number(options, "maxTransfers", default=MOST_TRANSFERS, most=MOST_TRANSFERS)
    arrives = read_yes(options, "arriveBy")
    # our windows for arrivals lie before `at`, those of MOTIS after `time`
    at = page.start + page.window if arrives and in_window else page.start
    return TripQuestion(
        start=_read_place(options, "fromPlace", sight),
        end=_read_place(options, "toPlace", sight),
        at=at.isoformat(),
        arrive_by=arrives,
        needs=get_preset(PROFILES[profile]),
        language=sight.language,
        window_s=round(page.window.total_seconds()) if in_window else 0,
        max_boardings=transfers + 1,
        explain=False,
    )


def _read_place(options: Mapping[str, str], name: str, sight: Sight) -> str:
    text = options.get(name, "")
    if not text:
        raise BadInput(f"{name} is missing.", allowed="Give latitude,longitude or a stop id.")
    numbers = text.split(",")
    try:
        told = [float(one) for one in numbers]
    except ValueError:
        return get_stop_ref(sight, text)
    if len(told) not in (2, 3):
        raise BadInput(f"{name} is {text[:40]!r}.", allowed="Give latitude,longitude[,level].")
    return ",".join(numbers[:2])


def _choose(options: Mapping[str, str], answer: TripAnswer) -> list[JourneyAnswer]:
    """The journeys that pass, not too long and not too many."""
    minutes = read_number(options, "maxTravelTime", default=MOST_MINUTES, most=MOST_MINUTES)
    most = read_number(options, "maxItineraries", default=1000, most=1000)
    passing = [one for one in answer.journeys if one.passes and one.duration_s <= 60 * minutes]
    return sorted(passing, key=lambda one: (one.departure, one.arrival))[:most]


def _rides(itinerary: Itinerary) -> bool:
    return any(leg.mode != "WALK" for leg in itinerary.legs)
