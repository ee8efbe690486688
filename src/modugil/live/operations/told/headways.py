"""How far apart the buses of a line are, planned and in truth."""

from datetime import datetime
from enum import StrEnum

import msgspec

from modugil.live.operations.told.head import Answer


class HeadwayKind(StrEnum):
    """What the distance in time between two buses is called."""

    BUNCHED = "bunched"
    GAP = "gap"
    EVEN = "even"


class Pair(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Two buses of a line and direction, one after the other, as they are now."""

    kind: HeadwayKind
    leader: str
    """The vehicle in front."""
    follower: str
    leader_trip_id: str
    follower_trip_id: str
    planned_s: int
    """The timetable's interval at the stop that the follower reached last, whoever came before."""
    headway_s: int
    """As they are now: as they were planned, and the difference of their delays."""
    ratio: float
    """Of the two; below 1 they are closer than planned."""
    observed_s: int | None
    """Between their departures from that stop, where both were seen."""
    apart_m: float | None
    """Along the way, where both drive the same."""
    stop_id: str
    """The stop that the follower reached last."""
    stop: str
    lat: float
    lon: float
    """Where the follower is."""


class LineHeadways(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One line in one direction: now, and the day so far."""

    line_id: str
    line: str
    direction: int | None
    vehicles: int
    """On their trips now."""
    bunched: int
    """Pairs now."""
    gaps: int
    even: int
    today: "HeadwayDay"
    pairs: list[Pair]
    """From the front to the back; only of the kind asked for."""


class HeadwayDay(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Headways observed at stops today. Unknown: shares are null where there were none."""

    observed: int
    bunched: int
    gaps: int
    bunched_share: float | None
    gap_share: float | None
    mean_ratio: float | None
    """Actual over planned."""
    cv: float | None
    """How much that ratio varies: its standard deviation over its mean."""


class HeadwayHour(HeadwayDay, frozen=True, kw_only=True):
    """The same of one hour of the day."""

    hour: int


class HeadwaysAnswer(Answer, frozen=True, kw_only=True):
    """All lines with buses now or headways today; by bunched and gaps, the worst first."""

    bunched_ratio: float
    """Closer than this part of the plan is bunched."""
    bunched_s: int
    """So is a headway of at most this, where at least twice as much was planned."""
    gap_ratio: float
    """So many times the plan, or more, is a gap."""
    since: datetime
    """From when on the day's counts are."""
    bunched: int
    gaps: int
    even: int
    lines: list[LineHeadways]
    by_hour: list[HeadwayHour]
