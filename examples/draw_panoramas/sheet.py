"""A piece of ground seen from above: its colours and how high it lies, cell by cell."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from examples.draw_jeju_sample.plane import Line, Point, at, distance, heading, length, step

Grid = NDArray[np.float32]
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Sheet:
    """A square around a point; rows go from north to south."""

    middle: Point
    half_m: float
    cell_m: float

    @property
    def cells(self) -> int:
        """Along each side."""
        return round(2 * self.half_m / self.cell_m)

    def pixel(self, point: Point) -> tuple[float, float]:
        """Where a point is drawn."""
        east = point[0] - self.middle[0] + self.half_m
        south = self.middle[1] + self.half_m - point[1]
        return (east / self.cell_m, south / self.cell_m)

    def grid(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Metres east and north of every cell."""
        along = (np.arange(self.cells) + 0.5) * self.cell_m - self.half_m
        return np.meshgrid(self.middle[0] + along, self.middle[1] - along)


class Pen:
    """Draws in metres on a picture of one sheet, colours or heights."""

    def __init__(self, sheet: Sheet, image: Image.Image) -> None:
        """Draw there."""
        self.sheet = sheet
        self.image = image
        self._draw = ImageDraw.Draw(image)

    def stroke(self, line: Line, half_m: float, fill: Colour | float) -> None:
        """A line so wide to each side, with round corners and ends."""
        for a, b in zip(line, line[1:], strict=False):
            if distance(a, b) > 0:
                turn = heading(a, b) + math.pi / 2
                sides = [step(a, turn, half_m), step(b, turn, half_m)]
                sides += [step(b, turn, -half_m), step(a, turn, -half_m)]
                self.area(sides, fill)
        for corner in line[1:-1]:
            self.disc(corner, half_m, fill)

    def area(self, corners: Line, fill: Colour | float) -> None:
        """What lies between those corners."""
        self._draw.polygon([self.sheet.pixel(one) for one in corners], fill=fill)

    def disc(self, middle: Point, radius_m: float, fill: Colour | float) -> None:
        """A circle."""
        x, y = self.sheet.pixel(middle)
        r = radius_m / self.sheet.cell_m
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def bar(self, middle: Point, angle: float, long_m: float, wide_m: float, fill: Colour) -> None:
        """A rectangle around a point, `angle` being that of its long side."""
        ends = [step(middle, angle, sign * long_m / 2) for sign in (-1, 1)]
        self.stroke(ends, wide_m / 2, fill)

    def dashes(
        self, line: Line, offset_m: float, size: tuple[float, float, float], fill: Colour
    ) -> None:
        """Bars beside a line: `size` is their length, the gap between them and their width."""
        long_m, gap_m, wide_m = size
        metres, total = long_m / 2, length(line)
        while metres < total:
            point, angle = at(line, metres)
            if self.holds(point):
                spot = step(point, angle + math.pi / 2, offset_m)
                self.bar(spot, angle, long_m, wide_m, fill)
            metres += long_m + gap_m

    def holds(self, point: Point, *, room_m: float = 10.0) -> bool:
        """Whether a point lies on the sheet or next to it."""
        reach = self.sheet.half_m + room_m
        middle = self.sheet.middle
        return abs(point[0] - middle[0]) < reach and abs(point[1] - middle[1]) < reach


def value_noise(x: NDArray[np.float64], y: NDArray[np.float64], size_m: float) -> Grid:
    """Blotches of about that size, -1 to 1: the same at the same place in every picture."""
    column, row = np.floor(x / size_m), np.floor(y / size_m)
    u, v = x / size_m - column, y / size_m - row
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)
    i, j = column.astype(np.int64), row.astype(np.int64)
    top = _hash(i, j) * (1 - u) + _hash(i + 1, j) * u
    low = _hash(i, j + 1) * (1 - u) + _hash(i + 1, j + 1) * u
    return ((top * (1 - v) + low * v) * 2 - 1).astype(np.float32)


def _hash(i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.float64]:
    mixed = (i * 374761393 + j * 668265263) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((mixed ^ (mixed >> 16)) & 0xFFFF) / 65535.0
