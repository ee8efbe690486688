"""Who waits, and what waits for the desk: whatever breaks, comes back or is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from tests.people.rental.conftest import MONDAY, MORNING, ONE_DAY, ask, wish

from modugil.core.errors import BadInput, CouldNotKeep, NotFree, RequestNotFound, WrongStep
from modugil.people.rental.book import RentalBook
from modugil.people.rental.steps import ItemState, ItemStep, Kind, RequestState, Step
from modugil.people.rental.stock import add_items, change_item_state, close_desk, find_item
from modugil.people.rental.sweeping import LOST_KEPT
from modugil.people.rental.waiting_tasks import get_desk_id, is_of_desk
from modugil.people.tasks import Task, TaskBook

CHAIR = Kind.POWER_WHEELCHAIR


def tend(book: RentalBook, step: ItemStep, *, kind: Kind = CHAIR, serial: str = "P1") -> ItemState:
    item = find_item(book.engine, kind, serial)
    done = change_item_state(book.engine, item.id, step, by="kim", today=MONDAY, now=MORNING)
    return done.state


def list_tasks(engine: Engine) -> list[Task]:
    return TaskBook(engine).list_tasks()


def test_who_waits_for_what_broke_comes_before_who_asks_later(
    book: RentalBook, engine: Engine
) -> None:
    code, _ = book.ask(wish(kind=CHAIR), now=MORNING)
    tend(book, ItemStep.SET_ASIDE)
    add_items(engine, "airport", CHAIR, serials=["P2"], by="kim", now=MORNING)
    with pytest.raises(NotFree):
        ask(book, kind=CHAIR)
    assert book.refresh(now=MORNING)
    assert book.find(code, now=MORNING).serial == "P2"


def test_what_comes_back_is_promised_at_once_to_who_waits_in_vain(book: RentalBook) -> None:
    first, second = ask(book), ask(book)
    book.take(first.id, Step.HAND_OVER, by="kim", now=MORNING)
    tend(book, ItemStep.SET_ASIDE, kind=Kind.RECEIVER, serial="R2")
    book.take(first.id, Step.TAKE_BACK, by="kim", now=MORNING)
    (waiting,) = book.list_open("airport", now=MORNING)
    assert (waiting.id, waiting.serial) == (second.id, "R1")
    assert not waiting.is_doubtful(MONDAY)


def test_a_task_that_closed_itself_is_opened_again_when_its_reason_comes_back(
    book: RentalBook, engine: Engine
) -> None:
    ask(book, kind=CHAIR)
    for step, opened in ((ItemStep.SET_ASIDE, 1), (ItemStep.REPAIR, 0), (ItemStep.SET_ASIDE, 1)):
        tend(book, step)
        book.keep_tasks(now=MORNING)
        assert len(list_tasks(engine)) == opened
    (task,) = list_tasks(engine)
    assert (is_of_desk(task), get_desk_id(task)) == (True, "airport")


def test_what_stays_lost_can_be_written_off_and_then_nothing_waits_for_it(
    book: RentalBook, engine: Engine
) -> None:
    code, made = book.ask(wish(), now=MORNING)
    for step in (Step.HAND_OVER, Step.LOSE):
        book.take(made.id, step, by="kim", now=MORNING)
    with pytest.raises(WrongStep):
        close_desk(engine, "airport", by="kim", today=MONDAY, now=MORNING)
    tend(book, ItemStep.RETIRE, kind=Kind.RECEIVER, serial="R1")
    book.keep_tasks(now=MORNING)
    assert (list_tasks(engine), book.list_open("airport", now=MORNING)) == ([], [])
    with pytest.raises(WrongStep) as refused:
        book.take(made.id, Step.FIND, by="kim", now=MORNING)
    assert refused.value.why == "item_retired"
    assert find_item(engine, Kind.RECEIVER, "R1").state is ItemState.RETIRED
    told = book.find(code, now=MORNING)
    assert (told.state, told.called) == (RequestState.LOST, "바람")
    later = MORNING + LOST_KEPT + timedelta(minutes=1)
    assert book.refresh(now=later)
    assert book.find(code, now=later).called == ""
    close_desk(engine, "airport", by="kim", today=MONDAY, now=MORNING)


def test_who_did_not_come_keeps_neither_a_desk_open_nor_a_thing_in_use(
    book: RentalBook, engine: Engine
) -> None:
    ask(book, kind=CHAIR)
    today, now = MONDAY + ONE_DAY, MORNING + ONE_DAY
    item = find_item(engine, CHAIR, "P1")
    change_item_state(engine, item.id, ItemStep.RETIRE, by="kim", today=today, now=now)
    ask(book)
    close_desk(engine, "airport", by="kim", today=today, now=now)
    assert book.list_desks() == ()


def test_a_form_sent_again_with_another_phone_corrects_the_one_request(book: RentalBook) -> None:
    code, first = book.ask(wish(), now=MORNING, code="K7QX-3M9P")
    again = book.ask(wish(called="구름"), now=MORNING, code=code)
    assert again[0] == code
    assert (again[1].id, again[1].called) == (first.id, "구름")
    assert book.list_open("airport", now=MORNING) == [again[1]]


@pytest.mark.parametrize("number", [0, -1, 1 << 63, 10**30])
def test_a_number_that_no_database_knows_is_no_request_and_no_thing(
    book: RentalBook, number: int
) -> None:
    with pytest.raises(RequestNotFound):
        book.take(number, Step.LOSE, by="kim", now=MORNING)
    with pytest.raises(BadInput, match="no such thing"):
        change_item_state(book.engine, number, ItemStep.REPAIR, by="kim", today=MONDAY, now=MORNING)


def test_a_desk_that_cannot_be_called_so_is_none_and_no_fault(book: RentalBook) -> None:
    for name in ("air\x00port", "\ud800", "x" * 5000):
        with pytest.raises(BadInput, match="no such desk"):
            book.ask(replace(wish(), desk_id=name), now=MORNING)


class FailingTasks(TaskBook):
    """The database goes away between the step and its task."""

    def list_tasks(self, open_only: bool = True, *, limit: int = 500) -> list[Task]:
        """Nothing can be kept. Errors: CouldNotKeep."""
        raise CouldNotKeep("Not just now.")


def test_a_step_that_was_kept_is_told_as_done_though_its_task_could_not_be(
    book: RentalBook, engine: Engine
) -> None:
    made = ask(book)
    failing = RentalBook(engine, zone=book.zone, tasks=FailingTasks(engine))
    failing.take(made.id, Step.HAND_OVER, by="kim", now=MORNING)
    done = failing.take(made.id, Step.LOSE, by="kim", now=MORNING)
    assert done.state is RequestState.LOST
    book.refresh(now=MORNING)
    assert [one.kind for one in list_tasks(engine)] == ["rental_lost"]
