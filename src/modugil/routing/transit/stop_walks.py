"""Walks between stops as plain columns: along streets, through stations, and both together."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from modugil.region.timetable import Stops
from modugil.region.vocabulary import LocationType
from modugil.routing.transit.lanes import F32, I32
from modugil.routing.transit.query import NO_LINK
from modugil.routing.transit.station import StationLinks

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]


class StreetWays(Protocol):
    """Ways along streets from stop to stop, as CSR (see routing.streets.StreetTransfers)."""

    @property
    def start(self) -> I32:
        """Rows of each stop."""

    @property
    def to_stop(self) -> I32:
        """Where each leads."""

    @property
    def time_s(self) -> F32:
        """Seconds."""

    @property
    def length_m(self) -> F32:
        """Metres."""

    @property
    def unverified_m(self) -> F32:
        """Unverified metres."""


@dataclass(frozen=True, slots=True, eq=False)
class StopWalks:
    """Walks in any order; `pair` is from-stop times the number of stops, plus to-stop.

    `link` is a row of the station links, NO_LINK for a walk along streets alone.
    """

    pair: I64
    time_s: F64
    length_m: F64
    unverified_m: F64
    link: I32

    def kept(self, keep: NDArray[np.bool_] | I64) -> "StopWalks":
        """Some of the rows."""
        return StopWalks(*(getattr(self, name)[keep] for name in _COLUMNS))


_COLUMNS = ("pair", "time_s", "length_m", "unverified_m", "link")


def join_walks(one: StopWalks, other: StopWalks) -> StopWalks:
    """The rows of both."""
    return StopWalks(
        *(np.concatenate((getattr(one, name), getattr(other, name))) for name in _COLUMNS)
    )


def _no_walks() -> StopWalks:
    nothing = np.zeros(0)
    return StopWalks(np.zeros(0, np.int64), nothing, nothing, nothing, np.zeros(0, np.int32))


def walks_of_streets(ways: StreetWays | None, count: int) -> StopWalks:
    """Along streets alone."""
    if ways is None:
        return _no_walks()
    start = np.repeat(np.arange(count, dtype=np.int64), np.diff(ways.start))
    return StopWalks(
        start * count + ways.to_stop,
        np.ceil(ways.time_s.astype(np.float64)),
        ways.length_m.astype(np.float64),
        ways.unverified_m.astype(np.float64),
        np.full(len(start), NO_LINK, np.int32),
    )


def walks_of_links(links: StationLinks | None, stops: Stops) -> StopWalks:
    """From platform to platform of one station."""
    if links is None:
        return _no_walks()
    start, served = links.from_stops(), stops.location_type == LocationType.STOP
    row = np.flatnonzero(served[start] & served[links.to_stop])
    return StopWalks(
        start[row].astype(np.int64) * len(stops.lat) + links.to_stop[row],
        np.ceil(links.time_s[row].astype(np.float64)),
        links.length_m[row].astype(np.float64),
        links.unverified_m[row].astype(np.float64),
        row.astype(np.int32),
    )


def walks_into_stations(
    ways: StreetWays | None, links: StationLinks | None, stops: Stops
) -> StopWalks:
    """From a stop along streets to an entrance, and from there along pathways to a platform."""
    if ways is None or links is None:
        return _no_walks()
    served = stops.location_type == LocationType.STOP
    street_from = np.repeat(np.arange(len(stops.lat)), np.diff(ways.start))
    street, link = _pairs_at(ways.to_stop, links.start)
    fits = served[street_from[street]] & served[links.to_stop[link]]
    street, link = street[fits], link[fits]
    return _together(ways, links, street, link, (street_from[street], links.to_stop[link]))


def walks_out_of_stations(
    ways: StreetWays | None, links: StationLinks | None, stops: Stops
) -> StopWalks:
    """From a platform along pathways to an entrance, and from there along streets to a stop."""
    if ways is None or links is None:
        return _no_walks()
    served = stops.location_type == LocationType.STOP
    link_from = links.from_stops()
    link, street = _pairs_at(links.to_stop, ways.start)
    fits = served[link_from[link]] & served[ways.to_stop[street]]
    street, link = street[fits], link[fits]
    return _together(ways, links, street, link, (link_from[link], ways.to_stop[street]))


def _pairs_at(to_stop: I32, start: I32) -> tuple[I64, I64]:
    """Every row that leads to a stop with every row that begins there."""
    many = (start[1:] - start[:-1])[to_stop].astype(np.int64)
    first = np.repeat(np.arange(len(to_stop), dtype=np.int64), many)
    inside = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
    return first, start[to_stop[first]] + inside


def _together(
    ways: StreetWays,
    links: StationLinks,
    street: I64,
    link: I64,
    ends: tuple[NDArray[np.integer], NDArray[np.integer]],
) -> StopWalks:
    both = StopWalks(
        ends[0].astype(np.int64) * (len(links.start) - 1) + ends[1],
        np.ceil(ways.time_s[street].astype(np.float64) + links.time_s[link]),
        ways.length_m[street].astype(np.float64) + links.length_m[link],
        ways.unverified_m[street].astype(np.float64) + links.unverified_m[link],
        link.astype(np.int32),
    )
    both = both.kept(ends[0] != ends[1])
    best = _first_of_each(both)
    sure = both.kept(both.unverified_m <= 0)
    sure = sure.kept(_first_rows(sure))
    already = best.kept(best.unverified_m <= 0).pair
    return join_walks(best, sure.kept(~np.isin(sure.pair, already)))


def _first_of_each(walks: StopWalks) -> StopWalks:
    return walks.kept(_first_rows(walks))


def _first_rows(walks: StopWalks) -> I64:
    """The quickest row of each pair."""
    order = np.lexsort((walks.unverified_m, walks.time_s, walks.pair))
    _, first = np.unique(walks.pair[order], return_index=True)
    rows: I64 = order[first]
    return rows
