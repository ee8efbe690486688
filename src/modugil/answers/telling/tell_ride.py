"""A ride in words: which line, from where to where, whether one gets in without a step."""

from modugil.answers.alerts.alert_card import AlertCard
from modugil.answers.alerts.tell_alert import Names
from modugil.answers.boards.sentences import get_board_phrases
from modugil.answers.finding.endpoints import access_word
from modugil.answers.finding.lines import line_word, pattern_stops, vehicle_word
from modugil.answers.itinerary import Leg, Ride, Step, StopTime
from modugil.answers.telling.ride_geometry import ride_geometry
from modugil.answers.telling.tell_boarding import boarding_barriers, tell_boarding
from modugil.answers.telling.tell_live import delay_at, ride_access, tell_live, times_from
from modugil.answers.telling.teller import Teller
from modugil.conditions.conditions import TripRun
from modugil.core.access import Access, worst_access
from modugil.core.geo import LatLon, distance_m
from modugil.core.time import instant_of_service_second, service_day_shift_s
from modugil.routing.journey import RideLeg

WORTH_A_WARNING_S = 60


def tell_ride(teller: Teller, leg: RideLeg) -> Leg:
    """The leg in words."""
    assert teller.timetable is not None
    start, end = teller.stop(leg.from_stop), teller.stop(leg.to_stop)
    geometry = ride_geometry(
        teller.timetable,
        leg.trip,
        from_position=leg.from_position,
        to_position=leg.to_position,
    )
    ride = _ride(teller, leg)
    text = teller.phrases.ride(
        teller.phrases.line(ride.line, vehicle=ride.vehicle),
        headsign=ride.headsign,
        start=start.name,
        end=end.name,
        stops=leg.to_position - leg.from_position,
    )
    return Leg(
        kind="ride",
        start=start,
        end=end,
        departure=teller.time(leg.departure_s),
        arrival=teller.time(leg.arrival_s),
        duration_s=leg.arrival_s - leg.departure_s,
        length_m=round(_length_m(geometry), 1),
        unverified_m=round(leg.unverified_m, 1),
        geometry=geometry,
        steps=[Step(text=text, lat=start.lat, lon=start.lon, length_m=0.0, kind="ride")],
        facts=None,
        ride=ride,
        accessible=access_word(worst_access(leg.board_access, leg.alight_access)),
        warnings=_warnings(teller, leg, ride),
        barriers=boarding_barriers(teller, leg),
        why_not=None,
        alerts=_alerts(teller, leg),
    )


def _alerts(teller: Teller, leg: RideLeg) -> list[AlertCard]:
    """Those that hold when it leaves, of the run, its line, or where one gets on and off."""
    timetable, alerts = teller.timetable, teller.alerts
    if timetable is None or alerts is None:
        return []
    leaves = instant_of_service_second(leg.departure_s, day=teller.base_day, zone=teller.zone)
    held = alerts.list_held(now=leaves)
    ends = (leg.from_stop, leg.to_stop)
    stops = {*ends, *(int(timetable.stops.parent[row]) for row in ends)}
    run = TripRun(leg.trip, leg.service_day)
    names = Names(timetable, teller.finder, teller.zone, teller.language)
    return alerts.tell(alerts.of_run(held, run, stops=stops), names=names, now=leaves)


def _ride(teller: Teller, leg: RideLeg) -> Ride:
    timetable = teller.timetable
    assert timetable is not None
    trips, lines = timetable.trips, timetable.lines
    route, sign = int(trips.route[leg.trip]), int(trips.headsign[leg.trip])
    agency = int(lines.agency[route])
    language = teller.language
    headsign = trips.headsigns.get(sign, language=language) if sign >= 0 else ""
    return Ride(
        route_id=lines.id[route],
        line=line_word(timetable, route, language=language),
        line_name=lines.long_names.get(route, language=language),
        headsign=headsign,
        towards=get_board_phrases(language).toward(headsign),
        trip_id=trips.id[leg.trip],
        service_day=leg.service_day.isoformat(),
        color=lines.color[route],
        text_color=lines.text_color[route],
        vehicle=vehicle_word(int(lines.type[route])),
        agency=lines.agency_names.get(agency, language=language) if agency >= 0 else "",
        board_access=access_word(leg.board_access),
        alight_access=access_word(leg.alight_access),
        low_floor=access_word(ride_access(teller, leg)),
        delay_s=leg.departure_s - leg.scheduled_departure_s,
        arrival_delay_s=leg.arrival_s - leg.scheduled_arrival_s,
        scheduled_departure=teller.time(leg.scheduled_departure_s),
        scheduled_arrival=teller.time(leg.scheduled_arrival_s),
        headway_s=int(trips.headway_s[leg.trip]),
        between=_between(teller, leg),
        times=times_from(teller, leg),
        live=tell_live(teller, leg),
        boarding=tell_boarding(teller, leg.board_numbers, stop=leg.from_stop, act="board"),
        alighting=tell_boarding(teller, leg.alight_numbers, stop=leg.to_stop, act="alight"),
    )


def _between(teller: Teller, leg: RideLeg) -> list[StopTime]:
    timetable = teller.timetable
    assert timetable is not None
    stops = pattern_stops(timetable, leg.trip)
    patterns, pattern = timetable.patterns, int(timetable.trips.pattern[leg.trip])
    rank = leg.trip - int(patterns.trip_start[pattern])
    first = int(patterns.time_start[pattern]) + rank * len(stops)
    shift = service_day_shift_s(teller.base_day, other=leg.service_day, zone=teller.zone)
    before = leg.departure_s
    told = []
    for position in range(leg.from_position + 1, leg.to_position):
        planned_s = int(patterns.departure_s[first + position]) + shift
        late_s = delay_at(teller, leg, position)
        # as search has it: time never runs backwards along a ride
        arrival_s = max(before, int(patterns.arrival_s[first + position]) + shift + late_s)
        before = max(arrival_s, planned_s + late_s)
        told.append(
            StopTime(
                stop=teller.stop(int(stops[position])),
                arrival=teller.time(arrival_s),
                departure=teller.time(before),
                delay_s=before - planned_s,
            )
        )
    return told


def _warnings(teller: Teller, leg: RideLeg, ride: Ride) -> list[str]:
    said = [barrier.text for barrier in boarding_barriers(teller, leg)]
    words = teller.phrases.warnings
    if teller.step_free and leg.board_access is Access.UNKNOWN:
        said.append(words["board-unknown"])
    if teller.step_free and leg.alight_access is Access.UNKNOWN:
        said.append(words["alight-unknown"])
    if _on_demand(teller, leg):
        said.append(words["on-demand"])
    if ride.headway_s > 0:
        said.append(teller.phrases.headway(ride.headway_s))
    if abs(ride.delay_s) >= WORTH_A_WARNING_S and ride.live is None:
        said.append(teller.phrases.delay(ride.delay_s))
    if ride.live is not None and ride.live.wheelchair_bays_free == 0 and teller.step_free:
        said.append(teller.phrases.warnings["no-bay"])
    return said


def _on_demand(teller: Teller, leg: RideLeg) -> bool:
    assert teller.timetable is not None
    patterns = teller.timetable.patterns
    start = int(patterns.stop_start[int(teller.timetable.trips.pattern[leg.trip])])
    board = int(patterns.on_demand[start + leg.from_position]) & 1
    alight = int(patterns.on_demand[start + leg.to_position]) & 2
    return bool(board or alight)


def _length_m(geometry: list[tuple[float, float]]) -> float:
    points = [LatLon(lat, lon) for lon, lat in geometry]
    return sum(distance_m(a, b) for a, b in zip(points, points[1:], strict=False))
