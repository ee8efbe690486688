"""Our journeys as the itineraries of MOTIS."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from modugil.answers.boards.sight import Sight
from modugil.answers.itinerary import JourneyAnswer, Leg, Ride, Step, StopTime
from modugil.api.motis.ids import find_agency_id, find_stop_of, route_id, trip_id
from modugil.api.motis.places import MODES, Times, show_place, to_utc
from modugil.api.motis.polyline import PRECISION, encode_polyline
from modugil.api.motis.query import write_instant
from modugil.api.motis.runs import direction_id, get_trip, list_times
from modugil.api.motis.shapes import (
    Itinerary,
    MotisLeg,
    MotisPlace,
    MotisStep,
    Polyline,
    Wheelchair,
)
from modugil.conditions.conditions import TripRun
from modugil.core.time import seconds_of_service_day

TURNS = {
    "start": "DEPART",
    "straight": "CONTINUE",
    "left": "LEFT",
    "right": "RIGHT",
    "sharp-left": "HARD_LEFT",
    "sharp-right": "HARD_RIGHT",
    "back": "UTURN_LEFT",
}
WAYS = {"steps": "STAIRS", "escalator": "STAIRS", "elevator": "ELEVATOR"}
ACCESS: Mapping[str, Wheelchair] = {"yes": "ACCESSIBLE", "no": "NOT_ACCESSIBLE"}
"""What is not known is left out."""
NOT_STEPS = ("ride", "arrive")
NO_LINE = Polyline(points="", precision=PRECISION, length=0)


def show_journey(sight: Sight, journey: JourneyAnswer, *, detailed: bool) -> Itinerary:
    """The journey; `detailed` with the lines of its legs and its instructions."""
    return Itinerary(
        duration=journey.duration_s,
        start_time=to_utc(journey.departure),
        end_time=to_utc(journey.arrival),
        transfers=max(0, journey.boardings - 1),
        id=journey.id,
        legs=[
            _ride(sight, leg, leg.ride, detailed) if leg.ride else _walk(sight, leg, detailed)
            for leg in journey.legs
        ],
    )


def _walk(sight: Sight, leg: Leg, detailed: bool) -> MotisLeg:
    start, end = to_utc(leg.departure), to_utc(leg.arrival)
    told = [one for one in leg.steps if one.kind not in NOT_STEPS]
    steps = [_step(one, untold="CONTINUE" if row else "DEPART") for row, one in enumerate(told)]
    return MotisLeg(
        mode="WALK",
        from_=show_place(sight, leg.start, Times(departure=start, scheduled_departure=start)),
        to=show_place(sight, leg.end, Times(arrival=end, scheduled_arrival=end)),
        duration=leg.duration_s,
        start_time=start,
        end_time=end,
        scheduled_start_time=start,
        scheduled_end_time=end,
        real_time=False,
        scheduled=False,
        distance=leg.length_m,
        leg_geometry=_line(leg.geometry) if detailed else NO_LINE,
        steps=steps if detailed else None,
    )


def _ride(sight: Sight, leg: Leg, ride: Ride, detailed: bool) -> MotisLeg:
    timetable, board = sight.timetable, find_stop_of(sight, leg.start)
    assert board is not None  # a ride begins at a stop
    day = date.fromisoformat(ride.service_day)
    leaves = datetime.fromisoformat(ride.scheduled_departure)
    leaves_s = seconds_of_service_day(leaves, day=day, zone=sight.zone)
    trip = get_trip(timetable, ride.trip_id, stop=board, leaves_s=leaves_s)
    run = TripRun(trip, day)
    route, lines = int(timetable.trips.route[trip]), timetable.lines
    start, end = to_utc(leg.departure), to_utc(leg.arrival)
    planned_start, planned_end = to_utc(ride.scheduled_departure), to_utc(ride.scheduled_arrival)
    return MotisLeg(
        mode=MODES[ride.vehicle],
        from_=show_place(
            sight, leg.start, Times(departure=start, scheduled_departure=planned_start)
        ),
        to=show_place(sight, leg.end, Times(arrival=end, scheduled_arrival=planned_end)),
        duration=leg.duration_s,
        start_time=start,
        end_time=end,
        scheduled_start_time=planned_start,
        scheduled_end_time=planned_end,
        real_time=ride.times != "timetable",
        scheduled=True,
        distance=leg.length_m,
        headsign=ride.headsign,
        route_id=route_id(timetable, route),
        direction_id=direction_id(timetable, trip),
        route_color=ride.color,
        route_text_color=ride.text_color,
        route_type=int(lines.type[route]),
        agency_name=ride.agency,
        agency_id=find_agency_id(timetable, route),
        trip_id=trip_id(timetable, run, starts=list_times(sight, run)[0][1].astimezone(sight.zone)),
        route_short_name=ride.line,
        route_long_name=ride.line_name,
        display_name=ride.line,
        intermediate_stops=[_between(sight, one) for one in ride.between],
        leg_geometry=_line(leg.geometry) if detailed else NO_LINE,
        wheelchair_accessible=ACCESS.get(ride.low_floor),
    )


def _between(sight: Sight, stop: StopTime) -> MotisPlace:
    late = timedelta(seconds=stop.delay_s)
    arrival, departure = (datetime.fromisoformat(one) for one in (stop.arrival, stop.departure))
    return show_place(
        sight,
        stop.stop,
        Times(
            write_instant(arrival),
            write_instant(departure),
            write_instant(arrival - late),
            write_instant(departure - late),
        ),
    )


def _step(step: Step, *, untold: str) -> MotisStep:
    """One instruction; `untold` where nothing is known of a turn, as on pathways."""
    return MotisStep(
        relative_direction=WAYS.get(step.kind) or TURNS.get(step.turn, untold),
        distance=step.length_m,
        from_level=0.0,
        to_level=0.0,
        polyline=NO_LINE,
        street_name=step.street,
        exit="",
        stay_on=False,
        area=False,
    )


def _line(geometry: list[tuple[float, float]]) -> Polyline:
    points = encode_polyline((lat, lon) for lon, lat in geometry)
    return Polyline(points=points, precision=PRECISION, length=len(geometry))
