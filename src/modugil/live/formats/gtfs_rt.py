"""Vehicle positions of a foreign GTFS-Realtime feed.

Positions there are 32-bit floats: near Jeju a step is 0.7 m from west to east, so a lane cannot be
told. Source: GTFS Realtime reference, VehiclePosition.
"""

import re
from dataclasses import dataclass
from math import isfinite, nan

from google.protobuf.message import DecodeError
from google.transit import gtfs_realtime_pb2 as pb

from modugil.core.access import Access
from modugil.core.errors import FixUnreadable
from modugil.live.fix import NO_HINT, Door, Fix, TripHint
from modugil.live.formats.bounds import EARLIEST_MS, LATEST_MS, LONGEST_TEXT

MOST_VEHICLES = 100_000
_NOT_IN_NAMES = re.compile(r"[^\w.\-]+")
_VEHICLE = pb.VehicleDescriptor
_POSITION = pb.VehiclePosition
_LOW_FLOOR = {
    _VEHICLE.WHEELCHAIR_ACCESSIBLE: int(Access.YES),
    _VEHICLE.WHEELCHAIR_INACCESSIBLE: int(Access.NO),
}
# Where each status begins, as Helsinki counts: see reference "load ratio".
_RATIO_OF_STATUS = {
    _POSITION.EMPTY: 0.0,
    _POSITION.MANY_SEATS_AVAILABLE: 0.05,
    _POSITION.FEW_SEATS_AVAILABLE: 0.2,
    _POSITION.STANDING_ROOM_ONLY: 0.5,
    _POSITION.CRUSHED_STANDING_ROOM_ONLY: 0.7,
    _POSITION.FULL: 0.9,
    _POSITION.NOT_ACCEPTING_PASSENGERS: 1.0,
}


@dataclass(frozen=True, slots=True)
class FeedRead:
    """The fixes of one feed message, and how many vehicles could not be used."""

    fixes: list[Fix]
    skipped: int


def read_vehicle_positions(payload: bytes, *, prefix: str, received_ms: int) -> FeedRead:
    """The fixes of a feed message; vehicles are called `<prefix>/<id>`.

    Unknown: a vehicle without an id, without a position or without any time is counted and skipped;
             one without a time of its own has the header's.
    Errors:  FixUnreadable if it is no feed message.
    """
    message = _parse(payload)
    header_ms = message.header.timestamp * 1000
    told = [entity for entity in message.entity if entity.HasField("vehicle")]
    found = [_read(entity, prefix, header_ms, received_ms) for entity in told[:MOST_VEHICLES]]
    fixes = [fix for fix in found if fix is not None]
    return FeedRead(fixes, len(told) - len(fixes))


def _parse(payload: bytes) -> pb.FeedMessage:
    message = pb.FeedMessage()
    try:
        message.ParseFromString(payload)
    except (DecodeError, ValueError, RecursionError) as cause:
        raise FixUnreadable("This is no GTFS-Realtime feed message.") from cause
    if not message.header.gtfs_realtime_version:
        raise FixUnreadable("The feed message has no header.")
    return message


def _read(entity: pb.FeedEntity, prefix: str, header_ms: int, received_ms: int) -> Fix | None:
    told = entity.vehicle
    name = _text(told.vehicle.id or told.vehicle.label or told.vehicle.license_plate)
    time_ms = told.timestamp * 1000 or header_ms
    lat, lon = told.position.latitude, told.position.longitude
    usable = (
        name
        and told.HasField("position")
        and EARLIEST_MS <= time_ms <= LATEST_MS
        and abs(lat) <= 90.0
        and abs(lon) <= 180.0
    )
    if not usable or entity.is_deleted:
        return None
    at_stop = told.current_status == _POSITION.STOPPED_AT and told.HasField("current_status")
    return Fix(
        vehicle=f"{prefix}/{_NOT_IN_NAMES.sub('_', name)[:40]}",
        time_ms=time_ms,
        lat=lat,
        lon=lon,
        received_ms=received_ms,
        door=Door.GTFS_RT,
        heading_deg=_find(told.position, "bearing") % 360.0,
        speed_mps=_find(told.position, "speed"),
        hint=_find_hint(told.trip),
        stop=_text(told.stop_id) if at_stop else "",
        low_floor=_LOW_FLOOR.get(told.vehicle.wheelchair_accessible, int(Access.UNKNOWN)),
        occupancy_ratio=_find_occupancy(told),
        odometer_m=_find(told.position, "odometer"),
    )


def _text(value: str | bytes) -> str:
    """The text; the decoder hands out bytes where a feed holds what is no UTF-8."""
    text = value if isinstance(value, str) else value.decode("utf-8", "replace")
    return text[:LONGEST_TEXT]


def _find(position: pb.Position, name: str) -> float:
    value = float(getattr(position, name)) if position.HasField(name) else nan
    return value if isfinite(value) and value >= 0.0 else nan


def _find_hint(trip: pb.TripDescriptor) -> TripHint:
    day = _text(trip.start_date)
    if not (trip.trip_id or trip.route_id or trip.start_time):
        return NO_HINT
    return TripHint(
        trip_id=_text(trip.trip_id),
        route_id=_text(trip.route_id),
        direction=trip.direction_id if trip.direction_id in (0, 1) and _has_direction(trip) else -1,
        start=_text(trip.start_time),
        day=f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else "",
    )


def _has_direction(trip: pb.TripDescriptor) -> bool:
    return bool(trip.HasField("direction_id"))


def _find_occupancy(told: pb.VehiclePosition) -> float:
    if told.HasField("occupancy_percentage"):
        return float(told.occupancy_percentage) / 100.0
    if told.HasField("occupancy_status"):
        return _RATIO_OF_STATUS.get(told.occupancy_status, -1.0)
    return -1.0
