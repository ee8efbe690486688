"""What a search finds: journeys made of legs, as plain values without any words.

Sentences, names and pictures are made from these in `answers`; rows are those of the region.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.region.vocabulary import KerbOrigin


class BarrierKind(StrEnum):
    """What refused a way, in the words of the need it breaks."""

    STEPS = "steps"
    KERB = "kerb"
    SLOPE_UP = "slope-up"
    SLOPE_DOWN = "slope-down"
    CROSS_SLOPE = "cross-slope"
    WIDTH = "width"
    SURFACE = "surface"
    SMOOTHNESS = "smoothness"
    WHEELCHAIR_NO = "wheelchair-no"
    NO_ENTRY = "no-entry"
    CROSSING = "crossing"
    ELEVATOR = "elevator"
    ESCALATOR = "escalator"
    BLOCKED = "blocked"
    TOO_LONG = "too-long"
    """Nothing stands in the way, but it is longer than the person goes at once."""
    UNKNOWN = "unknown"
    """Refused only because a fact is not known and the person refuses the unknown."""


@dataclass(frozen=True, slots=True)
class BarrierFound:
    """One barrier on a way: where, what, how much of it, and what the person's limit is.

    Units:   `value` and `limit` in the unit of the kind (m, ratio, steps); NaN where unknown or not
             a number. `node` is -1 for a barrier along an edge, both for one of the whole way.
    Unknown: kind UNKNOWN names in `asks` the fact that is not known.

    `stops` names the presets of those whom it stops, where several go together; empty for one
    person alone, and for what stops everybody. The limit is the strictest of theirs.
    """

    kind: BarrierKind
    edge: int
    node: int
    value: float
    limit: float
    where: LatLon
    asks: BarrierKind | None = None
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WayEdge:
    """One street edge as it is passed, possibly only from one ratio to another of its length."""

    edge: int
    backward: int
    """1 when passed head to tail."""
    from_ratio: float
    to_ratio: float
    """Ratios along tail to head; `from_ratio > to_ratio` when backward."""
    length_m: float
    time_s: float
    unverified_m: float


@dataclass(frozen=True, slots=True)
class WayFacts:
    """What a way is like, summed from its edges.

    Unknown: metres of which a fact is not known count in `unverified_m` when the needs ask for it;
             `worst_*` and `narrowest_m` speak of the known part only, NaN where nothing is known.
    """

    length_m: float
    time_s: float
    unverified_m: float
    metres_by_surface: dict[int, float]
    """By Surface; UNKNOWN included."""
    climb_m: float
    descent_m: float
    worst_slope_up_ratio: float
    worst_slope_down_ratio: float
    worst_cross_slope_ratio: float
    narrowest_m: float
    kerb_count: int
    highest_kerb_m: float
    step_count: int
    elevator_count: int
    crossing_count: int
    unknown_m_by_fact: dict[str, float]
    """Metres of which slope, width, surface ... is not known, for the facts the needs ask for."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way along streets from one point to another.

    `barriers` is empty for a way that passes; a least-bad way names each of its barriers.
    `refused` is the cheaper way that the needs refused, with the one barrier that refused it.
    The geometry begins and ends at the points asked for, `start_link_m` and `end_link_m` beside the
    street; the facts count these links too.
    """

    edges: tuple[WayEdge, ...]
    facts: WayFacts
    geometry: tuple[LatLon, ...]
    cost_s: float
    barriers: tuple[BarrierFound, ...] = ()
    refused: "RefusedWay | None" = None
    start_link_m: float = 0.0
    end_link_m: float = 0.0


@dataclass(frozen=True, slots=True)
class RefusedWay:
    """A cheaper way that was not taken, the seconds it would have saved, and what bars it.

    `barrier_count` is 1 where the barrier alone bars it, else how many bar it together.
    """

    saved_s: float
    barrier: BarrierFound
    geometry: tuple[LatLon, ...] = ()
    barrier_count: int = 1


@dataclass(frozen=True, slots=True)
class WalkLeg:
    """A way on foot or wheels. Stops are rows or -1 for the journey's own start or end.

    Units:   seconds since the base day's start (noon minus 12 h).
    """

    from_stop: int
    to_stop: int
    departure_s: int
    arrival_s: int
    way: Way | None
    """None where there are no streets: a link of transfers.txt, or a change at the same stop."""
    length_m: float
    unverified_m: float
    pathways: tuple[int, ...] = ()
    """Rows of the timetable's pathways, where the leg leads through a station."""


class BoardingReason(StrEnum):
    """What decides whether one gets on or off by numbers."""

    RAMP = "ramp"
    STEP = "step"
    """The vehicle has no ramp."""
    DOOR = "door"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardingShape:
    """What is known of one platform and the vehicle at it, whoever asks.

    Units:   metres and ratios; `slope_ratio` infinite where the ramp does not reach.
    Unknown: NaN.
    """

    rise_m: float
    slope_ratio: float
    kerb_m: float
    floor_m: float
    """As the vehicle stands or kneels, whichever is nearer to the kerb."""
    kneels: bool
    ramp_m: float
    door_m: float
    kerb_origin: KerbOrigin = KerbOrigin.MEASURES


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardingNumbers(BoardingShape):
    """What kerb, floor, ramp and door say of getting on or off at one stop, YES or NO.

    Units:   `limit` in those of the reason.
    """

    verdict: Access
    reason: BoardingReason
    limit: float


@dataclass(frozen=True, slots=True)
class RideLeg:
    """A ride on one trip from one of its stop positions to a later one.

    Units:   seconds since the base day's start, delays included; `scheduled_*` without them.
    """

    trip: int
    service_day: date
    from_position: int
    to_position: int
    from_stop: int
    to_stop: int
    departure_s: int
    arrival_s: int
    scheduled_departure_s: int
    scheduled_arrival_s: int
    board_access: Access
    """Step-free boarding: stop and trip together, and what is measured of them."""
    alight_access: Access
    unverified_m: float
    board_numbers: BoardingNumbers | None = None
    """None where the numbers decide nothing, or where nobody asks for step-free boarding."""
    alight_numbers: BoardingNumbers | None = None

    @property
    def refused_by_numbers(self) -> bool:
        """Whether getting on or off is known to fail by what was measured."""
        ends = (self.board_numbers, self.alight_numbers)
        return any(one is not None and one.verdict is Access.NO for one in ends)


@dataclass(frozen=True, slots=True)
class Journey:
    """One member of the Pareto set over arrival (or departure), boardings and unverified metres.

    Units:   seconds since the start of `base_day`.
    """

    base_day: date
    departure_s: int
    arrival_s: int
    boardings: int
    unverified_m: float
    legs: tuple[WalkLeg | RideLeg, ...] = field(default=())
