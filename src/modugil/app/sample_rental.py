"""Two desks with a few things, plainly made up, so that a sample region can be tried."""

from datetime import datetime

from modugil.core.errors import BadInput
from modugil.people.rental.book import RentalBook
from modugil.people.rental.records import RentalDesk
from modugil.people.rental.steps import Kind
from modugil.people.rental.stock import add_items, open_desk
from modugil.places.catalogue import Catalogue
from modugil.places.place import Place

BY = ""
"""As a command on the server itself."""
LENDS = "rental_wheelchair"
"""The fact of a place that there is something to borrow."""
SUFFIX = {
    "ko": " 대여소 (표본)",
    "en": " desk (sample)",
    "zh": "借用处（示例）",
    "ja": "貸出所（サンプル）",
}
ELSEWHERE = {"ko": "표본", "en": "Sample", "zh": "示例", "ja": "サンプル"}
"""Where the region names no place."""
LONGEST = 60
"""So many letters of a place's name."""
PHONE = "064-000-0000"
STOCKS: tuple[dict[Kind, int], ...] = (
    {
        Kind.RECEIVER: 4,
        Kind.MANUAL_WHEELCHAIR: 3,
        Kind.POWER_WHEELCHAIR: 1,
        Kind.STROLLER: 2,
    },
    {Kind.RECEIVER: 1, Kind.MANUAL_WHEELCHAIR: 2},
)
"""Of each desk; the last receiver is soon gone."""


def add_sample_desks(book: RentalBook, catalogue: Catalogue | None, *, now: datetime) -> int:
    """Desks at the first places that lend wheelchairs, where there is no desk yet; how many.

    Errors:  CouldNotLook, CouldNotKeep.
    """
    if book.list_desks(closed=True):
        return 0
    try:
        _add(book, _choose_places(catalogue), now=now)
    except BadInput:
        return 0  # another server of this database was first
    return len(STOCKS)


def _add(book: RentalBook, chosen: list[Place], *, now: datetime) -> None:
    for number, stock in enumerate(STOCKS, 1):
        place = chosen[number - 1] if number <= len(chosen) else None
        desk = _build_desk(number, place)
        open_desk(book.engine, desk, by=BY, now=now)
        for kind, count in stock.items():
            mark = kind.value[0].upper()
            serials = [f"SAMPLE-{number}{mark}{item}" for item in range(1, count + 1)]
            add_items(book.engine, desk.id, kind, serials=serials, by=BY, now=now)


def _choose_places(catalogue: Catalogue | None) -> list[Place]:
    """Those that lend wheelchairs first, then other sights."""
    if catalogue is None:
        return []
    places = catalogue.get_current()
    every = [places.get_place(row) for row in places.rows.values()]
    sights = [one for one in every if one.kind == "sights"]
    return sorted(sights, key=lambda one: (one.get_value(LENDS) != "yes", one.id))


def _build_desk(number: int, place: Place | None) -> RentalDesk:
    names = {
        language: (
            place.name_in(language)[:LONGEST] if place else f"{ELSEWHERE[language]} {number}"
        )
        + suffix
        for language, suffix in SUFFIX.items()
    }
    return RentalDesk(
        f"sample-{number}",
        names,
        place.id if place else "",
        PHONE,
        "09:00",
        "18:00",
        sample=True,
    )
