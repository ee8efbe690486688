"""Runs that nobody drives, and vehicles that left their way."""

from datetime import datetime
from enum import StrEnum

import msgspec

from modugil.live.operations.told.head import Answer


class MissingKind(StrEnum):
    """Why a run that should be under way is not."""

    NOBODY = "nobody"
    """No vehicle has taken it, and it called nowhere."""
    WAITING = "waiting"
    """Its vehicle has not left the first stop."""
    BROKEN_OFF = "broken_off"
    """It was under way, and nobody drives it any more."""
    SILENT = "silent"
    """Its vehicle was not heard of for three minutes."""


class MissingRun(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One run that should be under way."""

    kind: MissingKind
    line_id: str
    line: str
    direction: int | None
    trip_id: str
    day: str
    starts_at: datetime
    """When it should have left its first stop."""
    ends_at: datetime
    late_s: int
    """So long ago that was."""
    vehicle: str = ""
    """The vehicle it waits for, or that was last heard of on it."""
    last_stop_id: str = ""
    """The last stop it called at."""
    last_stop: str = ""


class NeverRun(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A run whose time is over, and which called nowhere."""

    line_id: str
    line: str
    direction: int | None
    trip_id: str
    day: str
    starts_at: datetime
    ends_at: datetime


class MissingAnswer(Answer, frozen=True, kw_only=True):
    """Runs missing now, and those that never were today since `watched_since`."""

    grace_s: int
    """A run counts as missing so long after it should have left."""
    expected: int
    """Runs that should be under way for at least that long."""
    by_kind: dict[str, int]
    """How many there are of each kind, of all lines."""
    runs: list[MissingRun]
    """The longest missing first."""
    never: list[NeverRun]
    watched_since: datetime


class OffRouteVehicle(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A vehicle on its trip but away from the trip's way."""

    vehicle: str
    line_id: str
    line: str
    trip_id: str
    day: str
    since: datetime
    lasts_s: float
    away_m: float
    """How far from the way it is now."""
    farthest_m: float
    """How far it was at most since."""
    lat: float
    lon: float
    heard_at: datetime


class OffRouteAnswer(Answer, frozen=True, kw_only=True):
    """Who is off the way now, the longest first."""

    vehicles: list[OffRouteVehicle]
