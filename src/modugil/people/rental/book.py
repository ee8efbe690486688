"""Requests for what desks lend: asked for by anybody, handed over and taken back by staff."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from modugil.core.errors import NotFree, RequestNotFound, WrongStep
from modugil.core.time import local_day
from modugil.people.rental import shelf
from modugil.people.rental.changing import (
    KIND,
    LOST_KEPT,
    apply_step,
    change_item,
    note_staff,
    sweep,
)
from modugil.people.rental.codes import draw_code, hash_code, parse_code
from modugil.people.rental.days import Days, check_days
from modugil.people.rental.free import DeskFree, count_free
from modugil.people.rental.records import Item, RentalDesk, Request, Wish
from modugil.people.rental.refused import AskRefused
from modugil.people.rental.steps import ItemState, RequestState, Step
from modugil.people.rental.waiting_tasks import reconcile_tasks
from modugil.people.tasks import TaskBook
from modugil.store.changes import note_change
from modugil.store.transactions import reading, writing

WHAT = "What desks lend"
LONGEST_NAME = 40
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{5,27}[0-9]")
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

        With the `code` of a page's form, sending the form twice asks once. `before_keeping` is
        asked once something is free, and may refuse.
        Errors:  AskRefused, NotFree; CouldNotKeep if the database cannot be written.
        """
        today = self.get_today(now)
        days = check_days(wish.days, today=today)
        row: dict[str, object] = {"called": _check_name(wish.called), "asked_ms": shelf.to_ms(now)}
        row["phone"] = _check_phone(wish.phone)
        code = parse_code(code) or draw_code()
        row["code_hash"] = hash_code(code)
        with writing(self.engine, WHAT) as connection:
            sent_before = shelf.find_request(connection, shelf.has_code(hash_code(code)))
            if sent_before is not None and _is_same(sent_before, wish):
                return code, sent_before
            if sent_before is not None:
                code = draw_code()
                row["code_hash"] = hash_code(code)
            sweep(connection, today=today, now=now)
            item = _choose(connection, wish, today=today)
            if before_keeping is not None:
                before_keeping(connection)
            try:
                made = shelf.add_request(connection, row, item=item, days=days)
            except IntegrityError as cause:
                raise _not_free() from cause
            note_change(connection, KIND, wish.desk_id, now)
        return code, made

    def find(self, code: str, *, now: datetime) -> Request:
        """The request of that code as it stands.

        Errors:  RequestNotFound; CouldNotLook.
        """
        with reading(self.engine, WHAT) as connection:
            found = self._find_by_code(connection, code)
        if found.is_overdue_fetch(self.get_today(now)):
            return replace(found, state=RequestState.EXPIRED, called="", phone="")
        return found

    def cancel(self, code: str, *, now: datetime) -> Request:
        """The person needs it no more; they are forgotten.

        Errors:  RequestNotFound, WrongStep; CouldNotKeep.
        """
        with writing(self.engine, WHAT) as connection:
            sweep(connection, today=self.get_today(now), now=now)
            found = self._find_by_code(connection, code)
            apply_step(connection, found, Step.CANCEL, today=self.get_today(now), now=now)
            return self._find_by_code(connection, code)

    def take(
        self, request_id: int, step: Step, *, by: str, now: datetime, serial: str = ""
    ) -> Request:
        """Staff do that step; with `serial` they hand over that thing instead of the reserved one.

        Errors:  RequestNotFound, WrongStep; CouldNotKeep.
        """
        today = self.get_today(now)
        with writing(self.engine, WHAT) as connection:
            sweep(connection, today=today, now=now)
            found = shelf.find_request(connection, shelf.has_id(request_id))
            if found is None or step not in STAFF_STEPS:
                raise RequestNotFound(f"There is no request {request_id} for that.")
            if step is Step.HAND_OVER:
                found = _ready(connection, found, serial, today=today)
            apply_step(connection, found, step, today=today, now=now)
            note_staff(connection, found, step.value, by=by, now=now)
            done = shelf.find_request(connection, shelf.has_id(request_id))
        self._reconcile(now)
        assert done is not None
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
        today, swept = self.get_today(now), 0
        with reading(self.engine, WHAT) as connection:
            opened = shelf.read_requests(connection, shelf.is_open())
        if any(_needs_sweep(one, today=today, now=now) for one in opened):
            with writing(self.engine, WHAT) as connection:
                swept = sweep(connection, today=today, now=now)
        self._reconcile(now)
        self._looked = minute
        return swept > 0

    def get_today(self, now: datetime) -> date:
        """The day on the wall of the region."""
        return local_day(now, zone=self.zone)

    def _find_by_code(self, connection: Connection, code: str) -> Request:
        meant = parse_code(code)
        found = shelf.find_request(connection, shelf.has_code(hash_code(meant))) if meant else None
        if found is None:
            raise RequestNotFound(
                "No request has that code.", allowed="It has eight letters and digits: K7QX-3M9P."
            )
        return found

    def _reconcile(self, now: datetime) -> None:
        today = self.get_today(now)
        with reading(self.engine, WHAT) as connection:
            opened = shelf.read_requests(connection, shelf.is_open())
            desks = {one.id: one for one in shelf.read_desks(connection, closed=True)}
        reconcile_tasks(self._tasks, opened, desks, now=now, today=today)


def _is_same(made: Request, wish: Wish) -> bool:
    """Whether the form came twice; one that was changed in between is another request."""
    same = (made.desk_id, made.kind, made.days) == (wish.desk_id, wish.kind, wish.days)
    return same and made.state is RequestState.RESERVED


def _choose(connection: Connection, wish: Wish, *, today: date) -> Item:
    desk = shelf.find_desk(connection, wish.desk_id)
    if desk is None or desk.closed is not None:
        raise AskRefused("no_desk", "There is no such desk.", allowed="Ask which ones there are.")
    stock = shelf.read_stock(connection, today=today, desk_id=wish.desk_id)
    same = stock.pick(wish.desk_id, wish.kind)
    if not same.items:
        raise AskRefused("no_kind", f"This desk lends no {wish.kind.value.replace('_', ' ')}.")
    free = same.list_free(wish.days)
    if not free:
        raise _not_free()
    return free[0]


def _ready(connection: Connection, found: Request, serial: str, *, today: date) -> Request:
    """The request as it can be handed over. Errors: WrongStep."""
    if found.days.first > today and found.state is RequestState.RESERVED:
        raise WrongStep(f"It is reserved from {found.days.first} on.", why="not_yet")
    if serial and serial != found.serial and found.state is RequestState.RESERVED:
        found = change_item(connection, found, serial, today=today)
    if found.item_state is not ItemState.HERE and found.state is RequestState.RESERVED:
        raise WrongStep(
            f"{found.serial} is not at the desk.", why="item_not_here", allowed="Give another one."
        )
    return found


def _needs_sweep(one: Request, *, today: date, now: datetime) -> bool:
    lost = one.state is RequestState.LOST and one.called
    return (
        one.is_overdue_fetch(today)
        or one.is_late(today)
        or bool(lost and one.ended and one.ended < now - LOST_KEPT)
    )


def _not_free() -> NotFree:
    return NotFree(
        "Nothing of that kind is left at this desk on these days.",
        allowed="Ask for other days or another desk.",
    )


def _check_name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise AskRefused(
            "name_wrong",
            "A name to be called by is needed.",
            allowed=f"Up to {LONGEST_NAME} letters.",
        )
    return name


def _check_phone(text: str) -> str:
    phone = text.strip()
    if phone and not _PHONE.fullmatch(phone):
        raise AskRefused(
            "phone_wrong", "That is no phone number.", allowed="Write 010-0000-0000, or nothing."
        )
    return phone
