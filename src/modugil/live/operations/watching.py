"""Everything the operators' room remembers, brought up to date by one thread."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np

from modugil.conditions.conditions import Conditions, TripRun
from modugil.core.errors import ModugilError, RegionUnreadable
from modugil.core.geo import LatLon
from modugil.core.time import local_day
from modugil.live.batch import build_batch
from modugil.live.fix import Fix
from modugil.live.formats.wifi_report import STOP, subject_of
from modugil.live.operations.accuracy import AccuracyBook
from modugil.live.operations.adherence import AdherenceBook
from modugil.live.operations.count_fleet import operator_of
from modugil.live.operations.day_again import read_day
from modugil.live.operations.driving import DrivingBook, kernel_limits
from modugil.live.operations.find_missing import MissingRuns
from modugil.live.operations.headways import Departures, HeadwayBook
from modugil.live.operations.heard import Heard, take_events
from modugil.live.operations.intervals import Intervals
from modugil.live.operations.look import Fleet, as_ms, read_ahead, read_fleet
from modugil.live.operations.network import SIDES, ServiceNetwork
from modugil.live.operations.off_route import OffRoute
from modugil.live.operations.read_history import read_again_if_merged
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.terminals import TerminalBook
from modugil.live.operations.watch_fixes import watch_fixes
from modugil.live.operations.watch_tables import Seen
from modugil.live.paths import to_metres
from modugil.live.progress import I32
from modugil.live.rules.clean import Cleaner
from modugil.live.rules.limits import build_limits
from modugil.live.snapshot.live_snapshot import LiveSnapshot, ReadsLive
from modugil.live.stop_events.stop_events import StopEvents
from modugil.region.open_region import Region

log = logging.getLogger(__name__)


def nobody() -> Collection[str]:
    """No vehicle has a terminal."""
    return ()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the operators' room looks."""

    live: ReadsLive
    heard: Heard = field(default_factory=Heard)
    get_conditions: Callable[[], Conditions] = Conditions
    list_issued: Callable[[], Collection[str]] = nobody
    """Who has a credential that is alive: terminals, and access points of buses and stops."""
    history: Path | None = None
    """Folder of what was kept of the fleet; without one there is no playback."""
    folder: Path | None = None
    """Where a day's driving is kept; without one it is forgotten at the end."""

    def list_vehicles(self) -> set[str]:
        """The vehicles that may speak: stops have credentials for their Wi-Fi, and are none."""
        subjects = map(subject_of, self.list_issued())
        return {one for one in subjects if operator_of(one) != STOP}


class Watching:
    """The books of one region's day."""

    def __init__(
        self, region: Region, sources: Sources, *, settings: OperationsSettings, now: datetime
    ) -> None:
        """Nothing was seen yet.

        Errors:  RegionUnreadable without a timetable.
        """
        if region.timetable is None:
            raise RegionUnreadable(
                "The region has no timetable, so nothing can be held against it."
            )
        bounds = region.manifest.bounds
        south_west, north_east = (
            LatLon(bounds.south, bounds.west),
            LatLon(bounds.north, bounds.east),
        )
        self.sources, self.settings = sources, settings
        self.network = network = ServiceNetwork(region.timetable, region.zone)
        self.intervals = Intervals(network)
        self.origin = LatLon((bounds.south + bounds.north) / 2.0, (bounds.west + bounds.east) / 2.0)
        self.looked_at = now
        self.adherence = AdherenceBook(network, now=now)
        self.headways = HeadwayBook(network, self.intervals, now=now)
        self.lately = Departures(network, self.intervals)
        self.missing = MissingRuns(network, now=now)
        self.off_route = OffRoute()
        self.terminals = TerminalBook()
        self.driving = DrivingBook(network, self.origin, folder=sources.folder, now=now)
        self.accuracy = AccuracyBook(network, now=now)
        self._limits = kernel_limits(settings)
        self._cleaner = Cleaner(build_limits(south_west, north_east))
        self._read_until_ms = 0

    def read_again(self, now: datetime) -> int:
        """Take in what history has of the day; how many stop events that were.

        Errors:  CouldNotLook if it cannot be read; then nothing of it is taken in.
        """
        if self.sources.history is None:
            return 0
        first_ms, count, folder = self.adherence.start_ms, 0, self.sources.history

        def read() -> list[StopEvents]:
            return list(read_day(self.network, folder, first_ms=first_ms, last_ms=as_ms(now)))

        for events in read_again_if_merged(read):
            self._take_final(events)
            if len(events):
                self._read_until_ms = max(self._read_until_ms, int(events.known_ms.max()))
            count += len(events)
        if count:
            self.adherence.since_ms = self.headways.since_ms = first_ms
        return count

    def look(self, now: datetime) -> None:
        """Take in what was heard since the last look."""
        now_ms = as_ms(now)
        self._turn(now)
        snapshot = self.sources.live.get_current()
        fleet = read_fleet(snapshot)
        fixes = self.sources.heard.take_fixes()
        if fixes:
            self._take_fixes(fixes, fleet)
        self.lately.add(self.sources.heard.take_told())
        final = self.sources.heard.take_final()
        self._take_final(take_events(final, final.known_ms > self._read_until_ms))
        self.accuracy.judge(final, now_ms=now_ms)
        self.off_route.note(self.network, fleet)
        self.missing.note(snapshot, self.list_cancelled(snapshot), now=now)
        if self.accuracy.is_due(now_ms):
            self.accuracy.sample(read_ahead(snapshot), now_ms=now_ms)
        self.looked_at = now

    def keep(self) -> None:
        """Write what is to outlive the process; a fault is told in the log."""
        try:
            self.driving.keep(self.settings)
        except ModugilError as fault:
            log.error("%s", fault)

    def list_cancelled(self, snapshot: LiveSnapshot) -> Callable[[TripRun], bool]:
        """Tells of a run whether it was called off before it began.

        One that its vehicle gave up on the way is cancelled for riders, and missing for operators.
        """
        trips = self.sources.get_conditions().trips

        def is_cancelled(run: TripRun) -> bool:
            change = trips.get(run)
            cancelled = change is not None and change.cancelled
            return cancelled and not snapshot.was_driven(run, position=0)

        return is_cancelled

    def _turn(self, now: datetime) -> None:
        """Begin another day, or half hour, where one is over."""
        self.terminals.turn(now_ms=as_ms(now))
        try:
            self.driving.turn(now=now, settings=self.settings)
        except ModugilError as fault:
            log.error("%s", fault)
        if local_day(now, zone=self.network.zone) != self.adherence.day:
            for book in (self.adherence, self.headways, self.accuracy):
                book.begin(now)

    def _take_final(self, events: StopEvents) -> None:
        self.adherence.add(events)
        self.headways.add(events)

    def _take_fixes(self, fixes: list[Fix], fleet: Fleet) -> None:
        book = self.terminals
        batch = build_batch(fixes, row_of_vehicle=book.row, row_of_hint=lambda _: -1)
        book.make_room()
        verdict = self._cleaner.judge(batch)
        x_m, y_m = to_metres(self.origin, lat=batch.lat, lon=batch.lon)
        seen = Seen(
            batch.vehicle,
            batch.time_ms,
            batch.received_ms,
            x_m,
            y_m,
            batch.speed_mps.astype(np.float64),
            batch.quality,
            verdict,
        )
        happened = watch_fixes(seen, book.memory, book.tally, self._limits)
        self.driving.add(happened, line_of=self._find_lines(fleet))

    def _find_lines(self, fleet: Fleet) -> I32:
        """The line that each terminal's vehicle is on, -1 for none."""
        line_of: I32 = np.full(len(self.terminals.row_of), -1, np.int32)
        rows = np.array([self.terminals.row_of.get(one, -1) for one in fleet.vehicle], np.int64)
        driving = np.flatnonzero((rows >= 0) & (fleet.trip >= 0))
        line_of[rows[driving]] = self.network.group[fleet.trip[driving]] // SIDES
        return line_of
