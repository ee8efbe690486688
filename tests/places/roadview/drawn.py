"""Photos drawn by tests: real JPEG files with EXIF and XMP, and a detector for what is drawn."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from PIL import Image, ImageDraw

from modugil.core.geo import LatLon, metres_per_degree
from modugil.places.roadview.detectors import Box
from modugil.places.roadview.read_photo import Reading

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TAKEN = datetime(2026, 11, 20, 10, 0, 0)  # noqa: DTZ001 - as a camera writes it
HERE = LatLon(33.5, 126.5)
READING = Reading(SEOUL, NOW)
MARK = (255, 0, 255)
"""Stands for a face."""
MARKED = (40, 30, 48, 32)
SPHERE = 'GPano:ProjectionType="equirectangular" GPano:UsePanoramaViewer="True"'


def north_of(metres, start=HERE):
    return LatLon(start.lat + metres / metres_per_degree(start.lat)[0], start.lon)


def draw(size=(160, 120), *, colour=(90, 120, 90), mark=False):
    image = Image.new("RGB", size, colour)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, size[1] * 2 // 3, *size), fill=(60, 60, 60))
    if mark:
        left, top, width, height = MARKED
        for at in range(left, left + width, 8):  # stripes: blurred, they are of one colour
            pen.rectangle((at, top, at + 3, top + height - 1), fill=MARK)
            pen.rectangle((at + 4, top, at + 7, top + height - 1), fill=(0, 40, 0))
    return image


def write_photo(
    file: Path,
    *,
    image=None,
    point=HERE,
    taken=TAKEN,
    offset="+09:00",
    heading=None,
    xmp="",
    gps=None,
    tags=None,
):
    """A photo as a phone or camera writes it; `gps` and `tags` add to or replace what it says."""
    image = image or draw()
    exif = Image.Exif()
    exif[271], exif[272] = "Drawn", "Pencil 1"
    place = {
        1: "N" if point.lat >= 0 else "S",
        2: degrees(point.lat),
        3: "E" if point.lon >= 0 else "W",
        4: degrees(point.lon),
    }
    if heading is not None:
        place |= {16: "T", 17: heading}
    exif.get_ifd(0x8825).update(place | (gps or {}))
    told = {36867: taken.strftime("%Y:%m:%d %H:%M:%S")} if taken else {}
    if offset:
        told[36881] = offset
    exif.get_ifd(0x8769).update(told)
    exif.update(tags or {})
    packet = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d {xmp}/></x:xmpmeta>'.encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(
        file, "JPEG", quality=95, subsampling=0, exif=exif, **({"xmp": packet} if xmp else {})
    )
    return file


def degrees(value):
    """As EXIF writes them, to a millimetre."""
    whole, rest = divmod(abs(value), 1)
    minutes, rest = divmod(rest * 60, 1)
    return (float(whole), float(minutes), round(rest * 60, 5))


def write_walk(folder: Path, count, *, step_m=10.0, step_s=2, mark=False, **changed):
    """Photos one after the other, going north."""
    return [
        write_photo(
            folder / f"{row:03}.jpg",
            point=north_of(row * step_m),
            taken=TAKEN + timedelta(seconds=row * step_s),
            image=draw(colour=(90, 100 + row % 100, 90), mark=mark),
            **changed,
        )
        for row in range(count)
    ]


def named(files):
    return [(one, one.name) for one in files]


class MarkDetector:
    """Finds what is drawn in the colour of MARK, as a better detector would find faces."""

    name = "marks-1"

    def find(self, pixels, *, whole_sphere):
        near = np.abs(pixels.astype(int) - np.array(MARK)).max(axis=2) < 60
        if not near.any():
            return []
        rows, columns = np.nonzero(near)
        return [
            Box(
                kind="face",
                left=int(columns.min()),
                top=int(rows.min()),
                width=int(np.ptp(columns)) + 1,
                height=int(np.ptp(rows)) + 1,
                by=self.name,
            )
        ]


def shows_mark(file):
    """Whether the mark is still to be seen in that picture."""
    with Image.open(file) as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    return bool((np.abs(pixels - np.array(MARK)).max(axis=2) < 60).any())


def draw_face(pen: ImageDraw.ImageDraw, centre, size, tone):
    """A face from the front, upright: what the cascades were trained to find, simplified."""
    x, y = centre
    wide, high = size * 0.40, size * 0.52

    def shade(part):
        return tuple(max(0, min(255, int(part * one))) for one in tone)

    pen.ellipse((x - wide, y - high, x + wide, y + high), fill=shade(1.0))
    pen.pieslice((x - wide, y - high * 1.05, x + wide, y + high * 0.2), 180, 360, fill=(35, 28, 24))
    pen.ellipse((x - wide * 0.86, y - high * 0.62, x + wide * 0.86, y + high), fill=shade(1.0))
    pen.rectangle(
        (x - size * 0.045, y - high * 0.2, x + size * 0.045, y + high * 0.25), fill=shade(1.12)
    )
    for side in (-1, 1):
        eye = x + side * size * 0.17
        pen.ellipse(
            (eye - size * 0.1, y - size * 0.17, eye + size * 0.1, y - size * 0.03), fill=shade(0.62)
        )
        pen.rectangle(
            (eye - size * 0.1, y - size * 0.2, eye + size * 0.1, y - size * 0.165),
            fill=(45, 35, 30),
        )
        pen.ellipse(
            (eye - size * 0.06, y - size * 0.135, eye + size * 0.06, y - size * 0.06),
            fill=(235, 235, 230),
        )
        pen.ellipse(
            (eye - size * 0.035, y - size * 0.135, eye + size * 0.035, y - size * 0.06),
            fill=(25, 20, 20),
        )
        pen.ellipse(
            (
                x + side * size * 0.25 - size * 0.08,
                y + size * 0.04,
                x + side * size * 0.25 + size * 0.08,
                y + size * 0.18,
            ),
            fill=shade(1.08),
        )
    pen.polygon(
        [
            (x, y + size * 0.02),
            (x - size * 0.08, y + size * 0.15),
            (x + size * 0.08, y + size * 0.15),
        ],
        fill=shade(0.8),
    )
    pen.ellipse(
        (x - size * 0.15, y + size * 0.23, x + size * 0.15, y + size * 0.31), fill=(120, 50, 50)
    )
    pen.line(
        (x - size * 0.15, y + size * 0.27, x + size * 0.15, y + size * 0.27),
        fill=(60, 20, 20),
        width=max(1, round(size / 50)),
    )


def draw_plate(pen: ImageDraw.ImageDraw, centre, width, text="123A4567"):
    """A white plate, 520 by 110 mm, with dark letters."""
    from PIL import ImageFont

    x, y = centre
    high = width * 110 / 520
    pen.rectangle((x - width / 2, y - high / 2, x + width / 2, y + high / 2), fill=(240, 240, 238))
    pen.rectangle(
        (x - width / 2, y - high / 2, x + width / 2, y + high / 2),
        outline=(40, 40, 40),
        width=max(1, round(width / 70)),
    )
    font = ImageFont.load_default(size=high * 0.9)
    pen.text((x, y), text, fill=(25, 25, 25), font=font, anchor="mm")


def overlap(box, wanted):
    """Which part of a wanted (left, top, right, bottom) a box covers."""
    left, top, right, bottom = wanted
    wide = min(right, box.left + box.width) - max(left, box.left)
    high = min(bottom, box.top + box.height) - max(top, box.top)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / ((right - left) * (bottom - top))


def is_covered(wanted, boxes, *, least=0.5):
    return any(overlap(one, wanted) >= least for one in boxes)


def ground(width, height, *, seed):
    """Something that is no face: noise smoothed to blotches, as walls and hedges are."""
    drawn = np.random.default_rng(seed)
    small = drawn.integers(60, 190, (max(2, height // 24), max(2, width // 24), 3), dtype=np.uint8)
    image = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    fine = np.asarray(image).astype(int) + drawn.normal(0, 6, (height, width, 1))
    return Image.fromarray(np.clip(fine, 0, 255).astype(np.uint8))


def steps(low, high, count):
    """So many sizes, each larger than the one before by the same factor."""
    return [low * math.exp(math.log(high / low) * row / (count - 1)) for row in range(count)]
