"""Which lines call at each stop, and in which direction one leaves it."""

from modugil.core.geo import LatLon, bearing_deg
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType

_COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")


class StopLines:
    """Looked up when first asked for, and kept."""

    def __init__(self, timetable: Timetable) -> None:
        """Of that timetable."""
        self._timetable = timetable
        self._parents: list[int] = timetable.stops.parent.tolist()
        self._routes: dict[int, tuple[int, ...]] = {}
        self._routes_of_pattern: dict[int, tuple[int, ...]] = {}

    def routes(self, stop: int) -> tuple[int, ...]:
        """Rows of the lines that call there; a station stands for all its platforms."""
        found = self._routes.get(stop)
        if found is None:
            found = self._routes[stop] = tuple(sorted(self._collect(stop)))
        return found

    def parent(self, stop: int) -> int:
        """Row of the station that it belongs to, -1 without one."""
        return self._parents[stop]

    def platforms(self, stop: int) -> tuple[int, ...]:
        """The stop itself; of a station all its platforms."""
        stops = self._timetable.stops
        if int(stops.location_type[stop]) != LocationType.STATION:
            return (stop,)
        return tuple((stops.parent == stop).nonzero()[0].tolist()) or (stop,)

    def patterns(self, stop: int) -> list[tuple[int, int]]:
        """The patterns that call there, each with the position."""
        patterns = self._timetable.patterns
        first, last = patterns.at_stop_start[stop : stop + 2].tolist()
        return list(
            zip(
                patterns.at_stop_pattern[first:last].tolist(),
                patterns.at_stop_position[first:last].tolist(),
                strict=True,
            )
        )

    def direction(self, stop: int) -> str:
        """Where most of its patterns leave to: N, NE, E, ...; "" where none goes on."""
        patterns, stops = self._timetable.patterns, self._timetable.stops
        counts: dict[str, int] = {}
        here = LatLon(float(stops.lat[stop]), float(stops.lon[stop]))
        for pattern, position in self.patterns(stop):
            start, end = patterns.stop_start[pattern : pattern + 2].tolist()
            if position + 1 < end - start:
                after = int(patterns.stop[start + position + 1])
                there = LatLon(float(stops.lat[after]), float(stops.lon[after]))
                word = _COMPASS[round(bearing_deg(here, there) / 45.0) % 8]
                low, high = patterns.trip_start[pattern : pattern + 2].tolist()
                counts[word] = counts.get(word, 0) + high - low
        return max(counts, key=lambda word: (counts[word], word)) if counts else ""

    def _collect(self, stop: int) -> set[int]:
        found: set[int] = set()
        for row in self.platforms(stop):
            for pattern, _ in self.patterns(row):
                found.update(self._of_pattern(pattern))
        return found

    def _of_pattern(self, pattern: int) -> tuple[int, ...]:
        found = self._routes_of_pattern.get(pattern)
        if found is None:
            low, high = self._timetable.patterns.trip_start[pattern : pattern + 2].tolist()
            routes = set(self._timetable.trips.route[low:high].tolist())
            found = self._routes_of_pattern[pattern] = tuple(routes)
        return found
