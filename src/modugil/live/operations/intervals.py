"""How far apart the timetable has the departures of one line and direction at each stop."""

import numpy as np

from modugil.live.operations.network import ServiceNetwork
from modugil.live.progress import I32, I64

TOGETHER_S = 120
"""Runs that are planned within less of each other belong together: neither follows the other."""
SECOND_BITS = 19
"""A service date has fewer seconds than that: six days."""
NO_INTERVAL = -1
DAYS_KEPT = 3


class Intervals:
    """The planned interval before each departure, whether or not the run before it came."""

    def __init__(self, network: ServiceNetwork) -> None:
        """Nothing is worked out yet."""
        self._network = network
        self._stops = len(network.timetable.stops.id)
        self._days: dict[int, I64] = {}

    def find(self, trip: I32, day: I32, position: I32) -> I32:
        """Seconds from the departure planned before at that stop; NO_INTERVAL for a day's first.

        Shapes:  a row each.
        """
        found: I32 = np.full(len(trip), NO_INTERVAL, np.int32)
        seconds = self._network.departure_s[self._network.time_row[trip] + position]
        keys = self._keys(trip, position)
        for one in np.unique(day).tolist():
            rows = np.flatnonzero(day == one)
            planned = self._get(one)
            latest = keys[rows] | np.maximum(0, seconds[rows] - TOGETHER_S)
            at = np.searchsorted(planned, latest, side="right") - 1
            before = planned[np.maximum(at, 0)] if len(planned) else latest
            same = (at >= 0) & (before >> SECOND_BITS == keys[rows] >> SECOND_BITS)
            interval_s = seconds[rows] - (before & ((1 << SECOND_BITS) - 1))
            found[rows] = np.where(same & (interval_s >= TOGETHER_S), interval_s, NO_INTERVAL)
        return found

    def _keys(self, trip: I32, position: I32) -> I64:
        stop = self._network.stop_rows(trip, position)
        keys: I64 = self._network.group[trip].astype(np.int64) * self._stops + stop
        return keys << SECOND_BITS

    def _get(self, day: int) -> I64:
        known = self._days.get(day)
        if known is None:
            known = self._build(day)
            kept = sorted([*self._days, day])[-DAYS_KEPT:]
            self._days = {one: self._days.get(one, known) for one in kept}
        return known

    def _build(self, day: int) -> I64:
        """Every departure of that service date, by line, direction, stop and time."""
        trips = self._network.runs_of(day).trip
        length = self._network.length[trips]
        trip = np.repeat(trips, length)
        ends = np.cumsum(length)
        position = (np.arange(len(trip)) - np.repeat(ends - length, length)).astype(np.int32)
        seconds = self._network.departure_s[self._network.time_row[trip] + position]
        return np.sort(self._keys(trip, position) | np.maximum(0, seconds).astype(np.int64))
