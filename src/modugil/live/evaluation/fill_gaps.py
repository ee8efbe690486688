"""Stops that a file of events never mentions for one trip, known from trips with the same stops.

A timetable told by observed events has a hole wherever no event was seen. Where another trip calls
at one stop between the same two, the trip is taken to call there too, at the same share of the
time. Only scheduled times and stops are read: nothing of what was observed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

I64 = NDArray[np.int64]


class Visits(NamedTuple):
    """Planned calls, by trip and stop_sequence.

    Shapes:  n rows each; `origin` is the row it had before, -1 for one filled in.
    """

    trip: I64
    sequence: I64
    stop: I64
    planned_s: I64
    origin: I64


def fill_gaps(visits: Visits) -> Visits:
    """The same with a call put in wherever one sequence number is missing and others tell it."""
    stops = int(visits.stop.max(initial=0)) + 1
    span_s = (visits.planned_s[2:] - visits.planned_s[:-2]).astype(np.float64)
    pair = visits.stop[:-2] * stops + visits.stop[2:]
    is_triple = (visits.trip[2:] == visits.trip[:-2]) & (
        visits.sequence[2:] - visits.sequence[:-2] == 2
    )
    is_triple &= span_s > 0
    share = (visits.planned_s[1:-1] - visits.planned_s[:-2]) / np.maximum(span_s, 1.0)
    known, first, inverse = np.unique(pair[is_triple], return_index=True, return_inverse=True)
    if not len(known):
        return visits
    between = visits.stop[1:-1][is_triple][first]
    mean_share = np.bincount(inverse, share[is_triple]) / np.bincount(inverse)
    gap = np.flatnonzero(
        (visits.trip[1:] == visits.trip[:-1]) & (visits.sequence[1:] - visits.sequence[:-1] == 2)
    )
    wanted = visits.stop[gap] * stops + visits.stop[gap + 1]
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    gap, at = gap[known[at] == wanted], at[known[at] == wanted]
    gap_s = visits.planned_s[gap + 1] - visits.planned_s[gap]
    put = Visits(
        visits.trip[gap],
        visits.sequence[gap] + 1,
        between[at],
        visits.planned_s[gap] + np.rint(mean_share[at] * gap_s).astype(np.int64),
        np.full(len(gap), -1, np.int64),
    )
    joined = [np.concatenate([old, new]) for old, new in zip(visits, put, strict=True)]
    order = np.lexsort((joined[1], joined[0]))
    return Visits(*(column[order] for column in joined))
