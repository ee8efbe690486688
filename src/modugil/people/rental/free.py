"""Which things are free on which days: counted from one look at the stock, without the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from modugil.people.rental.days import ONE_DAY, Days, latest_day
from modugil.people.rental.records import Item, RentalDesk
from modugil.people.rental.steps import ItemState, Kind

OFFERED = (ItemState.HERE, ItemState.OUT)


@dataclass(frozen=True, slots=True)
class Stock:
    """All things as they stand, and the days on which each is promised."""

    items: tuple[Item, ...]
    promised: Mapping[int, frozenset[date]] = field(default_factory=dict)
    """By the id of the thing."""

    def pick(self, desk_id: str, kind: Kind) -> "Stock":
        """Those of one kind at one desk."""
        chosen = (one for one in self.items if (one.desk_id, one.kind) == (desk_id, kind))
        return Stock(tuple(chosen), self.promised)

    def is_free(self, item: Item, days: Days) -> bool:
        """Whether the thing may be promised for all of these days.

        One that was not brought back in time is promised to nobody, until it is back.
        """
        if item.state not in OFFERED or item.late:
            return False
        return self.promised.get(item.id, frozenset()).isdisjoint(days)

    def list_free(self, days: Days) -> list[Item]:
        """The free things, those that stand at the desk first."""
        free = [one for one in self.items if self.is_free(one, days)]
        return sorted(free, key=lambda one: (one.state is not ItemState.HERE, one.serial))

    def find_free_from(self, days: Days, *, today: date) -> date | None:
        """The next day from which one is free for as many days; None if none is, so far ahead."""
        first = days.first
        while (moved := days.moved_to(first)).last <= latest_day(today):
            if self.list_free(moved):
                return first
            first += ONE_DAY
        return None


@dataclass(frozen=True, slots=True)
class KindFree:
    """How many of a kind a desk has, and has free on certain days."""

    kind: Kind
    total: int
    """Of those that are lent at all: neither damaged nor lost."""
    free: int
    free_from: date | None
    """Where none is free: from when on one is, for as many days; None if it cannot be told."""


@dataclass(frozen=True, slots=True)
class DeskFree:
    """What one desk has free on certain days."""

    desk: RentalDesk
    kinds: tuple[KindFree, ...]


def count_free(
    desks: tuple[RentalDesk, ...], stock: Stock, days: Days, *, today: date
) -> list[DeskFree]:
    """What each desk has free on these days; a kind that it has not at all is left out."""
    return [DeskFree(desk, tuple(_count(desk, stock, days, today=today))) for desk in desks]


def _count(desk: RentalDesk, stock: Stock, days: Days, *, today: date) -> Iterator[KindFree]:
    for kind in Kind:
        here = stock.pick(desk.id, kind)
        lent = [one for one in here.items if one.state in OFFERED]
        if lent:
            free = len(here.list_free(days))
            later = None if free else here.find_free_from(days, today=today)
            yield KindFree(kind, len(lent), free, later)
