"""schedule-for-stop and schedule-for-route: one service day by the timetable."""

from datetime import date

from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.references import References
from modugil.api.onebusaway.structs import Told
from modugil.region.calendar import active_services


class ScheduleStopTime(Told, kw_only=True):
    """One call at a stop (ms)."""

    trip_id: str
    service_id: str
    stop_headsign: str
    arrival_enabled: bool
    arrival_time: int
    departure_enabled: bool
    departure_time: int


class DirectionSchedule(Told, kw_only=True):
    """The calls of one line that go the same way."""

    trip_headsign: str
    schedule_stop_times: list[ScheduleStopTime]
    schedule_frequencies: list[str]


class RouteSchedule(Told, kw_only=True):
    """The calls of one line."""

    route_id: str
    stop_route_direction_schedules: list[DirectionSchedule]


class StopSchedule(Told, kw_only=True):
    """All calls at a stop on one service day."""

    stop_id: str
    date: int
    stop_route_schedules: list[RouteSchedule]


class LineStopTime(Told, kw_only=True):
    """One call of a line's trip, seconds since the service day began."""

    stop_id: str
    trip_id: str
    service_id: str
    stop_headsign: str
    arrival_enabled: bool
    arrival_time: int
    departure_enabled: bool
    departure_time: int


class TripTimes(Told, kw_only=True):
    """The calls of one trip."""

    trip_id: str
    stop_times: list[LineStopTime]


class DirectionTrips(Told, kw_only=True):
    """One direction of a line on that day."""

    direction_id: str
    trip_headsigns: list[str]
    stop_ids: list[str]
    trip_ids: list[str]
    trips_with_stop_times: list[TripTimes]


class LineSchedule(Told, kw_only=True):
    """A line on one service day."""

    route_id: str
    schedule_date: int
    service_ids: list[str]
    stop_trip_groupings: list[DirectionTrips]


def schedule_for_stop(ask: Ask) -> bytes:
    """Every call there on that day, by line and headsign."""
    region, stop = ask.region, ask.find("stop")
    day = ask.words.day("date", today=ask.today, zone=region.zone)
    platforms = region.stop_lines.platforms(stop)
    visits = region.arrivals.visits_of(platforms, day)
    refs = region.references()
    refs.stops.add(stop)
    by_line: dict[int, dict[str, list[ScheduleStopTime]]] = {}
    for trip, position in zip(visits.trip.tolist(), visits.position.tolist(), strict=True):
        refs.trips.add(trip)
        signs = by_line.setdefault(region.ids.route_of_trip[trip], {})
        sign = region.records.headsign(trip)
        signs.setdefault(sign, []).append(_call(ask, trip, position, visits.start_ms))
    entry = StopSchedule(
        stop_id=region.ids.stops[stop],
        date=visits.start_ms,
        stop_route_schedules=[
            RouteSchedule(
                route_id=region.ids.routes[route],
                stop_route_direction_schedules=[
                    DirectionSchedule(
                        trip_headsign=sign, schedule_stop_times=calls, schedule_frequencies=[]
                    )
                    for sign, calls in sorted(signs.items())
                ],
            )
            for route, signs in sorted(by_line.items())
        ],
    )
    return ask.tell_one(entry, refs)


def schedule_for_route(ask: Ask) -> bytes:
    """Every trip of the line on that day, by direction."""
    region, route = ask.region, ask.find("route")
    day = ask.words.day("date", today=ask.today, zone=region.zone)
    runs = active_services(region.timetable.services, day=day)
    service = region.timetable.trips.service
    refs = region.references()
    refs.routes.add(route)
    groups, services = [], set[int]()
    for direction in region.line_ways.directions(route):
        trips = [trip for trip in direction.trips if runs[service[trip]]]
        services.update(int(service[trip]) for trip in trips)
        if trips:
            groups.append(_direction(ask, direction.id, trips, refs))
    entry = LineSchedule(
        route_id=region.ids.routes[route],
        schedule_date=_start_ms(ask, day),
        service_ids=[region.ids.services[row] for row in sorted(services)],
        stop_trip_groupings=groups,
    )
    return ask.tell_one(entry, refs)


def _start_ms(ask: Ask, day: date) -> int:
    return ask.region.arrivals.days.get_ms(day)


def _call(ask: Ask, trip: int, position: int, start_ms: int) -> ScheduleStopTime:
    region = ask.region
    plan = region.arrivals.plans.get(trip)
    return ScheduleStopTime(
        trip_id=region.ids.trips[trip],
        service_id=region.ids.services[int(region.timetable.trips.service[trip])],
        stop_headsign="",
        arrival_enabled=plan.way.alights[position] and position > 0,
        arrival_time=start_ms + plan.arrival_s[position] * 1000,
        departure_enabled=plan.way.boards[position] and position < plan.last,
        departure_time=start_ms + plan.departure_s[position] * 1000,
    )


def _direction(ask: Ask, id: str, trips: list[int], refs: References) -> DirectionTrips:
    region = ask.region
    plans = [region.arrivals.plans.get(trip) for trip in trips]
    plans.sort(key=lambda plan: plan.departure_s[0])
    longest = sorted(plans, key=lambda plan: -len(plan.way.stops))
    stops = list(dict.fromkeys(stop for plan in longest for stop in plan.way.stops))
    refs.stops.update(stops)
    refs.trips.update(trips)
    signs = dict.fromkeys(region.records.headsign(trip) for trip in trips)
    return DirectionTrips(
        direction_id=id,
        trip_headsigns=[sign for sign in signs if sign],
        stop_ids=[region.ids.stops[row] for row in stops],
        trip_ids=[region.ids.trips[plan.trip] for plan in plans],
        trips_with_stop_times=[
            TripTimes(
                trip_id=region.ids.trips[plan.trip],
                stop_times=[
                    LineStopTime(
                        stop_id=region.ids.stops[stop],
                        trip_id=region.ids.trips[plan.trip],
                        service_id=region.ids.services[
                            int(region.timetable.trips.service[plan.trip])
                        ],
                        stop_headsign="",
                        arrival_enabled=plan.way.alights[position] and position > 0,
                        arrival_time=plan.arrival_s[position],
                        departure_enabled=plan.way.boards[position] and position < plan.last,
                        departure_time=plan.departure_s[position],
                    )
                    for position, stop in enumerate(plan.way.stops)
                ],
            )
            for plan in plans
        ],
    )
