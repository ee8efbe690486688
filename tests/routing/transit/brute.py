"""Every journey there is, found the slow and obvious way: no rounds, lanes or arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from tests.routing.transit.small import Small, Trip

from modugil.core.access import Access, worst_access
from modugil.routing.transit import BoardingLimits, BoardingRule

DAY_S = 86_400
BOARDING_M = 20
State = tuple[int, int, int]
"""Departure from the start, moment, unverified metres."""


@dataclass(frozen=True)
class Walk:
    from_stop: int
    to_stop: int
    time_s: int
    unverified_m: int = 0


@dataclass(frozen=True)
class Asked:
    """A query in plain values: ends are (stop, seconds, unverified metres)."""

    sources: tuple[tuple[int, int, int], ...]
    targets: tuple[tuple[int, int, int], ...]
    start_s: int
    change_time_s: int
    max_boardings: int
    rule: BoardingRule = BoardingRule.ANY
    limits: tuple[BoardingLimits, ...] = ()
    no_wait: bool = False
    """Set out just in time: the first vehicle leaves the moment one is there."""
    not_before_s: int | None = None
    """Vehicles that arrive before are not used, and how late they leave does not matter."""


def by_numbers(trip: Trip, kerb_m: float | None, asked: BoardingLimits) -> Access:
    """What kerb, floor, ramp and door say for one person."""
    floor, kneeling, ramp, door = trip.vehicle or (None,) * 4
    if door is not None and door < asked.width_m:
        return Access.NO
    heights = [one for one in (floor, kneeling) if one is not None]
    if kerb_m is None or not heights or ramp is None:
        return Access.UNKNOWN
    rise = min(abs(one - kerb_m) for one in heights)
    if ramp > rise and rise <= asked.ramp_ratio * sqrt(ramp**2 - rise**2):
        return Access.YES
    if floor is None and kneeling is not None and kneeling < kerb_m:
        return Access.UNKNOWN  # it may be level as it stands
    return Access.NO if rise > asked.step_m else Access.UNKNOWN


def metres_of(made_of: Small, asked: "Asked", trip: Trip, stop: int) -> int | None:
    """Unverified metres of getting on or off, None where it cannot be done."""
    rule = asked.rule
    access = worst_access(trip.wheelchair, made_of.stop_wheelchair.get(stop, Access.UNKNOWN))
    told = [by_numbers(trip, made_of.kerb_m.get(stop), one) for one in asked.limits]
    if told and access is not Access.NO and worst_access(*told) is not Access.UNKNOWN:
        access = worst_access(*told)
    if rule is BoardingRule.ANY or access is Access.YES:
        return 0
    if access is Access.NO or rule is BoardingRule.STEP_FREE:
        return None
    return BOARDING_M


def runs_of(made_of: Small) -> Iterator[tuple[Trip, int]]:
    """Each trip of each day with what to add to its times, for base day 1 of the timetable."""
    for trip in made_of.trips:
        for day in trip.days:
            yield trip, (day - 1) * DAY_S


def rides_from(
    made_of: Small, asked: Asked, stop: int, ready_s: int
) -> Iterator[tuple[int, int, int, int]]:
    """Every stop one can get to with one ride: (stop, arrival, departure, unverified metres)."""
    for trip, shift_s in runs_of(made_of):
        for i, here in enumerate(trip.stops):
            leaves_s = trip.times[i][1] + shift_s
            if here != stop or i in trip.no_pickup or leaves_s < ready_s:
                continue
            on_m = metres_of(made_of, asked, trip, here)
            if on_m is None or (asked.not_before_s is None and leaves_s > asked.start_s + DAY_S):
                continue
            for j in range(i + 1, len(trip.stops)):
                off_m = metres_of(made_of, asked, trip, trip.stops[j])
                if j in trip.no_drop_off or off_m is None:
                    continue
                if asked.not_before_s is None or trip.times[j][0] + shift_s >= asked.not_before_s:
                    yield trip.stops[j], trip.times[j][0] + shift_s, leaves_s, on_m + off_m


def best_journeys(made_of: Small, walks: Sequence[Walk], asked: Asked) -> set[tuple[int, int, int]]:
    """Every (arrival, boardings, unverified metres) that no other beats."""
    ready = {(stop, asked.start_s + s, m) for stop, s, m in asked.sources}
    found: set[tuple[int, int, int]] = set()
    for boardings in range(1, asked.max_boardings + 1):
        off = {
            (to_stop, arrival, m + more_m)
            for stop, moment, m in ready
            for to_stop, arrival, left_s, more_m in rides_from(made_of, asked, stop, moment)
            if boardings > 1 or not asked.no_wait or left_s == moment
        }
        off = best_by_stop(off)
        for stop, arrival, m in off:
            for target, s, more_m in asked.targets:
                if stop == target:
                    found.add((arrival + s, boardings, m + more_m))
        ready = {(stop, arrival + asked.change_time_s, m) for stop, arrival, m in off}
        ready |= {
            (walk.to_stop, arrival + asked.change_time_s + walk.time_s, m + walk.unverified_m)
            for stop, arrival, m in off
            for walk in walks
            if walk.from_stop == stop
        }
        ready = best_by_stop(ready)
    return unbeaten(found)


def best_by_stop(states: set[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    """Only the states that no other at the same stop beats."""
    return {
        one
        for one in states
        if not any(
            other != one and other[0] == one[0] and other[1] <= one[1] and other[2] <= one[2]
            for other in states
        )
    }


def unbeaten(rows: set[Any]) -> set[Any]:
    """The rows that no other row beats; less is better in every column."""
    return {
        one
        for one in rows
        if not any(
            other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in rows
        )
    }
