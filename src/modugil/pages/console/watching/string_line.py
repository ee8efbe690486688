"""Buses of a line one after the other, drawn as far apart as they are in time."""

from collections.abc import Sequence
from dataclasses import dataclass

from modugil.live.operations.told.headways import HeadwayKind, Pair

WIDTH, MARGIN, LEAST = 1000, 34, 26
"""Units of the drawing; buses that stand together are drawn this far apart all the same."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The way from one bus to the one behind it: where it is drawn, and what kind it is."""

    x1: int
    x2: int
    kind: str
    text: str

    @property
    def middle(self) -> int:
        """Where its text stands."""
        return (self.x1 + self.x2) // 2

    @property
    def wide(self) -> bool:
        """Whether its text fits."""
        return self.x2 - self.x1 > 70


@dataclass(frozen=True, slots=True)
class Bead:
    """One bus on the line."""

    x: int
    name: str


@dataclass(frozen=True, slots=True)
class StringLine:
    """The drawing; the front of the line is on the right, where the buses go."""

    beads: Sequence[Bead]
    stretches: Sequence[Stretch]
    width: int = WIDTH


def draw_string_lines(pairs: Sequence[Pair]) -> list[StringLine]:
    """One drawing for each unbroken row of buses; a follower of one pair leads the next."""
    rows: list[list[Pair]] = []
    for pair in pairs:
        if rows and rows[-1][-1].follower == pair.leader:
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return [_draw(row) for row in rows]


def _draw(pairs: Sequence[Pair]) -> StringLine:
    spans = [max(1, pair.headway_s) for pair in pairs]
    room = WIDTH - 2 * MARGIN - LEAST * len(spans)
    scale = max(room, 0) / sum(spans)
    x = WIDTH - MARGIN
    beads, stretches = [Bead(x, pairs[0].leader)], []
    for pair, span in zip(pairs, spans, strict=True):
        behind = round(x - LEAST - span * scale)
        text = str(round(pair.headway_s / 60))
        stretches.append(Stretch(behind, x, pair.kind.value, text))
        beads.append(Bead(behind, pair.follower))
        x = behind
    return StringLine(beads, stretches)


def count_kinds(pairs: Sequence[Pair]) -> dict[str, int]:
    """How many pairs there are of each kind."""
    return {kind.value: sum(one.kind is kind for one in pairs) for kind in HeadwayKind}
