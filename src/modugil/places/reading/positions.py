"""The one rule by which a written latitude and longitude become a position.

The option `within = [west, south, east, north]` of a source says where its places can be. Numbers
that only fit there the other way round are turned round, and that is noticed; what does not fit
either way is no position. A place without one may still be known to another source.
"""

from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from modugil.core.errors import RegionUnreadable
from modugil.places.reading.ledger import Ledger
from modugil.places.record import PlaceSource


class Position(NamedTuple):
    """Degrees WGS84, both or none."""

    lat: float | None
    lon: float | None


NOWHERE = Position(None, None)
"""Of a row that does not say where it is, or says what cannot be."""


@dataclass(frozen=True, slots=True)
class Within:
    """A box of degrees; the whole world where a source names none."""

    west: float = -180.0
    south: float = -90.0
    east: float = 180.0
    north: float = 90.0

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point is inside or on the edge."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def get_within(source: PlaceSource) -> Within:
    """The box of the source's option `within`.

    Errors:  RegionUnreadable if it is not four degrees in that order.
    """
    given = source.options.get("within")
    if given is None:
        return Within()
    if isinstance(given, list | tuple) and len(given) == 4:
        if all(isinstance(one, int | float) for one in given):
            west, south, east, north = (float(one) for one in given)
            if -180 <= west < east <= 180 and -90 <= south < north <= 90:
                return Within(west, south, east, north)
    raise RegionUnreadable(
        f"`within` of {source.path.name} is {given!r}, which is no box of degrees.",
        allowed="Give within = [west, south, east, north].",
    )


def parse_position(lat: str | float, lon: str | float) -> tuple[float, float] | None:
    """Both numbers, wherever they lie; None where one is no number, or both are 0: not filled."""
    try:
        found = float(lat), float(lon)
    except (ValueError, OverflowError):
        return None
    return found if isfinite(found[0]) and isfinite(found[1]) and found != (0.0, 0.0) else None


def locate(
    lat: str | float, lon: str | float, *, within: Within, row: int, ledger: Ledger
) -> Position:
    """Where the row says it is; NOWHERE with a note where it does not, or where it cannot be."""
    written = f"{lat},{lon}"
    if not written.strip(", "):
        return _note("missing", "No position is given; the place has none.", row, "", ledger)
    found = parse_position(lat, lon)
    if found is None:
        message = "This is no latitude and longitude; the place has no position."
        return _note("unread", message, row, written, ledger)
    if within.holds(*found):
        return Position(*found)
    if within.holds(found[1], found[0]):
        message = "Latitude and longitude stand in each other's place and are turned round."
        _note("swapped", message, row, written, ledger)
        return Position(found[1], found[0])
    message = "This is not where the file's places can be; the place has no position."
    return _note("outside", message, row, written, ledger)


def _note(what: str, message: str, row: int, written: str, ledger: Ledger) -> Position:
    code = f"place_position_{what}"
    ledger.note(code, row, field="lat,lon", value=written, message=message)
    return NOWHERE
