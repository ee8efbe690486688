"""The answers to what one asks before going, from facts as sources say them."""

import pytest
from tests.answers.sights.drawn_sights import say

from modugil.answers.sights.verdicts import judge
from modugil.core.access import Access
from modugil.places.build_places import Group, build_places

YES, NO, UNKNOWN = Access.YES, Access.NO, Access.UNKNOWN


def judge_said(kind: str, text: str):
    """The verdicts on a place of which one source says `key=value key=value`."""
    facts = dict(one.split("=") for one in text.split())
    return judge(build_places([Group("p", (say(kind, "곳", "b", facts),))]).get_place(0))


@pytest.mark.parametrize(
    ("said", "get_in"),
    [
        ("", UNKNOWN),
        ("step_free_entrance=yes", YES),
        ("step_free_entrance=no", NO),
        ("entrance_ramp=yes", YES),
        ("step_free_entrance=no entrance_ramp=yes", UNKNOWN),
        ("step_free_entrance=yes step_free_approach=no", NO),
        ("wheelchair=yes", YES),
        ("wheelchair=yes step_free_entrance=no", NO),
        ("wheelchair=no step_free_entrance=yes", UNKNOWN),
        ("wheelchair=no", NO),
        ("accessible_parking=yes elevator=yes", UNKNOWN),
    ],
)
def test_can_one_get_in(said, get_in):
    assert judge_said("sights", said).get_in is get_in


@pytest.mark.parametrize(
    ("kind", "said", "get_round"),
    [
        ("sights", "elevator=yes wheelchair=yes", UNKNOWN),
        ("sights", "step_free_inside=yes", YES),
        ("sights", "step_free_inside=no alone_accessible=yes", NO),
        ("sights", "alone_accessible=yes", YES),
        ("sights", "alone_accessible=yes wheelchair=no", UNKNOWN),
        ("courses", "steps=3", NO),
        ("courses", "steps=0", UNKNOWN),
        ("courses", "slope_deg=5", UNKNOWN),
        ("sights", "alone_accessible=yes difficulty=easy", YES),
        ("sights", "alone_accessible=yes difficulty=hard", UNKNOWN),
        ("sights", "step_free_inside=yes difficulty=very_hard", UNKNOWN),
        ("sights", "step_free_inside=no difficulty=hard", NO),
    ],
)
def test_can_one_get_round(kind, said, get_round):
    assert judge_said(kind, said).get_round is get_round


@pytest.mark.parametrize(
    ("kind", "said", "toilet"),
    [
        ("sights", "wheelchair=yes", UNKNOWN),
        ("sights", "accessible_toilet=yes", YES),
        ("toilets", "wheelchair=yes", YES),
        ("toilets", "accessible_stalls_male=0 accessible_stalls_female=0", NO),
        ("toilets", "accessible_stalls_male=0 accessible_stalls_female=1", YES),
        ("toilets", "accessible_stalls_male=0", UNKNOWN),
        ("toilets", "wheelchair=no accessible_stalls_male=1", UNKNOWN),
        ("toilets", "accessible_toilet=no wheelchair=yes", NO),
    ],
)
def test_is_there_a_toilet(kind, said, toilet):
    assert judge_said(kind, said).toilet is toilet


def test_one_source_against_another_is_unknown():
    members = (
        say("sights", "곳", "b", {"step_free_entrance": "yes", "entrance_ramp": "yes"}),
        say("sights", "곳", "b", {"step_free_entrance": "no", "wheelchair": "yes"}, source=1),
    )
    place = build_places([Group("p", members)]).get_place(0)
    assert judge(place).get_in is UNKNOWN
