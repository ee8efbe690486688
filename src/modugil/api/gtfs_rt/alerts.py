"""Service alerts: what staff wrote, in every language given, and buses that left their way."""

from collections.abc import Iterable, Iterator, Mapping

from google.transit import gtfs_realtime_pb2 as pb

from modugil.api.gtfs_rt.fleet_rows import VehicleRow
from modugil.api.gtfs_rt.trip_words import TripWords
from modugil.conditions.conditions import TripRun
from modugil.conditions.staff.implied_alerts import tell_line
from modugil.conditions.staff.messages import Effect, ServiceAlert, Severity, Touched
from modugil.conditions.staff.words import OFF_ROUTE, say
from modugil.core.language import LANGUAGES


def list_alerts(words: TripWords, alerts: Iterable[ServiceAlert]) -> Iterator[pb.FeedEntity]:
    """An entity for each of these alerts."""
    for alert in alerts:
        entity = pb.FeedEntity(id=alert.id)
        _fill(entity.alert, alert)
        entity.alert.informed_entity.extend(tell_touched(words, one) for one in alert.touches)
        yield entity


def list_off_route(words: TripWords, vehicles: Iterable[VehicleRow]) -> Iterator[pb.FeedEntity]:
    """An alert for each run whose bus drives away from its way, as nobody expects it there."""
    for vehicle in vehicles:
        if not vehicle.off_route or vehicle.run is None:
            continue
        entity = pb.FeedEntity(id=f"off-route:{words.entity_id(vehicle.run)}")
        route = int(words.timetable.trips.route[vehicle.run.trip])
        start = words.tell_start(vehicle.run.trip)[:5]
        header = say(OFF_ROUTE, line=tell_line(words.ids, route), start=start)
        told = ServiceAlert(
            entity.id, header, header, (), effect=Effect.DETOUR, severity=Severity.INFO
        )
        _fill(entity.alert, told)
        entity.alert.informed_entity.append(_name_run(words, vehicle.run))
        yield entity


def _fill(told: pb.Alert, alert: ServiceAlert) -> None:
    for span in alert.active:
        period = told.active_period.add()
        if span.start is not None:
            period.start = round(span.start.timestamp())
        if span.end is not None:
            period.end = round(span.end.timestamp())
    told.cause = pb.Alert.Cause.Value(alert.cause.name)
    told.effect = pb.Alert.Effect.Value(alert.effect.name)
    told.severity_level = pb.Alert.SeverityLevel.Value(alert.severity.name)
    _translate(told.header_text, alert.header)
    _translate(told.description_text, alert.description)
    if alert.url:
        _translate(told.url, alert.url)


def _translate(told: pb.TranslatedString, texts: Mapping[str, str]) -> None:
    for language in LANGUAGES:
        if texts.get(language):
            told.translation.add(text=texts[language], language=language)


def tell_touched(words: TripWords, touched: Touched) -> pb.EntitySelector:
    """What is touched, all of it together."""
    told = pb.EntitySelector()
    if touched.agency:
        told.agency_id = touched.agency
    if touched.route:
        told.route_id = touched.route
    if touched.direction is not None:
        told.direction_id = touched.direction
    if touched.stop:
        told.stop_id = touched.stop
    trips = words.ids.find_trips(touched.trip) if touched.trip else []
    if trips:
        _fill_trip(words, told.trip, trips[0], one_of_many=len(trips) > 1)
        if touched.day is not None:
            told.trip.start_date = f"{touched.day:%Y%m%d}"
    return told


def _name_run(words: TripWords, run: TripRun) -> pb.EntitySelector:
    told = pb.EntitySelector(route_id=words.ids.routes[int(words.timetable.trips.route[run.trip])])
    _fill_trip(words, told.trip, run.trip, one_of_many=False)
    told.trip.start_date = f"{run.day:%Y%m%d}"
    return told


def _fill_trip(words: TripWords, told: pb.TripDescriptor, trip: int, *, one_of_many: bool) -> None:
    told.trip_id = words.ids.trips[trip]
    told.route_id = words.ids.routes[int(words.timetable.trips.route[trip])]
    relationship = "UNSCHEDULED" if words.is_unscheduled(trip) else "SCHEDULED"
    told.schedule_relationship = pb.TripDescriptor.ScheduleRelationship.Value(relationship)
    if words.ids.repeats(trip) and not one_of_many:
        told.start_time = words.tell_start(trip)
