"""Groups departures into patterns, in which no trip overtakes another.

Two departures share a pattern if their stops, boarding rules and wheelchair flag are the same and
one is never earlier than the other at any stop. Departures that overtake go to a further pattern of
the same stops: each joins the first in whose last departure it does not overtake.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.region.gtfs.tables import I32
from modugil.region.gtfs.trips import Runs
from modugil.region.gtfs.visits import Visits
from modugil.region.timetable import Patterns

I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern: its first visit, its length, its departures and their times (a row each)."""

    first_visit: int
    length: int
    runs: I64
    arrival_s: I32
    departure_s: I32


def build_patterns(
    visits: Visits, runs: Runs, *, wheelchair: I32, stop_count: int
) -> tuple[Patterns, I32, I32]:
    """The patterns, the departures in their order, and the pattern of each of those.

    Shapes:  `wheelchair` has one row a trip.
    """
    found = list(_patterns(visits, runs, wheelchair))
    lengths = [one.length for one in found]
    counts = [len(one.runs) for one in found]
    places = [np.arange(one.first_visit, one.first_visit + one.length) for one in found]
    where = np.concatenate([np.zeros(0, np.int64), *places])
    order = np.concatenate([np.zeros(0, np.int64), *(one.runs for one in found)])
    stop = visits.stop[where]
    pattern = np.repeat(np.arange(len(found), dtype=np.int32), lengths)
    position = where - np.repeat(
        [one.first_visit for one in found] or np.zeros(0, np.int64), lengths
    )
    by_stop = np.argsort(stop, kind="stable")
    firsts = [int(runs.trip[one.runs[0]]) for one in found]
    patterns = Patterns(
        stop_start=_starts(lengths),
        stop=stop,
        pickup=visits.pickup[where].astype(np.uint8),
        drop_off=visits.drop_off[where].astype(np.uint8),
        on_demand=visits.on_demand[where].astype(np.uint8),
        sequence=visits.sequence[where],
        timepoint=visits.timepoint[where].astype(np.uint8),
        trip_start=_starts(counts),
        time_start=np.cumsum([0, *(a * b for a, b in zip(lengths, counts, strict=True))])[
            :-1
        ].astype(np.int64),
        arrival_s=np.concatenate(
            [np.zeros(0, np.int32), *(one.arrival_s.ravel() for one in found)]
        ),
        departure_s=np.concatenate(
            [np.zeros(0, np.int32), *(one.departure_s.ravel() for one in found)]
        ),
        wheelchair=wheelchair[firsts].astype(np.uint8) if firsts else np.zeros(0, np.uint8),
        at_stop_start=_starts(np.bincount(stop, minlength=stop_count)),
        at_stop_pattern=pattern[by_stop],
        at_stop_position=position[by_stop].astype(np.int32),
    )
    return (
        patterns,
        order.astype(np.int32),
        np.repeat(np.arange(len(found), dtype=np.int32), counts),
    )


def _starts(counts: list[int] | I64) -> I32:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def _patterns(visits: Visits, runs: Runs, wheelchair: I32) -> Iterator[_Pattern]:
    """Patterns in the order in which their stop sequence first appears."""
    starts = np.flatnonzero(visits.begins_trip())
    ends = np.append(starts, len(visits))[1:]
    span_of_trip = {
        int(visits.trip[start]): (int(start), int(end))
        for start, end in zip(starts, ends, strict=True)
    }
    rules = (
        visits.stop.astype(np.int64) * 16
        + visits.pickup
        + 2 * visits.drop_off
        + 4 * visits.on_demand
    )
    groups: dict[tuple[bytes, int], list[int]] = {}
    keys: dict[int, tuple[bytes, int]] = {}
    for run, trip in enumerate(runs.trip.tolist()):
        if trip not in keys:
            start, end = span_of_trip[trip]
            keys[trip] = (rules[start:end].tobytes(), int(wheelchair[trip]))
        groups.setdefault(keys[trip], []).append(run)
    for members in groups.values():
        spans = [span_of_trip[trip] for trip in runs.trip[members].tolist()]
        yield from _split(visits, runs, np.array(members), np.array(spans))


def _split(visits: Visits, runs: Runs, members: I64, spans: I64) -> Iterator[_Pattern]:
    length = int(spans[0, 1] - spans[0, 0])
    where = spans[:, :1] + np.arange(length)
    shift = runs.shift_s[members][:, None]
    times = np.empty((len(members), 2 * length), np.int32)
    times[:, 0::2] = visits.arrival_s[where] + shift
    times[:, 1::2] = visits.departure_s[where] + shift
    order = np.lexsort(times.T[::-1])
    times, members, spans = times[order], members[order], spans[order]
    chain = split_overtaking(times)
    for number in range(int(chain.max()) + 1):
        mine = chain == number
        first = int(spans[mine][0, 0])
        yield _Pattern(first, length, members[mine], times[mine][:, 0::2], times[mine][:, 1::2])


def split_overtaking(times: I32) -> I64:
    """For each row of times, sorted, the number of the group in which none overtakes another."""
    chain = np.zeros(len(times), np.int64)
    if np.all(times[1:] >= times[:-1]):
        return chain
    last = times[:1].copy()
    for row in range(1, len(times)):
        fits = np.flatnonzero(np.all(times[row] >= last, axis=1))
        if len(fits):
            chain[row] = fits[0]
            last[fits[0]] = times[row]
        else:
            chain[row] = len(last)
            last = np.vstack([last, times[row]])
    return chain
