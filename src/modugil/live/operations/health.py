"""How well each terminal does its work, in points and with the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.live.operations.told.terminals import HealthReason

ROOM = {
    "silent": 40.0,
    "gaps": 40.0,
    "jitter": 20.0,
    "clock_ahead": 30.0,
    "clock_behind": 30.0,
    "poor_fixes": 40.0,
    "duplicates": 10.0,
    "out_of_order": 5.0,
    "impossible": 30.0,
    "stuck": 30.0,
}
"""How many of the 100 points each reason can cost. These and the slopes below are our choice."""
SILENT_S, POINTS_PER_SILENT_MINUTE = 60.0, 4.0
POINTS_PER_GAP_SHARE = 150.0
STILL_M, POINTS_PER_JITTER_M = 3.0, 2.0
"""A good single receiver scatters by two to three metres."""
AHEAD_S, BEHIND_S, POINTS_PER_SKEW_S = 1.0, 5.0, 3.0
"""A message may be on its way for some seconds, but never comes before it was sent."""
POINTS_PER_SHARE = {
    "poor_fixes": 60.0,
    "duplicates": 50.0,
    "out_of_order": 20.0,
    "impossible": 200.0,
    "stuck": 100.0,
}
GOOD_POINTS, FAIR_POINTS = 80, 50


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured of one terminal. Unknown: None, which costs nothing."""

    silent_s: float | None = None
    gap_share: float | None = None
    jitter_m: float | None = None
    clock_skew_s: float | None = None
    """The least of received minus measured."""
    shares: Mapping[str, float] | None = None
    """By the names of POINTS_PER_SHARE."""


def find_reasons(measures: Measures) -> list[HealthReason]:
    """What costs points, the costliest first. No measure that gets worse ever costs less."""
    skew_s = measures.clock_skew_s or 0.0
    silent_s, jitter_m = measures.silent_s or 0.0, measures.jitter_m or 0.0
    costs = {
        "silent": ((silent_s - SILENT_S) / 60.0 * POINTS_PER_SILENT_MINUTE, silent_s),
        "gaps": ((measures.gap_share or 0.0) * POINTS_PER_GAP_SHARE, measures.gap_share or 0.0),
        "jitter": ((jitter_m - STILL_M) * POINTS_PER_JITTER_M, jitter_m),
        "clock_ahead": ((-skew_s - AHEAD_S) * POINTS_PER_SKEW_S, skew_s),
        "clock_behind": ((skew_s - BEHIND_S) * POINTS_PER_SKEW_S, skew_s),
    }
    for name, share in (measures.shares or {}).items():
        costs[name] = (share * POINTS_PER_SHARE[name], share)
    reasons = [
        HealthReason(code=code, points=round(min(points, ROOM[code]), 1), value=value)
        for code, (points, value) in costs.items()
        if points >= 0.05
    ]
    return sorted(reasons, key=lambda one: -one.points)


def score(reasons: list[HealthReason]) -> int:
    """100 without a reason, never below 0."""
    return max(0, round(100.0 - sum(one.points for one in reasons)))
