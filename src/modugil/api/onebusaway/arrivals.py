"""arrivals-and-departures-for-stop and its kin: what comes to a stop, as it is expected now."""

from collections.abc import Iterable

from msgspec import UNSET

from modugil.answers.arrivals.arrivals import Visit
from modugil.answers.arrivals.fleet_now import FleetNow
from modugil.answers.arrivals.run_now import RunNow
from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.failures import not_found, wrong
from modugil.api.onebusaway.references import References
from modugil.api.onebusaway.status import (
    fix_ms,
    occupancy_word,
    status_word,
    tell_status,
    vehicle_id,
)
from modugil.api.onebusaway.structs import ArrivalAndDeparture, Told
from modugil.api.onebusaway.told_region import ToldRegion

MINUTE_MS = 60_000
BEFORE_MINUTES, AFTER_MINUTES = 5, 35
MOST_BEFORE, MOST_AFTER = 120, 1440
MOST_NEARBY = 12
AROUND_M = 500.0
MOST_COUNT, DEFAULT_COUNT = 1000, 250


class StopArrivals(Told, kw_only=True):
    """What comes to one stop."""

    stop_id: str
    arrivals_and_departures: list[ArrivalAndDeparture]
    nearby_stop_ids: list[str]
    situation_ids: list[str]


class StopAway(Told, kw_only=True):
    """A stop and how far it is from the place asked for."""

    stop_id: str
    distance_from_query: float


class PlaceArrivals(Told, kw_only=True):
    """What comes to the stops around a place."""

    stop_ids: list[str]
    arrivals_and_departures: list[ArrivalAndDeparture]
    nearby_stop_ids: list[StopAway]
    situation_ids: list[str]
    limit_exceeded: bool


def arrivals_for_stop(ask: Ask) -> bytes:
    """Everything that calls there in the next minutes, and what has just left."""
    region, stop = ask.region, ask.find("stop")
    fleet = ask.fleet()
    stops = region.stop_lines.platforms(stop)
    low_ms, high_ms = _span_ms(ask, fleet)
    visits = region.arrivals.list_at(fleet, stops, low_ms=low_ms, high_ms=high_ms)
    refs = region.references()
    refs.stops.add(stop)
    told = tell_visits(region, fleet, visits, refs)
    nearby = [row for row, _ in region.stops_near(stop, most=MOST_NEARBY) if row not in stops]
    refs.stops.update(nearby)
    situations = region.situations(ask.now)
    said = situations.of_stops(stops, routes=region.stop_lines.routes(stop))
    refs.situations.update(said)
    entry = StopArrivals(
        stop_id=region.ids.stops[stop],
        arrivals_and_departures=told,
        nearby_stop_ids=[region.ids.stops[row] for row in nearby],
        situation_ids=said,
    )
    return ask.tell_one(entry, refs)


def arrival_for_stop(ask: Ask) -> bytes:
    """One call of one run.

    Errors:  Refused where that trip does not call there, or not on that day.
    """
    region, words = ask.region, ask.words
    stop = ask.find("stop")
    for needed in ("tripId", "serviceDate"):
        if not words.text(needed):
            raise wrong(needed, "missingRequiredField")
    day = words.day("serviceDate", today=ask.today, zone=region.zone)
    fleet = ask.fleet()
    trips = region.ids.list_trips(words.text("tripId"))
    run = region.arrivals.find_run(fleet, trips, day)
    if run is None:
        raise not_found()
    sequence = words.whole("stopSequence", default=-1, low=-1, high=1_000_000)
    plan = region.arrivals.plans.get(run.trip)
    platforms = region.stop_lines.platforms(stop)
    at = [position for position, row in enumerate(plan.way.stops) if row in platforms]
    if not at:
        raise not_found()
    visit = region.arrivals.visit(fleet, run, _choose_call(fleet.look_at(run), at, sequence))
    refs = region.references()
    refs.stops.add(stop)
    return ask.tell_one(tell_visits(region, fleet, [visit], refs)[0], refs)


def _choose_call(run: RunNow, at: list[int], sequence: int) -> int:
    """Which of the positions at which it calls there is meant.

    The one told by its position, as we tell it, or as published; else the next, else the last.
    """
    if sequence in at:
        return sequence
    published = [one for one in at if run.plan.way.sequence[one] == sequence]
    coming = [one for one in at if run.stops_away(one) >= 0]
    return [*published, *coming, at[-1]][0]


def arrivals_for_location(ask: Ask) -> bytes:
    """Everything that calls at the stops around a place.

    Errors:  Refused for no place, and where nothing comes if that is to be an error.
    """
    region, words = ask.region, ask.words
    area = words.area(radius_m=AROUND_M, needed=True)
    most = words.whole("maxCount", default=DEFAULT_COUNT, low=1, high=MOST_COUNT)
    types = _read_types(words.text("routeType"))
    fleet = ask.fleet()
    near = region.field.find(area)
    around = near[:most]
    low_ms, high_ms = _span_ms(ask, fleet)
    visits: list[Visit] = []
    for row, _ in around:
        visits += region.arrivals.list_at(fleet, (row,), low_ms=low_ms, high_ms=high_ms)
    if types:
        visits = [one for one in visits if _type_of(region, one) in types]
    visits.sort(key=lambda one: (one.times[1], one.run.run.trip))
    if not visits and words.flag("emptyReturnsNotFound", default=False):
        raise not_found()
    refs = region.references()
    refs.stops.update(row for row, _ in around)
    told = tell_visits(region, fleet, visits[:most], refs)
    said = sorted({id for one in told for id in one.situation_ids})
    ids = region.ids
    entry = PlaceArrivals(
        stop_ids=[ids.stops[row] for row, _ in around],
        arrivals_and_departures=told,
        nearby_stop_ids=[
            StopAway(stop_id=ids.stops[row], distance_from_query=round(away, 1))
            for row, away in around
        ],
        situation_ids=said,
        limit_exceeded=len(near) > most or len(visits) > most,
    )
    return ask.tell_one(entry, refs)


def tell_visits(
    region: ToldRegion, fleet: FleetNow, visits: Iterable[Visit], refs: References
) -> list[ArrivalAndDeparture]:
    """These calls; what they name is added to the references."""
    return [_tell(region, fleet, one, refs) for one in visits]


def _tell(
    region: ToldRegion, fleet: FleetNow, visit: Visit, refs: References
) -> ArrivalAndDeparture:
    run, position, ids = visit.run, visit.position, region.ids
    trip, way = run.run.trip, run.plan.way
    stop, route = way.stops[position], ids.route_of_trip[trip]
    refs.trips.add(trip)
    refs.stops.add(stop)
    said = region.situations(fleet.instant.now).of_run(run.run, stops=(stop,))
    refs.situations.update(said)
    expected = visit.expected or (0, 0)
    along_m, state = run.along_m, run.vehicle
    return ArrivalAndDeparture(
        stop_id=ids.stops[stop],
        trip_id=ids.trips[trip],
        service_date=run.start_ms,
        route_id=ids.routes[route],
        route_short_name=region.records.short_name(route),
        route_long_name=region.records.long_name(route),
        trip_headsign=region.records.headsign(trip),
        scheduled_arrival_time=visit.scheduled[0],
        scheduled_departure_time=visit.scheduled[1],
        predicted=visit.expected is not None,
        predicted_arrival_time=expected[0],
        predicted_departure_time=expected[1],
        stop_sequence=position,
        total_stops_in_trip=len(way.stops),
        block_trip_sequence=region.arrivals.blocks.place(trip, run.run.day).sequence,
        number_of_stops_away=run.stops_away(position),
        distance_from_stop=UNSET if along_m is None else round(way.along_m[position] - along_m, 1),
        vehicle_id=vehicle_id(region, state),
        last_update_time=fix_ms(state) if state is not None else UNSET,
        arrival_enabled=visit.served and way.alights[position] and position > 0,
        departure_enabled=visit.served and way.boards[position] and position < run.plan.last,
        occupancy_status=occupancy_word(state, change=run.change),
        status=status_word(run) if visit.served or run.word == "cancelled" else "SKIPPED",
        situation_ids=said,
        trip_status=tell_status(region, fleet, run, refs) if fleet.differs(run.run) else UNSET,
    )


def _span_ms(ask: Ask, fleet: FleetNow) -> tuple[int, int]:
    words = ask.words
    before = words.whole("minutesBefore", default=BEFORE_MINUTES, low=0, high=MOST_BEFORE)
    after = words.whole("minutesAfter", default=AFTER_MINUTES, low=0, high=MOST_AFTER)
    return fleet.now_ms - before * MINUTE_MS, fleet.now_ms + after * MINUTE_MS


def _read_types(text: str) -> set[int]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if any(not (part.isascii() and part.isdigit() and len(part) < 6) for part in parts):
        raise wrong("routeType")
    return {int(part) for part in parts}


def _type_of(region: ToldRegion, visit: Visit) -> int:
    return int(region.timetable.lines.type[region.ids.route_of_trip[visit.run.run.trip]])
