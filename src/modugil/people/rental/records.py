"""Desks, what they lend, and who asked for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from modugil.people.rental.days import Days
from modugil.people.rental.steps import ItemState, Kind, RequestState

DESK_ID = re.compile(r"[a-z0-9][a-z0-9\-]{1,39}")


@dataclass(frozen=True, slots=True)
class RentalDesk:
    """Where things are fetched and brought back."""

    id: str
    names: Mapping[str, str]
    """By language, Korean always."""
    place_id: str
    """Of the region's places; "" where it is at none of them."""
    phone: str
    opens: str
    """On the wall, every day: 09:00."""
    closes: str
    sample: bool = False
    """Made up, as the sample region is."""
    closed: datetime | None = None
    """Since when it lends no more."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing, by its serial."""

    id: int
    desk_id: str
    kind: Kind
    serial: str
    state: ItemState
    late: bool = False
    """Lent, and not brought back on its last day."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, and the least that the desk needs to know of them."""

    desk_id: str
    kind: Kind
    days: Days
    called: str = field(repr=False)
    """Any name they choose to be called by."""
    phone: str = field(default="", repr=False)
    """"" where they leave none."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it stands."""

    id: int
    desk_id: str
    kind: Kind
    item_id: int
    serial: str
    item_state: ItemState
    days: Days
    state: RequestState
    called: str = field(repr=False)
    """"" once it is over."""
    phone: str = field(repr=False)
    asked: datetime
    handed: datetime | None = None
    ended: datetime | None = None

    def is_late(self, today: date) -> bool:
        """Whether it should have been brought back before that day."""
        return self.state is RequestState.HANDED_OVER and self.days.last < today

    def is_overdue_fetch(self, today: date) -> bool:
        """Whether it was not fetched by the end of its first day."""
        return self.state is RequestState.RESERVED and self.days.first < today

    def is_doubtful(self, today: date) -> bool:
        """Whether what is reserved cannot be had: damaged, lost or not brought back in time."""
        not_back = self.item_state is ItemState.OUT and self.days.first <= today
        gone = self.item_state not in (ItemState.HERE, ItemState.OUT)
        return self.state is RequestState.RESERVED and (gone or not_back)
