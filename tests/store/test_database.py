"""The database: made on first use, shared by processes, and refused when it is of another kind."""

import threading

import pytest
from sqlalchemy import text

from modugil.core.errors import CouldNotKeep, SettingsInvalid
from modugil.store.database import count_change, open_database, read_changes


@pytest.fixture
def engines(address):
    """The same database opened twice."""
    opened = [open_database(address) for _ in range(2)]
    yield opened
    for engine in opened:
        engine.dispose()


def test_a_file_is_made_with_its_folder_for_its_owner_only_and_opened_again(tmp_path):
    file = tmp_path / "state" / "state.sqlite"
    for _ in range(2):
        engine = open_database(file)
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA synchronous")) == 2
        engine.dispose()
    assert file.stat().st_mode & 0o077 == 0


def test_what_a_server_of_postgresql_acknowledges_is_on_its_disk(postgres):
    engine = open_database(postgres.make_database())
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW synchronous_commit")) == "on"
    engine.dispose()


def test_changes_are_counted_across_connections_and_not_when_they_are_taken_back(engines):
    first, second = engines
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


def test_writers_of_one_kind_wait_for_each_other(engines):
    """Whoever counted a change reads what all before it wrote, the very first ones too."""
    seen: list[int] = []

    def write(engine):
        for _ in range(10):
            with engine.begin() as connection:
                count_change(connection, "things")
                seen.append(read_changes(connection, "things"))

    threads = [threading.Thread(target=write, args=(engine,)) for engine in engines * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == list(range(1, 41))


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


def test_a_server_that_cannot_be_reached_is_told_without_its_password(postgres):
    address = postgres.address("nobody_made_it")
    with pytest.raises(CouldNotKeep, match="cannot be opened") as told:
        open_database(address)
    assert "nobody_made_it" in str(told.value)
    password = address.split(":")[2].split("@")[0]
    assert password not in str(told.value)


def test_what_is_no_address_is_refused():
    with pytest.raises(SettingsInvalid, match="store.database"):
        open_database("state.sqlite")
