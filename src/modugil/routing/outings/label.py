"""What is known of a day up to some spot, and which of two such beginnings is the better one."""

from dataclasses import dataclass
from math import inf

from modugil.routing.outings.problem import Hop, Limits, StopWord

NOTHING_M = 1e-6


@dataclass(slots=True, eq=False)
class Label:
    """One beginning of the day: one is free to go on from the spot at `time_s`.

    Nothing of it changes but `is_beaten`.

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
    goes_on_s: float = inf
    """From then on another label of longer charging is there that takes whatever leaves later."""
    is_beaten: bool = False
    """Whether another label was found that beats it."""


class Bag:
    """The labels of one spot that no other of them beats."""

    def __init__(self, limits: Limits) -> None:
        """What cannot be in the way does not decide which label is better."""
        self._labels: list[Label] = []
        self._heeds_toilets = limits.heeds_toilets
        self._heeds_metres = limits.heeds_metres

    def add(self, label: Label) -> bool:
        """Put it in and throw out what it beats; False where another one beats it."""
        labels = self._labels
        for row, other in enumerate(labels):
            if self._beats(other, label):
                # the next one is likely to be beaten by the same
                labels[row], labels[row // 2] = labels[row // 2], other
                return False
        kept = list[Label]()
        for other in labels:
            if self._beats(label, other):
                other.is_beaten = True
            else:
                kept.append(other)
        kept.append(label)
        self._labels = kept
        return True

    def _beats(self, one: Label, other: Label) -> bool:
        """Whether whatever can follow the other can follow that one as well."""
        if one.time_s > other.time_s:
            return False
        if self._heeds_metres and one.left_m < other.left_m - NOTHING_M:
            return False
        if not self._heeds_toilets:
            return True
        waited_s = min(other.time_s - one.time_s, one.slack_s)
        return (
            one.toilet_s + waited_s >= other.toilet_s
            and one.toilet_s + one.slack_s >= other.toilet_s + other.slack_s
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
