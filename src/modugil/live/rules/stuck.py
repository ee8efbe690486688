"""A receiver that repeats one position to the last digit while the bus moves."""

from modugil.core.compiled import inlined
from modugil.live.rules.limits import Limits


@inlined
def is_stuck(same_since_ms: int, time_ms: int, speed_mps: float, limits: Limits) -> bool:
    """Whether the position has not changed for long although the speed says it must have.

    Unknown: without a speed (NaN) nothing says so.
    """
    return speed_mps >= limits.moving_mps and time_ms - same_since_ms >= limits.stuck_ms
