"""A fix from the future: the terminal's clock is ahead.

Such a fix would make every later true one look old, so it must never become the newest.
"""

from modugil.core.compiled import inlined
from modugil.live.rules.limits import Limits


@inlined
def is_future(time_ms: int, received_ms: int, limits: Limits) -> bool:
    """Whether it claims to be measured after it was received, beyond what clocks differ."""
    return time_ms > received_ms + limits.future_ms
