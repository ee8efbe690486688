"""The journeys from door to door: by vehicle, or all the way on foot or wheels, none beaten."""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from modugil.answers.finding.endpoints import Endpoint
from modugil.answers.trips.ends import list_stops_around, place_on_streets
from modugil.answers.trips.preparation import Preparation
from modugil.core.geo import distance_m
from modugil.core.thresholds import limit
from modugil.region.timetable import Timetable
from modugil.routing.journey import Journey, WalkLeg, Way
from modugil.routing.streets import find_way
from modugil.routing.transit import (
    TransitDay,
    TransitQuery,
    boarding_limits,
    boarding_rule,
    search_transit,
)

VERIFIED_M = 0.5
"""Fewer unverified metres than this are none."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When: seconds since the start of the base day, and how they are meant."""

    base_day: date
    time_s: int
    arrive_by: bool
    window_s: int
    max_boardings: int


@dataclass(frozen=True, slots=True)
class Ends:
    """Where from, and where to."""

    start: Endpoint
    end: Endpoint


def search_door_to_door(
    preparation: Preparation,
    ends: Ends,
    *,
    timetable: Timetable | None,
    day: TransitDay | None,
    moment: Moment,
) -> list[Journey]:
    """Every journey that no other beats by arrival, boardings and unverified metres.

    The ways of the legs are not traced yet: `trace_ways` does that for those that are shown.
    """
    if _is_there(ends):
        return [_stay(moment)]
    found = [walk_journey(way, moment=moment) for way in _list_walks(preparation, ends)]
    found += _straight_walk(preparation, ends, moment)
    if timetable is not None and day is not None:
        found += search_by_vehicle(preparation, ends, timetable=timetable, day=day, moment=moment)
    return keep_unbeaten(found, moment=moment)


def _is_there(ends: Ends) -> bool:
    """Whether start and end are one place, or one stop of both is the same."""
    return ends.start.point == ends.end.point or bool({*ends.start.stops} & {*ends.end.stops})


def search_by_vehicle(
    preparation: Preparation,
    ends: Ends,
    *,
    timetable: Timetable,
    day: TransitDay,
    moment: Moment,
) -> list[Journey]:
    """The journeys with a vehicle that no other such journey beats."""
    assert preparation.transfers is not None
    query = vehicle_query(preparation, ends, timetable=timetable, moment=moment)
    return search_transit(timetable, day=day, transfers=preparation.transfers, query=query)


def vehicle_query(
    preparation: Preparation,
    ends: Ends,
    *,
    timetable: Timetable,
    moment: Moment,
    flags_alone: bool = False,
) -> TransitQuery:
    """The question to the timetable.

    With `flags_alone`, what is measured of platforms and vehicles refuses no boarding.
    """
    needs = preparation.needs
    return TransitQuery(
        sources=list_stops_around(preparation, ends.start, timetable=timetable, towards=False),
        targets=list_stops_around(preparation, ends.end, timetable=timetable, towards=True),
        time_s=moment.time_s,
        arrive_by=moment.arrive_by,
        window_s=moment.window_s,
        max_boardings=moment.max_boardings,
        change_time_s=round(needs.change_time_s),
        rule=boarding_rule(needs),
        limits=boarding_limits(needs),
        flags_alone=flags_alone,
    )


def _list_walks(preparation: Preparation, ends: Ends) -> list[Way]:
    """The way without a vehicle, and its best verified alternative."""
    costs = preparation.costs
    if costs is None or preparation.needs.longest_leg_m <= 0.0:
        return []
    start = place_on_streets(preparation, ends.start)
    end = place_on_streets(preparation, ends.end)
    best = find_way(costs, start=start, end=end)
    if best is None:
        return []
    if best.facts.unverified_m < VERIFIED_M or preparation.verified is None:
        return [best]
    sure = find_way(preparation.verified, start=start, end=end)
    return [best, sure] if sure is not None else [best]


def _straight_walk(preparation: Preparation, ends: Ends, moment: Moment) -> list[Journey]:
    """The way without a vehicle where there are no streets: as the crow flies and a bit more."""
    needs, start, end = preparation.needs, ends.start.point, ends.end.point
    length_m = distance_m(start, end) * limit("detour.straight_factor")
    if preparation.costs is not None or length_m > needs.longest_leg_m:
        return []
    leg = WalkLeg(
        from_stop=-1,
        to_stop=-1,
        departure_s=moment.time_s,
        arrival_s=moment.time_s + ceil(length_m / needs.speed_mps),
        way=None,
        length_m=length_m,
        unverified_m=length_m if needs.asks_anything else 0.0,
    )
    if moment.arrive_by:
        took_s = leg.arrival_s - leg.departure_s
        leg = replace(leg, departure_s=moment.time_s - took_s, arrival_s=moment.time_s)
    return [_journey(moment, leg)]


def walk_journey(way: Way, *, moment: Moment) -> Journey:
    """The journey that is this way alone, begun or ended at the moment."""
    took_s = ceil(way.facts.time_s)
    start_s = moment.time_s - took_s if moment.arrive_by else moment.time_s
    leg = WalkLeg(
        from_stop=-1,
        to_stop=-1,
        departure_s=start_s,
        arrival_s=start_s + took_s,
        way=way,
        length_m=way.facts.length_m,
        unverified_m=way.facts.unverified_m,
    )
    return _journey(moment, leg)


def _journey(moment: Moment, leg: WalkLeg) -> Journey:
    return Journey(
        base_day=moment.base_day,
        departure_s=leg.departure_s,
        arrival_s=leg.arrival_s,
        boardings=0,
        unverified_m=leg.unverified_m,
        legs=(leg,),
    )


def _stay(moment: Moment) -> Journey:
    """One is there already."""
    time_s = moment.time_s
    return Journey(moment.base_day, time_s, time_s, boardings=0, unverified_m=0.0, legs=())


def keep_unbeaten(journeys: list[Journey], *, moment: Moment) -> list[Journey]:
    """Those that no other beats, earliest first; of two alike the first is kept."""
    ordered = sorted(journeys, key=lambda one: (_measure(one, moment), one.departure_s))
    kept: list[Journey] = []
    for one in ordered:
        mine = _measure(one, moment)
        if not any(_beats(_measure(other, moment), mine) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.arrival_s, one.boardings, one.unverified_m))


def _beats(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def _measure(journey: Journey, moment: Moment) -> tuple[float, ...]:
    rest = (float(journey.boardings), journey.unverified_m)
    if moment.window_s > 0:
        return (journey.arrival_s, -journey.departure_s, *rest)
    return (-journey.departure_s if moment.arrive_by else journey.arrival_s, *rest)
