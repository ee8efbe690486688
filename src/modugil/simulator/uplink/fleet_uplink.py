"""Every terminal's way to the server: who may speak, through which door, and what is under way."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace

from modugil.core.errors import BadInput
from modugil.simulator.fleet import Form, SimulatedVehicle
from modugil.simulator.uplink.encode import Body
from modugil.simulator.uplink.http_terminal import HttpTerminal, parse_http_door
from modugil.simulator.uplink.mqtt_terminal import MqttDoor, MqttTerminal
from modugil.simulator.uplink.tally import Tally

AT_ONCE = 200
"""Connections that are opened at the same time."""


@dataclass(frozen=True, slots=True)
class DoorAddresses:
    """Where the server takes fixes.

    `http_url` may be empty: terminals that would use it then use MQTT's compact form.
    """

    mqtt_host: str
    mqtt_port: int
    http_url: str = ""
    mqtt_tls: ssl.SSLContext | None = None


Credentials = Mapping[str, tuple[str, str]]
"""User name and secret of each vehicle."""


class FleetUplink:
    """Terminals by the row of their vehicle; each is made when it first speaks."""

    def __init__(
        self, doors: DoorAddresses, credentials: Credentials, *, http_batch: int, tally: Tally
    ) -> None:
        """An uplink through these doors."""
        self._mqtt = MqttDoor(doors.mqtt_host, doors.mqtt_port, doors.mqtt_tls)
        self._http = parse_http_door(doors.http_url) if doors.http_url else None
        self._credentials = credentials
        self._http_batch = http_batch
        self.tally = tally
        self.mqtt: dict[int, MqttTerminal] = {}
        self.http: dict[int, HttpTerminal] = {}

    def send(self, vehicle: SimulatedVehicle, body: Body) -> None:
        """Hand a message to the vehicle's terminal.

        Errors:  BadInput if the vehicle has no credential.
        """
        if body.topic:
            terminal = self.mqtt.get(vehicle.row) or self._add_mqtt(vehicle)
            terminal.send(body.topic, body.payload)
        else:
            (self.http.get(vehicle.row) or self._add_http(vehicle)).send(body.payload)

    def send_report(self, vehicle: SimulatedVehicle, topic: bytes, payload: bytes) -> None:
        """Hand a message that is no fix to the vehicle's terminal, which speaks MQTT."""
        terminal = self.mqtt.get(vehicle.row) or self._add_mqtt(vehicle)
        terminal.send(topic, payload, fixes=0)

    def open_mqtt(self, name: str, credential: tuple[str, str]) -> MqttTerminal:
        """A terminal that is on no vehicle; whoever opens it closes it."""
        return MqttTerminal(name, door=self._mqtt, credential=credential, tally=self.tally)

    def open_http(self, vehicle: SimulatedVehicle, path: str) -> HttpTerminal:
        """Another sender of that vehicle, to another address, with a tally of its own.

        Errors:  BadInput if the vehicle has no credential, or there is no HTTP door.
        """
        if self._http is None:
            raise BadInput("There is no HTTP door.")
        door, credential = replace(self._http, path=path), self._find_credential(vehicle)
        return HttpTerminal(door=door, credential=credential, batch=1, tally=Tally())

    def drop(self, vehicle: SimulatedVehicle) -> None:
        """The vehicle's connection breaks, if it has one."""
        terminal = self.mqtt.get(vehicle.row)
        if terminal is not None:
            terminal.drop()

    def has_http(self) -> bool:
        """Whether there is a door for batches."""
        return self._http is not None

    def _find_credential(self, vehicle: SimulatedVehicle) -> tuple[str, str]:
        found = self._credentials.get(vehicle.name)
        if found is None:
            raise BadInput(f"There is no credential for the vehicle {vehicle.name}.")
        return found

    def _add_mqtt(self, vehicle: SimulatedVehicle) -> MqttTerminal:
        credential = self._find_credential(vehicle)
        terminal = MqttTerminal(
            vehicle.name, door=self._mqtt, credential=credential, tally=self.tally
        )
        self.mqtt[vehicle.row] = terminal
        return terminal

    def _add_http(self, vehicle: SimulatedVehicle) -> HttpTerminal:
        credential = self._find_credential(vehicle)
        if self._http is None:
            raise BadInput("There is no HTTP door.")
        terminal = HttpTerminal(
            door=self._http, credential=credential, batch=self._http_batch, tally=self.tally
        )
        self.http[vehicle.row] = terminal
        return terminal

    async def connect(self, vehicles: list[SimulatedVehicle]) -> None:
        """Open the connections of all of these that speak MQTT, some at a time."""
        wanted = [one for one in vehicles if one.form != Form.HTTP and one.row not in self.mqtt]
        for first in range(0, len(wanted), AT_ONCE):
            terminals = [self._add_mqtt(one) for one in wanted[first : first + AT_ONCE]]
            await asyncio.gather(*(terminal.connect() for terminal in terminals))

    @property
    def connected_count(self) -> int:
        """Terminals that the server has let in."""
        return sum(terminal.is_connected for terminal in self.mqtt.values())

    @property
    def unsafe_count(self) -> int:
        """Messages and batched fixes that the server has not acknowledged yet."""
        return sum(one.unsafe_count for one in self.mqtt.values()) + sum(
            one.unsafe_count for one in self.http.values()
        )

    def sign_off_idle(self, now_s: float) -> None:
        """Let terminals that have been silent for long disconnect, or send what is left."""
        for terminal in self.mqtt.values():
            terminal.sign_off_if_idle(now_s)
        for sender in self.http.values():
            sender.flush_if_idle(now_s)

    async def settle(self, *, within_s: float) -> None:
        """Wait until everything sent is acknowledged, but no longer than that."""
        loop = asyncio.get_running_loop()
        until_s = loop.time() + within_s
        while loop.time() < until_s and self.unsafe_count:
            for sender in self.http.values():
                sender.flush_if_idle(loop.time(), after_s=0.0)
            await asyncio.sleep(0.02)

    async def close(self) -> None:
        """Sign every terminal off."""
        for terminal in self.mqtt.values():
            terminal.close()
        await asyncio.gather(*(terminal.close() for terminal in self.http.values()))
