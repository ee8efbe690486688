"""What helps near a place: toilets one can use, chargers, Wi-Fi, wheelchairs to borrow, sights."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.answers.sights.verdicts import judge_toilet
from modugil.core.access import Access
from modugil.core.geo import LatLon, metres_per_degree
from modugil.places.catalogue import PlacesNow
from modugil.places.place import Place
from modugil.places.places import Places
from modugil.places.vocabulary import KINDS

RENTALS = ("rental_wheelchair", "rental_power_wheelchair")
VISITED = ("", "sight", "culture", "theme", "leisure")
"""Categories of sights that one goes to see; not those where one eats, sleeps or shops."""
_TOLD_OF = ("sights", "toilets", "centres", "courses")


@dataclass(frozen=True, slots=True)
class Near:
    """One place, and how far away it is in a straight line."""

    row: int
    distance_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """Which places, as compiled, have a toilet one can use in a wheelchair, lend one, are to see.

    Shapes:  bool[q], rows as in `Places`; those that sources disagree on are not among them.
    """

    places: Places
    toilet: NDArray[np.bool_]
    rental: NDArray[np.bool_]
    visited: NDArray[np.bool_]
    """Sights that one goes to see."""


def build_offers(places: Places) -> Offers:
    """Look through all places once."""
    toilet, rental, visited = np.zeros((3, len(places)), np.bool_)
    kinds = {KINDS.index(kind) for kind in _TOLD_OF}
    for row in np.flatnonzero(np.isin(places.kind, sorted(kinds))).tolist():
        kind, known = KINDS[int(places.kind[row])], places.get_facts(row)
        rental[row] = any(known.get(key) == "yes" for key in RENTALS)
        visited[row] = kind == "sights" and known.get("category", "") in VISITED
        if kind == "toilets" or "accessible_toilet" in known:
            toilet[row] = judge_toilet(places.get_place(row)) is Access.YES
    return Offers(places, toilet, rental, visited)


def list_near(
    now: PlacesNow,
    point: LatLon,
    *,
    among: NDArray[np.bool_],
    within_m: float,
    limit: int,
    but: int = -1,
) -> list[Near]:
    """Places among those that are not closed, the nearest first."""
    places = now.places
    per_lat, per_lon = metres_per_degree(point.lat)
    rows = np.flatnonzero(among)
    away = np.hypot(
        (places.lat[rows] - point.lat) * per_lat, (places.lon[rows] - point.lon) * per_lon
    )
    kept = away <= within_m
    rows, away = rows[kept], away[kept]
    found: list[Near] = []
    for at in np.argsort(away, kind="stable").tolist():
        row = int(rows[at])
        if row != but and row not in now.closed:
            found.append(Near(row, float(away[at])))
        if len(found) == limit:
            break
    return found


def of_kind(now: PlacesNow, kind: str) -> NDArray[np.bool_]:
    """Which rows are of that kind."""
    found: NDArray[np.bool_] = np.asarray(now.places.kind) == KINDS.index(kind)
    return found


def with_toilet(now: PlacesNow, offers: Offers) -> NDArray[np.bool_]:
    """Those with a toilet one can use in a wheelchair, as staff corrected them."""
    among = offers.toilet.copy()
    for row, place in _corrected(now):
        among[row] = judge_toilet(place) is Access.YES
    return among


def with_rental(now: PlacesNow, offers: Offers) -> NDArray[np.bool_]:
    """Those that lend wheelchairs, as staff corrected them."""
    among = offers.rental.copy()
    for row, place in _corrected(now):
        among[row] = any(place.get_access(key) is Access.YES for key in RENTALS)
    return among


def _corrected(now: PlacesNow) -> Iterator[tuple[int, Place]]:
    yield from now.corrected.items()
