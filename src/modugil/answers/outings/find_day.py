"""The day that keeps the limits, the day without them, and what there is where none keeps them."""

from dataclasses import replace

from modugil.answers.outings.day import Day
from modugil.answers.outings.days_found import DaysFound, keeps, lenient
from modugil.answers.outings.hops import DayHops
from modugil.answers.outings.nearest import Nearest, Tried
from modugil.core.thresholds import limit
from modugil.routing.outings.problem import Charging, Problem, Stop
from modugil.routing.outings.search import find_outing

CHARGE_STEP_S = 300


def find_days(day: Day, hops: DayHops) -> DaysFound:
    """Both days, and the nearest one where the limits cannot be kept, or none was found in time.

    Errors:  CouldNotLook if not even the day without limits can be searched.
    """
    problem, limits = build_problem(day, hops), day.limits
    plain = replace(problem, beside=((),) * len(day.beside))
    without = find_outing(plain, lenient(limits, gap=True, battery=True), work=hops.work)
    if not without:
        return DaysFound((), (), (), short="ways")
    if keeps(without, limits):
        return DaysFound(without, without, without)
    return _find_beside(Nearest(problem, limits, hops.work), without)


def _find_beside(nearest: Nearest, without: tuple[Stop, ...]) -> DaysFound:
    """The day with stops beside the way; each limit is tried alone first where there are two."""
    toilet, battery = nearest.try_alone(without)
    both = Tried((), 0)
    if toilet.may_be and battery.may_be:
        both = nearest.try_both()
        if both.stops:
            return DaysFound(both.stops, both.stops, without, is_whole=both.is_whole)
    found = nearest.find(without, toilet=toilet, battery=battery)
    if toilet.may_be and battery.may_be and both.is_whole:
        found = replace(found, together=both.reached)
    return replace(found, is_whole=nearest.is_whole)


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
