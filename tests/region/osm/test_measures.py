"""Measures in tags: a unit is read, never guessed, and what is not a measure is not one."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.region.osm.measures import (
    parse_count,
    parse_incline_ratio,
    parse_length_m,
    parse_level,
)


@pytest.mark.parametrize(
    ("text", "length_m"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("0,03 m", 0.03),
        ("3 cm", 0.03),
        ("3cm", 0.03),
        ("0.2", 0.2),
        ("0.15", 0.15),
        ("30 mm", 0.03),
        ("4'", 1.2192),
        ("4'6\"", 1.3716),
        ("4 ft 6 in", 1.3716),
        ("2 ft", 0.6096),
        ('36"', 0.9144),
        (" 2 Metres ", 2.0),
        (".9", 0.9),
    ],
)
def test_a_length_is_read_with_its_unit(text, length_m):
    assert parse_length_m(text) == pytest.approx(length_m)


@pytest.mark.parametrize("text", ["", "ca. 2", "2-3", "<1", "narrow", "-1", "3 furlongs", "1.2.3"])
def test_what_is_not_a_length_is_none(text):
    assert parse_length_m(text) is None


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("5%", 0.05),
        ("-5 %", -0.05),
        ("10,5%", 0.105),
        ("+8%", 0.08),
        ("0", 0.0),
        ("0%", 0.0),
        ("10", 0.10),
        ("1:12", 1 / 12),
        ("-1:8", -1 / 8),
        ("0.5%", 0.005),
    ],
)
def test_an_incline_is_rise_over_run(text, ratio):
    assert parse_incline_ratio(text) == pytest.approx(ratio)


def test_degrees_become_their_tangent_and_not_the_tangent_of_radians():
    assert parse_incline_ratio("3°") == pytest.approx(0.0524, abs=1e-4)
    assert parse_incline_ratio("-45°") == pytest.approx(-1.0)
    assert parse_incline_ratio("90°") is None


@pytest.mark.parametrize("text", ["0.08", "-0.05", "0,1"])
def test_a_bare_number_below_one_may_be_a_ratio_and_is_not_called_flat(text):
    assert parse_incline_ratio(text) is None


@pytest.mark.parametrize("text", ["up", "down", "steep", "yes", "5-10%", "", "1:0", "%"])
def test_an_incline_without_a_size_is_none(text):
    assert parse_incline_ratio(text) is None


@given(st.floats(-90, 90, allow_nan=False).map(lambda value: round(value, 3)))
def test_any_percent_is_read_back_and_turning_round_turns_the_sign(percent):
    ratio = parse_incline_ratio(f"{percent:.3f}%")
    back = parse_incline_ratio(f"{-percent:.3f}%")
    assert ratio == pytest.approx(percent / 100)
    assert back == pytest.approx(-percent / 100)


@given(st.floats(0, 89, allow_nan=False).map(lambda value: round(value, 2)))
def test_any_degrees_are_a_steeper_ratio_than_the_same_number_in_percent(degrees):
    ratio = parse_incline_ratio(f"{degrees}°")
    assert ratio == pytest.approx(math.tan(math.radians(degrees)))
    assert ratio >= degrees / 100


@given(st.integers(0, 5000))
def test_a_width_in_any_unit_is_the_same_width(width_mm):
    forms = [f"{width_mm} mm", f"{width_mm / 10:.1f} cm", f"{width_mm / 1000:.3f}"]
    forms += [forms[1].replace(".", ","), f"{width_mm / 1000:.3f} m"]
    for text in forms:
        assert parse_length_m(text) == pytest.approx(width_mm / 1000, abs=1e-9)


@given(st.text(max_size=12))
def test_no_text_makes_a_parser_fail(text):
    length, ratio = parse_length_m(text), parse_incline_ratio(text)
    assert length is None or length >= 0
    assert ratio is None or math.isfinite(ratio)
    parse_level(text)
    parse_count(text)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("0", 0),
        ("-1;0", -1),
        ("0;1", 0),
        ("-0,5", -0.5),
        ("1-3", 1),
        ("-2--1", -2),
        ("ground", None),
    ],
)
def test_of_several_levels_the_lowest_is_kept(text, level):
    assert parse_level(text) == level


@pytest.mark.parametrize(
    ("text", "count"), [("12", 12), (" 3 ", 3), ("0", 0), ("~10", None), ("²", None)]
)
def test_a_count_is_a_whole_number(text, count):
    assert parse_count(text) == count
