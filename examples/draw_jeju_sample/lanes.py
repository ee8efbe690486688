"""Lanes through the town: small streets between roads, many good, some with a catch."""

from __future__ import annotations

import math

from .blocks import Street
from .dice import between, chance, pick_weighted
from .drawing import Drawing, Tags
from .ground import good, ground, steps
from .plane import Point, distance, heading, step

SHORTEST_M, LONGEST_M = 110.0, 560.0
ROOM_M = 24.0
KINDS = {
    "good": 0.42,
    "partly": 0.1,
    "unknown": 0.22,
    "steps": 0.08,
    "steep": 0.07,
    "upwards": 0.04,
    "rough": 0.04,
    "narrow": 0.03,
}
LANE: Tags = {"highway": "residential", "sidewalk": "no"}


def draw_lanes(drawing: Drawing, streets: list[Street]) -> None:
    """Join block ends of different roads, shortest gaps first, where nothing is in between."""
    ends = [
        (node, number)
        for number, street in enumerate(streets)
        for _, left, right in street.edges[1:-1]
        for node in (left, right)
    ]
    gaps = []
    for i, (a, street) in enumerate(ends):
        for b, other in ends[i + 1 :]:
            metres = distance(drawing.at(a), drawing.at(b))
            if street != other and SHORTEST_M < metres < LONGEST_M:
                gaps.append((metres, a, b))
    taken: set[int] = set()
    for _, a, b in sorted(gaps):
        if a not in taken and b not in taken and _draw_lane(drawing, a, b):
            taken |= {a, b}


def _draw_lane(drawing: Drawing, a: int, b: int) -> bool:
    start, end = drawing.at(a), drawing.at(b)
    name = ("lane", round(start[0]), round(start[1]), round(end[0]), round(end[1]))
    metres, angle = distance(start, end), heading(start, end)

    def point(share: float, part: int) -> Point:
        sway = metres * between(-0.06, 0.06, *name, part)
        return step(step(start, angle, metres * share), angle + math.pi / 2, sway)

    via = [point(0.28, 1), point(0.5, 2), point(0.74, 3)]
    if not drawing.is_free([start, *via, end], room_m=ROOM_M, touching={a, b}):
        return False
    kind = pick_weighted(KINDS, *name, "kind")
    nodes = [a, *(drawing.node(place) for place in via), b]
    rest = {**LANE, **(ground(kind, *name) if kind in ("unknown", "partly") else good(*name))}
    if kind in ("good", "partly", "unknown"):
        drawing.way(nodes, {**rest, **({"width": "4"} if kind == "good" else {})})
        return True
    middle = {**LANE, **ground(kind, *name)}
    if kind == "steps":
        middle = steps(*name, ramp=chance(*name, "ramp") < 0.3)
    drawing.way(nodes[:2], rest)
    drawing.way(nodes[1:3], middle, open_=False)
    drawing.way(nodes[2:], rest)
    return True
