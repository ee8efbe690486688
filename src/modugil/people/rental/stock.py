"""Desks and their things as staff keep them: opened, added, set aside, repaired, retired."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, Engine, insert, select, update

from modugil.core.errors import BadInput, WrongStep
from modugil.people.audit import note_done
from modugil.people.rental import shelf
from modugil.people.rental.promising import promise_others
from modugil.people.rental.records import DESK_ID, Item, RentalDesk
from modugil.people.rental.steps import ItemState, ItemStep, Kind, take_item_step
from modugil.people.rental.sweeping import sweep
from modugil.store.changes import note_change
from modugil.store.tables import rental_desks, rental_items
from modugil.store.transactions import reading, writing

_WHAT = "What desks lend"
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_SERIAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/\-]{0,59}")
_LONGEST_NAME = 80


def open_desk(engine: Engine, desk: RentalDesk, *, by: str, now: datetime) -> None:
    """The desk lends from now on; one that was closed is what it is told to be now.

    Errors:  BadInput for an id, name or hours that cannot be; CouldNotKeep.
    """
    _check_desk(desk)
    row = {
        "names": json.dumps(dict(desk.names), ensure_ascii=False),
        "place_id": desk.place_id,
        "phone": desk.phone,
        "opens": desk.opens,
        "closes": desk.closes,
        "sample": int(desk.sample),
        "closed_ms": None,
    }
    with writing(engine, _WHAT) as connection:
        if shelf.find_desk(connection, desk.id) is None:
            connection.execute(insert(rental_desks).values(row | {"id": desk.id}))
        else:
            there = rental_desks.c.id == desk.id
            connection.execute(update(rental_desks).where(there).values(row))
        _note(connection, "desk_opened", desk.id, desk=desk.id, by=by, now=now)


def close_desk(engine: Engine, desk_id: str, *, by: str, today: date, now: datetime) -> None:
    """The desk lends nothing more.

    Errors:  BadInput if there is none; WrongStep while somebody awaits or has a thing of it.
    """
    with writing(engine, _WHAT) as connection:
        _get_desk(connection, desk_id)
        sweep(connection, today=today, now=now)
        if shelf.read_requests(connection, shelf.is_open(desk_id), most=1):
            raise WrongStep("Somebody still awaits or has a thing of this desk.", why="desk_busy")
        closed = update(rental_desks).where(rental_desks.c.id == desk_id)
        connection.execute(closed.values(closed_ms=shelf.to_ms(now)))
        _note(connection, "desk_closed", desk_id, desk=desk_id, by=by, now=now)


def add_items(
    engine: Engine, desk_id: str, kind: Kind, *, serials: Iterable[str], by: str, now: datetime
) -> int:
    """Things of one kind are at the desk; how many came.

    Errors:  BadInput for a desk that there is not, or a serial that cannot be or is taken: then
             none of them came.
    """
    told = [one.strip() for one in serials]
    for serial in told:
        if not _SERIAL.fullmatch(serial):
            raise BadInput(
                f"{serial[:60]!r} is no serial.", allowed="Letters, digits, . _ / and - are."
            )
    if not told or len(set(told)) != len(told):
        raise BadInput("Give each serial once, and one at least.")
    with writing(engine, _WHAT) as connection:
        _get_desk(connection, desk_id)
        wanted = select(rental_items.c.serial).where(rental_items.c.kind == kind)
        if taken := connection.scalars(wanted.where(rental_items.c.serial.in_(told))).all():
            raise BadInput(f"There is a {kind.value} {taken[0]} already.")
        rows = [
            {"desk_id": desk_id, "kind": kind, "serial": one, "state": ItemState.HERE}
            for one in told
        ]
        connection.execute(insert(rental_items), rows)
        for one in told:
            subject = f"{desk_id} {kind} {one}"
            _note(connection, "item_added", subject, desk=desk_id, by=by, now=now)
    return len(told)


def change_item_state(
    engine: Engine, item_id: int, step: ItemStep, *, by: str, today: date, now: datetime
) -> Item:
    """The thing is set aside, repaired or retired; who waits for it is promised another one.

    Errors:  BadInput if there is none; WrongStep if it is in no state for that, or it would be
             retired while somebody waits for it and no other is free.
    """
    with writing(engine, _WHAT) as connection:
        item = _get_item(connection, item_id)
        sweep(connection, today=today, now=now)
        state = take_item_step(item.state, step)
        shelf.set_item(connection, item.id, state)
        promise_others(connection, today=today, now=now)
        left = shelf.read_requests(connection, shelf.waits_for(item.id), most=1)
        if left and state is ItemState.RETIRED:
            raise WrongStep("Somebody waits for it, and no other is free.", why="promised")
        subject = f"{item.desk_id} {item.kind} {item.serial}"
        _note(connection, step.value, subject, desk=item.desk_id, by=by, now=now)
    return Item(item.id, item.desk_id, item.kind, item.serial, state)


def find_item(engine: Engine, kind: Kind, serial: str) -> Item:
    """The thing of that kind and serial.

    Errors:  BadInput if there is none; CouldNotLook.
    """
    with reading(engine, _WHAT) as connection:
        of_it = (rental_items.c.kind == kind) & (rental_items.c.serial == serial)
        row = connection.execute(select(rental_items).where(of_it)).mappings().first()
    if row is None:
        raise BadInput(f"There is no {kind.value} {serial[:60]!r}.")
    return shelf.build_item(row)


def parse_kind(text: str) -> Kind:
    """The kind of that word.

    Errors:  BadInput for another one.
    """
    try:
        return Kind(text.strip().lower().replace("-", "_"))
    except ValueError as cause:
        raise BadInput(
            f"Nothing of the kind {text[:40]!r} is lent.", allowed=f"There are: {', '.join(Kind)}."
        ) from cause


def _get_desk(connection: Connection, desk_id: str) -> RentalDesk:
    found = shelf.find_desk(connection, desk_id)
    if found is None:
        raise BadInput(f"There is no desk {desk_id[:40]!r}.", allowed="Open it first.")
    return found


def _get_item(connection: Connection, item_id: int) -> Item:
    known = 0 < item_id <= shelf.HIGHEST_ID  # no database can be asked for another number
    found = select(rental_items).where(rental_items.c.id == item_id)
    row = connection.execute(found).mappings().first() if known else None
    if row is None:
        raise BadInput("There is no such thing.")
    return shelf.build_item(row)


def _check_desk(desk: RentalDesk) -> None:
    if not DESK_ID.fullmatch(desk.id):
        raise BadInput(
            f"{desk.id[:40]!r} is no id of a desk.",
            allowed="It has 2 to 40 small letters, digits and hyphens: airport.",
        )
    names: Mapping[str, str] = desk.names
    if not names.get("ko", "").strip() or max(map(len, names.values())) > _LONGEST_NAME:
        raise BadInput("A desk needs a name in Korean.", allowed=f"Up to {_LONGEST_NAME} letters.")
    hours = (desk.opens, desk.closes)
    if not all(_TIME.fullmatch(one) for one in hours) or desk.opens >= desk.closes:
        raise BadInput("These are no hours of a desk.", allowed="Write them like 09:00 and 18:00.")
    if len(desk.phone) > 40 or len(desk.place_id) > 200:
        raise BadInput("The phone or the place is too long.")


def _note(
    connection: Connection, action: str, subject: str, *, desk: str, by: str, now: datetime
) -> None:
    note_done(connection, account=by, action=f"rental_{action}", subject=subject, now=now)
    note_change(connection, shelf.KIND, desk, now)
