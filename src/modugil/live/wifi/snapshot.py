"""All access points at one moment: readers take it without a lock, and it never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from modugil.core.geo import LatLon, distance_m, metres_per_degree
from modugil.live.formats.wifi_report import STOP
from modugil.live.wifi.pool_state import PoolState
from modugil.live.wifi.state import AccessPointState


class NearPoint(NamedTuple):
    """An access point, and how far away in a straight line."""

    point: AccessPointState
    distance_m: float


@dataclass(frozen=True, slots=True, eq=False)
class WifiSnapshot:
    """What is known of the Wi-Fi at one moment."""

    as_of: datetime
    points: Mapping[str, AccessPointState] = field(default_factory=dict)
    by_subject: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of access points by vehicle, or by `stop/<stop>`."""
    pool: PoolState | None = None

    def list_points(self) -> Sequence[AccessPointState]:
        """All of them, by name."""
        return [self.points[name] for name in sorted(self.points)]

    def find_point(self, access_point: str) -> AccessPointState | None:
        """That one, None if it never reported."""
        return self.points.get(access_point)

    def find_by_vehicle(self, vehicle: str) -> tuple[AccessPointState, ...]:
        """Those on that bus `<operator>/<vehicle>`; none if nothing is known."""
        return tuple(self.points[name] for name in self.by_subject.get(vehicle, ()))

    def find_by_stop(self, stop: str) -> tuple[AccessPointState, ...]:
        """Those at the stop of that id; none if nothing is known."""
        return self.find_by_vehicle(f"{STOP}/{stop}")

    def list_near(
        self, at: LatLon, *, within_m: float = 500.0, limit: int = 20, working: bool = True
    ) -> list[NearPoint]:
        """Those around that place, nearest first; those that do not work only if asked."""
        per_lat, per_lon = metres_per_degree(at.lat)
        high, wide = within_m / per_lat, within_m / max(per_lon, 1.0)
        found = []
        for one in self.points.values():
            there = one.at
            if there is None or (working and not one.works):
                continue
            if abs(there.lat - at.lat) <= high and abs(there.lon - at.lon) <= wide:
                metres = distance_m(at, there)
                if metres <= within_m:
                    found.append(NearPoint(one, metres))
        found.sort(key=lambda near: (near.distance_m, near.point.access_point))
        return found[:limit]
