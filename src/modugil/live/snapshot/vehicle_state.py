"""One vehicle as its terminal last told it, and as we understood it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.live.fix import FixQuality
from modugil.live.progress import VehicleStatus

STALE_AFTER = timedelta(seconds=60)
"""A vehicle not heard of for longer is shown as stale."""


@dataclass(frozen=True, slots=True)
class VehicleState:
    """One vehicle at one tick.

    Units:   heading clockwise from north; `delay_s` late positive; occupancy 0 (empty) to 1 (full).
    Unknown: None, or Access.UNKNOWN.
    """

    vehicle: str
    """`<operator>/<vehicle>`."""
    at: LatLon
    fix_time: datetime
    """When the position was measured."""
    received: datetime
    quality: FixQuality
    status: VehicleStatus
    heading_deg: float | None = None
    speed_mps: float | None = None
    run: TripRun | None = None
    along_m: float | None = None
    last_position: int | None = None
    """The last stop of the run it reached or left; None before the first."""
    at_stop: bool = False
    delay_s: int | None = None
    low_floor: Access = Access.UNKNOWN
    ramp: Access = Access.UNKNOWN
    doors_open: Access = Access.UNKNOWN
    wheelchair_bays_free: int | None = None
    occupancy_ratio: float | None = None

    def is_stale(self, now: datetime) -> bool:
        """Whether the position is too old to be shown as where the vehicle is."""
        return now - self.fix_time > STALE_AFTER
