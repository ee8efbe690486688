"""The timetable as prediction reads it: who drives which stretch between two stops, and when."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.live.progress import I32, I64, U8
from modugil.region.timetable import Timetable

U64 = NDArray[np.uint64]


class PredictionNetwork(NamedTuple):
    """Trips as rows of legs; a *leg* is the stretch from one stop to the next, whoever drives it.

    Shapes:  p patterns, t trips, l legs. `pattern_start` int32[p + 1] into `leg` and `timepoint`;
             trip j is at position i at the row `time_start[j] + i` of the times.
    Units:   seconds since the start of the service date.
    """

    pattern_start: I32
    leg: I32
    """Row of the leg that begins at this position; -1 at a pattern's last."""
    timepoint: U8
    """1 where vehicles wait for their departure time."""
    trip_pattern: I32
    time_start: I64
    arrival_s: I32
    departure_s: I32
    leg_key: U64
    """[l] names of the legs that stay the same when the region is built anew."""


def build_prediction_network(timetable: Timetable) -> PredictionNetwork:
    """The legs of a region: trips of all lines that drive from one stop to the next share them."""
    patterns, trips = timetable.patterns, timetable.trips
    stops = timetable.stops
    pattern_start, stop = np.asarray(patterns.stop_start), np.asarray(patterns.stop)
    keys = [
        f"{timetable.feed_ids[feed]}:{name}"
        for feed, name in zip(stops.feed.tolist(), stops.id, strict=True)
    ]
    pattern = np.asarray(trips.pattern)
    length = np.diff(pattern_start)[pattern]
    row = np.arange(len(pattern)) - np.asarray(patterns.trip_start)[pattern]
    leg, leg_key = number_legs(pattern_start, stop, keys)
    return PredictionNetwork(
        pattern_start=frozen(pattern_start, np.int32),
        leg=leg,
        timepoint=frozen(np.asarray(patterns.timepoint) == 1, np.uint8),
        trip_pattern=frozen(pattern, np.int32),
        time_start=frozen(np.asarray(patterns.time_start)[pattern] + row * length, np.int64),
        arrival_s=frozen(patterns.arrival_s, np.int32),
        departure_s=frozen(patterns.departure_s, np.int32),
        leg_key=leg_key,
    )


def number_legs(
    pattern_start: NDArray[Any], stop: NDArray[Any], stop_keys: Sequence[str]
) -> tuple[I32, U64]:
    """The leg that begins at each position of the patterns, and the names of the legs."""
    pair = stop[:-1].astype(np.int64) * len(stop_keys) + stop[1:]
    inner = np.ones(len(stop), np.bool_)
    inner[np.asarray(pattern_start)[1:] - 1] = False
    pairs, number = np.unique(pair[inner[:-1]], return_inverse=True)
    leg = np.full(len(stop), -1, np.int32)
    leg[inner] = number
    names = [
        f"{stop_keys[one // len(stop_keys)]}\n{stop_keys[one % len(stop_keys)]}"
        for one in pairs.tolist()
    ]
    digests = [blake2b(name.encode(), digest_size=8).digest() for name in names]
    key = np.frombuffer(b"".join(digests), np.uint64)
    return frozen(leg, np.int32), frozen(key, np.uint64)


def frozen(array: NDArray[Any], kind: type[np.generic]) -> NDArray[Any]:
    """A contiguous read-only view, so that kernels see one kind of array wherever it comes from."""
    view = np.ascontiguousarray(array, kind).view(np.ndarray)
    view.flags.writeable = False
    return view
