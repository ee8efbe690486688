import pytest

from modugil.places.reading.ids import IdBook, keep_id, make_id
from modugil.places.reading.provinces import find_province, is_elsewhere

JEJU = frozenset(["제주특별자치도"])


@pytest.mark.parametrize(
    "texts, province",
    [
        (("제주도 제주시 가람로 7",), "제주특별자치도"),
        (("서귀포시 가람로 7",), "제주특별자치도"),
        (("", "전라북도 가람시"), "전북특별자치도"),
        (("가람로 7", "강원도 나래시"), "강원특별자치도"),
        (("광주시 가람로 7",), ""),
        (("광주광역시 가람로 7",), "광주광역시"),
        (("", " "), ""),
    ],
)
def test_a_province_is_told_by_the_first_text_that_begins_with_one(texts, province):
    assert find_province(*texts) == province


def test_a_row_is_elsewhere_only_where_it_says_so():
    assert is_elsewhere(JEJU, "부산광역시 가람구")
    assert not is_elsewhere(JEJU, "제주시 가람동")
    assert not is_elsewhere(JEJU, "가람로 7")
    assert not is_elsewhere(frozenset(), "부산광역시 가람구")


def test_ids_are_the_same_in_the_next_edition_and_never_given_twice():
    book = IdBook()
    made = make_id("가람쉼터", "가람로 7")
    assert made == make_id("가람쉼터", "가람로 7") != make_id("가람쉼터", "가람로 8")
    assert [book.give(made), book.give(made), book.give("other")] == [made, f"{made}-2", "other"]
    assert keep_id("5010000-0007") == "5010000-0007"
    assert keep_id("가람 7") == make_id("가람 7")
