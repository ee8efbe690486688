"""What stands upright: walls, boards, posts, and round crowns of trees."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from examples.draw_jeju_sample.plane import Line, Point

WALL_HALF_M = 0.2
Texture = NDArray[np.uint8]


@dataclass(frozen=True)
class Panel:
    """An upright rectangle with a picture on it, seen from both sides.

    Shapes:  `texture` is uint8[rows, columns, 4], the first row on top, the first column at `a`.
    """

    a: Point
    b: Point
    low_m: float
    high_m: float
    texture: Texture
    light: float = 1.0


@dataclass(frozen=True)
class Shade:
    """Where something that stands keeps the sun off the ground."""

    area: Line
    disc_m: float = 0.0


@dataclass(frozen=True)
class Post:
    """A thin thing that is as wide from every side."""

    at: Point
    wide_m: float
    low_m: float
    high_m: float
    colour: tuple[int, int, int]


@dataclass(frozen=True)
class Ball:
    """A part of a tree's crown."""

    at: Point
    height_m: float
    radius_m: float
    colour: tuple[int, int, int]


@dataclass(frozen=True)
class Wall:
    """A low wall of stone, of which the top is seen too."""

    a: Point
    b: Point
    top_m: float


@dataclass
class Standing:
    """All of it around one walk."""

    panels: list[Panel] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    balls: list[Ball] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    walls: list[Wall] = field(default_factory=list)
