"""The operators' room: looks at the fleet every few seconds, and answers those who run it."""

import asyncio
import threading
from datetime import datetime

from msgspec.structs import replace

from modugil.core.clock import Clock
from modugil.core.errors import CouldNotLook
from modugil.live.operations.adherence import show_adherence
from modugil.live.operations.count_fleet import WantedVehicles, count_fleet
from modugil.live.operations.driving_day import parse_day
from modugil.live.operations.find_missing import (
    drop_cancelled,
    find_missing,
    list_runs,
    list_under_way,
)
from modugil.live.operations.hot_spots import DaySeen, find_hot_spots, show_driving
from modugil.live.operations.look import as_instant, as_ms, read_fleet
from modugil.live.operations.look_thread import LookThread
from modugil.live.operations.play import go_on, play
from modugil.live.operations.playback import PlaybackQuestion
from modugil.live.operations.runs_now import list_runs_now
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.show_headways import show_headways
from modugil.live.operations.tell_accuracy import tell_accuracy
from modugil.live.operations.told.accuracy import AccuracyAnswer
from modugil.live.operations.told.adherence import AdherenceAnswer
from modugil.live.operations.told.driving import DrivingAnswer, DrivingKind, HotSpots
from modugil.live.operations.told.fleet import FleetAnswer
from modugil.live.operations.told.head import AnyAnswer, aged
from modugil.live.operations.told.headways import HeadwaysAnswer
from modugil.live.operations.told.playback import PlaybackAnswer
from modugil.live.operations.told.runs import MissingAnswer, OffRouteAnswer
from modugil.live.operations.told.terminals import TerminalsAnswer
from modugil.live.operations.watching import Sources, Watching
from modugil.region.open_region import Region

EVERYBODY, DEFAULTS = WantedVehicles(), OperationsSettings()
WINDOWS = ("hour", "today")
ALL_POINTS = 101


class OperationsRoom:
    """What operators may ask, from any thread; a look that fails never disturbs the buses."""

    def __init__(
        self,
        region: Region,
        sources: Sources,
        *,
        clock: Clock,
        settings: OperationsSettings = DEFAULTS,
    ) -> None:
        """Nothing was looked at yet.

        Errors:  as Watching.
        """
        self.settings = settings
        self._sources = sources
        self._watching = Watching(region, sources, settings=settings, now=clock.now())
        self._network = self._watching.network
        self._lock = threading.Lock()
        self._looking = LookThread(self.read_again, self.look, clock=clock)

    @property
    def faults(self) -> int:
        """Looks that failed."""
        return self._looking.faults

    async def run(self, stop: asyncio.Event) -> None:
        """Look until told to stop, beside the doors."""
        self.start()
        try:
            await stop.wait()
        finally:
            await asyncio.to_thread(self.stop)

    def start(self) -> None:
        """Look from now on, in a thread."""
        self._looking.start()

    def stop(self) -> None:
        """Look no more, and keep what is to be kept. Twice does no harm."""
        if self._looking.stop():
            with self._lock:
                self._watching.keep()

    def look(self, now: datetime) -> None:
        """Take in what was heard since the last look."""
        with self._lock:
            self._watching.look(now)

    def read_again(self, now: datetime) -> int:
        """Take in what history has of the day; how many stop events. Errors: CouldNotLook."""
        with self._lock:
            return self._watching.read_again(now)

    def show_fleet(self, *, now: datetime, wanted: WantedVehicles = EVERYBODY) -> FleetAnswer:
        """Who is out, who should be, who is not heard of."""
        snapshot = self._sources.live.get_current()
        runs = list_under_way(list_runs(self._network, now=now), now_ms=as_ms(now))
        expected = drop_cancelled(runs, self._watching.list_cancelled(snapshot))
        answer = count_fleet(
            self._network,
            read_fleet(snapshot),
            issued=self._sources.list_vehicles(),
            expected=expected.trip,
            wanted=wanted,
            now_ms=as_ms(now),
        )
        return aged(replace(answer, as_of=snapshot.as_of), now=now)

    def show_missing(self, *, now: datetime, line: str = "") -> MissingAnswer:
        """Runs that should be under way and are not, and those that never were today."""
        snapshot = self._sources.live.get_current()
        answer = find_missing(
            self._network,
            snapshot,
            read_fleet(snapshot),
            is_cancelled=self._watching.list_cancelled(snapshot),
            grace_s=self.settings.grace_s,
        )
        with self._lock:
            never = self._watching.missing.list_never()
            since = as_instant(self._watching.missing.since_ms)
        told = replace(
            answer,
            runs=[one for one in answer.runs if line in ("", one.line, one.line_id)],
            never=[one for one in never if line in ("", one.line, one.line_id)],
            watched_since=since,
        )
        return aged(told, now=now)

    def show_off_route(self, *, now: datetime) -> OffRouteAnswer:
        """Who is off the way now, since when, and how far."""
        snapshot = self._sources.live.get_current()
        with self._lock:
            told = self._watching.off_route.show(self._network, read_fleet(snapshot), now=now)
        return aged(replace(told, as_of=snapshot.as_of), now=now)

    def show_adherence(self, *, now: datetime, by: str = "line", line: str = "") -> AdherenceAnswer:
        """How departures kept to the timetable today, and how late the runs are now.

        `by` is one of `adherence.BY`.
        """
        with self._lock:
            book = self._watching.adherence
            told, since_ms, settings = book.get(), book.since_ms, self.settings
        answer = show_adherence(
            self._network, told, by=by, line=line, settings=settings, since_ms=since_ms
        )
        snapshot = self._sources.live.get_current()
        runs = list_runs_now(
            self._network,
            read_fleet(snapshot),
            line=line,
            settings=settings,
            now_ms=as_ms(now),
        )
        return aged(replace(answer, as_of=snapshot.as_of, runs=runs), now=now)

    def show_headways(self, *, now: datetime, line: str = "", kind: str = "") -> HeadwaysAnswer:
        """How far apart the buses of each line and direction are; pairs of that kind only."""
        snapshot = self._sources.live.get_current()
        told = show_headways(self._watching, snapshot, line=line, kind=kind, now_ms=as_ms(now))
        return aged(told, now=now)

    def show_driving(self, *, now: datetime, day: str = "") -> DrivingAnswer:
        """One day's driving (today's without one, up to the last half hour), and by line.

        Errors:  BadInput for a day that is none; CouldNotLook if its file cannot be read.
        """
        seen = self._get_driving(day)
        days = self._watching.driving.list_days()
        told = show_driving(
            self._network,
            seen,
            days=days,
            settings=self.settings,
            now=self._watching.driving.shown_at,
        )
        return aged(told, now=now)

    def find_hot_spots(
        self, *, now: datetime, kind: str = "", line: str = "", day: str = ""
    ) -> HotSpots:
        """Where it happened, as GeoJSON. Errors: as `show_driving`."""
        seen = self._get_driving(day)
        kinds = [one for one in DrivingKind if kind in ("", one.value)]
        told = find_hot_spots(
            self._network,
            self._watching.origin,
            seen,
            kinds=kinds,
            line=line,
            now=self._watching.driving.shown_at,
        )
        return aged(told, now=now)

    def show_terminals(
        self, *, now: datetime, vehicle: str = "", below: int = ALL_POINTS
    ) -> TerminalsAnswer:
        """How well terminals do: those with fewer points than `below`, or one of them."""
        with self._lock:
            told = self._watching.terminals.show(
                issued=self._sources.list_vehicles(), vehicle=vehicle, below=below, now=now
            )
        return self._since_look(told, now=now)

    def show_accuracy(self, *, now: datetime, window: str = "hour") -> AccuracyAnswer:
        """How right our arrivals were in the last hour, or today so far."""
        with self._lock:
            book = self._watching.accuracy
            counts, since_ms = book.get_hour(now_ms=as_ms(now))
            if window == "today":
                counts, since_ms = book.today, book.since_ms
            told = tell_accuracy(
                self._network,
                counts,
                window=window,
                since_ms=since_ms,
                waiting=book.waiting,
                now=now,
            )
        return self._since_look(told, now=now)

    def play(
        self, question: PlaybackQuestion, *, now: datetime, start_ms: int | None = None
    ) -> PlaybackAnswer:
        """Where the fleet was, from the question's start or from where an answer ended.

        Errors:  CouldNotLook where nothing is kept, or if it cannot be read.
        """
        if self._sources.history is None:
            raise CouldNotLook("This server keeps no history.")
        asked = question if start_ms is None else go_on(question, start_ms)
        return play(self._network, self._sources.history, asked, now=now)

    def _get_driving(self, day: str) -> DaySeen:
        book = self._watching.driving
        with self._lock:
            today, seen = book.day, book.get(book.day)
        wanted = parse_day(day) if day else today
        # an earlier day's file is read while the buses go on being looked at
        return DaySeen(wanted.isoformat(), seen if wanted == today else book.get(wanted))

    def _since_look(self, answer: AnyAnswer, *, now: datetime) -> AnyAnswer:
        return aged(replace(answer, as_of=self._watching.looked_at), now=now)
