"""Three answers to "can it be used?", and how a person wants the third one treated."""

from enum import IntEnum, StrEnum


class Access(IntEnum):
    """Whether something can be used: known to be so, known not to be, or not known.

    Unknown: the value 0, as in GTFS, so that an empty field is never read as a yes.
    Source:  design, "Unknown is not accessible".
    """

    UNKNOWN = 0
    YES = 1
    NO = 2


class UnknownPolicy(StrEnum):
    """What a person wants done with a way of which a fact they need is not known."""

    REFUSE = "refuse"
    PENALISE = "penalise"
    ACCEPT = "accept"


def worst_access(first: Access, *others: Access) -> Access:
    """The access of things used one after the other: one NO is NO, else one UNKNOWN is UNKNOWN."""
    everything = (first, *others)
    if Access.NO in everything:
        return Access.NO
    return Access.UNKNOWN if Access.UNKNOWN in everything else Access.YES
