"""What is known of a day up to some spot, and which of two such beginnings is the better one."""

from dataclasses import dataclass
from math import inf

from modugil.routing.outings.problem import Hop, StopWord

NOTHING_M = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """One beginning of the day: one is free to go on from the spot at `time_s`.

    `level` spots of the order are done. Since the last toilet nothing held one up that could not
    have been `slack_s` later: so long one may stay at that toilet still, or might have stayed.
    """

    spot: int
    level: int
    time_s: int
    left_m: float
    toilet_s: int
    """When one left the last toilet (or the start)."""
    slack_s: int
    what: StopWord = "start"
    arrival_s: int = 0
    begin_s: int = 0
    came_left_m: float = inf
    came_toilet_s: int = 0
    held_s: int = 0
    """How much of the waiting on the way here is spent at the last toilet instead."""
    at_toilet: bool = False
    """Whether a toilet was used there, so that one may have left it later."""
    hop: Hop | None = None
    before: "Label | None" = None

    def beats(self, other: "Label") -> bool:
        """Whether whatever can follow the other can follow this one as well."""
        if self.time_s > other.time_s or self.left_m < other.left_m - NOTHING_M:
            return False
        waited_s = min(other.time_s - self.time_s, self.slack_s)
        return (
            self.toilet_s + waited_s >= other.toilet_s
            and self.toilet_s + self.slack_s >= other.toilet_s + other.slack_s
        )


@dataclass(slots=True)
class Moment:
    """One on the way: moved on by riding, waiting and doing, until it becomes a label."""

    time_s: int
    left_m: float
    toilet_s: int
    slack_s: int
    held_s: int = 0

    def wait(self, until_s: int) -> None:
        """Be there later; as far as may be the time is spent at the last toilet."""
        waited_s = max(0, until_s - self.time_s)
        held_s = min(waited_s, self.slack_s)
        self.time_s += waited_s
        self.toilet_s += held_s
        self.slack_s -= held_s
        self.held_s += held_s

    def limit_slack(self, until_s: int) -> None:
        """What is done now must be over by then, so all before it can only be so much later."""
        self.slack_s = max(0, min(self.slack_s, until_s - self.time_s))

    def leave_toilet(self, until_s: int) -> None:
        """One was at a toilet until now, and may stay until it is closed."""
        self.toilet_s = self.time_s
        self.slack_s = max(0, until_s - self.time_s)


def take(label: Label, hop: Hop) -> Moment:
    """The moment one arrives by that hop."""
    here = Moment(label.time_s, label.left_m - hop.level_m, label.toilet_s, label.slack_s)
    if hop.loose:
        here.time_s += hop.arrival_s - hop.departure_s
        return here
    here.wait(hop.departure_s)
    here.time_s = hop.arrival_s
    here.slack_s = 0
    return here
