"""A day's driving as people are told it: nothing that too few buses did, and no bus at all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np

from modugil.core.geo import LatLon
from modugil.core.thresholds import limit
from modugil.live.operations.driving import KINDS, NUMBERS, Key, tell_limits
from modugil.live.operations.driving_day import CELL_M, split_cell
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.told.driving import (
    DrivingAnswer,
    DrivingCount,
    DrivingKind,
    DrivingLine,
    HotSpot,
    HotSpotFacts,
    HotSpots,
    Ring,
)
from modugil.live.operations.watch_fixes import PASSAGE
from modugil.live.paths import to_degrees

Numbers = list[int]
MOST_SPOTS = 2_000


class DaySeen(NamedTuple):
    """One day's counts."""

    day: str
    counts: Mapping[Key, Iterable[int]]


MOST_SPOTS = 2_000


def may_be_told(count: int, passages: int) -> bool:
    """Whether enough happened, among enough passages, that nobody can be found behind it."""
    enough = count >= limit("driving.least_events")
    return enough and passages >= limit("driving.least_passages")


def show_driving(
    network: ServiceNetwork,
    seen: DaySeen,
    *,
    days: list[str],
    settings: OperationsSettings,
    now: datetime,
) -> DrivingAnswer:
    """One day, all places together."""
    counts, busiest = seen.counts, _find_busiest(seen.counts)
    by_line = _add_up(counts, lambda key: key.line)
    by_cell = _add_up(counts, lambda key: key.cell)
    total = _sum(by_line.values())
    lines = []
    for line, numbers in by_line.items():
        if line >= 0:
            line_id, name = network.name_line(line)
            lines.append(
                DrivingLine(
                    line_id=line_id,
                    line=name,
                    passages=numbers[PASSAGE],
                    kinds=_tell(numbers, buses=busiest[line]),
                )
            )
    return DrivingAnswer(
        as_of=now,
        day=seen.day,
        days=days,
        limits=tell_limits(settings),
        passages=total[PASSAGE],
        totals=_tell(total, buses=total[PASSAGE]),
        lines=sorted(lines, key=lambda one: (one.line, one.line_id)),
        withheld=sum(_is_withheld(numbers) for numbers in by_cell.values()),
    )


def find_hot_spots(
    network: ServiceNetwork,
    origin: LatLon,
    seen: DaySeen,
    *,
    kinds: Sequence[DrivingKind],
    line: str,
    now: datetime,
) -> HotSpots:
    """The cells where it happened, per thousand passages; of that line alone if one is given."""
    counts = seen.counts
    if line:
        rows = np.flatnonzero(network.find_lines(line)).tolist()
        counts = {key: numbers for key, numbers in counts.items() if key.line in rows}
    by_cell = _add_up(counts, lambda key: key.cell)
    lines_of: dict[int, list[tuple[int, Numbers]]] = defaultdict(list)
    for key, numbers in counts.items():
        if key.line >= 0:
            lines_of[key.cell].append((key.line, list(numbers)))
    found = [
        (cell, kind, numbers)
        for cell, numbers in by_cell.items()
        for kind in kinds
        if may_be_told(numbers[KINDS[kind]], numbers[PASSAGE])
    ]
    found.sort(key=lambda one: -one[2][KINDS[one[1]]] / one[2][PASSAGE])
    spots = [
        HotSpot(
            geometry=Ring(coordinates=[_ring(origin, cell)]),
            properties=_facts(network, kind, numbers, lines_of[cell]),
        )
        for cell, kind, numbers in found[:MOST_SPOTS]
    ]
    return HotSpots(as_of=now, day=seen.day, features=spots)


def _facts(
    network: ServiceNetwork,
    kind: DrivingKind,
    numbers: Numbers,
    lines: Sequence[tuple[int, Numbers]],
) -> HotSpotFacts:
    at = KINDS[kind]
    named = [(line, one[at]) for line, one in lines if may_be_told(one[at], one[PASSAGE])]
    return HotSpotFacts(
        kind=kind,
        count=numbers[at],
        passages=numbers[PASSAGE],
        per_1000=round(1000.0 * numbers[at] / numbers[PASSAGE], 1),
        lines=[network.name_line(line)[1] for line, _ in sorted(named, key=lambda one: -one[1])],
    )


def _find_busiest(counts: Mapping[Key, Iterable[int]]) -> dict[int, int]:
    """How many buses of each line came through its busiest cell: about how many runs it had."""
    busiest: dict[int, int] = defaultdict(int)
    for key, numbers in counts.items():
        busiest[key.line] = max(busiest[key.line], next(iter(numbers)))
    return busiest


def _tell(numbers: Numbers, *, buses: int) -> list[DrivingCount]:
    """Counts that `buses` are behind."""
    told = []
    for kind, at in KINDS.items():
        count, passages = numbers[at], numbers[PASSAGE]
        if may_be_told(count, buses):
            rate = round(1000.0 * count / passages, 2)
            told.append(DrivingCount(kind=kind, count=count, per_1000=rate))
        else:
            told.append(DrivingCount(kind=kind, count=None, per_1000=None))
    return told


def _is_withheld(numbers: Numbers) -> bool:
    seen = [numbers[at] for at in KINDS.values() if numbers[at]]
    return bool(seen) and not any(may_be_told(count, numbers[PASSAGE]) for count in seen)


def _add_up(counts: Mapping[Key, Iterable[int]], of: Callable[[Key], int]) -> dict[int, Numbers]:
    sums: dict[int, Numbers] = defaultdict(lambda: [0] * NUMBERS)
    for key, numbers in counts.items():
        total = sums[of(key)]
        for at, number in enumerate(numbers):
            total[at] += number
    return sums


def _sum(rows: Iterable[Numbers]) -> Numbers:
    return [sum(column) for column in zip([0] * NUMBERS, *rows, strict=True)]


def _ring(origin: LatLon, cell: int) -> list[list[float]]:
    east, north = split_cell(cell)
    steps = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], np.float64)
    lat, lon = to_degrees(
        origin, x_m=(east + steps[:, 0]) * CELL_M, y_m=(north + steps[:, 1]) * CELL_M
    )
    return [[round(x, 6), round(y, 6)] for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]
