"""How well buses keep to the timetable."""

from datetime import datetime

import msgspec

from modugil.live.operations.told.head import Answer


class Adherence(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Departures observed (at a run's last stop: arrivals), and how they kept to the timetable.

    Unknown: shares and times are null where nothing was observed. The three shares sum to one.
    """

    observed: int
    early: int
    late: int
    early_share: float | None
    on_time_share: float | None
    late_share: float | None
    median_s: float | None
    """The middle delay, late positive."""
    p10_s: float | None
    p90_s: float | None


class AdherenceRow(Adherence, frozen=True, kw_only=True):
    """The same of one group."""

    key: str
    """The group: a line's id, `line id|direction`, a stop's id, or an hour `07`."""
    line_id: str = ""
    line: str = ""
    direction: int | None = None
    stop_id: str = ""
    stop: str = ""
    hour: int | None = None
    """Local hour of the day in which it happened."""


class DelayBin(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How many departures had a delay from `from_s` to below `to_s`; null has no end."""

    from_s: int | None
    to_s: int | None
    count: int


class RunNow(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One run under way, and how late it is."""

    vehicle: str
    line_id: str
    line: str
    direction: int | None
    trip_id: str
    day: str
    delay_s: int
    verdict: str
    """early, on_time or late."""
    next_stop_id: str = ""
    next_stop: str = ""


class AdherenceAnswer(Answer, frozen=True, kw_only=True):
    """Of today (the region's own date) since `since`, and the runs now, latest first."""

    early_s: int
    """Earlier by more than this is early."""
    late_s: int
    """Later by more than this is late."""
    since: datetime
    by: str
    """line, direction, stop or hour."""
    overall: Adherence
    rows: list[AdherenceRow]
    distribution: list[DelayBin]
    runs: list[RunNow]
