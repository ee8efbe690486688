"""Ways between all spots of a day: on wheels or foot at any time, and rides as they are planned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, isfinite
from zoneinfo import ZoneInfo

from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.outings.day import Day
from modugil.answers.outings.leg_efforts import LegEfforts
from modugil.answers.trips.door_to_door import Ends, Moment, walk_journey
from modugil.answers.trips.ends import list_stops_around, place_on_streets
from modugil.answers.trips.found import Found
from modugil.answers.trips.question import MAX_BOARDINGS
from modugil.core.geo import distance_m
from modugil.routing.journey import Journey, WalkLeg
from modugil.routing.outings.effort import Effort, count_effort, level_m_of_way
from modugil.routing.outings.problem import Hop
from modugil.routing.outings.work import Work
from modugil.routing.streets import (
    Place,
    TravelMatrix,
    find_way,
    travel_matrix,
)
from modugil.routing.transit import (
    StopLabels,
    TransitQuery,
    boarding_limits,
    boarding_rule,
    search_transit,
)

BLOCK_S = 7200
"""Rides are searched for so long a time at once."""
AHEAD_S = 2700
"""Rides so long ahead at least are looked at, and later ones where there are none."""
MOST_BLOCKS = 3
WORTH_S = 600
"""A way so short is not worth a bus."""
FASTEST_MPS = 60.0
"""No vehicle is quicker, along a straight line."""

MOST_STEPS = 300_000
"""So much is searched for one question: some five seconds of a processor at the most."""
BLOCK_STEPS = 300
"""A search for rides takes as long as so many steps of the search for a day."""


@dataclass(frozen=True, slots=True)
class RideHop:
    """One ride between two spots, with what it is made of."""

    hop: Hop
    journey: Journey


class DayHops:
    """The ways of one day; rides are looked for when they are asked for."""

    def __init__(self, found: Found, day: Day, effort: Effort | None, *, rides: bool) -> None:
        """`found` is any search of that day: what was prepared for it serves for all ways."""
        self.work = Work(MOST_STEPS)
        """What may still be searched for this question."""
        self._found = found
        self._day = day
        self._effort = effort
        self._rides = rides and found.region.timetable is not None
        self._matrix = self._measure()
        self._blocks: dict[tuple[int, int, int], list[RideHop]] = {}
        self._stops: dict[tuple[int, bool], StopLabels] = {}
        self._least_s: dict[tuple[int, int], float] = {}
        self._legs = LegEfforts(found, effort)

    def __call__(self, start: int, end: int, from_s: int) -> Sequence[Hop]:
        """Every way worth taking from then on."""
        if start == end:
            return (Hop(from_s, from_s, 0.0, loose=True),)
        hops = []
        loose = self._loose(start, end, from_s)
        if loose is not None:
            hops.append(loose)
        if self._rides and (loose is None or loose.arrival_s - from_s > WORTH_S):
            hops += [one.hop for one in self._list_rides(start, end, from_s)]
        return hops

    @property
    def zone(self) -> ZoneInfo:
        """The region's."""
        return self._found.region.zone

    @property
    def has_rides(self) -> bool:
        """Whether vehicles are taken."""
        return self._rides

    def least_s(self, start: int, end: int) -> float:
        """No way is quicker than along the straight line."""
        if (start, end) not in self._least_s:
            speed_mps = FASTEST_MPS if self._rides else self._found.preparation.needs.speed_mps
            away_m = distance_m(self._endpoint(start).point, self._endpoint(end).point)
            self._least_s[start, end] = max(0.0, away_m * 0.98 - 5.0) / speed_mps
        return self._least_s[start, end]

    def get_journey(self, start: int, end: int, hop: Hop, *, departure_s: int) -> Journey:
        """The journey of a hop that was offered, its own ways traced where it has no ride."""
        if not hop.loose:
            rides = self._blocks[start, end, self._block_of(hop.departure_s)]
            return next(one.journey for one in rides if one.hop == hop)
        moment = self._moment(departure_s)
        costs = self._found.preparation.costs
        if start == end or costs is None:
            return Journey(self._day.base_day, departure_s, departure_s, 0, 0.0, ())
        places = [self._place(one) for one in (start, end)]
        way = find_way(costs, start=places[0], end=places[1])
        if way is None:
            return Journey(self._day.base_day, departure_s, departure_s, 0, 0.0, ())
        return walk_journey(way, moment=moment)

    def tell(self, start: int, end: int, journey: Journey) -> Found:
        """The journey as a search of its own, to be put into words."""
        moment = self._moment(journey.departure_s)
        return replace(self._found, journeys=[journey], ends=self._ends(start, end), moment=moment)

    def unknown_m(self, journey: Journey) -> float:
        """Metres on wheels of which no slope is known; ways that are not traced count whole."""
        streets, unknown_m = self._found.region.streets, 0.0
        for leg in journey.legs:
            if not isinstance(leg, WalkLeg):
                continue
            if leg.way is None or self._effort is None or streets is None:
                unknown_m += leg.length_m
            else:
                unknown_m += level_m_of_way(leg.way, self._effort, streets)[1]
        return unknown_m

    def _measure(self) -> TravelMatrix | None:
        costs = self._found.preparation.costs
        if costs is None or self._found.preparation.needs.longest_leg_m <= 0:
            return None
        if self._effort is not None:
            costs = count_effort(costs, self._effort)
        places = [self._place(row) for row in range(len(self._day.spots))]
        return travel_matrix(costs, origins=places, destinations=places)

    def _place(self, spot: int) -> Place:
        return place_on_streets(self._found.preparation, self._endpoint(spot))

    def _endpoint(self, spot: int) -> Endpoint:
        return self._day.spots[spot].endpoint

    def _ends(self, start: int, end: int) -> Ends:
        return Ends(self._endpoint(start), self._endpoint(end))

    def _moment(self, time_s: int, *, window_s: int = 0) -> Moment:
        return Moment(self._day.base_day, time_s, False, window_s, MAX_BOARDINGS)

    def _loose(self, start: int, end: int, from_s: int) -> Hop | None:
        matrix = self._matrix
        if matrix is None or not isfinite(matrix.cost_s[start, end]):
            return None
        length_m = float(matrix.length_m[start, end])
        if length_m > self._found.preparation.needs.longest_leg_m:
            return None
        level_m = 0.0
        if self._effort is not None:
            level_m = max(0.0, length_m + float(matrix.unverified_m[start, end]))
        took_s = ceil(float(matrix.time_s[start, end]))
        return Hop(from_s, from_s + took_s, level_m, loose=True)

    def _list_rides(self, start: int, end: int, from_s: int) -> list[RideHop]:
        """The rides of the next while; where there are none, of the while after it."""
        first, rides = self._block_of(from_s), list[RideHop]()
        for block in range(first, first + MOST_BLOCKS):
            begins_s = self._day.start_s + block * BLOCK_S
            if rides and begins_s > from_s + AHEAD_S:
                break
            found = self._get_block(start, end, block)
            rides += [one for one in found if one.hop.departure_s >= from_s]
        return rides

    def _block_of(self, second: int) -> int:
        return (second - self._day.start_s) // BLOCK_S

    def _get_block(self, start: int, end: int, block: int) -> list[RideHop]:
        key = (start, end, block)
        if key not in self._blocks:
            self.work.spend(BLOCK_STEPS)
            self._blocks[key] = list(self._search_block(start, end, block))
        return self._blocks[key]

    def _search_block(self, start: int, end: int, block: int) -> list[RideHop]:
        found, begins_s = self._found, self._day.start_s + block * BLOCK_S
        preparation, timetable = found.preparation, found.region.timetable
        if begins_s > self._day.latest_s or timetable is None or found.day is None:
            return []
        assert preparation.transfers is not None
        query = TransitQuery(
            sources=self._stops_around(start, towards=False),
            targets=self._stops_around(end, towards=True),
            time_s=begins_s,
            window_s=BLOCK_S - 1,
            max_boardings=MAX_BOARDINGS,
            change_time_s=round(preparation.needs.change_time_s),
            rule=boarding_rule(preparation.needs),
            limits=boarding_limits(preparation.needs),
        )
        journeys = search_transit(
            timetable, day=found.day, transfers=preparation.transfers, query=query
        )
        rides = [
            RideHop(Hop(one.departure_s, one.arrival_s, self._level_m(start, end, one)), one)
            for one in journeys
            if one.boardings
        ]
        return [one for one in rides if not any(_beats(two.hop, one.hop) for two in rides)]

    def _stops_around(self, spot: int, *, towards: bool) -> StopLabels:
        key, timetable = (spot, towards), self._found.region.timetable
        assert timetable is not None
        if key not in self._stops:
            self._stops[key] = list_stops_around(
                self._found.preparation, self._endpoint(spot), timetable=timetable, towards=towards
            )
        return self._stops[key]

    def _level_m(self, start: int, end: int, journey: Journey) -> float:
        if self._effort is None:
            return 0.0
        return sum(
            self._legs.level_m(leg, (start, end), self._ends(start, end))
            for leg in journey.legs
            if isinstance(leg, WalkLeg)
        )


def _beats(one: Hop, other: Hop) -> bool:
    """Whether one leaves no earlier, arrives no later and takes no more, and is another hop."""
    no_worse = (
        one.departure_s >= other.departure_s
        and one.arrival_s <= other.arrival_s
        and one.level_m <= other.level_m
    )
    return no_worse and one != other
