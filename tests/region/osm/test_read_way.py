"""What a way tells: each tag changes its fact, and a missing tag leaves it unknown."""

from math import isnan

import pytest
from tests.region.osm.reading import notes, way, way_edges

from modugil.core.access import Access
from modugil.core.notices import Notices
from modugil.region.street_facts import Ground
from modugil.region.vocabulary import (
    CrossingKind,
    EdgeFlag,
    SidewalkSide,
    Smoothness,
    Surface,
    WayKind,
    WheelchairTag,
)


def test_a_bare_footway_tells_nothing_but_what_it_is():
    edge = way({})
    assert edge.kind is WayKind.FOOTWAY
    assert (edge.foot_forward, edge.foot_backward) == (Access.YES, Access.YES)
    assert edge.surface is Surface.UNKNOWN
    assert edge.smoothness is Smoothness.UNKNOWN
    assert edge.wheelchair is WheelchairTag.UNKNOWN
    assert edge.tactile is Access.UNKNOWN
    assert edge.step_count == 0
    for value in (edge.width_m, edge.incline_ratio, edge.cross_slope_ratio, edge.level):
        assert isnan(value)


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"highway": "footway", "footway": "sidewalk"}, WayKind.SIDEWALK),
        ({"highway": "footway", "footway": "crossing"}, WayKind.CROSSING),
        ({"highway": "path", "path": "crossing"}, WayKind.CROSSING),
        ({"highway": "footway", "footway": "traffic_island"}, WayKind.TRAFFIC_ISLAND),
        ({"highway": "steps"}, WayKind.STEPS),
        ({"highway": "steps", "conveying": "yes"}, WayKind.ESCALATOR),
        ({"highway": "steps", "conveying": "no"}, WayKind.STEPS),
        ({"highway": "elevator"}, WayKind.ELEVATOR),
        ({"highway": "corridor"}, WayKind.CORRIDOR),
        ({"railway": "platform"}, WayKind.PLATFORM),
        ({"public_transport": "platform"}, WayKind.PLATFORM),
        ({"highway": "platform"}, WayKind.PLATFORM),
        ({"highway": "cycleway", "foot": "yes"}, WayKind.CYCLEWAY),
        ({"highway": "living_street"}, WayKind.LIVING_STREET),
        ({"highway": "secondary_link"}, WayKind.SECONDARY),
        ({"highway": "track"}, WayKind.TRACK),
    ],
)
def test_a_way_is_what_its_tags_say(tags, kind):
    assert [edge.kind for edge in way_edges(tags)] == [kind]


@pytest.mark.parametrize(
    "highway", ["motorway", "motorway_link", "construction", "proposed", "raceway", "cycleway",
                "trunk", "bridleway", "rest_area", "razed"],
)  # fmt: skip
def test_a_way_that_is_nothing_to_people_on_foot_is_not_read(highway):
    assert way_edges({"highway": highway}) == ()


def test_a_street_is_walked_on_its_carriageway():
    (edge,) = way_edges({"highway": "residential"})
    assert (edge.kind, edge.side) == (WayKind.RESIDENTIAL, SidewalkSide.CARRIAGEWAY)


@pytest.mark.parametrize(
    ("value", "surface"),
    [
        ("cobblestone:flattened", Surface.SETT),
        ("concrete:plates", Surface.CONCRETE),
        ("unhewn_cobblestone", Surface.COBBLESTONE),
        ("pebblestone", Surface.GRAVEL),
        ("earth", Surface.DIRT),
        ("bricks", Surface.PAVING_STONES),
        ("asphalt;gravel", Surface.GRAVEL),
        ("paving_stones;wood", Surface.PAVING_STONES),
    ],
)
def test_a_surface_by_another_name_is_the_same_surface(value, surface):
    notices = Notices()
    assert way({"surface": value}, notices).surface is surface
    assert notes(notices) == []


@pytest.mark.parametrize("field", ["surface", "smoothness", "wheelchair", "tactile_paving"])
def test_a_value_nobody_uses_is_unknown_and_noted_once(field):
    notices = Notices()
    assert repr(way({field: "quite nice"}, notices)) == repr(way({}))
    assert notes(notices) == [("unknown_value", 7, field, "quite nice")]


def test_the_narrowest_told_width_counts_and_an_estimate_only_alone():
    assert way({"width": "2", "maxwidth:physical": "90 cm"}).width_m == pytest.approx(0.9)
    assert way({"width": "2", "est_width": "1"}).width_m == 2
    assert way({"est_width": "1"}).width_m == 1


@pytest.mark.parametrize(
    ("value", "code"), [("ca. 2", "unreadable_measure"), ("600", "implausible_measure")]
)
def test_a_width_that_cannot_be_is_unknown(value, code):
    notices = Notices()
    assert isnan(way({"width": value}, notices).width_m)
    assert notes(notices) == [(code, 7, "width", value)]


@pytest.mark.parametrize("value", ["up", "down", "steep"])
def test_an_incline_of_which_only_the_sign_is_told_is_not_flat_and_no_fault(value):
    notices = Notices()
    assert isnan(way({"incline": value}, notices).incline_ratio)
    assert notes(notices) == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0.08", "ambiguous_incline"),
        ("rather", "unreadable_measure"),
        ("300%", "implausible_measure"),
    ],
)
def test_an_incline_that_cannot_be_read_is_unknown_and_not_flat(value, code):
    notices = Notices()
    assert isnan(way({"incline": value}, notices).incline_ratio)
    assert notes(notices) == [(code, 7, "incline", value)]


def test_cross_slope_has_no_sign():
    assert way({"incline:across": "-3%"}).cross_slope_ratio == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("tags", "flag"),
    [
        ({"bridge": "yes"}, EdgeFlag.BRIDGE),
        ({"tunnel": "yes"}, EdgeFlag.TUNNEL | EdgeFlag.COVERED),
        ({"tunnel": "building_passage"}, EdgeFlag.COVERED),
        ({"indoor": "yes"}, EdgeFlag.INDOOR),
        ({"covered": "yes"}, EdgeFlag.COVERED),
        ({"lit": "24/7"}, EdgeFlag.LIT),
        ({"bridge": "no", "lit": "no"}, EdgeFlag(0)),
    ],
)
def test_plain_facts_are_flags(tags, flag):
    assert way(tags).flags == flag


@pytest.mark.parametrize(
    ("tags", "ground"),
    [
        ({}, Ground.ON_GROUND),
        ({"layer": "0", "level": "0"}, Ground.ON_GROUND),
        ({"tunnel": "building_passage"}, Ground.ON_GROUND),
        ({"bridge": "yes", "layer": "1"}, Ground.SPAN),
        ({"tunnel": "yes", "layer": "-1"}, Ground.SPAN),
        ({"layer": "1"}, Ground.APART),
        ({"level": "1"}, Ground.APART),
        ({"indoor": "yes"}, Ground.APART),
        ({"highway": "steps"}, Ground.APART),
        ({"highway": "elevator"}, Ground.APART),
    ],
)
def test_elevation_is_laid_only_over_what_lies_on_the_ground(tags, ground):
    assert way(tags).ground is ground


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({}, CrossingKind.UNKNOWN),
        ({"crossing": "traffic_signals"}, CrossingKind.SIGNALS),
        ({"crossing": "traffic_signals;island"}, CrossingKind.SIGNALS),
        ({"crossing": "marked"}, CrossingKind.MARKED),
        ({"crossing": "uncontrolled"}, CrossingKind.MARKED),
        ({"crossing": "unmarked"}, CrossingKind.UNMARKED),
        ({"crossing:markings": "zebra"}, CrossingKind.MARKED),
        ({"crossing:markings": "no"}, CrossingKind.UNMARKED),
        ({"crossing:markings": "no", "crossing:signals": "yes"}, CrossingKind.SIGNALS),
        ({"crossing": "marked", "crossing:signals": "no"}, CrossingKind.MARKED),
        ({"crossing_ref": "pelican"}, CrossingKind.SIGNALS),
    ],
)
def test_a_crossing_is_marked_as_its_tags_say(tags, kind):
    assert way({"footway": "crossing", **tags}).crossing is kind


def test_what_is_no_crossing_has_no_crossing_kind():
    assert way({"crossing": "marked"}).crossing is CrossingKind.NONE


@pytest.mark.parametrize(
    ("tags", "access"),
    [
        ({"traffic_signals:sound": "yes"}, Access.YES),
        ({"traffic_signals:sound": "locate"}, Access.YES),
        ({"traffic_signals:sound": "no", "traffic_signals:vibration": "yes"}, Access.YES),
        ({"traffic_signals:sound": "no"}, Access.UNKNOWN),
        ({"traffic_signals:sound": "no", "traffic_signals:vibration": "no"}, Access.NO),
        ({}, Access.UNKNOWN),
    ],
)
def test_a_signal_that_cannot_be_heard_may_still_be_felt(tags, access):
    assert way({"footway": "crossing", **tags}).signal_sound is access


def test_an_island_is_read_from_either_tag():
    assert way({"footway": "crossing", "crossing:island": "yes"}).crossing_island is Access.YES
    assert way({"footway": "crossing", "crossing": "island"}).crossing_island is Access.YES
    assert way({"footway": "crossing"}).crossing_island is Access.UNKNOWN
