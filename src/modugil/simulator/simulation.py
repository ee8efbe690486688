"""A fleet that drives by a clock and speaks through the server's doors, until it is stopped."""

import asyncio
from collections import defaultdict
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from modugil.core.clock import Clock
from modugil.core.errors import BadInput
from modugil.region.open_region import Region
from modugil.simulator.channel import deliver
from modugil.simulator.commands import Commands
from modugil.simulator.fleet import Form, name_vehicle
from modugil.simulator.mishaps import ask_for_mishaps
from modugil.simulator.model import Model, service_day_before
from modugil.simulator.settings import SimulationSettings
from modugil.simulator.telling import Terminals, Told
from modugil.simulator.uplink.encode import Body, Encoder
from modugil.simulator.uplink.fleet_uplink import Credentials, DoorAddresses, FleetUplink
from modugil.simulator.uplink.tally import Tally
from modugil.simulator.uplink.wifi_uplink import WifiUplink
from modugil.simulator.wifi import SimulatedWifi, list_stops

SLICE_MS = 50
AHEAD_MS = 200
"""Messages are written so long before the second in which they are measured begins."""
MOST_BEHIND_MS = 20_000
"""A simulation that is farther behind its clock drives on without telling, and says so."""
IDLE_LOOK_S = 5.0


class Simulation:
    """The fleet of one region by one clock.

    `commands` and `tally` may be read and used from any thread.
    """

    def __init__(
        self,
        region: Region,
        clock: Clock,
        *,
        seed: int = 1,
        settings: SimulationSettings | None = None,
    ) -> None:
        """Make the fleet; it drives from `prepare` on and speaks from `run` on.

        Errors:  RegionUnreadable if the region has no timetable.
        """
        self.settings = settings or SimulationSettings()
        self.clock = clock
        self.commands = Commands()
        self.tally = Tally()
        self.silent_ms = 0
        """How much of the clock's time passed untold because this computer was too slow."""
        first_day = service_day_before(clock.now(), region)
        self.model = Model(region, first_day=first_day, seed=seed, settings=self.settings)
        self.uplink: FleetUplink | None = None
        self.wifi: SimulatedWifi | None = None
        self._region = region
        self._wifi_uplink: WifiUplink | None = None
        self._is_prepared = False
        self._may_speak: NDArray[np.bool_] = np.empty(0, np.bool_)
        self._terminals: Terminals
        self._encoder: Encoder
        self._outbox: defaultdict[int, list[tuple[int, Body]]] = defaultdict(list)
        self._next_slice = 0

    def list_vehicles(self) -> list[str]:
        """The names of all vehicles that may ever speak; each needs a credential."""
        count = self.settings.vehicle_count or len(self.model.vehicles)
        return [name_vehicle(row, self.settings) for row in range(count)]

    def list_access_points(self) -> list[str]:
        """The stops that report Wi-Fi; each needs a credential to be heard."""
        return (
            []
            if self.settings.wifi is None
            else list_stops(self.model, self.settings.wifi.stop_count)
        )

    def prepare(self) -> None:
        """Put the fleet on its way; takes seconds, and longer when kernels are not compiled yet."""
        if self._is_prepared:
            return
        self.model.start(self._now_ms())
        self._may_speak = self._choose_speakers(self.settings.vehicle_count)
        self._terminals = Terminals(self.model)
        self._open_wifi()
        self._encoder = Encoder(self.model, self._terminals)
        self._is_prepared = True

    def _open_wifi(self) -> None:
        """The access points, if there are to be any; some of them do not do as they should."""
        settings = self.settings.wifi
        if settings is None:
            return
        self.wifi = SimulatedWifi(
            self._region, self.model, settings=settings, now_ms=self._now_ms()
        )
        speaking = np.flatnonzero(self._may_speak & (self.model.fleet["speaks"] != 0))
        self._terminals.wifi_stuck[speaking[: settings.stuck_names]] = True

    def _now_ms(self) -> int:
        return int(self.clock.now().timestamp() * 1000.0)

    def _choose_speakers(self, wanted: int | None) -> NDArray[np.bool_]:
        """Everybody; or exactly as many as wanted, with the first names: those on their way."""
        model = self.model
        if wanted is None:
            return np.ones(len(model.vehicles), np.bool_)
        model.add_clones(wanted - int(np.count_nonzero(model.fleet["speaks"])))
        order = np.argsort(model.fleet["speaks"] == 0, kind="stable")
        may_speak = np.zeros(len(order), np.bool_)
        may_speak[order[:wanted]] = True
        for number, row in enumerate(order):
            name = name_vehicle(number, self.settings)
            model.vehicles[row] = replace(model.vehicles[row], name=name)
        return may_speak

    async def run(
        self, doors: DoorAddresses, credentials: Credentials, stop: asyncio.Event
    ) -> None:
        """Drive and speak until `stop` is set; then sign off.

        Errors:  BadInput if a vehicle has no credential.
        """
        await asyncio.to_thread(self.prepare)
        uplink = self._open_uplink(doors, credentials)
        try:
            on_way = self.model.fleet["speaks"].astype(np.bool_) & self._may_speak
            await uplink.connect([self.model.vehicles[row] for row in np.flatnonzero(on_way)])
            self._catch_up(self._now_ms())
            self._next_slice = self._now_ms() // SLICE_MS
            await self._loop(uplink, stop)
            await uplink.settle(within_s=self.settings.settle_s)
        finally:
            await uplink.close()
            if self._wifi_uplink is not None:
                await self._wifi_uplink.close()

    def _open_uplink(self, doors: DoorAddresses, credentials: Credentials) -> FleetUplink:
        missing = [name for name in self.list_vehicles() if name not in credentials]
        if missing:
            raise BadInput(
                f"{len(missing)} vehicles have no credential, the first is {missing[0]}.",
                allowed="Issue one for each that list_vehicles() names.",
            )
        batch = max(1, self.settings.http_batch_s // self.settings.report_every_s)
        self.uplink = FleetUplink(doors, credentials, http_batch=batch, tally=self.tally)
        if not self.uplink.has_http():
            self.model.vehicles[:] = [
                replace(one, form=Form.MQTT_COMPACT) if one.form == Form.HTTP else one
                for one in self.model.vehicles
            ]
        self._wifi_uplink = WifiUplink(self.uplink, credentials)
        return self.uplink

    async def _loop(self, uplink: FleetUplink, stop: asyncio.Event) -> None:
        speed = float(getattr(self.clock, "speed", 1.0))
        loop = asyncio.get_running_loop()
        looked_s = loop.time()
        while not stop.is_set():
            now_ms = self._now_ms()
            if self.model.now_ms < now_ms - MOST_BEHIND_MS:
                self.silent_ms += self._catch_up(now_ms)
            while self.model.now_ms + 1000 - AHEAD_MS <= now_ms:
                self._make_second(uplink)
                await asyncio.sleep(0)
            await self._send_until(uplink, now_ms)
            if loop.time() - looked_s > IDLE_LOOK_S:
                looked_s = loop.time()
                uplink.sign_off_idle(looked_s)
            wait_ms = (self._next_slice + 1) * SLICE_MS - self._now_ms()
            await asyncio.sleep(max(0.0, wait_ms / 1000.0 / speed))

    def _catch_up(self, now_ms: int) -> int:
        """Drive to the present without telling; the milliseconds that it took of the day."""
        before_ms = self.model.now_ms
        while self.model.now_ms + 1000 <= now_ms:
            self.commands.apply(self.model, self._terminals)
            self.model.step()
        return self.model.now_ms - before_ms

    def _make_second(self, uplink: FleetUplink) -> None:
        """Drive a second and put what its terminals tell where it is due."""
        ask_for_mishaps(self.model, self.commands)
        self.commands.apply(self.model, self._terminals)
        self.model.step()
        told = self._terminals.tell()
        told = told.take(self._may_speak[told.row])
        bodies = self._encoder.encode(told)
        self._put(told, bodies, uplink)
        self._report_wifi()

    def _report_wifi(self) -> None:
        """Reports go at once: what is told once a minute shows no delay."""
        if self.wifi is None or self._wifi_uplink is None:
            return
        rows = np.flatnonzero(self._may_speak & (self.model.fleet["speaks"] != 0)).tolist()
        for row, payload in self.wifi.tell_buses(self._terminals, rows):
            self._wifi_uplink.send_of_bus(self.model.vehicles[row], payload)
        for name, payload in self.wifi.tell_stops():
            self._wifi_uplink.send_of_stop(name, payload)

    def _put(self, told: Told, bodies: list[Body], uplink: FleetUplink) -> None:
        arrived = deliver(
            told.row, told.true_ms, settings=self.settings.channel, seed=self.model.seed
        )
        slices = (arrived.deliver_ms // SLICE_MS).tolist()
        rows = told.row.tolist()
        outbox = self._outbox
        for source, due in zip(arrived.source.tolist(), slices, strict=True):
            outbox[due].append((rows[source], bodies[source]))
        if arrived.is_back_fill.any():
            for source in arrived.source[arrived.is_back_fill]:
                uplink.drop(self.model.vehicles[rows[source]])

    async def _send_until(self, uplink: FleetUplink, now_ms: int) -> None:
        """Hand every message that is due to its terminal, slice after slice."""
        while (self._next_slice + 1) * SLICE_MS <= now_ms:
            due = self._outbox.pop(self._next_slice, None)
            self._next_slice += 1
            if due:
                vehicles = self.model.vehicles
                for row, body in due:
                    uplink.send(vehicles[row], body)
                await asyncio.sleep(0)
