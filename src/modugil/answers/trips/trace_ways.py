"""The ways on streets of a journey's legs, traced for those journeys that are shown."""

from dataclasses import replace

from modugil.answers.trips.door_to_door import VERIFIED_M, Ends
from modugil.answers.trips.ends import place_on_streets
from modugil.answers.trips.preparation import Preparation
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg, WalkLeg, Way
from modugil.routing.streets import Place, StreetCosts, find_least_bad_way, find_way, stop_snaps

APART_M = 50.0
"""A place so far from its street may have a nearer one that the needs refuse."""


def trace_ways(
    journey: Journey, preparation: Preparation, ends: Ends, *, timetable: Timetable | None
) -> Journey:
    """The same journey, each leg on foot or wheels with the way it follows."""
    legs: list[RideLeg | WalkLeg] = []
    for leg in journey.legs:
        if isinstance(leg, RideLeg):
            legs.append(leg)
            continue
        traced = trace_leg(leg, preparation, ends, timetable=timetable)
        legs.append(_name_hidden_barriers(traced, preparation, ends, timetable))
    return replace(journey, legs=tuple(legs))


def _name_hidden_barriers(
    leg: WalkLeg, preparation: Preparation, ends: Ends, timetable: Timetable | None
) -> WalkLeg:
    """The same leg; the way with barriers where its own goes over open ground past a nearer street.

    Who is told "100 m over unknown ground" where thirty steps lead up is told less than is known.
    """
    way, costs = leg.way, preparation.costs
    if way is None or costs is None or max(way.start_link_m, way.end_link_m) < APART_M:
        return leg
    places = leg_places(leg, preparation, ends, timetable=timetable)
    if places is None:
        return leg
    barred = find_least_bad_way(costs, start=places[0], end=places[1])
    if barred is None or not barred.barriers:
        return leg
    is_nearer = (
        barred.start_link_m + barred.end_link_m + APART_M <= way.start_link_m + way.end_link_m
    )
    return replace(leg, way=barred) if is_nearer else leg


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
    first, last = leg.from_stop, leg.to_stop
    if leg.pathways and timetable is not None:
        # the station's entrance is where the street ends and the pathways begin, or vice versa
        inner, outer = pathway_ends(leg, timetable)
        if first >= 0 and last >= 0 and (inner, outer) == (first, last):
            return None
        if inner == first:
            first = outer
        else:
            last = inner
    start = stop_snaps(preparation.access, first) if first >= 0 else None
    end = stop_snaps(preparation.access, last) if last >= 0 else None
    return (
        start if start is not None else place_on_streets(preparation, ends.start),
        end if end is not None else place_on_streets(preparation, ends.end),
    )


def pathway_ends(leg: WalkLeg, timetable: Timetable) -> tuple[int, int]:
    """The stops at which the leg's pathways begin and end."""
    pathways = timetable.pathways
    return int(pathways.from_stop[leg.pathways[0]]), int(pathways.to_stop[leg.pathways[-1]])
