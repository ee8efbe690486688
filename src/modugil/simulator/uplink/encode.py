"""A fix as the bytes its terminal sends; what stays the same from second to second is kept ready.

The forms are those of `live.formats`, which read these bytes back in the tests.
"""

from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from modugil.core.access import Access
from modugil.live.doors.mqtt.packets import encode_bytes
from modugil.live.formats.geohash import GeohashLevels, build_geohash
from modugil.live.formats.hfp_topic import clean_level
from modugil.simulator.fleet import Form, SimulatedVehicle
from modugil.simulator.model import Model
from modugil.simulator.telling import Terminals, Told

_json = msgspec.json.Encoder().encode


class Body(NamedTuple):
    """What a terminal sends: a topic with its length before it (empty over HTTP), and the rest."""

    topic: bytes
    payload: bytes


class _Frame(NamedTuple):
    """The unchanging parts of one vehicle's messages on one run."""

    topic: bytes
    begin: bytes
    end: bytes


class Values(NamedTuple):
    """What changes from second to second, of one fix."""

    row: int
    time_ms: int
    lat: float
    lon: float
    speed_mps: float
    heading_deg: float
    odometer_m: float
    quality: int
    doors_open: int
    bays_free: int
    occupancy_ratio: float
    journey: int
    hint: int


class Encoder:
    """Writes the fixes of one fleet."""

    def __init__(self, model: Model, terminals: Terminals) -> None:
        """An encoder of that fleet's terminals."""
        self._model = model
        self._terminals = terminals
        self._frames: dict[tuple[int, int, int], _Frame] = {}
        self._levels = GeohashLevels()
        self._times: tuple[int, str] = (-1, "")

    def encode(self, told: Told) -> list[Body]:
        """The message of each fix, in order; the model must still be at their second."""
        columns = (getattr(told, name).tolist() for name in Values._fields)
        vehicles = self._model.vehicles
        bodies: list[Body] = []
        for values in zip(*columns, strict=True):
            one = Values(*values)
            form = vehicles[one.row].form
            if form == Form.MQTT_COMPACT:
                bodies.append(self._encode_compact(one))
            elif form == Form.MQTT_HFP:
                bodies.append(self._encode_hfp(one))
            else:
                bodies.append(self._encode_json(one))
        return bodies

    def _frame(self, one: Values) -> _Frame:
        key = (one.row, one.hint, one.journey)
        frame = self._frames.get(key)
        if frame is None:
            vehicle = self._model.vehicles[one.row]
            build = _FRAMES[vehicle.form]
            frame = self._frames[key] = build(self._model, self._terminals, vehicle, one)
        return frame

    def _encode_compact(self, one: Values) -> Body:
        frame = self._frame(one)
        payload = b"%b%d,%.7f,%.7f,%d,%.2f,%.1f,%d,%d,%d,%.1f]]}" % (
            frame.begin,
            one.time_ms,
            one.lat,
            one.lon,
            one.quality,
            one.speed_mps,
            one.heading_deg,
            one.doors_open,
            one.bays_free,
            round(one.occupancy_ratio * 100.0),
            one.odometer_m,
        )
        return Body(frame.topic, payload)

    def _encode_json(self, one: Values) -> Body:
        frame = self._frame(one)
        text = (
            f'{{"time":"{self._format_time(one.time_ms)}","lat":{one.lat:.7f},"lon":{one.lon:.7f},'
            f'"quality":{one.quality},"speedMps":{one.speed_mps:.2f},'
            f'"headingDeg":{one.heading_deg:.1f},'
            f'"doorsOpen":{"true" if one.doors_open else "false"},'
            f'"wheelchairBaysFree":{one.bays_free},"occupancyRatio":{one.occupancy_ratio:.2f},'
            f'"odometerM":{one.odometer_m:.1f}'
        )
        return Body(b"", text.encode() + frame.end)

    def _encode_hfp(self, one: Values) -> Body:
        frame = self._frame(one)
        bus = self._model.fleet[one.row]
        next_stop, stop = self._stops(one, bus)
        text = (
            f'"tst":"{self._format_time(one.time_ms)}","tsi":{one.time_ms // 1000},'
            f'"spd":{one.speed_mps:.2f},"hdg":{round(one.heading_deg) % 360},'
            f'"lat":{one.lat:.7f},"long":{one.lon:.7f},"acc":null,"dl":{-int(bus["delay_s"])},'
            f'"odo":{one.odometer_m:.0f},"drst":{one.doors_open},'
            f'"loc":"GPS","stop":{stop},"occu":{round(one.occupancy_ratio * 100.0)}}}}}'
        )
        if not one.journey:
            return Body(encode_bytes(frame.topic), frame.begin + text.encode())
        place = (one.lat, one.lon)
        level = self._levels.next_level(
            self._model.vehicles[one.row].name, at=place, others=(frame.topic, next_stop)
        )
        tail = f"{next_stop}/{level}/{build_geohash(one.lat, one.lon)}"
        return Body(encode_bytes(frame.topic + tail.encode()), frame.begin + text.encode())

    def _stops(self, one: Values, bus: object) -> tuple[str, str]:
        """The next stop for the topic, and the stop the vehicle stands at as JSON."""
        world = self._model.world
        row = int(bus["run"])  # type: ignore[index]
        if row < 0 or not one.journey:
            return "", "null"
        run = world.runs[row]
        position = int(bus["next_position"])  # type: ignore[index]
        name = self._model.timetable.stops.id[int(world.stop_row[run["stop"] + position])]
        stands = one.speed_mps == 0.0 and one.doors_open
        return clean_level(name), _json(name).decode() if stands else "null"

    def _format_time(self, time_ms: int) -> str:
        """ISO 8601 with milliseconds, in UTC."""
        if self._times[0] != time_ms:
            moment = datetime.fromtimestamp(time_ms / 1000.0, UTC)
            text = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            self._times = (time_ms, text)
        return self._times[1]


def _compact_frame(
    model: Model, terminals: Terminals, vehicle: SimulatedVehicle, one: Values
) -> _Frame:
    hint = terminals.hint_of(one.hint)
    facts: dict[str, object] = {}
    if hint.trip_id:
        facts = {"t": hint.trip_id, "r": hint.route_id, "s": hint.start, "o": hint.day}
        facts |= {"d": hint.direction} if hint.direction >= 0 else {}
    facts |= {} if one.journey else {"j": "deadrun"}
    flag = int(vehicle.low_floor == Access.YES)
    facts |= {"l": flag, "k": flag, "f": []}
    topic = encode_bytes(f"/m/1/{vehicle.name}".encode())
    return _Frame(topic, _json(facts)[:-2] + b"[", b"")


def _json_frame(
    model: Model, terminals: Terminals, vehicle: SimulatedVehicle, one: Values
) -> _Frame:
    hint = terminals.hint_of(one.hint)
    is_low = vehicle.low_floor == Access.YES
    facts: dict[str, object] = {"lowFloor": is_low, "ramp": is_low}
    if hint.trip_id:
        facts |= {"tripId": hint.trip_id, "routeId": hint.route_id, "start": hint.start}
        facts |= {"day": hint.day}
        facts |= {"direction": hint.direction} if hint.direction >= 0 else {}
    facts |= {} if one.journey else {"journey": "deadrun"}
    return _Frame(b"", b"", b"," + _json(facts)[1:])


def _hfp_frame(
    model: Model, terminals: Terminals, vehicle: SimulatedVehicle, one: Values
) -> _Frame:
    hint = terminals.hint_of(one.hint)
    operator, number = vehicle.name.split("/", 1)
    facts: dict[str, object] = {"oper": _number(operator), "veh": _number(number)}
    if not one.journey:
        topic = f"/hfp/v2/deadrun/ongoing/vp/bus/{vehicle.name}"
        return _Frame(topic.encode(), b'{"VP":' + _json(facts)[:-1] + b",", b"")
    direction = str(hint.direction + 1) if hint.direction >= 0 else ""
    start = hint.start[:5]
    headsign, name = _find_words(model, one.hint)
    levels = (hint.route_id, direction, headsign, start)
    topic = f"/hfp/v2/journey/ongoing/vp/bus/{vehicle.name}/" + "".join(
        f"{clean_level(level)}/" for level in levels
    )
    if hint.trip_id:
        facts |= {"desi": name, "dir": direction or None, "oday": hint.day}
        facts |= {"start": start, "route": hint.route_id}
    return _Frame(topic.encode(), b'{"VP":' + _json(facts)[:-1] + b",", b"")


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _find_words(model: Model, run: int) -> tuple[str, str]:
    """Headsign and number of the line, empty where no trip is named."""
    if run < 0:
        return "", ""
    timetable = model.timetable
    trip = int(model.world.runs[run]["trip"])
    headsign = int(timetable.trips.headsign[trip])
    words = timetable.trips.headsigns.get(headsign) if headsign >= 0 else ""
    return words, timetable.lines.short_names.get(int(timetable.trips.route[trip]))


_FRAMES = {
    Form.MQTT_COMPACT: _compact_frame,
    Form.HTTP: _json_frame,
    Form.MQTT_HFP: _hfp_frame,
}
