"""Boarding by numbers in words: every case in every language, numbers that cannot mislead."""

from math import inf, nan

import pytest

from modugil.answers.telling.sentences.boarding import (
    get_boarding_phrases,
    say_centimetres,
    say_percent,
)
from modugil.core.access import Access
from modugil.core.language import ALL_LANGUAGES
from modugil.routing.journey import BoardingNumbers, BoardingReason


def numbers(**other) -> BoardingNumbers:
    told = {
        "verdict": Access.YES,
        "reason": BoardingReason.RAMP,
        "limit": 1 / 12,
        "rise_m": 0.09,
        "slope_ratio": 0.0752,
        "kerb_m": 0.15,
        "floor_m": 0.24,
        "kneels": True,
        "ramp_m": 1.2,
        "door_m": nan,
    }
    return BoardingNumbers(**(told | other))  # type: ignore[arg-type]


STEEP = {"verdict": Access.NO, "slope_ratio": 0.2, "kerb_m": 0.0, "rise_m": 0.24}
SHORT = {"verdict": Access.NO, "slope_ratio": inf, "ramp_m": 0.2}
STEP = {"verdict": Access.NO, "reason": BoardingReason.STEP, "limit": 0.03, "ramp_m": 0.0}
DOOR = {"verdict": Access.NO, "reason": BoardingReason.DOOR, "limit": 0.8, "door_m": 0.75}


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_each_case_has_its_own_sentence_with_its_numbers(language):
    phrases = get_boarding_phrases(language)
    said = {
        phrases.tell(numbers(**case), act=act, stop="365"): told
        for act in ("board", "alight")
        for case, told in (
            ({}, ("7.5%", "8.3%", "15", "24", "1.2")),
            ({"kneels": False, "floor_m": 0.2}, ("20",)),
            (STEEP, ("20%", "8.3%", "0", "24", "1.2")),
            (SHORT, ("0.2",)),
            (STEP, ("9", "3")),
            (DOOR, ("75", "80")),
        )
    }
    assert len(said) == 12
    assert sum("365" in text for text in said) == 8  # where one cannot, the stop is named
    for text, told in said.items():
        assert all(one in text for one in told), text
        assert not any(one in text for one in ("{", "}", "nan", "inf")), text


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_a_ramp_a_hair_too_steep_is_not_said_to_be_as_steep_as_the_limit(language):
    text = get_boarding_phrases(language).tell(
        numbers(verdict=Access.NO, slope_ratio=0.0834), act="board", stop="365"
    )
    assert "8.34%" in text
    assert "8.33%" in text


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_who_has_no_limit_is_told_none(language):
    phrases = get_boarding_phrases(language)
    limited = phrases.tell(numbers(), act="board", stop="365")
    free = phrases.tell(numbers(limit=inf), act="board", stop="365")
    assert "7.5%" in free
    assert len(free) < len(limited)


def test_a_slope_keeps_the_decimal_that_sets_a_limit_apart():
    assert [say_percent(one) for one in (1 / 8, 1 / 12, 0.2, 0.2041)] == [
        "12.5%",
        "8.3%",
        "20%",
        "20.4%",
    ]


def test_centimetres_have_a_decimal_only_where_it_says_something():
    said = [say_centimetres(one) for one in (0.15, 0.155, 0.0, 0.1)]
    assert said == ["15", "15.5", "0", "10"]
