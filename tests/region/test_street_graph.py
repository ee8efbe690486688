"""Lines become edges: cut where people may turn or meet something, and nowhere else."""

import numpy as np
import pytest
from tests.region.drawings import (
    drawn_edges,
    edge_of,
    edges_between,
    has_node,
    node_of,
    streets_from_drawing,
)

from modugil.core.notices import Notices
from modugil.region.street_sources import StreetSource, build_streets
from modugil.region.vocabulary import EdgeFlag, Kerb


def test_a_way_is_cut_where_another_meets_it_and_not_at_a_bend():
    streets = streets_from_drawing(
        """
        a--b--c--d
              |
              e
        """,
        ways=["abcd", "ce"],
    )
    assert drawn_edges(streets) == ["ac", "cd", "ce"]
    assert not has_node(streets, "b")
    edge = edge_of(streets, "ac")
    assert streets.shape_start[edge + 1] - streets.shape_start[edge] == 3
    assert streets.edge_length_m[edge] == pytest.approx(60, rel=1e-3)


def test_a_way_is_cut_at_a_kerb_that_nobody_else_passes():
    streets = streets_from_drawing(
        "a--b--c", ways=["abc"], nodes={"b": {"barrier": "kerb", "kerb": "raised"}}
    )
    assert drawn_edges(streets) == ["ab", "bc"]
    assert streets.node_kerb[node_of(streets, "b")] == Kerb.RAISED


def test_ways_that_cross_without_a_shared_point_do_not_meet():
    streets = streets_from_drawing(
        """
          a
        b   c
          d
        """,
        ways={"ad": {"highway": "footway", "layer": "1"}, "bc": {"highway": "footway"}},
    )
    assert drawn_edges(streets) == ["ad", "bc"]


def test_a_ring_is_halved_so_that_no_edge_ends_where_it_begins():
    streets = streets_from_drawing(
        """
        a--b
        |  |
        d--c
        """,
        ways=["abcda"],
    )
    assert (streets.edge_tail != streets.edge_head).all()
    assert streets.edge_count == 2
    assert float(streets.edge_length_m.sum()) == pytest.approx(100, rel=1e-3)


def test_a_way_that_passes_a_point_twice_keeps_both_loops():
    streets = streets_from_drawing(
        """
        a--b--c
           |  |
           e--d
        """,
        ways=["abcdeb"],
    )
    assert (streets.edge_tail != streets.edge_head).all()
    assert float(streets.edge_length_m.sum()) == pytest.approx(130, rel=1e-3)


def test_a_way_there_and_back_over_the_same_points_is_two_edges():
    streets = streets_from_drawing("a--b", ways=["aba"])
    assert drawn_edges(streets) == ["ab", "ba"]


def test_two_points_at_one_place_are_joined_by_a_short_edge(tmp_path):
    text = """<osm version="0.6">
      <node id="1" lat="33.5" lon="126.5"/><node id="2" lat="33.5" lon="126.5"/>
      <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>"""
    path = tmp_path / "one.osm"
    path.write_text(text)
    streets = build_streets([StreetSource("osm", path, 0)], notices=Notices())
    assert streets.edge_length_m.tolist() == pytest.approx([0.01])


def test_a_point_named_twice_in_a_row_makes_no_edge():
    assert drawn_edges(streets_from_drawing("a--b", ways=["aab"])) == ["ab"]


def test_two_ways_between_the_same_points_are_two_edges():
    streets = streets_from_drawing(
        "a--b", ways={"ab": {"highway": "footway"}, "ab:2": {"highway": "steps"}}
    )
    assert len(edges_between(streets, "a", "b")) == 2


def test_no_streets_at_all_are_streets_of_length_nothing():
    streets = streets_from_drawing("a--b", ways={"ab": {"waterway": "river"}})
    assert (streets.node_count, streets.edge_count) == (0, 0)
    assert streets.arc_start.tolist() == [0]
    assert streets.landmark_m.shape[0] == 0
    assert streets.grid_start.tolist() == [0, 0]


def test_a_sample_says_of_every_edge_that_it_is_one():
    streets = streets_from_drawing("a--b--c", ways=["ab", "bc"], sample=True)
    assert (streets.edge_flags & EdgeFlag.SAMPLE).all()


def test_arrays_are_read_only_as_those_of_a_loaded_region():
    streets = streets_from_drawing("a--b", ways=["ab"])
    with pytest.raises(ValueError, match="read-only"):
        streets.edge_length_m[0] = 1.0
    assert not streets.landmark_m.flags.writeable


def test_names_are_kept_once_with_their_translations():
    streets = streets_from_drawing(
        "a--b--c--d",
        ways={
            "ab": {"highway": "footway", "name": "중앙로", "name:en": "Jungang-ro"},
            "bc": {"highway": "footway", "name": "중앙로", "name:en": "Jungang-ro"},
            "cd": {"highway": "footway"},
        },
    )
    assert len(streets.names) == 1
    name = int(streets.edge_name[edge_of(streets, "ab")])
    assert streets.names.get(name) == "중앙로"
    assert streets.names.get(name, language="en") == "Jungang-ro"
    assert streets.edge_name[edge_of(streets, "cd")] == -1


def test_every_node_lists_the_arcs_that_leave_it():
    streets = streets_from_drawing("a--b--c", ways=["ab", "cb"])
    b = node_of(streets, "b")
    arcs = streets.arc_edge[streets.arc_start[b] : streets.arc_start[b + 1]]
    assert sorted(arcs.tolist()) == sorted(
        [edge_of(streets, "ab") * 2 + 1, edge_of(streets, "cb") * 2 + 1]
    )
    assert np.bincount(streets.arc_edge >> 1).tolist() == [2, 2]
