"""GET /api/v6/stoptimes: what leaves a stop, as clients of MOTIS ask for it."""

from datetime import datetime, timedelta

from litestar import Response, get
from litestar.di import NamedDependency

from modugil.answers.arrivals.plans import list_waits
from modugil.answers.boards.build_board import MOST_MINUTES, look_ahead
from modugil.answers.boards.look_at_call import CallNow
from modugil.answers.boards.sight import Sight
from modugil.answers.boards.tell_departure import call_access
from modugil.answers.desk import Desk
from modugil.answers.finding.lines import line_word, pattern_stops, vehicle_word
from modugil.api.motis.ids import find_agency_id, get_stop_ref, route_id, trip_id
from modugil.api.motis.places import MODES, Times, show_place, show_stop
from modugil.api.motis.query import (
    choose_language,
    read_cursor,
    read_number,
    read_options,
    read_time,
    write_instant,
)
from modugil.api.motis.respond import answer_motis
from modugil.api.motis.runs import direction_id, list_times
from modugil.api.motis.shapes import MotisPlace, MotisStopTime, StoptimesResponse
from modugil.api.read_query import AnyRequest
from modugil.core.access import Access
from modugil.core.errors import BadInput

LIVE = ("live", "standing", "waiting", "reported")
OFF = ("cancelled", "skipped")
WINDOW_S = 3600
DEFAULT_N, MOST_N = 20, 500
UNDERSTOOD = ("stopId", "time", "n", "window", "pageCursor", "language")
FIXED = ("fetchStops", "both", "exactRadius", "realtimeMode", "withScheduledSkippedStops")


@get("/api/v6/stoptimes", include_in_schema=False, sync_to_thread=True)
def get_stoptimes(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[bytes]:
    """The departures; what is wrong with a request is told in the way of MOTIS."""
    return answer_motis(lambda: list_stoptimes([*request.query_params.multi_items()], desk))


def list_stoptimes(pairs: list[tuple[str, str]], desk: Desk) -> StoptimesResponse:
    """The departures that these options ask for, the soonest first.

    Errors:  BadInput where they cannot be meant.
    """
    options = read_options(pairs, understood=UNDERSTOOD, fixed=FIXED)
    if not options.get("stopId"):
        raise BadInput("stopId is missing.", allowed="Give the feed's name, _ and its stop id.")
    now = desk.clock.now()
    sight = desk.boards.look(now=now, language=choose_language(options))
    endpoint = sight.finder.get_endpoint(
        get_stop_ref(sight, options["stopId"]), language=sight.language
    )
    window_s = read_number(options, "window", default=WINDOW_S, most=60 * MOST_MINUTES)
    most = read_number(options, "n", default=DEFAULT_N, most=MOST_N)
    window = timedelta(seconds=max(60, window_s))
    page = read_cursor(options, start=read_time(options, now=now), window=window)
    found = look_ahead(
        sight,
        endpoint.stops,
        minutes=round(window.total_seconds() / 60),
        calls_of=desk.boards.calls_of,
        since=page.start,
    )
    return StoptimesResponse(
        stop_times=[_tell(sight, one) for one in found[:most]],
        place=show_place(sight, endpoint.place),
        previous_page_cursor=page.previous,
        next_page_cursor=page.next,
    )


def _tell(sight: Sight, now: CallNow) -> MotisStopTime:
    timetable, run = sight.timetable, now.call.run
    lines, trips = timetable.lines, timetable.trips
    route, sign = int(trips.route[run.trip]), int(trips.headsign[run.trip])
    agency = int(lines.agency[route])
    stops, times = pattern_stops(timetable, run.trip), list_times(sight, run)
    name = line_word(timetable, route, language=sight.language)
    return MotisStopTime(
        place=_place(sight, now, planned=times[now.call.position]),
        mode=MODES[vehicle_word(int(lines.type[route]))],
        real_time=now.state in LIVE,
        headsign=trips.headsigns.get(sign, language=sight.language) if sign >= 0 else "",
        trip_from=show_stop(sight, int(stops[0])),
        trip_to=show_stop(sight, int(stops[-1])),
        agency_id=find_agency_id(timetable, route),
        agency_name=lines.agency_names.get(agency, language=sight.language) if agency >= 0 else "",
        agency_url=lines.agency_urls[agency] if agency >= 0 else "",
        route_id=route_id(timetable, route),
        direction_id=direction_id(timetable, run.trip),
        trip_id=trip_id(timetable, run, starts=times[0][1].astimezone(sight.zone)),
        route_short_name=name,
        route_long_name=lines.long_names.get(route, language=sight.language),
        trip_short_name="",
        display_name=name,
        pickup_dropoff_type="NORMAL",
        cancelled=now.state in OFF,
        trip_cancelled=now.state == "cancelled",
        bikes_allowed=False,
        wheelchair_accessible=("ACCESSIBLE" if _can_board(sight, now) else "NOT_ACCESSIBLE"),
        reservation="COMPULSORY" if now.call.on_demand else "NONE",
        source="",
        route_color=lines.color[route],
        route_text_color=lines.text_color[route],
        route_type=int(lines.type[route]),
    )


def _can_board(sight: Sight, now: CallNow) -> bool:
    """Whether a wheelchair is known to get in: not over a ramp that is known to fail."""
    ramp = now.vehicle.ramp if now.vehicle is not None else Access.UNKNOWN
    return call_access(sight, now) is Access.YES and ramp is not Access.NO


def _waits(sight: Sight, now: CallNow) -> bool:
    """Whether who stands there leaves at its time and not before."""
    pattern = int(sight.timetable.trips.pattern[now.call.run.trip])
    return list_waits(sight.timetable, pattern)[now.call.position]


def _place(sight: Sight, now: CallNow, *, planned: tuple[datetime, datetime]) -> MotisPlace:
    """The stop, with when the vehicle comes and leaves as it is now and as it was planned."""
    if now.state == "standing":
        arrival = min(planned[0] + timedelta(seconds=now.delay_s or 0), sight.now)
        departure = max(planned[1], sight.now) if _waits(sight, now) else sight.now
    elif now.prediction is not None and now.state in LIVE:
        arrival, departure = now.prediction.arrival, now.prediction.departure
    elif now.state == "reported":
        late = timedelta(seconds=now.delay_s or 0)
        arrival, departure = planned[0] + late, planned[1] + late
    else:
        arrival, departure = planned
    return show_stop(
        sight,
        now.call.stop,
        cancelled=now.state in OFF,
        times=Times(
            write_instant(arrival),
            write_instant(departure),
            write_instant(planned[0]),
            write_instant(planned[1]),
        ),
    )
