"""One search over all places: what fits, the best first."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from modugil.core.access import Access
from modugil.core.geo import LatLon
from modugil.places.finding.grid import FAR_M, measure_along, measure_from
from modugil.places.finding.index import PlaceIndex, bits_of
from modugil.places.finding.name_kernels import NOT_FOUND, SPREAD
from modugil.places.finding.names import match_names
from modugil.places.finding.needs import NEED_WORDS, NeedWord
from modugil.places.vocabulary import CATEGORIES, KINDS

_ROW_BITS, _LENGTH_BITS, _AWAY_BITS, _RANK_BITS = 22, 6, 30, 3
SIGHTS = KINDS.index("sights")
_DECIMETRES = 10.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; every part narrows, an empty one does not.

    Units:   metres; `open_at` is local time without a zone.
    Unknown: what is not known of `needs` and `open_at` is found after what is, and not at all if
             `confirmed`.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    needs: frozenset[NeedWord] = frozenset()
    confirmed: bool = False
    open_at: datetime | None = None
    near: LatLon | None = None
    radius_m: float | None = None
    along: tuple[LatLon, ...] = ()
    corridor_m: float = 200.0
    has: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """What fits, the best first.

    Shapes:  one row a hit; `rows` are rows of `Places`.
    Unknown: `possible` are those of which a need, or whether it is open, is not known; metres are
             infinite where they were not asked.
    """

    rows: NDArray[np.int64]
    possible: NDArray[np.bool_]
    away_m: NDArray[np.float64]
    """From `near`; else from the way."""
    along_m: NDArray[np.float64]


def search_places(index: PlaceIndex, wanted: Wanted) -> Hits:
    """The places that fit: the known ones first, then the best name, then the nearest.

    Of equal names sights come before the toilets, chargers, Wi-Fi and stops that are called as the
    sight they stand at. Along a way what comes first is nearest. Of what is still equal the shorter
    name comes first.
    """
    rank = np.zeros(len(index.kind), np.uint8)
    at_sight = np.zeros(len(index.kind), np.bool_)
    if wanted.text:
        rank = match_names(index.names, wanted.text)
        at_sight = index.kind != SIGHTS
    fits = _fits(index, wanted) & (rank != NOT_FOUND)
    possible = _only_possible(index, wanted)
    if wanted.confirmed:
        fits &= ~possible
    away_m, along_m = _measure(index, wanted)
    if wanted.along:
        fits &= along_m < FAR_M
    if wanted.near is not None and wanted.radius_m is not None:
        fits &= away_m <= wanted.radius_m
    order_m = along_m if wanted.along else away_m
    worse = (possible.astype(np.int64) << _RANK_BITS) | np.minimum(rank, SPREAD)
    rows = _sort(index, fits.nonzero()[0], worse=(worse << 1) | at_sight, order_m=order_m)
    return Hits(rows, possible[rows], away_m[rows], along_m[rows])


def _fits(index: PlaceIndex, wanted: Wanted) -> NDArray[np.bool_]:
    """What is listed, of these kinds, has these things, and does not fail a need or be closed."""
    fits = index.listed.copy()
    if wanted.kinds:
        fits &= np.isin(index.kind, [KINDS.index(kind) for kind in wanted.kinds])
    if wanted.categories:
        fits &= np.isin(index.category, [CATEGORIES.index(one) for one in wanted.categories])
    if wanted.has:
        bits = bits_of(wanted.has)
        fits &= ((index.has & bits) == bits).all(axis=1)
    for need in wanted.needs:
        fits &= index.needs[:, NEED_WORDS.index(need)] != Access.NO
    if wanted.open_at is not None:
        fits &= look_open(index, wanted.open_at) != Access.NO
    return fits


def _only_possible(index: PlaceIndex, wanted: Wanted) -> NDArray[np.bool_]:
    possible = np.zeros(len(index.kind), np.bool_)
    for need in wanted.needs:
        possible |= index.needs[:, NEED_WORDS.index(need)] != Access.YES
    if wanted.open_at is not None:
        possible |= look_open(index, wanted.open_at) != Access.YES
    return possible


def look_open(index: PlaceIndex, local: datetime) -> NDArray[np.uint8]:
    """Of each place whether it is open at a local time, as Access."""
    states = np.append(index.hours_table.look(local), np.uint8(Access.UNKNOWN))
    return states[index.hours]


def _measure(index: PlaceIndex, wanted: Wanted) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    along_m = away_m = np.full(len(index.kind), FAR_M)
    if wanted.along:
        away_m, along_m = measure_along(index.grid, wanted.along, corridor_m=wanted.corridor_m)
    if wanted.near is not None:
        away_m = measure_from(index.lat, index.lon, wanted.near)
    return away_m, along_m


def _sort(
    index: PlaceIndex,
    rows: NDArray[np.int64],
    *,
    worse: NDArray[np.int64],
    order_m: NDArray[np.float64],
) -> NDArray[np.int64]:
    """The rows in order: each becomes one number that no other has, the least is best."""
    most = 2**_AWAY_BITS - 1
    key = (worse[rows] << _AWAY_BITS) | np.minimum(order_m[rows] * _DECIMETRES, most).astype(
        np.int64
    )
    key = (key << _LENGTH_BITS) | np.minimum(index.name_length[rows], 2**_LENGTH_BITS - 1)
    key = (key << _ROW_BITS) | rows
    ordered: NDArray[np.int64] = np.sort(key) & (2**_ROW_BITS - 1)
    return ordered
