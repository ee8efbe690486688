"""The overlay that search reads beside the region: delays, cancellations, blocked ways, outages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; an open end is None.

    Units:   instants with an offset from UTC; `end` itself no longer belongs to it.
    """

    start: datetime | None = None
    end: datetime | None = None

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether any instant from start to end (both included) lies in the span."""
        return (self.end is None or start < self.end) and (self.start is None or end >= self.start)


ALWAYS = Span()


class TripRun(NamedTuple):
    """One trip on one service date: what a passenger calls "the 8:10 today".

    `trip` is a row of the region's trips. A tuple, as thousands of them are keys of what changes
    every second.
    """

    trip: int
    day: date


@dataclass(frozen=True, slots=True)
class TripChange:
    """How one run differs from the timetable.

    Units:   delays in seconds by stop position in the trip (0 is the first stop), late positive. A
             delay holds from its position on, until the next one given. Before the first: 0.
    Unknown: `wheelchair` None leaves what the timetable says; else an Access value (a bus that is
             not low-floor took the trip over: Access.NO). `full` means nobody can board any more.
    """

    cancelled: bool = False
    delays_s: tuple[tuple[int, int], ...] = ()
    skipped_positions: frozenset[int] = frozenset()
    wheelchair: int | None = None
    full: bool = False


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """How one street edge differs: blocked, or so many times slower (1 or more), for a span."""

    blocked: bool = False
    slower_factor: float = 1.0
    span: Span = ALWAYS
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outage:
    """Something that does not work for a span: an elevator, a pathway, a toilet."""

    span: Span = ALWAYS
    reason: str = ""


def _nothing() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Conditions:
    """Everything that is different, at one version; never changed once built.

    `version` grows with each change and names the overlay in caches: two overlays of one publisher
    with the same version are the same. Rows are those of the region's arrays.
    """

    version: int = 0
    as_of: datetime | None = None
    trips: Mapping[TripRun, TripChange] = field(default_factory=_nothing)
    edges: Mapping[int, EdgeChange] = field(default_factory=_nothing)
    node_outages: Mapping[int, Outage] = field(default_factory=_nothing)
    """Street nodes (elevators) that cannot be passed."""
    edge_outages: Mapping[int, Outage] = field(default_factory=_nothing)
    """Street edges of kind ELEVATOR that do not run."""
    pathway_outages: Mapping[int, Outage] = field(default_factory=_nothing)
    """Rows of the timetable's pathways."""
    stops_closed: Mapping[int, Outage] = field(default_factory=_nothing)
    """Stops at which nobody boards or alights."""
    toilet_outages: Mapping[str, Outage] = field(default_factory=_nothing)
    """By the toilet's place id."""


AS_PLANNED = Conditions()
"""Nothing is different from the plan."""
