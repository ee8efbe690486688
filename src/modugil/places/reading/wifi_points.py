"""Access points as places: those of one name within a few metres are one place with a count.

A list of Wi-Fi names every antenna; a person looks for the place. Where the points of one name are
further apart, each spot stays a place of its own, since one may be out of reach of the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from modugil.places.reading.ids import make_id
from modugil.places.reading.ledger import Ledger
from modugil.places.reading.positions import Position
from modugil.places.record import Record, Said

CELL_DEG = 0.00005
"""About 5 m."""
AT_KINDS = (
    "bus_stop",
    "sight",
    "park",
    "beach",
    "trail",
    "market",
    "street",
    "terminal",
    "office",
    "library",
    "culture",
    "hospital",
    "welfare",
    "sports",
    "charging_station",
)
"""What the fact `at_kind` may be: where the access point hangs."""


@dataclass(frozen=True, slots=True)
class AccessPoint:
    """One row of a list of access points."""

    name: str
    row: int
    at: Position
    at_kind: str
    """One of AT_KINDS; "" where the list does not say, or says something else."""
    at_id: str
    """The id of the bus stop it hangs at; else ""."""
    ssid: str
    as_of: str
    said: tuple[Said, ...] = ()


@dataclass(slots=True)
class _Spot:
    """All access points of one name at one spot."""

    first: AccessPoint
    count: int = 0
    details: dict[str, None] = field(default_factory=dict)
    ssids: dict[str, None] = field(default_factory=dict)


def build_records(points: Iterable[AccessPoint], *, kind: str, ledger: Ledger) -> Iterator[Record]:
    """One record a name and spot, in the order of their first rows; the other rows are repeated."""
    spots: dict[tuple[str | int | None, ...], _Spot] = {}
    for point in points:
        key: tuple[str | int | None, ...] = (point.name, point.at_id, *_cell(point.at))
        if key in spots:
            ledger.repeated += 1
        spot = spots.setdefault(key, _Spot(point))
        spot.count += 1
        spot.ssids.update({point.ssid: None} if point.ssid else {})
        spot.details.update({one.value: None for one in point.said if one.key == "place_detail"})
    given: dict[str, int] = {}
    for key, spot in spots.items():
        first = spot.first
        wanted = f"stop-{first.at_id}" if first.at_id else make_id(*key)
        given[wanted] = given.get(wanted, 0) + 1
        times = f"-{given[wanted]}" if given[wanted] > 1 else ""
        yield Record(
            kind=kind,
            id=wanted + times,
            names={"": first.name, "ko": first.name},
            row=first.row,
            lat=first.at.lat,
            lon=first.at.lon,
            said=tuple(_list_facts(spot)),
            as_of=first.as_of,
        )


def find_at_kind(words: Mapping[str, str], *written: str) -> str:
    """The kind of the first of these words that the list is known to use; "" if none is."""
    return next((words[one] for one in written if one in words), "")


def _cell(at: Position) -> tuple[int | None, int | None]:
    if at.lat is None or at.lon is None:
        return (None, None)
    return (round(at.lat / CELL_DEG), round(at.lon / CELL_DEG))


def _list_facts(spot: _Spot) -> Iterator[Said]:
    first = spot.first
    yield Said("access_points", str(spot.count))
    yield Said("ssid_known", "yes" if spot.ssids else "no")
    if spot.ssids:
        yield Said("ssid", ", ".join(spot.ssids))
    if first.at_kind:
        yield Said("at_kind", first.at_kind)
    if first.at_id:
        yield Said("at_id", first.at_id)
    if spot.details:
        yield Said("place_detail", ", ".join(spot.details))
    yield from (one for one in first.said if one.key != "place_detail")
