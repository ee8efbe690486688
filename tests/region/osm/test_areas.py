"""Squares and platforms: their outline is walked, and entries are joined straight inside."""

import numpy as np
import pytest
from tests.region.drawings import drawn_edges, edges_between, has_node, streets_from_drawing

from modugil.core.notices import Notices
from modugil.region.osm.multipolygons import assemble_rings
from modugil.region.vocabulary import EdgeFlag, FactSource, Surface, WayKind

SQUARE = {"highway": "pedestrian", "area": "yes", "surface": "sett"}
PATH = {"highway": "footway"}
PLAZA = """
  e
  |
a-b---c
|     |
d--f--g--h
"""


def kinds_between(streets, first, second):
    return sorted(
        WayKind(streets.edge_kind[edge]).name for edge in edges_between(streets, first, second)
    )


def test_entries_of_a_square_are_joined_straight_and_its_outline_is_walked():
    streets = streets_from_drawing(PLAZA, ways={"abcgfda": SQUARE, "eb": PATH, "gh": PATH})
    assert kinds_between(streets, "b", "g") == ["AREA", "PEDESTRIAN"]
    (edge,) = [e for e in edges_between(streets, "b", "g") if streets.edge_kind[e] == WayKind.AREA]
    assert streets.edge_length_m[edge] == pytest.approx(np.hypot(40, 20), rel=1e-2)
    assert streets.edge_surface[edge] == Surface.SETT
    assert not has_node(streets, "d")


def test_a_closed_footway_that_is_no_area_is_not_walked_across():
    streets = streets_from_drawing(
        PLAZA, ways={"abcgfda": {"highway": "footway"}, "eb": PATH, "gh": PATH}
    )
    assert kinds_between(streets, "b", "g") == ["FOOTWAY"]


def test_a_straight_line_that_leaves_the_area_is_not_walked():
    streets = streets_from_drawing(
        """
        x-a-b   c-d-y
          | |   | |
          | f---g |
          e-------h
        """,
        ways={"abfgcdhea": SQUARE, "xa": PATH, "dy": PATH},
    )
    assert WayKind.AREA not in streets.edge_kind


def test_a_straight_line_through_a_hole_is_not_walked():
    drawing = """
    x-a-------b
      | p---q |
      | |   | |
      | s---r |
      d-------c-y
    """
    ways = {"abcda": {}, "pqrsp": {}, "xa": PATH, "cy": PATH}
    members = {"abcda": "outer", "pqrsp": "inner"}
    tags = {"type": "multipolygon", "highway": "pedestrian"}
    holed = streets_from_drawing(drawing, ways, relations=[(tags, members)])
    assert WayKind.AREA not in holed.edge_kind
    whole = streets_from_drawing(drawing, ways, relations=[(tags, {"abcda": "outer"})])
    assert kinds_between(whole, "a", "c")[0] == "AREA"
    assert (whole.edge_way_id < 0).any()


def test_an_area_of_which_only_the_hole_is_closed_is_left_out_and_noted():
    drawing = "p-q\n| |\ns-r  a-b"
    ways: dict[str, dict[str, str]] = {"pqrsp": {}, "ab": {}}
    members = {"pqrsp": "inner", "ab": "outer"}
    tags = {"type": "multipolygon", "highway": "pedestrian"}
    notices = Notices()
    streets = streets_from_drawing(drawing, ways, relations=[(tags, members)], notices=notices)
    assert streets.edge_count == 0, "nobody walks around in a hole"
    assert notices.count("open_multipolygon") == 1


def test_steps_between_two_points_of_one_square_are_not_walked_around_on_the_flat():
    drawing = """
    x-a---b---c
      |   |   |
      d---e---f-y
    """
    ways = {"abcfeda": SQUARE, "be": {"highway": "steps"}, "xa": PATH, "fy": PATH}
    streets = streets_from_drawing(drawing, ways)
    assert WayKind.AREA not in streets.edge_kind
    outline = streets.edge_kind == WayKind.PEDESTRIAN
    assert np.isnan(streets.edge_slope_up_ratio[outline]).all()
    assert (streets.edge_slope_source[outline] == FactSource.NONE).all()


def test_a_straight_line_does_not_cut_through_steps_inside_the_square():
    drawing = """
    x-a-----b
      |  m  |
      |  |  |
      |  n  |
      d-----e-y
    """
    ways = {"abeda": SQUARE, "xa": PATH, "ey": PATH}
    assert "AREA" in kinds_between(streets_from_drawing(drawing, ways), "a", "e")
    ways["mn"] = {"highway": "steps"}
    assert "AREA" not in kinds_between(streets_from_drawing(drawing, ways), "a", "e")


def test_a_square_on_a_bridge_keeps_its_flags():
    streets = streets_from_drawing(
        PLAZA, ways={"abcgfda": {**SQUARE, "bridge": "yes"}, "eb": PATH, "gh": PATH}
    )
    area = streets.edge_kind == WayKind.AREA
    assert (streets.edge_flags[area] & EdgeFlag.BRIDGE).all()


def test_a_closed_platform_is_an_area_without_saying_so():
    streets = streets_from_drawing(
        PLAZA, ways={"abcgfda": {"railway": "platform"}, "eb": PATH, "gh": PATH}
    )
    assert kinds_between(streets, "b", "g") == ["AREA", "PLATFORM"]


def test_an_elevator_drawn_as_an_area_is_ridden_between_its_doors():
    streets = streets_from_drawing(
        """
        x-a-b
          | |
          d-c-y
        """,
        ways={"abcda": {"highway": "elevator"}, "xa": PATH, "cy": PATH},
    )
    assert drawn_edges(streets) == ["ac", "cy", "xa"]
    assert kinds_between(streets, "a", "c") == ["ELEVATOR"]
    ride = streets.edge_kind == WayKind.ELEVATOR
    assert streets.edge_slope_up_ratio[ride].tolist() == [0.0]
    assert streets.edge_slope_source[ride].tolist() == [FactSource.DERIVED]


def test_a_door_in_the_outline_is_an_entry():
    streets = streets_from_drawing(
        PLAZA, ways={"abcgfda": SQUARE, "eb": PATH}, nodes={"f": {"entrance": "main"}}
    )
    assert "AREA" in kinds_between(streets, "b", "f")


def test_rings_are_joined_whichever_way_their_pieces_are_drawn():
    assert assemble_rings([[1, 2, 3], [5, 4, 3], [1, 6, 5]]) == [[1, 2, 3, 4, 5, 6, 1]]
    assert assemble_rings([[1, 2, 3, 1], [4, 5]]) == [[1, 2, 3, 1]]
