"""Groups departures into patterns, in which no trip overtakes another.

Two departures share a pattern if their stops, the numbers of these (stop_sequence), boarding rules,
wheelchair flag and measured vehicle are the same and one is never earlier than the other anywhere.
Departures that overtake go to a further pattern of the same stops: each joins the first in whose
last departure it does not overtake.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
    visits: Visits, runs: Runs, *, wheelchair: I32, vehicle: I32, stop_count: int
) -> tuple[Patterns, I32, I32]:
    """The patterns, the departures in their order, and the pattern of each of those.

    Shapes:  `wheelchair` and `vehicle` have one row a trip.
    """
    found = list(_patterns(visits, runs, wheelchair, vehicle))
    lengths = [one.length for one in found]
    counts = [len(one.runs) for one in found]
    sizes = [length * count for length, count in zip(lengths, counts, strict=True)]
    where = _joined([np.arange(one.length) + one.first_visit for one in found], np.int64)
    order = _joined([one.runs for one in found], np.int32)
    stop = visits.stop[where]
    by_stop = np.argsort(stop, kind="stable")
    patterns = Patterns(
        stop_start=_starts(lengths),
        stop=stop,
        pickup=visits.pickup[where].astype(np.uint8),
        drop_off=visits.drop_off[where].astype(np.uint8),
        on_demand=visits.on_demand[where].astype(np.uint8),
        sequence=visits.sequence[where],
        timepoint=visits.timepoint[where].astype(np.uint8),
        trip_start=_starts(counts),
        time_start=np.cumsum([0, *sizes])[:-1].astype(np.int64),
        arrival_s=_joined([one.arrival_s.ravel() for one in found], np.int32),
        departure_s=_joined([one.departure_s.ravel() for one in found], np.int32),
        wheelchair=np.array([wheelchair[runs.trip[one.runs[0]]] for one in found], np.uint8),
        at_stop_start=_starts(np.bincount(stop, minlength=stop_count)),
        at_stop_pattern=np.repeat(np.arange(len(found), dtype=np.int32), lengths)[by_stop],
        at_stop_position=_joined([np.arange(length) for length in lengths], np.int32)[by_stop],
    )
    return patterns, order, np.repeat(np.arange(len(found), dtype=np.int32), counts)


def _joined(parts: list[NDArray[Any]], dtype: type[np.generic]) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype), *parts]).astype(dtype)


def _starts(counts: list[int] | I64) -> I32:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def _patterns(visits: Visits, runs: Runs, wheelchair: I32, vehicle: I32) -> Iterator[_Pattern]:
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
    groups: dict[tuple[bytes, bytes, int, int], list[int]] = {}
    keys: dict[int, tuple[bytes, bytes, int, int]] = {}
    for run, trip in enumerate(runs.trip.tolist()):
        if trip not in keys:
            start, end = span_of_trip[trip]
            sequence = visits.sequence[start:end].tobytes()
            alike = int(wheelchair[trip]), int(vehicle[trip])
            keys[trip] = (rules[start:end].tobytes(), sequence, *alike)
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
