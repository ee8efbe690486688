"""What a desk has to do and to lend, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from modugil.core.language import pick_text
from modugil.pages.console.visit import Visit
from modugil.pages.rental_view import say_days, say_one_day
from modugil.people.rental.records import Item, RentalDesk, Request
from modugil.people.rental.steps import (
    ITEM_STEPS,
    STEPS,
    ItemState,
    ItemStep,
    RequestState,
    Step,
)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request and what may be done with it."""

    request: Request
    what: str
    days: str
    due: str
    late: bool
    doubtful: bool
    steps: tuple[Step, ...]
    serials: tuple[str, ...]
    """Of what may be handed over, the reserved one first where it is there."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One thing and what may be done with it."""

    item: Item
    what: str
    steps: tuple[ItemStep, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do at a desk."""

    today: tuple[RequestRow, ...]
    out: tuple[RequestRow, ...]
    """What is late comes first."""
    lost: tuple[RequestRow, ...]
    later: tuple[RequestRow, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[RequestRow, ...]], ...]:
        """Each with its key."""
        return (
            ("today", self.today),
            ("out", self.out),
            ("lost", self.lost),
            ("later", self.later),
        )


def sort_work(
    visit: Visit, requests: Iterable[Request], items: Iterable[Item], today: date
) -> Work:
    """The open requests of a desk by what is to be done with them."""
    there = list(items)
    rows = [build_row(visit, one, there, today) for one in requests]

    def pick(state: RequestState) -> list[RequestRow]:
        return [row for row in rows if row.request.state is state]

    reserved = pick(RequestState.RESERVED)
    return Work(
        today=tuple(row for row in reserved if row.request.days.first <= today),
        out=tuple(sorted(pick(RequestState.HANDED_OVER), key=lambda row: row.request.days.last)),
        lost=tuple(pick(RequestState.LOST)),
        later=tuple(row for row in reserved if row.request.days.first > today),
    )


def build_row(visit: Visit, one: Request, items: Iterable[Item], today: date) -> RequestRow:
    """One request; cancelling and expiring are nothing that staff do."""
    words = visit.words
    steps = tuple(
        step
        for step in Step
        if (one.state, step) in STEPS and step not in (Step.CANCEL, Step.EXPIRE)
    )
    if one.state is RequestState.RESERVED and one.days.first > today:
        steps = ()
    here = [
        item.serial
        for item in items
        if (item.kind, item.desk_id, item.state) == (one.kind, one.desk_id, ItemState.HERE)
    ]
    due = ""
    if one.state is RequestState.HANDED_OVER:
        key = "lending.late" if one.is_late(today) else "lending.due"
        due = words(key, day=say_one_day(words, one.days.last))
    return RequestRow(
        one,
        words(f"rental.kind_{one.kind.value}"),
        say_days(words, one.days),
        due,
        one.is_late(today),
        one.is_doubtful(today),
        steps,
        tuple(sorted(here, key=lambda serial: (serial != one.serial, serial))),
    )


def list_stock(visit: Visit, items: Iterable[Item]) -> list[ItemRow]:
    """Every thing of a desk."""
    return [
        ItemRow(
            one,
            visit.words(f"rental.kind_{one.kind.value}"),
            tuple(step for step in ItemStep if (one.state, step) in ITEM_STEPS),
        )
        for one in items
    ]


def name_desk(visit: Visit, desk: RentalDesk) -> str:
    """As it is called in the language of the visit."""
    return pick_text(desk.names, language=visit.language)
