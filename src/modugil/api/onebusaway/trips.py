"""Trips and runs: one, that of a vehicle, those of a line or an area that drive now, a block."""

from collections.abc import Sequence

from msgspec import UNSET, Raw, UnsetType

from modugil.answers.arrivals.fleet_now import FleetNow
from modugil.answers.arrivals.run_now import RunNow
from modugil.api.onebusaway.ask import Ask
from modugil.api.onebusaway.failures import not_found, wrong
from modugil.api.onebusaway.references import References
from modugil.api.onebusaway.status import tell_status
from modugil.api.onebusaway.structs import StopTime, TripDetails, TripSchedule
from modugil.conditions.conditions import TripRun

MOST_TRIPS = 1000


def trip(ask: Ask) -> bytes:
    """One trip of the timetable."""
    row = ask.find("trip")
    refs = ask.region.references()
    refs.routes.add(ask.region.ids.route_of_trip[row])
    return ask.tell_one(ask.region.records.trip(row), refs)


def trip_details(ask: Ask) -> bytes:
    """One run: which day's is told by `serviceDate`, else the one under way or next."""
    region, words = ask.region, ask.words
    trips = region.ids.list_trips(ask.id)
    if not trips:
        raise not_found()
    told = bool(words.text("serviceDate"))
    day = words.day("serviceDate", today=ask.today, zone=region.zone)
    fleet = ask.fleet()
    run = region.arrivals.find_run(fleet, trips, day if told else None)
    if run is None and told:
        raise not_found()
    drives = run is not None
    now = fleet.look_at(run or TripRun(trips[0], day))
    shows = words.flag("includeStatus", default=True) and drives
    return _tell_one(
        ask, fleet, now, shows=shows, schedules=words.flag("includeSchedule", default=True)
    )


def trip_for_vehicle(ask: Ask) -> bytes:
    """The run that a vehicle drives.

    Errors:  Refused where the vehicle is not known, or drives none.
    """
    region, words = ask.region, ask.words
    fleet = ask.fleet()
    state = fleet.find_vehicle(region.ids.read_vehicle(ask.id))
    if state is None or state.run is None:
        raise not_found()
    now = fleet.look_at(state.run)
    shows = words.flag("includeStatus", default=True)
    return _tell_one(
        ask, fleet, now, shows=shows, schedules=words.flag("includeSchedule", default=False)
    )


def trips_for_route(ask: Ask) -> bytes:
    """The runs of a line that drive now, followed or by the timetable."""
    region, route = ask.region, ask.find("route")
    fleet = ask.fleet()
    found = region.arrivals.list_under_way(fleet, trips=region.line_ways.trips(route))
    ask.words.flag("includeStatus", default=True)
    return _tell_many(ask, fleet, found)


def trips_for_location(ask: Ask) -> bytes:
    """The runs whose vehicle is within a box; where nobody knows the vehicle, nobody knows where.

    Errors:  Refused without a box.
    """
    for needed in ("latSpan", "lonSpan"):
        if not ask.words.text(needed):
            raise wrong(needed, "missingRequiredField")
    area, fleet = ask.words.area(radius_m=0.0), ask.fleet()
    runs = [run for run, state in fleet.driven.items() if area.holds(state.at)]
    found = [fleet.look_at(run) for run in runs]
    return _tell_many(ask, fleet, found, out_of_range=not ask.region.covers(area))


def _tell_one(ask: Ask, fleet: FleetNow, now: RunNow, *, shows: bool, schedules: bool) -> bytes:
    refs = ask.region.references()
    _refer(ask, now, refs, schedules=schedules)
    details = _details(ask, fleet, now, refs, schedules=schedules)
    if not shows:
        details.status = UNSET
    return ask.tell_one(details, refs)


def _tell_many(
    ask: Ask, fleet: FleetNow, found: Sequence[RunNow], *, out_of_range: bool | UnsetType = UNSET
) -> bytes:
    refs = ask.region.references()
    schedules = ask.words.flag("includeSchedule", default=False)
    told = []
    for now in found[:MOST_TRIPS]:
        _refer(ask, now, refs, schedules=schedules)
        told.append(_details(ask, fleet, now, refs, schedules=schedules))
    return ask.tell_list(
        told, refs, limit_exceeded=len(found) > MOST_TRIPS, out_of_range=out_of_range
    )


def _refer(ask: Ask, now: RunNow, refs: References, *, schedules: bool) -> None:
    refs.routes.add(ask.region.ids.route_of_trip[now.run.trip])
    if ask.words.flag("includeTrip", default=True):
        refs.trips.add(now.run.trip)
    if schedules:
        refs.stops.update(now.plan.way.stops)


def _details(
    ask: Ask, fleet: FleetNow, now: RunNow, refs: References, *, schedules: bool
) -> TripDetails:
    region, run = ask.region, now.run
    status: Raw = tell_status(region, fleet, now, refs)
    said = region.situations(ask.now).of_run(run, stops=now.plan.way.stops)
    refs.situations.update(said)
    return TripDetails(
        trip_id=region.ids.trips[run.trip],
        service_date=now.start_ms,
        schedule=_schedule(ask, now, refs) if schedules else None,
        status=status,
        situation_ids=said,
    )


def _schedule(ask: Ask, now: RunNow, refs: References) -> TripSchedule:
    region, plan = ask.region, now.plan
    place = region.arrivals.blocks.place(now.run.trip, now.run.day)
    ids, way = region.ids, plan.way
    beside = {"before": "", "after": ""}
    for name, row in (("before", place.before), ("after", place.after)):
        if row >= 0:
            beside[name] = ids.trips[row]
            refs.trips.add(row)
    return TripSchedule(
        time_zone=region.timetable.time_zone,
        stop_times=[
            StopTime(
                stop_id=ids.stops[stop],
                arrival_time=arrival_s,
                departure_time=departure_s,
                distance_along_trip=round(along_m - way.along_m[0], 1),
            )
            for stop, arrival_s, departure_s, along_m in zip(
                way.stops, plan.arrival_s, plan.departure_s, way.along_m, strict=True
            )
        ],
        previous_trip_id=beside["before"],
        next_trip_id=beside["after"],
    )
