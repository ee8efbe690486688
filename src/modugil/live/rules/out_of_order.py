"""A fix older than one already known: a packet overtaken by the next, or a back-filled gap.

It fills history and stop events and never moves the bus backwards on the screen.
"""

from modugil.core.compiled import inlined


@inlined
def is_out_of_order(time_ms: int, newest_ms: int) -> bool:
    """Whether a newer fix of that vehicle was received before."""
    return time_ms < newest_ms
