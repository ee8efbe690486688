"""Whether two contestants gave the same answers: a speed without this says nothing."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

CLOSE_RATIO = 0.05
WELL_MATCHED_M = 10.0
AGAINST_TRUTH = frozenset({"match"})


def agreement(kind: str, answers: list[Any], reference: list[Any]) -> dict[str, float]:
    """Named shares and ratios that compare `answers` with those of the reference."""
    compare: dict[str, Callable[[list[Any], list[Any]], dict[str, float]]] = {
        "stop_to_stop": _journeys,
        "route": _lengths,
        "reach": _areas,
        "matrix": _matrices,
    }
    return compare[kind](answers, reference)


def against_truth(answers: list[Any]) -> dict[str, float]:
    """Answers are metres from the true place for each point, None for a point without a place."""
    points = [point for answer in answers for point in answer or ()]
    found = sorted(point for point in points if point is not None)
    if not found:
        return {}
    return {
        "points with a place": len(found) / len(points),
        "within 10 m": _share(point <= WELL_MATCHED_M for point in found),
        "metres off, p50": median(found),
        "metres off, p95": found[int(0.95 * len(found))],
    }


def _journeys(answers: list[Any], reference: list[Any]) -> dict[str, float]:
    """Answers are lists of [transfers, arrival]; the earliest arrival and the whole set count."""
    both = list(zip(answers, reference, strict=True))
    earliest = [(_earliest(mine), _earliest(theirs)) for mine, theirs in both]
    return {
        "same arrival": _share(mine == theirs for mine, theirs in earliest),
        "same journeys": _share(sorted(mine) == sorted(theirs) for mine, theirs in both),
        "earlier": _share((mine or 1e18) < (theirs or 1e18) for mine, theirs in earliest),
        "later": _share((mine or 1e18) > (theirs or 1e18) for mine, theirs in earliest),
    }


def _lengths(answers: list[Any], reference: list[Any]) -> dict[str, float]:
    """Answers are metres or None."""
    both = list(zip(answers, reference, strict=True))
    verdicts = {"both or neither found": _share((a is None) == (b is None) for a, b in both)}
    return verdicts | _ratios([(a, b) for a, b in both if a and b], what="length")


def _areas(answers: list[Any], reference: list[Any]) -> dict[str, float]:
    """Answers are one verdict (0 or 1) per probe, or None."""
    verdicts = [
        pair
        for mine, theirs in zip(answers, reference, strict=True)
        if mine is not None and theirs is not None
        for pair in zip(mine, theirs, strict=True)
    ]
    inside = [mine == theirs for mine, theirs in verdicts if mine or theirs]
    return {
        "same verdict": _share(mine == theirs for mine, theirs in verdicts),
        "same where either reaches": _share(inside),
        "ratio of places reached": sum(mine for mine, _ in verdicts)
        / max(1, sum(theirs for _, theirs in verdicts)),
    }


def _matrices(answers: list[Any], reference: list[Any]) -> dict[str, float]:
    """Answers are rows of seconds or None."""
    cells = [
        (a, b)
        for mine, theirs in zip(answers, reference, strict=True)
        for row, their_row in zip(mine, theirs, strict=True)
        for a, b in zip(row, their_row, strict=True)
        if a and b
    ]
    return _ratios(cells, what="duration")


def _ratios(pairs: list[tuple[float, float]], *, what: str) -> dict[str, float]:
    if not pairs:
        return {}
    ratios = sorted(a / b for a, b in pairs)
    return {
        f"ratio of {what}s": median(ratios),
        "ratio p5": ratios[int(0.05 * len(ratios))],
        "ratio p95": ratios[int(0.95 * len(ratios))],
        f"{what}s within 5 %": _share(abs(ratio - 1) <= CLOSE_RATIO for ratio in ratios),
    }


def _earliest(journeys: list[Any]) -> int | None:
    return min((arrival for _, arrival in journeys), default=None)


def _share(verdicts: Any) -> float:
    counted = list(verdicts)
    return sum(counted) / len(counted) if counted else 0.0
