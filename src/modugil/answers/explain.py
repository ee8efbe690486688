"""Why not that way: the quicker way that was refused, or the least-bad one where nothing passes."""

from dataclasses import replace
from math import inf

from modugil.answers.door_to_door import Ends, Moment, walk_journey
from modugil.answers.ends import place_on_streets
from modugil.answers.preparation import Preparation
from modugil.answers.trace_ways import costs_of_leg, leg_places
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg, WalkLeg
from modugil.routing.streets import explain_refusal, find_least_bad_way

FURTHEST_FACTOR = 2.0
"""A least-bad way may be so many times as long as the person's longest leg."""


def explain_legs(
    journey: Journey, preparation: Preparation, ends: Ends, *, timetable: Timetable | None
) -> Journey:
    """The same journey, each traced way with the quicker one that the needs refused."""
    legs = tuple(
        leg if isinstance(leg, RideLeg) else _explain(leg, preparation, ends, timetable)
        for leg in journey.legs
    )
    return replace(journey, legs=legs)


def _explain(
    leg: WalkLeg, preparation: Preparation, ends: Ends, timetable: Timetable | None
) -> WalkLeg:
    places = leg_places(leg, preparation, ends, timetable=timetable)
    costs = costs_of_leg(leg, preparation)
    relaxed = preparation.relaxed
    if leg.way is None or places is None or costs is None or relaxed is None:
        return leg
    refused = explain_refusal(costs, relaxed, way=leg.way, start=places[0], end=places[1])
    return replace(leg, way=replace(leg.way, refused=refused))


def find_least_bad_journey(
    preparation: Preparation, ends: Ends, *, moment: Moment
) -> Journey | None:
    """The way without a vehicle that breaks the needs least, its barriers named.

    None where the two ends are not connected at all, or too far apart to go without a vehicle.
    """
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
