"""The ways on streets of a journey's legs, traced for those journeys that are shown."""

from dataclasses import replace

from modugil.answers.door_to_door import VERIFIED_M, Ends
from modugil.answers.ends import place_on_streets
from modugil.answers.preparation import Preparation
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg, WalkLeg, Way
from modugil.routing.streets import Place, StreetCosts, find_way, stop_snaps


def trace_ways(
    journey: Journey, preparation: Preparation, ends: Ends, *, timetable: Timetable | None
) -> Journey:
    """The same journey, each leg on foot or wheels with the way it follows."""
    legs = tuple(
        leg if isinstance(leg, RideLeg) else trace_leg(leg, preparation, ends, timetable=timetable)
        for leg in journey.legs
    )
    return replace(journey, legs=legs)


def trace_leg(
    leg: WalkLeg, preparation: Preparation, ends: Ends, *, timetable: Timetable | None
) -> WalkLeg:
    """The same leg with its way; without one where it leads only through a station."""
    if leg.way is not None or preparation.access is None:
        return leg
    places = leg_places(leg, preparation, ends, timetable=timetable)
    costs = costs_of_leg(leg, preparation)
    if places is None or costs is None:
        return leg
    way: Way | None = find_way(costs, start=places[0], end=places[1])
    return replace(leg, way=way)


def costs_of_leg(leg: WalkLeg, preparation: Preparation) -> StreetCosts | None:
    """The costs by which the leg was found: verified ways have costs of their own."""
    is_verified = leg.unverified_m < VERIFIED_M
    return preparation.verified if is_verified and preparation.verified else preparation.costs


def leg_places(
    leg: WalkLeg, preparation: Preparation, ends: Ends, *, timetable: Timetable | None
) -> tuple[Place, Place] | None:
    """Where the leg's part on streets begins and ends; None where it has no such part."""
    if preparation.access is None:
        return None
    if leg.pathways and leg.from_stop >= 0 and leg.to_stop >= 0:
        return None
    first, last = leg.from_stop, leg.to_stop
    if leg.pathways and timetable is not None:
        # the station's entrance is where the street ends and the pathways begin
        last = int(timetable.pathways.from_stop[leg.pathways[0]]) if first < 0 else last
        first = int(timetable.pathways.to_stop[leg.pathways[-1]]) if leg.to_stop < 0 else first
    start = stop_snaps(preparation.access, first) if first >= 0 else None
    end = stop_snaps(preparation.access, last) if last >= 0 else None
    return (
        start if start is not None else place_on_streets(preparation, ends.start),
        end if end is not None else place_on_streets(preparation, ends.end),
    )
