"""Stops, signals and boards, where the map has them."""

from __future__ import annotations

import math

import numpy as np

from examples.draw_jeju_sample.plane import Point, at, distance, heading, step

from .panels import Panel, Post, Standing
from .streets import Streets
from .textures import draw_board, draw_glass, draw_signal
from .walks import SIGHT, Walk

REACH_M = 160.0
GREY, BLUE, GREEN = (120, 124, 128), (30, 84, 150), (40, 104, 74)


def put_signs(standing: Standing, streets: Streets, walk: Walk) -> None:
    """All of them around the walk."""
    middle, _ = at(walk.line, (walk.start_m + walk.end_m) / 2)
    for node, point, tags in streets.spots(middle, REACH_M):
        if tags.get("highway") == "bus_stop":
            _put_stop(standing, streets, walk, node)
        if tags.get("barrier") == "kerb":
            _put_signal(standing, streets, walk, node, point)
    _put_way_sign(standing, streets, walk)


def _put_stop(standing: Standing, streets: Streets, walk: Walk, node: int) -> None:
    point, tags = streets.points[node], streets.tags[node]
    road = min(
        (one for one in streets.near(point, 60.0) if one.is_road),
        key=lambda one: min(distance(point, a) for a in one.line),
        default=None,
    )
    angle = heading(road.line[0], road.line[-1]) if road else 0.0
    spot, base = step(point, angle + math.pi / 2, 1.7), _ground(walk, point)
    standing.posts.append(Post(spot, 0.09, base, base + 2.9, GREY))
    board = draw_board(tags["name"], 1.1, 0.4, BLUE)
    ends = [step(spot, angle + math.pi / 2, side * 0.55) for side in (1, -1)]
    for a, b in (ends, ends[::-1]):
        turn = heading(a, b) - math.pi / 2
        moved = [step(one, turn, 0.03) for one in (a, b)]
        standing.panels.append(Panel(moved[0], moved[1], base + 2.4, base + 2.8, board))
    if tags.get("shelter") == "yes":
        back = step(point, angle - math.pi / 2, 1.2)
        a, b = (step(back, angle, side * 1.8) for side in (-1, 1))
        standing.panels.append(Panel(a, b, base, base + 2.4, draw_glass(3.6, 2.4)))


def _put_signal(standing: Standing, streets: Streets, walk: Walk, node: int, point: Point) -> None:
    ways = (one for one in streets.near(point, 1.0) if node in one.nodes)
    way = next((one for one in ways if one.kind == "crossing"), None)
    if way is None or way.tags.get("crossing:signals") != "yes":
        return
    over = heading(point, way.line[0] if node == way.nodes[-1] else way.line[-1])
    spot = step(step(point, over, -0.5), over + math.pi / 2, 2.2)
    base = _ground(walk, point)
    standing.posts.append(Post(spot, 0.13, base, base + 3.2, (88, 92, 96)))
    ends = [step(spot, over + math.pi / 2, side * 0.22) for side in (-1, 1)]
    moved = [step(one, over, 0.1) for one in ends]
    standing.panels.append(Panel(moved[0], moved[1], base + 2.35, base + 3.15, draw_signal()))


def _put_way_sign(standing: Standing, streets: Streets, walk: Walk) -> None:
    """A board that names the sight, after the crossing, where its way leaves the street."""
    sight = streets.find(SIGHT)
    if walk.legs[-1].b != streets.points[sight]:
        return
    first = next(leg for leg in walk.legs if distance(leg.a, leg.b) > 60)
    angle = heading(first.a, first.b)
    spot = step(step(first.a, angle, 5.0), angle - math.pi / 2, 2.0)
    base = _ground(walk, spot)
    standing.posts.append(Post(spot, 0.09, base, base + 2.7, GREY))
    text = f"{streets.tags[sight]['name']} ↑"
    a, b = (step(spot, angle + math.pi / 2, side * 0.95) for side in (1, -1))
    board = draw_board(text, 1.9, 0.42, GREEN)
    moved = [step(one, angle, -0.06) for one in (a, b)]
    standing.panels.append(Panel(moved[0], moved[1], base + 2.2, base + 2.62, board))


def _ground(walk: Walk, point: Point) -> float:
    x, y = (np.array([one]) for one in point)
    return float(walk.height(x, y)[0]) + 0.12
