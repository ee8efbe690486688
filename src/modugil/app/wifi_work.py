"""The Wi-Fi of one server: its book, and the work that looks at it beside the doors."""

import asyncio
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from modugil.app.runs_live import RunsLive
from modugil.core.errors import RegionUnreadable
from modugil.live.doors.ssid_publisher import SsidPublisher
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.keeper import WifiKeeper
from modugil.live.wifi.outage_tasks import OutageTasks
from modugil.live.wifi.runs import TimetableRuns
from modugil.people.tasks import TaskBook
from modugil.region.open_region import Region

LOOK_EVERY_S = 2.0


class WifiWork:
    """What the doors of a live system tell of Wi-Fi, looked at until it is stopped."""

    def __init__(self, region: Region, live: RunsLive, *, database: Engine, folder: Path) -> None:
        """The doors give reports to `book` from now on; `folder` is that of history.

        Errors:  RegionUnreadable without a timetable.
        """
        if region.timetable is None:
            raise RegionUnreadable("The region has no timetable, so no bus has a line.")
        self.book = WifiBook(
            TimetableRuns(region.timetable, region.zone),
            facts=region.manifest.wifi,
            zone=region.zone,
            now=live.clock.now(),
        )
        self._live = live
        tasks = OutageTasks(TaskBook(database))
        self._keeper = WifiKeeper(self.book, database=database, folder=folder, tasks=tasks)
        broker = live.doors.broker
        self._names = SsidPublisher(broker.link) if broker is not None else None
        live.intake.wifi.book = self.book

    async def run(self, stop: asyncio.Event) -> None:
        """Look until the event is set; then keep what is known."""
        while not stop.is_set():
            await asyncio.to_thread(self._look)
            if self._names is not None:
                self._names.publish(self.book.list_ssids())
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_EVERY_S)
        await asyncio.to_thread(self._keeper.save, self._live.clock.now())

    def _look(self) -> None:
        live = self._live
        self._keeper.look(live.engine.get_current(), now=live.clock.now())
