"""Who may walk: the more special tag wins, and a doubt stays a doubt."""

import pytest
from tests.region.osm.reading import notes, way_edges

from modugil.core.access import Access
from modugil.core.notices import Notices
from modugil.region.vocabulary import SidewalkSide

YES, NO, UNKNOWN = Access.YES, Access.NO, Access.UNKNOWN


@pytest.mark.parametrize(
    ("tags", "foot"),
    [
        ({"highway": "service", "access": "private"}, None),
        ({"highway": "service", "access": "private", "foot": "yes"}, YES),
        ({"highway": "service", "access": "no", "foot": "permissive"}, YES),
        ({"highway": "service", "access": "destination"}, YES),
        ({"highway": "service", "access": "customers"}, UNKNOWN),
        ({"highway": "footway", "foot": "no"}, None),
        ({"highway": "footway", "foot": "private"}, None),
        ({"highway": "track", "access": "agricultural"}, UNKNOWN),
        ({"highway": "primary", "foot": "use_sidepath"}, None),
        ({"highway": "primary", "motorroad": "yes"}, None),
        ({"highway": "primary", "motorroad": "yes", "foot": "yes"}, YES),
        ({"highway": "trunk", "foot": "yes"}, YES),
        ({"highway": "cycleway", "foot": "designated"}, YES),
        ({"highway": "cycleway", "access": "yes"}, None),
        ({"highway": "motorway", "sidewalk": "both"}, None),
        ({"highway": "elevator", "access": "no"}, None),
    ],
)
def test_the_more_special_tag_wins(tags, foot):
    found = way_edges(tags)
    assert [edge.foot_forward for edge in found] == ([] if foot is None else [foot])


@pytest.mark.parametrize(
    ("tags", "forward", "backward"),
    [
        ({"oneway:foot": "yes"}, YES, NO),
        ({"oneway:foot": "-1"}, NO, YES),
        ({"oneway:foot": "no"}, YES, YES),
        ({"oneway": "yes"}, YES, YES),
        ({"foot:backward": "no"}, YES, NO),
        ({"foot:forward": "no"}, NO, YES),
    ],
)
def test_one_way_for_cars_is_not_one_way_on_foot(tags, forward, backward):
    (edge,) = way_edges({"highway": "footway", **tags})
    assert (edge.foot_forward, edge.foot_backward) == (forward, backward)


def test_an_access_nobody_uses_is_a_doubt_and_noted():
    notices = Notices()
    (edge,) = way_edges({"highway": "path", "access": "fine_gravel"}, notices)
    assert edge.foot_forward is UNKNOWN
    assert notes(notices) == [("unknown_value", 7, "access", "fine_gravel")]


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "trunk"},
        {"highway": "trunk", "access": "yes"},
        {"highway": "primary", "foot": "use_sidepath"},
    ],
)
def test_a_road_closed_to_walkers_is_left_to_its_sidewalks(tags):
    sides = [edge.side for edge in way_edges({**tags, "sidewalk": "both"})]
    assert sides == [SidewalkSide.LEFT, SidewalkSide.RIGHT]


@pytest.mark.parametrize("access", ["no", "private", "nonsense"])
def test_the_sidewalks_of_a_road_that_is_closed_to_all_are_closed_too(access):
    assert way_edges({"highway": "trunk", "access": access, "sidewalk": "both"}) == ()
