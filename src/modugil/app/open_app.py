"""Start-up: settings are read once, a region is opened, the rooms are wired together."""

import logging
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import uvicorn
from litestar import Litestar
from litestar.concurrency import set_asyncio_executor
from sqlalchemy import Engine

from modugil.answers.asking.asked_needs import DEFAULT_PRESET
from modugil.answers.desk import SPOKEN, Desk
from modugil.answers.open_planner import open_planner
from modugil.answers.planner import Planner
from modugil.answers.trips.question import TripQuestion
from modugil.answers.warm_up import warm_up
from modugil.app.answer_head import answer_head
from modugil.app.compile_ahead import CompilingAhead
from modugil.app.doors_thread import Work
from modugil.app.ending_server import EndingServer
from modugil.app.kept_database import open_kept_database
from modugil.app.live_system import LiveSystem
from modugil.app.replayed_fleet import ReplayedFleet, open_history
from modugil.app.runs_live import RunsLive
from modugil.app.settings import Settings, read_settings
from modugil.app.simulated_fleet import SimulatedFleet, build_fleet, choose_start
from modugil.app.staff_watch import StaffWatch
from modugil.app.state_folder import REPLAYED, SIMULATED, begin_anew
from modugil.app.streamed_live import StreamedLive
from modugil.app.web import END_STREAMS, build_desk, wire
from modugil.app.wifi_work import WifiWork
from modugil.core.clock import Clock, RunningClock, SystemClock
from modugil.core.errors import ModugilError
from modugil.live.operations.room import OperationsRoom
from modugil.live.operations.watch_fixes import warm_up_watching
from modugil.live.operations.watching import Sources
from modugil.pages.map.tiles import build_tiles
from modugil.routing.presets import get_preset
from modugil.store.layout import HISTORY, OPERATIONS, STATE_FOLDER

log = logging.getLogger(__name__)
Report = Callable[[str, float], None]
SWITCH_S = 0.001
"""So long a thread may hold up the others. With the usual 5 ms the doors, which let go of the lock
at every packet, wait that long for each while a tick runs: at 10,000 messages a second 99 % are
acknowledged within 0.15 s instead of 1.4 s."""
OUTLINE = Path("outline", "outline.geojson")
WARM_NEEDS = ("walking", DEFAULT_PRESET)


@dataclass(frozen=True, slots=True)
class Simulated:
    """Buses of the simulator in place of real ones, by a clock that server and buses share.

    `start` None is now, or a morning where it is night; `speed` how much faster than real time.
    Without `drives` they come from another process, and what is known of them is kept.
    """

    start: datetime | None = None
    speed: float = 1.0
    drives: bool = True


@dataclass(frozen=True, slots=True)
class Replayed:
    """What terminals sent once in place of what they send now.

    `start` None is the beginning of the history in that folder of state.
    """

    folder: Path
    start: datetime | None = None
    speed: float = 10.0


class OpenApp:
    """A region ready to be served."""

    def __init__(
        self,
        web: Litestar,
        desk: Desk,
        planner: Planner,
        settings: Settings,
        *,
        live: RunsLive | None = None,
        fleet: SimulatedFleet | ReplayedFleet | None = None,
    ) -> None:
        """Hold what was wired."""
        self.beside: list[Work] = []
        """What runs beside the doors, from `start_live` on."""
        self.web = web
        self.desk = desk
        self.live = live
        self.fleet = fleet
        self._planner = planner
        self._settings = settings

    def warm_up(self, report: Report) -> None:
        """Ask what people ask, so that the first of them need not wait for compiled code."""
        ahead = None
        if self.live is not None:
            ahead = CompilingAhead(Path(self._planner.region.folder), now=self.live.clock.now())
        try:
            self._warm_up_search(report)
            report("Building up what was known of the buses (longer the first time)", 0.6)
            if ahead is not None:
                ahead.wait()
        finally:
            if ahead is not None:
                ahead.stop()
        if self.live is not None:
            self.live.restore()
            warm_up_watching()
        if isinstance(self.fleet, SimulatedFleet):
            report("Putting simulated buses on their way", 0.8)
            self.fleet.simulation.prepare()

    def _warm_up_search(self, report: Report) -> None:
        for done, needs in enumerate(WARM_NEEDS):
            share = 0.6 * done / len(WARM_NEEDS)
            report("Loading the compiled search (longer the first time)", share)
            warm_up(self._planner, get_preset(needs), now=SystemClock().now())
            for question in _warm_questions(self._planner, needs):
                try:
                    self._planner.plan(question, now=SystemClock().now())
                except ModugilError as error:
                    log.info("a warm-up question was refused: %s", error.code)
        self.desk.examples(language=SPOKEN[0])

    def start_live(self, address: str) -> None:
        """Listen to terminals, if this region follows buses; the web answers at `address` soon.

        Errors:  SettingsInvalid if a door's address cannot be used.
        """
        if self.live is not None:
            sys.setswitchinterval(SWITCH_S)
            if isinstance(self.fleet, SimulatedFleet):
                self.fleet.use_http(address)
            if isinstance(self.fleet, ReplayedFleet):
                self.fleet.rewind()
            works = [self.fleet.drive] if self.fleet is not None else []
            self.live.start(
                works=[*works, *self.beside], listens=not isinstance(self.fleet, ReplayedFleet)
            )

    def serve(self, listener: socket.socket) -> None:
        """Answer on that socket until stopped. No request is logged: an address holds places."""
        set_asyncio_executor(ThreadPoolExecutor(self._settings.threads, "search"))
        config = uvicorn.Config(
            answer_head(self.web),
            access_log=False,
            log_level=self._settings.log_level,
            timeout_keep_alive=self._settings.keep_alive_s,
            server_header=False,
        )
        server = EndingServer(config, end_streams=self.web.state[END_STREAMS])
        watch = StaffWatch(self.desk.staff, self.desk.clock) if self.desk.staff else None
        try:
            if watch is not None:
                watch.start()
            server.run(sockets=[listener])
        finally:
            if watch is not None:
                watch.stop()
            if self.live is not None:
                self.live.stop()
            if self.desk.database is not None:
                self.desk.database.dispose()


def open_app(
    folder: Path,
    *,
    settings_file: Path | None = None,
    buses: Simulated | Replayed | None = None,
    mqtt_port: int | None = None,
) -> OpenApp:
    """The region built in that folder, ready to be served.

    `buses` None are real ones; `mqtt_port` stands in place of the setting.
    Errors:  SettingsInvalid, CouldNotKeep if the state cannot be written, BadInput where there is
             no history to replay, or RegionUnreadable if the region must be built again.
    """
    settings = read_settings(settings_file)
    if mqtt_port is not None:
        settings = replace(settings, live=replace(settings.live, mqtt_port=mqtt_port))
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s: %(message)s")
    log.info("settings: %s", settings)
    planner = open_planner(folder)
    region = planner.region
    live, fleet = None, None
    clock: Clock = SystemClock()
    kept = _open_kept(planner, settings, buses)
    if settings.live.enabled and region.timetable is not None:
        try:
            live, fleet = _open_live(planner, settings, buses, kept=kept)
        except BaseException:
            kept.database.dispose()
            raise
        planner.live, clock = live.engine, live.clock
    tiles = build_tiles(streets=region.streets, timetable=region.timetable, places=planner.places)
    simulated = isinstance(fleet, SimulatedFleet)
    past = isinstance(fleet, ReplayedFleet)
    desk = build_desk(
        planner,
        clock=clock,
        fleet_simulated=simulated,
        fleet_past=past,
        database=kept.database,
    )
    wifi, operations = None, None
    if live is not None:
        wifi = WifiWork(region, live, database=kept.database, folder=kept.folder / HISTORY)
        operations = _open_operations(planner, settings, live, kept=kept)
        desk = replace(desk, wifi=wifi.book, operations=operations)
    web = wire(desk, tiles=tiles, outline=folder / OUTLINE, live=live)
    opened = OpenApp(web, desk, planner, settings, live=live, fleet=fleet)
    opened.beside += [wifi.run] if wifi is not None else []
    opened.beside += [operations.run] if operations is not None else []
    return opened


@dataclass(frozen=True, slots=True)
class _Kept:
    """What outlives the process."""

    folder: Path
    """Of journal, history and what was learnt."""
    database: Engine


def _open_kept(planner: Planner, settings: Settings, buses: Simulated | Replayed | None) -> _Kept:
    """What is no real bus has a folder and a database of its own, begun anew each time."""
    folder = _state_folder(settings, planner, buses)
    begins_anew = isinstance(buses, Replayed) or (isinstance(buses, Simulated) and buses.drives)
    real = _real_folder(settings, planner) if begins_anew else None
    return _Kept(folder, open_kept_database(folder, address=settings.store.database, real=real))


def _real_folder(settings: Settings, planner: Planner) -> Path:
    return Path(settings.live.state or STATE_FOLDER / planner.region.manifest.id)


def _open_live(
    planner: Planner, settings: Settings, buses: Simulated | Replayed | None, *, kept: _Kept
) -> tuple[RunsLive, SimulatedFleet | ReplayedFleet | None]:
    region = planner.region
    reader = open_history(buses.folder) if isinstance(buses, Replayed) else None
    start = reader.find_first() if reader is not None else None
    clock = _choose_clock(planner, buses, begin=start)
    drives = isinstance(buses, Simulated) and buses.drives
    live = _open_followed(planner, settings, clock, kept=kept, alone=drives or reader is not None)
    if reader is not None:
        begin = clock.start if isinstance(clock, RunningClock) else clock.now()
        return live, ReplayedFleet(reader, begin, live)
    return live, SimulatedFleet(build_fleet(region, clock), live) if drives else None


def _open_followed(
    planner: Planner, settings: Settings, clock: Clock, *, kept: _Kept, alone: bool
) -> RunsLive:
    """Buses that this server makes up, or replays, it follows `alone`: the stream is for others."""
    region, conditions = planner.region, planner.conditions
    if settings.store.stream and not alone:
        return StreamedLive(
            region,
            settings=settings,
            state=kept.folder,
            clock=clock,
            conditions=conditions,
            database=kept.database,
        )
    return LiveSystem(
        region,
        settings=settings.live,
        state=kept.folder,
        clock=clock,
        conditions=conditions,
        database=kept.database,
    )


def _open_operations(
    planner: Planner, settings: Settings, live: RunsLive, *, kept: _Kept
) -> OperationsRoom:
    sources = Sources(
        live.engine,
        live.heard,
        get_conditions=planner.conditions.get_current,
        list_issued=live.terminals.list_vehicles,
        history=kept.folder / HISTORY,
        folder=kept.folder / OPERATIONS,
    )
    return OperationsRoom(planner.region, sources, clock=live.clock, settings=settings.operations)


def _choose_clock(
    planner: Planner, buses: Simulated | Replayed | None, *, begin: datetime | None
) -> Clock:
    if buses is None:
        return SystemClock()
    now = SystemClock().now()
    start = buses.start or begin or choose_start(now, zone=planner.region.zone)
    if start == now and buses.speed == 1.0:
        return SystemClock()
    return RunningClock(start, speed=buses.speed)


def _state_folder(settings: Settings, planner: Planner, buses: Simulated | Replayed | None) -> Path:
    """Where journal, history and credentials are; what is no real bus begins anew each time."""
    name = planner.region.manifest.id
    if buses is None:
        return _real_folder(settings, planner)
    if isinstance(buses, Simulated) and not buses.drives:
        return Path(settings.live.state or STATE_FOLDER / (name + SIMULATED))
    if isinstance(buses, Replayed):
        return begin_anew(name, REPLAYED, kept=buses.folder)
    return begin_anew(name, SIMULATED)


def _warm_questions(planner: Planner, needs: str) -> list[TripQuestion]:
    """A short and a long question, at noon of the timetable's first day."""
    timetable, manifest = planner.region.timetable, planner.region.manifest
    at = f"{manifest.first_day}T12:00" if manifest.first_day else None
    bounds = manifest.bounds
    middle = (bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2
    ends = [middle, (middle[0] + 0.002, middle[1] + 0.002)]
    if timetable is not None and timetable.stop_count:
        stops = timetable.stops
        rows = (0, timetable.stop_count // 3, timetable.stop_count // 2)
        ends = [(float(stops.lat[row]), float(stops.lon[row])) for row in rows]
    texts = [f"{lat:.6f},{lon:.6f}" for lat, lon in ends]
    return [
        TripQuestion(start=texts[0], end=end, at=at, needs=get_preset(needs), language="ko")
        for end in texts[1:]
    ]
