"""Requests, things and promised days as rows."""

import json
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, insert, select, update

from modugil.people.rental.days import Days
from modugil.people.rental.free import Stock
from modugil.people.rental.records import DESK_ID, Item, RentalDesk, Request, Wish
from modugil.people.rental.steps import OPEN, ItemState, Kind, RequestState
from modugil.store.tables import rental_days, rental_desks, rental_items, rental_requests

_D, _I, _Q, _P = rental_desks.c, rental_items.c, rental_requests.c, rental_days.c
KIND = "rental"
"""Of a change, by the desk."""
MOST_READ = 5000
HIGHEST_ID = (1 << 63) - 1


def read_desks(connection: Connection, *, closed: bool = False) -> tuple[RentalDesk, ...]:
    """The desks that lend, by id; with `closed` also those that do so no more."""
    wanted = select(rental_desks).order_by(_D.id)
    if not closed:
        wanted = wanted.where(_D.closed_ms.is_(None))
    return tuple(_build_desk(row) for row in connection.execute(wanted).mappings())


def find_desk(connection: Connection, desk_id: str) -> RentalDesk | None:
    """The desk of that id, also one that lends no more."""
    if not DESK_ID.fullmatch(desk_id):
        return None
    row = connection.execute(select(rental_desks).where(_D.id == desk_id)).mappings().first()
    return _build_desk(row) if row is not None else None


def read_stock(connection: Connection, *, today: date, desk_id: str = "") -> Stock:
    """All things of the desks that lend, or of one desk; those that were retired are left out."""
    late = set(connection.scalars(select(_Q.item_id).where(_is_late(today))))
    wanted = select(rental_items).where(_I.state != ItemState.RETIRED)
    open_desks = select(_D.id).where(_D.closed_ms.is_(None))
    wanted = wanted.where(_I.desk_id == desk_id if desk_id else _I.desk_id.in_(open_desks))
    rows = connection.execute(wanted.order_by(_I.kind, _I.serial)).mappings()
    items = tuple(build_item(row, late=row["id"] in late) for row in rows)
    return Stock(items, _read_promised(connection, today))


def _read_promised(connection: Connection, today: date) -> dict[int, frozenset[date]]:
    """From today on; what nobody fetched in time holds no more, whether that was noted or not."""
    joined = select(_P.item_id, _P.day).join(rental_requests).where(_P.day >= today.isoformat())
    promised: dict[int, set[date]] = {}
    for item_id, day in connection.execute(joined.where(~is_unfetched(today))):
        promised.setdefault(item_id, set()).add(date.fromisoformat(day))
    return {item_id: frozenset(days) for item_id, days in promised.items()}


def read_requests(
    connection: Connection, wanted: ColumnElement[bool], *, most: int = MOST_READ
) -> list[Request]:
    """The requests wanted, the first day first."""
    joined = select(
        rental_requests, _I.desk_id, _I.kind, _I.serial, _I.state.label("item_state")
    ).join(rental_items, _I.id == _Q.item_id)
    ordered = joined.where(wanted).order_by(_Q.first_day, _Q.id).limit(most)
    return [_build_request(row) for row in connection.execute(ordered).mappings()]


def find_request(connection: Connection, wanted: ColumnElement[bool]) -> Request | None:
    """The one that is wanted."""
    found = read_requests(connection, wanted, most=1)
    return found[0] if found else None


def has_code(code_hash: str) -> ColumnElement[bool]:
    """The request of that code."""
    return _Q.code_hash == code_hash


def has_id(request_id: int) -> ColumnElement[bool]:
    """The request of that number."""
    return _Q.id == request_id


def is_open(desk_id: str = "") -> ColumnElement[bool]:
    """Requests that are not over, of one desk or of all; nobody awaits what was written off."""
    written_off = and_(_Q.state == RequestState.LOST, _I.state == ItemState.RETIRED)
    opened = and_(_Q.state.in_(OPEN), ~written_off)
    return opened if not desk_id else and_(opened, _I.desk_id == desk_id)


def is_unfetched(today: date) -> ColumnElement[bool]:
    """Reserved, and its first day is over."""
    return and_(_Q.state == RequestState.RESERVED, _Q.first_day < today.isoformat())


def waits_for(item_id: int) -> ColumnElement[bool]:
    """Reserved, and that thing is promised to it."""
    return and_(_Q.item_id == item_id, _Q.state == RequestState.RESERVED)


def waits_for_absent() -> ColumnElement[bool]:
    """Reserved, and what is promised to it does not stand at the desk."""
    return and_(_Q.state == RequestState.RESERVED, _I.state != ItemState.HERE)


def has_lost_since(before: datetime) -> ColumnElement[bool]:
    """Lost since before that moment, and the person still known."""
    lost = and_(_Q.state == RequestState.LOST, _Q.ended_ms < to_ms(before))
    return and_(lost, _Q.called != "")


def add_request(
    connection: Connection, wish: Wish, *, item: Item, code_hash: str, now: datetime
) -> Request:
    """A new request is kept, and its days are promised.

    Errors:  IntegrityError if one of them is promised to somebody else.
    """
    row = {
        "code_hash": code_hash,
        "item_id": item.id,
        "first_day": wish.days.first.isoformat(),
        "last_day": wish.days.last.isoformat(),
        "state": RequestState.RESERVED,
        "called": wish.called,
        "phone": wish.phone,
        "asked_ms": to_ms(now),
    }
    connection.execute(insert(rental_requests).values(row))
    made = find_request(connection, has_code(code_hash))
    assert made is not None
    promise(connection, made.id, item=item, days=wish.days)
    return made


def promise(connection: Connection, request_id: int, *, item: Item, days: Days) -> None:
    """The thing is promised to the request on these days.

    Errors:  IntegrityError if it is promised to somebody else on one of them.
    """
    rows = [{"item_id": item.id, "day": day.isoformat(), "request_id": request_id} for day in days]
    connection.execute(insert(rental_days), rows)
    set_request(connection, request_id, item_id=item.id)


def set_request(connection: Connection, request_id: int, **values: object) -> None:
    """These columns of a request have these values."""
    connection.execute(update(rental_requests).where(_Q.id == request_id).values(**values))


def set_item(connection: Connection, item_id: int, state: ItemState) -> None:
    """The thing is in that state."""
    connection.execute(update(rental_items).where(_I.id == item_id).values(state=state))


def move_request(connection: Connection, request_id: int, item: Item) -> None:
    """Another thing is promised to the request, for the same days."""
    change = update(rental_days).where(_P.request_id == request_id)
    connection.execute(change.values(item_id=item.id))
    set_request(connection, request_id, item_id=item.id)


def drop_days(connection: Connection, request_id: int) -> None:
    """Nothing is promised to the request any more."""
    connection.execute(delete(rental_days).where(_P.request_id == request_id))


def build_item(row: RowMapping, *, late: bool = False) -> Item:
    """The thing of that row."""
    kind, state = Kind(row["kind"]), ItemState(row["state"])
    return Item(row["id"], row["desk_id"], kind, row["serial"], state, late)


def to_ms(instant: datetime) -> int:
    """As it is kept."""
    return int(instant.timestamp() * 1000)


def _from_ms(instant_ms: int | None) -> datetime | None:
    return None if instant_ms is None else datetime.fromtimestamp(instant_ms / 1000, UTC)


def _is_late(today: date) -> ColumnElement[bool]:
    return and_(_Q.state == RequestState.HANDED_OVER, _Q.last_day < today.isoformat())


def _build_desk(row: RowMapping) -> RentalDesk:
    return RentalDesk(
        row["id"],
        json.loads(row["names"]),
        row["place_id"],
        row["phone"],
        row["opens"],
        row["closes"],
        bool(row["sample"]),
        _from_ms(row["closed_ms"]),
    )


def _build_request(row: RowMapping) -> Request:
    asked = _from_ms(row["asked_ms"])
    assert asked is not None
    return Request(
        id=row["id"],
        desk_id=row["desk_id"],
        kind=Kind(row["kind"]),
        item_id=row["item_id"],
        serial=row["serial"],
        item_state=ItemState(row["item_state"]),
        days=Days(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])),
        state=RequestState(row["state"]),
        called=row["called"],
        phone=row["phone"],
        asked=asked,
        handed=_from_ms(row["handed_ms"]),
        ended=_from_ms(row["ended_ms"]),
    )
