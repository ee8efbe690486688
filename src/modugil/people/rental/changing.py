"""What a step does to the rows, within one change: all of it is kept, or nothing."""

from datetime import date, datetime

from sqlalchemy import Connection

from modugil.core.errors import WrongStep
from modugil.people.audit import note_done
from modugil.people.rental import shelf
from modugil.people.rental.promising import change_item
from modugil.people.rental.records import Request
from modugil.people.rental.steps import OPEN, ItemState, RequestState, Step, take_step
from modugil.store.changes import note_change


def apply_step(connection: Connection, request: Request, step: Step, *, now: datetime) -> None:
    """The request and its thing are what the step makes of them; who it was is erased when over.

    Errors:  WrongStep.
    """
    became = take_step(request.state, step)
    if became.item is not None and request.item_state is ItemState.RETIRED:
        raise WrongStep(f"{request.serial} is lent no more.", why="item_retired")
    at_ms = shelf.to_ms(now)
    if became.request is RequestState.HANDED_OVER:
        shelf.set_request(connection, request.id, state=became.request, handed_ms=at_ms)
    else:
        forgotten = {} if became.request in OPEN else {"called": "", "phone": ""}
        told = {"state": became.request, "ended_ms": at_ms} | forgotten
        shelf.set_request(connection, request.id, **told)
        shelf.drop_days(connection, request.id)
    if became.item is not None:
        shelf.set_item(connection, request.item_id, became.item)
    note_change(connection, shelf.KIND, request.desk_id, now)


def make_ready(connection: Connection, found: Request, serial: str, *, today: date) -> Request:
    """The request as it can be handed over; one in another state is left to `apply_step`.

    Errors:  WrongStep.
    """
    if found.state is not RequestState.RESERVED:
        return found
    if found.days.first > today:
        raise WrongStep(f"It is reserved from {found.days.first} on.", why="not_yet")
    if serial and serial != found.serial:
        found = change_item(connection, found, serial, today=today)
    if found.item_state is not ItemState.HERE:
        raise WrongStep(
            f"{found.serial} is not at the desk.", why="item_not_here", allowed="Give another one."
        )
    return found


def note_staff(
    connection: Connection, request: Request, step: str, *, by: str, now: datetime
) -> None:
    """Who of the staff did it is recorded, and nothing of the person."""
    subject = f"{request.desk_id} {request.kind} {request.serial} #{request.id}"
    note_done(connection, account=by, action=f"rental_{step}", subject=subject, now=now)
