"""Kerbs: raised is read, yes says nothing of height, a height keeps its unit."""

from math import isnan

import pytest
from tests.region.osm.reading import node, notes, way

from modugil.core.notices import Notices
from modugil.region.vocabulary import Kerb


@pytest.mark.parametrize(
    ("value", "kerb"),
    [
        ("raised", Kerb.RAISED),
        ("regular", Kerb.RAISED),
        ("rolled", Kerb.ROLLED),
        ("lowered", Kerb.LOWERED),
        ("flush", Kerb.FLUSH),
        ("no", Kerb.FLUSH),
        ("yes", Kerb.UNKNOWN),
    ],
)
def test_each_kerb_value_is_read(value, kerb):
    facts = node({"barrier": "kerb", "kerb": value})
    assert facts.kerb is kerb
    assert isnan(facts.kerb_height_m)


def test_a_kerb_without_a_value_is_a_kerb_of_unknown_height():
    assert node({"barrier": "kerb"}).kerb is Kerb.UNKNOWN


def test_no_tag_is_no_kerb_told_of():
    assert node({"highway": "crossing"}).kerb is Kerb.NONE


@pytest.mark.parametrize(
    ("height", "height_m", "kerb"),
    [
        ("0.2", 0.2, Kerb.RAISED),
        ("0.15 m", 0.15, Kerb.RAISED),
        ("15 cm", 0.15, Kerb.RAISED),
        ("3 cm", 0.03, Kerb.LOWERED),
        ("0,03 m", 0.03, Kerb.LOWERED),
        ("0", 0.0, Kerb.FLUSH),
    ],
)
def test_a_height_alone_tells_the_kind(height, height_m, kerb):
    facts = node({"kerb:height": height})
    assert facts.kerb_height_m == pytest.approx(height_m)
    assert facts.kerb is kerb


def test_a_kerb_keeps_its_kind_beside_a_height():
    facts = node({"kerb": "lowered", "kerb:height": "6 cm"})
    assert facts.kerb is Kerb.LOWERED
    assert facts.kerb_height_m == pytest.approx(0.06)


@pytest.mark.parametrize(
    ("height", "code"), [("3", "implausible_measure"), ("low", "unreadable_measure")]
)
def test_a_height_that_cannot_be_is_unknown_and_never_guessed(height, code):
    notices = Notices()
    facts = node({"kerb": "yes", "kerb:height": height}, notices)
    assert (facts.kerb, isnan(facts.kerb_height_m)) == (Kerb.UNKNOWN, True)
    assert notes(notices) == [(code, 9, "kerb:height", height)]


def test_an_unknown_value_is_a_kerb_all_the_same():
    notices = Notices()
    assert node({"kerb": "wobbly"}, notices).kerb is Kerb.UNKNOWN
    assert notes(notices) == [("unknown_value", 9, "kerb", "wobbly")]


@pytest.mark.parametrize(
    ("value", "kerb"),
    [("both", Kerb.LOWERED), ("one", Kerb.UNKNOWN), ("no", Kerb.RAISED), ("at_grade", Kerb.FLUSH),
     ("0.03", Kerb.LOWERED), ("0.12", Kerb.RAISED)],
)  # fmt: skip
def test_the_deprecated_sloped_curb_is_still_read(value, kerb):
    assert node({"highway": "crossing", "sloped_curb": value}).kerb is kerb


def test_a_step_drawn_as_a_point_is_met_like_a_raised_kerb():
    assert node({"barrier": "step"}).kerb is Kerb.RAISED
    assert node({"highway": "steps"}).kerb is Kerb.RAISED


def test_a_kerb_on_a_crossing_way_is_met_on_the_way():
    edge = way({"footway": "crossing", "kerb": "raised", "kerb:height": "12 cm"})
    assert edge.kerb is Kerb.RAISED
    assert edge.kerb_height_m == pytest.approx(0.12)


def test_a_kerb_along_a_footway_is_not_crossed():
    assert way({"kerb": "raised"}).kerb is Kerb.NONE
