"""Staff correct places: whole or not at all, heard before all others, known to every process."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.places.drawn import draw_places

from modugil.core.access import Access
from modugil.core.errors import BadInput, ChangedMeanwhile, PlaceNotFound
from modugil.people.audit import list_audit
from modugil.places.catalogue import Catalogue
from modugil.places.corrections.book import CorrectionBook
from modugil.places.corrections.correction import tell_state
from modugil.store.changes import list_changes
from modugil.store.database import open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
SEOUL = ZoneInfo("Asia/Seoul")
PLACES = """
sights 성산일출봉 @ 33.45,126.94 wheelchair=yes accessible_toilet=yes
sights 만장굴 @ 33.52,126.77 wheelchair=no
toilets 해변화장실 @ 33.50,126.50 accessible_toilet=yes
"""


@pytest.fixture
def engine(address):
    opened = open_database(address)
    yield opened
    opened.dispose()


def open_book(engine):
    book = CorrectionBook(engine, Catalogue(draw_places(PLACES)), zone=SEOUL)
    book.refresh(now=MONDAY)
    return book


@pytest.fixture
def book(engine):
    return open_book(engine)


def state_of(book, id):
    now = book.get_moment().places
    row = now.rows[id]
    return tell_state(now.get_place(row), closed=row in now.closed)


def test_what_staff_say_is_heard_before_all_other_sources(book):
    book.set_fact("drawn-1", "accessible_toilet", "no", author="kim", now=MONDAY)
    place = book.get_moment().places.get_place(0)
    fact = place.facts["accessible_toilet"]
    assert (fact.value, fact.disputed) == ("no", False)
    assert [one.value for one in fact.said] == ["no", "yes"]
    assert (fact.said[0].as_of, fact.said[0].record) == ("2026-11-23", "kim")


def test_what_is_withdrawn_leaves_the_place_as_the_other_sources_have_it(book):
    compiled = state_of(book, "drawn-1")
    book.set_fact("drawn-1", "wheelchair", "no", author="kim", now=MONDAY)
    assert book.get_moment().places.get_wheelchair(0) is Access.NO
    assert state_of(book, "drawn-1") != compiled
    book.withdraw_fact("drawn-1", "wheelchair", author="lee", now=MONDAY)
    assert book.get_moment().places.get_wheelchair(0) is Access.YES
    assert state_of(book, "drawn-1") == compiled


def test_a_closed_place_is_not_found_until_it_opens_again(book):
    book.close("drawn-2", author="kim", now=MONDAY)
    now = book.get_moment().places
    assert now.find_row("drawn-2") is None
    assert [row for row in range(len(now.places)) if row not in now.closed] == [0, 2]
    with pytest.raises(BadInput, match="closed already"):
        book.close("drawn-2", author="kim", now=MONDAY)
    book.reopen("drawn-2", author="kim", now=MONDAY)
    assert book.get_moment().places.find_row("drawn-2") == 1
    with pytest.raises(BadInput, match="not closed"):
        book.reopen("drawn-2", author="kim", now=MONDAY)


def test_who_knows_another_state_is_told_and_nothing_is_changed(book):
    before = state_of(book, "drawn-1")
    book.set_fact("drawn-1", "steps", "3", author="kim", now=MONDAY, expected=before)
    with pytest.raises(ChangedMeanwhile):
        book.set_fact("drawn-1", "steps", "4", author="lee", now=MONDAY, expected=before)
    assert book.get_moment().places.get_place(0).get_value("steps") == "3"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("accessible_toilet", "maybe"),
        ("steps", "-1"),
        ("steps", "three"),
        ("slope_deg", "91"),
        ("path_width_m", "nan"),
        ("hours", "open all day, mostly"),
        ("category", "castle"),
        ("difficulty", "Very Hard"),
        ("address", "  "),
        ("address", "a\x00b"),
        ("address", "가" * 2001),
        ("no_such_key", "yes"),
    ],
)
def test_a_value_that_has_not_the_form_of_its_key_is_refused(book, engine, key, value):
    with pytest.raises(BadInput) as told:
        book.set_fact("drawn-1", key, value, author="kim", now=MONDAY)
    assert told.value.allowed
    assert list_audit(engine) == []


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("steps", " 007 ", "7"),
        ("path_width_m", "0.85", "0.85"),
        ("hours", "Mo-Fr 09:00-18:00; PH off", "Mo-Fr 09:00-18:00; PH off"),
        ("category", "food", "food"),
        ("address", "제주시 어딘가 1", "제주시 어딘가 1"),
    ],
)
def test_a_value_in_the_form_of_its_key_is_kept(book, key, value, kept):
    book.set_fact("drawn-1", key, value, author="kim", now=MONDAY)
    assert book.get_moment().places.get_place(0).get_value(key) == kept


def test_there_is_nothing_to_correct_where_there_is_no_place_and_no_correction(book):
    with pytest.raises(PlaceNotFound):
        book.set_fact("nowhere", "steps", "1", author="kim", now=MONDAY)
    with pytest.raises(BadInput, match="Staff say nothing"):
        book.withdraw_fact("drawn-1", "steps", author="kim", now=MONDAY)


def test_every_change_is_in_the_log_and_in_the_record_of_who_did_what(book, engine):
    begun = list_changes(engine, "").next_token
    book.set_fact("drawn-1", "steps", "3", author="kim", now=MONDAY)
    book.close("drawn-3", author="lee", now=MONDAY)
    told = list_changes(engine, begun)
    assert [(one.kind, one.key) for one in told.changes] == [
        ("places.sights", "drawn-1"),
        ("places.toilets", "drawn-3"),
    ]
    assert told.next_token == book.get_moment().token
    done = [(one.account, one.action, one.subject) for one in list_audit(engine)]
    assert done == [
        ("lee", "place_closed", "drawn-3"),
        ("kim", "fact_set", "drawn-1 steps 3"),
    ]


def test_another_book_takes_over_what_was_changed_and_only_that(book, engine):
    other = open_book(engine)
    book.set_fact("drawn-1", "steps", "3", author="kim", now=MONDAY)
    book.close("drawn-2", author="kim", now=MONDAY)
    assert other.refresh(now=MONDAY)
    assert other.get_moment().token == book.get_moment().token
    kept = other.get_moment().places.corrected[0]
    assert kept.get_value("steps") == "3"
    book.reopen("drawn-2", author="kim", now=MONDAY)
    assert other.refresh(now=MONDAY)
    assert other.get_moment().places.corrected[0] is kept
    assert not other.refresh(now=MONDAY)


def test_corrections_outlive_a_build_that_has_not_the_place(book, engine):
    book.set_fact("drawn-3", "steps", "3", author="kim", now=MONDAY)
    fewer = CorrectionBook(engine, Catalogue(draw_places(PLACES.splitlines()[1])), zone=SEOUL)
    fewer.refresh(now=MONDAY)
    assert not fewer.get_moment().places.corrected
    assert open_book(engine).get_moment().places.get_place(2).get_value("steps") == "3"
