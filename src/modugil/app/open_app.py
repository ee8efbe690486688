"""Start-up: settings are read once, a region is opened, the rooms are wired together."""

import gc
import logging
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import uvicorn
from litestar import Litestar
from litestar.concurrency import set_asyncio_executor

from modugil.answers.desk import Desk
from modugil.answers.open_planner import open_planner
from modugil.answers.planner import Planner
from modugil.app.answer_head import answer_head
from modugil.app.buses import Replayed, Simulated
from modugil.app.compile_ahead import CompilingAhead
from modugil.app.doors_thread import Work
from modugil.app.ending_server import EndingServer
from modugil.app.kept import open_kept
from modugil.app.open_live import open_live, open_operations
from modugil.app.open_roadview import add_roadview, open_region_photos, open_roadview
from modugil.app.preparing import begin_preparing
from modugil.app.region_photos import RegionPhotos
from modugil.app.replayed_fleet import ReplayedFleet
from modugil.app.runs_live import RunsLive
from modugil.app.sample_rental import add_sample_desks
from modugil.app.settings import Settings, read_settings
from modugil.app.simulated_fleet import SimulatedFleet
from modugil.app.staff_watch import StaffWatch
from modugil.app.warm_up_search import Report, warm_up_search
from modugil.app.web import END_STREAMS, PREPARE, build_desk, wire
from modugil.app.wifi_work import WifiWork
from modugil.core.clock import Clock, SystemClock
from modugil.live.operations.watch_fixes import warm_up_watching
from modugil.pages.map.tiles import build_tiles
from modugil.people.people import People
from modugil.store.layout import HISTORY

log = logging.getLogger(__name__)
SWITCH_S = 0.001
"""So long a thread may hold up the others. With the usual 5 ms the doors, which let go of the lock
at every packet, wait that long for each while a tick runs: at 10,000 messages a second 99 % are
acknowledged within 0.15 s instead of 1.4 s."""
OUTLINE = Path("outline", "outline.geojson")


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
        self.photos: RegionPhotos | None = None
        """What adds the photos that come with the region, once people are answered."""
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
            warm_up_search(self._planner, self.desk, report)
            if self.desk.sights is not None:
                self.desk.sights.warm_up()
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
        books = (self.desk.staff, self.desk.corrections, self.desk.rental)
        watches = [StaffWatch(book, self.desk.clock) for book in books if book is not None]
        gc.collect()
        gc.freeze()  # a region stays: looking through all of it again stops everybody for 0.1 s
        try:
            for watch in watches:
                watch.start()
            begin_preparing(self.web.state[PREPARE])
            if self.photos is not None:
                self.photos.start()
            server.run(sockets=[listener])
        finally:
            for watch in watches:
                watch.stop()
            if self.photos is not None:
                self.photos.stop()
            if self.live is not None:
                self.live.stop()
            if self.desk.roadview is not None:
                self.desk.roadview.close()
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
    kept = open_kept(planner, settings, buses)
    if settings.live.enabled and region.timetable is not None:
        try:
            live, fleet = open_live(planner, settings, buses, kept=kept)
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
    if kept.bring_accounts is not None:
        people = People(kept.database, look_elsewhere=kept.bring_accounts)
        desk = replace(desk, people=people)
    desk = add_roadview(desk, open_roadview(planner, settings, kept))
    wifi, operations = None, None
    if live is not None:
        wifi = WifiWork(region, live, database=kept.database, folder=kept.folder / HISTORY)
        operations = open_operations(planner, settings, live, kept=kept)
        desk = replace(desk, wifi=wifi.book, operations=operations)
        if desk.sights is not None:
            desk.sights.wifi = wifi.book
    if region.manifest.sample and desk.rental is not None:
        add_sample_desks(desk.rental, planner.catalogue, now=clock.now())
    web = wire(desk, tiles=tiles, outline=folder / OUTLINE, live=live)
    opened = OpenApp(web, desk, planner, settings, live=live, fleet=fleet)
    opened.photos = open_region_photos(planner, settings, desk.roadview)
    opened.beside += [wifi.run] if wifi is not None else []
    opened.beside += [operations.run] if operations is not None else []
    return opened
