"""A desk at the airport with two receivers and a power wheelchair, in a database of each kind."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from modugil.people.rental.book import RentalBook
from modugil.people.rental.days import Days
from modugil.people.rental.records import RentalDesk, Request, Wish
from modugil.people.rental.steps import Kind
from modugil.people.rental.stock import add_items, open_desk
from modugil.people.tasks import TaskBook
from modugil.store.database import open_database

SEOUL = ZoneInfo("Asia/Seoul")
MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""Half past nine on Monday in Jeju."""
MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
AIRPORT = RentalDesk(
    "airport", {"ko": "공항 대여소", "en": "Airport desk"}, "", "", "09:00", "18:00"
)


@pytest.fixture
def engine(address: Path | str) -> Iterator[Engine]:
    opened = open_database(address)
    yield opened
    opened.dispose()


@pytest.fixture
def book(engine: Engine) -> RentalBook:
    return fill(engine)


def fill(engine: Engine, *, receivers: int = 2) -> RentalBook:
    """The desk, and what it lends."""
    open_desk(engine, AIRPORT, by="kim", now=MORNING)
    serials = [f"R{number}" for number in range(1, receivers + 1)]
    add_items(engine, "airport", Kind.RECEIVER, serials=serials, by="kim", now=MORNING)
    add_items(engine, "airport", Kind.POWER_WHEELCHAIR, serials=["P1"], by="kim", now=MORNING)
    return RentalBook(engine, zone=SEOUL, tasks=TaskBook(engine))


def days(first: int = 0, last: int | None = None) -> Days:
    """So many days after Monday; one day where no last one is told."""
    return Days(MONDAY + first * ONE_DAY, MONDAY + (first if last is None else last) * ONE_DAY)


def wish(span: Days | None = None, *, kind: Kind = Kind.RECEIVER, called: str = "바람") -> Wish:
    return Wish("airport", kind, span or days(), called, "010-1234-5678")


def ask(book: RentalBook, span: Days | None = None, *, kind: Kind = Kind.RECEIVER) -> Request:
    return book.ask(wish(span, kind=kind), now=MORNING)[1]
