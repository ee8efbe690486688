"""The buses that carry access points: what they drive, where they are, what name they ask for."""

from collections.abc import Iterable
from dataclasses import dataclass

from modugil.conditions.conditions import TripRun
from modugil.core.geo import LatLon
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.snapshot.run_state import SILENT_AFTER
from modugil.live.snapshot.vehicle_state import VehicleState
from modugil.live.wifi.runs import KnowsRuns
from modugil.live.wifi.settings import WifiSettings
from modugil.region.wifi import WifiFacts


@dataclass(slots=True)
class Bus:
    """What is known of one bus.

    Units:   UTC milliseconds since 1970; 0 is never.
    """

    at: LatLon | None = None
    run: TripRun | None = None
    line: str = ""
    """The number on it, on its run."""
    end_ms: int = 0
    """When the run it was last on should have ended."""
    fresh: bool = False
    """Whether it was heard of within the last minutes."""
    ssid: str = ""
    asked_ms: int = 0
    """Since when its network should have that name."""
    next_ssid: str = ""
    next_ms: int = 0

    def is_serving(self, now_ms: int, *, grace_ms: int) -> bool:
        """Whether it is on a run; where it is silent, whether its last run may still be going on.

        A bus without Wi-Fi cannot tell where it is: that it is silent is no sign that it rests.
        """
        return self.run is not None if self.fresh else now_ms < self.end_ms + grace_ms


class BusFollower:
    """Follows the buses of all access points; called by one thread."""

    def __init__(self, runs: KnowsRuns, *, facts: WifiFacts, settings: WifiSettings) -> None:
        """Know of no bus yet."""
        self._runs = runs
        self._facts = facts
        self._settings = settings
        self._buses: dict[str, Bus] = {}

    def get_bus(self, vehicle: str) -> Bus:
        """What is known of that bus, which is followed from now on."""
        return self._buses.get(vehicle) or self._buses.setdefault(vehicle, Bus())

    def get_ssid(self, vehicle: str) -> str:
        """What its network should be called; "" where that is not known, as of any name made up."""
        bus = self._buses.get(vehicle)
        return bus.ssid if bus is not None else ""

    def __len__(self) -> int:
        """How many buses are followed."""
        return len(self._buses)

    def look(self, vehicles: Iterable[str], live: LiveSnapshot, *, now_ms: int) -> None:
        """Take over what the newest snapshot tells of these."""
        shown = {one.vehicle: one for one in live.list_vehicles()}
        for vehicle in vehicles:
            self._follow(self.get_bus(vehicle), shown.get(vehicle), live, now_ms)

    def _follow(
        self, bus: Bus, state: VehicleState | None, live: LiveSnapshot, now_ms: int
    ) -> None:
        bus.fresh = state is not None and live.as_of - state.fix_time <= SILENT_AFTER
        if state is None:
            bus.run, bus.line = None, ""
            return
        bus.at = state.at
        if state.run != bus.run:
            self._take_run(bus, state.run)
        if bus.fresh and bus.run is not None:
            self._name(bus, self._facts.name_for(bus.line), now_ms)

    def _take_run(self, bus: Bus, run: TripRun | None) -> None:
        bus.run, bus.line = run, "" if run is None else self._runs.get_line(run)
        if run is not None:
            bus.end_ms = self._runs.get_end_ms(run)
        elif bus.fresh:
            bus.end_ms = 0

    def _name(self, bus: Bus, ssid: str, now_ms: int) -> None:
        """Ask for another name once the bus is on that line for a while; at first at once."""
        if ssid == bus.ssid:
            bus.next_ssid = ""
            return
        if ssid != bus.next_ssid:
            bus.next_ssid, bus.next_ms = ssid, now_ms
        if not bus.ssid or now_ms - bus.next_ms >= 1000 * self._settings.line_settles_s:
            bus.ssid, bus.asked_ms, bus.next_ssid = ssid, now_ms, ""
