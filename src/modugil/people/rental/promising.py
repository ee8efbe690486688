"""Which thing is promised to whom, where not the first one that was: within one change."""

from datetime import date, datetime

from sqlalchemy import Connection

from modugil.core.errors import WrongStep
from modugil.people.rental import shelf
from modugil.people.rental.records import Item, Request
from modugil.people.rental.steps import ItemState
from modugil.store.changes import note_change


def promise_others(connection: Connection, *, today: date, now: datetime) -> int:
    """Who waits for what cannot be had is promised another one that is free; how many were."""
    moved = 0
    for one in list_doubtful(connection, today):
        if _promise_another(connection, one, today=today):
            note_change(connection, shelf.KIND, one.desk_id, now)
            moved += 1
    return moved


def list_doubtful(connection: Connection, today: date) -> list[Request]:
    """Who waits for what cannot be had, the first day first."""
    waiting = shelf.read_requests(connection, shelf.waits_for_absent())
    return [one for one in waiting if one.is_doubtful(today)]


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
    for one in shelf.read_requests(connection, shelf.waits_for(item.id)):
        if one.days.first <= request.days.last:
            _promise_another(connection, one, today=today)
    stock = shelf.read_stock(connection, today=today, desk_id=item.desk_id)
    if not stock.is_free(item, request.days):
        raise WrongStep(
            "It is promised to somebody else on these days, and no other is free.", why="promised"
        )


def _promise_another(connection: Connection, request: Request, *, today: date) -> bool:
    """The request is promised another thing of its kind and desk; False where none is free."""
    stock = shelf.read_stock(connection, today=today, desk_id=request.desk_id)
    free = stock.pick(request.desk_id, request.kind).list_free(request.days)
    others = [item for item in free if item.id != request.item_id]
    if others:
        shelf.move_request(connection, request.id, others[0])
    return bool(others)
