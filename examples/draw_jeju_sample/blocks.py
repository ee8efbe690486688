"""Along a road: sidewalks block by block, crossings, alleys behind, shortcuts at corners."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .dice import between, chance, pick, pick_weighted
from .drawing import Drawing, Tags
from .ground import SHORTCUTS, bollard, good, ground, sidewalk, steps
from .junctions import Arm, draw_crossing
from .plane import Line, Point, beside, beside_between, distance

STUB_M = 190.0
ALLEY = {"highway": "service", "service": "alley"}


@dataclass
class Street:
    """The sidewalks of one road: for each block edge, its distance and its two nodes."""

    arm: Arm
    edges: list[tuple[float, int, int]]


Streets = dict[tuple[str, str, bool], Street]


def draw_street(drawing: Drawing, arm: Arm, far: Arm | None) -> Street:
    """Both sidewalks of a road, from its first corner to the other place or to the stub's end."""
    total = arm.corridor.metres
    end = total - far.start if far else min(STUB_M, total / 2.2)
    count = max(1, round((end - arm.start) / between(150, 210, *arm.name, "block")))
    edges = [(arm.start, arm.left, arm.right)]
    for i in range(1, count + 1):
        metres = arm.start + (end - arm.start) * i / count
        if i == count and far:
            edges.append((metres, far.right, far.left))
        else:
            left = drawing.node(beside(arm.line, metres, arm.offset))
            right = drawing.node(beside(arm.line, metres, -arm.offset))
            edges.append((metres, left, right))
    street = Street(arm, edges)
    for i, (metres, left, right) in enumerate(edges[1:], 1):
        is_last = i == count
        if (is_last and not far) or (not is_last and chance(*arm.name, i, "cross") < 0.75):
            kinds = ("good", "good", "good", "raised", "unknown")
            kind = "good" if is_last else pick(kinds, *arm.name, i, "kerb")
            draw_crossing(drawing, arm, metres, (left, right), kind)
    for i in range(count):
        _draw_block(drawing, street, i, 1, barred=False)
    return street


def draw_right_sides(drawing: Drawing, street: Street) -> None:
    """The other sidewalk, which may be barred where an alley leads around it."""
    side_names = ("alley", "open")
    for i in range(len(street.edges) - 1):
        name = (*street.arm.name, i)
        around = _draw_alley(drawing, street, i, -1) if chance(*name, "alley-") < 0.75 else False
        barred = around and pick(side_names, *name, "barred") == "alley"
        _draw_block(drawing, street, i, -1, barred=barred)
        if chance(*name, "alley+") < 0.6:
            _draw_alley(drawing, street, i, 1)


def _draw_block(drawing: Drawing, street: Street, i: int, side: int, *, barred: bool) -> None:
    arm = street.arm
    (start, *first), (end, *last) = street.edges[i], street.edges[i + 1]
    pick_node = 0 if side == 1 else 1
    name = (*arm.name, i, side)
    kind, tags = sidewalk(*name, barred=barred)
    via = beside_between(arm.line, start, end, side * arm.offset)[1:-1]
    if kind == "bollard" and not via:
        via = [beside(arm.line, (start + end) / 2, side * arm.offset)]
    nodes = drawing.path(first[pick_node], via, last[pick_node], tags, open_=not barred)
    if kind == "bollard":
        drawing.nodes[nodes[len(nodes) // 2]].tags.update(bollard(0.7))


def _draw_alley(drawing: Drawing, street: Street, i: int, side: int) -> bool:
    """A lane behind a block, if there is room; whether it was drawn."""
    arm = street.arm
    (start, *first), (end, *last) = street.edges[i], street.edges[i + 1]
    if end - start < 70:
        return False
    name = (*arm.name, i, side, "alley")
    near, far = first[0 if side == 1 else 1], last[0 if side == 1 else 1]
    depth = between(28, 60, *name, "depth")
    inset = between(4, 14, *name, "inset")
    out = [
        beside(arm.line, start + inset, side * (arm.offset + depth)),
        beside(arm.line, (start + end) / 2, side * (arm.offset + depth + between(-7, 7, *name))),
        beside(arm.line, end - inset, side * (arm.offset + depth * between(0.8, 1.2, *name, 2))),
    ]
    line = [drawing.at(near), *out, drawing.at(far)]
    touching = {near, far}
    if not drawing.is_free(line, room_m=5.0, touching=touching):
        return False
    drawing.path(near, out, far, {**ALLEY, **good(*name, width_m=3.5)})
    return True


def draw_shortcuts(drawing: Drawing, streets: Streets, arms: list[Arm]) -> None:
    """Paths that cut the corner between two roads; many of them with a catch."""
    if len(arms) < 2:
        return
    for i, arm in enumerate(arms):
        other = arms[(i + 1) % len(arms)]
        gap = (other.angle - arm.angle) % math.tau
        if not math.radians(45) < gap < math.radians(135) or chance(*arm.name, "short") > 0.8:
            continue
        start = _first_edge(streets, arm, left=True)
        end = _first_edge(streets, other, left=False)
        if start and end:
            _draw_shortcut(drawing, start, end, (*arm.name, "shortcut"))


def _first_edge(streets: Streets, arm: Arm, *, left: bool) -> int | None:
    """The sidewalk node one block away from the junction on one side of an arm."""
    own = streets.get(arm.name)
    if own:
        _, left_node, right_node = own.edges[1]
        return left_node if left else right_node
    opposite = streets.get((arm.corridor.a, arm.corridor.b, not arm.forward))
    if opposite and arm.corridor.walkable:
        _, left_node, right_node = opposite.edges[-2]
        return right_node if left else left_node
    return None


def _draw_shortcut(drawing: Drawing, start: int, end: int, name: tuple[object, ...]) -> None:
    a, b = drawing.at(start), drawing.at(end)
    if distance(a, b) > 420:
        return
    line: Line = [a, *_thirds(a, b), b]
    if not drawing.is_free(line, room_m=5.0, touching={start, end}):
        return
    first, second = (drawing.node(point) for point in line[1:3])
    kind = pick_weighted(SHORTCUTS, *name, "kind")
    path: Tags = {"highway": "footway"}
    outer = {**path, **(ground("unknown") if kind == "unknown" else good(*name))}
    middle = {**path, **ground(kind, *name)}
    if kind == "steps":
        middle = steps(*name, ramp=None if chance(*name, "told") < 0.3 else False)
    elif kind == "ramped_steps":
        middle = steps(*name, ramp=True)
    drawing.way([start, first], outer, open_=False)
    drawing.way([first, second], middle, open_=False)
    drawing.way([second, end], outer, open_=False)


def _thirds(a: Point, b: Point) -> Line:
    return [(a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f) for f in (0.42, 0.58)]
