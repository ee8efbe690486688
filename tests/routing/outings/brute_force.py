"""The earliest end of a day by trying everything, one second at a time: what the search must equal.

After a toilet one may stay beside it for any number of seconds while it is open.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from modugil.routing.outings.problem import Limits, Problem, Spot

NOTHING_M = 1e-6


@dataclass(frozen=True)
class At:
    """One moment of a day that is tried."""

    spot: int
    level: int
    time_s: int
    left_m: float
    toilet_s: int


@dataclass(frozen=True)
class Trial:
    """A day and its limits."""

    problem: Problem
    limits: Limits

    def fill(self, left_m: float, long_s: int) -> float:
        """What the battery holds after so long at a charger."""
        rule = self.problem.charging
        more_m = left_m + rule.ratio_per_s * max(0, long_s) * self.limits.range_m
        return max(left_m, min(more_m, self.most_m))

    @property
    def most_m(self) -> float:
        """What a charger fills a battery up to."""
        return self.problem.charging.most_ratio * self.limits.range_m


def earliest_end(problem: Problem, limits: Limits) -> int | None:
    """When the best day ends; None where none keeps the limits."""
    trial, last = Trial(problem, limits), len(problem.order)
    start = At(problem.order[0], 1, problem.start_s, limits.now_m, problem.start_s)
    waiting, known, ends = [start, *_at_start(trial, start)], set[At](), list[int]()
    while waiting:
        here = waiting.pop()
        if here in known or here.time_s > problem.latest_s:
            continue
        known.add(here)
        if here.level == last:
            ends.append(here.time_s)
        else:
            waiting += _go_on(trial, here)
    return min(ends, default=None)


def _at_start(trial: Trial, start: At) -> Iterator[At]:
    if trial.limits.counts_toilets:
        for first_s, last_s in trial.problem.spots[start.spot].toilet:
            if first_s <= start.time_s <= last_s:
                yield from _linger(trial, start, last_s)


def _go_on(trial: Trial, here: At) -> Iterator[At]:
    problem, limits = trial.problem, trial.limits
    station = problem.order[here.level]
    beside = set(problem.beside[here.level - 1]) - {here.spot}
    for to in {station} | beside:
        for hop in problem.hops(here.spot, to, here.time_s):
            left_m = round(here.left_m - hop.level_m, 6)
            there = replace(here, spot=to, time_s=hop.arrival_s, left_m=left_m)
            if left_m < limits.reserve_m - NOTHING_M:
                continue
            if there.time_s - there.toilet_s > limits.gap_s:
                continue
            if to == station:
                yield from _stay(trial, replace(there, level=here.level + 1))
            if to in beside:
                yield from _visit(trial, there)
                yield from _charge(trial, there)


def _linger(trial: Trial, here: At, until_s: int) -> Iterator[At]:
    """One may leave the toilet at any second while it is open."""
    for later_s in range(here.time_s, max(here.time_s, min(until_s, trial.problem.latest_s)) + 1):
        yield replace(here, time_s=later_s, toilet_s=later_s)


def _stay(trial: Trial, here: At) -> Iterator[At]:
    problem, limits = trial.problem, trial.limits
    spot = problem.spots[here.spot]
    if here.level == len(problem.order):
        yield here
        return
    end_s, left_m = here.time_s + spot.stay_s, here.left_m
    if limits.counts_metres:
        for first_s, last_s in spot.charging:
            left_m = trial.fill(left_m, min(end_s, last_s) - max(here.time_s, first_s))
    used = _use(trial, here, spot, end_s) if limits.counts_toilets else (here.toilet_s, None)
    if used is None or end_s - used[0] > limits.gap_s:
        return
    toilet_s, open_s = used
    after = replace(here, time_s=end_s, left_m=round(left_m, 6), toilet_s=toilet_s)
    if open_s is not None and toilet_s == end_s:
        yield from _linger(trial, after, open_s)
    else:
        yield after


def _use(trial: Trial, here: At, spot: Spot, end_s: int) -> tuple[int, int | None] | None:
    """When one was last at the toilet of a stay, and until when it is open; None if too late."""
    toilet_s, open_s = here.toilet_s, None
    for first_s, last_s in spot.toilet:
        begin_s, gone_s = max(here.time_s, first_s), min(end_s, last_s)
        if gone_s - begin_s < trial.limits.visit_s:
            continue
        if begin_s - toilet_s > trial.limits.gap_s:
            return None
        toilet_s, open_s = gone_s, last_s
    return toilet_s, open_s


def _visit(trial: Trial, here: At) -> Iterator[At]:
    limits = trial.limits
    if not limits.counts_toilets:
        return
    for first_s, last_s in trial.problem.spots[here.spot].toilet:
        begin_s = max(here.time_s, first_s)
        end_s = begin_s + limits.visit_s
        if end_s <= last_s and begin_s - here.toilet_s <= limits.gap_s:
            yield from _linger(trial, replace(here, time_s=end_s), last_s)


def _charge(trial: Trial, here: At) -> Iterator[At]:
    """For as many steps as it is open, if there is room in the battery at all."""
    limits, step_s = trial.limits, trial.problem.charging.step_s
    if not limits.counts_metres or here.left_m >= trial.most_m - NOTHING_M:
        return
    for first_s, last_s in trial.problem.spots[here.spot].charging:
        begin_s = max(here.time_s, first_s)
        for end_s in range(begin_s + step_s, last_s + 1, step_s):
            if end_s - here.toilet_s <= limits.gap_s:
                left_m = round(trial.fill(here.left_m, end_s - begin_s), 6)
                yield replace(here, time_s=end_s, left_m=left_m)
