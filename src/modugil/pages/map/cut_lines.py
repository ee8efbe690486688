"""Lines on the globe cut to one tile, as whole arrays at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.pages.map.vector_tile import EXTENT, Lines

MARGIN = 128
"""Tile units drawn beyond each edge, so that wide lines join without a seam."""
F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TileAddress:
    """One square of the web map: at zoom z the world is 2**z squares wide."""

    z: int
    x: int
    y: int


@dataclass(frozen=True, slots=True, eq=False)
class WorldLines:
    """Many lines in web Mercator, the world being the square from 0 to 1 (y grows southwards).

    Shapes:  `start` int64[n + 1] into the points; `box` float64[4, n]: west, north, east, south.
    """

    x: F64
    y: F64
    start: I64
    box: F64


def to_world(lat: F64, lon: F64) -> tuple[F64, F64]:
    """Web Mercator of WGS 84 degrees, the world being 0 to 1 both ways."""
    x = np.asarray(lon, np.float64) / 360.0 + 0.5
    y = 0.5 - np.arcsinh(np.tan(np.radians(np.asarray(lat, np.float64)))) / (2.0 * np.pi)
    return x, y


def build_world_lines(lat: F64, lon: F64, start: I64) -> WorldLines:
    """The lines with the box that each one fills; every line has at least one point."""
    x, y = to_world(lat, lon)
    begin = np.asarray(start, np.int64)
    if len(begin) <= 1:
        return WorldLines(x, y, begin, np.zeros((4, 0)))
    box = np.stack(
        [
            np.minimum.reduceat(x, begin[:-1]),
            np.minimum.reduceat(y, begin[:-1]),
            np.maximum.reduceat(x, begin[:-1]),
            np.maximum.reduceat(y, begin[:-1]),
        ]
    )
    return WorldLines(x, y, begin, box)


def thin_out(lines: WorldLines, *, cells: int) -> WorldLines:
    """The lines without points that stay in one cell of so many along the world; ends are kept."""
    if not len(lines.x):
        return lines
    kept = np.zeros(len(lines.x), bool)
    place = np.stack([lines.x, lines.y]) * cells // 1
    kept[1:] = (np.diff(place) != 0).any(axis=0)
    kept[lines.start[:-1]] = kept[lines.start[1:] - 1] = True
    start = np.concatenate([[0], np.cumsum(kept)])[lines.start]
    return WorldLines(lines.x[kept], lines.y[kept], start, lines.box)


def lines_touching(lines: WorldLines, tile: TileAddress) -> Mask:
    """Which lines' boxes touch the tile or its margin."""
    size, margin = 0.5**tile.z, MARGIN / EXTENT
    west, north = (tile.x - margin) * size, (tile.y - margin) * size
    east, south = (tile.x + 1 + margin) * size, (tile.y + 1 + margin) * size
    box_west, box_north, box_east, box_south = lines.box
    inside: Mask = (
        (box_west <= east) & (box_east >= west) & (box_north <= south) & (box_south >= north)
    )
    return inside


def cut_lines(lines: WorldLines, rows: I64, *, tile: TileAddress, grain: int = 1) -> Lines:
    """The parts of these lines that lie in the tile or its margin, in tile units.

    Units:   `grain` tile units are the finest detail kept.
    """
    point, begin = gather(lines.start, rows)
    line = np.repeat(rows, np.diff(begin))
    scale = 2.0**tile.z
    x = (lines.x[point] * scale - tile.x) * EXTENT
    y = (lines.y[point] * scale - tile.y) * EXTENT
    follows = line[1:] == line[:-1]
    start = np.stack([x[:-1], y[:-1]])[:, follows]
    step = np.stack([x[1:], y[1:]])[:, follows] - start
    enter, leave = _inside_part(start, step)
    kept = enter <= leave
    begins = np.ones(start.shape[1], bool)
    of_line = line[1:][follows]
    begins[1:] = (of_line[1:] != of_line[:-1]) | ~kept[:-1] | (leave[:-1] < 1.0) | (enter[1:] > 0.0)
    # each kept segment gives its end, and the first of a run its start too
    points = np.where(begins[kept], 2, 1)
    segment = np.repeat(np.flatnonzero(kept), points)
    run = np.repeat(np.cumsum(begins[kept]), points)
    is_start = np.diff(run, prepend=0) > 0
    ratio = np.where(is_start, enter[segment], leave[segment])
    place = np.rint((start[:, segment] + step[:, segment] * ratio) / grain).astype(np.int64) * grain
    pieces = _without_repeats(place, run, is_start)
    return Lines(*pieces[:3], of_line[np.flatnonzero(kept)[begins[kept]]][pieces[3] - 1])


def _inside_part(start: F64, step: F64) -> tuple[F64, F64]:
    """Liang-Barsky: where each segment enters and leaves the square, as ratios of its length."""
    enter, leave = np.zeros(start.shape[1]), np.ones(start.shape[1])
    low, high = -float(MARGIN), float(EXTENT + MARGIN)
    for begin, length in zip(start, step, strict=True):
        still = length == 0
        divisor = np.where(still, 1.0, length)
        first, second = (low - begin) / divisor, (high - begin) / divisor
        enter = np.where(still, enter, np.maximum(enter, np.minimum(first, second)))
        leave = np.where(still, leave, np.minimum(leave, np.maximum(first, second)))
        leave = np.where(still & ((begin < low) | (begin > high)), -1.0, leave)
    return enter, leave


def _without_repeats(place: I64, run: I64, is_start: Mask) -> tuple[I64, I64, I64, I64]:
    """Points that do not move are left out, and then lines of a single point; which runs remain."""
    moved = is_start.copy()
    moved[1:] |= (np.diff(place) != 0).any(axis=0)
    place, run = place[:, moved], run[moved]
    _, counts = np.unique(run, return_counts=True)
    long = np.repeat(counts >= 2, counts)
    remaining, first = np.unique(run[long], return_index=True)
    x, y = place[:, long]
    return x, y, np.append(first, len(x)), remaining


def group_lines(lines: Lines, looks: I64) -> tuple[Lines, I64, I64]:
    """The lines sorted by their look: the lines, each distinct look, and where each begins.

    Shapes:  `looks` int64[lines]; the last gives int64[looks + 1] into the sorted lines.
    """
    order = np.argsort(looks, kind="stable")
    distinct, begins = np.unique(looks[order], return_index=True)
    points, start = gather(lines.start, order)
    sorted_lines = Lines(lines.x[points], lines.y[points], start, lines.source[order])
    return sorted_lines, distinct, np.append(begins, len(order))


def gather(start: I64, rows: I64) -> tuple[I64, I64]:
    """The points of these rows one row after the other, and where each row then begins."""
    counts = start[rows + 1] - start[rows]
    begin = np.concatenate([[0], np.cumsum(counts)])
    return np.repeat(start[rows] - begin[:-1], counts) + np.arange(int(begin[-1])), begin
