"""Pictures on what stands upright: fronts of houses, stone walls, boards."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from examples.draw_jeju_sample.dice import between, chance, pick

from .notice import load_font
from .panels import Texture

DOTS_PER_M = 24
STONE_DOTS_PER_M = 80
WALLS = ((226, 219, 204), (205, 196, 182), (190, 120, 96), (214, 206, 196), (172, 182, 186),
         (232, 226, 214), (198, 172, 142), (160, 150, 140))  # fmt: skip
GLASS = ((104, 128, 146), (86, 108, 128), (124, 146, 158))
AWNINGS = ((176, 74, 60), (60, 110, 96), (70, 92, 140), (196, 150, 66))
STOREY_M = 3.1


def draw_front(wide_m: float, storeys: int, *name: object) -> Texture:
    """A wall with windows, and shops below on some."""
    high_m = storeys * STOREY_M + 0.7
    size = (round(wide_m * DOTS_PER_M), round(high_m * DOTS_PER_M))
    wall = pick(WALLS, *name[:1], "wall")
    image = Image.new("RGBA", size, (*wall, 255))
    pen = ImageDraw.Draw(image)
    _draw_storeys(pen, size, storeys, wall, name)
    pen.rectangle((0, 0, size[0], 8), fill=_scale(wall, 0.7))
    pen.rectangle((0, 9, size[0], 13), fill=_scale(wall, 1.06))
    if chance(*name, "shop") < 0.6:
        _draw_shop(pen, size, name)
    return np.asarray(image)


def _draw_storeys(
    pen: ImageDraw.ImageDraw,
    size: tuple[int, int],
    storeys: int,
    wall: tuple[int, int, int],
    name: tuple[object, ...],
) -> None:
    windows = max(2, round(size[0] / DOTS_PER_M / 2.6))
    wide = size[0] / windows
    for storey in range(storeys):
        top = size[1] - (storey + 1) * STOREY_M * DOTS_PER_M + 0.8 * DOTS_PER_M
        for row in range(windows):
            left = wide * (row + 0.22)
            box = (left, top, left + wide * 0.56, top + 1.45 * DOTS_PER_M)
            frame = (box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3)
            pen.rectangle(frame, fill=_scale(wall, 0.82))
            glass = pick(GLASS, *name, storey, row)
            pen.rectangle(box, fill=glass)
            middle = (box[0] + box[2]) / 2
            pen.polygon(
                [(box[0], box[3]), (box[0], box[1] + 12), (middle, box[1]), (box[2], box[1])],
                fill=_scale(glass, 1.18),
            )
            pen.line((middle, box[1], middle, box[3]), fill=_scale(wall, 1.1), width=3)
            pen.rectangle((frame[0] - 3, frame[3], frame[2] + 3, frame[3] + 4),
                          fill=_scale(wall, 1.08))  # fmt: skip


def _draw_shop(pen: ImageDraw.ImageDraw, size: tuple[int, int], name: tuple[object, ...]) -> None:
    top = size[1] - 2.9 * DOTS_PER_M
    pen.rectangle((8, top, size[0] - 8, size[1]), fill=(88, 84, 80))
    door = between(0.2, 0.7, *name, "door") * size[0]
    for left in range(14, size[0] - 50, 56):
        glass = (64, 84, 96) if abs(left - door) > 40 else (120, 96, 74)
        pen.rectangle((left, top + 20, left + 48, size[1] - 8), fill=glass)
        pen.polygon(
            [(left, size[1] - 8), (left, top + 40), (left + 30, top + 20), (left + 48, top + 20)],
            fill=_scale(glass, 1.25),
        )
    awning = pick(AWNINGS, *name, "awning")
    for row, left in enumerate(range(4, size[0] - 4, 20)):
        fill = awning if row % 2 == 0 else (236, 230, 218)
        pen.rectangle((left, top - 6, min(left + 20, size[0] - 4), top + 18), fill=fill)


def draw_stones(wide_m: float, high_m: float, *name: object) -> Texture:
    """A wall of black basalt, as fields and paths of Jeju have."""
    dots = STONE_DOTS_PER_M
    size = (round(wide_m * dots), round(high_m * dots))
    image = Image.new("RGBA", size, (52, 50, 50, 255))
    pen = ImageDraw.Draw(image)
    top, row = 0.0, 0
    while top < size[1]:
        high = between(0.2, 0.32, *name, row, "high") * dots
        left, column = -between(0, 0.3, *name, row) * dots, 0
        while left < size[0]:
            wide = between(0.24, 0.5, *name, row, column) * dots
            tone = round(between(76, 104, *name, row, column, "tone"))
            box = (left, top, left + wide - 3, top + high - 3)
            pen.rounded_rectangle(box, 0.07 * dots, fill=(tone, tone - 2, tone - 4))
            left, column = left + wide, column + 1
        top, row = top + high, row + 1
    return np.asarray(image)


def draw_board(text: str, wide_m: float, high_m: float, colour: tuple[int, int, int]) -> Texture:
    """A board with a name on it."""
    dots = 220
    size = (round(wide_m * dots), round(high_m * dots))
    image = Image.new("RGBA", size, (*colour, 255))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((4, 4, size[0] - 5, size[1] - 5), 12, outline=(255, 255, 255), width=5)
    points = round(size[1] * 0.6)
    font = load_font(points)
    while font.getlength(text) > size[0] - 40:
        points -= 2
        font = load_font(points)
    pen.text((size[0] / 2, size[1] / 2), text, font=font, fill="white", anchor="mm")
    return np.asarray(image)


def draw_signal() -> Texture:
    """The head of a signal for those on foot, green below red."""
    image = Image.new("RGBA", (60, 110), (34, 36, 38, 255))
    pen = ImageDraw.Draw(image)
    pen.ellipse((12, 10, 48, 46), fill=(86, 30, 28))
    pen.ellipse((12, 62, 48, 98), fill=(70, 214, 120))
    return np.asarray(image)


def draw_glass(wide_m: float, high_m: float) -> Texture:
    """The back of a bus shelter: glass in frames."""
    size = (round(wide_m * 60), round(high_m * 60))
    image = Image.new("RGBA", size, (150, 178, 190, 90))
    pen = ImageDraw.Draw(image)
    for left in np.linspace(0, size[0] - 5, 5):
        pen.rectangle((left, 0, left + 4, size[1]), fill=(70, 78, 84, 255))
    pen.rectangle((0, 0, size[0], 16), fill=(58, 92, 120, 255))
    pen.rectangle((0, size[1] - 34, size[0], size[1] - 26), fill=(120, 84, 56, 255))
    return np.asarray(image)


def _scale(colour: tuple[int, int, int], by: float) -> tuple[int, int, int]:
    red, green, blue = (min(255, round(one * by)) for one in colour)
    return (red, green, blue)
