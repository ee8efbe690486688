"""What somebody asks for: checked, and something free found for it."""

import re
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from modugil.core.errors import NotFree
from modugil.people.rental import shelf
from modugil.people.rental.days import check_days
from modugil.people.rental.records import Item, Request, Wish
from modugil.people.rental.refused import AskRefused
from modugil.people.rental.steps import RequestState

LONGEST_NAME = 40
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{5,27}[0-9]")


def check_wish(wish: Wish, *, today: date) -> Wish:
    """The wish as it is kept, if it can be meant on that day.

    Errors:  AskRefused.
    """
    check_days(wish.days, today=today)
    return replace(wish, called=_check_name(wish.called), phone=_check_phone(wish.phone))


def choose_item(connection: Connection, wish: Wish, *, today: date) -> Item:
    """What is free for the wish, something that stands at the desk first.

    Errors:  AskRefused for a desk or a kind that there is not, NotFree.
    """
    desk = shelf.find_desk(connection, wish.desk_id)
    if desk is None or desk.closed is not None:
        raise AskRefused("no_desk", "There is no such desk.", allowed="Ask which ones there are.")
    stock = shelf.read_stock(connection, today=today, desk_id=wish.desk_id)
    same = stock.pick(wish.desk_id, wish.kind)
    if not same.items:
        raise AskRefused("no_kind", f"This desk lends no {wish.kind.value.replace('_', ' ')}.")
    free = same.list_free(wish.days)
    if not free:
        raise refuse_taken()
    return free[0]


def is_same_form(made: Request, wish: Wish) -> bool:
    """Whether the form came twice; for another thing or other days it is another request."""
    same = (made.desk_id, made.kind, made.days) == (wish.desk_id, wish.kind, wish.days)
    return same and made.state is RequestState.RESERVED


def correct_person(connection: Connection, made: Request, wish: Wish) -> Request:
    """The request with the name and the phone of the form that came last."""
    if (made.called, made.phone) != (wish.called, wish.phone):
        shelf.set_request(connection, made.id, called=wish.called, phone=wish.phone)
    return replace(made, called=wish.called, phone=wish.phone)


def refuse_taken() -> NotFree:
    """Why nothing is reserved where nothing is left."""
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
