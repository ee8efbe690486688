"""The earliest end of a day out in which nothing runs out: an exact search over beginnings.

A label is one beginning of the day; of two at the same spot, as far in the order, one is dropped
where the other is no later, has no less in the battery, and left the last toilet no earlier. Labels
come off the heap by when the day could end at best, so the first at the end is the best.

Waiting is spent at the last toilet as far as it is open and nothing since had to be when it was:
nobody hurries from a toilet to stand at a stop. Charging takes whole steps of time. One waits for a
toilet or a charger to open, but not for one at a place one came to for something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from modugil.routing.outings.doing import arrive, charge, start_day, stay, visit_toilet
from modugil.routing.outings.label import NOTHING_M, Bag, Label
from modugil.routing.outings.problem import Limits, Problem, Spot, Stop
from modugil.routing.outings.read_stops import read_stops
from modugil.routing.outings.work import Work

MOST_STEPS = 1_000_000
"""So many beginnings are looked at where nobody says how many may be."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The stops of the best day, the start first; none where no day keeps the limits.

    `reached` places of the order can be done within the limits, the start counted.
    """

    stops: tuple[Stop, ...]
    reached: int


def find_outing(problem: Problem, limits: Limits, *, work: Work | None = None) -> tuple[Stop, ...]:
    """The stops of the day that ends earliest, the start first; none where no day keeps the limits.

    Errors:  CouldNotLook if there are more ways to combine stops than may be looked at.
    """
    return search_outing(problem, limits, work=work).stops


def search_outing(
    problem: Problem, limits: Limits, *, work: Work | None = None, any_day: bool = False
) -> Searched:
    """The best day, and how far one comes where there is none.

    With `any_day` a day that keeps the limits is enough, and is found sooner.

    Errors:  CouldNotLook if there are more ways to combine stops than may be looked at.
    """
    search = _Search(problem, limits, work or Work(MOST_STEPS), any_day=any_day)
    end = search.run()
    return Searched(read_stops(end) if end is not None else (), search.reached)


class _Search:
    """One search: its heap, and the beginnings that no other beats."""

    def __init__(self, problem: Problem, limits: Limits, work: Work, *, any_day: bool) -> None:
        self.reached = 1
        self._problem = problem
        self._limits = limits
        self._work = work
        self._any_day = any_day
        self._heap: list[tuple[int, float, int, Label]] = []
        self._bags: dict[tuple[int, int], Bag] = {}
        self._arrivals: dict[tuple[int, int], Bag] = {}
        self._number = count()
        self._rest_s = _rest_of_order(problem)
        self._beside = [
            [spot for spot in row if _helps(problem.spots[spot], limits)] for row in problem.beside
        ]
        self._most_m = problem.charging.most_ratio * limits.range_m

    def run(self) -> Label | None:
        """The label at the end, None where there is none."""
        self._offer(start_day(self._problem, self._limits))
        while self._heap:
            *_, label = heappop(self._heap)
            if label.is_beaten:
                continue
            if label.level == len(self._problem.order):
                return label
            for new in self._go_on(label):
                self._offer(new)
        return None

    def _go_on(self, label: Label) -> Iterator[Label]:
        problem, limits, level = self._problem, self._limits, label.level
        station = problem.order[level]
        for came in self._arrive(label, station, level + 1):
            done = stay(came, problem, limits=limits)
            if done is not None:
                yield done
        for spot in self._beside[level - 1]:
            if spot == label.spot:
                continue
            for came in self._arrive(label, spot, level):
                if self._is_worth(came):
                    yield from visit_toilet(came, problem.spots[spot], limits=limits)
                    yield from charge(came, problem, limits=limits)

    def _arrive(self, label: Label, spot: int, level: int) -> Iterator[Label]:
        for hop in self._problem.hops(label.spot, spot, label.time_s):
            if hop.departure_s >= label.goes_on_s and not hop.loose:
                continue
            self._work.spend()
            came = arrive(label, spot, hop, limits=self._limits, level=level)
            if came is not None:
                yield came

    def _is_worth(self, came: Label) -> bool:
        """Whether nobody came there before who can do the same and at least as well."""
        if self._problem.spots[came.spot].charging and came.left_m >= self._most_m - NOTHING_M:
            return True  # nobody charges there, but who comes with less may
        return self._bag(self._arrivals, came).add(came)

    def _bag(self, bags: dict[tuple[int, int], Bag], label: Label) -> Bag:
        key = label.spot, label.level
        if key not in bags:
            bags[key] = Bag(self._limits)
        return bags[key]

    def _offer(self, label: Label) -> None:
        problem = self._problem
        rest_s = self._rest_s[label.level]
        if label.level < len(problem.order):
            rest_s += problem.least_s(label.spot, problem.order[label.level])
        if label.time_s + rest_s > problem.latest_s:
            return
        self._work.spend()
        if not self._bag(self._bags, label).add(label):
            return
        self.reached = max(self.reached, label.level)
        far = -label.level if self._any_day else 0
        heappush(self._heap, (far, label.time_s + rest_s, next(self._number), label))


def _helps(spot: Spot, limits: Limits) -> bool:
    """Whether what is there helps with anything that may be in the way."""
    return bool((limits.heeds_toilets and spot.toilet) or (limits.heeds_metres and spot.charging))


def _rest_of_order(problem: Problem) -> list[float]:
    """By level: the least seconds from the next spot of the order to the end, stays included."""
    order = problem.order
    rest = [0.0] * (len(order) + 1)
    for level in range(len(order) - 2, 0, -1):
        onward_s = problem.least_s(order[level], order[level + 1])
        rest[level] = rest[level + 1] + problem.spots[order[level]].stay_s + onward_s
    return rest
