"""Tagged sidewalks: the side is kept, sided tags beat unsided, the road's tags are its own."""

from math import isnan

import pytest
from tests.region.osm.reading import notes, way_edges

from modugil.core.notices import Notices
from modugil.region.vocabulary import Kerb, SidewalkSide, Smoothness, Surface, WayKind

LEFT, RIGHT, ROAD = SidewalkSide.LEFT, SidewalkSide.RIGHT, SidewalkSide.CARRIAGEWAY


def street(tags, notices=None):
    """The edges of a street by their side."""
    edges = way_edges({"highway": "residential", **tags}, notices)
    return {edge.side: edge for edge in edges}


@pytest.mark.parametrize(
    ("tags", "sides"),
    [
        ({}, {ROAD}),
        ({"sidewalk": "no"}, {ROAD}),
        ({"sidewalk": "none"}, {ROAD}),
        ({"sidewalk": "separate"}, {ROAD}),
        ({"sidewalk": "both"}, {LEFT, RIGHT, ROAD}),
        ({"sidewalk": "left"}, {LEFT, ROAD}),
        ({"sidewalk": "right"}, {RIGHT, ROAD}),
        ({"sidewalk:left": "yes"}, {LEFT, ROAD}),
        ({"sidewalk:both": "yes"}, {LEFT, RIGHT, ROAD}),
        ({"sidewalk:left": "separate", "sidewalk:right": "yes"}, {RIGHT, ROAD}),
        ({"sidewalk:both": "separate"}, {ROAD}),
        ({"sidewalk": "both", "sidewalk:left": "no"}, {RIGHT, ROAD}),
        ({"sidewalk:both": "no", "sidewalk:left": "yes"}, {LEFT, ROAD}),
        ({"footway": "both"}, {LEFT, RIGHT, ROAD}),
        ({"footway": "none"}, {ROAD}),
    ],
)
def test_a_street_has_the_sidewalks_its_tags_tell(tags, sides):
    assert set(street(tags)) == sides


def test_a_sidewalk_tag_nobody_uses_is_noted():
    notices = Notices()
    assert set(street({"sidewalk": "right;no"}, notices)) == {ROAD}
    assert notes(notices) == [("unknown_value", 7, "sidewalk", "right;no")]


def test_a_sidewalk_is_a_sidewalk_and_the_road_a_road():
    edges = street({"sidewalk": "left"})
    assert (edges[LEFT].kind, edges[ROAD].kind) == (WayKind.SIDEWALK, WayKind.RESIDENTIAL)


def test_sided_facts_stay_on_their_side():
    edges = street(
        {
            "sidewalk": "both",
            "sidewalk:left:surface": "asphalt",
            "sidewalk:right:surface": "gravel",
            "sidewalk:left:width": "0.9",
            "sidewalk:right:width": "2",
            "sidewalk:left:smoothness": "bad",
            "sidewalk:right:kerb": "raised",
            "sidewalk:right:incline": "6%",
        }
    )
    left, right = edges[LEFT], edges[RIGHT]
    assert (left.surface, right.surface) == (Surface.ASPHALT, Surface.GRAVEL)
    assert (left.width_m, right.width_m) == (pytest.approx(0.9), 2)
    assert (left.smoothness, right.smoothness) == (Smoothness.BAD, Smoothness.UNKNOWN)
    assert (left.kerb, right.kerb) == (Kerb.NONE, Kerb.RAISED)
    assert isnan(left.incline_ratio)
    assert right.incline_ratio == pytest.approx(0.06)


def test_the_sided_tag_beats_both_and_both_beats_the_unsided():
    edges = street(
        {
            "sidewalk": "both",
            "sidewalk:surface": "sand",
            "sidewalk:both:surface": "concrete",
            "sidewalk:left:surface": "asphalt",
        }
    )
    assert (edges[LEFT].surface, edges[RIGHT].surface) == (Surface.ASPHALT, Surface.CONCRETE)
    assert street({"sidewalk": "left", "sidewalk:surface": "sand"})[LEFT].surface is Surface.SAND


def test_what_the_road_is_paved_with_says_nothing_of_its_sidewalk():
    edges = street({"sidewalk": "left", "surface": "asphalt", "width": "6", "smoothness": "good"})
    assert edges[ROAD].surface is Surface.ASPHALT
    assert edges[LEFT].surface is Surface.UNKNOWN
    assert isnan(edges[LEFT].width_m)
    assert edges[LEFT].smoothness is Smoothness.UNKNOWN


def test_a_sidewalk_climbs_with_its_street():
    assert street({"sidewalk": "left", "incline": "-7%"})[LEFT].incline_ratio == pytest.approx(
        -0.07
    )


def test_the_worse_end_of_a_sidewalk_counts():
    edges = street(
        {
            "sidewalk": "left",
            "sidewalk:left:sloped_curb:start": "0.03",
            "sidewalk:left:sloped_curb:end": "0.12",
        }
    )
    assert (edges[LEFT].kerb, edges[LEFT].kerb_height_m) == (Kerb.RAISED, pytest.approx(0.12))


def test_a_right_hand_kerb_makes_no_left_hand_sidewalk():
    assert set(street({"sidewalk": "right", "sidewalk:right:kerb": "lowered"})) == {RIGHT, ROAD}
