import gzip
import time

import numpy as np
import pytest
from tests.answers.world import POINTS
from tests.pages.map.decode_tile import decode_tile

from modugil.pages.map.cut_lines import TileAddress, to_world
from modugil.pages.map.tiles import MAX_ZOOM, build_tiles, is_tile


def tile_at(mark: str, z: int) -> TileAddress:
    lat, lon = POINTS[mark]
    x, y = (float(value[0]) for value in to_world(np.array([lat]), np.array([lon])))
    return TileAddress(z, int(x * 2**z), int(y * 2**z))


@pytest.fixture(scope="module")
def tiles(towns):
    region = towns.planner.region
    return build_tiles(
        streets=region.streets, timetable=region.timetable, places=towns.planner.places
    )


@pytest.fixture(scope="module")
def near(tiles):
    return decode_tile(gzip.decompress(tiles.get_tile(tile_at("c", 16)).gzipped))


def test_a_near_tile_shows_ways_by_kind_with_their_names(near):
    classes = {one["tags"]["class"] for one in near["streets"]["features"]}
    assert {"foot", "steps", "crossing"} <= classes
    assert "북로" in {one["tags"].get("name") for one in near["streets"]["features"]}
    assert any(one["tags"].get("steep") for one in near["streets"]["features"])


def test_stops_and_sights_can_be_chosen_by_what_a_plan_takes(towns, near):
    stops = {one["tags"]["ref"]: one["tags"] for one in near["stops"]["features"]}
    assert stops["stop:land:W2"]["name"] == "서마을 회관"
    assert stops["stop:land:W2"]["name_en"] == "West Village Hall"
    for ref in stops:
        assert towns.planner.finder.get_endpoint(ref, language="ko").place.name


def test_a_far_tile_shows_lines_and_sights_but_no_footways(tiles):
    far = decode_tile(gzip.decompress(tiles.get_tile(tile_at("c", 10)).gzipped))
    assert "streets" not in far
    assert {one["tags"]["color"] for one in far["lines"]["features"]} >= {"#33cc99"}
    assert {one["tags"]["kind"] for one in far["places"]["features"]} == {"sight"}


def test_a_tile_is_told_by_its_tag_until_it_changes(client):
    one = tile_at("c", 15)
    path = f"/tiles/{one.z}/{one.x}/{one.y}.mvt"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert first.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert decode_tile(first.content)["streets"]
    assert (again.status_code, again.content) == (304, b"")
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert plain.content == first.content


def test_a_tile_is_drawn_within_thirty_milliseconds(tiles):
    begun = time.process_time()
    for z in range(8, MAX_ZOOM + 1):
        tiles._draw(tile_at("c", z))
    assert (time.process_time() - begun) / (MAX_ZOOM - 7) < 0.030


@pytest.mark.parametrize(
    "z, x, y, there",
    [
        (0, 0, 0, True),
        (16, 65535, 0, True),
        (16, 65536, 0, False),
        (17, 0, 0, False),
        (3, -1, 0, False),
    ],
)
def test_only_squares_of_the_web_map_are_tiles(z, x, y, there):
    assert is_tile(TileAddress(z, x, y)) is there
