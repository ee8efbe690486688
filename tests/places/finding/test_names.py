"""Names found by a part, by a word still being typed, by initials; many at once as each alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.places.finding.name_kernels import (
    BEGINNING,
    INSIDE,
    NOT_FOUND,
    SPREAD,
    WHOLE,
    WORD,
    WORD_START,
)
from modugil.places.finding.names import (
    build_name_table,
    fold,
    list_variants,
    match_names,
    take_initials,
)

TOLD = st.lists(st.text(alphabet="가각힣제주공항abÉé3 -(ㄱ\u0301ﬁ", max_size=8), max_size=3)


@pytest.mark.parametrize(
    ("name", "text", "rank"),
    [
        ("성산일출봉", "성산일출봉", WHOLE),
        ("성산일출봉", "성산 일출봉", WHOLE),
        ("성산일출봉", "성산이", BEGINNING),
        ("성산 일출봉", "일출", WORD),
        ("성산(일출봉)", "일출", WORD),
        ("성산-일출봉", "일출", WORD),
        ("성산일출봉", "일출", INSIDE),
        ("성산일출봉 [유네스코 세계자연유산]", "성산일출봉", WHOLE),
        ("만장굴 (제주도)", "ㅁㅈㄱ", WHOLE),
        ("만장굴 (제주도)", "만장", BEGINNING),
        ("만장굴 (제주도)", "제주", WORD),
        ("산산 산", "산", BEGINNING),
        ("일일출 일출봉", "일출봉", WORD),
        ("성산일출봉", "ㅅㅅㅇㅊㅂ", WHOLE),
        ("성산일출봉", "ㅅㅅ", BEGINNING),
        ("3코스 성산 일출봉", "ㅇㅊㅂ", WORD),
        ("3코스 성산", "ㅋㅅ", BEGINNING),
        ("성산일출봉", "ㅇㅊㅂ", INSIDE),
        ("성산일출봉", "ㅅㅅㅂ", SPREAD),
        ("제주국제공항", "제주공항", SPREAD),
        ("제주국제공항", "ㅈㅈㄱㅎ", SPREAD),
        ("성산일출봉", "봉일", NOT_FOUND),
        ("성산일출봉", "ㅂㅂ", NOT_FOUND),
        ("Café Bar", "cafe", BEGINNING),
        ("Café Bar", "BAR", WORD),
        ("성산일출봉", "", NOT_FOUND),
        ("성산일출봉", " - ", NOT_FOUND),
    ],
)
def test_how_well_a_name_fits(name, text, rank):
    assert match_names(build_name_table([[name]]), text).tolist() == [rank]


def test_the_best_of_several_names_counts_and_rows_without_names_are_not_found():
    table = build_name_table([["제주공항", "Jeju Airport"], [], [""], ["공항"]])
    assert match_names(table, "공항").tolist() == [INSIDE, NOT_FOUND, NOT_FOUND, WHOLE]
    assert match_names(table, "airport").tolist() == [WORD, NOT_FOUND, NOT_FOUND, NOT_FOUND]
    assert match_names(table, "ㄱㅎ").tolist() == [INSIDE, NOT_FOUND, NOT_FOUND, WHOLE]


def test_letters_in_order_are_looked_for_only_where_no_name_holds_the_text():
    assert match_names(build_name_table([["제주국제공항"], ["제주공항"]]), "제주공항").tolist() == [
        NOT_FOUND,
        WHOLE,
    ]


@given(st.lists(TOLD, max_size=5))
def test_many_names_are_folded_as_each_is_alone(rows):
    table = build_name_table(rows)
    given_names = [(row, name) for row, names in enumerate(rows) for name in list_variants(names)]
    for letters, spell in ((table.folded, fold), (table.initials, take_initials)):
        expected = [(row, spell(name)) for row, name in given_names if spell(name)]
        assert _spell(letters) == expected


@given(st.lists(TOLD, min_size=1, max_size=5), st.data())
def test_a_part_of_a_name_always_finds_it(rows, data):
    table = build_name_table(rows)
    for row, names in enumerate(rows):
        for name in names:
            folded = fold(name)
            if folded:
                begin = data.draw(st.integers(0, len(folded) - 1))
                found = match_names(table, folded[begin : begin + 3])
                assert found[row] <= INSIDE


def _spell(letters):
    codes = (letters.codes & (WORD_START - 1)).tolist()
    return [
        (int(row), "".join(map(chr, codes[letters.start[k] : letters.start[k + 1]])))
        for k, row in enumerate(letters.row)
    ]
