"""What a person requires of a way: limits, speed, and what to do about the unknown.

Facts are about objects, needs about people: a kerb is 0.06 m high, a person passes 0.03 m. Every
field changes the result; none is accepted and ignored.
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from math import inf, isnan
from typing import Any, cast

from modugil.core.access import UnknownPolicy
from modugil.core.errors import NeedsInvalid
from modugil.region.vocabulary import Smoothness, Surface


class Boarding(StrEnum):
    """How a person gets into a vehicle."""

    ANY = "any"
    STEP_FREE = "step-free"


class StepRamp(StrEnum):
    """Which ramp beside or on steps makes them passable for the person."""

    NONE = "none"
    WHEELCHAIR = "wheelchair"
    STROLLER = "stroller"


class Use(StrEnum):
    """Whether a person takes a lift or a moving stair: yes, only if nothing else goes, or never."""

    YES = "yes"
    AVOID = "avoid"
    NEVER = "never"


class CrossingRule(StrEnum):
    """The least a street crossing must have."""

    ANY = "any"
    MARKED = "marked"
    SIGNALS = "signals"
    AUDIBLE = "audible"


class TagRule(StrEnum):
    """Whether a mapper's word decides, such as wheelchair=yes; limited is then unsure."""

    HEED = "heed"
    IGNORE = "ignore"


ALL_SURFACES = frozenset(Surface)
FIRM_SURFACES = frozenset(
    {
        Surface.ASPHALT,
        Surface.CONCRETE,
        Surface.PAVED,
        Surface.PAVING_STONES,
        Surface.COMPACTED,
        Surface.WOOD,
        Surface.METAL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """One person's limits, or those of several who go together.

    Units:   metres, ratios (rise over run), seconds, metres per second. `inf` or 0 means no limit,
             whichever lets everything pass.
    Unknown: a fact that a limit asks for and that is not known makes those metres *unverified*;
             `unknown_policy` refuses them, makes them `unknown_factor` times as costly, or accepts
             them. A limit that lets everything pass asks for nothing.

    Of several who go together (`join_needs`) each field holds the strictest; but what refuses a
    place is asked of each `members` by itself, for one limit of a person may lift another.
    """

    preset: str = "custom"
    speed_mps: float
    max_slope_up_ratio: float = inf
    max_slope_down_ratio: float = inf
    max_cross_slope_ratio: float = inf
    max_kerb_m: float = inf
    min_width_m: float = 0.0
    surfaces: frozenset[Surface] = ALL_SURFACES
    """Surfaces that can be passed; UNKNOWN in it has no effect (the unknown policy decides)."""
    worst_smoothness: Smoothness = Smoothness.IMPASSABLE
    max_step_count: float = inf
    """Steps in one flight; 0 for none."""
    step_ramp: StepRamp = StepRamp.NONE
    elevators: Use = Use.YES
    escalators: Use = Use.YES
    crossings: CrossingRule = CrossingRule.ANY
    wheelchair_tag: TagRule = TagRule.IGNORE
    """What a mapper's word on wheelchairs decides."""
    carriageway_factor: float = 1.0
    """How many times as costly it is to go on the road itself, 1 or more."""
    boarding: Boarding = Boarding.ANY
    max_ramp_ratio: float = inf
    """The steepest ramp of a vehicle, up or down; counts only where boarding is step-free."""
    longest_leg_m: float = 2000.0
    """The longest single way on foot or wheels."""
    change_time_s: float = 60.0
    """The least time between getting off one vehicle and into the next, walking not counted."""
    unknown_policy: UnknownPolicy = UnknownPolicy.ACCEPT
    unknown_factor: float = 1.5
    together: tuple["Needs", ...] = ()
    """Each of those who go together; empty for one person."""

    def __post_init__(self) -> None:
        """Refuse limits that cannot be meant.

        Errors:  NeedsInvalid naming the field and its range.
        """
        for name, (low, high) in RANGES.items():
            value = getattr(self, name)
            if isnan(value) or not low <= value <= high:
                raise NeedsInvalid(f"{name} is {value:g}.", allowed=say_range(name))

    @property
    def members(self) -> tuple["Needs", ...]:
        """Each person by itself: these needs, or those of each who goes along."""
        return self.together or (self,)

    @property
    def refuses_unknown(self) -> bool:
        """Whether a missing fact refuses a way of which nothing at all is known."""
        return any(
            one.asks_anything and one.unknown_policy is UnknownPolicy.REFUSE for one in self.members
        )

    @property
    def asks_surface(self) -> bool:
        """Whether some known surface cannot be passed."""
        return not ALL_SURFACES - {Surface.UNKNOWN} <= self.surfaces

    @property
    def asks_anything(self) -> bool:
        """Whether any limit asks for a fact of the street, so that a missing one would matter."""
        return (
            min(self.max_slope_up_ratio, self.max_slope_down_ratio) < inf
            or min(self.max_cross_slope_ratio, self.max_kerb_m, self.max_step_count) < inf
            or self.min_width_m > 0
            or self.asks_surface
            or Smoothness.UNKNOWN < self.worst_smoothness < Smoothness.IMPASSABLE
            or self.wheelchair_tag is TagRule.HEED
            or self.crossings is not CrossingRule.ANY
        )

    def with_limits(self, **limits: object) -> "Needs":
        """The same needs with some limits of one's own, which hold for each who goes along.

        Errors:  NeedsInvalid for an unknown name or a value out of range.
        """
        known = {field.name for field in fields(self)}
        for name in limits:
            if name not in known:
                raise NeedsInvalid(
                    f"There is no need called {name!r}.",
                    allowed=f"There are: {', '.join(sorted(known))}.",
                )
        together = tuple(one.with_limits(**limits) for one in self.together)
        return replace(self, **cast(dict[str, Any], {"together": together} | limits))


RANGES: dict[str, tuple[float, float]] = {
    "speed_mps": (0.1, 5.0),
    "max_slope_up_ratio": (0.0, inf),
    "max_slope_down_ratio": (0.0, inf),
    "max_cross_slope_ratio": (0.0, inf),
    "max_kerb_m": (0.0, inf),
    "min_width_m": (0.0, 5.0),
    "max_step_count": (0.0, inf),
    "carriageway_factor": (1.0, 20.0),
    "max_ramp_ratio": (0.0, inf),
    "longest_leg_m": (0.0, 20_000.0),
    "change_time_s": (0.0, 3600.0),
    "unknown_factor": (1.0, 20.0),
}


def say_range(name: str) -> str:
    """Which values a limit may have, as a sentence."""
    low, high = RANGES[name]
    return f"It may be {low:g} or more." if high == inf else f"It may be from {low:g} to {high:g}."
