"""OSM files: what is missing is noted, what is broken ends with one sentence."""

import re

import pytest
from tests.region.drawings import drawn_edges, osm_text, streets_from_drawing

from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.street_sources import StreetSource, build_streets

WAY = b"<way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='footway'/></way></osm>"


def build(path, notices=None):
    notices = Notices() if notices is None else notices
    return build_streets([StreetSource("osm", path, 3)], notices=notices)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("absent.osm.pbf", None),
        ("broken.osm.pbf", b"not a pbf at all"),
        ("empty.osm.pbf", b""),
        ("broken.osm", b"<osm><way id='1'><nd ref="),
        ("nowhere.osm", b"<osm version='0.6'><node id='1' lat='nan' lon='0'/>" + WAY),
        ("huge.osm", b"<osm version='0.6'><way id='99999999999999999999'/></osm>"),
        ("other.txt", b"hello"),
    ],
)
def test_a_broken_file_ends_with_one_sentence_that_names_it(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RegionUnreadable) as fault:
        build(path)
    assert name in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_truncated_pbf_is_not_half_a_region(tmp_path, shared_data):
    whole = (shared_data / "porto_alegre" / "poa_osm.pbf").read_bytes()
    path = tmp_path / "half.osm.pbf"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RegionUnreadable):
        build(path)


def test_a_way_is_cut_at_points_the_file_does_not_hold(tmp_path):
    text = osm_text("a--b--c--d--e", {"abcde": {"highway": "footway"}})
    path = tmp_path / "cut.osm"
    path.write_text(re.sub(rf'<node id="{ord("c")}".*?</node>', "", text, flags=re.DOTALL))
    notices = Notices()
    streets = build(path, notices)
    assert drawn_edges(streets) == ["ab", "de"]
    assert [(one.code, one.row, one.file) for one in notices] == [("missing_node", 1, "cut.osm")]
    assert (streets.edge_source == 3).all()


def test_an_area_whose_ring_is_open_is_noted_and_left_out():
    notices = Notices()
    streets = streets_from_drawing(
        "a--b--c",
        ways={"abc": {}},
        relations=[({"type": "multipolygon", "highway": "pedestrian"}, {"abc": "outer"})],
        notices=notices,
    )
    assert streets.edge_count == 0
    assert notices.count("open_multipolygon") == 1


def test_the_same_file_gives_the_same_arrays(tmp_path):
    path = tmp_path / "one.osm"
    path.write_text(osm_text("a--b--c\n   |\n   d", ["abc", "bd"]))
    first, second = build(path), build(path)
    for field in first.__slots__:
        a, b = getattr(first, field), getattr(second, field)
        assert field == "names" or (a.tobytes() == b.tobytes() if hasattr(a, "tobytes") else a == b)


def test_two_files_stand_side_by_side(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.osm").write_text(osm_text("a--b", ["ab"]))
    sources = [
        StreetSource("osm", tmp_path / f"{one}.osm", row) for row, one in enumerate(("one", "two"))
    ]
    streets = build_streets(sources, notices=Notices())
    assert (streets.node_count, streets.edge_count) == (4, 2)
    assert sorted(streets.edge_source.tolist()) == [0, 1]
