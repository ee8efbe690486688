"""What a search for a day out comes back with, and how a day is held against its limits."""

from dataclasses import dataclass, replace
from math import inf

from modugil.answers.outings.outing_answer import ShortWord
from modugil.routing.outings.label import NOTHING_M
from modugil.routing.outings.problem import NO_LIMIT_S, Limits, Stop


@dataclass(frozen=True, slots=True)
class DaysFound:
    """What was found; `kept` is empty where no day keeps the limits, `best` is what comes nearest.

    `short` names what is in the way then: toilet, battery, both, or ways where nothing connects
    the places; `short_m` is by how much the battery is short. `toilet`, `battery` and `together`
    are proofs: so many places can be done within that limit alone, or within both, and no more.
    Unknown: a proof of 0 is none. Where not all `is_whole` a better day may exist; without a proof
             even one that keeps the limits.
    """

    kept: tuple[Stop, ...]
    best: tuple[Stop, ...]
    without: tuple[Stop, ...]
    short: ShortWord = ""
    short_m: float = 0.0
    is_whole: bool = True
    toilet: int = 0
    battery: int = 0
    together: int = 0

    @property
    def is_proven(self) -> bool:
        """Whether it is certain that no day keeps the limits."""
        return self.reached > 0

    @property
    def reached(self) -> int:
        """So many places can be done within the limits, the start counted; 0 where not known."""
        return min((one for one in (self.toilet, self.battery, self.together) if one), default=0)


def lenient(limits: Limits, *, gap: bool = False, battery: bool = False) -> Limits:
    """The same limits, some of them only counted and never in the way."""
    if gap and limits.counts_toilets:
        limits = replace(limits, gap_s=NO_LIMIT_S)
    if battery and limits.counts_metres:
        limits = replace(limits, reserve_m=-inf)
    return limits


def longest_gap_s(stops: tuple[Stop, ...]) -> int:
    """The longest between two toilets on a day."""
    return max(
        max(
            stop.since_s + stop.begin_s - stop.arrival_s if stop.since_after_s == 0 else 0,
            stop.since_s,
            stop.since_after_s,
        )
        for stop in stops
    )


def lowest_left_m(stops: tuple[Stop, ...]) -> float:
    """The least that is ever left in the battery on a day."""
    return min(min(stop.left_m, stop.left_after_m) for stop in stops)


def keeps(stops: tuple[Stop, ...], limits: Limits) -> bool:
    """Whether a day keeps whatever may be in the way."""
    if limits.heeds_toilets and longest_gap_s(stops) > limits.gap_s:
        return False
    return not limits.heeds_metres or lowest_left_m(stops) >= limits.reserve_m - NOTHING_M
