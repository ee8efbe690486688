"""Stops and places by name: part of a word is enough, in any language, or Korean initials alone."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from modugil.answers.finding.endpoints import EndpointFinder
from modugil.answers.itinerary import PlaceRef
from modugil.core.geo import LatLon, distance_m
from modugil.places.finding.grid import measure_from
from modugil.places.finding.name_kernels import NOT_FOUND
from modugil.places.finding.names import NameTable, build_name_table, fold, match_names
from modugil.places.finding.search import SIGHTS
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

_SEARCHED = (LocationType.STOP, LocationType.STATION)
_SAME_STOP_M = 150.0
"""Stops of one name this near to each other are shown as one where not asked for by id."""


@dataclass(frozen=True, slots=True, eq=False)
class PlaceIndex:
    """Everything that can be found by name in a region: stops first, then places.

    Shapes:  one row a stop or place; `row` is that of stops or of `Places`.
    """

    finder: EndpointFinder
    names: NameTable
    is_stop: NDArray[np.bool_]
    at_sight: NDArray[np.bool_]
    """Whatever is no sight, and may be called as the sight that it stands at."""
    row: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    name_length: NDArray[np.int64]


def build_place_index(finder: EndpointFinder) -> PlaceIndex:
    """An index over all stops, stations and places that the finder knows."""
    timetable, places = finder.timetable, finder.places
    stops = list(_list_stops(timetable)) if timetable is not None else []
    rows = [*stops, *range(len(places) if places is not None else 0)]
    told: list[Sequence[str]] = []
    lat, lon = np.zeros(0), np.zeros(0)
    if timetable is not None:
        told += [_list_names(timetable, row) for row in stops]
        lat, lon = timetable.stops.lat[stops], timetable.stops.lon[stops]
    if places is not None:
        told += [tuple(places.names.all_of(row).values()) for row in range(len(places))]
        lat, lon = np.concatenate([lat, places.lat]), np.concatenate([lon, places.lon])
    is_stop = np.arange(len(rows)) < len(stops)
    at_sight = is_stop.copy()
    if places is not None:
        at_sight[len(stops) :] = np.asarray(places.kind) != SIGHTS
    return PlaceIndex(
        finder,
        build_name_table(told),
        is_stop=is_stop,
        at_sight=at_sight,
        row=np.array(rows, np.int64),
        lat=lat.astype(np.float64),
        lon=lon.astype(np.float64),
        name_length=np.array([len(fold(names[0])) for names in told], np.int64),
    )


def _list_names(timetable: Timetable, row: int) -> Sequence[str]:
    """All that a stop is called by: its names, and the codes that stand on its sign."""
    stops = timetable.stops
    return (*stops.names.all_of(row).values(), stops.code[row], stops.id[row])


def _list_stops(timetable: Timetable) -> Iterator[int]:
    """The rows of stops and stations; a station stands for its platforms."""
    stops = timetable.stops
    for row in range(timetable.stop_count):
        if int(stops.location_type[row]) in _SEARCHED and int(stops.parent[row]) < 0:
            yield row


def find_places(
    index: PlaceIndex,
    text: str,
    *,
    language: str,
    limit: int = 8,
    near: LatLon | None = None,
    closed: Collection[int] = (),
) -> list[PlaceRef]:
    """The places whose names hold the text, the best fit first; none for an empty text.

    The whole name comes before its beginning, that before the beginning of a word, that before
    the inside of one; sights before whatever else fits as well; then the nearer to `near`, then
    the shorter name. Where no name holds the text, those that hold its letters in order are found:
    제주공항 finds 제주국제공항. `closed` are rows of places that are no more.
    """
    fit = match_names(index.names, text)
    if closed:
        fit[~index.is_stop & np.isin(index.row, list(closed))] = NOT_FOUND
    found = (fit != NOT_FOUND).nonzero()[0]
    away_m = np.zeros(len(found))
    if near is not None:
        away_m = measure_from(index.lat[found], index.lon[found], near)
    order = np.lexsort((index.name_length[found], away_m, index.at_sight[found], fit[found]))
    return _take(index, found[order], language=language, limit=limit)


def _take(
    index: PlaceIndex, entries: NDArray[np.int64], *, language: str, limit: int
) -> list[PlaceRef]:
    found: list[PlaceRef] = []
    for entry in entries.tolist():
        ref = _ref(index, entry, language)
        if not any(_same(ref, other) for other in found):
            found.append(ref)
        if len(found) == limit:
            break
    return found


def _ref(index: PlaceIndex, entry: int, language: str) -> PlaceRef:
    row = int(index.row[entry])
    if index.is_stop[entry]:
        stop = index.finder.stop_at(row, language=language)
        lines = index.finder.lines_at(stop, language=language)
        return msgspec.structs.replace(stop.place, detail=", ".join(lines) or stop.place.detail)
    return index.finder.place_at(row, language=language).place


def _same(one: PlaceRef, other: PlaceRef) -> bool:
    if one.kind != other.kind or one.name != other.name or one.kind not in ("stop", "station"):
        return False
    return distance_m(LatLon(one.lat, one.lon), LatLon(other.lat, other.lon)) < _SAME_STOP_M
