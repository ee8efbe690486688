"""Carriageways, sidewalks, crossings, steps: the ground as the map tells it, in colour."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from examples.draw_jeju_sample.plane import Line, Point, at, beside, distance, heading, length, step

from .notice import write_on_ground
from .panels import WALL_HALF_M, Shade, Standing
from .sheet import Colour, Pen, Sheet, value_noise
from .streets import ALLEY, Streets, Way
from .walks import Shot

Pixels = NDArray[np.uint8]
PLOT, APRON, KERB = (150, 158, 118), (176, 172, 164), (205, 202, 194)
WHITE, YELLOW, TACTILE = (236, 236, 230), (232, 190, 70), (240, 196, 40)
SURFACES: dict[str, Colour] = {
    "asphalt": (96, 97, 101),
    "concrete": (184, 181, 172),
    "paving_stones": (190, 160, 142),
    "cobblestone": (132, 128, 124),
    "sett": (140, 134, 130),
    "gravel": (170, 158, 138),
}
BASALT: Colour = (92, 90, 88)
UNSAID: Colour = (168, 164, 154)
"""Of which the map does not tell what it is made of."""
CARRIAGEWAY: Colour = (78, 80, 85)
CURVE_M = 14.0
"""Around a corner of roads no lanes are marked."""
LINES_FROM_M = 0.07
"""Cells coarser than this show no joints and no studs."""


def draw_colours(
    sheet: Sheet, streets: Streets, standing: Standing, shot: Shot, *, notice: bool
) -> Pixels:
    """The colours of that sheet."""
    ways = streets.near(sheet.middle, sheet.half_m * 1.5)
    pen = Pen(sheet, Image.new("RGB", (sheet.cells, sheet.cells), PLOT))
    _draw_beside_roads(pen, ways, streets)
    _draw_roads(pen, streets, [one for one in ways if one.is_road])
    for way in ways:
        if way.kind == ALLEY:
            pen.stroke(way.line, way.width_m / 2, SURFACES.get(way.tags["surface"], UNSAID))
    _draw_kerbs(pen, streets)
    for way in ways:
        if way.kind == "crossing":
            _draw_crossing(pen, way)
        if way.kind == "steps":
            _draw_steps(pen, way)
    for wall in standing.walls:
        pen.stroke([wall.a, wall.b], WALL_HALF_M, BASALT)
    if notice:
        write_on_ground(pen, shot)
    return _finish(sheet, pen.image, standing.shades)


def _draw_beside_roads(pen: Pen, ways: list[Way], streets: Streets) -> None:
    for way in ways:
        if way.is_road:
            pen.stroke(way.line, streets.half_m[way.id] + 3.4, APRON)
    for way in ways:
        if not way.is_road and way.kind not in (ALLEY, "crossing", "steps"):
            _draw_path(pen, way)


def _draw_path(pen: Pen, way: Way) -> None:
    surface = way.tags.get("surface", "")
    colour, half = SURFACES.get(surface, UNSAID), way.width_m / 2
    pen.stroke(way.line, half, colour)
    fine = pen.sheet.cell_m < LINES_FROM_M
    if fine and surface in ("paving_stones", "sett", "cobblestone", "concrete"):
        gap = {"paving_stones": 0.4, "concrete": 2.5}.get(surface, 0.2)
        _draw_joints(pen, way, gap, _darken(colour))
    if way.tags.get("tactile_paving") in ("yes", "contrasted"):
        pen.stroke(way.line, 0.15, TACTILE)
        if fine:
            for beside_m in (-0.09, 0.0, 0.09):
                pen.dashes(way.line, beside_m, (0.22, 0.08, 0.035), (204, 160, 20))


def _darken(colour: Colour) -> Colour:
    red, green, blue = colour
    return (red - 18, green - 18, blue - 18)


def _draw_joints(pen: Pen, way: Way, gap_m: float, colour: Colour) -> None:
    half, width = way.width_m / 2, 0.012
    across = int(way.width_m / gap_m)
    for row in range(1, across):
        offset = -half + row * way.width_m / across
        for a, b in zip(way.line, way.line[1:], strict=False):
            turn = heading(a, b) + math.pi / 2
            pen.stroke([step(a, turn, offset), step(b, turn, offset)], width / 2, colour)
    pen.dashes(way.line, 0.0, (width, gap_m - width, way.width_m), colour)


def _draw_roads(pen: Pen, streets: Streets, roads: list[Way]) -> None:
    for extra, colour in ((0.18, KERB), (0.0, CARRIAGEWAY)):
        for way in roads:
            pen.stroke(way.line, streets.half_m[way.id] + extra, colour)
            for end in (way.line[0], way.line[-1]):
                pen.disc(end, streets.half_m[way.id] + extra, colour)
    for way in roads:
        _draw_lanes(pen, way, streets.half_m[way.id])


def _draw_lanes(pen: Pen, way: Way, half: float) -> None:
    line = _between_corners(way.line)
    if not line:
        return
    for offset in (-0.12, 0.12) if half > 4 else (0.0,):
        pen.dashes(line, offset, (2.0, 0.0, 0.13), YELLOW)
    for offset in (-half + 0.4, half - 0.4):
        pen.dashes(line, offset, (2.0, 0.0, 0.12), WHITE)
    if half > 4:
        for offset in (-half / 2, half / 2):
            pen.dashes(line, offset, (3.0, 5.0, 0.12), WHITE)


def _between_corners(line: Line) -> Line:
    """The line without its ends, where roads meet."""
    total = length(line)
    if total < 2 * CURVE_M + 4:
        return []
    first, last = CURVE_M, total - CURVE_M
    corners, done = [at(line, first)[0]], 0.0
    for a, b in zip(line, line[1:], strict=False):
        done += distance(a, b)
        if first < done < last:
            corners.append(b)
    return [*corners, at(line, last)[0]]


def _draw_crossing(pen: Pen, way: Way) -> None:
    a, b = way.line[0], way.line[-1]
    line, angle = [a, b], heading(a, b)
    if not pen.holds(a, room_m=20.0):
        return
    wide = way.width_m
    # whatever was marked below is asphalt again
    inside = [step(a, angle, 0.3), step(b, angle + math.pi, 0.3)]
    pen.stroke(inside, wide / 2 + 0.4, CARRIAGEWAY)
    if way.tags.get("crossing:markings") == "zebra":
        for row in range(int((length(line) - 0.6) / 0.9) + 1):
            pen.bar(step(a, angle, 0.55 + row * 0.9), angle + math.pi / 2, wide, 0.45, WHITE)


def _draw_kerbs(pen: Pen, streets: Streets) -> None:
    """Lowered kerbs have a flat of smooth concrete, and studs where they are told."""
    for node, point, tags in streets.spots(pen.sheet.middle, pen.sheet.half_m * 1.5):
        if tags.get("barrier") == "bollard":
            pen.disc(point, 0.16, (70, 70, 74))
        if tags.get("barrier") != "kerb" or "kerb" not in tags:
            continue
        way = next(
            (
                one
                for one in streets.near(point, 1.0)
                if one.kind == "crossing" and node in one.nodes
            ),
            None,
        )
        if way is None:
            continue
        inner = way.line[len(way.line) // 2]
        out = heading(inner, point)
        if tags["kerb"] in ("lowered", "flush"):
            pen.bar(step(point, out, 0.75), out, 1.5, 2.6, (192, 189, 180))
        if tags.get("tactile_paving") == "yes":
            _draw_studs(pen, step(point, out, 0.55), out)


def _draw_studs(pen: Pen, middle: Point, out: float) -> None:
    pen.bar(middle, out, 0.6, 2.4, TACTILE)
    if pen.sheet.cell_m >= LINES_FROM_M:
        return
    for row in range(6):
        for column in range(24):
            spot = step(middle, out, -0.25 + row * 0.1)
            pen.disc(step(spot, out + math.pi / 2, -1.15 + column * 0.1), 0.028, (206, 164, 24))


def _draw_steps(pen: Pen, way: Way) -> None:
    count, total = int(way.tags["step_count"]), length(way.line)
    half = way.width_m / 2
    pen.stroke(way.line, half + 0.3, (150, 147, 140))
    pen.stroke(way.line, half, (178, 175, 168))
    for row in range(count):
        metres = total * row / count
        _, angle = at(way.line, metres)
        edge = beside(way.line, metres + 0.12, 0.0)
        pen.bar(edge, angle, 0.24, half * 2, (212, 208, 198))
        pen.bar(step(edge, angle, 0.05), angle, 0.05, half * 2, (226, 178, 40))


def _finish(sheet: Sheet, image: Image.Image, shades: list[Shade]) -> Pixels:
    """With shadows, and blotches as ground has them."""
    mask = Image.new("L", image.size, 0)
    pen = Pen(sheet, mask)
    for one in shades:
        if one.disc_m:
            pen.disc(one.area[0], one.disc_m, 255)
        else:
            pen.area(one.area, 255)
    soft = mask.filter(ImageFilter.GaussianBlur(min(20.0, 0.25 / sheet.cell_m)))
    x, y = sheet.grid()
    light = 1.0 + 0.05 * value_noise(x, y, 3.1) + 0.03 * value_noise(x, y, 0.7)
    light *= 1.0 - 0.36 * np.asarray(soft, dtype=np.float32) / 255.0
    coloured = np.asarray(image, dtype=np.float32) * light[..., None]
    return np.clip(coloured, 0, 255).astype(np.uint8)
