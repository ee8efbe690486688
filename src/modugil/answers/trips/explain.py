"""Why not that way: the quicker way that was refused, and the one barrier that refused it."""

from dataclasses import replace

from modugil.answers.trips.door_to_door import Ends
from modugil.answers.trips.preparation import Preparation
from modugil.answers.trips.trace_ways import costs_of_leg, leg_places
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, RideLeg, WalkLeg
from modugil.routing.streets import explain_refusal


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
