"""Requests for what desks lend: asked for by anybody, handed over and taken back by staff."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from modugil.core.errors import CouldNotKeep, CouldNotLook, RequestNotFound
from modugil.core.time import local_day
from modugil.people.rental import shelf
from modugil.people.rental.asking import (
    check_wish,
    choose_item,
    correct_person,
    is_same_form,
    refuse_taken,
)
from modugil.people.rental.changing import apply_step, make_ready, note_staff
from modugil.people.rental.codes import draw_code, hash_code, parse_code
from modugil.people.rental.days import Days, check_days
from modugil.people.rental.free import DeskFree, count_free
from modugil.people.rental.promising import promise_others
from modugil.people.rental.records import Item, RentalDesk, Request, Wish
from modugil.people.rental.steps import RequestState, Step
from modugil.people.rental.sweeping import is_sweep_due, sweep
from modugil.people.rental.waiting_tasks import reconcile_tasks
from modugil.people.tasks import TaskBook
from modugil.store.changes import note_change
from modugil.store.transactions import reading, writing

WHAT = "What desks lend"
STAFF_STEPS = tuple(one for one in Step if one not in (Step.CANCEL, Step.EXPIRE))


class RentalBook:
    """What desks lend and to whom; any thread and any process may ask."""

    def __init__(self, engine: Engine, *, zone: ZoneInfo, tasks: TaskBook) -> None:
        """Know it by that database; days are those on the wall of the zone."""
        self.engine = engine
        self.zone = zone
        self._tasks = tasks
        self._looked: datetime | None = None

    def ask(
        self,
        wish: Wish,
        *,
        now: datetime,
        code: str = "",
        before_keeping: Callable[[Connection], None] | None = None,
    ) -> tuple[str, Request]:
        """Something is reserved, and the code that only the person is told.

        With the `code` of a page's form, sending the form twice asks once; its last name and phone
        count. `before_keeping` is asked once something is free, and may refuse.
        Errors:  AskRefused, NotFree; CouldNotKeep if the database cannot be written.
        """
        today = self.get_today(now)
        wish, code = check_wish(wish, today=today), parse_code(code) or draw_code()
        with writing(self.engine, WHAT) as connection:
            sent_before = shelf.find_request(connection, shelf.has_code(hash_code(code)))
            if sent_before is not None and is_same_form(sent_before, wish):
                return code, correct_person(connection, sent_before, wish)
            if sent_before is not None:
                code = draw_code()
            sweep(connection, today=today, now=now)
            item = choose_item(connection, wish, today=today)
            if before_keeping is not None:
                before_keeping(connection)
            try:
                made = shelf.add_request(
                    connection, wish, item=item, code_hash=hash_code(code), now=now
                )
            except IntegrityError as cause:
                raise refuse_taken() from cause
            note_change(connection, shelf.KIND, wish.desk_id, now)
        return code, made

    def find(self, code: str, *, now: datetime) -> Request:
        """The request of that code as it stands.

        Errors:  RequestNotFound; CouldNotLook.
        """
        with reading(self.engine, WHAT) as connection:
            found = _find_by_code(connection, code)
        if found.is_overdue_fetch(self.get_today(now)):
            return replace(found, state=RequestState.EXPIRED, called="", phone="")
        return found

    def cancel(self, code: str, *, now: datetime) -> Request:
        """The person needs it no more; they are forgotten.

        Errors:  RequestNotFound, WrongStep; CouldNotKeep.
        """
        today = self.get_today(now)
        with writing(self.engine, WHAT) as connection:
            sweep(connection, today=today, now=now)
            found = _find_by_code(connection, code)
            apply_step(connection, found, Step.CANCEL, now=now)
            promise_others(connection, today=today, now=now)
            return _find_by_code(connection, code)

    def take(
        self, request_id: int, step: Step, *, by: str, now: datetime, serial: str = ""
    ) -> Request:
        """Staff do that step; with `serial` they hand over that thing instead of the reserved one.

        Errors:  RequestNotFound, WrongStep; CouldNotKeep.
        """
        today = self.get_today(now)
        with writing(self.engine, WHAT) as connection:
            sweep(connection, today=today, now=now)
            found = _find_by_id(connection, request_id)
            if step not in STAFF_STEPS:
                raise RequestNotFound(f"Staff take no step {step.value}.")
            if step is Step.HAND_OVER:
                found = make_ready(connection, found, serial, today=today)
            apply_step(connection, found, step, now=now)
            promise_others(connection, today=today, now=now)
            note_staff(connection, found, step.value, by=by, now=now)
            done = _find_by_id(connection, request_id)
        with suppress(CouldNotLook, CouldNotKeep):  # the step is kept; the clock's look mends tasks
            self.keep_tasks(now=now)
        return done

    def list_desks(self, *, closed: bool = False) -> tuple[RentalDesk, ...]:
        """The desks that lend; with `closed` all there ever were. Errors: CouldNotLook."""
        with reading(self.engine, WHAT) as connection:
            return shelf.read_desks(connection, closed=closed)

    def show_free(self, days: Days, *, now: datetime) -> list[DeskFree]:
        """What each desk has free on these days. Errors: AskRefused, CouldNotLook."""
        today = self.get_today(now)
        check_days(days, today=today)
        with reading(self.engine, WHAT) as connection:
            desks = shelf.read_desks(connection)
            stock = shelf.read_stock(connection, today=today)
        return count_free(desks, stock, days, today=today)

    def list_open(self, desk_id: str, *, now: datetime) -> list[Request]:
        """What is reserved, lent or lost at a desk, the first day first. Errors: CouldNotLook."""
        today = self.get_today(now)
        with reading(self.engine, WHAT) as connection:
            found = shelf.read_requests(connection, shelf.is_open(desk_id))
        return [one for one in found if not one.is_overdue_fetch(today)]

    def list_items(self, desk_id: str, *, now: datetime) -> tuple[Item, ...]:
        """The things of a desk that were not retired. Errors: CouldNotLook."""
        with reading(self.engine, WHAT) as connection:
            return shelf.read_stock(connection, today=self.get_today(now), desk_id=desk_id).items

    def refresh(self, *, now: datetime) -> bool:
        """What the clock decides is noted, once a minute; whether anything was.

        Errors:  CouldNotLook, CouldNotKeep.
        """
        minute = now.replace(second=0, microsecond=0)
        if minute == self._looked:
            return False
        today, noted = self.get_today(now), 0
        with reading(self.engine, WHAT) as connection:
            is_due = is_sweep_due(connection, today=today, now=now)
        if is_due:
            with writing(self.engine, WHAT) as connection:
                noted = sweep(connection, today=today, now=now)
        self.keep_tasks(now=now)
        self._looked = minute
        return noted > 0

    def get_today(self, now: datetime) -> date:
        """The day on the wall of the region."""
        return local_day(now, zone=self.zone)

    def keep_tasks(self, *, now: datetime) -> None:
        """Each thing late, lost or missing has its task. Errors: CouldNotLook, CouldNotKeep."""
        today = self.get_today(now)
        with reading(self.engine, WHAT) as connection:
            opened = shelf.read_requests(connection, shelf.is_open())
            desks = {one.id: one for one in shelf.read_desks(connection, closed=True)}
        reconcile_tasks(self._tasks, opened, desks, now=now, today=today)


def _find_by_code(connection: Connection, code: str) -> Request:
    meant = parse_code(code)
    found = shelf.find_request(connection, shelf.has_code(hash_code(meant))) if meant else None
    if found is None:
        raise RequestNotFound(
            "No request has that code.", allowed="It has eight letters and digits: K7QX-3M9P."
        )
    return found


def _find_by_id(connection: Connection, request_id: int) -> Request:
    known = 0 < request_id <= shelf.HIGHEST_ID  # no database can be asked for another number
    found = shelf.find_request(connection, shelf.has_id(request_id)) if known else None
    if found is None:
        raise RequestNotFound(f"There is no request {str(request_id)[:20]}.")
    return found
