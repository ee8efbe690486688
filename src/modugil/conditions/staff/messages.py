"""Alerts, cancellations and detours as staff write them; ids are those of the feeds, never rows.

Source:  GTFS-Realtime Alert, TripDescriptor and TripModifications.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum

from modugil.conditions.conditions import Span
from modugil.core.geo import LatLon

Texts = Mapping[str, str]
"""By language (ko, en, zh, ja); Korean is always there."""


class Cause(IntEnum):
    """Why, by the numbers of GTFS-Realtime."""

    UNKNOWN_CAUSE = 1
    OTHER_CAUSE = 2
    TECHNICAL_PROBLEM = 3
    STRIKE = 4
    DEMONSTRATION = 5
    ACCIDENT = 6
    HOLIDAY = 7
    WEATHER = 8
    MAINTENANCE = 9
    CONSTRUCTION = 10
    POLICE_ACTIVITY = 11
    MEDICAL_EMERGENCY = 12
    SPECIAL_EVENT = 13


class Effect(IntEnum):
    """What it does to the service, by the numbers of GTFS-Realtime."""

    NO_SERVICE = 1
    REDUCED_SERVICE = 2
    SIGNIFICANT_DELAYS = 3
    DETOUR = 4
    ADDITIONAL_SERVICE = 5
    MODIFIED_SERVICE = 6
    OTHER_EFFECT = 7
    UNKNOWN_EFFECT = 8
    STOP_MOVED = 9
    NO_EFFECT = 10
    ACCESSIBILITY_ISSUE = 11


class Severity(IntEnum):
    """How much it matters, by the numbers of GTFS-Realtime."""

    UNKNOWN_SEVERITY = 1
    INFO = 2
    WARNING = 3
    SEVERE = 4


@dataclass(frozen=True, slots=True)
class Touched:
    """What an alert touches: all that is told here together; "" is any, a day only with a trip.

    Route, stop and trip are ids as published; with several feeds as FEED:ID where they clash.
    """

    agency: str = ""
    route: str = ""
    direction: int | None = None
    stop: str = ""
    trip: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ServiceAlert:
    """Something people must know, in several languages, for some spans of time."""

    id: str
    header: Texts
    description: Texts
    touches: tuple[Touched, ...]
    """At least one."""
    active: tuple[Span, ...] = ()
    """Empty: until it is withdrawn."""
    cause: Cause = Cause.UNKNOWN_CAUSE
    effect: Effect = Effect.UNKNOWN_EFFECT
    severity: Severity = Severity.INFO
    url: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancellation:
    """One run that will not be driven, or not at some of its stops."""

    id: str
    trip: str
    day: date
    skipped_positions: frozenset[int] = frozenset()
    """Stop positions (0 the first) that it does not serve; empty: none of them, it is cancelled."""
    reason: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReplacementStop:
    """A stop that is served during a detour: one of the feed by `stop`, else a place of its own."""

    stop: str
    """The id; of a place of its own made up and not in the feed."""
    at: LatLon | None = None
    name: Texts = field(default_factory=dict)
    travel_time_s: int = 0
    """From the last regular stop before the detour."""


@dataclass(frozen=True, slots=True)
class Detour:
    """Runs of one line that leave their way between two of its stops for a span of time."""

    id: str
    route: str
    from_stop: str
    """The first stop that is not served."""
    to_stop: str
    """The last stop that is not served; may be the same."""
    span: Span
    reason: Texts
    direction: int | None = None
    """None: both."""
    way: tuple[LatLon, ...] = ()
    """The way driven instead, from regular way to regular way; empty where it is not told."""
    replacements: tuple[ReplacementStop, ...] = ()
    delay_s: int = 0
    """How much later the stops behind it are reached."""


StaffMessage = ServiceAlert | Cancellation | Detour


@dataclass(frozen=True, slots=True)
class Written:
    """A message with who wrote it when; one that was withdrawn stays in the book."""

    message: StaffMessage
    author: str
    written: datetime
    revision: int = 1
    withdrawn: datetime | None = None
