"""A fact on the point where a crossing meets the road belongs to the crossing, not to the road."""

import numpy as np
from tests.region.drawings import edge_of, has_node, node_of, streets_from_drawing

from modugil.core.access import Access
from modugil.region.vocabulary import CrossingKind, Kerb, WheelchairTag

DRAWING = """
      c
      |
a-----x-----b
      |
      d
"""
ROAD = {"highway": "residential"}
POINT = {"highway": "crossing", "crossing": "traffic_signals", "kerb": "raised",
         "wheelchair": "no", "tactile_paving": "yes", "traffic_signals:sound": "yes"}  # fmt: skip


def test_a_crossing_way_knows_what_its_point_tells():
    ways = {"axb": ROAD, "cxd": {"highway": "footway", "footway": "crossing"}}
    streets = streets_from_drawing(DRAWING, ways, {"x": POINT})
    crossing, road = edge_of(streets, "cx"), edge_of(streets, "ax")
    assert streets.edge_crossing[crossing] == CrossingKind.SIGNALS
    assert streets.edge_signal_sound[crossing] == Access.YES
    assert streets.edge_kerb[crossing] == Kerb.RAISED
    assert streets.edge_wheelchair[crossing] == WheelchairTag.NO
    assert streets.edge_tactile[crossing] == Access.YES
    assert streets.edge_wheelchair[road] == WheelchairTag.UNKNOWN
    assert streets.edge_crossing[road] == CrossingKind.NONE


def test_who_goes_along_the_road_meets_nothing_there():
    ways = {"axb": ROAD, "cxd": {"highway": "footway", "footway": "crossing"}}
    streets = streets_from_drawing(DRAWING, ways, {"x": POINT})
    point = node_of(streets, "x")
    assert streets.node_kerb[point] == Kerb.NONE
    assert streets.node_wheelchair[point] == WheelchairTag.UNKNOWN


def test_a_crossing_that_no_way_uses_is_no_place_to_stop():
    streets = streets_from_drawing("a--x--b", ways={"axb": ROAD}, nodes={"x": POINT})
    assert not has_node(streets, "x")


def test_a_plain_footway_across_the_road_meets_the_kerb_on_the_point():
    ways = {"axb": ROAD, "cxd": {"highway": "footway"}}
    streets = streets_from_drawing(DRAWING, ways, {"x": POINT})
    assert streets.node_kerb[node_of(streets, "x")] == Kerb.RAISED


def test_what_the_crossing_itself_says_beats_its_point():
    way = {"highway": "footway", "footway": "crossing", "crossing": "unmarked", "wheelchair": "yes"}
    streets = streets_from_drawing(DRAWING, {"axb": ROAD, "cxd": way}, {"x": POINT})
    crossing = edge_of(streets, "cx")
    assert streets.edge_crossing[crossing] == CrossingKind.UNMARKED
    assert streets.edge_wheelchair[crossing] == WheelchairTag.YES


def test_kerbs_at_both_ends_of_a_crossing_are_points_of_their_own():
    streets = streets_from_drawing(
        "s--k--x--l--t",
        ways={"skxlt": {"highway": "footway", "footway": "crossing"}},
        nodes={
            "k": {"barrier": "kerb", "kerb": "raised", "kerb:height": "0.15"},
            "l": {"barrier": "kerb", "kerb": "lowered"},
            "x": {"highway": "crossing", "crossing": "marked"},
        },
    )
    kerbs = {mark: int(streets.node_kerb[node_of(streets, mark)]) for mark in "kl"}
    assert kerbs == {"k": Kerb.RAISED, "l": Kerb.LOWERED}
    assert streets.node_kerb_height_m[node_of(streets, "k")] == np.float32(0.15)
    assert (streets.edge_crossing == CrossingKind.MARKED).all()
