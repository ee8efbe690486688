"""What the ways to, from and between stops take out of a battery, each searched once."""

from modugil.answers.trips.door_to_door import Ends
from modugil.answers.trips.found import Found
from modugil.answers.trips.trace_ways import costs_of_leg, leg_places
from modugil.routing.journey import WalkLeg
from modugil.routing.outings.effort import Effort, level_m_of_path
from modugil.routing.streets import find_path, path_length_m


class LegEfforts:
    """The level metres of the ways on foot or wheels of one day's rides."""

    def __init__(self, found: Found, effort: Effort | None) -> None:
        """`found` is any search of that day."""
        self._found = found
        self._effort = effort
        self._known: dict[tuple[object, ...], float] = {}

    def level_m(self, leg: WalkLeg, spots: tuple[int, int], ends: Ends) -> float:
        """The level metres of the leg of a journey between these spots; else its metres."""
        key = (
            spots[0] if leg.from_stop < 0 else -1,
            spots[1] if leg.to_stop < 0 else -1,
            leg.from_stop,
            leg.to_stop,
            leg.pathways,
            leg.unverified_m > 0,
        )
        if key not in self._known:
            self._known[key] = self._search(leg, ends)
        return self._known[key]

    def _search(self, leg: WalkLeg, ends: Ends) -> float:
        found, costs = self._found, costs_of_leg(leg, self._found.preparation)
        timetable = found.region.timetable
        places = leg_places(leg, found.preparation, ends, timetable=timetable)
        if places is None or costs is None or self._effort is None:
            return leg.length_m
        path = find_path(costs, start=places[0], end=places[1])
        if path is None:
            return leg.length_m
        extra_m = level_m_of_path(costs, path, self._effort) - path_length_m(costs, path)
        return max(0.0, leg.length_m + extra_m)
