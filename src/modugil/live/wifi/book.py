"""Everything that is known of the Wi-Fi: reports in, one immutable snapshot out.

Reports are taken by the doors; `look` is called every few seconds by one thread and publishes the
next snapshot by swapping one pointer. Readers never wait.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from modugil.core.language import LANGUAGES
from modugil.live.formats.wifi_report import STOP, WifiReport, subject_of
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.wifi.buses import BusFollower
from modugil.live.wifi.history import Slot, WifiHistory
from modugil.live.wifi.kept import Kept
from modugil.live.wifi.outage_words import tell_outage
from modugil.live.wifi.outages import Outages
from modugil.live.wifi.point import Point
from modugil.live.wifi.pool import Pool
from modugil.live.wifi.rate import DAY_MS
from modugil.live.wifi.runs import KnowsRuns
from modugil.live.wifi.settings import DEFAULTS, WifiSettings
from modugil.live.wifi.snapshot import WifiSnapshot
from modugil.live.wifi.state import AccessPointState, WifiStatus
from modugil.region.wifi import WifiFacts

_STOP_START = f"{STOP}/"


class WifiBook:
    """The access points of one region.

    `take`, `get_ssid` and `get_current` may be called from any thread; the others by one.
    """

    def __init__(
        self,
        runs: KnowsRuns,
        *,
        facts: WifiFacts,
        zone: ZoneInfo,
        now: datetime,
        settings: WifiSettings = DEFAULTS,
    ) -> None:
        """Know of no access point yet, and listen from now on."""
        self.settings = settings
        self.refused = 0
        """Reports from the future, which were not taken."""
        self._history = WifiHistory()
        self._outages = Outages(settings)
        self._runs = runs
        self._pool = Pool(zone, pool_bytes=facts.monthly_pool_bytes)
        self._buses = BusFollower(runs, facts=facts, settings=settings)
        self._points: dict[str, Point] = {}
        self._unsaved: set[str] = set()
        self._listening_ms = _to_ms(now)
        self._taking = threading.Lock()
        self._current = WifiSnapshot(now, pool=self._pool.describe(now))

    def take(self, report: WifiReport, *, now_ms: int) -> None:
        """Take a report in; the same one twice, or one after a newer one, does no harm."""
        if report.time_ms > now_ms + 1000 * self.settings.most_early_s:
            self.refused += 1
            return
        with self._taking:
            self._pool.add(report, now_ms=now_ms)
            known = self._points.get(report.access_point)
            point = known or self._points.setdefault(report.access_point, Point(report))
            grew = point.take(report)
            if now_ms - report.time_ms < DAY_MS * self.settings.keep_days:
                self._history.add(report, grew=grew)
            self._unsaved.add(report.access_point)

    def get_ssid(self, access_point: str) -> str:
        """What its network should be called now; empty where no name is asked for."""
        subject = subject_of(access_point)
        return "" if subject.startswith(_STOP_START) else self._buses.get_ssid(subject)

    def count_buses(self) -> int:
        """How many buses are followed: those with an access point."""
        return len(self._buses)

    def name_stop(self, stop: str, *, language: str) -> str:
        """What people call the stop of that id; the id where the timetable has none."""
        return self._runs.name_stop(stop, language=language) or stop

    def get_current(self) -> WifiSnapshot:
        """The newest snapshot; it never changes under the reader."""
        return self._current

    def look(self, live: LiveSnapshot, *, now: datetime) -> WifiSnapshot:
        """Judge all access points by what is known now, and publish the result."""
        now_ms = _to_ms(now)
        with self._taking:
            points = dict(self._points)
        vehicles = {subject_of(name) for name in points if not name.startswith(_STOP_START)}
        self._buses.look(vehicles, live, now_ms=now_ms)
        states = {name: self._look_at(name, one, now_ms) for name, one in points.items()}
        with self._taking:
            pool = self._pool.describe(now)
        groups = self._current.by_subject
        if len(states) != len(self._current.points):  # none ever goes
            groups = _group(states)
        self._current = WifiSnapshot(now, states, groups, pool)
        return self._current

    def _look_at(self, name: str, point: Point, now_ms: int) -> AccessPointState:
        bus, at = None, None
        if name.startswith(_STOP_START):
            at = self._runs.find_stop(name.split("/", 2)[1])
        else:
            bus = self._buses.get_bus(subject_of(name))
            at = bus.at
        state = point.look(
            bus,
            at,
            listening_ms=self._listening_ms,
            now_ms=now_ms,
            settings=self.settings,
        )
        status = state.status
        if point.settled is not status:
            settled = self._outages.see(name, status, since_ms=point.changed_ms, now_ms=now_ms)
            point.settled = status if settled else None
        return state

    def list_ssids(self) -> dict[str, str]:
        """What each bus's network should be called, by access point; those that have a name."""
        asked = ((name, self.get_ssid(name)) for name in list(self._points))
        return {name: ssid for name, ssid in asked if ssid}

    def list_outages(self) -> frozenset[str]:
        """Those that have failed for so long, or so often, that staff must know."""
        points = self._current.points.values()
        serving = sum(1 for one in points if one.status is not WifiStatus.RESTING)
        return self._outages.list_open(of=serving)

    def tell_outage(self, access_point: str) -> dict[str, str]:
        """What staff are told of it, by language."""
        stop = subject_of(access_point).removeprefix(_STOP_START)
        names = {str(one): self.name_stop(stop, language=one) for one in LANGUAGES}
        return tell_outage(access_point, names=names)

    def know_outages(self, access_points: Collection[str]) -> None:
        """Of these staff know already."""
        self._outages = Outages(self.settings, are_open=access_points)
        for point in list(self._points.values()):
            point.settled = None

    def load(self, kept: Kept, *, now: datetime) -> None:
        """Know what was kept; nobody was silent while we did not listen."""
        self._listening_ms = _to_ms(now)
        with self._taking:
            self._pool.load(kept.usage, kept.slots)
            for report in kept.reports:
                self._points.setdefault(report.access_point, Point(report))

    def take_unsaved(self, now: datetime) -> Kept:
        """What changed since the last call and is to be kept."""
        with self._taking:
            first_month, first_slot = self._pool.forget_old(now)
            usage, slots = self._pool.take_unsaved()
            names, self._unsaved = self._unsaved, set()
            reports = [self._points[name].report for name in names]
        return Kept(usage, slots, reports, first_month, first_slot)

    def take_history(self, now: datetime) -> dict[int, dict[str, Slot]]:
        """The five minutes that are over and not written yet."""
        with self._taking:
            return self._history.take(now_ms=_to_ms(now))

    def put_back_history(self, slots: dict[int, dict[str, Slot]]) -> None:
        """These could not be written; they are given again by the next call."""
        with self._taking:
            self._history.put_back(slots)

    def put_back(self, kept: Kept) -> None:
        """That could not be kept; it is given again by the next call."""
        with self._taking:
            self._pool.put_back(kept.usage, kept.slots)
            self._unsaved |= {one.access_point for one in kept.reports}


def _group(states: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in states:
        groups[subject_of(name)].append(name)
    return {subject: tuple(sorted(names)) for subject, names in groups.items()}


def _to_ms(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)
