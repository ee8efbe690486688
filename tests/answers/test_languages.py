"""What holds of all that is said, in every language."""

import re
from string import Formatter

import pytest
from tests.answers.said import NAME, directions, everything, texts_of

from modugil.answers.alerts import phrases as alerts
from modugil.answers.boards import fleet_words
from modugil.answers.boards import sentences as boards
from modugil.answers.lines import phrases as lines
from modugil.answers.telling.sentences import PHRASEBOOKS, boarding, get_phrasebook
from modugil.answers.wifi import wifi_words as wifi
from modugil.answers.wording import MARKS, join_phrases, join_sentences, list_items
from modugil.api.problems import KINDS
from modugil.core.language import ALL_LANGUAGES

TABLES = {
    "alerts": alerts.PHRASES,
    "boarding": boarding.PHRASES,
    "boards": boards.PHRASES,
    "fleet": fleet_words.PHRASES,
    "lines": lines.PHRASES,
    "marks": MARKS,
    "wifi statuses": wifi.STATUSES,
    "wifi loads": wifi.LOADS,
    "wifi levels": wifi.LEVELS,
    "wifi risks": wifi.RISKS,
    "wifi devices": wifi.DEVICES,
    "wifi places": wifi.PLACES,
    "wifi found": wifi.FOUND,
    "errors": {one: {kind.code: kind.title(one) for kind in KINDS} for one in ALL_LANGUAGES},
}
OWN_LENGTH = (".already_towards",)
"""What has as many entries as the language needs."""
HANGUL, KANA, LATIN = re.compile("[가-힣]"), re.compile("[぀-ヿ]"), re.compile("[A-Za-z]+")
UNITS = {"km", "m", "cm", "Wi", "Fi"}
"""The only Latin letters that Chinese and Japanese keep."""
HARD_WORDS = re.compile(
    "미확인|확인되지|단차|정류소|구간|노면|경사|우회|운행|대기|여부|습니다|십시오"
)
"""Words of the Korean sentences that easy Korean says in others."""
LONGEST_EASY = 45
"""Letters of one easy sentence without its names."""
EAST = pytest.mark.parametrize("language", ["zh", "ja"])


def all_texts(language):
    """Every text that this language has: the sentences of journeys and all tables."""
    told = [text for table in TABLES.values() for _, text in texts_of(table[language])]
    return [text for text in told if text] + everything(language)


def without_gaps(text):
    return re.sub(r"\{[^}]*\}", "", text)


def gaps(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def sentences(text):
    return re.split(r"(?<=[.!?])\s+|(?<=[。！？])", text.strip())


@pytest.mark.parametrize("table", [*TABLES, "phrasebooks"])
def test_every_table_has_every_language_with_the_same_phrases_and_gaps(table):
    if table == "phrasebooks":
        assert set(PHRASEBOOKS) == set(ALL_LANGUAGES)
        return
    told = {
        language: {k: t for k, t in texts_of(texts) if not k.startswith(OWN_LENGTH)}
        for language, texts in TABLES[table].items()
    }
    assert list(told) == list(ALL_LANGUAGES)
    silent = {key for key, text in told["en"].items() if not text}
    for language, texts in told.items():
        assert set(texts) == set(told["en"]), language
        if table != "marks":
            assert {key for key, text in texts.items() if not text} == silent, language
    wrong = [
        (language, key)
        for language, texts in told.items()
        for key, text in texts.items()
        if gaps(text) - {"n"} != gaps(told["en"][key]) - {"n"}
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_nothing_is_said_with_a_gap_left_open_or_two_marks_in_a_row(language):
    said = everything(language)
    assert len(said) > 250
    assert all(said)
    assert [text for text in said if re.search(r"[{}]|None|nan|inf\b", text)] == []
    assert [text for text in said if re.search(r"  |[.。]{2}|[,、，]\s*[.。,、，]| $", text)] == []


@EAST
def test_no_korean_and_no_english_stands_in_a_chinese_or_japanese_sentence(language):
    said = [without_gaps(text) for text in all_texts(language)]
    assert [text for text in said if HANGUL.search(text)] == []
    assert [text for text in said if set(LATIN.findall(text)) - UNITS] == []
    assert [text for text in said if re.search(r"[.,!?;:]\s|[,;!?]|[.:]$", text)] == []


def test_chinese_is_simplified_and_japanese_is_written_as_in_japan():
    for text in all_texts("zh"):
        text.encode("gb2312")
        assert not KANA.search(text), text
    for text in all_texts("ja"):
        text.encode("shift_jis")


@pytest.mark.parametrize("language", ["ko", "ko-easy"])
def test_korean_is_told_without_foreign_letters_but_units(language):
    said = [without_gaps(text) for text in all_texts(language)]
    assert [text for text in said if set(LATIN.findall(text)) - UNITS] == []
    assert [text for text in said if re.search("[぀-ヿ一-鿿]", text)] == []


def test_an_easy_sentence_is_short():
    """Lists of needs, barriers and unknown facts are as long as what they list."""
    table = [text for one in TABLES.values() for _, text in texts_of(one["ko-easy"])]
    said = [*directions(get_phrasebook("ko-easy")), *map(without_gaps, table)]
    parts = [part for text in said for part in sentences(text.replace(NAME, ""))]
    assert max(map(len, parts)) > 20
    assert [part for part in parts if len(part) > LONGEST_EASY] == []


def test_easy_korean_uses_no_hard_word_and_the_gentle_form():
    easy = [
        text
        for name, one in TABLES.items()
        if name != "errors"
        for _, text in texts_of(one["ko-easy"])
    ]
    easy += everything("ko-easy")
    assert [text for text in easy if HARD_WORDS.search(text)] == []
    ends = {part for text in everything("ko-easy") for part in sentences(text) if part[-1:] == "."}
    assert [part for part in ends if not re.search(r"(요|것: .*)\.$", part)] == []


def test_easy_korean_says_most_in_its_own_words():
    ko, easy = everything("ko"), everything("ko-easy")
    same = sum(one == other for one, other in zip(ko, easy, strict=True))
    assert same < len(ko) / 4


@pytest.mark.parametrize(
    "language, items, phrases, told",
    [
        ("ko", "A, B", "A, B", "A. B!"),
        ("en", "A, B", "A, B", "A. B!"),
        ("zh", "A、B", "A，B", "A。B!"),
        ("ja", "A、B", "A、B", "A。B!"),
        ("ko-easy", "A, B", "A, B", "A. B!"),
    ],
)
def test_parts_are_joined_with_the_marks_of_the_language(language, items, phrases, told):
    assert list_items(["A", "", "B"], language=language) == items
    assert join_phrases(["A", "", "B"], language=language) == phrases
    assert join_sentences(["A", "", "B!"], language=language) == told
