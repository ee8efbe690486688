"""What may be asked for, and how often."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine
from tests.people.rental.conftest import MONDAY, MORNING, ask, days, wish

from modugil.core.errors import BadInput, RequestNotFound, TooMany
from modugil.people.rental.book import RentalBook
from modugil.people.rental.days import AHEAD_DAYS, LONGEST_DAYS, Days, check_days, parse_day
from modugil.people.rental.limits import (
    MOST_RESERVED,
    MOST_WRONG_CODES,
    limit_reserved,
    trying_code,
)
from modugil.people.rental.records import RentalDesk, Wish
from modugil.people.rental.refused import AskRefused
from modugil.people.rental.steps import Kind
from modugil.people.rental.stock import add_items, open_desk, parse_kind


@pytest.mark.parametrize(
    "span, why",
    [
        (days(1, 0), "days_wrong"),
        (days(-1, 0), "days_past"),
        (days(0, LONGEST_DAYS), "days_long"),
        (days(AHEAD_DAYS, AHEAD_DAYS + 1), "days_far"),
    ],
)
def test_days_are_refused_that_nothing_is_lent_for(span: Days, why: str) -> None:
    with pytest.raises(AskRefused) as refused:
        check_days(span, today=MONDAY)
    assert refused.value.why == why
    assert check_days(days(0, LONGEST_DAYS - 1), today=MONDAY)
    assert check_days(days(AHEAD_DAYS), today=MONDAY)


@pytest.mark.parametrize("text", ["", "2026-11-31", "20261123", "tomorrow", "9999-12-31"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(AskRefused):
        parse_day(text)


@pytest.mark.parametrize("called", ["", "   ", "x" * 41, "a\x00b", "a\u202eb"])
def test_a_name_is_needed_and_may_not_be_long_or_hidden(book: RentalBook, called: str) -> None:
    with pytest.raises(AskRefused) as refused:
        book.ask(Wish("airport", Kind.RECEIVER, days(), called), now=MORNING)
    assert refused.value.why == "name_wrong"


@pytest.mark.parametrize("phone", ["12", "call me", "010-1234-5678 (after six, I use a chair)"])
def test_a_phone_is_a_phone_or_nothing(book: RentalBook, phone: str) -> None:
    with pytest.raises(AskRefused):
        book.ask(Wish("airport", Kind.RECEIVER, days(), "바람", phone), now=MORNING)
    assert book.ask(Wish("airport", Kind.RECEIVER, days(), "바람"), now=MORNING)[1].phone == ""


def test_a_day_is_that_on_the_wall(book: RentalBook) -> None:
    just_before = datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC)
    assert book.get_today(just_before).isoformat() == "2026-11-22"
    with pytest.raises(AskRefused):
        book.ask(wish(Days(MONDAY, MONDAY)), now=datetime(2026, 11, 23, 15, tzinfo=UTC))


def test_a_kind_that_the_desk_has_not_is_another_refusal_than_one_that_is_gone(
    book: RentalBook,
) -> None:
    with pytest.raises(AskRefused) as refused:
        ask(book, kind=Kind.STROLLER)
    assert refused.value.why == "no_kind"


def test_from_one_address_only_so_many_are_reserved(book: RentalBook, engine: Engine) -> None:
    serials = [f"S{number}" for number in range(MOST_RESERVED + 1)]
    add_items(engine, "airport", Kind.STROLLER, serials=serials, by="kim", now=MORNING)
    told = wish(kind=Kind.STROLLER)
    for _ in range(MOST_RESERVED):
        book.ask(told, now=MORNING, before_keeping=limit_reserved("10.0.0.1", now=MORNING))
    with pytest.raises(TooMany, match="too often from here") as refused:
        book.ask(told, now=MORNING, before_keeping=limit_reserved("10.0.0.1", now=MORNING))
    assert refused.value.retry_after_s > 0
    book.ask(told, now=MORNING, before_keeping=limit_reserved("10.0.0.2", now=MORNING))


def test_codes_cannot_be_tried_for_long_and_then_the_right_one_does_not_show(
    book: RentalBook,
) -> None:
    code, _ = book.ask(wish(), now=MORNING)

    def try_code(tried: str, address: str = "10.0.0.1") -> None:
        with trying_code(book.engine, address=address, now=MORNING):
            book.find(tried, now=MORNING)

    for _ in range(MOST_WRONG_CODES + 1):
        try_code(code)
    for _ in range(MOST_WRONG_CODES):
        with pytest.raises(RequestNotFound):
            try_code("0000-0000")
    for tried in ("0000-0000", code):
        with pytest.raises(TooMany):
            try_code(tried)
    try_code(code, "10.0.0.2")


@pytest.mark.parametrize(
    "desk",
    [
        RentalDesk("Airport", {"ko": "가"}, "", "", "09:00", "18:00"),
        RentalDesk("airport", {"en": "A"}, "", "", "09:00", "18:00"),
        RentalDesk("airport", {"ko": "가"}, "", "", "18:00", "09:00"),
        RentalDesk("airport", {"ko": "가"}, "", "", "9:00", "18:00"),
    ],
)
def test_a_desk_that_cannot_be_is_not_opened(engine: Engine, desk: RentalDesk) -> None:
    with pytest.raises(BadInput):
        open_desk(engine, desk, by="kim", now=MORNING)


@pytest.mark.parametrize("serials", [[], ["R1"], ["X1", "X1"], ["X1", "bad serial"]])
def test_of_things_with_a_wrong_serial_none_comes(book: RentalBook, serials: list[str]) -> None:
    with pytest.raises(BadInput):
        add_items(book.engine, "airport", Kind.RECEIVER, serials=serials, by="kim", now=MORNING)
    assert len(book.list_items("airport", now=MORNING)) == 3


def test_a_kind_is_read_with_hyphens_too() -> None:
    assert parse_kind("Power-Wheelchair") is Kind.POWER_WHEELCHAIR
    with pytest.raises(BadInput, match="There are: receiver"):
        parse_kind("car")
