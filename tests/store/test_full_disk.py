"""A disk that is full: what is written is told to have failed, and nothing of it is there."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import event, func, select, text

from modugil.core.errors import CouldNotKeep
from modugil.people.tasks import TaskBook
from modugil.store.changes import read_last
from modugil.store.database import open_database
from modugil.store.tables import tasks

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_nothing_is_half_written_and_it_goes_on_when_there_is_room(tmp_path):
    engine = open_database(tmp_path / "state.sqlite")
    book = TaskBook(engine)
    with engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
    engine.dispose()
    room = [pages + 4]

    @event.listens_for(engine, "checkout")
    def limit(connection, _record, _proxy):
        # SQLite answers as it does where the disk has no room
        connection.execute(f"PRAGMA max_page_count={room[0]}")

    written = 0
    with pytest.raises(CouldNotKeep, match="full"):
        for written in range(1000):
            book.open_task("wifi", str(written), text={"ko": "가" * 500}, now=MONDAY)
    assert written > 2
    assert len(book.list_tasks()) == read_last(engine) == written
    room[0] = 1_000_000
    book.open_task("wifi", "more", text={"ko": "가" * 500}, now=MONDAY)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(tasks)) == written + 1
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
