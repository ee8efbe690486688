"""The smallest feeds that keep every rule, for tests that break one."""

from dataclasses import dataclass, field
from typing import Any

from google.transit import gtfs_realtime_pb2 as pb
from tests.region.feeds import parse_feed, read

from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.time import get_zone
from modugil.live.validation.check import check_feeds
from modugil.live.validation.rule import ReadFeed, Seen
from modugil.live.validation.timetable_facts import TimetableFacts

GTFS = """
# agency.txt
agency_id,agency_name,agency_url,agency_timezone
J,제주버스,https://example.org,Asia/Seoul

# routes.txt
route_id,agency_id,route_short_name,route_type
R,J,365,3
Q,J,순환,3

# stops.txt
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
A,가,33.50,126.50,0,
B,나,33.50,126.51,0,
C,다,33.50,126.53,0,
ST,역,33.50,126.52,1,

# calendar.txt
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
DAILY,1,1,1,1,1,1,1,20261101,20261130

# shapes.txt
shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence
S,33.50,126.50,1
S,33.50,126.53,2

# trips.txt
route_id,service_id,trip_id,direction_id,shape_id
R,DAILY,T1,0,S
R,DAILY,LOOP,0,S
Q,DAILY,LOOSE,1,S
Q,DAILY,EXACT,1,S

# frequencies.txt
trip_id,start_time,end_time,headway_secs,exact_times
LOOSE,08:00:00,10:00:00,600,0
EXACT,08:00:00,10:00:00,600,1

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
T1,08:00:00,08:01:00,A,1
T1,,,B,2
T1,08:20:00,08:20:00,C,3
LOOP,09:00:00,09:00:00,A,1
LOOP,09:10:00,09:10:00,B,2
LOOP,09:20:00,09:20:00,A,3
LOOSE,08:00:00,08:00:00,A,1
LOOSE,08:10:00,08:10:00,C,2
EXACT,08:00:00,08:00:00,A,1
EXACT,08:10:00,08:10:00,C,2
"""
NOW_S = 1_795_388_400
"""Eight o'clock in the morning of Monday, the 23rd of November 2026, there."""
DAY = "20261123"
STOP_TIME = pb.TripUpdate.StopTimeUpdate
TRIP = pb.TripDescriptor


@dataclass
class Feeds:
    """Three feeds of one moment, which a test changes, and what they were before."""

    positions: pb.FeedMessage
    updates: pb.FeedMessage
    alerts: pb.FeedMessage
    before: list[pb.FeedMessage] = field(default_factory=list)
    read_s: int = NOW_S + 2
    gtfs: str = GTFS

    @property
    def position(self) -> pb.VehiclePosition:
        """The only vehicle."""
        return self.positions.entity[0].vehicle

    @property
    def update(self) -> pb.TripUpdate:
        """The only update."""
        return self.updates.entity[0].trip_update

    @property
    def stops(self) -> list[pb.TripUpdate.StopTimeUpdate]:
        """Its stop times."""
        return list(self.update.stop_time_update)

    @property
    def alert(self) -> pb.Alert:
        """The only alert."""
        return self.alerts.entity[0].alert

    @property
    def touched(self) -> pb.EntitySelector:
        """What the alert touches first."""
        return self.alert.informed_entity[0]

    def keep(self) -> None:
        """They are as they are now before they are read again."""
        for one in self.all:
            copy = pb.FeedMessage()
            copy.CopyFrom(one)
            self.before.append(copy)

    @property
    def all(self) -> list[pb.FeedMessage]:
        """All three."""
        return [self.positions, self.updates, self.alerts]

    def drive(self, trip: str, *, start: str = "", relationship: Any = TRIP.SCHEDULED) -> None:
        """The vehicle is on another trip, which calls at A and C."""
        for told in (self.position.trip, self.update.trip):
            told.trip_id = trip
            told.ClearField("start_time")
            if start:
                told.start_time = start
            told.route_id = "R" if trip == "LOOP" else "Q"
            told.direction_id = 0 if trip == "LOOP" else 1
            told.schedule_relationship = relationship
        if trip != "LOOP":
            del self.update.stop_time_update[1]
            self.update.stop_time_update[1].stop_sequence = 2


def build_feeds() -> Feeds:
    """A bus on T1 before B, what is expected of it, and works at C."""
    positions, updates, alerts = (build_message() for _ in range(3))
    vehicle = positions.entity.add(id="v").vehicle
    fill_trip(vehicle.trip)
    vehicle.vehicle.id = "V1"
    vehicle.position.latitude, vehicle.position.longitude = 33.5, 126.505
    vehicle.position.bearing, vehicle.position.speed = 90.0, 9.0
    vehicle.timestamp = NOW_S - 5
    vehicle.stop_id, vehicle.current_stop_sequence = "C", 3
    vehicle.ClearField("stop_id")
    vehicle.ClearField("current_stop_sequence")
    update = updates.entity.add(id="t").trip_update
    fill_trip(update.trip)
    update.vehicle.id = "V1"
    update.timestamp = NOW_S - 5
    for number, (stop, after_s) in enumerate((("A", 60), ("B", 600), ("C", 1200)), start=1):
        one = update.stop_time_update.add(stop_sequence=number, stop_id=stop)
        one.arrival.time = NOW_S + after_s
        one.departure.time = NOW_S + after_s + 10
        one.schedule_relationship = STOP_TIME.SCHEDULED
    alert = alerts.entity.add(id="a").alert
    alert.header_text.translation.add(text="공사", language="ko")
    alert.active_period.add(start=NOW_S - 60, end=NOW_S + 60)
    alert.informed_entity.add(route_id="R")
    return Feeds(positions, updates, alerts)


def build_message() -> pb.FeedMessage:
    message = pb.FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.incrementality = pb.FeedHeader.FULL_DATASET
    message.header.timestamp = NOW_S
    return message


def fill_trip(trip: pb.TripDescriptor) -> None:
    trip.trip_id, trip.route_id, trip.direction_id, trip.start_date = "T1", "R", 0, DAY
    trip.schedule_relationship = TRIP.SCHEDULED


class Checker:
    """Reads each timetable once and checks feeds against it."""

    def __init__(self, folder) -> None:
        self._folder = folder
        self._facts: dict[str, TimetableFacts] = {}

    def facts_of(self, gtfs: str) -> TimetableFacts:
        if gtfs not in self._facts:
            path = self._folder / f"gtfs{len(self._facts)}"
            path.mkdir()
            for name, body in parse_feed(gtfs).items():
                (path / name).write_text(body, encoding="utf-8")
            self._facts[gtfs] = TimetableFacts(
                PublishedIds(read(path), zone=get_zone("Asia/Seoul"))
            )
        return self._facts[gtfs]

    def check(self, feeds: Feeds) -> dict[str, list[str]]:
        """What was found, by the code of the rule."""
        names = ("positions", "updates", "alerts")
        now = [ReadFeed(*pair, feeds.read_s) for pair in zip(names, feeds.all, strict=True)]
        before = [
            ReadFeed(*pair, feeds.read_s - 1) for pair in zip(names, feeds.before, strict=False)
        ]
        found: dict[str, list[str]] = {}
        for one in check_feeds(Seen(now, self.facts_of(feeds.gtfs), before)):
            found.setdefault(one.rule.code, []).append(f"{one.entity}: {one.said}")
        return found
