"""What there is when nothing passes: the journeys with the fewest barriers, each of them named."""

from dataclasses import replace
from math import inf

from modugil.answers.trips.door_to_door import Ends, Moment, search_door_to_door, walk_journey
from modugil.answers.trips.ends import place_on_streets
from modugil.answers.trips.preparation import Preparation
from modugil.answers.trips.refused_boarding import list_refused_by_numbers
from modugil.answers.trips.trace_ways import leg_places
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg, WalkLeg
from modugil.routing.streets import find_least_bad_way
from modugil.routing.transit import TransitDay

FURTHEST_FACTOR = 2.0
"""A least-bad way without a vehicle may be so many times as long as the person's longest leg."""
MOST_LEAST_BAD = 2


def find_least_bad_journeys(
    preparation: Preparation,
    ends: Ends,
    *,
    timetable: Timetable | None,
    day: TransitDay | None,
    moment: Moment,
) -> list[Journey]:
    """The one or two journeys that break the needs least, those with fewer barriers first.

    None where the two ends are not connected at all. Vehicles must still be boarded as the flags
    say; where only measured numbers refuse, that is one of the barriers.
    """
    found = [_on_foot(preparation, ends, moment)]
    if timetable is not None and preparation.costs is not None:
        ridden = search_door_to_door(
            preparation.least_bad, ends, timetable=timetable, day=day, moment=moment
        ) + list_refused_by_numbers(
            preparation.least_bad, ends, timetable=timetable, day=day, moment=moment
        )
        found += [
            _name_barriers(journey, preparation, ends, timetable)
            for journey in ridden
            if journey.boardings
        ]
    known = [journey for journey in found if journey is not None]
    return sorted(known, key=lambda one: (_count_barriers(one), one.arrival_s))[:MOST_LEAST_BAD]


def _on_foot(preparation: Preparation, ends: Ends, moment: Moment) -> Journey | None:
    """The way without a vehicle; None where there is none, or it is far too long."""
    if preparation.costs is None:
        return None
    way = find_least_bad_way(
        preparation.costs,
        start=place_on_streets(preparation, ends.start),
        end=place_on_streets(preparation, ends.end),
    )
    longest_m = preparation.needs.longest_leg_m * FURTHEST_FACTOR
    if way is None or way.facts.length_m > longest_m or way.facts.time_s == inf:
        return None
    return walk_journey(way, moment=moment)


def _name_barriers(
    journey: Journey, preparation: Preparation, ends: Ends, timetable: Timetable
) -> Journey:
    """The same journey, its first and last way told with the barriers on them."""
    legs = tuple(
        leg
        if isinstance(leg, RideLeg) or (leg.from_stop >= 0 and leg.to_stop >= 0)
        else _name_on_leg(leg, preparation, ends, timetable)
        for leg in journey.legs
    )
    return replace(journey, legs=legs)


def _name_on_leg(
    leg: WalkLeg, preparation: Preparation, ends: Ends, timetable: Timetable
) -> WalkLeg:
    places = leg_places(leg, preparation, ends, timetable=timetable)
    if places is None or preparation.costs is None:
        return leg
    way = find_least_bad_way(preparation.costs, start=places[0], end=places[1])
    return replace(leg, way=way)


def _count_barriers(journey: Journey) -> int:
    on_ways = sum(
        len(leg.way.barriers)
        for leg in journey.legs
        if isinstance(leg, WalkLeg) and leg.way is not None
    )
    rides = [leg for leg in journey.legs if isinstance(leg, RideLeg)]
    return on_ways + sum(leg.refused_by_numbers for leg in rides)
