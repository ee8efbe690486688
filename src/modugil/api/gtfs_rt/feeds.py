"""The feeds as they stand, built at most once for each second and shared by all who read them."""

import gzip
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

from google.transit import gtfs_realtime_pb2 as pb

from modugil.api.gtfs_rt.alerts import list_alerts, list_off_route
from modugil.api.gtfs_rt.expected_times import expect_stops
from modugil.api.gtfs_rt.fleet_rows import FleetRows, read_fleet
from modugil.api.gtfs_rt.modifications import NOTHING_MODIFIED, Modified, build_modified
from modugil.api.gtfs_rt.modified_updates import list_modified
from modugil.api.gtfs_rt.plain_json import write_json
from modugil.api.gtfs_rt.positions import list_positions
from modugil.api.gtfs_rt.stop_times import StopTimes
from modugil.api.gtfs_rt.trip_words import TripWords
from modugil.api.gtfs_rt.updates import list_driven, list_planned
from modugil.api.gtfs_rt.wire import nested, number, text
from modugil.conditions.conditions import AS_PLANNED, Conditions
from modugil.conditions.publisher import ConditionsPublisher
from modugil.conditions.staff.book import StaffBook
from modugil.conditions.staff.published_ids import PublishedIds
from modugil.core.time import local_day
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.snapshot.live_snapshot import LiveSnapshot, ReadsLive

RENEWED_S = 15
"""After so long a feed is built again though nothing changed, so that nobody takes us for dead."""
VERSION = "2.0"


class FeedKind(StrEnum):
    """What a feed tells."""

    VEHICLE_POSITIONS = "vehicle-positions"
    TRIP_UPDATES = "trip-updates"
    ALERTS = "alerts"
    ALL = "all"


class Feed:
    """One feed as it was built once; its other forms are made when first asked for."""

    def __init__(self, body: bytes, *, header_s: int) -> None:
        """Hold the protobuf bytes."""
        self.body = body
        self.header_s = header_s
        self._making = threading.Lock()

    @cached_property
    def tag(self) -> str:
        """Another text for other content."""
        return blake2b(self.body, digest_size=9).hexdigest()

    def get_form(self, *, json: bool, gzipped: bool) -> bytes:
        """The bytes to send."""
        with self._making:
            if gzipped:
                return self._gzipped_json if json else self._gzipped
            return self._json if json else self.body

    @cached_property
    def _json(self) -> bytes:
        return write_json(pb.FeedMessage.FromString(self.body))

    @cached_property
    def _gzipped(self) -> bytes:
        return gzip.compress(self.body, 1, mtime=0)

    @cached_property
    def _gzipped_json(self) -> bytes:
        return gzip.compress(self._json, 1, mtime=0)


class FeedSet:
    """All feeds of one moment, from one snapshot, so that vehicles and trips pair up in them."""

    def __init__(
        self,
        words: TripWords,
        snapshot: LiveSnapshot,
        conditions: Conditions,
        *,
        staff: StaffBook | None,
        modified: Modified,
        header_s: int,
    ) -> None:
        """Build nothing yet."""
        self.header_s = header_s
        self._words = words
        self._snapshot = snapshot
        self._changes = conditions.trips
        self._staff = staff
        self._modified = modified
        self._feeds: dict[FeedKind, Feed] = {}
        self._building = threading.Lock()

    def get(self, kind: FeedKind) -> Feed:
        """The feed of that kind."""
        with self._building:
            if kind not in self._feeds:
                entities = b"".join(self._list_entities(kind))
                self._feeds[kind] = Feed(self._head() + entities, header_s=self.header_s)
            return self._feeds[kind]

    @cached_property
    def fleet(self) -> FleetRows:
        """The vehicles and what is expected of them."""
        return read_fleet(self._snapshot, now_ms=self.header_s * 1000)

    @cached_property
    def _times(self) -> StopTimes:
        return expect_stops(self._words, self.fleet, changes=self._changes, now_s=self.header_s)

    def _head(self) -> bytes:
        versions = self._words.timetable.feed_versions
        told = text(4, versions[0]) if len(versions) == 1 and versions[0] else b""
        return nested(1, text(1, VERSION) + number(2, 0) + number(3, self.header_s) + told)

    def _list_entities(self, kind: FeedKind) -> Iterator[bytes]:
        words, changes, header_s = self._words, self._changes, self.header_s
        if kind in (FeedKind.VEHICLE_POSITIONS, FeedKind.ALL):
            yield from list_positions(
                words, self.fleet.vehicles, changes=changes, header_s=header_s
            )
        if kind in (FeedKind.TRIP_UPDATES, FeedKind.ALL):
            yield from list_driven(
                words, self.fleet, self._times, changes=changes, header_s=header_s
            )
            yield from list_planned(words, self.fleet, changes=changes, header_s=header_s)
            modified = self._modified
            for entity in (
                *modified.entities,
                *list_modified(words, self.fleet, self._times, modified, header_s=header_s),
            ):
                yield nested(2, entity.SerializeToString())
        if kind in (FeedKind.ALERTS, FeedKind.ALL):
            now = datetime.fromtimestamp(header_s, UTC)
            told = self._staff.list_alerts(now=now) if self._staff is not None else ()
            for entity in (
                *list_alerts(words, told),
                *list_off_route(words, self.fleet.vehicles),
            ):
                yield nested(2, entity.SerializeToString())


class GtfsRtFeeds:
    """The newest feeds of one region."""

    def __init__(
        self,
        ids: PublishedIds,
        *,
        live: ReadsLive | None,
        conditions: ConditionsPublisher | None,
        staff: StaffBook | None,
    ) -> None:
        """Nothing is built before somebody asks."""
        self._words = TripWords(ids)
        self._live = live
        self._conditions = conditions
        self._staff = staff
        self._current: FeedSet | None = None
        self._versions: tuple[int, ...] = ()
        self._modified: tuple[tuple[object, ...], Modified] = ((), NOTHING_MODIFIED)
        self._renewing = threading.Lock()

    def get_feed(self, kind: FeedKind, *, now: datetime) -> Feed:
        """The feed of that kind, not older than a second where anything changed."""
        return self.get_set(now=now).get(kind)

    def get_set(self, *, now: datetime) -> FeedSet:
        """All feeds of this moment."""
        with self._renewing:
            header_s = int(now.timestamp())
            current = self._current
            if current is not None and header_s <= current.header_s:
                return current
            snapshot = self._live.get_current() if self._live is not None else FixedSnapshot(now)
            told = self._conditions.get_current() if self._conditions is not None else AS_PLANNED
            staff = self._staff.version if self._staff is not None else -1
            versions = snapshot.version, told.version, staff
            is_same = current is not None and versions == self._versions
            if current is not None and is_same and header_s - current.header_s < RENEWED_S:
                return current
            self._versions = versions
            self._current = FeedSet(
                self._words, snapshot, told,
                staff=self._staff, modified=self._modify(now), header_s=header_s,
            )  # fmt: skip
            return self._current

    def _modify(self, now: datetime) -> Modified:
        """Detours change with what staff write and with the day, and not with every second."""
        if self._staff is None:
            return NOTHING_MODIFIED
        today = local_day(now, zone=self._words.ids.zone)
        written = self._staff.list_written(now=now)
        key = self._staff.version, today, tuple(one.message.id for one in written)
        if self._modified[0] != key:
            self._modified = key, build_modified(self._words, written, today=today)
        return self._modified[1]
