"""The real sequence of a 360 degree camera goes through the whole pipeline."""

import time
from collections import Counter

import pytest
from PIL import Image
from tests.places.roadview.drawn import NOW, SEOUL, named

from modugil.places.roadview.derive import count_columns
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.places.roadview.shelf import Wanted


def test_three_real_pictures_are_one_sequence_with_all_their_sizes(road, shared_data):
    folder = shared_data / "photos"
    files = [folder / name for name in ("3.jpg", "1.jpg", "2.jpg", "b1.jpg", "e1_without_exif.jpg")]
    report = road.add(named(files), now=NOW, producer="GeoVisio")
    assert (report.files, len(report.pictures), len(report.sequences)) == (5, 4, 2)
    assert [one.code for one in report.refused] == ["no_position"]
    spheres = max(road.list_sequences(Wanted(), limit=9), key=lambda one: one.count)
    assert spheres.count == 3
    pictures = road.list_of_sequence(Wanted(sequences=(spheres.sequence.id,)), limit=9)
    assert [one.facts.name for one in pictures] == ["1.jpg", "2.jpg", "3.jpg"]
    assert [one.facts.heading_deg for one in pictures] == [349.06, 11.19, 1.47]
    assert count_columns(5760) == 8
    with Image.open(road.get_file(pictures[0], "tiled/7_3.jpg")) as tile:
        assert tile.size == (720, 720)
    with Image.open(road.get_file(pictures[0], "sd.jpg")) as small:
        assert small.size == (2048, 1024)


@pytest.mark.proof
def test_how_long_the_real_pictures_take_and_what_is_blurred(
    engine, tmp_path, shared_data, proof_sheet
):
    road = RoadView(engine, tmp_path / "r", RoadViewSettings(), zone=SEOUL)
    files = named(shared_data / "photos" / f"{n}.jpg" for n in (1, 2, 3))
    began_s = time.process_time()
    report = road.add(files, now=NOW)
    used_s = time.process_time() - began_s
    assert len(report.pictures) == 3
    kinds: Counter[str] = report.boxes
    size = sum(one.stat().st_size for one in (tmp_path / "r").rglob("*") if one.is_file())
    proof_sheet(
        "Road view: the real 360 degree sequence",
        {
            "pictures of 5760 by 2880": "3, one sequence",
            "processor time for each": f"{used_s / 3:.1f} s",
            "kept for each (hd, sd, thumb, 32 tiles)": f"{size / 3 / 1e6:.1f} MB",
            "blurred in all three": f"{kinds['face']} as faces, {kinds['plate']} as plates",
        },
    )
