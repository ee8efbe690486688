"""What one does at a spot: use its toilet, charge there, stay; each makes labels of an arrival."""

from collections.abc import Iterator

from modugil.routing.outings.label import NOTHING_M, Label, Moment, take
from modugil.routing.outings.problem import Hop, Limits, Problem, Spot, StopWord


def start_day(problem: Problem, limits: Limits) -> Label:
    """The day before the first hop: with a toilet at hand where the start has one."""
    spot, at_s = problem.order[0], problem.start_s
    here = Moment(at_s, limits.now_m, at_s, 0)
    if limits.counts_toilets:
        for first_s, last_s in problem.spots[spot].toilet:
            if first_s <= at_s <= last_s:
                here.leave_toilet(last_s)
    return Label(
        spot,
        1,
        here.time_s,
        here.left_m,
        here.toilet_s,
        here.slack_s,
        arrival_s=at_s,
        begin_s=at_s,
        came_left_m=here.left_m,
        came_toilet_s=at_s,
        at_toilet=True,
    )


def arrive(label: Label, spot: int, hop: Hop, *, limits: Limits, level: int) -> Label | None:
    """The label of having arrived, before anything was done there; None where something ran out."""
    here = take(label, hop)
    if here.left_m < limits.reserve_m - NOTHING_M or here.time_s - here.toilet_s > limits.gap_s:
        return None
    return Label(
        spot,
        level,
        here.time_s,
        here.left_m,
        here.toilet_s,
        here.slack_s,
        arrival_s=here.time_s,
        begin_s=here.time_s,
        came_left_m=here.left_m,
        came_toilet_s=here.toilet_s,
        held_s=here.held_s,
        hop=hop,
        before=label,
    )


def visit_toilet(came: Label, spot: Spot, *, limits: Limits) -> Iterator[Label]:
    """The labels after a visit: one for each time the toilet is open; none where none is needed."""
    if not limits.heeds_toilets:
        return
    for first_s, last_s in spot.toilet:
        if max(came.arrival_s, first_s) + limits.visit_s > last_s:
            continue
        here = _moment(came)
        here.wait(first_s)
        if here.time_s - here.toilet_s > limits.gap_s:
            return
        begin_s = here.time_s
        here.time_s += limits.visit_s
        here.leave_toilet(last_s)
        yield _done(came, here, what="toilet", begin_s=begin_s, at_toilet=True)


def charge(came: Label, problem: Problem, *, limits: Limits) -> Iterator[Label]:
    """The labels after charging for one step, two, and so on, as long as it is open and helps."""
    most_m = problem.charging.most_ratio * limits.range_m
    if not limits.heeds_metres or came.left_m >= most_m - NOTHING_M:
        return
    for first_s, last_s in problem.spots[came.spot].charging:
        here = _moment(came)
        here.wait(first_s)
        begin_s, last = here.time_s, None
        while here.left_m < most_m - NOTHING_M:
            here.time_s += problem.charging.step_s
            if here.time_s > last_s or here.time_s - here.toilet_s > limits.gap_s:
                break
            here.left_m = charged_m(problem, limits, came.left_m, here.time_s - begin_s)
            done = Moment(here.time_s, here.left_m, here.toilet_s, here.slack_s, here.held_s)
            done.limit_slack(last_s)
            if last is not None:
                if not last.slack_s:
                    last.goes_on_s = here.time_s
                yield last
            last = _done(came, done, what="charge", begin_s=begin_s)
        if last is not None:
            yield last


def charged_m(problem: Problem, limits: Limits, left_m: float, long_s: int) -> float:
    """What is in the battery after charging for so long."""
    rule = problem.charging
    more_m = left_m + rule.ratio_per_s * long_s * limits.range_m
    return max(left_m, min(more_m, rule.most_ratio * limits.range_m))


def stay(came: Label, problem: Problem, *, limits: Limits) -> Label | None:
    """The label after the stay: its toilet used while it is open, its charger too."""
    here, spot = _moment(came), problem.spots[came.spot]
    begin_s = here.time_s
    if came.level == len(problem.order):
        return _done(came, here, what="end", begin_s=begin_s)
    end_s = begin_s + spot.stay_s
    if limits.counts_metres:
        for first_s, last_s in spot.charging:
            long_s = min(end_s, last_s) - max(begin_s, first_s)
            if long_s > 0:
                here.left_m = charged_m(problem, limits, here.left_m, long_s)
                here.slack_s = min(here.slack_s, max(0, last_s - end_s))
    used = _use_toilets(here, spot, end_s, limits=limits) if limits.counts_toilets else 0
    if used is None:
        return None
    here.time_s = end_s
    if here.time_s - here.toilet_s > limits.gap_s:
        return None
    return _done(came, here, what="stay", begin_s=begin_s, at_toilet=used > 0)


def _use_toilets(here: Moment, spot: Spot, end_s: int, *, limits: Limits) -> int | None:
    """How often the toilet there is used, once in each of its spans; None if it opens too late.

    Where it is still open when one goes, one may stay on beside it.
    """
    used = 0
    for first_s, last_s in spot.toilet:
        at_s, gone_s = max(here.time_s, first_s), min(end_s, last_s)
        if gone_s - at_s < limits.visit_s:
            continue
        if at_s - here.toilet_s > limits.gap_s:
            return None
        used += 1
        here.toilet_s = gone_s
        here.slack_s = last_s - gone_s if gone_s == end_s else 0
    return used


def _moment(came: Label) -> Moment:
    return Moment(came.time_s, came.left_m, came.toilet_s, came.slack_s, came.held_s)


def _done(
    came: Label, here: Moment, *, what: StopWord, begin_s: int, at_toilet: bool = False
) -> Label:
    return Label(
        came.spot,
        came.level,
        here.time_s,
        here.left_m,
        here.toilet_s,
        here.slack_s,
        what=what,
        arrival_s=came.arrival_s,
        begin_s=begin_s,
        came_left_m=came.came_left_m,
        came_toilet_s=came.came_toilet_s,
        held_s=here.held_s,
        at_toilet=at_toilet,
        hop=came.hop,
        before=came.before,
    )
