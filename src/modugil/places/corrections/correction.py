"""What staff said of one place."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from modugil.core.time import local_day
from modugil.places.catalogue import PlacesNow
from modugil.places.place import STAFF, Place, SaidBy


@dataclass(frozen=True, slots=True)
class Correction:
    """One fact as staff say it."""

    key: str
    value: str
    author: str
    written: datetime

    def as_said(self, *, zone: ZoneInfo) -> SaidBy:
        """The same as one voice among the sources of a place."""
        day = local_day(self.written, zone=zone).isoformat()
        return SaidBy(self.key, self.value, "", STAFF, day, self.author)


@dataclass(frozen=True, slots=True)
class StaffWords:
    """All that staff say of one place; never empty in the book."""

    corrections: tuple[Correction, ...] = ()
    """By key."""
    closed: bool = False


SILENT = StaffWords()


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """All places as they were when the change of that number was the last one.

    Whoever holds the places of a moment and asks for what was changed since its token misses
    nothing and is told nothing twice.
    """

    places: PlacesNow
    number: int = -1
    token: str = ""
    words: Mapping[str, StaffWords] = field(default_factory=dict)
    """By the place's id, also of places that the region does not hold any more."""
    counted: int = -1
    """How often corrections were changed by then."""
    builds: Mapping[str, str] = field(default_factory=dict)
    """Of each collection the build that was published last."""
    restored: int = 0
    """How often the database was found to be one from before, as after a backup was put back."""


def tell_state(place: Place, *, closed: bool) -> str:
    """A few letters that are others as soon as anything of the place is, in every process."""
    told = msgspec.json.encode((place, closed))
    return hashlib.sha256(told).hexdigest()[:20]
