"""Desks and requests as the API tells them: of a person nothing is ever told."""

from datetime import date, datetime

import msgspec

from modugil.core.language import Language, pick_text
from modugil.people.rental.free import DeskFree
from modugil.people.rental.records import Request


class KindTold(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a desk has of one kind."""

    kind: str
    """receiver, manual_wheelchair, power_wheelchair or stroller."""
    total: int
    free: int
    """For all of the days asked for."""
    free_from: date | None
    """Where none is free: from when on one is, for as many days."""


class DeskTold(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One desk, and what it has free."""

    id: str
    name: str
    place: str
    """The id of the place it is at; empty where it is at none that is known here."""
    phone: str
    opens: str
    closes: str
    sample: bool
    """Made up: nothing can be fetched there."""
    kinds: list[KindTold]


class DesksAnswer(msgspec.Struct, frozen=True, kw_only=True, rename={"as_of": "asOf"}):
    """The desks on certain days."""

    as_of: datetime
    first: date = msgspec.field(name="from")
    last: date = msgspec.field(name="to")
    desks: list[DeskTold]


class RequestTold(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One request as it stands."""

    state: str
    """reserved, handed_over, returned, lost, found, cancelled or expired."""
    desk: str
    kind: str
    serial: str
    """Of the thing that is promised or lent; another one may take its place until it is fetched."""
    first: date = msgspec.field(name="from")
    last: date = msgspec.field(name="to")
    late: bool
    doubtful: bool
    """Reserved, and the desk looks for another one, as this one broke or is not back."""
    asked: datetime


class RequestMade(RequestTold, frozen=True, kw_only=True, rename="camel"):
    """A new request, with what its holder needs."""

    code: str
    """Told this once. It stands for the person at the desk, and to look and cancel here."""


class StaffRequestTold(RequestTold, frozen=True, kw_only=True, rename="camel"):
    """The same for staff."""

    id: int


def tell_desk(free: DeskFree, *, language: Language) -> DeskTold:
    """One desk in that language."""
    desk = free.desk
    kinds = [
        KindTold(kind=one.kind.value, total=one.total, free=one.free, free_from=one.free_from)
        for one in free.kinds
    ]
    return DeskTold(
        id=desk.id,
        name=pick_text(desk.names, language=language),
        place=desk.place_id,
        phone=desk.phone,
        opens=desk.opens,
        closes=desk.closes,
        sample=desk.sample,
        kinds=kinds,
    )


def tell_request(request: Request, *, today: date) -> RequestTold:
    """One request."""
    return RequestTold(**_list_facts(request, today))  # type: ignore[arg-type]


def tell_made(request: Request, code: str, *, today: date) -> RequestMade:
    """A new one, with its code."""
    return RequestMade(code=code, **_list_facts(request, today))  # type: ignore[arg-type]


def tell_to_staff(request: Request, *, today: date) -> StaffRequestTold:
    """One request, for staff."""
    return StaffRequestTold(id=request.id, **_list_facts(request, today))  # type: ignore[arg-type]


def _list_facts(request: Request, today: date) -> dict[str, object]:
    return {
        "state": request.state.value,
        "desk": request.desk_id,
        "kind": request.kind.value,
        "serial": request.serial,
        "first": request.days.first,
        "last": request.days.last,
        "late": request.is_late(today),
        "doubtful": request.is_doubtful(today),
        "asked": request.asked,
    }
