"""A way on foot or wheels in words: steps to follow, facts, what was refused."""

from math import isfinite

from modugil.answers.itinerary import AccessWord, Leg, PlaceRef, Step, WayFactsText, WhyNot
from modugil.answers.telling.maneuvers import STEEP_RATIO, Act, build_maneuvers
from modugil.answers.telling.sentences.phrasebook import round_m
from modugil.answers.telling.teller import Teller, known
from modugil.answers.trips.trace_ways import pathway_ends
from modugil.core.geo import LatLon
from modugil.region.vocabulary import CrossingKind, PathwayMode, Surface
from modugil.routing.journey import WalkLeg, Way

SHOWN_UNKNOWN_M = 1.0
AT_THE_PLACE_M = 20.0
"""Who is this near needs no sentence to go there."""
FAR_FROM_STREETS_M = 80.0
"""So far over open ground is told even to those who need not know what it is like."""
LINK = "link"
"""What is not known of a place that lies apart from every street: the way to the street."""


def tell_walk(teller: Teller, leg: WalkLeg) -> Leg:
    """The leg in words."""
    start = teller.stop(leg.from_stop) if leg.from_stop >= 0 else teller.start.place
    end = teller.stop(leg.to_stop) if leg.to_stop >= 0 else teller.end.place
    way = leg.way
    return Leg(
        kind="walk",
        start=start,
        end=end,
        departure=teller.time(leg.departure_s),
        arrival=teller.time(leg.arrival_s),
        duration_s=leg.arrival_s - leg.departure_s,
        length_m=round(leg.length_m, 1),
        unverified_m=round(leg.unverified_m, 1),
        geometry=_geometry(teller, leg, start, end),
        steps=_steps(teller, leg, end),
        facts=tell_facts(teller, way) if way is not None else None,
        ride=None,
        accessible=_accessible(leg),
        warnings=_warnings(teller, leg),
        barriers=[teller.barrier(barrier) for barrier in way.barriers] if way is not None else [],
        why_not=_why_not(teller, way),
    )


def _geometry(
    teller: Teller, leg: WalkLeg, start: PlaceRef, end: PlaceRef
) -> list[tuple[float, float]]:
    """From end to end: the way along streets, and through a station from node to node."""
    way = leg.way
    outside = [(point.lon, point.lat) for point in way.geometry] if way is not None else []
    inside = _inside(teller, leg)
    points = inside + outside if inside and _begins_inside(teller, leg) else outside + inside
    return points if len(points) > 1 else [(start.lon, start.lat), (end.lon, end.lat)]


def _inside(teller: Teller, leg: WalkLeg) -> list[tuple[float, float]]:
    if not leg.pathways:
        return []
    assert teller.timetable is not None
    pathways, stops = teller.timetable.pathways, teller.timetable.stops
    rows = [int(pathways.from_stop[leg.pathways[0]])]
    rows += [int(pathways.to_stop[row]) for row in leg.pathways]
    points = [(float(stops.lon[row]), float(stops.lat[row])) for row in rows]
    return [(lon, lat) for lon, lat in points if isfinite(lon) and isfinite(lat)]


def _steps(teller: Teller, leg: WalkLeg, end: PlaceRef) -> list[Step]:
    inside = [_pathway_step(teller, row) for row in _worth_telling(teller, leg)]
    outside = _way_steps(teller, leg.way) if leg.way is not None else []
    begins_inside = leg.pathways and _begins_inside(teller, leg)
    steps = inside + outside if begins_inside else outside + inside
    arrives = leg.to_stop < 0
    if not steps and leg.length_m >= (AT_THE_PLACE_M if arrives else 1.0):
        minutes = max(1, round((leg.arrival_s - leg.departure_s) / 60))
        text = teller.phrases.walk_to(_name(end), length_m=leg.length_m, minutes=minutes)
        steps = [Step(text=text, lat=end.lat, lon=end.lon, length_m=leg.length_m)]
    if arrives:
        text = teller.phrases.arrive(_name(end))
        steps.append(Step(text=text, lat=end.lat, lon=end.lon, length_m=0.0, kind="arrive"))
    return steps


def _begins_inside(teller: Teller, leg: WalkLeg) -> bool:
    """Whether the pathways come before the streets."""
    assert teller.timetable is not None
    return pathway_ends(leg, teller.timetable)[0] == leg.from_stop


def _name(place: PlaceRef) -> str:
    """What to call the place in a sentence; nobody wants a coordinate read out."""
    return "" if place.kind == "coordinate" else place.name


def _way_steps(teller: Teller, way: Way) -> list[Step]:
    assert teller.streets is not None
    return [
        Step(
            text=teller.phrases.maneuver(m),
            lat=m.where.lat,
            lon=m.where.lon,
            length_m=round(m.length_m, 1),
            kind=m.act.value,
            turn=m.turn.value,
            street=m.name,
            unverified_m=round(m.unverified_m, 1),
            caution=m.act in (Act.STEPS, Act.ELEVATOR, Act.ESCALATOR)
            or m.slope_up_ratio >= STEEP_RATIO
            or m.slope_down_ratio >= STEEP_RATIO
            or m.kerb_unknown
            or m.crossing is CrossingKind.UNMARKED,
        )
        for m in build_maneuvers(teller.streets, way, language=teller.language)
    ]


def _worth_telling(teller: Teller, leg: WalkLeg) -> list[int]:
    """The pathways without passages that only go on from one to the next without a sign."""
    if not leg.pathways:
        return []
    assert teller.timetable is not None
    pathways, told = teller.timetable.pathways, list[int]()
    for row in leg.pathways:
        goes_on = told and all(pathways.mode[one] == PathwayMode.WALKWAY for one in (row, told[-1]))
        if not (goes_on and not pathways.signposted.get(row, language=teller.language)):
            told.append(row)
    return told


def _pathway_step(teller: Teller, row: int) -> Step:
    assert teller.timetable is not None
    pathways, stops = teller.timetable.pathways, teller.timetable.stops
    count, stop = int(pathways.stair_count[row]), int(pathways.from_stop[row])
    text = teller.phrases.pathway(
        int(pathways.mode[row]),
        signposted=pathways.signposted.get(row, language=teller.language),
        steps=count,
    )
    where = LatLon(float(stops.lat[stop]), float(stops.lon[stop]))
    length = known(float(pathways.length_m[row])) or 0.0
    return Step(text=text, lat=where.lat, lon=where.lon, length_m=length, kind="pathway")


def tell_facts(teller: Teller, way: Way) -> WayFactsText:
    """The facts of a way, unknown ones as sentences."""
    facts = way.facts
    words = teller.phrases.surfaces
    surfaces = sorted(facts.metres_by_surface.items(), key=lambda pair: -pair[1])
    return WayFactsText(
        length_m=round(facts.length_m, 1),
        unverified_m=round(facts.unverified_m, 1),
        metres_by_surface={words[Surface(kind)]: round(metres, 1) for kind, metres in surfaces},
        climb_m=known(facts.climb_m),
        descent_m=known(facts.descent_m),
        worst_slope_up_percent=_percent(facts.worst_slope_up_ratio),
        worst_slope_down_percent=_percent(facts.worst_slope_down_ratio),
        narrowest_m=known(facts.narrowest_m),
        highest_kerb_m=known(facts.highest_kerb_m),
        kerb_count=facts.kerb_count,
        step_count=facts.step_count,
        elevator_count=facts.elevator_count,
        crossing_count=facts.crossing_count,
        unknown=_unknown(teller, way),
    )


def _unknown(teller: Teller, way: Way) -> list[str]:
    """One sentence for all facts that are not known for equally many metres, most metres first."""
    by_metres: dict[int, list[str]] = {}
    metres_by_fact = dict(way.facts.unknown_m_by_fact)
    told_from_m = AT_THE_PLACE_M if way.facts.unverified_m > 0 else FAR_FROM_STREETS_M
    for link_m in (way.start_link_m, way.end_link_m):
        if link_m >= told_from_m:
            metres_by_fact[LINK] = metres_by_fact.get(LINK, 0.0) + link_m
    for fact, metres in sorted(metres_by_fact.items()):
        if metres >= SHOWN_UNKNOWN_M:
            by_metres.setdefault(round_m(metres), []).append(fact)
    return [
        teller.phrases.unknown_facts(named, metres)
        for metres, named in sorted(by_metres.items(), reverse=True)
    ]


def _percent(ratio: float) -> float | None:
    value = known(ratio)
    return None if value is None else round(value * 100, 1)


def _accessible(leg: WalkLeg) -> AccessWord:
    if leg.way is not None and leg.way.barriers:
        return "no"
    return "unknown" if leg.unverified_m >= 0.5 else "yes"


def _warnings(teller: Teller, leg: WalkLeg) -> list[str]:
    warnings = []
    if leg.way is None and not leg.pathways and leg.length_m >= 1.0:
        warnings.append(teller.phrases.warnings["no-streets"])
    if leg.way is not None and leg.way.barriers:
        warnings.append(teller.phrases.least_bad(leg.way.barriers))
    return warnings


def _why_not(teller: Teller, way: Way | None) -> WhyNot | None:
    if way is None or way.refused is None:
        return None
    refused = way.refused
    return WhyNot(
        text=teller.phrases.why_not(
            refused.barrier, saved_s=refused.saved_s, others=refused.barrier_count - 1
        ),
        saved_s=round(refused.saved_s),
        barrier=teller.barrier(refused.barrier),
        geometry=[(point.lon, point.lat) for point in refused.geometry],
    )
