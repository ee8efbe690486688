"""A walk along the North Road of the two towns, drawn: five pictures all around, two flat ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from sqlalchemy import Engine
from tests.answers.roadview.pictures import near
from tests.api.stac.conftest import opened_road
from tests.places.roadview.drawn import NOW, SPHERE, TAKEN, named, write_photo

from modugil.core.geo import LatLon
from modugil.places.roadview.road_view import RoadView

SIZE = (2048, 1024)
DOT = (255, 120, 0)
"""Drawn where the steps from c to h begin, as seen from the first picture."""
STEP_M = 8.0
COUNT, MOST_REPORTED = 5, 5
FIRST_EAST_M = 278.0
"""The walk begins so far east of a; c lies 300 m east of it."""
FOCAL_35_MM = 18
"""A flat picture of that focal length shows 90 degrees."""


@dataclass(frozen=True)
class Walked:
    """The pictures by id in the order they were taken."""

    spheres: list[str]
    flats: list[str]
    """On the steps; of the second nobody knows which way it looks."""
    to_report: list[str]
    """Flat ones on the country road, which a test may hide."""
    road: RoadView


def draw_sphere(row: int, *, dots: tuple[tuple[float, float], ...] = ()) -> Image.Image:
    """Sky, ground and a lighter road ahead; each dot at a yaw and pitch in degrees."""
    wide, high = SIZE
    image = Image.new("RGB", SIZE, (150, 190, 220))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, high // 2, wide, high), fill=(96, 100 + 3 * row, 92))
    pen.polygon(
        [(wide // 2, high // 2), (wide // 2 - 260, high), (wide // 2 + 260, high)],
        fill=(120, 120, 124),
    )
    for yaw, pitch in dots:
        x, y = wide * (0.5 + yaw / 360), high * (0.5 - pitch / 180)
        pen.ellipse((x - 7, y - 7, x + 7, y + 7), fill=DOT)
    return image


def write_spheres(folder: Path) -> list[Path]:
    """The files as a camera that looks all around would have written them."""
    return [
        write_photo(
            folder / f"s{row}.jpg",
            image=draw_sphere(row, dots=((0.0, -5.194),) if row == 0 else ()),
            point=near("a", east_m=FIRST_EAST_M + row * STEP_M),
            taken=TAKEN + timedelta(seconds=row * 4),
            heading=90.0,
            xmp=SPHERE,
        )
        for row in range(COUNT)
    ]


def write_flats(folder: Path) -> list[Path]:
    """Those of a camera in the hand."""
    files = []
    for row, heading in enumerate((180.0, None)):
        point = near("c", north_m=-10.0 - row * STEP_M, east_m=1.0)
        files.append(_write_flat(folder / f"f{row}.jpg", point, row=row, heading=heading))
    for row in range(MOST_REPORTED):
        point = near("k", east_m=row * STEP_M)
        files.append(_write_flat(folder / f"r{row}.jpg", point, row=2 + row, heading=90.0))
    return files


def _write_flat(file: Path, point: LatLon, *, row: int, heading: float | None) -> Path:
    """A flat picture, each of a walk of its own."""
    flat = Image.new("RGB", (1200, 900), (150, 190, 220))
    ImageDraw.Draw(flat).rectangle((0, 450, 1200, 900), fill=(96, 100 + 3 * row, 92))
    write_photo(
        file,
        image=flat,
        point=point,
        taken=TAKEN + timedelta(hours=1 + row),
        heading=heading,
        tags={272: "Pencil 2"},
    )
    with Image.open(file) as image:
        exif = image.getexif()
        exif.get_ifd(0x8769)[41989] = FOCAL_35_MM
        image.save(file, "JPEG", exif=exif)
    return file


@contextmanager
def open_walk(folder: Path) -> Iterator[tuple[Engine, Walked]]:
    """The pictures taken in, and the database that knows them."""
    with opened_road(folder) as (engine, road):
        files = [*write_spheres(folder / "in"), *write_flats(folder / "in")]
        report = road.add(named(files), now=NOW)
        found = [road.find_picture(id) for id in report.pictures]
        pictures = sorted((one for one in found if one), key=lambda one: one.taken)
        ids = [one.id for one in pictures]
        assert len(ids) == COUNT + 2 + MOST_REPORTED, report
        yield engine, Walked(ids[:COUNT], ids[COUNT : COUNT + 2], ids[COUNT + 2 :], road)
