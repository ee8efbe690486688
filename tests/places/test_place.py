import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.places.drawn import draw_places

from modugil.core.access import Access
from modugil.places.place import RECORD, STAFF, WHEELCHAIR, SaidBy, weigh
from modugil.places.vocabulary import FACTS


def said(key, value, *, source=0, as_of="2024-01-01"):
    return SaidBy(key=key, value=value, text="", source=source, as_of=as_of, record="r")


def test_yes_and_no_make_it_unknown_and_disputed():
    facts = weigh([said("elevator", "yes"), said("elevator", "no", source=1, as_of="2025-01-01")])
    assert facts["elevator"].value == ""
    assert facts["elevator"].disputed
    assert [one.value for one in facts["elevator"].said] == ["no", "yes"]


def test_of_two_numbers_the_newer_counts_and_both_are_told():
    facts = weigh(
        [said("capacity", "2", as_of="2020-01-01"), said("capacity", "4", source=1, as_of="2023")]
    )
    assert (facts["capacity"].value, facts["capacity"].disputed) == ("4", True)
    assert len(facts["capacity"].said) == 2


def test_of_one_date_the_source_named_first_counts():
    facts = weigh([said("hours", "24/7", source=2), said("hours", "Mo-Fr 09:00-18:00", source=1)])
    assert facts["hours"].value == "Mo-Fr 09:00-18:00"


def test_a_source_without_a_date_is_heard_last():
    facts = weigh([said("capacity", "9", as_of=""), said("capacity", "1", source=5)])
    assert facts["capacity"].value == "1"


def test_staff_are_heard_before_all_and_settle_a_dispute():
    told = [
        said("elevator", "yes"),
        said("elevator", "no", source=1, as_of="2025-01-01"),
        said("elevator", "no", source=STAFF, as_of="2023-01-01"),
    ]
    assert weigh(told)["elevator"].value == "no"
    assert not weigh(told)["elevator"].disputed


def test_texts_that_differ_are_no_dispute():
    facts = weigh([said("address", "가나로 1"), said("address", "가나로 1 (다동)", source=1)])
    assert not facts["address"].disputed


def test_a_place_tells_who_speaks_of_it_and_where_they_put_it():
    place = draw_places("sights 가나 @ 33.5,126.5 wheelchair=yes elevator=yes").get_place(0)
    assert place.wheelchair is Access.YES
    assert list(place.facts) == [WHEELCHAIR, "elevator"]
    assert [(one.key, one.value, one.text) for one in place.records] == [
        (RECORD, "가나", "33.5000000,126.5000000")
    ]


@pytest.mark.parametrize("language", ["", "ko", "ja"])
def test_a_name_that_is_not_translated_is_as_published(language):
    assert draw_places("sights 가나 @ 33.5,126.5").get_place(0).name_in(language) == "가나"


accesses = [key for key, form in FACTS.items() if form == "access"]
heard = st.lists(
    st.builds(
        said,
        st.sampled_from(accesses[:3]),
        st.sampled_from(["yes", "no"]),
        source=st.integers(0, 4),
        as_of=st.sampled_from(["", "2020-01-01", "2024-06-30"]),
    )
)


@given(heard, st.randoms())
def test_nobody_hears_a_yes_that_any_source_denies_and_the_order_makes_no_difference(told, random):
    facts = weigh(told)
    for key, fact in facts.items():
        values = {one.value for one in told if one.key == key}
        assert fact.value == (values.pop() if len(values) == 1 else "")
        assert len(fact.said) == sum(one.key == key for one in told)
    shuffled = list(told)
    random.shuffle(shuffled)
    assert {key: fact.value for key, fact in weigh(shuffled).items()} == {
        key: fact.value for key, fact in facts.items()
    }


def test_a_year_alone_is_older_than_a_day_in_it():
    facts = weigh(
        [said("capacity", "2", as_of="2023"), said("capacity", "4", source=1, as_of="2023-05-01")]
    )
    assert facts["capacity"].value == "4"
