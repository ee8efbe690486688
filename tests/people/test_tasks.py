"""Tasks: open once for each subject, closed by whoever sees it done, and never forgotten."""

import threading
from datetime import timedelta

import pytest
from tests.people.conftest import MONDAY

from modugil.core.errors import BadInput, CouldNotLook
from modugil.people.audit import list_audit, record
from modugil.people.tasks import Note, TaskBook
from modugil.store.changes import list_changes
from modugil.store.database import open_database

TEXT = {"ko": "와이파이가 끊겼습니다", "en": "The Wi-Fi is down"}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def tasks(engine):
    return TaskBook(engine)


@pytest.mark.parametrize("task_id", [-1, 0, 7, 1 << 63, 10**40])
def test_a_number_that_no_task_has_is_no_fault(tasks, task_id):
    assert tasks.find_task(task_id) is None
    with pytest.raises(BadInput, match="There is no task"):
        tasks.add_note(task_id, author="kim", text="x", now=MONDAY)


def test_a_task_is_opened_once_for_a_subject_until_it_is_closed(tasks):
    first = tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY)
    again = tasks.open_task("wifi", "ap-1", text={"ko": "다른 말"}, now=MONDAY + MINUTE)
    assert again == first
    assert (first.text, first.opened, first.closed) == (TEXT, MONDAY, None)
    assert tasks.open_task("terminal", "ap-1", text=TEXT, now=MONDAY).id != first.id
    closed = tasks.close_task("wifi", "ap-1", now=MONDAY + MINUTE)
    assert closed is not None
    assert (closed.id, closed.closed, closed.closed_by) == (first.id, MONDAY + MINUTE, "")
    assert tasks.close_task("wifi", "ap-1", now=MONDAY + MINUTE) is None
    assert tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY).id > first.id


def test_open_tasks_are_listed_newest_first_and_closed_ones_where_asked(tasks):
    for n in range(3):
        tasks.open_task("wifi", f"ap-{n}", text=TEXT, now=MONDAY + n * MINUTE)
    tasks.close_task("wifi", "ap-1", now=MONDAY + 5 * MINUTE, by="kim")
    assert [one.subject for one in tasks.list_tasks()] == ["ap-2", "ap-0"]
    listed = tasks.list_tasks(open_only=False)
    assert [(one.subject, one.closed_by) for one in listed] == [
        ("ap-2", ""),
        ("ap-1", "kim"),
        ("ap-0", ""),
    ]
    assert len(tasks.list_tasks(open_only=False, limit=2)) == 2


def test_what_is_written_to_a_task_stays_with_it(tasks):
    task = tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY)
    tasks.add_note(task.id, author="kim", text=" 전원을 봅니다 ", now=MONDAY + MINUTE)
    found = tasks.find_task(task.id)
    assert found is not None
    assert found.notes == (Note("kim", MONDAY + MINUTE, "전원을 봅니다"),)
    closed = tasks.close_task("wifi", "ap-1", now=MONDAY)
    assert closed is not None and closed.notes == found.notes


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_a_note_says_something_and_not_too_much(tasks, text):
    task = tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY)
    with pytest.raises(BadInput, match="A note"):
        tasks.add_note(task.id, author="kim", text=text, now=MONDAY)


def test_a_task_that_is_not_there_is_told(tasks):
    assert tasks.find_task(77) is None
    with pytest.raises(BadInput, match="no task 77"):
        tasks.add_note(77, author="kim", text="?", now=MONDAY)


def test_several_who_see_the_same_open_one_task(engine, address):
    found = []

    def see():
        own = open_database(address)
        found.append(TaskBook(own).open_task("wifi", "ap-1", text=TEXT, now=MONDAY).id)
        own.dispose()

    threads = [threading.Thread(target=see) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert len(TaskBook(engine).list_tasks()) == 1


def test_every_change_of_a_task_is_noted_and_none_where_nothing_changed(tasks, engine):
    token = list_changes(engine, "").next_token
    task = tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY)
    tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY)
    tasks.add_note(task.id, author="kim", text="!", now=MONDAY)
    for _ in range(2):
        tasks.close_task("wifi", "ap-1", now=MONDAY)
    told = [(one.kind, one.key) for one in list_changes(engine, token).changes]
    assert told == [("tasks", str(task.id))] * 3


def test_what_was_done_is_told_newest_first_and_from_before_a_time(engine):
    for n in range(4):
        record(engine, account="kim", action="wrote", subject=str(n), now=MONDAY + n * MINUTE)
    assert [one.subject for one in list_audit(engine, limit=3)] == ["3", "2", "1"]
    before = list_audit(engine, before=MONDAY + 2 * MINUTE)
    assert [(one.at, one.subject) for one in before] == [(MONDAY + MINUTE, "1"), (MONDAY, "0")]


def test_tasks_that_cannot_be_read_are_told(postgres):
    engine = open_database(postgres.make_database())
    tasks = TaskBook(engine)
    postgres.kill()
    try:
        with pytest.raises(CouldNotLook, match="The tasks cannot be read just now"):
            tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY)
    finally:
        postgres.start()
    assert tasks.open_task("wifi", "ap-1", text=TEXT, now=MONDAY).closed is None
    engine.dispose()
