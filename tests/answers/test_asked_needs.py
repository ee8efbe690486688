import pytest

from modugil.answers.asking.asked_needs import NEED_WORDS, read_needs
from modugil.core.errors import NeedsInvalid
from modugil.routing.presets import get_preset

ANOTHER_VALUE = {
    "surfaces": "asphalt,wood",
    "worstSmoothness": "good",
    "stepRamp": "stroller",
    "elevators": "never",
    "escalators": "yes",
    "wheelchairTag": "ignore",
    "crossings": "signals",
    "boarding": "any",
    "unknownPolicy": "refuse",
}


def test_a_query_that_says_nothing_of_needs_is_a_powered_wheelchair():
    assert read_needs({"from": "x"}) == get_preset("powered-wheelchair")


@pytest.mark.parametrize("word", NEED_WORDS, ids=lambda word: word.word)
def test_every_word_changes_the_field_it_names(word):
    before = get_preset("powered-wheelchair")
    after = read_needs({word.word: ANOTHER_VALUE.get(word.word, "2.5")})
    assert getattr(after, word.field) != getattr(before, word.field)
    assert after.preset == "custom"


@pytest.mark.parametrize(
    "words, field, value",
    [
        ({"maxSlopeUpPercent": "6"}, "max_slope_up_ratio", 0.06),
        ({"maxKerbCm": "2"}, "max_kerb_m", 0.02),
        ({"minWidthCm": "90"}, "min_width_m", 0.9),
        ({"speedKmh": "3.6"}, "speed_mps", 1.0),
        ({"maxKerbM": "none"}, "max_kerb_m", float("inf")),
        ({"minWidthM": "none"}, "min_width_m", 0.0),
    ],
)
def test_limits_are_read_in_the_units_people_use(words, field, value):
    assert getattr(read_needs(words), field) == pytest.approx(value)


def test_several_presets_go_together_in_any_order_and_each_once():
    asked = read_needs({"needs": "stroller, powered-wheelchair,stroller"})
    assert asked.preset == "powered-wheelchair,stroller"
    assert [one.preset for one in asked.members] == ["powered-wheelchair", "stroller"]
    assert read_needs({"needs": "powered-wheelchair,stroller"}) == asked
    assert read_needs({"needs": "stroller,stroller"}) == get_preset("stroller")


def test_a_limit_holds_for_each_of_those_who_go_together():
    asked = read_needs({"needs": "walking,stroller", "minWidthCm": "90"})
    assert asked.preset == "custom"
    assert [one.min_width_m for one in asked.members] == [0.9, 0.9]
    assert [one.preset for one in asked.members] == ["walking", "stroller"]


def test_a_limit_that_nobody_of_the_group_has_otherwise_leaves_their_names():
    words = {"needs": "stroller,low-vision", "unknownPolicy": "penalise", "escalators": ""}
    assert read_needs(words).preset == "stroller,low-vision"


@pytest.mark.parametrize("needs", ["stroller,hovercraft", "stroller,", ",", "stroller;cane"])
def test_one_who_is_not_known_is_not_left_out(needs):
    with pytest.raises(NeedsInvalid):
        read_needs({"needs": needs})


def test_a_limit_equal_to_the_presets_leaves_the_preset():
    assert read_needs({"needs": "walking", "elevators": "yes", "maxKerbM": ""}) == get_preset(
        "walking"
    )


@pytest.mark.parametrize(
    "words, said",
    [
        ({"needs": "hovercraft"}, "walking, manual-wheelchair"),
        ({"maxKerbM": "-1"}, "0 m or more, or none"),
        ({"maxKerbM": "inf"}, "0 m or more, or none"),
        ({"maxKerbM": "nan"}, "0 m or more, or none"),
        ({"speedKmh": "100"}, "from 0.36 to 18 km/h"),
        ({"speedMps": "none"}, "from 0.1 to 5 m/s"),
        ({"surfaces": "lava"}, "asphalt"),
        ({"unknownPolicy": "maybe"}, "refuse, penalise, accept"),
        ({"maxKerbM": "0.1", "maxKerbCm": "10"}, "another unit"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_may_be_said(words, said):
    with pytest.raises(NeedsInvalid) as refused:
        read_needs(words)
    assert said in str(refused.value)
