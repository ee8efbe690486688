"""The directions of a line: where each goes and at which stops, in order."""

from dataclasses import dataclass

import numpy as np

from modugil.region.timetable import Timetable

NO_DIRECTION = 255


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of a line, told by the way that most of its stops lie on."""

    id: str
    """direction_id as published; "0" where the feed tells none."""
    headsigns: tuple[str, ...]
    """What its vehicles show, the most frequent first."""
    stops: tuple[int, ...]
    """All stops of the direction: those of the longest way, then what only others serve."""
    trip: int
    """A trip on the longest way."""
    trips: tuple[int, ...]


class LineWays:
    """Looked up when first asked for, and kept."""

    def __init__(self, timetable: Timetable) -> None:
        """Of that timetable."""
        self._timetable = timetable
        self._directions: dict[int, tuple[Direction, ...]] = {}
        order = np.argsort(timetable.trips.route, kind="stable")
        self._trips = order
        self._start = np.searchsorted(
            timetable.trips.route[order], np.arange(len(timetable.lines.id) + 1)
        )

    def trips(self, route: int) -> list[int]:
        """Every trip of the line."""
        found: list[int] = self._trips[self._start[route] : self._start[route + 1]].tolist()
        return found

    def directions(self, route: int) -> tuple[Direction, ...]:
        """The directions of the line, in the order of their ids."""
        found = self._directions.get(route)
        if found is None:
            by_id: dict[int, list[int]] = {}
            of_trip = self._timetable.trips.direction
            for trip in self.trips(route):
                told = int(of_trip[trip])
                by_id.setdefault(0 if told == NO_DIRECTION else told, []).append(trip)
            made = (self._build(str(id), trips) for id, trips in sorted(by_id.items()))
            found = self._directions[route] = tuple(made)
        return found

    def _build(self, id: str, rows: list[int]) -> Direction:
        trips, patterns = self._timetable.trips, self._timetable.patterns
        of_pattern: dict[int, list[int]] = {}
        for row in rows:
            of_pattern.setdefault(int(trips.pattern[row]), []).append(row)
        ways = {
            pattern: patterns.stop[slice(*patterns.stop_start[pattern : pattern + 2])].tolist()
            for pattern in of_pattern
        }
        longest = sorted(ways, key=lambda one: (-len(ways[one]), -len(of_pattern[one]), one))
        counts: dict[int, int] = {}
        for sign in trips.headsign[rows].tolist():
            counts[sign] = counts.get(sign, 0) + 1
        signs = sorted((sign for sign in counts if sign >= 0), key=lambda sign: -counts[sign])
        return Direction(
            id,
            tuple(trips.headsigns.get(sign) for sign in signs),
            tuple(dict.fromkeys(stop for pattern in longest for stop in ways[pattern])),
            of_pattern[longest[0]][0],
            tuple(rows),
        )
