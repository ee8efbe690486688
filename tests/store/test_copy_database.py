"""A database that moves: all of it is in the other one, and goes on there."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from modugil.core.errors import BadInput
from modugil.live.terminals import ledger
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.tasks import TaskBook
from modugil.store.changes import list_changes
from modugil.store.copy_database import copy_database
from modugil.store.database import open_database
from modugil.store.tables import metadata

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def read_all(engine):
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
        }


@pytest.fixture
def source(tmp_path):
    engine = open_database(tmp_path / "source.sqlite")
    ledger.issue_all(engine, [f"0055/{n}" for n in range(1200)], now=MONDAY)
    People(engine).add_account("kim", roles=[Role.ADMIN], now=MONDAY)
    book = TaskBook(engine)
    for n in range(3):
        task = book.open_task("wifi", str(n), text={"ko": "끊겼습니다"}, now=MONDAY)
    book.add_note(task.id, author="kim", text="봅니다", now=MONDAY)
    yield engine
    engine.dispose()


@pytest.fixture
def target(address):
    engine = open_database(address)
    yield engine
    engine.dispose()


def test_every_row_is_there_and_keys_and_tokens_go_on(source, target):
    token = list_changes(source, "").next_token
    before = read_all(source)
    assert copy_database(source, target) == sum(map(len, before.values()))
    assert read_all(target) == before == read_all(source)
    book = TaskBook(target)
    opened = book.open_task("wifi", "new", text={"ko": "새로"}, now=MONDAY)
    assert opened.id == 4
    book.add_note(opened.id, author="kim", text="봅니다", now=MONDAY)
    People(target).add_account("lee", roles=[Role.ADMIN], now=MONDAY)
    told = [(one.kind, one.key) for one in list_changes(target, token).changes]
    assert told == [("tasks", "4"), ("tasks", "4"), ("accounts", "lee")]


def test_a_database_that_holds_something_is_left_as_it_is(source, target):
    TaskBook(target).open_task("wifi", "mine", text={"ko": "내 것"}, now=MONDAY)
    before = read_all(target)
    with pytest.raises(BadInput, match="already"):
        copy_database(source, target)
    assert read_all(target) == before
