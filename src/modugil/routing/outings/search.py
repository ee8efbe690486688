"""The earliest end of a day out in which nothing runs out: an exact search over beginnings.

A label is one beginning of the day; of two at the same spot, as far in the order, one is dropped
where the other is no later, has no less in the battery, and left the last toilet no earlier. Labels
come off the heap by when the day could end at best, so the first at the end is the best.

Waiting is spent at the last toilet as far as it is open and nothing since had to be when it was:
nobody hurries from a toilet to stand at a stop. Charging takes whole steps of time. One waits for a
toilet or a charger to open, but not for one at a place one came to for something else.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

from modugil.core.errors import CouldNotLook
from modugil.routing.outings.doing import arrive, charge, start_day, stay, visit_toilet
from modugil.routing.outings.label import Label
from modugil.routing.outings.problem import Limits, Problem, Stop
from modugil.routing.outings.read_stops import read_stops

MOST_LABELS = 60_000
"""So many beginnings are looked at; a day within a city has some thousands."""


def find_outing(problem: Problem, limits: Limits) -> tuple[Stop, ...]:
    """The stops of the day that ends earliest, the start first; none where no day keeps the limits.

    Errors:  CouldNotLook if there are too many ways to combine stops.
    """
    end = _Search(problem, limits).run()
    return read_stops(end) if end is not None else ()


class _Search:
    """One search: its heap, and the beginnings that no other beats."""

    def __init__(self, problem: Problem, limits: Limits) -> None:
        self._problem = problem
        self._limits = limits
        self._heap: list[tuple[float, int, Label]] = []
        self._bags: dict[tuple[int, int], list[Label]] = {}
        self._number = count()
        self._rest_s = _rest_of_order(problem)

    def run(self) -> Label | None:
        """The label at the end, None where there is none."""
        self._offer(start_day(self._problem, self._limits))
        looked = 0
        while self._heap:
            _, _, label = heappop(self._heap)
            if label not in self._bags[label.spot, label.level]:
                continue
            if label.level == len(self._problem.order):
                return label
            looked += 1
            if looked > MOST_LABELS:
                raise CouldNotLook(
                    "There are too many ways to combine stops on this day.",
                    allowed="Ask for fewer places or a wider limit.",
                )
            for new in self._go_on(label):
                self._offer(new)
        return None

    def _go_on(self, label: Label) -> Iterator[Label]:
        problem, limits, level = self._problem, self._limits, label.level
        station = problem.order[level]
        for hop in problem.hops(label.spot, station, label.time_s):
            came = arrive(label, station, hop, limits=limits, level=level + 1)
            done = stay(came, problem, limits=limits) if came is not None else None
            if done is not None:
                yield done
        for spot in problem.beside[level - 1]:
            if spot == label.spot:
                continue
            for hop in problem.hops(label.spot, spot, label.time_s):
                came = arrive(label, spot, hop, limits=limits, level=level)
                if came is not None:
                    yield from visit_toilet(came, problem.spots[spot], limits=limits)
                    yield from charge(came, problem, limits=limits)

    def _offer(self, label: Label) -> None:
        problem = self._problem
        rest_s = self._rest_s[label.level]
        if label.level < len(problem.order):
            rest_s += problem.least_s(label.spot, problem.order[label.level])
        if label.time_s + rest_s > problem.latest_s:
            return
        bag = self._bags.setdefault((label.spot, label.level), [])
        if any(other.beats(label) for other in bag):
            return
        bag[:] = [other for other in bag if not label.beats(other)]
        bag.append(label)
        heappush(self._heap, (label.time_s + rest_s, next(self._number), label))


def _rest_of_order(problem: Problem) -> list[float]:
    """By level: the least seconds from the next spot of the order to the end, stays included."""
    order = problem.order
    rest = [0.0] * (len(order) + 1)
    for level in range(len(order) - 2, 0, -1):
        onward_s = problem.least_s(order[level], order[level + 1])
        rest[level] = rest[level + 1] + problem.spots[order[level]].stay_s + onward_s
    return rest
