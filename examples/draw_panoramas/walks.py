"""The two walks that are photographed, and the ground that rises along them."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import numpy as np
from numpy.typing import NDArray

from examples.draw_jeju_sample.plane import Point, at, distance

from .streets import Streets, Tags

STOP, SIGHT = "405000115", "sight-tapdong-theatre"
"""Tapdong's stop and the theatre by the sea: over an alley, a crossing and a slope of 12 %."""
EVERY_M = 9.0
FIRST_FROM_M, FIRST_M, BESIDE_STEPS_M = 3.0, 216.0, 16.0
CAMERA_M = 2.3
TAKEN = datetime(2025, 10, 1, 10, 0, tzinfo=timezone(timedelta(hours=9)))
SECONDS = 7
APART = timedelta(minutes=20)
"""Between the two walks: the second is a sequence of its own."""
Field = NDArray[np.float64]


@dataclass(frozen=True)
class Leg:
    """One straight part of a walk and how far it rises."""

    a: Point
    b: Point
    rise_m: float
    steps: int = 0


@dataclass(frozen=True)
class Walk:
    """A walk and the legs that it is made of."""

    name: str
    legs: tuple[Leg, ...]
    start_m: float
    end_m: float
    begins: datetime

    @property
    def line(self) -> list[Point]:
        """All of its corners."""
        return [self.legs[0].a, *(leg.b for leg in self.legs)]

    def height(self, x: Field, y: Field) -> Field:
        """How high the ground is there in metres: each leg lifts what lies beyond it."""
        total = np.zeros_like(x)
        for leg in self.legs:
            if leg.rise_m:
                total += leg.rise_m * np.clip(share_along(leg, x, y), 0.0, 1.0)
        return total


@dataclass(frozen=True)
class Shot:
    """Where, which way and when one picture is taken."""

    name: str
    walk: Walk
    at: Point
    heading_deg: float
    """Clockwise from north."""
    taken: datetime


def share_along(leg: Leg, x: Field, y: Field) -> Field:
    """How far along the leg, 0 at its start and 1 at its end, beyond it too."""
    dx, dy = leg.b[0] - leg.a[0], leg.b[1] - leg.a[1]
    along: Field = ((x - leg.a[0]) * dx + (y - leg.a[1]) * dy) / (dx * dx + dy * dy)
    return along


def plan_walks(streets: Streets) -> list[Walk]:
    """From the stop up the slope; and over the nearest steps."""
    way = streets.walk(streets.find(STOP), streets.find(SIGHT))
    legs = tuple(_leg(streets, a, b, tags) for (a, _), (b, tags) in itertools.pairwise(way))
    first = Walk("tapdong", legs, FIRST_FROM_M, FIRST_M, TAKEN)
    return [first, _over_steps(streets, legs[0].a)]


def list_shots(walks: list[Walk]) -> list[Shot]:
    """All pictures in the order in which they are taken."""
    shots = []
    for walk in walks:
        count = int((walk.end_m - walk.start_m) / EVERY_M) + 1
        for row in range(count):
            metres = walk.start_m + row * EVERY_M
            here, _ = at(walk.line, metres)
            ahead, _ = at(walk.line, metres + 5.0)
            turn = math.degrees(math.atan2(ahead[0] - here[0], ahead[1] - here[1])) % 360
            taken = walk.begins + timedelta(seconds=row * SECONDS)
            shots.append(Shot(f"{walk.name}-{row + 1:02}", walk, here, round(turn, 1), taken))
    return shots


def _leg(streets: Streets, a: int, b: int, tags: Tags) -> Leg:
    start, end = streets.points[a], streets.points[b]
    count = int(tags.get("step_count", "0"))
    if count:
        return Leg(start, end, count * float(tags["step:height"]), count)
    return Leg(start, end, _slope(tags.get("incline", "")) * distance(start, end))


def _slope(text: str) -> float:
    """5 %, 2.5 degrees or nothing told, as a share; what falls is drawn as level."""
    if text.endswith("%"):
        return max(0.0, float(text[:-1]) / 100)
    return max(0.0, math.tan(math.radians(float(text[:-1])))) if text.endswith("°") else 0.0


def _over_steps(streets: Streets, near: Point) -> Walk:
    """The nearest steps that ways on foot go on from at both ends."""
    ways = sorted(
        (one for one in streets.near(near, 400.0) if one.kind == "steps"),
        key=lambda one: min(distance(near, end) for end in one.line),
    )
    flight = ways[0]
    before = next(one for one in streets.ways if one.nodes[-1] == flight.nodes[0])
    after = next(one for one in streets.ways if one.nodes[0] == flight.nodes[-1])
    nodes = [*before.nodes, *flight.nodes[1:], *after.nodes[1:]]
    tags = [way.tags for way in (before, flight, after) for _ in range(len(way.nodes) - 1)]
    legs = tuple(
        _leg(streets, a, b, told)
        for (a, b), told in zip(itertools.pairwise(nodes), tags, strict=True)
    )
    up = sum(distance(leg.a, leg.b) for leg in legs[: len(before.nodes) - 1])
    down = up + distance(flight.line[0], flight.line[-1])
    begins = TAKEN + APART
    return Walk("steps", legs, up - BESIDE_STEPS_M, down + BESIDE_STEPS_M / 2, begins)
