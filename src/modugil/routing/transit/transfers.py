"""Walks between stops as the search reads them."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from modugil.routing.transit.fast_kernel import Walks
from modugil.routing.transit.lanes import F32, I32, frozen
from modugil.routing.transit.query import NO_LINK
from modugil.routing.transit.station import StationLinks


@dataclass(frozen=True, slots=True, eq=False)
class WalkView:
    """Walks in the order a kernel needs them, and which row of the table each is."""

    walks: Walks
    unverified_m: I32
    """Rounded up to whole metres."""
    row: I32
    has_unverified: bool
    """Whether any walk of the whole table has a part that is not verified."""


@dataclass(frozen=True, slots=True, eq=False)
class TransferTable:
    """All walks between stops for one person's needs.

    Shapes:  CSR by from-stop: `start` int32[s + 1]; a pair of stops may have several rows (the
             quickest way and the verified way). `same_stop_s` int32[s].
    Units:   seconds and metres of the walk, the time to change not counted. `same_stop_s` is what
             changing at the stop takes beyond the change time, -1 where it is not allowed.
    """

    start: I32
    to_stop: I32
    time_s: I32
    length_m: F32
    unverified_m: F32
    link: I32
    """Row of the station links, NO_LINK for a walk along streets or of transfers.txt."""
    same_stop_s: I32
    links: StationLinks | None = None
    cache: dict[tuple[bool, bool], WalkView] = field(default_factory=dict)

    def from_stops(self) -> I32:
        """The from-stop of every row."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))

    def view(self, *, quickest_only: bool, mirrored: bool) -> WalkView:
        """The walks for one kind of search, made once."""
        key = (quickest_only, mirrored)
        found = self.cache.get(key)
        if found is None:
            found = self.cache[key] = _build_view(self, *key)
        return found


def build_transfers(
    stop_count: int,
    *,
    pairs: tuple[ArrayLike, ArrayLike],
    time_s: ArrayLike,
    length_m: ArrayLike | None = None,
    unverified_m: ArrayLike | None = None,
    link: ArrayLike | None = None,
) -> TransferTable:
    """A table from plain columns in any order; `pairs` are the from-stops and the to-stops.

    Seconds are rounded up; metres not given are 0.
    """
    owner, other = np.asarray(pairs[0], np.int32), np.asarray(pairs[1], np.int32)
    seconds = np.ceil(np.asarray(time_s, np.float64)).astype(np.int32)
    order = np.lexsort((seconds, other, owner))
    return TransferTable(
        start=frozen(_starts(owner, stop_count)),
        to_stop=frozen(other[order]),
        time_s=frozen(seconds[order]),
        length_m=frozen(_column(length_m, len(owner), 0, np.float32)[order]),
        unverified_m=frozen(_column(unverified_m, len(owner), 0, np.float32)[order]),
        link=frozen(_column(link, len(owner), NO_LINK, np.int32)[order]),
        same_stop_s=frozen(np.zeros(stop_count, np.int32)),
    )


def _column(given: ArrayLike | None, count: int, otherwise: int, kind: type) -> NDArray[Any]:
    return np.full(count, otherwise, kind) if given is None else np.asarray(given, kind)


def _starts(owner: I32, stop_count: int) -> I32:
    start = np.zeros(stop_count + 1, np.int32)
    np.cumsum(np.bincount(owner, minlength=stop_count), out=start[1:])
    return start


def no_transfers(stop_count: int) -> TransferTable:
    """Nothing is walked: one changes at exactly the same stop or not at all."""
    return build_transfers(stop_count, pairs=([], []), time_s=[])


def _build_view(table: TransferTable, quickest_only: bool, mirrored: bool) -> WalkView:
    owner, other = table.from_stops(), table.to_stop
    if mirrored:
        owner, other = other, owner
    order = np.lexsort((table.unverified_m, table.time_s, other, owner))
    if quickest_only and len(order):
        same = (np.diff(owner[order]) == 0) & (np.diff(other[order]) == 0)
        order = order[np.concatenate(([True], ~same))]
    walks = Walks(
        start=frozen(_starts(owner[order], len(table.start) - 1)),
        to_stop=frozen(other[order].astype(np.int32)),
        time_s=frozen(table.time_s[order]),
        same_stop_s=frozen(table.same_stop_s),
    )
    return WalkView(
        walks=walks,
        unverified_m=frozen(np.ceil(table.unverified_m[order]).astype(np.int32)),
        row=frozen(order.astype(np.int32)),
        has_unverified=bool((table.unverified_m > 0).any()),
    )
