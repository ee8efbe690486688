"""What each feed says of buses, cancellations and detours."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from google.protobuf.json_format import MessageToDict, Parse
from google.transit import gtfs_realtime_pb2 as pb
from tests.answers.boards.fleet import drive, follow, vehicle
from tests.answers.world import NOW
from tests.api.gtfs_rt.reading import HEADERS, by_id, read, read_all, stops_of
from tests.conditions.staff.messages import alert, cancellation, detour

from modugil.conditions.conditions import Span
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.live.progress import VehicleStatus

NOW_S = round(NOW.timestamp())


class TurnedClock:
    """A clock that a test turns."""

    def __init__(self, now: datetime = NOW) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant


def test_a_bus_is_where_it_is_and_when_it_will_be_where(serve):
    served = serve()
    served.desk.live.snapshot = follow(
        served.world, drive(served.world, "R1-W1-540", late_s=240, last=0)
    ).snapshot
    positions, updates, _ = read_all(served.client)
    assert positions.header.gtfs_realtime_version == "2.0"
    assert positions.header.timestamp == NOW_S
    told = by_id(positions)["vehicle:J/R1-W1-540"].vehicle
    assert (told.trip.trip_id, told.trip.start_date) == ("R1-W1-540", "20261123")
    assert (told.stop_id, told.current_stop_sequence) == ("W2", 2)
    assert told.current_status == pb.VehiclePosition.IN_TRANSIT_TO
    assert told.timestamp == NOW_S - 12
    assert (told.occupancy_status, told.occupancy_percentage) == (2, 20)
    assert told.vehicle.wheelchair_accessible == pb.VehicleDescriptor.WHEELCHAIR_ACCESSIBLE
    update = by_id(updates)["trip:R1-W1-540:20261123"]
    assert update.trip_update.vehicle == told.vehicle
    assert update.trip_update.trip == told.trip
    assert stops_of(update) == [
        ("W2", "SCHEDULED", 420),
        ("E1", "SCHEDULED", 780),
        ("E2", "SCHEDULED", 960),
    ]
    assert [one.arrival.delay for one in update.trip_update.stop_time_update] == [240] * 3


@pytest.fixture
def buses(serve):
    """`buses(*driven, called=...)`: the entities of positions and updates of these buses."""

    def show(*driven, clock=None):
        served = serve(clock=clock)
        world = served.world
        chosen = [one(world) if callable(one) else one for one in driven]
        served.desk.live.snapshot = follow(world, *chosen).snapshot
        positions, updates, alerts = read_all(served.client)
        return by_id(positions), by_id(updates), by_id(alerts)

    return show


def on(trip, **told):
    return lambda world: drive(world, trip, **told)


def test_a_departure_that_repeats_is_told_by_its_start_and_without_delays(buses):
    def circle(world):
        rows = [row for row, id in enumerate(world.timetable.trips.id) if id == "R4-E1-0"]
        state, run, change = drive(world, "R4-E1-0", late_s=0)
        shifted = run.run._replace(trip=rows[12])

        return replace(state, run=shifted), replace(run, run=shifted), change

    positions, updates, _ = buses(circle)
    (update,) = [one.trip_update for one in updates.values()]
    assert (update.trip.trip_id, update.trip.start_time) == ("R4-E1-0", "09:00:00")
    assert update.trip.schedule_relationship == pb.TripDescriptor.UNSCHEDULED
    assert not any(one.arrival.HasField("delay") for one in update.stop_time_update)
    assert {one.schedule_relationship for one in update.stop_time_update} == {3}
    (position,) = positions.values()
    assert position.vehicle.trip == update.trip


def test_a_stop_passed_too_early_stays_until_its_time(buses):
    def early(world):
        return drive(world, "R1-W1-540", late_s=-240, last=1)

    # it left W2, where it should be at 9:03, before nine
    _, updates, _ = buses(early)
    (update,) = updates.values()
    assert stops_of(update)[0] == ("W2", "SCHEDULED", -60)
    assert [one[0] for one in stops_of(update)] == ["W2", "E1", "E2"]


def test_times_never_run_backwards(buses):
    _, updates, _ = buses(on("R1-W1-540", late_s=[600, 600, 0, -600], last=0))
    (update,) = updates.values()
    times = [
        time
        for one in update.trip_update.stop_time_update
        for time in (one.arrival.time, one.departure.time)
    ]
    assert times == sorted(times)
    arrivals = times[::2]
    assert all(later > sooner for sooner, later in zip(times[1::2], arrivals[1:], strict=False))


def test_a_bus_not_heard_of_for_ninety_seconds_is_in_neither_feed(buses):
    heard = NOW - timedelta(seconds=91)
    positions, updates, _ = buses(on("R1-W1-540", last=0, as_of=heard), on("R3-W2-552"))
    assert list(positions) == ["vehicle:J/R3-W2-552"]
    assert list(updates) == ["trip:R3-W2-552:20261123"]


def test_a_bus_of_which_nothing_is_expected_any_more_says_so(buses):

    def broken(world):
        state, run, change = drive(world, "R1-W1-540", last=0)
        return state, replace(run, stops_ahead=()), change

    _, updates, _ = buses(broken)
    (update,) = updates.values()
    assert stops_of(update) == [("W2", "NO_DATA", None)]


def test_a_stop_left_out_is_told_though_nothing_is_expected_of_its_bus(buses):

    def broken(world):
        state, run, change = drive(world, "R1-W1-540", last=0)
        change = replace(change, skipped_positions=frozenset({0, 1, 3}))
        return state, replace(run, stops_ahead=()), change

    _, updates, _ = buses(broken)
    (update,) = updates.values()
    assert stops_of(update) == [("W2", "SKIPPED", None), ("E2", "SKIPPED", None)]


def test_a_vehicle_without_a_trip_is_shown_without_one(buses):
    def idle(world):
        state, run, change = drive(world, "R1-W1-540")

        return replace(state, run=None, vehicle="J/1", low_floor=Access.UNKNOWN), run, change

    positions, updates, _ = buses(idle)
    (position,) = positions.values()
    assert not position.vehicle.HasField("trip")
    assert not position.vehicle.HasField("stop_id")
    assert not position.vehicle.vehicle.HasField("wheelchair_accessible")
    assert updates == {}


def test_a_bus_with_steps_says_so(buses):
    positions, updates, _ = buses(on("R1-W1-540", low_floor=Access.NO))
    for one in (*positions.values(), *updates.values()):
        told = one.vehicle.vehicle if one.HasField("vehicle") else one.trip_update.vehicle
        assert told.wheelchair_accessible == pb.VehicleDescriptor.WHEELCHAIR_INACCESSIBLE


def test_a_bus_that_left_its_way_is_an_alert_of_its_own(buses):
    _, _, alerts = buses(on("R1-W1-540", status=VehicleStatus.DETOUR))
    (told,) = alerts.values()
    assert told.alert.effect == pb.Alert.DETOUR
    assert told.alert.informed_entity[0].trip.trip_id == "R1-W1-540"
    assert {one.language for one in told.alert.header_text.translation} == {"ko", "en", "zh", "ja"}


def test_a_cancelled_run_is_told_before_and_while_it_would_be_driven(serve):
    served = serve()
    served.staff.write(cancellation(), author="kim", now=NOW)
    updates = by_id(read(served.client, "trip-updates"))
    told = updates["trip:R1-W1-560:20261123"].trip_update
    assert told.trip.schedule_relationship == pb.TripDescriptor.CANCELED
    assert not told.stop_time_update


def test_a_cancelled_run_that_is_over_is_told_no_more(serve):
    clock = TurnedClock(NOW + timedelta(hours=2))
    served = serve(clock=clock)
    served.staff.write(cancellation(), author="kim", now=NOW)
    assert not read(served.client, "trip-updates").entity


def test_stops_left_out_are_skipped_whether_a_bus_drives_or_not(serve):
    served = serve()
    served.staff.write(
        cancellation(trip="R1-W1-540", skipped_positions=frozenset({2})), author="kim", now=NOW
    )
    before = by_id(read(served.client, "trip-updates"))["trip:R1-W1-540:20261123"]
    assert stops_of(before) == [("E1", "SKIPPED", None)]
    live = follow(served.world, drive(served.world, "R1-W1-540", last=1))
    other = serve()
    other.desk.live.snapshot = live.snapshot
    after = by_id(read(other.client, "trip-updates"))["trip:R1-W1-540:20261123"]
    assert [one[:2] for one in stops_of(after)][-2:] == [("E1", "SKIPPED"), ("E2", "SCHEDULED")]
    position = by_id(read(other.client, "vehicle-positions"))["vehicle:J/R1-W1-540"]
    assert position.vehicle.stop_id == "E2"


def test_a_detour_is_told_as_modification_as_skipped_stops_and_as_an_alert(serve):
    served = serve()
    way = (LatLon(33.5, 126.5), LatLon(33.49, 126.505), LatLon(33.5, 126.51))
    served.staff.write(detour(way=way), author="kim", now=NOW)
    live = follow(served.world, drive(served.world, "R1-W1-540", late_s=60, last=0))
    served.desk.live.snapshot = live.snapshot
    served.staff.withdraw("d1", author="kim", now=NOW)
    served.staff.write(detour(id="d2", way=way), author="kim", now=NOW)
    updates = by_id(read(served.client, "trip-updates"))
    shapes = {one.shape.shape_id for one in updates.values() if one.HasField("shape")}
    (stop,) = [one.stop for one in updates.values() if one.HasField("stop")]
    assert stop.stop_id == "tmp1"
    told = [one for one in updates.values() if one.HasField("trip_modifications")]
    first = next(
        one for one in told if "R1-W1-540" in one.trip_modifications.selected_trips[0].trip_ids
    )
    selected = first.trip_modifications.selected_trips[0]
    assert list(selected.trip_ids) == ["R1-W1-540", "R1-W1-560", "R1-W1-580"]
    assert selected.shape_id in shapes
    assert list(first.trip_modifications.service_dates) == ["20261123"]
    (one,) = first.trip_modifications.modifications
    assert (one.start_stop_selector.stop_id, one.end_stop_selector.stop_id) == ("W2", "W2")
    assert one.start_stop_selector.stop_sequence == 2
    assert one.propagated_modification_delay == 180
    assert one.service_alert_id in by_id(read(served.client, "alerts"))
    ordinary = updates["trip:R1-W1-540:20261123"]
    assert [call[:2] for call in stops_of(ordinary)] == [
        ("W1", "SCHEDULED"),
        ("W2", "SKIPPED"),
        ("E1", "SCHEDULED"),
        ("E2", "SCHEDULED"),
    ][-len(stops_of(ordinary)) :]
    modified = updates["trip:R1-W1-540:20261123:modified"].trip_update
    assert modified.trip.modified_trip.modifications_id == first.id
    assert modified.trip.modified_trip.affected_trip_id == "R1-W1-540"
    assert not modified.trip.trip_id
    assert [one.stop_id for one in modified.stop_time_update][-3:] == ["tmp1", "E1", "E2"]


def test_alerts_are_told_in_every_language_they_were_written_in(serve):
    served = serve()
    served.staff.write(alert(url={"ko": "https://example.org/ko"}), author="kim", now=NOW)
    (told,) = [one.alert for one in read(served.client, "alerts").entity]
    texts = {one.language: one.text for one in told.header_text.translation}
    assert texts == {"ko": "정류소 공사", "en": "Works at the stop", "zh": "施工", "ja": "工事"}
    assert (told.active_period[0].start, told.active_period[0].end) == (NOW_S - 3600, NOW_S + 3600)
    assert told.informed_entity[0].stop_id == "W2"


def test_an_alert_begins_by_the_clock(serve):
    clock = TurnedClock()
    served = serve(clock=clock)
    begins = NOW + timedelta(minutes=5)
    served.staff.write(alert(active=(Span(begins),)), author="kim", now=NOW)
    assert not read(served.client, "alerts").entity
    clock.instant = begins + timedelta(seconds=15)
    assert len(read(served.client, "alerts").entity) == 1


def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_has_a_later_time(serve):
    clock = TurnedClock()
    served = serve(clock=clock)
    first = served.client.get("/api/v1/gtfs-rt/alerts.pb")
    again = {"if-none-match": first.headers["etag"]}
    assert served.client.get("/api/v1/gtfs-rt/alerts.pb", headers=again).status_code == 304
    since = {"if-modified-since": first.headers["last-modified"]}
    assert served.client.get("/api/v1/gtfs-rt/alerts.pb", headers=since).status_code == 304
    clock.instant += timedelta(milliseconds=500)
    served.staff.write(alert(), author="kim", now=clock.instant)
    assert served.client.get("/api/v1/gtfs-rt/alerts.pb", headers=again).status_code == 304
    clock.instant += timedelta(milliseconds=500)
    answer = served.client.get("/api/v1/gtfs-rt/alerts.pb", headers=again)
    assert answer.status_code == 200
    message = pb.FeedMessage.FromString(answer.content)
    assert (message.header.timestamp, len(message.entity)) == (NOW_S + 1, 1)
    clock.instant -= timedelta(hours=1)
    assert read(served.client, "alerts").header.timestamp == NOW_S + 1


def test_a_feed_without_news_is_renewed_all_the_same(serve):
    clock = TurnedClock()
    served = serve(clock=clock)
    assert read(served.client, "alerts").header.timestamp == NOW_S
    clock.instant += timedelta(seconds=14)
    assert read(served.client, "alerts").header.timestamp == NOW_S
    clock.instant += timedelta(seconds=1)
    assert read(served.client, "alerts").header.timestamp == NOW_S + 15


@pytest.mark.parametrize("kind", ["vehicle-positions", "trip-updates", "alerts", "all"])
def test_json_is_what_proto3_maps_it_to(serve, kind):
    served = serve()
    served.staff.write(alert(), author="kim", now=NOW)
    served.staff.write(detour(), author="kim", now=NOW)
    live = follow(
        served.world, drive(served.world, "R1-W1-540", last=0, at=LatLon(33.4996213, 126.5311884))
    )
    served.desk.live.snapshot = live.snapshot
    message = read(served.client, kind)
    for path, headers in ((f"{kind}.json", {}), (kind, {"accept": "application/json"})):
        answer = served.client.get(f"/api/v1/gtfs-rt/{path}", headers=headers)
        assert answer.headers["content-type"].startswith("application/json")
        assert json.loads(answer.content) == MessageToDict(message)
        assert Parse(answer.content, pb.FeedMessage()) == message


def test_protobuf_is_the_default_and_gzip_is_understood(serve):
    served = serve()
    served.staff.write(alert(), author="kim", now=NOW)
    plain = served.client.get("/api/v1/gtfs-rt/alerts", headers=HEADERS)
    assert plain.headers["content-type"] == "application/x-protobuf"
    packed = served.client.get("/api/v1/gtfs-rt/alerts", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]


def test_everything_is_in_one_feed_too(serve):
    served = serve()
    served.staff.write(alert(), author="kim", now=NOW)
    served.desk.live.snapshot = follow(
        served.world, drive(served.world, "R1-W1-540", last=0)
    ).snapshot
    parts = [entity.id for feed in read_all(served.client) for entity in feed.entity]
    assert [entity.id for entity in read(served.client, "all").entity] == parts


def test_ids_that_feeds_share_are_told_with_their_feed(serve):
    served = serve()
    served.desk.live.snapshot = follow(served.world, drive(served.world, "F-9")).snapshot
    (update,) = read(served.client, "trip-updates").entity
    assert [one.stop_id for one in update.trip_update.stop_time_update] == ["sea:W1", "sea:1"]


def test_a_bus_whose_clock_is_ahead_is_not_later_than_its_feed(serve):
    served = serve()
    ahead = NOW + timedelta(seconds=20)
    served.desk.live.snapshot = follow(
        served.world, drive(served.world, "R1-W1-540", as_of=ahead)
    ).snapshot
    for kind in ("vehicle-positions", "trip-updates"):
        (entity,) = read(served.client, kind).entity
        told = entity.vehicle if entity.HasField("vehicle") else entity.trip_update
        assert told.timestamp == NOW_S


def test_two_vehicles_on_one_run_are_paired_with_it_only_once(serve):
    served = serve()
    driven = drive(served.world, "R1-W1-540", last=0)
    live = follow(served.world, driven)
    follower = vehicle("J/other", driven[0].run)

    served.desk.live.snapshot = replace(live.snapshot, vehicles=(*live.snapshot.vehicles, follower))
    positions, updates, _ = read_all(served.client)
    with_trip = [one.vehicle for one in positions.entity if one.vehicle.HasField("trip")]
    assert [one.vehicle.id for one in with_trip] == ["J/R1-W1-540"]
    assert [one.trip_update.vehicle.id for one in updates.entity] == ["J/R1-W1-540"]
    assert len(positions.entity) == 2
