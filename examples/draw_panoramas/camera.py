"""What a camera sees all around: the ground by how it rises outwards, then what stands on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from examples.draw_jeju_sample.plane import Point

from .panels import Ball, Panel, Post, Standing
from .sheet import Sheet
from .sky import HORIZON, draw_sky

Floats = NDArray[np.float32]
NEAREST_M, FARTHEST_M, GROWTH = 0.2, 240.0, 1.006
HAZE_M = 420.0
LEAST_M = 0.012
GROUND_FROM = 11 / 32
"""Ground that rises may stand so high in the picture, from its upper edge."""
SEEN_M = 200.0
"""What stands farther away is lost in the haze."""
SHEER = 0.45
"""Ground that rises more steeply is the front of a kerb, a step or a wall."""
SUN = np.array((-0.42, 0.55, 0.72)) / math.hypot(0.42, 0.55, 0.72)
FAR_M = 1e6


@dataclass(frozen=True)
class Level:
    """One sheet with its colours and heights."""

    sheet: Sheet
    colours: NDArray[np.uint8]
    heights: Floats


class View:
    """One picture while it is drawn: colours, and how far away each of them is.

    Shapes:  columns go clockwise, the middle one in the heading; rows from straight up to down.
    """

    def __init__(self, at: Point, eye_m: float, heading_deg: float, columns: int) -> None:
        """Nothing but sky."""
        self.at, self.eye_m = at, eye_m
        rows = columns // 2
        self.azimuth = (
            np.radians((np.arange(columns) + 0.5) / columns * 360 - 180 + heading_deg)
        ).astype(np.float32)
        self.elevation = np.radians(90 - (np.arange(rows) + 0.5) / rows * 180).astype(np.float32)
        self.slope = np.tan(self.elevation.astype(float)).astype(np.float32)
        self.colours = np.empty((rows, columns, 3), dtype=np.uint8)
        self.away = np.full((rows, columns), FAR_M, dtype=np.float32)
        upper = rows // 2 + 4
        sky = draw_sky(np.degrees(self.azimuth) % 360, np.degrees(self.elevation[:upper]))
        self.colours[:upper] = sky.astype(np.uint8)
        self.colours[upper:] = HORIZON.astype(np.uint8)

    def lay_ground(self, levels: list[Level]) -> None:
        """The ground on those sheets, the finest first."""
        reach = np.geomspace(
            NEAREST_M, FARTHEST_M, int(math.log(FARTHEST_M / NEAREST_M) / math.log(GROWTH))
        ).astype(np.float32)
        for start in range(0, len(self.azimuth), 512):
            self._lay_columns(slice(start, start + 512), reach, levels)

    def _lay_columns(self, columns: slice, reach: Floats, levels: list[Level]) -> None:
        turn = self.azimuth[columns]
        east, north = np.sin(turn)[None, :], np.cos(turn)[None, :]
        heights = _look_up(levels, reach[:, None] * east, reach[:, None] * north, reach, "heights")
        rise = (heights - self.eye_m) / reach[:, None]
        highest = np.maximum.accumulate(rise, axis=0)
        horizon = int(len(self.slope) * GROUND_FROM)
        slope = self.slope[horizon:]
        hit = np.empty((len(slope), highest.shape[1]), dtype=np.int64)
        for column in range(highest.shape[1]):
            hit[:, column] = np.searchsorted(highest[:, column], slope)
        seen = hit < len(reach)
        hit = np.clip(hit, 1, len(reach) - 1)
        here = np.arange(highest.shape[1])[None, :]
        low, high = highest[hit - 1, here], highest[hit, here]
        share = np.clip((slope[:, None] - low) / np.maximum(high - low, 1e-9), 0, 1)
        away = reach[hit - 1] + (reach[hit] - reach[hit - 1]) * share
        jump = heights[hit, here] - heights[hit - 1, here]
        sheer = jump > np.maximum(SHEER * (reach[hit] - reach[hit - 1]), LEAST_M)
        look = np.where(sheer, reach[hit] + 0.01, away)
        colour = _look_up(levels, look * east, look * north, look, "colours")
        colour = np.where(sheer[..., None], colour * 0.72, colour)
        colour = _haze(colour, away)
        part = self.colours[horizon:, columns]
        part[seen] = colour[seen].astype(np.uint8)
        self.away[horizon:, columns] = np.where(seen, away, FAR_M)

    def put(self, standing: Standing) -> None:
        """All that stands there and is near enough."""
        for panel in standing.panels:
            self._put_panel(panel)
        for post in standing.posts:
            self._put_post(post)
        for ball in standing.balls:
            self._put_ball(ball)
        for panel in standing.panels:
            if panel.texture[..., 3].min() < 255:
                self._put_panel(panel, clear=True)

    def _columns(self, low: float, high: float) -> NDArray[np.int64]:
        """The columns from one azimuth clockwise to another."""
        count = len(self.azimuth)
        first = (low - float(self.azimuth[0])) / math.tau * count
        last = first + ((high - low) % math.tau) / math.tau * count
        return np.arange(math.floor(first), math.ceil(last) + 1) % count

    def _put_panel(self, panel: Panel, *, clear: bool = False) -> None:
        if (panel.texture[..., 3].min() < 255) != clear:
            return
        ax, ay = panel.a[0] - self.at[0], panel.a[1] - self.at[1]
        bx, by = panel.b[0] - self.at[0], panel.b[1] - self.at[1]
        if min(math.hypot(ax, ay), math.hypot(bx, by)) > SEEN_M:
            return
        one, other = math.atan2(ax, ay), math.atan2(bx, by)
        ends = (one, other) if math.remainder(other - one, math.tau) > 0 else (other, one)
        columns = self._columns(*ends)
        turn = self.azimuth[columns]
        east, north = np.sin(turn), np.cos(turn)
        dx, dy = bx - ax, by - ay
        across = east * dy - north * dx
        across = np.where(np.abs(across) < 1e-6, 1e-6, across)
        away = (ax * dy - ay * dx) / across
        along = (ax * north - ay * east) / across
        fits = (away > 0.05) & (along >= 0) & (along < 1)
        columns, away, along = columns[fits], away[fits], along[fits]
        if len(columns):
            wide = panel.texture.shape[1]
            texture = panel.texture[:, np.minimum((along * wide).astype(int), wide - 1)]
            span = (panel.low_m, panel.high_m)
            self._paint(columns, away.astype(np.float32), span, texture, panel.light)

    def _put_post(self, post: Post) -> None:
        x, y = post.at[0] - self.at[0], post.at[1] - self.at[1]
        away = math.hypot(x, y)
        if not 0.3 < away < SEEN_M:
            return
        half = math.atan2(post.wide_m / 2, away)
        middle = math.atan2(x, y)
        columns = self._columns(middle - half, middle + half)
        round_ = np.cos(np.linspace(-1.2, 1.2, len(columns)) + 0.4)
        shaded = np.array(post.colour)[None, None, :] * (0.55 + 0.45 * round_)[None, :, None]
        texture = np.concatenate([shaded, np.full((1, len(columns), 1), 255.0)], axis=2)
        far = np.full(len(columns), away, dtype=np.float32)
        self._paint(columns, far, (post.low_m, post.high_m), texture, 1.0)

    def _paint(
        self,
        columns: NDArray[np.int64],
        away: Floats,
        span: tuple[float, float],
        texture: NDArray[np.generic],
        light: float,
    ) -> None:
        low, high = (value - self.eye_m for value in span)
        steep = (low / float(away.min()), low / float(away.max()))
        top = (high / float(away.min()), high / float(away.max()))
        falling = -self.slope
        first = int(np.searchsorted(falling, -max(*top, *steep)))
        last = int(np.searchsorted(falling, -min(*steep, *top))) + 1
        height = self.slope[first:last, None] * away[None, :]
        down = (high - height) / (high - low)
        inside = (down >= 0) & (down < 1)
        block = np.ix_(np.arange(first, min(last, len(self.slope))), columns)
        inside &= away[None, :] < self.away[block] + 0.25
        row = np.clip((down * texture.shape[0]).astype(int), 0, texture.shape[0] - 1)
        seen = texture[row, np.arange(len(columns))[None, :]].astype(np.float32)
        colour = _haze(np.clip(seen[..., :3] * light, 0, 255), np.broadcast_to(away, inside.shape))
        share = np.where(inside, seen[..., 3] / 255.0, 0.0)[..., None]
        self.colours[block] = (self.colours[block] * (1 - share) + colour * share).astype(np.uint8)
        solid = inside & (seen[..., 3] > 200)
        self.away[block] = np.where(solid, away[None, :], self.away[block])

    def _put_ball(self, ball: Ball) -> None:
        x, y = ball.at[0] - self.at[0], ball.at[1] - self.at[1]
        z = ball.height_m - self.eye_m
        flat, far = math.hypot(x, y), math.sqrt(x * x + y * y + z * z)
        if far < ball.radius_m * 1.2 or far > SEEN_M:
            return
        half = math.asin(ball.radius_m / far)
        tilt, middle = math.atan2(z, flat), math.atan2(x, y)
        wide = min(math.pi * 0.99, half / max(0.05, math.cos(min(1.5, abs(tilt) + half))))
        columns = self._columns(middle - wide, middle + wide)
        falling = -self.elevation
        rows = np.arange(
            np.searchsorted(falling, -(tilt + half)), np.searchsorted(falling, -(tilt - half)) + 1
        )
        rows = rows[rows < len(self.elevation)]
        turn, lift = self.azimuth[columns][None, :], self.elevation[rows][:, None]
        ray = np.stack(
            [np.sin(turn) * np.cos(lift), np.cos(turn) * np.cos(lift),
             np.broadcast_to(np.sin(lift), (len(rows), len(columns)))], axis=2
        )  # fmt: skip
        toward = ray @ np.array((x, y, z), dtype=np.float32)
        square = ball.radius_m**2 - far**2 + toward**2
        hit = toward - np.sqrt(np.maximum(square, 0))
        normal = (ray * hit[..., None] - np.array((x, y, z))) / ball.radius_m
        block = np.ix_(rows, columns)
        away = hit * np.cos(lift)
        inside = (square > 0) & (away < self.away[block])
        light = 0.74 + 0.40 * np.clip(normal @ SUN, -0.4, 1)
        colour = _haze(np.clip(np.array(ball.colour) * light[..., None], 0, 255), away)
        self.colours[block] = np.where(inside[..., None], colour, self.colours[block])
        self.away[block] = np.where(inside, away, self.away[block])


def _haze(colour: NDArray[np.floating], away: NDArray[np.floating]) -> NDArray[np.floating]:
    share = 1 - np.exp(-np.minimum(away, 5000) / HAZE_M)[..., None]
    mixed: NDArray[np.floating] = colour * (1 - share) + HORIZON * share
    return mixed


def _look_up(levels: list[Level], east: Floats, north: Floats, away: Floats, what: str) -> Floats:
    """Heights, or colours between the cells, of the finest sheet that reaches so far."""
    away = np.broadcast_to(away[:, None] if away.ndim == 1 else away, east.shape)
    deep = (3,) if what == "colours" else ()
    found = np.zeros((*east.shape, *deep), dtype=np.float32)
    done = 0.0
    for level in levels:
        sheet = level.sheet
        most = sheet.half_m * 0.98 if level is not levels[-1] else math.inf
        here = (away >= done) & (away < most)
        done = most
        if here.any():
            data = getattr(level, what)
            column = (east[here] + sheet.half_m) / sheet.cell_m - 0.5
            row = (sheet.half_m - north[here]) / sheet.cell_m - 0.5
            found[here] = _blend(data, row, column)
    return found


def _blend(data: NDArray[Any], row: Floats, column: Floats) -> Floats:
    last = data.shape[0] - 1
    row, column = np.clip(row, 0, last - 1e-3), np.clip(column, 0, last - 1e-3)
    i, j = row.astype(np.int32), column.astype(np.int32)
    v, u = row - i, column - j
    if data.ndim == 3:
        v, u = v[:, None], u[:, None]
    i2, j2 = np.minimum(i + 1, last), np.minimum(j + 1, last)
    top = data[i, j] * (1 - u) + data[i, j2] * u
    low = data[i2, j] * (1 - u) + data[i2, j2] * u
    mixed: Floats = top * (1 - v) + low * v
    return mixed
