"""Fifty ask at once for the last receiver: one gets it, and forty-nine are told clearly."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from tests.people.rental import crowd
from tests.people.rental.conftest import MORNING, fill
from tests.people.rental.crowd import ask_at_once

from modugil.people.rental.book import RentalBook
from modugil.people.rental.codes import draw_code
from modugil.store.database import open_database
from modugil.store.tables import rental_days, rental_requests

ONE_OF_FIFTY = Counter({"reserved": 1, "not_free": 49})


@pytest.fixture
def engine(address: Path | str) -> Iterator[Engine]:
    opened = open_database(address)
    yield opened
    opened.dispose()


@pytest.fixture
def last(engine: Engine) -> RentalBook:
    """A desk with one receiver left."""
    return fill(engine, receivers=1)


def count_rows(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return [
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (rental_requests, rental_days)
        ]


def test_of_fifty_threads_one_gets_it(last: RentalBook) -> None:
    told = ask_at_once(last, [draw_code() for _ in range(50)])
    assert Counter(told) == ONE_OF_FIFTY
    assert count_rows(last.engine) == [1, 1]


def test_of_fifty_in_two_processes_one_gets_it(last: RentalBook, address: Path | str) -> None:
    call = [sys.executable, str(Path(crowd.__file__)), str(address)]
    both = [
        subprocess.Popen(
            [*call, *(draw_code() for _ in range(25))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in both:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [word for one in both for word in one.communicate()[0].split()]
    assert Counter(told) == ONE_OF_FIFTY
    assert count_rows(last.engine) == [1, 1]


def test_who_sends_one_form_fifty_times_gets_one(last: RentalBook) -> None:
    assert Counter(ask_at_once(last, ["K7QX-3M9P"] * 50)) == Counter({"reserved": 50})
    assert count_rows(last.engine) == [1, 1]
    assert len(last.list_open("airport", now=MORNING)) == 1
