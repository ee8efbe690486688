"""The newest we have, but measured too long ago to say where the bus is now."""

from modugil.core.compiled import inlined
from modugil.live.rules.limits import Limits


@inlined
def is_late(time_ms: int, received_ms: int, limits: Limits) -> bool:
    """Whether it was measured long before it was received."""
    return received_ms - time_ms > limits.late_ms
