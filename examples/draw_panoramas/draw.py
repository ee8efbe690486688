"""All pictures of the sample's road view, from its drawn streets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from examples.draw_jeju_sample.draw import REGION

from .camera import Level, View
from .ground import draw_colours
from .panels import Standing
from .relief import draw_heights, height_at
from .sheet import Sheet
from .standing import plan_standing
from .streets import Streets, read_streets
from .walks import CAMERA_M, Shot, list_shots, plan_walks
from .write_photo import write_photo

SHEETS = ((1.6, 0.002), (11.0, 0.0125), (46.0, 0.05), (210.0, 0.2))
"""Half sizes and cells in metres: fine below the camera, coarse far away."""
COLUMNS = 2560
FINER = 2
"""So many dots are drawn for one that is kept, to each side."""


def draw_panoramas(out: Path, *, streets_file: Path = REGION / "streets.osm.pbf") -> list[Path]:
    """Write all pictures into `out`; same streets and letters, same bytes."""
    out.mkdir(parents=True, exist_ok=True)
    return [write_photo(out / f"{shot.name}.jpg", image, shot)
            for shot, image in draw_all(read_streets(streets_file))]  # fmt: skip


def draw_all(streets: Streets) -> Iterator[tuple[Shot, Image.Image]]:
    """Each picture with where it is taken."""
    stands: dict[str, Standing] = {}
    for shot in list_shots(plan_walks(streets)):
        if shot.walk.name not in stands:
            stands[shot.walk.name] = plan_standing(streets, shot.walk)
        yield shot, draw_shot(streets, stands[shot.walk.name], shot)


def draw_shot(
    streets: Streets, standing: Standing, shot: Shot, *, columns: int = COLUMNS
) -> Image.Image:
    """One picture, all around."""
    eye = height_at(streets, shot.walk, shot.at) + CAMERA_M
    view = View(shot.at, eye, shot.heading_deg, columns * FINER)
    view.lay_ground([_draw_level(streets, standing, shot, size) for size in SHEETS])
    view.put(standing)
    whole = Image.fromarray(view.colours)
    return whole.resize((columns, columns // 2), Image.Resampling.BOX)


def _draw_level(
    streets: Streets, standing: Standing, shot: Shot, size: tuple[float, float]
) -> Level:
    sheet = Sheet(shot.at, *size)
    fine = size in SHEETS[:2]
    colours = draw_colours(sheet, streets, standing, shot, notice=fine)
    return Level(sheet, colours, draw_heights(sheet, streets, shot.walk, standing.walls))
