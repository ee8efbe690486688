"""The database is killed and comes back while people sign in and tasks are opened and closed.

What was told to be done is done, what failed was told clearly, and nothing is half there.
"""

import threading
import time

import pytest
from sqlalchemy import func, select
from tests.people.conftest import MONDAY

from modugil.core.errors import CouldNotKeep, CouldNotLook
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.tasks import TaskBook
from modugil.store.database import open_database
from modugil.store.tables import audit, changes, recovery_codes, sessions, tasks

TEXT = {"ko": "끊겼습니다"}
STAFF = 6
KILLS = 3
RIGHT_AGAIN_S = 3.0


class Storm:
    """Everybody does something all the time until told to stop; what was acknowledged is noted."""

    def __init__(self, address):
        self.engine = open_database(address)
        self.people, self.book = People(self.engine), TaskBook(self.engine)
        self.staff = [
            self.people.add_account(f"staff{n}", roles=[Role.TECHNICIAN], now=MONDAY)
            for n in range(STAFF)
        ]
        self.signed_in: list[str] = []
        self.opened: list[int] = []
        self.faults: list[Exception] = []
        self.worked_s = time.monotonic()
        self._stop = threading.Event()
        works = [*(lambda one=one: self._enter(one) for one in self.staff), self._open_tasks]
        self._threads = [threading.Thread(target=work) for work in works]

    def _enter(self, issued):
        for code in issued.recovery_codes:
            while not self._stop.is_set():
                try:
                    token = self.people.sign_in(
                        issued.name, issued.password, code, now=MONDAY
                    ).token
                except (CouldNotKeep, CouldNotLook) as fault:
                    self._note(fault)
                    continue
                except Exception as fault:
                    # the code was used up by an attempt of which the answer was lost
                    self.faults.append(fault)
                    break
                self.signed_in.append(token)
                time.sleep(0.1)
                break

    def _open_tasks(self):
        number = 0
        while not self._stop.is_set():
            number += 1
            try:
                self.opened.append(self.book.open_task("t", str(number), text=TEXT, now=MONDAY).id)
                self.book.close_task("t", str(number), now=MONDAY)
                self.worked_s = time.monotonic()
            except (CouldNotKeep, CouldNotLook) as fault:
                self._note(fault)

    def _note(self, fault):
        self.faults.append(fault)
        time.sleep(0.005)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()


def test_what_was_acknowledged_is_there_and_nothing_is_half_done(postgres):
    took_s = []
    with Storm(postgres.make_database()) as storm:
        for _ in range(KILLS):
            time.sleep(0.4)
            postgres.kill()
            time.sleep(0.2)
            postgres.start()
            began_s = time.monotonic()
            while storm.worked_s < began_s:
                assert time.monotonic() - began_s < RIGHT_AGAIN_S, "it never went on"
                time.sleep(0.005)
            took_s.append(time.monotonic() - began_s)
    print(f"right again after {max(took_s):.2f} s")  # noqa: T201
    assert any(isinstance(one, CouldNotKeep | CouldNotLook) for one in storm.faults)
    clear = ("cannot be kept just now", "cannot be read just now", "code is wrong")
    assert [one for one in storm.faults if not any(told in str(one) for told in clear)] == []
    check_what_is_kept(storm)
    storm.engine.dispose()


def check_what_is_kept(storm):
    with storm.engine.connect() as connection:
        numbers = list(connection.scalars(select(changes.c.id).order_by(changes.c.id)))
        noted = list(connection.scalars(select(changes.c.key).where(changes.c.kind == "tasks")))
        rows = connection.execute(select(tasks)).all()
        entered = connection.scalar(
            select(func.count()).select_from(audit).where(audit.c.action == "signed_in")
        )
        kept_sessions = connection.scalar(select(func.count()).select_from(sessions))
        codes_left = connection.scalar(select(func.count()).select_from(recovery_codes))
    assert numbers == list(range(1, len(numbers) + 1)), "the log of changes has a gap"
    assert {one.id for one in rows} >= set(storm.opened), "a task that was opened is lost"
    assert len(storm.opened) >= KILLS, "tasks are opened after every kill"
    for row in rows:
        assert noted.count(str(row.id)) == (1 if row.closed_ms is None else 2)
    assert entered == kept_sessions == 8 * STAFF - codes_left, "a sign-in is half there"
    assert kept_sessions >= len(storm.signed_in) >= STAFF
    assert all(storm.people.find_signed_in(one, now=MONDAY) for one in storm.signed_in)


def test_a_server_that_is_stopped_and_asked_meanwhile_answers_at_once(postgres):
    """Nobody waits for minutes: the pages would stand still for all."""
    engine = open_database(postgres.make_database())
    people = People(engine)
    postgres.kill()
    try:
        began_s = time.monotonic()
        for _ in range(10):
            with pytest.raises(CouldNotKeep, match="cannot be kept just now"):
                people.sign_in("kim", "x", "1", now=MONDAY)
        assert time.monotonic() - began_s < 3.0
    finally:
        postgres.start()
    assert people.list_accounts() == []
    engine.dispose()
