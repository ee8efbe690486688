"""Every language can say everything of a place, and numbers, days and hours read well in each."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from modugil.answers.sights.layout import ASKED, GET_IN, LOOKS, TOILET
from modugil.answers.sights.sentences import PHRASES
from modugil.answers.sights.sentences.fill import fill, list_gaps
from modugil.answers.sights.sight_answer import SECTIONS
from modugil.answers.sights.tell_hours import tell_hours
from modugil.core.language import ALL_LANGUAGES, Language
from modugil.live.wifi.state import WifiStatus
from modugil.places.place import WHEELCHAIR
from modugil.places.reading.visitjeju import DIFFICULTIES
from modugil.places.reading.wifi_points import AT_KINDS
from modugil.places.vocabulary import CATEGORIES, FACTS, KINDS, Form

MOST_CHARGERS = "Monday to Friday 09:00 to 18:00; Saturday, Sunday, public holidays closed"


def list_phrases(told: object, path: str = "") -> dict[str, str]:
    """Every text in a tree of phrases, by where it stands."""
    if isinstance(told, str):
        return {path: told}
    if is_dataclass(told):
        parts = {field.name: getattr(told, field.name) for field in fields(told)}
    elif isinstance(told, Mapping):
        parts = dict(told)
    elif isinstance(told, tuple):
        parts = {str(row): one for row, one in enumerate(told)}
    else:
        return {}
    return {
        where: text
        for name, part in parts.items()
        for where, text in list_phrases(part, f"{path}.{name}").items()
    }


def test_every_language_has_its_phrases():
    assert tuple(PHRASES) == get_args(Language)


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_every_fact_kind_and_category_has_a_name(language):
    phrases = PHRASES[language]
    access = {key for key, form in FACTS.items() if form is Form.ACCESS} | {WHEELCHAIR}
    assert set(phrases.facts.things) == access
    assert set(phrases.facts.labels) == set(FACTS) - access
    assert set(phrases.facts.categories) == set(CATEGORIES)
    assert set(phrases.kinds) == set(KINDS)
    assert set(phrases.titles) == set(SECTIONS)
    assert set(phrases.way.wifi_states) == {"", *(one.value for one in WifiStatus)}


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_phrases_have_the_same_gaps_in_every_language(language):
    ours, english = list_phrases(PHRASES[language]), list_phrases(PHRASES["en"])
    assert {where for where in english if ".counters" not in where} <= set(ours)
    for where in english.keys() & ours.keys():
        assert list_gaps(ours[where]) == list_gaps(english[where]), where


@pytest.mark.parametrize("language", ["ko", "zh", "ja", "ko-easy"])
def test_no_phrase_is_left_in_english(language):
    english = list_phrases(PHRASES["en"])
    ours = list_phrases(PHRASES[language])
    same = {where for where, text in ours.items() if text == english.get(where)}
    words = {where for where in same if any(mark.isalpha() for mark in fill_empty(ours[where]))}
    assert words == set()


def fill_empty(phrase: str) -> str:
    return fill(phrase, **dict.fromkeys(list_gaps(phrase), ""))


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_words_that_readers_write_are_told_in_every_language(language):
    facts = PHRASES[language].facts
    assert set(AT_KINDS) <= {*facts.words, *facts.categories}
    assert set(DIFFICULTIES.values()) <= set(facts.words)


def test_every_fact_stands_in_one_section():
    everything = [*GET_IN, *TOILET, *LOOKS]
    assert len(everything) == len(set(everything))
    assert set(everything) <= {*FACTS, WHEELCHAIR}
    assert set(ASKED) == set(KINDS)
    assert {key for part in ASKED.values() for keys in part.values() for key in keys} <= {
        *FACTS,
        WHEELCHAIR,
    }


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ko", "240m 1.2km 2022년 2월"),
        ("en", "240 m 1.2 km February 2022"),
        ("zh", "240米 1.2公里 2022年2月"),
        ("ja", "240メートル 1.2キロメートル 2022年2月"),
        ("ko-easy", "240m 1.2km 2022년 2월"),
    ],
)
def test_distances_and_dates_are_written_as_the_language_does(language, told):
    phrases = PHRASES[language]
    near, far = phrases.distance(244), phrases.distance(1_190)
    assert f"{near} {far} {phrases.date('2022-02')}" == told


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2018-07-31", "31 July 2018"),
        ("2018", "2018"),
        ("2018-07-31T10:00:00", "31 July 2018"),
        ("spring", "spring"),
        ("2018-19", "2018-19"),
        ("", ""),
    ],
)
def test_what_is_no_date_stands_as_it_is(as_of, told):
    assert PHRASES["en"].date(as_of) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("24/7", "24 hours"),
        ("09:00-18:00", "every day 09:00 to 18:00"),
        ("Mo-Su 09:00-18:00", "every day 09:00 to 18:00"),
        ("Mo-Fr 10:00-12:00,13:00-17:00", "Monday to Friday 10:00 to 12:00, 13:00 to 17:00"),
        ("Tu,Th 09:00-18:00; PH off", "Tuesday, Thursday 09:00 to 18:00; public holidays closed"),
        (
            "Mo-Fr 09:00-18:00; Sa 09:00-18:00; Su,PH 09:00-18:00",
            "every day, public holidays 09:00 to 18:00",
        ),
        (
            "Fr-Mo 09:00-18:00; Tu 09:00-12:00; We 09:00-18:00",
            "Friday to Monday, Wednesday 09:00 to 18:00; Tuesday 09:00 to 12:00",
        ),
        ("Mo-Fr 09:00-18:00; Sa off; Su,PH off", MOST_CHARGERS),
        ("sunrise-sunset", "sunrise-sunset"),
        ("Mo-Fr 10:00-18:00; week 2 off", "Mo-Fr 10:00-18:00; week 2 off"),
    ],
)
def test_hours_are_told_in_words_or_as_they_are_written(written, told):
    assert tell_hours(written, PHRASES["en"].hours) == told


def test_korean_particles_fit_the_word_before():
    assert fill("{a|이/가} {b|이/가}", a="자동문", b="엘리베이터") == "자동문이 엘리베이터가"


def test_a_gap_without_a_value_is_a_mistake():
    with pytest.raises(KeyError):
        fill("{name}")


@pytest.mark.parametrize("language", ALL_LANGUAGES)
@pytest.mark.parametrize(
    ("phrase", "known"),
    [
        ("no_low_floor", "known 확인 确认 確認 몰라요"),
        ("no_stop", "timetable 시간표 时刻表 時刻表"),
    ],
)
def test_what_is_not_known_is_never_told_as_not_there(
    language: Language, phrase: str, known: str
) -> None:
    told: str = getattr(PHRASES[language].way, phrase)
    assert any(word in told for word in known.split())


def test_holidays_in_chinese_are_not_the_days_off_of_a_week() -> None:
    assert PHRASES["zh"].hours.holidays == "法定节假日"


@pytest.mark.parametrize("written", ["202²-01-01", "2024-1²", "soon"])
def test_what_is_no_date_is_told_as_it_stands(written: str) -> None:
    assert PHRASES["en"].date(written) == written
