"""A fleet of the simulator, driven beside the server and let in by its doors like any other."""

import asyncio
from datetime import datetime, time
from zoneinfo import ZoneInfo

from modugil.app.runs_live import RunsLive
from modugil.core.clock import Clock
from modugil.core.time import local_day
from modugil.live.terminals.ledger import issue_all
from modugil.region.open_region import Region
from modugil.simulator.settings import (
    BUS_WIFI,
    ORDINARY_MISHAPS,
    SimulationSettings,
    WifiSettings,
)
from modugil.simulator.simulation import Simulation
from modugil.simulator.uplink.fleet_uplink import Credentials, DoorAddresses

FIRST_LIVELY, LAST_LIVELY = time(6, 30), time(21, 30)
MORNING = time(8, 30)
SEED = 1
"""The same fleet with the same mishaps every time."""


def choose_start(now: datetime, *, zone: ZoneInfo) -> datetime:
    """Now by day, half past eight in the morning by night: a sample is to be seen alive."""
    local = now.astimezone(zone)
    if FIRST_LIVELY <= local.time() <= LAST_LIVELY:
        return now
    return datetime.combine(local_day(now, zone=zone), MORNING, tzinfo=zone)


def build_fleet(region: Region, clock: Clock) -> Simulation:
    """The ordinary day of this region's fleet, on an ordinary uplink."""
    settings = SimulationSettings(channel=BUS_WIFI, mishaps=ORDINARY_MISHAPS, wifi=WifiSettings())
    return Simulation(region, clock, seed=SEED, settings=settings)


class SimulatedFleet:
    """Credentials for its vehicles, and the work that drives them through the doors."""

    def __init__(self, simulation: Simulation, system: RunsLive) -> None:
        """Issue the credentials; secrets are kept in memory only."""
        self.simulation = simulation
        self._system = system
        self._credentials = _issue(simulation, system)
        self._http_url = ""

    def use_http(self, url: str) -> None:
        """Some of the vehicles send batches to that address."""
        self._http_url = url

    async def drive(self, stop: asyncio.Event) -> None:
        """Drive and speak until stopped."""
        listener = self._system.doors.listener
        doors = DoorAddresses(listener.settings.host, listener.port, self._http_url)
        await self.simulation.run(doors, self._credentials, stop)


def _issue(simulation: Simulation, system: RunsLive) -> Credentials:
    now = system.clock.now()
    who = [*simulation.list_vehicles(), *simulation.list_access_points()]
    issued = issue_all(system.database, who, now=now)
    system.terminals.refresh(now)
    return {one.vehicle: (one.username, one.secret) for one in issued}
