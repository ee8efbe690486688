"""The words that stand in every picture: that it is drawn."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from .sheet import Pen
from .walks import Shot

WORDS = "그림 · DRAWN, not a photo"
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/System/Library/Fonts/AppleSDGothicNeo.ttc",
)
KOREAN = 1
"""Which of the faces in Noto's collection is Korea's."""


def load_font(size: int) -> ImageFont.FreeTypeFont:
    """A bold face that has Korean letters. Errors: FileNotFoundError where there is none."""
    for name in FONTS:
        if Path(name).exists():
            return ImageFont.truetype(name, size, index=KOREAN)
    raise FileNotFoundError("No Korean font: install Noto Sans CJK (fonts-noto-cjk).")


def write_words(text: str, size: int, fill: tuple[int, int, int, int]) -> Image.Image:
    """The text on nothing, as large as it is."""
    font = load_font(size)
    left, top, right, bottom = font.getbbox(text)
    image = Image.new("RGBA", (int(right - left) + 8, int(bottom - top) + 8))
    ImageDraw.Draw(image).text((4 - left, 4 - top), text, font=font, fill=fill)
    return image


def write_on_ground(pen: Pen, shot: Shot) -> None:
    """A plate below the camera, to be read by who looks ahead and by who looks back."""
    sheet = pen.sheet
    pen.disc(shot.at, 1.0, (36, 62, 84))
    pen.disc(shot.at, 0.94, (244, 244, 238))
    pen.disc(shot.at, 0.90, (36, 62, 84))
    for back in (0.0, 180.0):
        for text, size_m, away_m in (("그림 · DRAWN", 1.34, 0.36), ("not a photo", 0.9, 0.66)):
            words = write_words(text, 160, (255, 255, 255, 255))
            scale = size_m / words.width / sheet.cell_m
            small = words.resize(
                (max(1, round(words.width * scale)), max(1, round(words.height * scale))),
                Image.Resampling.LANCZOS,
            )
            turn = shot.heading_deg + back
            turned = small.rotate(-turn, expand=True, resample=Image.Resampling.BICUBIC)
            x, y = sheet.pixel(shot.at)
            reach = away_m / sheet.cell_m
            x += math.sin(math.radians(turn)) * reach
            y -= math.cos(math.radians(turn)) * reach
            spot = (round(x - turned.width / 2), round(y - turned.height / 2))
            pen.image.paste(turned, spot, turned)


def read_sky_words(columns: int, rows: int) -> NDArray[np.float32]:
    """How much of each cell of a band around the sky is covered by the words, 0 to 1."""
    words = write_words(WORDS, 120, (255, 255, 255, 255))
    band = Image.new("L", (columns, rows), 0)
    high = round(rows * 0.92)
    small = words.getchannel("A").resize(
        (round(words.width * high / words.height), high), Image.Resampling.LANCZOS
    )
    for quarter in range(4):
        middle = columns * (quarter + 0.5) / 4
        band.paste(small, (round(middle - small.width / 2), (rows - high) // 2))
    return np.asarray(band, dtype=np.float32) / 255.0
