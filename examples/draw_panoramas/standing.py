"""Houses, trees, walls and signs along the ways of one walk, each chosen by a hash."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from examples.draw_jeju_sample.dice import between, chance, pick
from examples.draw_jeju_sample.plane import (
    Line,
    Point,
    at,
    distance,
    heading,
    length,
    step,
)  # fmt: skip

from .panels import WALL_HALF_M, Ball, Panel, Post, Shade, Standing, Wall
from .signs import put_signs
from .streets import ALLEY, Streets, Way, reach
from .textures import STOREY_M, draw_front, draw_stones
from .walks import Walk

SUN = math.radians(-52.0)
"""Where shadows fall: away from the sun, counter-clockwise from east."""
SHADOW = 0.75
"""Metres of shadow for a metre of height."""
AROUND_M = 150.0
GREENS = ((92, 138, 78), (110, 152, 84), (84, 126, 82), (128, 158, 88))
WALL_M = 0.95


@dataclass(frozen=True)
class House:
    """A box on the ground."""

    middle: Point
    angle: float
    wide_m: float
    deep_m: float
    storeys: int

    @property
    def corners(self) -> Line:
        """Counter-clockwise."""
        return [
            step(step(self.middle, self.angle, u * self.wide_m / 2),
                 self.angle + math.pi / 2, v * self.deep_m / 2)
            for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]  # fmt: skip


def plan_standing(streets: Streets, walk: Walk) -> Standing:
    """What stands around that walk."""
    middle, _ = at(walk.line, (walk.start_m + walk.end_m) / 2)
    ways = streets.near(middle, AROUND_M + (walk.end_m - walk.start_m) / 2)
    standing = Standing()
    houses: list[House] = []
    for way in ways:
        if way.is_road or way.kind == ALLEY:
            _build_along(houses, way, ways, streets, back_m=0.0)
    for way in ways:
        if way.is_road or way.kind in (ALLEY, "footway"):
            _build_along(houses, way, ways, streets, back_m=13.0)
    for house in houses:
        _put_house(standing, house, walk)
    for way in ways:
        if way.is_road:
            _plant_along(standing, way, (streets.half_m[way.id] + 0.8, 11.0, 0.9), ways, walk)
        elif way.kind in ("footway", "steps") and length(way.line) > 15:
            _plant_along(standing, way, (way.width_m / 2 + 2.6, 8.0, 0.6), ways, walk)
            _wall_along(standing, way, ways, streets, walk)
    standing.balls = [one for one in standing.balls if not _in_house(one.at, houses)]
    put_signs(standing, streets, walk)
    return standing


def room_of(way: Way, streets: Streets) -> float:
    """Metres to each side of a way where nothing may stand."""
    if way.is_road:
        return streets.half_m[way.id] + 3.6
    return way.width_m / 2 + (0.6 if way.kind == ALLEY else 0.9)


def _build_along(
    houses: list[House], way: Way, ways: list[Way], streets: Streets, *, back_m: float
) -> None:
    total, metres, number = length(way.line), 6.0, 0
    while metres < total - 5:
        number += 1
        point, angle = at(way.line, metres)
        wide = between(8.0, 14.0, way.id, number, "wide")
        for side in (1, -1):
            deep = between(7.0, 10.0, way.id, number, side, "deep")
            away = (
                back_m + room_of(way, streets) + deep / 2 + between(0.2, 1.6, way.id, number, side)
            )
            middle = step(point, angle + side * math.pi / 2, away)
            floors = int(between(1.2, 4.99 if way.is_road else 3.5, way.id, number, side, "floors"))
            house = House(middle, angle, wide, deep, floors)
            if chance(way.id, number, side, "built") < 0.95 and _has_room(
                house, houses, ways, streets
            ):
                houses.append(house)
        metres += wide + between(0.6, 3.0, way.id, number, "gap")


def _has_room(house: House, houses: list[House], ways: list[Way], streets: Streets) -> bool:
    for other in houses:
        if distance(house.middle, other.middle) < 0.46 * (house.wide_m + other.wide_m) or distance(
            house.middle, other.middle
        ) < 0.6 * (house.deep_m + other.deep_m):
            return False
    around = [*house.corners, house.middle]
    around += [_between(a, b) for a, b in zip(house.corners, [*house.corners[1:], house.corners[0]],
                                              strict=True)]  # fmt: skip
    return all(
        reach(way.line, point) >= room_of(way, streets)
        for way in ways
        if reach(way.line, house.middle) < 25
        for point in around
    )


def _put_house(standing: Standing, house: House, walk: Walk) -> None:
    corners = house.corners
    base = min(ground_at(walk, one) for one in corners) - 0.1
    top = ground_at(walk, house.middle) + house.storeys * STOREY_M + 0.7
    name = (round(house.middle[0]), round(house.middle[1]))
    for side, (a, b) in enumerate(zip(corners, [*corners[1:], corners[0]], strict=True)):
        facing = heading(a, b) - math.pi / 2
        light = 0.86 + 0.2 * math.cos(facing - SUN - math.pi)
        front = draw_front(distance(a, b), house.storeys, name, side)
        standing.panels.append(Panel(a, b, base, top, front, light))
    reach_m = SHADOW * house.storeys * STOREY_M
    moved = [step(one, SUN, reach_m) for one in corners]
    standing.shades.append(Shade(corners))
    standing.shades.append(Shade(moved))
    for a, b in itertools.pairwise([*range(4), 0]):
        standing.shades.append(Shade([corners[a], corners[b], moved[b], moved[a]]))


def _plant_along(
    standing: Standing,
    way: Way,
    row: tuple[float, float, float],
    ways: list[Way],
    walk: Walk,
) -> None:
    offset, every, likely = row
    for number in range(1, int((length(way.line) - 12) / every)):
        for side in (1, -1):
            point, angle = at(way.line, 6 + number * every)
            spot = step(point, angle + side * math.pi / 2, offset)
            others = (one for one in ways if one.id != way.id)
            free = all(
                reach(one.line, spot) > (0.9 if one.kind == "sidewalk" else one.width_m / 2 + 1.6)
                for one in others
            )
            if free and chance(way.id, number, side, "tree") < likely:
                _plant(standing, spot, ground_at(walk, spot))


def _plant(standing: Standing, spot: Point, base: float) -> None:
    name = (round(spot[0], 1), round(spot[1], 1))
    high = between(2.6, 3.8, *name, "trunk")
    size = between(1.1, 1.7, *name, "crown")
    green = pick(GREENS, *name, "green")
    standing.posts.append(Post(spot, 0.24, base, base + high + 0.4, (98, 78, 60)))
    for number in range(16):
        angle = between(0, math.tau, *name, number, "turn")
        out = between(0.25, 0.85, *name, number, "out") * size if number else 0.0
        ball = Ball(
            step(spot, angle, out),
            base + high + between(0.0, 1.3, *name, number, "up") * size * 0.8,
            size * between(0.4, 0.66, *name, number, "size"),
            _vary(green, *name, number),
        )
        standing.balls.append(ball)
    shadow = step(spot, SUN, SHADOW * (high + size * 0.5))
    standing.shades.append(Shade([shadow], size * 1.15))


def _vary(green: tuple[int, int, int], *name: object) -> tuple[int, int, int]:
    by = between(0.9, 1.1, *name, "tone")
    red, middle, blue = (round(one * by) for one in green)
    return (red, middle, blue)


def _wall_along(
    standing: Standing, way: Way, ways: list[Way], streets: Streets, walk: Walk
) -> None:
    """Low walls of stone in pieces, open where other ways come."""
    piece = 2.0
    for number in range(int(length(way.line) / piece)):
        for side in (1, -1):
            ends = []
            for metres in (number * piece, (number + 1) * piece):
                point, angle = at(way.line, metres)
                ends.append(step(point, angle + side * math.pi / 2, way.width_m / 2 + 0.75))
            others = [one for one in ways if one.id != way.id and reach(one.line, ends[0]) < 15]
            clear = all(
                reach(one.line, spot) > room_of(one, streets) - 0.2 or _goes_on(one, way)
                for one in others
                for spot in (*ends, _between(*ends))
            )
            if clear and chance(way.id, number // 12, side, "wall") < 0.72:
                _put_wall(standing, ends, walk)


def _goes_on(one: Way, way: Way) -> bool:
    """Whether a way is the next piece of the same path."""
    touching = {one.nodes[0], one.nodes[-1]} & {way.nodes[0], way.nodes[-1]}
    kinds = ("footway", "steps")
    if not touching or one.kind not in kinds or way.kind not in kinds:
        return False
    turn = heading(one.line[0], one.line[-1]) - heading(way.line[0], way.line[-1])
    return abs(math.remainder(turn, math.tau)) < 0.3


def _put_wall(standing: Standing, ends: list[Point], walk: Walk) -> None:
    base = min(ground_at(walk, one) for one in ends) - 0.1
    top = max(ground_at(walk, one) for one in ends) + WALL_M
    a, b = ends
    stones = draw_stones(distance(a, b), top - base, round(a[0]), round(a[1]))
    turn = heading(a, b) + math.pi / 2
    for side in (-WALL_HALF_M, WALL_HALF_M):
        light = 0.95 + 0.15 * math.cos(turn + (0 if side > 0 else math.pi) - SUN - math.pi)
        standing.panels.append(
            Panel(step(a, turn, side), step(b, turn, side), base, top, stones, light)
        )
    standing.walls.append(Wall(a, b, top))
    moved = [step(one, SUN, 0.8) for one in (b, a)]
    standing.shades.append(Shade([a, b, *moved]))


def ground_at(walk: Walk, point: Point) -> float:
    """How high the ground lies off the ways."""
    x, y = (np.array([one]) for one in point)
    return float(walk.height(x, y)[0]) + 0.12


def _in_house(point: Point, houses: list[House]) -> bool:
    return any(distance(point, one.middle) < min(one.wide_m, one.deep_m) / 2 for one in houses)


def _between(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
