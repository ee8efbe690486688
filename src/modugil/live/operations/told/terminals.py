"""How well each terminal does its work."""

from datetime import datetime

import msgspec

from modugil.live.operations.told.head import Answer


class HealthReason(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One thing that is not as it should be, and what it costs."""

    code: str
    """silent, gaps, jitter, clock_ahead, clock_behind, poor_fixes, duplicates, out_of_order,
    impossible or stuck."""
    points: float
    """Off the 100."""
    value: float | None
    """The measure itself, in the unit of its own field; null for one never heard of."""


class TerminalHealth(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One terminal over the last 30 to 60 minutes of its reports. Unknown is null."""

    vehicle: str
    operator: str
    score: int
    """100 is as it should be, 0 is as bad as it gets."""
    reasons: list[HealthReason]
    """The costliest first."""
    heard_at: datetime | None
    silent_s: float | None
    fixes: int
    usual_s: float | None
    """From one fix to the next, usually."""
    gap_share: float | None
    """Of the time since the first fix, how much lay in gaps longer than three usual steps."""
    gaps: int
    longest_gap_s: float | None
    jitter_m: float | None
    """Scatter (root mean square) of positions told while standing."""
    clock_skew_s: float | None
    """The least of received minus measured: below 0 its clock is ahead; far above, behind."""
    quality: dict[str, float]
    """Shares of the fixes by quality: rtk_fixed, rtk_float, differential, gps, ..."""
    duplicate_share: float | None
    out_of_order_share: float | None
    """Back-filled after a gap, or overtaken on the way."""
    late_share: float | None
    impossible_share: float | None
    """Jumps, places outside of the region, instants in the future."""
    stuck_share: float | None


class TerminalsAnswer(Answer, frozen=True, kw_only=True):
    """Every terminal asked for, the worst first."""

    terminals: list[TerminalHealth]
    counted: int
    """How many terminals there are in all."""
    good: int
    """With 80 points and more."""
    fair: int
    """With 50 and more."""
    poor: int
