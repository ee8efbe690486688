"""The fleet at one look: who is out, who should be, and who is not heard of."""

from datetime import datetime
from enum import StrEnum

import msgspec

from modugil.live.operations.told.head import Answer


class FleetState(StrEnum):
    """What a vehicle is doing, or that nobody knows. Each vehicle is in one of them."""

    ON_TRIP = "on_trip"
    LAYOVER = "layover"
    """At, or on the way to, the first stop of its trip."""
    OFF_ROUTE = "off_route"
    """On its trip, away from the trip's way."""
    DEADHEAD = "deadhead"
    """Under way without passengers."""
    UNASSIGNED = "unassigned"
    """It reports, and runs no trip we know."""
    STALE = "stale"
    """Heard of today or within six hours, but not within the last minute."""
    NEVER = "never"
    """Not heard of today and for six hours at least: its terminal may speak, or once spoke."""


class FleetCounts(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many vehicles are in each state; `reporting` is all of the first five."""

    reporting: int = 0
    on_trip: int = 0
    layover: int = 0
    off_route: int = 0
    deadhead: int = 0
    unassigned: int = 0
    stale: int = 0
    never: int = 0


class OperatorCounts(FleetCounts, frozen=True, kw_only=True):
    """One operator's vehicles, by the code its terminals give."""

    operator: str


class LineCounts(FleetCounts, frozen=True, kw_only=True):
    """The vehicles on one line; those without a trip are on none."""

    line_id: str
    line: str
    expected: int
    """Runs that the timetable has under way."""


class FleetVehicle(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One vehicle. Unknown is null: of one that never spoke since the start all but its names."""

    vehicle: str
    """`<operator>/<vehicle>`."""
    operator: str
    state: FleetState
    heard_at: datetime | None = None
    """When its newest position was measured."""
    silent_s: float | None = None
    lat: float | None = None
    lon: float | None = None
    speed_mps: float | None = None
    heading_deg: float | None = None
    line_id: str = ""
    line: str = ""
    trip_id: str = ""
    day: str = ""
    """Service date of its run, YYYY-MM-DD."""
    direction: int | None = None
    delay_s: int | None = None
    """Late positive."""


class FleetAnswer(Answer, frozen=True, kw_only=True):
    """The counts are of the whole fleet; `vehicles` only those asked for."""

    expected: int
    """Runs that the timetable has under way now, without those cancelled."""
    counts: FleetCounts
    by_operator: list[OperatorCounts]
    by_line: list[LineCounts]
    vehicles: list[FleetVehicle]
    stale_after_s: int
