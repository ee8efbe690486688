"""The newest fix again: sent twice, or by two ways."""

from modugil.core.compiled import inlined


@inlined
def is_duplicate(time_ms: int, newest_ms: int) -> bool:
    """Whether a fix of that vehicle and instant is already known."""
    return time_ms == newest_ms
