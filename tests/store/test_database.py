"""The database: made on first use, shared by processes, and refused when it is of another kind."""

import pytest
from sqlalchemy import text, update

from modugil.core.errors import CouldNotKeep
from modugil.store.database import count_change, open_database, read_changes
from modugil.store.tables import schema_version


def test_it_is_made_with_its_folder_for_its_owner_only_and_opened_again(tmp_path):
    file = tmp_path / "state" / "state.sqlite"
    for _ in range(2):
        engine = open_database(file)
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA synchronous")) == 2
        engine.dispose()
    assert file.stat().st_mode & 0o077 == 0


def test_changes_are_counted_across_connections_and_not_when_they_are_taken_back(tmp_path):
    first, second = (open_database(tmp_path / "state.sqlite") for _ in range(2))
    for expected in (1, 2):
        with first.begin() as connection:
            count_change(connection, "things")
        with second.connect() as connection:
            assert read_changes(connection, "things") == expected
            assert read_changes(connection, "others") == 0
    with pytest.raises(ZeroDivisionError), first.begin() as connection:
        count_change(connection, "things")
        _ = 1 / 0
    with second.connect() as connection:
        assert read_changes(connection, "things") == 2


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path):
    file = tmp_path / "state.sqlite"
    file.write_text("something else " * 100)
    with pytest.raises(CouldNotKeep, match="cannot be opened"):
        open_database(file)
    assert file.read_text() == "something else " * 100


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CouldNotKeep, match="cannot be opened"):
        open_database(tmp_path / "file" / "state.sqlite")


def test_the_database_of_a_later_version_is_refused(tmp_path):
    engine = open_database(tmp_path / "state.sqlite")
    with engine.begin() as connection:
        connection.execute(update(schema_version).values(version=99))
    engine.dispose()
    with pytest.raises(CouldNotKeep, match="a later version"):
        open_database(tmp_path / "state.sqlite")
