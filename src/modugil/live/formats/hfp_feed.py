"""The public feed: a vehicle's newest position as one message of HFP, for whoever subscribes."""

from collections.abc import Callable
from datetime import UTC, datetime
from math import isfinite, isnan

import msgspec

from modugil.core.access import Access
from modugil.live.formats.geohash import NO_GEOHASH, GeohashLevels, build_geohash
from modugil.live.formats.hfp_payload import HfpFields, build_hfp_payload, find_source
from modugil.live.formats.hfp_topic import HfpTopic, build_hfp_topic

LAST_STOP_PASSED = "EOL"
_DOORS = {int(Access.YES): 1, int(Access.NO): 0}
_SIX_DECIMALS = 6


class HfpPosition(msgspec.Struct, frozen=True, kw_only=True):
    """What the feed tells of one vehicle.

    Units:   UTC milliseconds; `delay_s` late positive; `direction` 0 or 1 as in GTFS.
    Unknown: NaN, -1, "" or None; `doors_open` is Access. Without a route it is on a dead run.
    """

    vehicle: str
    """`<operator>/<vehicle>`"""
    time_ms: int
    lat: float
    lon: float
    speed_mps: float | None = None
    heading_deg: float | None = None
    quality: int = 255
    doors_open: int = 0
    occupancy_ratio: float | None = None
    delay_s: int | None = None
    mode: str = "bus"
    temporal: str = "ongoing"
    route_id: str = ""
    line_name: str = ""
    direction: int = -1
    headsign: str = ""
    start: str = ""
    """HH:MM on the wall."""
    day: str = ""
    next_stop: str = ""
    stop: str = ""
    """Where it stands."""


class HfpFeed:
    """Builds the messages, and leaves out what was told before."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._levels = GeohashLevels()
        self._told_ms: dict[str, int] = {}

    def build(self, position: HfpPosition) -> tuple[str, bytes] | None:
        """Topic and payload; None for a position that is not newer than the vehicle's last."""
        if position.time_ms <= self._told_ms.get(position.vehicle, -1):
            return None
        self._told_ms[position.vehicle] = position.time_ms
        return build_hfp_topic(self._build_topic(position)), _build_payload(position)

    def keep_only(self, is_known: Callable[[str], bool]) -> None:
        """Forget vehicles that are gone; their next message is their first."""
        for vehicle in [one for one in self._told_ms if not is_known(one)]:
            del self._told_ms[vehicle]
            self._levels.forget(vehicle)

    def _build_topic(self, position: HfpPosition) -> HfpTopic:
        operator, _, number = position.vehicle.partition("/")
        journey = "journey" if position.route_id else "deadrun"
        head = (journey, position.temporal, "vp", position.mode, operator, number)
        direction = str(position.direction + 1) if position.direction >= 0 else ""
        facts = (position.route_id, direction, position.headsign, position.start)
        at = None if isnan(position.lat) else (position.lat, position.lon)
        level = self._levels.next_level(
            position.vehicle, at=at, others=(*head, *facts, position.next_stop)
        )
        geohash = NO_GEOHASH if at is None else build_geohash(*at)
        return HfpTopic(*head, *facts, position.next_stop, level, geohash)


def _build_payload(position: HfpPosition) -> bytes:
    operator, _, number = position.vehicle.partition("/")
    there = isfinite(position.lat) and isfinite(position.lon)
    running = bool(position.route_id)
    ratio = position.occupancy_ratio
    fields = HfpFields(
        desi=position.line_name or None if running else None,
        dir=str(position.direction + 1) if running and position.direction >= 0 else None,
        oper=int(operator) if operator.isdecimal() and operator.isascii() else None,
        veh=int(number) if number.isdecimal() and number.isascii() else number,
        tst=datetime.fromtimestamp(position.time_ms / 1000.0, UTC),
        tsi=position.time_ms // 1000,
        spd=_round(position.speed_mps, 2),
        hdg=_round(position.heading_deg, 0),
        lat=round(position.lat, _SIX_DECIMALS + 1) if there else None,
        lon=round(position.lon, _SIX_DECIMALS + 1) if there else None,
        dl=None if position.delay_s is None else -position.delay_s,
        drst=_DOORS.get(position.doors_open),
        oday=position.day or None,
        start=position.start or None,
        loc=find_source(position.quality),
        stop=position.stop or None,
        route=position.route_id or None,
        occu=None if ratio is None or ratio < 0 else min(100, round(ratio * 100.0)),
    )
    return build_hfp_payload("vp", fields)


def _round(value: float | None, digits: int) -> float | None:
    if value is None or not isfinite(value):
        return None
    return round(value, digits) if digits else int(round(value)) % 360
