"""The day that keeps the limits, the day without them, and what there is where none keeps them."""

from dataclasses import dataclass, replace
from math import inf

from modugil.answers.outings.day import Day
from modugil.answers.outings.hops import DayHops
from modugil.answers.outings.outing_answer import ShortWord
from modugil.core.thresholds import limit
from modugil.routing.outings.problem import Charging, Limits, Problem, Stop
from modugil.routing.outings.search import find_outing

CHARGE_STEP_S = 300
NO_LIMIT_S = 1e9
"""A limit that nothing breaks, beside which the time between toilets is still counted."""
GAP_STEP_S = 60.0
RANGE_STEP_M = 100.0


@dataclass(frozen=True, slots=True)
class DaysFound:
    """What was found; `kept` is empty where no day keeps the limits, `best` is what comes nearest.

    `short` names what is in the way then: toilet, battery, both, or ways where nothing connects
    the places; `short_m` is by how much the battery is short.
    """

    kept: tuple[Stop, ...]
    best: tuple[Stop, ...]
    without: tuple[Stop, ...]
    short: ShortWord = ""
    short_m: float = 0.0


def find_days(day: Day, hops: DayHops) -> DaysFound:
    """Both days, and the nearest one where the limits cannot be kept.

    Errors:  CouldNotLook if there are too many ways to combine stops.
    """
    problem = build_problem(day, hops)
    plain = replace(problem, beside=((),) * len(day.beside))
    without = find_outing(plain, lenient(day.limits, gap=True, battery=True))
    if not without:
        return DaysFound((), (), (), short="ways")
    kept = find_outing(problem, day.limits)
    if kept:
        return DaysFound(kept, kept, without)
    return _find_nearest(problem, day.limits, without)


def build_problem(day: Day, hops: DayHops) -> Problem:
    """The day as it is searched."""
    return Problem(
        spots=[one.spot for one in day.spots],
        order=day.order,
        beside=day.beside,
        start_s=day.start_s,
        latest_s=day.latest_s,
        hops=hops,
        charging=Charging(
            ratio_per_s=1.0 / limit("outing.charge_full_s"),
            most_ratio=limit("outing.charge_most_ratio"),
            step_s=CHARGE_STEP_S,
        ),
        least_s=hops.least_s,
    )


def lenient(limits: Limits, *, gap: bool = False, battery: bool = False) -> Limits:
    """The same limits, some of them only counted and never in the way."""
    if gap and limits.counts_toilets:
        limits = replace(limits, gap_s=NO_LIMIT_S)
    if battery and limits.counts_metres:
        limits = replace(limits, reserve_m=-inf)
    return limits


def _find_nearest(problem: Problem, limits: Limits, without: tuple[Stop, ...]) -> DaysFound:
    """The day whose longest time between toilets, or whose missing metres, are the fewest."""
    if limits.counts_toilets:
        wide = find_outing(problem, lenient(limits, gap=True))
        if wide:
            return DaysFound((), _least_gap(problem, limits, wide), without, "toilet")
    if limits.counts_metres:
        found = find_outing(problem, lenient(limits, battery=True))
        if found:
            best, short_m = _least_short(problem, limits, found)
            return DaysFound((), best, without, "battery", short_m)
    return DaysFound((), without, without, "both")


def longest_gap_s(stops: tuple[Stop, ...]) -> int:
    """The longest between two toilets on a day."""
    return max(
        max(
            stop.since_s + stop.begin_s - stop.arrival_s if stop.since_after_s == 0 else 0,
            stop.since_s,
            stop.since_after_s,
        )
        for stop in stops
    )


def _least_gap(problem: Problem, limits: Limits, wide: tuple[Stop, ...]) -> tuple[Stop, ...]:
    """The day with the least longest gap, to the minute."""
    low_s, high_s, best = limits.gap_s, float(longest_gap_s(wide)), wide
    while high_s - low_s > GAP_STEP_S:
        middle_s = (low_s + high_s) / 2
        found = find_outing(problem, replace(limits, gap_s=middle_s))
        if found:
            best, high_s = found, float(longest_gap_s(found))
        else:
            low_s = middle_s
    return best


def _least_short(
    problem: Problem, limits: Limits, wide: tuple[Stop, ...]
) -> tuple[tuple[Stop, ...], float]:
    """The day for which the battery must hold the least more, and how much."""
    lowest_m = min(min(stop.left_m, stop.left_after_m) for stop in wide)
    low_m, high_m, best = 0.0, limits.reserve_m - lowest_m, wide
    while high_m - low_m > RANGE_STEP_M:
        middle_m = (low_m + high_m) / 2
        found = find_outing(problem, replace(limits, reserve_m=limits.reserve_m - middle_m))
        if found:
            best = found
            lowest_m = min(min(stop.left_m, stop.left_after_m) for stop in found)
            high_m = min(middle_m, limits.reserve_m - lowest_m)
        else:
            low_m = middle_m
    return best, high_m
