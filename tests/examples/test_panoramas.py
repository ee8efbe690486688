"""The drawn pictures that ship with the sample: whole, small, marked, drawn from its map."""

from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from examples.draw_jeju_sample.draw import REGION
from examples.draw_panoramas.draw import SHEETS, draw_shot
from examples.draw_panoramas.standing import plan_standing
from examples.draw_panoramas.streets import Streets, read_streets
from examples.draw_panoramas.walks import EVERY_M, list_shots, plan_walks
from PIL import Image

from modugil.core.geo import distance_m
from modugil.core.time import get_zone
from modugil.places.roadview.photo import Photo
from modugil.places.roadview.read_photo import Reading, read_photo
from modugil.places.roadview.sequences import order_photos
from modugil.region.region_file import read_region_file

PHOTOS = sorted((REGION / "photos").glob("*"))
LARGEST_BYTES, MOST_BYTES = 155_000, 5_000_000
COLUMNS = 640


@pytest.fixture(scope="module")
def photos() -> list[Photo]:
    """All of them, as a server reads them; none is refused."""
    reads = Reading(get_zone("Asia/Seoul"), datetime(2026, 11, 23, tzinfo=UTC))
    return [read_photo(file, reads, name=file.name) for file in PHOTOS]


@pytest.fixture(scope="module")
def streets() -> Streets:
    return read_streets(REGION / "streets.osm.pbf")


def test_there_are_two_sequences_of_some_thirty_small_pictures(photos):
    assert len(photos) == 32
    assert [len(one) for one in order_photos(photos).sequences] == [24, 8]
    sizes = [file.stat().st_size for file in PHOTOS]
    assert max(sizes) <= LARGEST_BYTES
    assert sum(sizes) <= MOST_BYTES


def test_each_tells_where_and_which_way_it_looks_and_that_it_is_drawn(photos):
    for photo in photos:
        assert photo.shape.is_whole_sphere
        assert photo.heading_from == "exif"
        assert (photo.camera.make, photo.camera.model) == ("Modugil", "drawn")
        assert photo.notes == ()
    for file in PHOTOS:
        with Image.open(file) as image:
            assert "not a photo" in image.getexif()[270]
            assert "DRAWN" in image.info["comment"].decode()


def test_the_region_names_them_as_a_sample_of_ours():
    source = next(
        one for one in read_region_file(REGION, data_folder=None).sources if one.kind == "photos"
    )
    assert (source.sample, source.licence) == (True, "Apache-2.0")
    assert source.attribution["en"] == "Modugil (drawn)"


def test_they_follow_the_map_of_the_sample(photos, streets):
    shots = {f"{shot.name}.jpg": shot for shot in list_shots(plan_walks(streets))}
    assert {photo.name for photo in photos} == set(shots)
    for photo in photos:
        assert photo.heading_deg == pytest.approx(shots[photo.name].heading_deg, abs=0.1)
        assert photo.taken == shots[photo.name].taken
    for sequence in order_photos(photos).sequences:
        for one, other in pairwise(sequence):
            assert EVERY_M * 0.6 < distance_m(one.point, other.point) < EVERY_M * 1.05


def test_what_ships_is_what_is_drawn(streets, monkeypatch):
    """At a quarter of the width, and with coarser ground, which is told apart by no eye."""
    monkeypatch.setattr(
        "examples.draw_panoramas.draw.SHEETS", tuple((half, cell * 2) for half, cell in SHEETS)
    )
    walk = plan_walks(streets)[1]
    shot = next(one for one in list_shots([walk]) if one.name == "steps-05")
    drawn = draw_shot(streets, plan_standing(streets, walk), shot, columns=COLUMNS)
    with Image.open(REGION / "photos" / "steps-05.jpg") as shipped:
        small = np.asarray(shipped.convert("RGB").resize(drawn.size, Image.Resampling.BOX))
    apart = np.abs(np.asarray(drawn).astype(int) - small.astype(int))
    assert apart.mean() < 4.0
    assert np.asarray(drawn).std() > 20.0
