"""For every rule a change that breaks it, and one beside it that does not."""

from collections.abc import Callable
from typing import Any

from google.transit import gtfs_realtime_pb2 as pb
from tests.live.validation.feeds import GTFS, NOW_S, STOP_TIME, TRIP, Feeds

Change = Callable[[Feeds], object]
BREAKS: dict[str, Change] = {}
KEEPS: dict[str, Change] = {}
LOOSE = "LOOSE"


def breaks(code: str) -> Callable[[Change], Change]:
    return lambda change: BREAKS.setdefault(code, change)


def keeps(*codes: str) -> Callable[[Change], Change]:
    def note(change: Change) -> Change:
        for code in codes:
            assert code not in KEEPS
            KEEPS[code] = change
        return change

    return note


def relate(feeds: Feeds, relationship: Any) -> None:
    for trip in (feeds.position.trip, feeds.update.trip):
        trip.schedule_relationship = relationship


@breaks("E001")
def milliseconds(feeds):
    feeds.alert.active_period[0].end = NOW_S * 1000


@keeps("E001")
def an_open_end(feeds):
    feeds.alert.active_period[0].ClearField("end")


@breaks("E002")
def out_of_order(feeds):
    feeds.update.stop_time_update[0].stop_sequence = 3
    feeds.update.stop_time_update[2].stop_sequence = 1


@keeps("E002", "E045", "E051")
def in_order_without_numbers(feeds):
    for one in feeds.stops:
        one.ClearField("stop_sequence")


@breaks("E003")
def trip_unknown(feeds):
    feeds.update.trip.trip_id = "T9"


@keeps("E003", "E016")
def trip_added(feeds):
    feeds.drive("T9", relationship=TRIP.NEW)


@breaks("E004")
def route_unknown(feeds):
    feeds.touched.route_id = "R9"


@keeps("E004", "E030", "E031")
def no_route_told(feeds):
    feeds.touched.ClearField("route_id")
    feeds.touched.trip.trip_id = "T1"


@breaks("E006")
def run_by_headway_without_start(feeds):
    feeds.drive(LOOSE, relationship=TRIP.UNSCHEDULED)


@keeps("E006", "E013", "W005")
def run_by_headway(feeds):
    feeds.drive(LOOSE, start="08:10:00", relationship=TRIP.UNSCHEDULED)


@breaks("E009")
def which_of_two_calls(feeds):
    feeds.drive("LOOP")
    for one in feeds.stops:
        one.ClearField("stop_sequence")


@keeps("E009")
def both_calls_numbered(feeds):
    feeds.drive("LOOP")
    feeds.stops[2].stop_id = "A"


@breaks("E010")
def timetable_stops_at_a_station(feeds):
    feeds.gtfs = GTFS.replace("08:20:00,08:20:00,C,3", "08:20:00,08:20:00,ST,3")


@keeps("E010", "E048", "W006", "W009")
def nothing_changed(feeds):
    pass


@breaks("E011")
def stop_unknown(feeds):
    feeds.stops[2].stop_id = "Z"


@keeps("E011")
def stop_added_by_the_feed(feeds):
    feeds.stops[2].stop_id = "Z"
    feeds.stops[2].ClearField("stop_sequence")
    feeds.updates.entity.add(id="z").stop.stop_id = "Z"


@breaks("E012")
def measured_after_the_feed(feeds):
    feeds.position.timestamp = NOW_S + 1


@keeps("E012")
def measured_with_the_feed(feeds):
    feeds.position.timestamp = NOW_S


@breaks("E013")
def run_by_headway_scheduled(feeds):
    feeds.drive(LOOSE, start="08:10:00", relationship=TRIP.SCHEDULED)


@breaks("E015")
def stops_at_a_station(feeds):
    feeds.position.stop_id = "ST"


@keeps("E015")
def alert_at_a_station(feeds):
    feeds.touched.stop_id = "ST"


@breaks("E016")
def known_trip_added(feeds):
    relate(feeds, TRIP.ADDED)


@breaks("E017")
def changed_silently(feeds):
    feeds.keep()
    feeds.position.position.speed = 3.0


@keeps("E017", "W007")
def changed_with_its_time(feeds):
    feeds.keep()
    feeds.position.position.speed = 3.0
    feeds.positions.header.timestamp += 35
    feeds.read_s += 35


@breaks("E018")
def back_in_time(feeds):
    feeds.keep()
    feeds.alerts.header.timestamp -= 1


@keeps("E018")
def the_same_again(feeds):
    feeds.keep()


@breaks("E019")
def between_two_departures(feeds):
    feeds.drive("EXACT", start="08:15:00")


@keeps("E019", "E023")
def at_a_departure(feeds):
    feeds.drive("EXACT", start="08:20:00")


@breaks("E020")
def time_without_seconds(feeds):
    feeds.update.trip.start_time = "08:00"


@keeps("E020")
def the_first_arrival(feeds):
    feeds.update.trip.start_time = "08:00:00"
    feeds.position.trip.start_time = "08:00:00"


@breaks("E021")
def day_with_dashes(feeds):
    feeds.update.trip.start_date = "2026-11-23"


@keeps("E021")
def no_day(feeds):
    feeds.update.trip.ClearField("start_date")
    feeds.position.trip.ClearField("start_date")


@breaks("E022")
def reached_when_the_one_before_is_left(feeds):
    feeds.stops[1].arrival.time = feeds.stops[0].departure.time


@keeps("E022")
def delays_that_grow_together(feeds):
    for one in (feeds.stops[0], feeds.stops[2]):
        one.arrival.Clear()
        one.departure.Clear()
        one.arrival.delay = one.departure.delay = 60


@breaks("E023")
def another_start(feeds):
    feeds.update.trip.start_time = "08:01:00"


@breaks("E024")
def the_other_direction(feeds):
    feeds.update.trip.direction_id = 1


@keeps("E024")
def no_direction(feeds):
    feeds.update.trip.ClearField("direction_id")


@breaks("E025")
def left_before_it_came(feeds):
    feeds.stops[1].departure.time = feeds.stops[1].arrival.time - 1


@keeps("E025")
def left_at_once(feeds):
    feeds.stops[1].departure.time = feeds.stops[1].arrival.time


@breaks("E026")
def nowhere_on_earth(feeds):
    feeds.position.position.latitude = 133.5


@keeps("E026", "E028", "E029")
def hundred_metres_off(feeds):
    feeds.position.position.latitude = 33.5009


@breaks("E027")
def more_than_a_turn(feeds):
    feeds.position.position.bearing = 361.0


@keeps("E027")
def a_full_turn(feeds):
    feeds.position.position.bearing = 360.0


@breaks("E028")
def in_another_town(feeds):
    feeds.position.position.latitude = 33.52


@breaks("E029")
def away_from_its_way(feeds):
    feeds.position.position.latitude = 33.503


@breaks("E030")
def trip_of_another_line(feeds):
    feeds.touched.trip.trip_id = LOOSE


@breaks("E031")
def two_lines(feeds):
    feeds.touched.trip.route_id = "Q"


@breaks("E032")
def touches_nothing(feeds):
    del feeds.alert.informed_entity[:]


@keeps("E032", "E033")
def touches_a_stop(feeds):
    feeds.touched.Clear()
    feeds.touched.stop_id = "C"


@breaks("E033")
def touches_something_empty(feeds):
    feeds.alert.informed_entity.add()


@breaks("E034")
def agency_unknown(feeds):
    feeds.touched.agency_id = "X"


@keeps("E034")
def agency_known(feeds):
    feeds.touched.agency_id = "J"


@breaks("E035")
def trip_under_another_line(feeds):
    feeds.update.trip.route_id = "Q"


@keeps("E035")
def trip_without_a_line(feeds):
    feeds.update.trip.ClearField("route_id")


@breaks("E036")
def number_twice(feeds):
    feeds.stops[1].stop_sequence = 1


@keeps("E036", "E037")
def one_stop_left_out(feeds):
    del feeds.update.stop_time_update[1]


@breaks("E037")
def stop_twice(feeds):
    feeds.stops[1].stop_id = "A"


@breaks("E038")
def no_such_version(feeds):
    feeds.alerts.header.gtfs_realtime_version = "3.0"


@keeps("E038", "E049")
def the_first_version(feeds):
    feeds.alerts.header.gtfs_realtime_version = "1.0"
    feeds.alerts.header.ClearField("incrementality")


@breaks("E039")
def deleted(feeds):
    feeds.alerts.entity[0].is_deleted = True


@keeps("E039")
def deleted_from_a_difference(feeds):
    feeds.alerts.entity[0].is_deleted = True
    feeds.alerts.header.incrementality = pb.FeedHeader.DIFFERENTIAL


@breaks("E040")
def no_stop_told(feeds):
    feeds.stops[1].ClearField("stop_sequence")
    feeds.stops[1].ClearField("stop_id")


@keeps("E040")
def a_number_alone(feeds):
    feeds.stops[1].ClearField("stop_id")


@breaks("E041")
def nothing_of_any_stop(feeds):
    del feeds.update.stop_time_update[:]


@keeps("E041")
def cancelled(feeds):
    del feeds.update.stop_time_update[:]
    relate(feeds, TRIP.CANCELED)


@breaks("E042")
def told_without_data(feeds):
    feeds.stops[1].schedule_relationship = STOP_TIME.NO_DATA


@keeps("E042", "E043")
def no_data(feeds):
    feeds.stops[1].schedule_relationship = STOP_TIME.NO_DATA
    feeds.stops[1].ClearField("arrival")
    feeds.stops[1].ClearField("departure")


@breaks("E043")
def no_times(feeds):
    feeds.stops[1].ClearField("arrival")
    feeds.stops[1].ClearField("departure")


@breaks("E044")
def an_empty_arrival(feeds):
    feeds.stops[1].arrival.Clear()
    feeds.stops[1].arrival.uncertainty = 30


@keeps("E044", "E046")
def a_delay_alone(feeds):
    feeds.stops[2].arrival.Clear()
    feeds.stops[2].departure.Clear()
    feeds.stops[2].arrival.delay = feeds.stops[2].departure.delay = 60


@breaks("E045")
def number_of_another_stop(feeds):
    feeds.stops[2].stop_id = "A"


@breaks("E046")
def delay_of_no_time(feeds):
    feeds.stops[1].departure.Clear()
    feeds.stops[1].arrival.Clear()
    feeds.stops[1].arrival.delay = 60


@breaks("E047")
def another_vehicle(feeds):
    feeds.update.vehicle.id = "V2"


@keeps("E047", "W003")
def a_trip_that_nobody_drives(feeds):
    other = feeds.updates.entity.add(id="other").trip_update
    other.CopyFrom(feeds.update)
    other.trip.trip_id = "LOOP"
    other.ClearField("vehicle")
    del other.stop_time_update[:]
    other.trip.schedule_relationship = TRIP.CANCELED


@breaks("E048")
def no_time_of_the_feed(feeds):
    feeds.alerts.header.ClearField("timestamp")


@breaks("E049")
def whole_or_not(feeds):
    feeds.alerts.header.ClearField("incrementality")


@breaks("E050")
def from_the_future(feeds):
    feeds.read_s = NOW_S - 61


@keeps("E050")
def a_clock_a_minute_behind(feeds):
    feeds.read_s = NOW_S - 60


@breaks("E051")
def number_unknown(feeds):
    feeds.stops[2].stop_sequence = 4


@breaks("E052")
def vehicle_twice(feeds):
    feeds.positions.entity.add(id="again").vehicle.CopyFrom(feeds.position)


@keeps("E052")
def two_vehicles(feeds):
    other = feeds.positions.entity.add(id="other").vehicle
    other.CopyFrom(feeds.position)
    other.ClearField("trip")
    other.vehicle.id = "V2"


@breaks("W001")
def no_time_of_measuring(feeds):
    feeds.position.ClearField("timestamp")


@keeps("W001")
def an_alert_has_no_time(feeds):
    feeds.alert.ClearField("active_period")


@breaks("W002")
def no_name(feeds):
    feeds.position.ClearField("vehicle")


@keeps("W002")
def a_skipped_stop_of_a_run_nobody_drives(feeds):
    del feeds.update.stop_time_update[1:]
    for name in ("arrival", "departure"):
        feeds.stops[0].ClearField(name)
    feeds.stops[0].schedule_relationship = STOP_TIME.SKIPPED
    feeds.update.ClearField("vehicle")


@breaks("W003")
def in_one_feed_only(feeds):
    feeds.position.trip.trip_id = "LOOP"


@breaks("W004")
def very_fast(feeds):
    feeds.position.position.speed = 26.5


@keeps("W004")
def fast(feeds):
    feeds.position.position.speed = 26.0


@breaks("W005")
def run_by_headway_without_vehicle(feeds):
    feeds.drive(LOOSE, start="08:10:00", relationship=TRIP.UNSCHEDULED)
    feeds.update.ClearField("vehicle")


@breaks("W006")
def trip_by_its_line(feeds):
    feeds.position.trip.ClearField("trip_id")


@breaks("W007")
def made_too_seldom(feeds):
    feeds.keep()
    feeds.positions.header.timestamp += 36
    feeds.read_s += 36


@breaks("W008")
def read_too_late(feeds):
    feeds.read_s = NOW_S + 66


@keeps("W008")
def read_in_time(feeds):
    feeds.read_s = NOW_S + 65


@breaks("W009")
def relation_not_told(feeds):
    feeds.stops[1].ClearField("schedule_relationship")
