"""What the timetable promises of each run: its stops, their times and where they lie along it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.live.build_paths import build_paths
from modugil.region.timetable import Timetable

I32 = NDArray[np.int32]
EXACT = 1
"""timepoint: the time is exact, and not about."""
KEPT_PLANS = 8000
"""Plans of so many trips are kept: those of a day of a large city, and some."""


@dataclass(frozen=True, slots=True)
class Way:
    """What all trips of one pattern and shape have in common; one element per stop.

    Units:   metres along the way from its first point; `length_m` to its last stop.
    """

    stops: tuple[int, ...]
    sequence: tuple[int, ...]
    """stop_sequence as published."""
    boards: tuple[bool, ...]
    alights: tuple[bool, ...]
    along_m: tuple[float, ...]
    waits: tuple[bool, ...]
    """Where a vehicle does not leave before its time."""

    @property
    def length_m(self) -> float:
        """From the first stop to the last."""
        return self.along_m[-1]


@dataclass(frozen=True, slots=True)
class TripPlan:
    """One trip by the timetable.

    Units:   seconds since the start of the service day.
    """

    trip: int
    way: Way
    arrival_s: tuple[int, ...]
    departure_s: tuple[int, ...]

    @property
    def last(self) -> int:
        """The position of the last stop."""
        return len(self.arrival_s) - 1


class Plans:
    """Plans by trip, each made when it is first asked for; any thread may ask."""

    def __init__(self, timetable: Timetable) -> None:
        """Place the stops of every trip along its way."""
        paths = build_paths(timetable)
        self._timetable = timetable
        self._path_of: I32 = paths.of_trip
        self._stop_start: I32 = paths.stop_start
        self._along_m = paths.stop_along_m
        self._ways: dict[int, Way] = {}
        self._plans: dict[int, TripPlan] = {}

    def get(self, trip: int) -> TripPlan:
        """The plan of that row of the trips."""
        found = self._plans.get(trip)
        if found is None:
            if len(self._plans) >= KEPT_PLANS:
                self._plans = {}
            found = self._plans[trip] = self._make(trip)
        return found

    def _make(self, trip: int) -> TripPlan:
        trips, patterns = self._timetable.trips, self._timetable.patterns
        pattern = int(trips.pattern[trip])
        way = self._get_way(int(self._path_of[trip]), pattern)
        length = len(way.stops)
        nth = trip - int(patterns.trip_start[pattern])
        at = int(patterns.time_start[pattern]) + nth * length
        return TripPlan(
            trip,
            way,
            tuple(patterns.arrival_s[at : at + length].tolist()),
            tuple(patterns.departure_s[at : at + length].tolist()),
        )

    def _get_way(self, path: int, pattern: int) -> Way:
        found = self._ways.get(path)
        if found is None:
            patterns = self._timetable.patterns
            start, end = patterns.stop_start[pattern : pattern + 2].tolist()
            first = int(self._stop_start[path])
            found = self._ways[path] = Way(
                tuple(patterns.stop[start:end].tolist()),
                tuple(patterns.sequence[start:end].tolist()),
                tuple((patterns.pickup[start:end] != 0).tolist()),
                tuple((patterns.drop_off[start:end] != 0).tolist()),
                tuple(self._along_m[first : first + end - start].tolist()),
                list_waits(self._timetable, pattern),
            )
        return found


def list_waits(timetable: Timetable, pattern: int) -> tuple[bool, ...]:
    """At which stops no trip of the pattern leaves before its time, as predictions have it too.

    That is the first one, and each whose time the feed calls exact; where it ends nobody leaves.
    """
    patterns = timetable.patterns
    start, end = patterns.stop_start[pattern : pattern + 2].tolist()
    waits = [kind == EXACT for kind in patterns.timepoint[start:end].tolist()]
    waits[0], waits[-1] = True, False
    return tuple(waits)
