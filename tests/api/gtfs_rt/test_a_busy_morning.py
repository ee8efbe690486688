"""A simulated morning with late, stale and detoured buses: our own feeds break no rule."""

import shutil
from datetime import timedelta

import pytest
from google.transit import gtfs_realtime_pb2 as pb
from tests.region.feeds import read as read_gtfs
from tests.simulator.conftest import SAMPLE, as_region
from tests.simulator.drives import at

from modugil.api.gtfs_rt.feeds import FeedKind, GtfsRtFeeds
from modugil.conditions.conditions import Span
from modugil.conditions.publisher import ConditionsPublisher
from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.calls import get_calls, tell_start
from modugil.conditions.staff.messages import Cancellation, Detour, ReplacementStop
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.geo import LatLon
from modugil.live.tracking.build_engine import build_engine
from modugil.live.validation.check import check_feeds
from modugil.live.validation.rule import ReadFeed, Seen
from modugil.live.validation.timetable_facts import TimetableFacts
from modugil.region.manifest import Bounds
from modugil.simulator.commands import Commands
from modugil.simulator.days import receive, start_model
from modugil.simulator.telling import Terminals
from modugil.store.database import open_database

BEGIN, MINUTES, EVERY_S = at("07:50"), 9, 20
KINDS = (FeedKind.VEHICLE_POSITIONS, FeedKind.TRIP_UPDATES, FeedKind.ALERTS)
REASON = {"ko": "공사로 우회합니다.", "en": "Works on the road."}


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """The sample, of which some runs go by headway alone."""
    folder = tmp_path_factory.mktemp("sample") / "gtfs"
    shutil.copytree(SAMPLE, folder)
    file = folder / "frequencies.txt"
    first, second, *others = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([first, second[:-1] + "0", *others]) + "\n", "utf-8")
    built = as_region(read_gtfs(folder))
    stops = built.timetable.stops
    box = (stops.lat.min(), stops.lon.min(), stops.lat.max(), stops.lon.max())
    object.__setattr__(built.manifest, "bounds", Bounds(*map(float, box)))
    return built


class Morning:
    """The fleet, its staff, and the feeds that tell of both."""

    def __init__(self, region, database) -> None:
        self.model = start_model(region, start=BEGIN, seed=3)
        self.terminals, self.commands = Terminals(self.model), Commands()
        conditions = ConditionsPublisher()
        self.engine = build_engine(region, conditions=conditions, hold_ms=330_000, now=BEGIN)
        self.ids = PublishedIds(region.timetable, zone=region.zone)
        self.staff = StaffBook(database, timetable_ids=self.ids, conditions=conditions)
        self.feeds = GtfsRtFeeds(
            self.ids, live=self.engine, conditions=conditions, staff=self.staff
        )
        self.facts = TimetableFacts(self.ids)
        self.now = BEGIN
        self.staff.refresh(now=BEGIN)

    def drive(self, seconds: int) -> None:
        for _ in range(seconds):
            self.commands.apply(self.model, self.terminals)
            self.model.step()
            self.now += timedelta(seconds=1)
            fixes = self.terminals.build_fixes(self.terminals.tell())
            arrived = [receive(fix, self.model.now_ms) for fix in fixes]
            self.engine.tick(arrived, now=self.now)

    def read(self) -> list[ReadFeed]:
        """The three feeds as they are now."""
        told = self.feeds.get_set(now=self.now)
        return [
            ReadFeed(
                kind, pb.FeedMessage.FromString(told.get(kind).body), int(self.now.timestamp())
            )
            for kind in KINDS
        ]

    def list_driven(self) -> list:
        """The vehicles on a run, those that come to the most stops first."""
        snapshot = self.engine.get_current()
        found = []
        for one in snapshot.list_vehicles():
            driven = snapshot.find_run(one.run) if one.run is not None else None
            if driven is not None:
                found.append((-len(driven.stops_ahead), one.vehicle, one))
        return [one for _, _, one in sorted(found, key=lambda row: row[:2])]


@pytest.fixture(scope="module")
def morning(region, tmp_path_factory):
    database = open_database(tmp_path_factory.mktemp("state") / "state.sqlite")
    yield Morning(region, database)
    database.dispose()


def cancel_and_detour(morning: Morning) -> None:
    """A run is cancelled, one leaves a stop out, and a line leaves its way between two stops."""
    first, second, third = morning.list_driven()[:3]
    day, ids = BEGIN.date(), morning.ids
    later = next(
        row
        for row, start in enumerate(map(lambda one: tell_start(ids.timetable, one), range(900)))
        if start > "08:20:00" and len(get_calls(ids.timetable, row)) > 6
    )
    for message in (
        Cancellation("c1", ids.name_run(later), day),
        Cancellation(
            "c2", ids.name_run(second.run.trip), day, frozenset({len_of(ids, second) - 2})
        ),
    ):
        morning.staff.write(message, author="kim", now=morning.now)
    calls = get_calls(ids.timetable, first.run.trip)
    middle = (first.last_position or 0) + 4
    stops = [ids.stops[int(stop)] for stop in calls.stop[middle : middle + 2]]
    ends = [calls.stop[middle - 1], calls.stop[middle + 2]]
    lat, lon = (getattr(ids.timetable.stops, name) for name in ("lat", "lon"))
    way = [LatLon(float(lat[stop]), float(lon[stop])) for stop in ends]
    between = LatLon(way[0].lat + 0.002, way[0].lon)
    morning.staff.write(
        Detour(
            "d1", ids.routes[int(ids.timetable.trips.route[first.run.trip])], stops[0], stops[1],
            Span(BEGIN, BEGIN + timedelta(hours=2)), REASON,
            way=(way[0], between, way[1]),
            replacements=(ReplacementStop("d1-stop", between, {"ko": "임시"}, 60),), delay_s=90,
        ),
        author="kim",
        now=morning.now,
    )  # fmt: skip
    morning.commands.delay(third.vehicle, seconds=400)


def len_of(ids, vehicle) -> int:
    return len(get_calls(ids.timetable, vehicle.run.trip))


def test_no_rule_is_broken_on_a_busy_morning(morning):
    morning.drive(60)
    cancel_and_detour(morning)
    driven = morning.list_driven()
    morning.commands.detour(driven[4].vehicle)
    silent = driven[5].vehicle
    morning.commands.break_wifi(silent)
    before: list[ReadFeed] = []
    found, words = [], set()
    for _ in range(MINUTES * 60 // EVERY_S):
        morning.drive(EVERY_S)
        feeds = morning.read()
        found += [
            (one.rule.code, one.entity, one.said)
            for one in check_feeds(Seen(feeds, morning.facts, before))
        ]
        before = feeds
        words |= collect_words(feeds)
    assert found == []
    assert len(feeds[0].message.entity) > 20
    assert {
        "SCHEDULED", "UNSCHEDULED", "CANCELED", "SKIPPED", "modified", "detour", "start_time",
    } <= words  # fmt: skip


def collect_words(feeds: list[ReadFeed]) -> set[str]:
    """What the feeds told of."""
    words: set[str] = set()
    for feed in feeds:
        for entity in feed.message.entity:
            update = entity.trip_update
            trip = update.trip if entity.HasField("trip_update") else entity.vehicle.trip
            if trip.HasField("schedule_relationship"):
                words.add(pb.TripDescriptor.ScheduleRelationship.Name(trip.schedule_relationship))
            names = pb.TripUpdate.StopTimeUpdate.ScheduleRelationship
            words |= {names.Name(one.schedule_relationship) for one in update.stop_time_update}
            words |= {"modified"} if trip.HasField("modified_trip") else set()
            words |= {"start_time"} if trip.start_time else set()
            words |= {"detour"} if entity.alert.effect == pb.Alert.DETOUR else set()
    return words
