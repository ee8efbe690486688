"""How buses are driven, by place and line: never by vehicle, never by driver.

What was seen fewer than `least_events` times, or in a place or line passed fewer than
`least_passages` times, is not told, so that nobody can be found behind a number.
"""

from enum import StrEnum

import msgspec

from modugil.live.operations.told.head import Answer


class DrivingKind(StrEnum):
    """What is counted."""

    SPEEDING = "speeding"
    HARSH_BRAKING = "harsh_braking"
    HARSH_ACCELERATION = "harsh_acceleration"


class DrivingCount(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One kind, at one place or on one line. Null where too few were seen to be told."""

    kind: DrivingKind
    count: int | None
    per_1000: float | None
    """Per thousand passages through a cell of about 100 m."""


class DrivingLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line's day."""

    line_id: str
    line: str
    passages: int
    kinds: list[DrivingCount]


class DrivingLimits(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """From when on something counts."""

    speed_limit_mps: float
    """Set for the whole region: the road's own limits are not in its files."""
    over_ratio: float
    """Speeding is over the limit by this part of it and `over_mps`, for `over_for_s`."""
    over_mps: float
    over_for_s: float
    brake_mps2: float
    accelerate_mps2: float
    least_events: int
    least_passages: int
    cell_m: float


class DrivingAnswer(Answer, frozen=True, kw_only=True):
    """One day of the region, all places together and by line."""

    day: str
    """YYYY-MM-DD, the region's own date."""
    days: list[str]
    """Every day that can be asked for."""
    limits: DrivingLimits
    passages: int
    totals: list[DrivingCount]
    lines: list[DrivingLine]
    withheld: int
    """Cells with events that are too few to be told."""


class HotSpotFacts(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What happened in one cell."""

    kind: DrivingKind
    count: int
    passages: int
    per_1000: float
    lines: list[str]
    """Lines of which enough was seen there, the most first."""


class Ring(msgspec.Struct, frozen=True, kw_only=True):
    """A square of about 100 m: one closed ring of [longitude, latitude]."""

    type: str = "Polygon"
    coordinates: list[list[list[float]]]


class HotSpot(msgspec.Struct, frozen=True, kw_only=True):
    """One cell and kind, as a GeoJSON feature."""

    type: str = "Feature"
    geometry: Ring
    properties: HotSpotFacts


class HotSpots(Answer, frozen=True, kw_only=True):
    """A GeoJSON FeatureCollection; the most per thousand passages first."""

    type: str = "FeatureCollection"
    day: str
    features: list[HotSpot]
