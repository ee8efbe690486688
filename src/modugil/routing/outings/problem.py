"""What is searched for: spots, hops between them, and what may never run out.

Units:   seconds of one clock, whichever; metres are *level metres*: a metre uphill counts as the
         metres on the level that take as much out of a battery (`effort`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

StopWord = Literal["start", "stay", "toilet", "charge", "end"]
Span = tuple[int, int]
"""From one second until another: the first is in it, and one may stay until the last."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place one may be at, and when what it has can be used.

    Unknown: spans hold only what is known; whoever accepts the unknown puts it in.
    """

    stay_s: int = 0
    """How long one stays there where it is one of the places one goes to."""
    charging: tuple[Span, ...] = ()
    toilet: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One way from a spot to another.

    `loose` leaves whenever one likes and takes as long; any other only at `departure_s`.
    """

    departure_s: int
    arrival_s: int
    level_m: float
    loose: bool = False


Hops = Callable[[int, int, int], Sequence[Hop]]
"""`hops(start, end, from_s)`: every way that leaves then or later and that no other beats in
leaving late, arriving early and metres at once. Of less than that the result is as good as what
was offered."""


@dataclass(frozen=True, slots=True)
class Charging:
    """What a charger does: so much of a full battery a second, until it is `most_ratio` full."""

    ratio_per_s: float
    most_ratio: float
    step_s: int
    """One stays so long, or a multiple of it."""


NO_LIMIT_S = 1e9
"""A limit that nothing breaks, beside which the time between toilets is still counted."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may never run out; the defaults limit nothing."""

    range_m: float = inf
    now_m: float = inf
    """What is left at the start."""
    reserve_m: float = 0.0
    """What must be left at every moment."""
    gap_s: float = inf
    """The longest between two toilets."""
    visit_s: int = 600
    """How long one is at a toilet."""

    @property
    def counts_metres(self) -> bool:
        """Whether the battery is counted at all."""
        return self.range_m < inf

    @property
    def heeds_metres(self) -> bool:
        """Whether the battery may be in the way."""
        return self.counts_metres and self.reserve_m > -inf

    @property
    def counts_toilets(self) -> bool:
        """Whether the time between toilets is counted at all."""
        return self.gap_s < inf

    @property
    def heeds_toilets(self) -> bool:
        """Whether the time between toilets may be in the way."""
        return self.gap_s < NO_LIMIT_S


def _no_bound(_start: int, _end: int) -> float:
    return 0.0


@dataclass(frozen=True, slots=True)
class Problem:
    """One day: the spots to go to in `order`, and between each two of them others that may help.

    Shapes:  `beside[i]` are rows of `spots` that may be used between `order[i]` and `order[i + 1]`.
    """

    spots: Sequence[Spot]
    order: tuple[int, ...]
    beside: tuple[tuple[int, ...], ...]
    start_s: int
    latest_s: int
    """Whoever is not there by then does not get there."""
    hops: Hops
    charging: Charging
    least_s: Callable[[int, int], float] = _no_bound
    """No hop from one spot to another takes less, nor do several together."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One spot of the day found, in the order of the day.

    `left_m` and `since_s` (since the last toilet, or
    the start where there was none) are as one comes, `*_after` as one goes.

    Units:   one arrives at `arrival_s`, begins what one came for at `begin_s`, leaves at `end_s`;
             what lies between the first two is waiting.
    """

    spot: int
    what: StopWord
    arrival_s: int
    begin_s: int
    end_s: int
    left_m: float
    left_after_m: float
    since_s: int
    since_after_s: int
    hop: Hop | None = None
    """By which one came, as it was asked for: a loose one may leave later."""
