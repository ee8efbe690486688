"""Steps: an unknown number of them is not none, and a ramp is for whom its tag says."""

import pytest
from tests.region.osm.reading import notes, way

from modugil.core.access import Access
from modugil.core.notices import Notices


def test_steps_of_unknown_number_are_steps():
    assert way({"highway": "steps"}).step_count == -1
    assert way({"highway": "steps", "step_count": "12"}).step_count == 12


def test_a_step_count_that_is_no_number_is_noted():
    notices = Notices()
    assert way({"highway": "steps", "step_count": "~10"}, notices).step_count == -1
    assert notes(notices) == [("unreadable_measure", 7, "step_count", "~10")]


def test_steps_counted_on_a_footway_are_steps():
    assert way({"step_count": "1"}).step_count == 1
    assert way({"step_count": "0"}).step_count == 0


@pytest.mark.parametrize(
    ("tags", "wheelchair", "stroller"),
    [
        ({}, Access.UNKNOWN, Access.UNKNOWN),
        ({"ramp": "yes"}, Access.UNKNOWN, Access.UNKNOWN),
        ({"ramp": "no"}, Access.NO, Access.NO),
        ({"ramp": "stroller"}, Access.UNKNOWN, Access.YES),
        ({"ramp:wheelchair": "yes"}, Access.YES, Access.YES),
        ({"ramp:stroller": "yes"}, Access.UNKNOWN, Access.YES),
        ({"ramp:stroller": "yes", "ramp:wheelchair": "no"}, Access.NO, Access.YES),
        ({"ramp:wheelchair": "separate"}, Access.NO, Access.UNKNOWN),
        ({"ramp": "yes", "ramp:bicycle": "yes"}, Access.UNKNOWN, Access.UNKNOWN),
    ],
)
def test_a_ramp_helps_whom_its_tag_names(tags, wheelchair, stroller):
    edge = way({"highway": "steps", **tags})
    assert (edge.step_ramp, edge.step_ramp_stroller) == (wheelchair, stroller)


@pytest.mark.parametrize(
    ("tags", "handrail"),
    [
        ({"handrail": "yes"}, Access.YES),
        ({"handrail": "left"}, Access.YES),
        ({"handrail:right": "yes", "handrail:left": "no"}, Access.YES),
        ({"handrail": "no"}, Access.NO),
        ({}, Access.UNKNOWN),
    ],
)
def test_a_handrail_on_any_side_is_a_handrail(tags, handrail):
    assert way({"highway": "steps", **tags}).handrail is handrail


@pytest.mark.parametrize(
    ("conveying", "forward", "backward"),
    [
        ("forward", Access.YES, Access.NO),
        ("backward", Access.NO, Access.YES),
        ("yes", Access.UNKNOWN, Access.UNKNOWN),
        ("reversible", Access.UNKNOWN, Access.UNKNOWN),
    ],
)
def test_an_escalator_runs_one_way(conveying, forward, backward):
    edge = way({"highway": "steps", "conveying": conveying})
    assert (edge.foot_forward, edge.foot_backward) == (forward, backward)
