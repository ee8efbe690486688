"""A request from asking to the end, in a database of each kind."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from tests.people.rental.conftest import MONDAY, MORNING, ONE_DAY, ask, days, wish

from modugil.core.errors import CouldNotKeep, NotFree, RequestNotFound, WrongStep
from modugil.people.audit import list_audit
from modugil.people.rental import shelf
from modugil.people.rental.book import RentalBook
from modugil.people.rental.refused import AskRefused
from modugil.people.rental.steps import ItemState, ItemStep, Kind, RequestState, Step
from modugil.people.rental.stock import change_item_state, close_desk, find_item
from modugil.people.rental.sweeping import LOST_KEPT
from modugil.people.tasks import TaskBook
from modugil.store.tables import rental_requests
from modugil.store.transactions import writing


def kept(engine: Engine) -> list[tuple[str, str, str]]:
    """State, name and phone of every request as the database has them."""
    told = rental_requests.c
    wanted = select(told.state, told.called, told.phone).order_by(told.id)
    with engine.connect() as connection:
        return [(row.state, row.called, row.phone) for row in connection.execute(wanted)]


def states(book: RentalBook) -> dict[str, ItemState]:
    return {one.serial: one.state for one in book.list_items("airport", now=MORNING)}


def take(book: RentalBook, request_id: int, *steps: Step, after: timedelta | None = None) -> None:
    for step in steps:
        book.take(request_id, step, by="kim", now=MORNING + (after or timedelta()))


def test_who_asks_gets_a_code_by_which_it_is_found_and_only_its_hash_is_kept(
    book: RentalBook, engine: Engine
) -> None:
    code, made = book.ask(wish(), now=MORNING)
    assert (made.state, made.serial, made.called) == (RequestState.RESERVED, "R1", "바람")
    assert book.find(code.lower().replace("-", " "), now=MORNING) == made
    with engine.connect() as connection:
        assert code not in str(connection.execute(select(rental_requests)).all())
    with pytest.raises(RequestNotFound):
        book.find("0000-0000", now=MORNING)


def test_the_same_form_sent_twice_asks_once(book: RentalBook) -> None:
    first = book.ask(wish(), now=MORNING, code="K7QX-3M9P")
    assert book.ask(wish(), now=MORNING, code="K7QX-3M9P") == first
    assert len(book.list_open("airport", now=MORNING)) == 1


def test_what_is_promised_is_not_promised_again_on_any_day_of_it(book: RentalBook) -> None:
    ask(book, days(1, 3))
    ask(book, days(3, 5))
    for span in (days(3), days(1, 3), days(0, 8)):
        with pytest.raises(NotFree):
            ask(book, span)
    ask(book, days(4, 6))
    assert ask(book, days(0)).serial == "R1"


def test_the_database_itself_refuses_a_day_that_is_promised(
    book: RentalBook, engine: Engine
) -> None:
    first, second = ask(book), ask(book, days(5))
    (item,) = (one for one in book.list_items("airport", now=MORNING) if one.serial == first.serial)
    with pytest.raises(CouldNotKeep) as refused, writing(engine, "What is lent") as connection:
        shelf.promise(connection, second.id, item=item, days=first.days)
    assert isinstance(refused.value.__cause__, IntegrityError)


@pytest.mark.parametrize("damaged", [False, True])
def test_what_is_brought_back_may_be_lent_again_unless_it_is_damaged(
    book: RentalBook, engine: Engine, damaged: bool
) -> None:
    made = ask(book, days(0, 4), kind=Kind.POWER_WHEELCHAIR)
    take(book, made.id, Step.HAND_OVER)
    assert states(book)["P1"] is ItemState.OUT
    take(book, made.id, Step.TAKE_BACK_DAMAGED if damaged else Step.TAKE_BACK)
    assert kept(engine) == [("returned", "", "")]
    if damaged:
        with pytest.raises(NotFree):
            ask(book, days(1), kind=Kind.POWER_WHEELCHAIR)
        item = find_item(engine, Kind.POWER_WHEELCHAIR, "P1")
        change_item_state(
            engine, item.id, ItemStep.REPAIR, by="kim", today=days().first, now=MORNING
        )
    assert ask(book, days(1), kind=Kind.POWER_WHEELCHAIR).serial == "P1"


def test_who_cancels_is_forgotten_and_frees_the_days(book: RentalBook, engine: Engine) -> None:
    code, _ = book.ask(wish(kind=Kind.POWER_WHEELCHAIR), now=MORNING)
    assert book.cancel(code, now=MORNING).state is RequestState.CANCELLED
    assert kept(engine) == [("cancelled", "", "")]
    ask(book, kind=Kind.POWER_WHEELCHAIR)
    with pytest.raises(WrongStep, match="was cancelled"):
        book.cancel(code, now=MORNING)


def test_what_is_not_fetched_on_its_first_day_is_free_for_others(
    book: RentalBook, engine: Engine
) -> None:
    code, made = book.ask(wish(days(0, 3), kind=Kind.POWER_WHEELCHAIR), now=MORNING)
    evening, later = MORNING + timedelta(hours=14), MORNING + timedelta(hours=15)
    assert book.find(code, now=evening).state is RequestState.RESERVED
    told = book.find(code, now=later)
    assert (told.state, told.called) == (RequestState.EXPIRED, "")
    (free,) = book.show_free(days(1), now=later)
    assert [(one.kind, one.free) for one in free.kinds][1] == (Kind.POWER_WHEELCHAIR, 1)
    book.refresh(now=later)
    assert kept(engine) == [("expired", "", "")]
    with pytest.raises(WrongStep, match="not fetched"):
        take(book, made.id, Step.HAND_OVER, after=ONE_DAY)


def test_what_is_late_is_promised_to_nobody_and_becomes_a_task(
    book: RentalBook, engine: Engine
) -> None:
    made = ask(book, days(0, 1))
    take(book, made.id, Step.HAND_OVER)
    waiting = book.ask(wish(days(2)), now=MORNING)
    other = book.ask(wish(days(2)), now=MORNING)
    assert {waiting[1].serial, other[1].serial} == {"R1", "R2"}
    book.cancel(other[0] if other[1].serial == "R2" else waiting[0], now=MORNING)
    on_day = MORNING + 2 * ONE_DAY
    book.refresh(now=on_day)
    tasks = TaskBook(engine)
    (task,) = tasks.list_tasks()
    assert task.kind == "rental_late"
    assert task.text["en"] == "Airport desk: receiver R1 was due on 2026-11-24 and is not back"
    (moved,) = (one for one in book.list_open("airport", now=on_day) if one.id != made.id)
    assert moved.serial == "R2"
    with pytest.raises(NotFree):
        book.ask(wish(days(2)), now=on_day)
    take(book, made.id, Step.TAKE_BACK, after=2 * ONE_DAY)
    assert tasks.list_tasks() == []


def test_what_is_lost_is_a_task_until_it_is_found(book: RentalBook, engine: Engine) -> None:
    made = ask(book)
    take(book, made.id, Step.HAND_OVER, Step.LOSE)
    assert states(book)["R1"] is ItemState.LOST
    assert kept(engine) == [("lost", "바람", "010-1234-5678")]
    (task,) = TaskBook(engine).list_tasks()
    assert (task.kind, "바람" in str(task.text)) == ("rental_lost", False)
    take(book, made.id, Step.FIND)
    assert (states(book)["R1"], kept(engine)) == (ItemState.HERE, [("found", "", "")])
    assert TaskBook(engine).list_tasks() == []


def test_who_lost_something_is_forgotten_after_ninety_days(
    book: RentalBook, engine: Engine
) -> None:
    made = ask(book)
    take(book, made.id, Step.HAND_OVER, Step.LOSE)
    book.refresh(now=MORNING + LOST_KEPT)
    assert kept(engine)[0][1] == "바람"
    book.refresh(now=MORNING + LOST_KEPT + timedelta(minutes=1))
    assert kept(engine) == [("lost", "", "")]


def test_a_task_that_somebody_closed_is_not_opened_again(book: RentalBook, engine: Engine) -> None:
    made = ask(book)
    take(book, made.id, Step.HAND_OVER, Step.LOSE)
    tasks = TaskBook(engine)
    (task,) = tasks.list_tasks()
    tasks.close_task(task.kind, task.subject, now=MORNING, by="kim")
    book.refresh(now=MORNING + timedelta(minutes=5))
    assert tasks.list_tasks() == []


def test_who_waits_for_what_broke_gets_another_or_the_desk_a_task(
    book: RentalBook, engine: Engine
) -> None:
    code, made = book.ask(wish(days(3)), now=MORNING)
    today = days().first
    for serial in ("R1", "R2"):
        item = find_item(engine, Kind.RECEIVER, serial)
        change_item_state(engine, item.id, ItemStep.SET_ASIDE, by="kim", today=today, now=MORNING)
        told = book.find(code, now=MORNING)
        assert (told.serial, told.is_doubtful(today)) == ("R2", serial == "R2")
    book.refresh(now=MORNING)
    assert [one.kind for one in TaskBook(engine).list_tasks()] == ["rental_short"]
    with pytest.raises(WrongStep, match="not at the desk"):
        take(book, made.id, Step.HAND_OVER, after=3 * ONE_DAY)


def test_the_desk_may_hand_over_another_one_and_who_waited_for_that_gets_the_first(
    book: RentalBook,
) -> None:
    first, second = ask(book), ask(book)
    book.take(first.id, Step.HAND_OVER, by="kim", now=MORNING, serial="R2")
    told = {one.id: one.serial for one in book.list_open("airport", now=MORNING)}
    assert told == {first.id: "R2", second.id: "R1"}


def test_nothing_is_handed_over_before_its_day_or_that_is_not_there(book: RentalBook) -> None:
    made = ask(book, days(1))
    with pytest.raises(WrongStep, match="reserved from 2026-11-24"):
        take(book, made.id, Step.HAND_OVER)
    now = MORNING + ONE_DAY
    with pytest.raises(WrongStep, match="no such thing"):
        book.take(made.id, Step.HAND_OVER, by="kim", now=now, serial="R9")
    assert book.list_open("airport", now=now)[0].serial == "R1"


def test_neither_cancelling_nor_expiring_is_a_step_of_staff(book: RentalBook) -> None:
    made = ask(book)
    for step in (Step.CANCEL, Step.EXPIRE):
        with pytest.raises(RequestNotFound):
            take(book, made.id, step)


def test_what_staff_did_is_recorded_without_the_person(book: RentalBook, engine: Engine) -> None:
    made = ask(book)
    take(book, made.id, Step.HAND_OVER, Step.TAKE_BACK)
    done = list_audit(engine, limit=2)
    assert [(one.account, one.action) for one in done] == [
        ("kim", "rental_take_back"),
        ("kim", "rental_hand_over"),
    ]
    assert done[0].subject == f"airport receiver R1 #{made.id}"


def test_what_somebody_waits_for_is_retired_only_if_another_is_free(
    book: RentalBook, engine: Engine
) -> None:
    code, _ = book.ask(wish(), now=MORNING)
    item, today = find_item(engine, Kind.RECEIVER, "R1"), days().first
    retired = change_item_state(
        engine, item.id, ItemStep.RETIRE, by="kim", today=today, now=MORNING
    )
    assert retired.state is ItemState.RETIRED
    last = find_item(engine, Kind.RECEIVER, "R2")
    with pytest.raises(WrongStep, match="no other is free"):
        change_item_state(engine, last.id, ItemStep.RETIRE, by="kim", today=today, now=MORNING)
    assert book.find(code, now=MORNING).serial == "R2"


def test_a_desk_closes_when_nobody_waits_for_it(book: RentalBook, engine: Engine) -> None:
    code, _ = book.ask(wish(), now=MORNING)
    with pytest.raises(WrongStep):
        close_desk(engine, "airport", by="kim", today=MONDAY, now=MORNING)
    book.cancel(code, now=MORNING)
    close_desk(engine, "airport", by="kim", today=MONDAY, now=MORNING)
    assert book.show_free(days(), now=MORNING) == []
    with pytest.raises(AskRefused) as refused:
        ask(book)
    assert refused.value.why == "no_desk"


def test_where_none_is_free_it_is_told_from_when_on_one_is(book: RentalBook) -> None:
    ask(book, days(0, 4), kind=Kind.POWER_WHEELCHAIR)
    ask(book, days(6, 7), kind=Kind.POWER_WHEELCHAIR)
    (free,) = book.show_free(days(0, 1), now=MORNING)
    receiver, chair = free.kinds
    assert (receiver.free, receiver.total, receiver.free_from) == (2, 2, None)
    assert (chair.free, chair.total, chair.free_from) == (0, 1, days(8).first)
