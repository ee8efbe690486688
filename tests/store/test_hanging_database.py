"""A server of PostgreSQL that hangs without a word is given up, and used again when it goes on."""

import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.people.tasks import TaskBook
from modugil.store.database import open_database
from modugil.store.postgresql import ANSWERS_S, HastyConnection
from modugil.store.transactions import reading, writing

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
TEXT = {"ko": "끊겼습니다"}


@pytest.fixture
def engine(postgres, monkeypatch):
    monkeypatch.setattr(HastyConnection, "answers_s", 0.5)
    opened = open_database(postgres.make_database())
    yield opened
    opened.dispose()


def test_who_asks_is_told_in_time_and_answered_when_it_goes_on(postgres, engine):
    book = TaskBook(engine)
    task = book.open_task("wifi", "1", text=TEXT, now=MONDAY)
    with postgres.hanging():
        began_s = time.monotonic()
        with pytest.raises(CouldNotLook, match="just now"):
            book.list_tasks()
        assert time.monotonic() - began_s < 5.0
    assert book.list_tasks() == [task]
    assert book.open_task("wifi", "2", text=TEXT, now=MONDAY).id != task.id


def test_who_is_in_the_middle_of_writing_leaves_nothing(postgres, engine):
    book = TaskBook(engine)
    with (
        pytest.raises(CouldNotKeep, match="its server does not answer"),
        writing(engine, "It") as connection,
    ):
        connection.execute(text("DELETE FROM schema_version"))
        with postgres.hanging():
            connection.execute(text("SELECT 1"))
    with reading(engine, "It") as connection:
        assert connection.scalar(text("SELECT count(*) FROM schema_version")) == 1
    assert book.list_tasks() == []


def test_a_question_that_takes_too_long_is_given_up_by_the_server_first(postgres):
    engine = open_database(postgres.make_database())
    with engine.connect() as connection:
        told = connection.scalar(text("SHOW statement_timeout"))
    assert told == f"{ANSWERS_S - 1:.0f}s"
    engine.dispose()


def test_a_long_step_is_waited_for_and_nobody_waits_so_long_afterwards(address):
    engine = open_database(address)
    book = TaskBook(engine)
    book.open_task("wifi", "1", text=TEXT, now=MONDAY)
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            assert connection.scalar(text("SHOW lock_timeout")) == "5s"
            driver: Any = connection.connection.dbapi_connection
            assert driver.answers_s == ANSWERS_S
    else:
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA busy_timeout")) == 5000
    engine.dispose()


def test_one_who_writes_for_long_is_not_waited_for_for_ever(postgres):
    engine = open_database(postgres.make_database() + "?options=-c%20lock_timeout%3D300ms")
    with engine.connect() as connection:  # what is not asked otherwise stays
        assert connection.scalar(text("SHOW statement_timeout")) == f"{ANSWERS_S - 1:.0f}s"
    held, done = threading.Event(), threading.Event()

    def hold():
        with writing(engine, "It"):
            held.set()
            done.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(20)
    with pytest.raises(CouldNotKeep, match="lock timeout"):
        TaskBook(engine).open_task("wifi", "1", text=TEXT, now=MONDAY)
    done.set()
    holder.join()
    assert TaskBook(engine).open_task("wifi", "1", text=TEXT, now=MONDAY)
    engine.dispose()
