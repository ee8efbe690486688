"""A walk along the North Road of the two towns, drawn: five pictures all around, two flat ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from litestar import Litestar
from PIL import Image, ImageDraw
from tests.answers.roadview.pictures import near
from tests.answers.world import World
from tests.api.stac.conftest import opened_road, wire_road
from tests.places.roadview.drawn import NOW, SPHERE, TAKEN, named, write_photo

from modugil.places.roadview.road_view import RoadView

SIZE = (2048, 1024)
DOT = (255, 120, 0)
"""Drawn where the steps from c to h begin, as seen from the first picture."""
STEP_M = 8.0
COUNT = 5
FIRST_EAST_M = 278.0
"""The walk begins so far east of a; c lies 300 m east of it."""
FOCAL_35_MM = 18
"""A flat picture of that focal length shows 90 degrees."""


@dataclass(frozen=True)
class Walked:
    """The pictures by id in the order of the walk, and the web that shows them."""

    spheres: list[str]
    flats: list[str]
    road: RoadView
    web: Litestar


def draw_sphere(row: int, *, dots: tuple[tuple[float, float], ...] = ()) -> Image.Image:
    """Sky, ground and a lighter road ahead; each dot at a yaw and pitch in degrees."""
    wide, high = SIZE
    image = Image.new("RGB", SIZE, (150, 190, 220))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, high // 2, wide, high), fill=(96, 104 + row, 92))
    pen.polygon(
        [(wide // 2, high // 2), (wide // 2 - 260, high), (wide // 2 + 260, high)],
        fill=(120, 120, 124),
    )
    for yaw, pitch in dots:
        x, y = wide * (0.5 + yaw / 360), high * (0.5 - pitch / 180)
        pen.ellipse((x - 7, y - 7, x + 7, y + 7), fill=DOT)
    return image


def write_walk(folder: Path) -> list[Path]:
    """The files as cameras would have written them."""
    files = [
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
    for row, heading in enumerate((180.0, None)):
        files.append(_write_flat(folder / f"f{row}.jpg", row=row, heading=heading))
    return files


def _write_flat(file: Path, *, row: int, heading: float | None) -> Path:
    """A flat picture beside the steps, each of a walk of its own."""
    flat = Image.new("RGB", (1200, 900), (150, 190, 220))
    ImageDraw.Draw(flat).rectangle((0, 450, 1200, 900), fill=(96, 104 + row, 92))
    write_photo(
        file,
        image=flat,
        point=near("c", north_m=-10.0 - row * STEP_M, east_m=3.0),
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
def open_walk(world: World, folder: Path) -> Iterator[Walked]:
    """The pictures taken in and served with everything else of the two towns."""
    with opened_road(folder) as (engine, road):
        report = road.add(named(write_walk(folder / "in")), now=NOW)
        assert len(report.pictures) == COUNT + 2, report
        found = [road.find_picture(id) for id in report.pictures]
        pictures = sorted((one for one in found if one), key=lambda one: one.taken)
        spheres = [one.id for one in pictures if one.looks_all_around]
        flats = [one.id for one in pictures if not one.looks_all_around]
        yield Walked(spheres, flats, road, wire_road(world, engine, road))
