"""One packet for one journey that was found."""

from dataclasses import dataclass, replace
from datetime import datetime

from modugil.answers.alerts.alerts import Alerts
from modugil.answers.guidance.build_legs import build_legs, list_ways
from modugil.answers.guidance.build_streets import PacketStreets, build_streets
from modugil.answers.guidance.frame import frame_question
from modugil.answers.guidance.packet import GuidancePacket
from modugil.answers.guidance.surroundings import Surroundings
from modugil.answers.guidance.told_numbers import points_of
from modugil.answers.telling.tell_trip import (
    build_teller,
    list_least_bad,
    list_passing,
    passes,
    tell_journey,
)
from modugil.answers.trips.found import Found
from modugil.answers.trips.question import TripQuestion
from modugil.answers.trips.trace_ways import trace_leg, trace_ways
from modugil.core.errors import NoGuidance
from modugil.core.geo import LatLon
from modugil.core.time import instant_of_service_second
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.routing.journey import Journey, WalkLeg
from modugil.routing.streets import StreetCosts
from modugil.routing.streets.relax_costs import penalise_barriers


@dataclass(frozen=True, slots=True)
class Now:
    """What is so at this moment beside the timetable and the streets."""

    now: datetime
    live: LiveSnapshot | None = None
    alerts: Alerts | None = None


def build_packet(
    found: Found,
    question: TripQuestion,
    *,
    number: int,
    at: Now,
    around: Surroundings,
) -> GuidancePacket:
    """The packet for the journey of that number, as `tell_trip` numbers them.

    Errors:  NoGuidance where there is no such journey, or where the region has no streets.
    """
    costs = found.preparation.costs
    if costs is None:
        raise NoGuidance(
            "This region has no streets along which one could be guided.",
            allowed="Ask a region built with streets, or course=ID for a course of this one.",
        )
    journey = get_journey(found, number)
    teller = replace(build_teller(found, question), live=at.live, now=at.now, alerts=at.alerts)
    told = tell_journey(teller, journey, labels=[], number=number)
    walked = [points_of(leg.geometry) for leg in told.legs if leg.kind == "walk"]
    streets = _build_streets(costs, journey, walked, question)
    legs = build_legs(journey, told.legs, streets=streets, language=question.language)
    needs, language = question.needs, question.language
    return GuidancePacket(
        **frame_question(found.region, needs, language=language, now=at.now),
        start=found.ends.start.place,
        end=found.ends.end.place,
        summary=told.summary,
        passes=told.passes,
        warnings=told.warnings,
        legs=legs,
        nodes=streets.nodes,
        edges=streets.edges,
        names=streets.names,
        landmarks=around.list_landmarks(walked, streets, language=language),
        toilets=around.list_toilets(
            walked, needs, language=language, at=_list_times(found, journey, at.now)
        ),
    )


def _list_times(found: Found, journey: Journey, now: datetime) -> list[datetime]:
    """When each walk begins, but not before now: then it matters whether a toilet is open."""
    day, zone = found.moment.base_day, found.region.zone
    begins = [leg.departure_s for leg in journey.legs if isinstance(leg, WalkLeg)]
    return [max(now, instant_of_service_second(one, day=day, zone=zone)) for one in begins]


def get_journey(found: Found, number: int) -> Journey:
    """The journey of that number with its ways traced.

    Errors:  NoGuidance where there is none.
    """
    journeys = list_passing(found) or list_least_bad(found)
    if not journeys:
        raise NoGuidance(
            "There is no journey between these places at that time.",
            allowed="Change the time, the places or the limits of the needs.",
        )
    if not 1 <= number <= len(journeys):
        raise NoGuidance(
            f"There is no journey {number} between these places.",
            allowed=f"It may be from 1 to {len(journeys)}.",
        )
    timetable = found.region.timetable
    chosen = journeys[number - 1]
    if not found.journeys:
        return _trace_changes(chosen, found)
    return trace_ways(chosen, found.preparation, found.ends, timetable=timetable)


def _trace_changes(journey: Journey, found: Found) -> Journey:
    """A least-bad journey, the ways between its vehicles traced too."""
    preparation, timetable = found.preparation.least_bad, found.region.timetable
    legs = tuple(
        trace_leg(leg, preparation, found.ends, timetable=timetable)
        if isinstance(leg, WalkLeg)
        else leg
        for leg in journey.legs
    )
    return replace(journey, legs=legs)


def _build_streets(
    costs: StreetCosts, journey: Journey, walked: list[list[LatLon]], question: TripQuestion
) -> PacketStreets:
    priced = costs if passes(journey) else penalise_barriers(costs)
    return build_streets(
        priced,
        plain=costs,
        ways=list_ways(journey),
        lines=walked,
        language=question.language,
    )
