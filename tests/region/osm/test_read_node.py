"""What stands on a point: barriers with their gaps, elevators, doors, and who may pass."""

from math import isnan

import pytest
from tests.region.osm.reading import node

from modugil.core.access import Access
from modugil.region.street_facts import NO_NODE_FACTS
from modugil.region.vocabulary import Barrier, WheelchairTag


@pytest.mark.parametrize(
    ("value", "barrier", "foot"),
    [
        ("bollard", Barrier.BOLLARD, Access.YES),
        ("gate", Barrier.GATE, Access.UNKNOWN),
        ("swing_gate", Barrier.GATE, Access.UNKNOWN),
        ("cycle_barrier", Barrier.CYCLE_BARRIER, Access.YES),
        ("turnstile", Barrier.TURNSTILE, Access.YES),
        ("kissing_gate", Barrier.KISSING_GATE, Access.YES),
        ("stile", Barrier.STILE, Access.YES),
        ("block", Barrier.BLOCK, Access.YES),
        ("lift_gate", Barrier.LIFT_GATE, Access.YES),
        ("chain", Barrier.CHAIN, Access.YES),
        ("fence", Barrier.OTHER, Access.UNKNOWN),
        ("shrub", Barrier.OTHER, Access.UNKNOWN),
        ("toll_booth", Barrier.NONE, Access.YES),
    ],
)
def test_each_barrier_is_read(value, barrier, foot):
    facts = node({"barrier": value})
    assert (facts.barrier, facts.foot) == (barrier, foot)


@pytest.mark.parametrize(
    ("tags", "foot"),
    [
        ({"barrier": "gate", "locked": "yes"}, Access.NO),
        ({"barrier": "gate", "access": "private"}, Access.NO),
        ({"barrier": "gate", "access": "yes"}, Access.YES),
        ({"barrier": "gate", "access": "private", "foot": "yes"}, Access.YES),
        ({"barrier": "lift_gate", "access": "private"}, Access.NO),
        ({"barrier": "bollard", "access": "no"}, Access.YES),
        ({"highway": "elevator", "access": "no"}, Access.NO),
        ({"highway": "elevator"}, Access.YES),
        ({"highway": "bus_stop", "access": "private"}, Access.YES),
    ],
)
def test_a_locked_or_private_gate_lets_nobody_through(tags, foot):
    assert node(tags).foot is foot


@pytest.mark.parametrize(
    ("tags", "width_m"),
    [
        ({"maxwidth:physical": "0.9", "width": "3"}, 0.9),
        ({"opening": "80 cm"}, 0.8),
        ({"maxwidth": "1.2"}, 1.2),
        ({"width": "1.5"}, 1.5),
    ],
)
def test_a_gap_is_as_wide_as_its_most_special_tag_says(tags, width_m):
    assert node({"barrier": "cycle_barrier", **tags}).barrier_width_m == pytest.approx(width_m)


def test_a_gap_that_is_not_told_is_unknown():
    assert isnan(node({"barrier": "bollard"}).barrier_width_m)


@pytest.mark.parametrize(
    "tags",
    [
        {"entrance": "main"},
        {"door": "hinged"},
        {"barrier": "entrance"},
        {"railway": "subway_entrance"},
    ],
)
def test_a_door_is_an_entrance_with_a_width(tags):
    facts = node({**tags, "width": "0.78", "wheelchair": "limited"})
    assert facts.barrier is Barrier.ENTRANCE
    assert facts.barrier_width_m == pytest.approx(0.78)
    assert facts.wheelchair is WheelchairTag.LIMITED


def test_an_entrance_that_is_none_is_none():
    assert node({"entrance": "no"}) == NO_NODE_FACTS
    assert node({"door": "no"}) == NO_NODE_FACTS


def test_a_shop_on_the_way_that_has_steps_does_not_bar_the_way():
    assert node({"shop": "bakery", "wheelchair": "no"}).wheelchair is WheelchairTag.UNKNOWN


def test_an_elevator_is_an_elevator():
    facts = node({"highway": "elevator", "wheelchair": "yes"})
    assert (facts.elevator, facts.wheelchair) == (True, WheelchairTag.YES)


@pytest.mark.parametrize(
    ("value", "access"),
    [("yes", Access.YES), ("contrasted", Access.YES), ("no", Access.NO), ("incorrect", Access.NO)],
)
def test_tactile_paving_laid_wrongly_is_none(value, access):
    assert node({"barrier": "kerb", "tactile_paving": value}).tactile is access
