"""Rules about where vehicles are and who they are."""

from collections import Counter
from collections.abc import Iterator
from math import isfinite

from google.transit import gtfs_realtime_pb2 as pb

from modugil.core.geo import metres_per_degree
from modugil.live.validation.rule import Rule, Said, Seen
from modugil.live.validation.timetable_facts import TimetableFacts

AROUND_M = 1609.0
OFF_SHAPE_M = 200.0
FASTEST_MPS = 26.0


def _is_place(position: pb.Position) -> bool:
    lat, lon = position.latitude, position.longitude
    return isfinite(lat) and isfinite(lon) and abs(lat) <= 90.0 and abs(lon) <= 180.0


def find_no_place(seen: Seen) -> Iterator[Said]:
    """Positions that are nowhere on earth."""
    for id, vehicle in seen.positions():
        if vehicle.HasField("position") and not _is_place(vehicle.position):
            yield id, f"{vehicle.position.latitude}, {vehicle.position.longitude}"


def find_bearing(seen: Seen) -> Iterator[Said]:
    """Bearings beyond a full turn."""
    for id, vehicle in seen.positions():
        if vehicle.position.HasField("bearing") and not 0 <= vehicle.position.bearing <= 360:
            yield id, f"bearing {vehicle.position.bearing:g}"


def _is_around(facts: TimetableFacts, position: pb.Position) -> bool:
    area = facts.area
    per_lat, per_lon = metres_per_degree(position.latitude)
    lat_deg, lon_deg = AROUND_M / per_lat, AROUND_M / max(per_lon, 1.0)
    return (
        area.south - lat_deg <= position.latitude <= area.north + lat_deg
        and area.west - lon_deg <= position.longitude <= area.east + lon_deg
    )


def find_outside(seen: Seen) -> Iterator[Said]:
    """Vehicles far from every line."""
    for id, vehicle in seen.positions():
        if vehicle.HasField("position") and _is_place(vehicle.position):
            if not _is_around(seen.facts, vehicle.position):
                yield id, f"{vehicle.position.latitude:.5f}, {vehicle.position.longitude:.5f}"


def find_off_shape(seen: Seen) -> Iterator[Said]:
    """Vehicles away from their trip's way, of which no alert tells a detour."""
    detoured = _find_detoured(seen)
    for id, vehicle in seen.positions():
        row = seen.facts.find_trip(vehicle.trip)
        if row is None or not _is_place(vehicle.position):
            continue
        if vehicle.trip.trip_id in detoured or seen.facts.route_of(row) in detoured:
            continue
        at = vehicle.position
        away_m = seen.facts.distance_to_shape_m(row, at.latitude, at.longitude)
        if away_m is not None and away_m > OFF_SHAPE_M:
            yield id, f"{away_m:.0f} m from the way of trip {vehicle.trip.trip_id}"


def _find_detoured(seen: Seen) -> set[str]:
    """Ids of trips and of lines for which an alert tells a detour."""
    found: set[str] = set()
    for _, alert in seen.alerts():
        if alert.effect == pb.Alert.DETOUR:
            for one in alert.informed_entity:
                found.add(one.trip.trip_id or one.route_id)
    return found - {""}


def find_id_twice(seen: Seen) -> Iterator[Said]:
    """Vehicles that are in the feed twice."""
    counts = Counter(vehicle.vehicle.id for _, vehicle in seen.positions() if vehicle.vehicle.id)
    for id, vehicle in seen.positions():
        if counts[vehicle.vehicle.id] > 1:
            yield id, f"vehicle.id {vehicle.vehicle.id}"


def find_nameless(seen: Seen) -> Iterator[Said]:
    """Vehicles, and predictions, that do not say which vehicle they speak of."""
    for id, vehicle in seen.positions():
        if not vehicle.vehicle.id:
            yield id, "no vehicle.id"
    for id, update in seen.updates():
        predicts = any(
            one.HasField("arrival") or one.HasField("departure") for one in update.stop_time_update
        )
        if predicts and not update.vehicle.id:
            yield id, "no vehicle.id"


def find_fast(seen: Seen) -> Iterator[Said]:
    """Vehicles faster than buses are."""
    for id, vehicle in seen.positions():
        if vehicle.position.speed > FASTEST_MPS:
            yield id, f"{vehicle.position.speed:.1f} m/s"


RULES = (
    Rule(
        "E026",
        "위치는 지구 위의 좌표여야 합니다.",
        "A position is a place on earth.",
        find_no_place,
    ),
    Rule(
        "E027",
        "진행 방향은 0도에서 360도까지여야 합니다.",
        "A bearing is from 0 to 360 degrees.",
        find_bearing,
    ),
    Rule(
        "E028",
        "차량은 운행 지역 안에 있어야 합니다.",
        "Vehicles are within the area that the lines cover.",
        find_outside,
    ),
    Rule(
        "E029",
        "우회 안내가 없는 차량은 노선에서 200 m 안에 있어야 합니다.",
        "A vehicle is within 200 m of its trip's way, unless an alert tells a detour.",
        find_off_shape,
    ),
    Rule(
        "E052",
        "차량(vehicle.id)은 피드에 한 번만 있어야 합니다.",
        "Every vehicle.id is in the feed once.",
        find_id_twice,
    ),
    Rule(
        "W002",
        "차량 번호(vehicle.id)를 적는 것이 좋습니다.",
        "Vehicles and predictions should tell the vehicle.id.",
        find_nameless,
    ),
    Rule(
        "W004",
        "속도는 26 m/s를 넘지 않는 것이 보통입니다.",
        "A vehicle is hardly faster than 26 m/s.",
        find_fast,
    ),
)
