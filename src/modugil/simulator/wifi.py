"""Access points of the simulated buses, and of some stops: a report a minute, each in its second.

Buses report while their terminal speaks, stops always. How much is used follows how many ride, by
the island's own figures: some six gigabytes a bus and day.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
import numpy as np

from modugil.core.time import local_day, service_day_start
from modugil.live.formats.wifi_report import STOP
from modugil.region.open_region import Region
from modugil.simulator.chance import Draw, draw, draw_smooth
from modugil.simulator.model import Model
from modugil.simulator.settings import WifiSettings
from modugil.simulator.telling import Terminals
from modugil.simulator.vehicle_row import Mode

CLIENTS_PER_RIDER = 0.45
BYTES_PER_CLIENT_S = 10_000.0
STOP_CLIENTS = 9.0
"""At the busiest of the hours."""
STOP_BYTES_PER_DAY = 5_000_000_000
NEAR_DBM, FAR_DBM = -74.0, -116.0
STOP_NAME = "Jeju Free WIFI"
STUCK_NAME = "Jeju Free Bus_WIFI_000"
_NAME = re.compile(r"[\w.\-]{1,40}", re.ASCII)
_encode = msgspec.json.Encoder().encode


class _Told(NamedTuple):
    """What changes from report to report."""

    clients: int
    counted: int
    since_ms: int
    rsrp_dbm: float
    ssid: str


class SimulatedWifi:
    """The access points of one fleet; what ails those of buses stands with their terminals."""

    def __init__(
        self, region: Region, model: Model, *, settings: WifiSettings, now_ms: int
    ) -> None:
        """Those of stops have counted since the month began; the first of them do not work."""
        self.stops = list_stops(model, settings.stop_count)
        self._facts = region.manifest.wifi
        self._model = model
        self._settings = settings
        self._counted = np.zeros(len(model.vehicles), np.float64)
        self._since_ms = np.zeros(len(model.vehicles), np.int64)
        first = local_day(datetime.fromtimestamp(now_ms / 1000.0, UTC), zone=region.zone)
        begin = service_day_start(first.replace(day=1), zone=region.zone)
        self._began_ms = now_ms // 60_000 * 60_000  # the same, however long a start takes
        self._month_ms = round(begin.timestamp() * 1000)

    def tell_buses(self, terminals: Terminals, rows: Sequence[int]) -> list[tuple[int, bytes]]:
        """The reports of the buses that report in this second, of these that speak."""
        fleet, now_s = self._model.fleet, self._model.now_ms // 1000
        on_air = self._since_ms > 0
        self._since_ms[on_air & (fleet["speaks"] == 0)] = 0
        told = []
        for row in rows:
            if not self._since_ms[row]:
                self._since_ms[row], self._counted[row] = self._model.now_ms, 0.0
            if (now_s + 7 * row) % self._settings.every_s == 0:
                told.append((row, self._tell_bus(terminals, row)))
        return told

    def _tell_bus(self, terminals: Terminals, row: int) -> bytes:
        model, bus = self._model, self._model.fleet[row]
        minute = model.now_ms // 60_000
        is_down = bool(terminals.wifi_down[row])
        share = CLIENTS_PER_RIDER * (0.7 + 0.6 * self._draw(row, minute, 0))
        clients = 0 if is_down else round(int(bus["load"]) * share)
        noise = 0.5 + self._draw(row, minute, 1)
        self._counted[row] += clients * BYTES_PER_CLIENT_S * self._settings.every_s * noise
        place = float(bus["odometer_m"]) / 700.0
        smooth = draw_smooth(model.seed, row, place, Draw.WIFI.value)
        told = _Told(
            clients,
            int(self._counted[row]),
            int(self._since_ms[row]),
            (NEAR_DBM + FAR_DBM) / 2.0 + smooth * (NEAR_DBM - FAR_DBM) / 2.0,
            self._name_network(terminals, row),
        )
        return self._write(row, told, is_down=is_down)

    def _name_network(self, terminals: Terminals, row: int) -> str:
        """By the run it drives, as its driver's terminal knows it; one that is stuck never."""
        bus, model = self._model.fleet[row], self._model
        if terminals.wifi_stuck[row]:
            return STUCK_NAME
        if bus["run"] < 0 or bus["mode"] == Mode.DEADHEAD:
            return ""
        trips, lines = model.timetable.trips, model.timetable.lines
        route = int(trips.route[int(model.world.runs["trip"][bus["run"]])])
        return self._facts.name_for(lines.short_names.get(route) or lines.id[route])

    def tell_stops(self) -> list[tuple[str, bytes]]:
        """The reports of the stops that report in this second, by name."""
        now_s, every_s = self._model.now_ms // 1000, self._settings.every_s
        return [
            (name, self._tell_stop(number))
            for number, name in enumerate(self.stops)
            if (now_s + 11 * number) % every_s == 0
        ]

    def _tell_stop(self, number: int) -> bytes:
        row, minute = -1 - number, self._model.now_ms // 60_000
        is_down = number < self._settings.failing_stops
        since_ms = self._month_ms
        days = ((self._began_ms if is_down else self._model.now_ms) - since_ms) / 86_400_000
        used = STOP_BYTES_PER_DAY * (0.6 + 0.8 * self._draw(row, 0, 2))
        clients = 0 if is_down else round(STOP_CLIENTS * self._draw(row, minute // 5, 3))
        rsrp_dbm = NEAR_DBM - 25.0 * self._draw(row, 0, 4)
        told = _Told(clients, int(days * used), since_ms, rsrp_dbm, STOP_NAME)
        return self._write(row, told, is_down=is_down)

    def _write(self, row: int, told: _Told, *, is_down: bool) -> bytes:
        uplink = "5g" if self._draw(row, 0, 5) < self._settings.nr_ratio else "lte"
        return _encode(
            {
                "time": _as_text(self._model.now_ms),
                "up": not is_down,
                "clients": told.clients,
                "bytes": told.counted,
                "start": str(told.since_ms // 1000),
                "since": _as_text(told.since_ms),
                "ssid": told.ssid or None,
                "uplink": uplink,
                "rsrpDbm": round(told.rsrp_dbm, 1),
                "intervalS": self._settings.every_s,
            }
        )

    def _draw(self, row: int, moment: int, what: int) -> float:
        return float(draw(self._model.seed, row, 16 * moment + what, Draw.WIFI.value))


def list_stops(model: Model, count: int) -> list[str]:
    """So many of the stops where buses call, spread over the timetable, as access points."""
    stops, patterns = model.timetable.stops, model.timetable.patterns
    called = np.unique(np.asarray(patterns.stop))
    names = [stops.id[row] for row in called.tolist()]
    fit = sorted({f"{STOP}/{name}" for name in names if _NAME.fullmatch(name)})
    step = max(1, len(fit) // max(1, count))
    return fit[::step][:count]


def _as_text(time_ms: int) -> str:
    return datetime.fromtimestamp(time_ms / 1000.0, UTC).isoformat(timespec="milliseconds")
