"""OpenSidewalks graphs: the words are OSM's, slopes are ratios, faults are notices."""

import contextlib
import json
import zipfile

import numpy as np
import pytest

from modugil.core.access import Access
from modugil.core.errors import RegionUnreadable
from modugil.core.notices import Notices
from modugil.region.opensidewalks.feature_tags import tags_of_feature
from modugil.region.street_sources import StreetSource, build_streets
from modugil.region.vocabulary import CrossingKind, FactSource, Kerb, SidewalkSide, WayKind

LAT, LON = 47.64, -122.14


def node(name, east=0.0, **properties):
    place = [LON + east, LAT]
    return feature("Point", place, {"_id": name, **properties})


def edge(name, tail, head, **properties):
    places = [[LON + east, LAT] for east in (tail[1], head[1])]
    ids = {"_id": name, "_u_id": tail[0], "_v_id": head[0]}
    return feature("LineString", places, {**ids, "highway": "footway", **properties})


def feature(kind, coordinates, properties):
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(features):
    return json.dumps({"type": "FeatureCollection", "features": features})


A, B = ("11", 0.0), ("12", 0.001)
NODES = [node("11"), node("12", 0.001, barrier="kerb", kerb="lowered", tactile_paving="yes")]


def build(folder, edges, nodes=None, notices=None):
    (folder / "x.graph.nodes.OSW.geojson").write_text(collection(nodes or NODES))
    (folder / "x.graph.edges.OSW.geojson").write_text(collection(edges))
    notices = Notices() if notices is None else notices
    return build_streets([StreetSource("opensidewalks", folder, 0)], notices=notices)


def test_an_edge_and_its_nodes_are_read(tmp_path):
    streets = build(
        tmp_path,
        [edge("5", A, B, footway="crossing", **{"crossing:markings": "zebra", "width": 1.5})],
    )
    assert (streets.node_count, streets.edge_count) == (2, 1)
    assert streets.edge_kind.tolist() == [WayKind.CROSSING]
    assert streets.edge_crossing.tolist() == [CrossingKind.MARKED]
    assert streets.edge_width_m.tolist() == [1.5]
    assert streets.edge_way_id.tolist() == [-5]
    assert sorted(streets.node_osm_id.tolist()) == [-12, -11]
    kerb = streets.node_osm_id == -12
    assert streets.node_kerb[kerb].tolist() == [Kerb.LOWERED]
    assert streets.node_tactile[kerb].tolist() == [Access.YES]
    assert streets.edge_length_m[0] == pytest.approx(74.9, abs=0.2)


def test_an_incline_is_a_ratio_in_the_direction_drawn(tmp_path):
    streets = build(tmp_path, [edge("5", A, B, incline=-0.08)])
    assert streets.edge_slope_up_ratio.tolist() == [0.0]
    assert streets.edge_slope_down_ratio[0] == pytest.approx(0.08)
    assert streets.edge_slope_source.tolist() == [FactSource.TAG]
    assert streets.edge_descent_m[0] == pytest.approx(0.08 * streets.edge_length_m[0], rel=1e-5)


def test_a_climb_without_an_incline_says_nothing_of_how_much(tmp_path):
    streets = build(tmp_path, [edge("5", A, B, highway="steps", climb="up", step_count=4)])
    assert streets.edge_step_count.tolist() == [4]
    assert np.isnan(streets.edge_slope_up_ratio).all()


def test_an_incline_of_three_is_not_a_slope(tmp_path):
    notices = Notices()
    streets = build(tmp_path, [edge("5", A, B, incline=3)], notices=notices)
    assert np.isnan(streets.edge_slope_up_ratio).all()
    assert notices.count("implausible_measure") == 1


@pytest.mark.parametrize(
    ("properties", "tags"),
    [
        ({"ext:kerb:height": 0.06}, {"kerb:height": "0.06"}),
        ({"ext:width": "3", "width": 2}, {"width": "2"}),
        ({"width": 2, "ext:width": "3"}, {"width": "2"}),
        ({"incline": 0.05}, {"incline": "5.000000%"}),
        ({"length": 3, "_id": "1"}, {}),
        ({"ext:lit": True}, {"lit": "yes"}),
    ],
)
def test_properties_become_osm_tags(properties, tags):
    assert tags_of_feature(properties) == tags


def test_lines_that_are_no_edges_are_counted_and_left_out(tmp_path):
    notices = Notices()
    fence = feature("LineString", [[LON, LAT], [LON, LAT + 1]], {"_id": "9", "barrier": "fence"})
    streets = build(tmp_path, [edge("5", A, B), fence], notices=notices)
    assert streets.edge_count == 1
    assert notices.count("line_without_nodes") == 1


def test_an_edge_to_a_node_that_is_not_there_is_lost(tmp_path):
    notices = Notices()
    streets = build(tmp_path, [edge("5", A, ("99", 0.002))], notices=notices)
    assert streets.edge_count == 0
    assert [(one.code, one.row) for one in notices] == [("missing_node", 1)]


def test_an_edge_drawn_beside_its_node_takes_the_nodes_place(tmp_path):
    notices = Notices()
    streets = build(tmp_path, [edge("5", A, ("12", 0.0013))], notices=notices)
    assert notices.count("ends_apart") == 1
    assert streets.edge_length_m[0] == pytest.approx(74.9, abs=0.2)


def test_ids_that_are_no_numbers_are_told_apart(tmp_path):
    nodes = [node("a"), node("b", 0.001), node("012", 0.002), node("12", 0.003)]
    edges = [edge("x", ("a", 0), ("b", 0.001)), edge("y", ("012", 0.002), ("12", 0.003))]
    streets = build(tmp_path, edges, nodes)
    assert streets.node_count == 4
    assert len(set(streets.node_osm_id.tolist())) == 4


def test_a_street_is_walked_on_its_carriageway(tmp_path):
    streets = build(tmp_path, [edge("5", A, B, highway="residential")])
    assert streets.edge_side.tolist() == [SidewalkSide.CARRIAGEWAY]


def test_a_zip_and_a_single_file_are_the_same_as_the_folder(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    whole = build(folder, [edge("5", A, B)])
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"inner/{file.name}")
    for path in (tmp_path / "x.zip", folder / "x.graph.edges.OSW.geojson"):
        again = build_streets([StreetSource("opensidewalks", path, 0)], notices=Notices())
        assert again.edge_length_m.tolist() == whole.edge_length_m.tolist()


def test_two_nodes_of_one_id_are_noted_and_the_first_is_kept(tmp_path):
    notices = Notices()
    streets = build(tmp_path, [edge("5", A, B)], [*NODES, node("12", 0.5)], notices=notices)
    assert [(one.code, one.row) for one in notices] == [("node_twice", 3)]
    assert streets.edge_length_m[0] == pytest.approx(74.9, abs=0.2)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("geometry", "nowhere"),
        ("geometry", {"type": "LineString", "coordinates": 3}),
        ("geometry", {"type": "LineString", "coordinates": [["-122.1", "47.6"], [LON, LAT]]}),
        ("geometry", {"type": "LineString", "coordinates": [[LON, 10**400], [LON, LAT]]}),
        ("geometry", {"type": "LineString", "coordinates": [[LON, LAT]]}),
        ("properties", [1]),
        ("properties", None),
    ],
)
def test_a_feature_of_another_form_is_noted_and_the_others_are_read(tmp_path, key, value):
    notices = Notices()
    streets = build(tmp_path, [edge("5", A, B) | {key: value}, edge("6", A, B)], notices=notices)
    assert streets.edge_way_id.tolist() == [-6]
    assert [one.row for one in notices] == [1]


def test_a_count_of_many_digits_is_not_a_count(tmp_path):
    notices = Notices()
    build(tmp_path, [edge("5", A, B, highway="steps", step_count="9" * 5000)], notices=notices)
    assert notices.count("unreadable_measure") == 1


def test_a_damaged_zip_ends_with_one_sentence(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.nodes.geojson", collection(NODES * 50))
        archive.writestr("a.edges.geojson", collection([edge("5", A, B)]))
    whole = path.read_bytes()
    for at in range(30, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with contextlib.suppress(RegionUnreadable):
            build_streets([StreetSource("opensidewalks", path, 0)], notices=Notices())


DEEP = '{"features":' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"features": 3}', "{", DEEP, '{"features": ["\\ud800"]}']
)
def test_a_broken_file_ends_with_one_sentence(tmp_path, content):
    (tmp_path / "a.nodes.geojson").write_text(collection(NODES))
    (tmp_path / "a.edges.geojson").write_text(content)
    with pytest.raises(RegionUnreadable) as fault:
        build_streets([StreetSource("opensidewalks", tmp_path, 0)], notices=Notices())
    assert "\n" not in str(fault.value)


def test_a_folder_without_both_files_is_refused(tmp_path):
    (tmp_path / "a.nodes.geojson").write_text(collection(NODES))
    with pytest.raises(RegionUnreadable, match="0 GeoJSON files of OpenSidewalks edges"):
        build_streets([StreetSource("opensidewalks", tmp_path, 0)], notices=Notices())
