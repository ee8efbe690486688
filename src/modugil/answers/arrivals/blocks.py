"""Which trips one vehicle drives one after the other, where the feed says so."""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.region.calendar import active_services
from modugil.region.timetable import Timetable

I32 = NDArray[np.int32]
KEPT_PLACES = 20_000


class BlockPlace(NamedTuple):
    """A trip in its vehicle's day: how many come before it, and the one before and after (-1)."""

    sequence: int
    before: int
    after: int


class Blocks:
    """Trips by block, in order of their departure."""

    def __init__(self, timetable: Timetable, *, begins_s: I32) -> None:
        """`begins_s` is the first departure of each trip."""
        block = timetable.trips.block
        told = np.flatnonzero(block >= 0)
        self._timetable = timetable
        self._places: dict[tuple[int, date], BlockPlace] = {}
        self._order = told[np.lexsort((begins_s[told], block[told]))]
        self._start = np.searchsorted(
            block[self._order], np.arange(len(timetable.trips.block_ids) + 1)
        )

    def list_trips(self, block: int) -> list[int]:
        """All trips of the block, of whichever day, the earliest first."""
        found: list[int] = self._order[self._start[block] : self._start[block + 1]].tolist()
        return found

    def place(self, trip: int, day: date) -> BlockPlace:
        """Where the trip stands in its vehicle's day."""
        found = self._places.get((trip, day))
        if found is None:
            if len(self._places) >= KEPT_PLACES:
                self._places = {}
            found = self._places[trip, day] = self._find_place(trip, day)
        return found

    def _find_place(self, trip: int, day: date) -> BlockPlace:
        row = [-1, *self._list_on_day(trip, day), -1]
        at = row.index(trip)
        return BlockPlace(at - 1, row[at - 1], row[at + 1])

    def _list_on_day(self, trip: int, day: date) -> list[int]:
        """The trips of this one's block on that day; itself alone where it is in none."""
        trips = self._timetable.trips
        block = int(trips.block[trip])
        if block < 0:
            return [trip]
        runs = active_services(self._timetable.services, day=day)
        found = [one for one in self.list_trips(block) if runs[trips.service[one]]]
        return found if trip in found else [trip]
