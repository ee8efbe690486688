"""The log of changes: in order, without gaps whoever writes, and clear where it is too old."""

import sqlite3
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from modugil.core.errors import BadInput, CouldNotLook, TokenTooOld
from modugil.store.changes import (
    Change,
    forget_changes,
    list_changes,
    note_change,
    note_changes,
    read_last,
)
from modugil.store.database import count_change, open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def engine(address):
    opened = open_database(address)
    yield opened
    opened.dispose()


def note(engine, *keys, kind="alerts", now=MONDAY):
    for key in keys:
        with engine.begin() as connection:
            note_change(connection, kind, key, now)


def keys_of(read):
    return [one.key for one in read.changes]


def test_a_reader_is_told_what_came_since_its_token_and_nothing_twice(engine):
    note(engine, "before")
    token = list_changes(engine, "").next_token
    assert keys_of(list_changes(engine, token)) == []
    note(engine, "a", "b")
    read = list_changes(engine, token)
    assert read.changes == (Change("alerts", "a", MONDAY), Change("alerts", "b", MONDAY))
    assert read.complete
    assert keys_of(list_changes(engine, read.next_token)) == []
    note(engine, "c")
    assert keys_of(list_changes(engine, read.next_token)) == ["c"]


def test_only_the_kinds_that_are_asked_for_are_told(engine):
    token = list_changes(engine, "").next_token
    note(engine, "a")
    note(engine, "b", kind="tasks")
    note(engine, "c", kind="detours")
    read = list_changes(engine, token, kinds=("alerts", "detours"))
    assert keys_of(read) == ["a", "c"]
    assert keys_of(list_changes(engine, read.next_token)) == []


def test_what_is_taken_back_is_no_change(engine):
    token = list_changes(engine, "").next_token
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        note_change(connection, "alerts", "a", MONDAY)
        _ = 1 / 0
    note(engine, "b")
    assert keys_of(list_changes(engine, token)) == ["b"]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_many_changes_are_told_in_parts_and_all_of_them(engine, limit):
    token = list_changes(engine, "").next_token
    with engine.begin() as connection:
        note_changes(connection, "alerts", [f"{n}" for n in range(7)], MONDAY)
    told: list[str] = []
    complete = False
    while not complete:
        read = list_changes(engine, token, limit=limit)
        assert len(read.changes) <= limit
        told += keys_of(read)
        token, complete = read.next_token, read.complete
    assert told == [f"{n}" for n in range(7)]


@pytest.mark.parametrize("writers", [4])
def test_nothing_is_missed_while_several_write_and_take_their_time(address, writers):
    """Without one writer at a time a later number could be seen before an earlier one."""
    engines = [open_database(address) for _ in range(writers + 1)]
    token = list_changes(engines[0], "").next_token
    done = threading.Event()
    told: list[str] = []

    def write(number):
        for n in range(12):
            with engines[number].begin() as connection:
                note_change(connection, "alerts", f"{number}-{n}", MONDAY)
                time.sleep(0.002 * (number % 3))

    def read(token):
        while True:
            last = done.is_set()
            found = list_changes(engines[-1], token, limit=5)
            told.extend(keys_of(found))
            token = found.next_token
            if last and found.complete:
                return

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    reader = threading.Thread(target=read, args=(token,))
    for thread in (reader, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    reader.join()
    for engine in engines:
        engine.dispose()
    assert sorted(told) == sorted(f"{w}-{n}" for w in range(writers) for n in range(12))


def test_writers_who_count_other_things_first_do_not_wait_for_each_other_for_ever(engine):
    faults: list[Exception] = []

    def write(first, second):
        try:
            for n in range(15):
                with engine.begin() as connection:
                    first(connection, n)
                    second(connection, n)
        except Exception as fault:
            faults.append(fault)

    def count(connection, _n):
        count_change(connection, "things")

    def note_it(connection, n):
        note_change(connection, "alerts", str(n), MONDAY)

    threads = [
        threading.Thread(target=write, args=pair) for pair in ((count, note_it), (note_it, count))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert read_last(engine) == 30


def test_a_token_from_before_what_was_forgotten_is_too_old(engine):
    start = list_changes(engine, "").next_token
    note(engine, "old")
    middle = list_changes(engine, start).next_token
    note(engine, "new", now=MONDAY + DAY)
    with engine.begin() as connection:
        forget_changes(connection, before=MONDAY + DAY)
    with pytest.raises(TokenTooOld, match="not known any more"):
        list_changes(engine, start)
    assert keys_of(list_changes(engine, middle)) == ["new"]


def test_old_changes_are_forgotten_by_themselves_and_numbers_go_on(engine):
    start = list_changes(engine, "").next_token
    with engine.begin() as connection:
        note_changes(connection, "alerts", ["x"] * 499, MONDAY)
    assert len(list_changes(engine, start).changes) == 499
    note(engine, "last", now=MONDAY + 31 * DAY)
    with pytest.raises(TokenTooOld):
        list_changes(engine, start)
    assert read_last(engine) == 500


def test_the_token_of_another_database_is_too_old(engine, tmp_path):
    other = open_database(tmp_path / "other.sqlite")
    note(other, "a")
    with pytest.raises(TokenTooOld):
        list_changes(engine, list_changes(other, "").next_token)
    other.dispose()


def test_a_reader_of_changes_that_a_restored_backup_does_not_know_begins_anew(tmp_path):
    engine = open_database(tmp_path / "state.sqlite")
    note(engine, "kept")
    kept = list_changes(engine, "").next_token
    with sqlite3.connect(tmp_path / "copy.sqlite") as copy:
        engine.raw_connection().driver_connection.backup(copy)  # type: ignore[union-attr]
    copy.close()
    note(engine, "lost", "lost too", now=MONDAY + DAY)
    token = list_changes(engine, "").next_token
    engine.dispose()

    restored = open_database(tmp_path / "copy.sqlite")
    with pytest.raises(TokenTooOld):
        list_changes(restored, token)
    note(restored, *"abc", now=MONDAY + 2 * DAY)  # now its number is there again
    with pytest.raises(TokenTooOld):
        list_changes(restored, token)
    assert keys_of(list_changes(restored, kept)) == [*"abc"]
    restored.dispose()


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "1",
        "-",
        "a-1",
        "a-b-",
        "a-٣-",
        "a-" + "9" * 30 + "-",
        "a--1-",
        "-1-",
        "a-1-\x00",
        "a-1-g",
    ],
)
def test_what_is_no_token_is_told(engine, text):
    with pytest.raises(BadInput, match="no token"):
        list_changes(engine, text)


def test_a_database_that_cannot_be_read_is_told(postgres):
    engine = open_database(postgres.make_database())
    postgres.kill()
    try:
        for ask in (lambda: list_changes(engine, ""), lambda: read_last(engine)):
            with pytest.raises(CouldNotLook, match="server does not answer") as told:
                ask()
            assert "127.0.0.1" not in str(told.value) and "port" not in str(told.value)
    finally:
        postgres.start()
    assert list_changes(engine, "").complete
    engine.dispose()
