"""The earliest end of a day by trying everything, one second at a time: what the search must equal.

After a toilet one may stay beside it for any number of seconds while it is open.
"""

from modugil.routing.outings.problem import Limits, Problem


def earliest_end(problem: Problem, limits: Limits) -> int | None:
    """When the best day ends; None where none keeps the limits."""
    ends: list[int] = []
    known: set[tuple[int, int, int, float, int]] = set()

    def go(spot: int, level: int, at_s: int, left_m: float, toilet_s: int) -> None:
        state = (spot, level, at_s, round(left_m, 6), toilet_s)
        if state in known or at_s > problem.latest_s:
            return
        known.add(state)
        station = problem.order[level]
        for to in {*problem.beside[level - 1], station} - ({spot} - {station}):
            for hop in problem.hops(spot, to, at_s):
                there_s = hop.arrival_s
                rest_m = left_m - hop.level_m
                if rest_m < limits.reserve_m - 1e-6 or there_s - toilet_s > limits.gap_s:
                    continue
                if to == station:
                    reach(to, level + 1, there_s, rest_m, toilet_s)
                if to in problem.beside[level - 1]:
                    use(to, level, there_s, rest_m, toilet_s)

    def leave(spot: int, level: int, at_s: int, left_m: float, until_s: int) -> None:
        for later_s in range(at_s, max(at_s, min(until_s, problem.latest_s)) + 1):
            go(spot, level, later_s, left_m, later_s)

    def reach(spot: int, level: int, at_s: int, left_m: float, toilet_s: int) -> None:
        if level == len(problem.order):
            if at_s <= problem.latest_s:
                ends.append(at_s)
            return
        place, end_s, used_until = problem.spots[spot], at_s + problem.spots[spot].stay_s, None
        if limits.counts_metres:
            for first_s, last_s in place.charging:
                left_m = fill(left_m, min(end_s, last_s) - max(at_s, first_s))
        if limits.counts_toilets:
            for first_s, last_s in place.toilet:
                begin_s, gone_s = max(at_s, first_s), min(end_s, last_s)
                if gone_s - begin_s >= limits.visit_s:
                    if begin_s - toilet_s > limits.gap_s:
                        return
                    toilet_s, used_until = gone_s, last_s
        if end_s - toilet_s > limits.gap_s:
            return
        if used_until is not None and toilet_s == end_s:
            leave(spot, level, end_s, left_m, used_until)
        else:
            go(spot, level, end_s, left_m, toilet_s)

    def use(spot: int, level: int, at_s: int, left_m: float, toilet_s: int) -> None:
        if limits.counts_toilets:
            for first_s, last_s in problem.spots[spot].toilet:
                begin_s = max(at_s, first_s)
                end_s = begin_s + limits.visit_s
                if end_s <= last_s and begin_s - toilet_s <= limits.gap_s:
                    leave(spot, level, end_s, left_m, last_s)
        if limits.counts_metres and left_m < problem.charging.most_ratio * limits.range_m - 1e-6:
            for first_s, last_s in problem.spots[spot].charging:
                begin_s = max(at_s, first_s)
                end_s = begin_s + problem.charging.step_s
                while end_s <= last_s and end_s - toilet_s <= limits.gap_s:
                    go(spot, level, end_s, fill(left_m, end_s - begin_s), toilet_s)
                    end_s += problem.charging.step_s

    def fill(left_m: float, long_s: int) -> float:
        rule = problem.charging
        more_m = left_m + rule.ratio_per_s * max(0, long_s) * limits.range_m
        return max(left_m, min(more_m, rule.most_ratio * limits.range_m))

    start = problem.order[0]
    go(start, 1, problem.start_s, limits.now_m, problem.start_s)
    if limits.counts_toilets:
        for first_s, last_s in problem.spots[start].toilet:
            if first_s <= problem.start_s <= last_s:
                leave(start, 1, problem.start_s, limits.now_m, last_s)
    return min(ends, default=None)
