import pytest

from modugil.answers.desk import SPOKEN
from modugil.api.motis.query import choose_language
from modugil.core.language import (
    ALL_LANGUAGES,
    LANGUAGES,
    html_tag,
    name_language,
    negotiate_language,
    pick_text,
)
from modugil.region.texts import build_local_texts


def test_easy_korean_is_korean_in_other_words():
    assert set(ALL_LANGUAGES) - set(LANGUAGES) == {"ko-easy"}
    assert [html_tag(one) for one in ALL_LANGUAGES] == ["ko", "en", "zh", "ja", "ko"]
    assert [name_language(one) for one in ALL_LANGUAGES] == ["ko", "en", "zh", "ja", "ko"]


def test_names_in_easy_korean_are_the_korean_ones():
    names = build_local_texts([{"": "Beach", "ko": "해변", "ja": "ビーチ"}])
    assert [names.get(0, language=one) for one in ALL_LANGUAGES] == [
        "해변",
        "Beach",
        "Beach",
        "ビーチ",
        "해변",
    ]
    assert pick_text({"ko": "알림", "en": "Notice"}, language="ko-easy") == "알림"


def test_who_reads_chinese_or_japanese_gets_an_english_name_sooner_than_a_korean_one():
    names = build_local_texts([{"": "해변", "en": "Beach", "ja": "ビーチ"}, {"": "부두"}])
    assert [names.get(0, language=one) for one in ALL_LANGUAGES] == [
        "해변",
        "Beach",
        "Beach",
        "ビーチ",
        "해변",
    ]
    assert {names.get(1, language=one) for one in ALL_LANGUAGES} == {"부두"}
    assert pick_text({"": "해변", "en": "Beach"}, language="zh") == "Beach"


@pytest.mark.parametrize(
    "header, language",
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("ja", "ja"),
        ("fr, ja;q=0.2", "ja"),
        ("ko-easy, en;q=0.9", "ko"),
        ("fr", "ko"),
        ("", "ko"),
    ],
)
def test_a_header_chooses_among_all_but_easy_korean(header, language):
    assert negotiate_language(header, offered=SPOKEN) == language


@pytest.mark.parametrize(
    "asked, language",
    [("ko-easy", "ko-easy"), ("ko-KR", "ko"), ("zh-CN,en", "zh"), ("fr, ja", "ja"), ("", "en")],
)
def test_a_client_of_motis_names_a_language_or_its_region(asked, language):
    assert choose_language({"language": asked}) == language
