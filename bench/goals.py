"""What was aimed at, and whether it was reached: the first table of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contestants import OURS

Results = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """One number of ours that must not be more than a limit, both in `unit`.

    Where some questions have no answer the median of those which have one counts, if it is more.
    `bound` says what bounds the number; the page prints it only where the goal is missed.
    """

    what: str
    unit: str
    find: Callable[[Results], tuple[float, float] | None]
    bound: str


@dataclass(frozen=True)
class Verdict:
    """A goal beside what was measured."""

    goal: Goal
    measured: float
    limit: float

    @property
    def is_met(self) -> bool:
        return self.measured <= self.limit


def judge(all_results: dict[str, Results]) -> list[Verdict]:
    """Every goal that the results, by workload, say something about."""
    verdicts = []
    for goal in GOALS:
        found = goal.find(all_results)
        if found is not None:
            verdicts.append(Verdict(goal, *found))
    return verdicts


def _beside(workload: str, task: str, peer: str, share: float) -> Callable[[Results], Any]:
    """Our median, and that share of the peer's in the same run."""

    def find(all_results: Results) -> tuple[float, float] | None:
        ours = _median_ms(all_results, workload, OURS, task)
        theirs = _median_ms(all_results, workload, peer, task)
        return None if ours is None or theirs is None else (ours, share * theirs)

    return find


def _at_most(workload: str, task: str, limit_ms: float) -> Callable[[Results], Any]:
    def find(all_results: Results) -> tuple[float, float] | None:
        ours = _median_ms(all_results, workload, OURS, task)
        return None if ours is None else (ours, limit_ms)

    return find


def _fleet(number: str, limit: float) -> Callable[[Results], Any]:
    """That number of the largest fleet that speaks our compact form."""

    def find(all_results: Results) -> tuple[float, float] | None:
        rows = all_results.get("a fleet at 1 Hz", {}).get("fleets", [])
        told = [row for row in rows if (row["vehicles"], row["form"]) == (10_000, "compact")]
        return (told[0][number], limit) if told else None

    return find


def _serving(number: str, limit: float) -> Callable[[Results], Any]:
    def find(all_results: Results) -> tuple[float, float] | None:
        serving = all_results.get("door to door", {}).get("serving")
        return serving and (serving[number], limit)

    return find


def _median_ms(all_results: Results, workload: str, who: str, task: str) -> float | None:
    contestants = all_results.get(workload, {}).get("contestants", {})
    numbers = contestants.get(who, {}).get("tasks", {}).get(task)
    if numbers is None:
        return None
    return float(max(numbers["median_ms"], numbers.get("median_found_ms", 0.0)))


TRANSIT = (
    "Nearly all of it is the search itself: rounds over lanes in one kernel. The rest makes "
    "journeys with legs out of what the kernel wrote."
)
DOOR = (
    "Two searches along streets around both ends, then the search over lanes; where metres are "
    "unverified, a second one that trades arrival against certainty and keeps many labels a stop."
)
ROUTE = "The search with landmarks, and tying both points to streets in plain Python."
REACH = (
    "Two fifths of it are the two kernels; the rest is plain Python and array operations around "
    "them: tying the point to streets, putting whole and partial streets together."
)
NEED = "The walks between all stops: one search from each of them, 400 m far."
MATCHING = (
    "One kernel: the stretches of the way around each point, a few hundred bytes of state a bus "
    "and the stops it passes."
)
FLEET = (
    "Half of the wait is that for the next tick, twice a second. The processor's time goes to one "
    "message at a time in Python: the packet, the form, the journal, the receipt."
)
MEMORY = "Libraries and compiled kernels; the region itself is mapped from its files."

GOALS = (
    *(
        Goal(f"stop to stop, footpaths {rule}, not more than pynigiri", "ms", find, TRANSIT)
        for rule in ("100 m", "100 m or same name")
        for find in [_beside(f"transit, footpaths {rule}", "stop to stop", "pynigiri", 1.0)]
    ),
    Goal("door to door on foot", "ms", _at_most("door to door", "journeys on foot", 5.0), DOOR),
    Goal(
        "door to door by powered wheelchair",
        "ms",
        _at_most("door to door", "journeys by powered wheelchair", 8.0),
        DOOR,
    ),
    *(
        Goal(f"{task}, a quarter of pyvalhalla", "ms", find, ROUTE)
        for task in ("route on foot", "route by wheelchair")
        for find in [_beside("streets", task, "pyvalhalla", 0.25)]
    ),
    *(
        Goal(f"reachable area, {task}", "ms", _at_most("streets", task, 0.5), REACH)
        for task in ("15 minutes on foot", "15 minutes by wheelchair")
    ),
    Goal(
        "a new custom need compiled",
        "ms",
        _at_most("a person's needs", "a new custom need, everything", 50.0),
        NEED,
    ),
    Goal(
        "a million points a second on a named trip, 600 points",
        "ms",
        _at_most("a bus's place", "a bus's 600 points, its trip named", 0.6),
        MATCHING,
    ),
    Goal(
        "one tick of 10,000 buses",
        "ms",
        _at_most("a bus's place", "one tick of 10,000 buses", 40.0),
        MATCHING,
    ),
    *(
        Goal(f"10,000 buses at 1 Hz, fix sent to visible, {share}", "ms", find, FLEET)
        for share, find in (
            ("median", _fleet("visible_p50_ms", 1000.0)),
            ("p99", _fleet("visible_p99_ms", 2000.0)),
        )
    ),
    Goal("10,000 buses at 1 Hz, the server", "cores", _fleet("server_cores", 1.2), FLEET),
    Goal("memory of a serving process", "MB", _serving("resident_mb", 500.0), MEMORY),
)
