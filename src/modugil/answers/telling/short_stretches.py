"""A few metres between two things to do are no sentence of their own: they go with a neighbour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from modugil.answers.telling.turns import SHARP_DEG, bend_deg
from modugil.routing.journey import WayEdge

SHORT_M = 5.0
"""Fewer metres than this are said only where something on them needs care."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Edges that are one sentence; `lead` is the one that gives it its name.

    Units:   the directions in which it begins and ends, of its own edges before others joined it.
    """

    edges: list[WayEdge]
    lead: WayEdge
    first_deg: float
    last_deg: float
    goes: bool
    """Whether one just goes along it."""
    careful: bool
    """Whether something on it must be said."""
    open: bool
    """Whether a few metres may join it."""

    @property
    def is_short(self) -> bool:
        """Whether it is not worth a sentence."""
        return not self.careful and sum(edge.length_m for edge in self.edges) < SHORT_M


def join_short(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches without those too short to be told: each goes with the next, else the last.

    Nothing is joined where one would seem to turn around: the metres in between are then the point.
    """
    joined: list[Stretch] = []
    waiting: list[WayEdge] = []
    for place, one in enumerate(stretches):
        own = replace(one, edges=[*waiting, *one.edges]) if waiting else one
        waiting = []
        after = stretches[place + 1] if place + 1 < len(stretches) else None
        last = joined[-1] if joined else None
        if not own.is_short or (last and after and _turns_around(last, after)):
            joined.append(own)
        elif after is not None and after.goes and after.open:
            waiting = own.edges
        elif last is not None and last.open:
            joined[-1] = replace(last, edges=[*last.edges, *own.edges])
        else:
            joined.append(own)
    return joined


def _turns_around(before: Stretch, after: Stretch) -> bool:
    return abs(bend_deg(before.last_deg, after.first_deg)) > SHARP_DEG
