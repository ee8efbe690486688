"""What a step does to the rows, within one change: all of it is kept, or nothing."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from modugil.core.errors import WrongStep
from modugil.people.audit import note_done
from modugil.people.rental import shelf
from modugil.people.rental.records import Item, Request
from modugil.people.rental.steps import OPEN, ItemState, RequestState, Step, take_step
from modugil.store.changes import note_change

KIND = "rental"
LOST_KEPT = timedelta(days=90)
"""So long the desk knows who did not bring a thing back."""
_GONE = (ItemState.DAMAGED, ItemState.LOST, ItemState.RETIRED)


def apply_step(
    connection: Connection, request: Request, step: Step, *, today: date, now: datetime
) -> None:
    """The request and its thing are what the step makes of them; who it was is erased when over.

    Errors:  WrongStep.
    """
    became = take_step(request.state, step)
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
        if became.item in _GONE:
            move_promises(connection, request.item_id, desk_id=request.desk_id, today=today)
    note_change(connection, KIND, request.desk_id, now)


def sweep(connection: Connection, *, today: date, now: datetime) -> int:
    """What the clock alone decides is noted; how many requests it was.

    Nobody fetched it on the first day: it is over. A thing is late: who waits for it today gets
    another one. Long lost: who had it is forgotten.
    """
    unfetched = shelf.read_requests(connection, shelf.is_unfetched(today))
    for one in unfetched:
        apply_step(connection, one, Step.EXPIRE, today=today, now=now)
    long_lost = shelf.read_requests(connection, shelf.has_lost_since(now - LOST_KEPT))
    for one in long_lost:
        shelf.set_request(connection, one.id, called="", phone="")
    for item in shelf.read_stock(connection, today=today).items:
        if item.late:
            move_promises(connection, item.id, desk_id=item.desk_id, today=today, until=today)
    return len(unfetched) + len(long_lost)


def move_promises(
    connection: Connection, item_id: int, *, desk_id: str, today: date, until: date | None = None
) -> int:
    """Who waits for that thing is promised another one; for how many there is none.

    `until`: only those whose first day comes by then.
    """
    left = 0
    for one in shelf.read_requests(connection, shelf.waits_for(item_id)):
        if until is not None and one.days.first > until:
            continue
        stock = shelf.read_stock(connection, today=today, desk_id=desk_id)
        free = stock.pick(one.desk_id, one.kind).list_free(one.days)
        others = [item for item in free if item.id != item_id]
        if others:
            shelf.move_request(connection, one.id, others[0])
        else:
            left += 1
    return left


def change_item(connection: Connection, request: Request, serial: str, *, today: date) -> Request:
    """The request is for the thing of that serial instead; who waits for that one gets another.

    Errors:  WrongStep if there is no such thing, or it cannot be had for these days.
    """
    stock = shelf.read_stock(connection, today=today, desk_id=request.desk_id)
    same = stock.pick(request.desk_id, request.kind)
    wanted = next((one for one in same.items if one.serial == serial), None)
    if wanted is None or wanted.state is not ItemState.HERE:
        raise WrongStep("There is no such thing at the desk just now.", why="item_not_here")
    shelf.drop_days(connection, request.id)
    if not same.is_free(wanted, request.days):
        _clear(connection, wanted, request, today=today)
    shelf.promise(connection, request.id, item=wanted, days=request.days)
    changed = shelf.find_request(connection, shelf.has_id(request.id))
    assert changed is not None
    return changed


def _clear(connection: Connection, item: Item, request: Request, *, today: date) -> None:
    move_promises(connection, item.id, desk_id=item.desk_id, today=today, until=request.days.last)
    stock = shelf.read_stock(connection, today=today, desk_id=item.desk_id)
    if not stock.is_free(item, request.days):
        raise WrongStep(
            "It is promised to somebody else on these days, and no other is free.", why="promised"
        )


def note_staff(
    connection: Connection, request: Request, step: str, *, by: str, now: datetime
) -> None:
    """Who of the staff did it is recorded, and nothing of the person."""
    subject = f"{request.desk_id} {request.kind} {request.serial} #{request.id}"
    note_done(connection, account=by, action=f"rental_{step}", subject=subject, now=now)
