"""Where roads meet: corners of sidewalk around the middle, crossings with kerbs over the arms."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from .corridors import Corridor, Web
from .dice import chance, pick
from .drawing import Drawing
from .ground import crossing, crossing_way, good, kerb
from .plane import Line, beside, heading, step

LINK = {"highway": "footway", "footway": "sidewalk"}


@dataclass
class Arm:
    """One road as seen from a place: where its sidewalks begin, at the left and the right."""

    corridor: Corridor
    forward: bool
    line: Line
    offset: float
    start: float = 14.0
    left: int = 0
    right: int = 0
    road: list[tuple[float, int]] = field(default_factory=list)

    @property
    def angle(self) -> float:
        """The heading away from the place."""
        return heading(self.line[0], self.line[1])

    @property
    def name(self) -> tuple[str, str, bool]:
        """What its dice are thrown with."""
        return (self.corridor.a, self.corridor.b, self.forward)


def sidewalk_offset(corridor: Corridor) -> float:
    """Metres from the middle of the road to the middle of its sidewalk."""
    return 6.0 + 3.0 * chance(corridor.a, corridor.b, "width")


def find_arms(web: Web, place: str) -> list[Arm]:
    """The roads of a place, counter-clockwise, each far enough out for its corners."""
    arms = []
    for corridor, forward in web.arms.get(place, []):
        line = corridor.line if forward else corridor.line[::-1]
        arms.append(Arm(corridor, forward, line, sidewalk_offset(corridor)))
    arms.sort(key=lambda arm: arm.angle)
    for i, arm in enumerate(arms):
        gaps = []
        for other in (arms[i - 1], arms[(i + 1) % len(arms)]):
            gap = abs(math.remainder(other.angle - arm.angle, math.tau)) if other is not arm else 3
            gaps.append(max(gap, 0.3))
        reach = 10.0 / math.tan(min(*gaps, math.pi * 0.9) / 2) + 5
        arm.start = min(max(13.0, reach), 55.0, arm.corridor.metres * 0.3)
    return arms


def draw_junction(drawing: Drawing, web: Web, place: str) -> list[Arm]:
    """Corners and crossings of one place; the arms that sidewalks go on from."""
    arms = find_arms(web, place)
    for arm in arms:
        arm.left = drawing.node(beside(arm.line, arm.start, arm.offset))
        arm.right = drawing.node(beside(arm.line, arm.start, -arm.offset))
    _draw_corners(drawing, arms, place)
    quality = crossing_kinds(len(arms), place)
    for arm, kind in zip(arms, quality, strict=True):
        if kind != "none":
            draw_crossing(drawing, arm, arm.start, (arm.left, arm.right), kind)
    return arms


def crossing_kinds(arms: int, place: str) -> list[str]:
    """Which arms can be crossed and how; never so that a wheelchair cannot get around."""
    kinds = ["good"] * arms
    if arms > 1:
        weak = pick(("none", "raised", "raised", "unknown", "good"), place, "weak")
        kinds[int(chance(place, "which") * arms)] = weak
    return kinds


def draw_crossing(
    drawing: Drawing, arm: Arm, metres: float, ends: tuple[int, int], kind: str
) -> None:
    """From sidewalk over kerb, road and kerb to the other sidewalk."""
    name = (*arm.name, round(metres), "crossing")
    tags = crossing(*name, busy=metres == arm.start)
    middle = drawing.node(beside(arm.line, metres, 0.0), {"highway": "crossing", **tags})
    arm.road.append((metres, middle))
    edge = arm.offset - 2.2
    kerbs = [
        drawing.node(beside(arm.line, metres, sign * edge), kerb(kind, *name, sign))
        for sign in (1, -1)
    ]
    for end, low in zip(ends, kerbs, strict=True):
        drawing.way([end, low], {**LINK, **good(*name, end == ends[0])}, open_=False)
    drawing.way([kerbs[0], middle, kerbs[1]], crossing_way(tags, *name), open_=False)


def _draw_corners(drawing: Drawing, arms: list[Arm], place: str) -> None:
    if len(arms) == 1:
        arm = arms[0]
        back = [
            step(arm.line[0], arm.angle + math.pi + turn, arm.offset + 6) for turn in (-0.7, 0.7)
        ]
        drawing.path(arm.left, back, arm.right, {**LINK, **good(place, "end")})
        return
    for i, arm in enumerate(arms):
        following = arms[(i + 1) % len(arms)]
        tags = {**LINK, **good(place, i, "corner")}
        drawing.way([arm.left, following.right], tags)
