"""The day that comes nearest to limits that cannot be kept, as far as one question may search."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from modugil.answers.outings.days_found import (
    DaysFound,
    keeps,
    lenient,
    longest_gap_s,
    lowest_left_m,
)
from modugil.core.errors import CouldNotLook
from modugil.routing.outings.problem import Limits, Problem, Stop
from modugil.routing.outings.search import search_outing
from modugil.routing.outings.work import Work

GAP_STEP_S = 60.0
RANGE_STEP_M = 100.0
ALONE_RATIO, BOTH_RATIO, STEP_RATIO = 0.3, 0.5, 0.3
"""Of the steps that are left so much is spent at most on one limit alone, on both, on one try."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one search; `reached` as in `search_outing`."""

    stops: tuple[Stop, ...]
    reached: int
    is_whole: bool = True

    @property
    def may_be(self) -> bool:
        """Whether nothing proves that there is no such day."""
        return bool(self.stops) or not self.is_whole


@dataclass(frozen=True, slots=True)
class _Scale:
    """A limit that is made wider until a day keeps it: how it is set and measured on a day."""

    set_to: Callable[[float], Limits]
    measure: Callable[[tuple[Stop, ...]], float]
    low: float
    step: float


class Nearest:
    """The searches of one question; all of them spend the same work."""

    def __init__(self, problem: Problem, limits: Limits, work: Work) -> None:
        """Nothing is searched yet."""
        self.is_whole = True
        """Whether every search so far looked at everything."""
        self._problem = problem
        self._limits = limits
        self._work = work

    def try_alone(self, without: tuple[Stop, ...]) -> tuple[Tried, Tried]:
        """The best day of the limit between toilets alone, and that of the battery alone."""
        limits = self._limits
        one_by_one = lenient(limits, battery=True), lenient(limits, gap=True)
        tried = [
            Tried(without, 0) if keeps(without, one) else self._try(one, ALONE_RATIO)
            for one in one_by_one
        ]
        return tried[0], tried[1]

    def try_both(self) -> Tried:
        """The best day that keeps everything."""
        tried = self._try(self._limits, BOTH_RATIO)
        if tried.is_whole:
            return tried
        some = self._try(self._limits, STEP_RATIO, any_day=True)
        return replace(some, is_whole=False) if some.stops else some

    def find(self, without: tuple[Stop, ...], *, toilet: Tried, battery: Tried) -> DaysFound:
        """The day with the least time between toilets, or for which the fewest metres are short."""
        proofs = [0 if tried.may_be else tried.reached for tried in (toilet, battery)]
        found = DaysFound((), without, without, "both", toilet=proofs[0], battery=proofs[1])
        if self._limits.heeds_toilets and battery.stops:
            scale = _Scale(self._with_gap, longest_gap_s, self._limits.gap_s, GAP_STEP_S)
            best, _ = self._narrow(scale, battery.stops)
            return replace(found, best=best, short="toilet")
        if self._limits.heeds_metres and toilet.stops:
            scale = _Scale(self._with_short, self._short_m, 0.0, RANGE_STEP_M)
            best, short_m = self._narrow(scale, toilet.stops)
            return replace(found, best=best, short="battery", short_m=short_m)
        return found

    def _with_gap(self, gap_s: float) -> Limits:
        return replace(self._limits, gap_s=gap_s)

    def _with_short(self, short_m: float) -> Limits:
        return replace(self._limits, reserve_m=self._limits.reserve_m - short_m)

    def _short_m(self, stops: tuple[Stop, ...]) -> float:
        return self._limits.reserve_m - lowest_left_m(stops)

    def _narrow(self, scale: _Scale, wide: tuple[Stop, ...]) -> tuple[tuple[Stop, ...], float]:
        """The day that needs the limit the least wide, to one step, and how wide."""
        low, high, best = scale.low, float(scale.measure(wide)), wide
        while high - low > scale.step:
            middle = (low + high) / 2
            tried = self._try(scale.set_to(middle), STEP_RATIO, any_day=True)
            if tried.stops:
                best, high = tried.stops, min(middle, float(scale.measure(tried.stops)))
            else:
                low = middle
        if best is not wide:
            # any day was enough to find how wide; of those the one that ends earliest is told
            best = self._try(scale.set_to(high), 1.0).stops or best
        return best, high

    def _try(self, limits: Limits, ratio: float, *, any_day: bool = False) -> Tried:
        try:
            with self._work.share(ratio):
                searched = search_outing(self._problem, limits, work=self._work, any_day=any_day)
        except CouldNotLook:
            self.is_whole = False
            return Tried((), 0, is_whole=False)
        return Tried(searched.stops, searched.reached)
