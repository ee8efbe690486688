"""How high the ground lies: the slope of the walk, kerbs, and every single step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from examples.draw_jeju_sample.plane import Point, at, length

from .panels import WALL_HALF_M, Wall
from .sheet import Grid, Pen, Sheet
from .streets import ALLEY, Streets, Way
from .walks import Walk

KERB_M = 0.14
"""Sidewalks lie so much above the carriageway."""
BLEND_M = 2.4
"""Within so many metres a sidewalk comes down to a lowered kerb or an alley."""
STAGES = 24
CHEEK_M = 0.35
"""So much the sides of steps stand out."""


def draw_heights(sheet: Sheet, streets: Streets, walk: Walk, walls: Sequence[Wall] = ()) -> Grid:
    """Metres above where the walk begins."""
    x, y = sheet.grid()
    ways = streets.near(sheet.middle, sheet.half_m * 1.5)
    pen = Pen(sheet, Image.new("F", (sheet.cells, sheet.cells), KERB_M))
    low = _list_low_kerbs(sheet, streets)
    for stage in range(STAGES + 1):
        share = 1.0 - stage / STAGES
        for way in ways:
            if way.kind == ALLEY:
                pen.stroke(way.line, way.width_m / 2 + BLEND_M * share, KERB_M * share)
        for point, height in low:
            pen.disc(point, 0.9 + BLEND_M * share, height + (KERB_M - height) * share)
    for way in ways:
        if way.is_road:
            pen.stroke(way.line, streets.half_m[way.id], 0.0)
            for end in (way.line[0], way.line[-1]):
                pen.disc(end, streets.half_m[way.id], 0.0)
    flights = [way for way in ways if way.kind == "steps"]
    for way in flights:
        pen.stroke(way.line, way.width_m / 2 + 0.3, CHEEK_M)
    ground = walk.height(x, y).astype(np.float32) + np.asarray(pen.image)
    for way in flights:
        ground = _lay_steps(ground, sheet, way, walk)
    return _lay_walls(ground, sheet, walls)


def height_at(streets: Streets, walk: Walk, point: Point) -> float:
    """How high the ground lies at one point."""
    sheet = Sheet(point, 0.5, 0.05)
    return float(draw_heights(sheet, streets, walk)[10, 10])


def _lay_walls(ground: Grid, sheet: Sheet, walls: Sequence[Wall]) -> Grid:
    pen = Pen(sheet, Image.new("F", (sheet.cells, sheet.cells), -1e3))
    for wall in walls:
        if pen.holds(wall.a):
            pen.stroke([wall.a, wall.b], WALL_HALF_M, wall.top_m)
    laid: Grid = np.maximum(ground, np.asarray(pen.image))
    return laid


def _list_low_kerbs(sheet: Sheet, streets: Streets) -> list[tuple[Point, float]]:
    found = []
    for _, point, tags in streets.spots(sheet.middle, sheet.half_m * 1.5):
        if tags.get("kerb") in ("lowered", "flush"):
            text = tags.get("kerb:height", "0").removesuffix(" cm")
            height = float(text) / (100.0 if "cm" in tags.get("kerb:height", "") else 1.0)
            found.append((point, height))
    return found


def _lay_steps(ground: Grid, sheet: Sheet, way: Way, walk: Walk) -> Grid:
    """Each step is level, and higher than the one before by what the map tells."""
    count, rise = int(way.tags["step_count"]), float(way.tags["step:height"])
    pen = Pen(sheet, Image.new("F", (sheet.cells, sheet.cells), 0.0))
    total = length(way.line)
    for row in range(count):
        ends = [at(way.line, total * part / count)[0] for part in (row, row + 1)]
        pen.stroke(ends, way.width_m / 2, float(row + 1))
    number = np.asarray(pen.image)
    foot_x, foot_y = (np.array([one]) for one in way.line[0])
    foot = float(walk.height(foot_x, foot_y)[0]) + KERB_M
    laid: Grid = np.where(number > 0, foot + number * rise, ground).astype(np.float32)
    return laid
