"""How reports of access points reach the server: by their bus's connection, else their own."""

from collections.abc import Mapping

from modugil.live.doors.mqtt.packets import encode_bytes
from modugil.live.formats.wifi_report import TOPIC_START
from modugil.simulator.fleet import Form, SimulatedVehicle
from modugil.simulator.uplink.fleet_uplink import FleetUplink
from modugil.simulator.uplink.http_terminal import HttpTerminal
from modugil.simulator.uplink.mqtt_terminal import MqttTerminal

PATH = "/api/v1/wifi/reports"


class WifiUplink:
    """Beside the uplink of a fleet; stops without a credential stay silent."""

    def __init__(self, fleet: FleetUplink, credentials: Mapping[str, tuple[str, str]]) -> None:
        """Through the same doors."""
        self._fleet = fleet
        self._credentials = credentials
        self._stops: dict[str, MqttTerminal] = {}
        self._http: dict[int, HttpTerminal] = {}

    def send_of_bus(self, vehicle: SimulatedVehicle, payload: bytes) -> None:
        """A bus reports by the door that its terminal uses."""
        if vehicle.form == Form.HTTP:
            self._find_http(vehicle).send(payload)
        else:
            self._fleet.send_report(vehicle, _topic_of(vehicle.name), payload)

    def send_of_stop(self, name: str, payload: bytes) -> None:
        """A stop reports over MQTT, by a connection of its own."""
        credential = self._credentials.get(name)
        if credential is None:
            return
        terminal = self._stops.get(name)
        if terminal is None:
            terminal = self._stops[name] = self._fleet.open_mqtt(name, credential)
        terminal.send(_topic_of(name), payload, fixes=0)

    def _find_http(self, vehicle: SimulatedVehicle) -> HttpTerminal:
        terminal = self._http.get(vehicle.row)
        if terminal is None:
            terminal = self._http[vehicle.row] = self._fleet.open_http(vehicle, PATH)
        return terminal

    async def close(self) -> None:
        """Sign off."""
        for terminal in self._stops.values():
            terminal.close()
        for sender in self._http.values():
            await sender.close()


def _topic_of(name: str) -> bytes:
    return encode_bytes(f"{TOPIC_START}{name}".encode())
