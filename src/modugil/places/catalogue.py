"""The places of a region as they are now: as compiled, and as the region's staff corrected them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from modugil.core.access import Access
from modugil.places.place import WHEELCHAIR, Place, SaidBy, access_of, weigh
from modugil.places.places import Places


@dataclass(frozen=True, slots=True, eq=False)
class PlacesNow:
    """One moment of all places; nobody changes it, a new one takes its stead.

    `corrected` are places that staff said something of, whole; `closed` the rows of places that are
    no more: they are not found and not listed, only remembered by id.
    """

    places: Places
    rows: Mapping[str, int]
    """Row of every id."""
    version: int = 0
    corrected: Mapping[int, Place] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()

    def find_row(self, id: str) -> int | None:
        """The row of that id, None where there is none or the place is closed."""
        row = self.rows.get(id)
        return None if row is None or row in self.closed else row

    def get_place(self, row: int) -> Place:
        """The place of that row as it is now."""
        return self.corrected.get(row) or self.places.get_place(row)

    def get_wheelchair(self, row: int) -> Access:
        """What is said of the whole place."""
        corrected = self.corrected.get(row)
        return corrected.wheelchair if corrected else Access(int(self.places.wheelchair[row]))


class Catalogue:
    """Holds the present moment; whoever reads takes it once and works with that one."""

    def __init__(self, places: Places) -> None:
        """Begin with the places as compiled."""
        self._now = PlacesNow(places, {id: row for row, id in enumerate(places.id)})

    def get_current(self) -> PlacesNow:
        """The places as they are now."""
        return self._now

    def swap(self, now: PlacesNow) -> None:
        """That moment is the present one from here on."""
        self._now = now


def correct(now: PlacesNow, row: int, said: tuple[SaidBy, ...]) -> Place:
    """The place as compiled, with what staff say of it heard before all else."""
    compiled = now.places.get_place(row)
    facts = weigh([*now.places.list_said(row), *said])
    told = facts.get(WHEELCHAIR)
    wheelchair = access_of(told.value) if told is not None else compiled.wheelchair
    return replace(compiled, facts=facts, wheelchair=wheelchair)
