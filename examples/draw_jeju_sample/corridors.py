"""Which places a road joins: a thin web over the lines, in which every line finds its way."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field

from .dice import between
from .plane import Line, Point, at, crosses, distance, heading, length
from .read_facts import BusLine, Place

DETOUR_LINE = 1.3  # a line gets its own road if the others are this much longer
DETOUR_NEAR = 1.7
NEAR_M = 1300.0
SHARPEST = math.radians(30)
WALKABLE_M = 2300.0


@dataclass
class Corridor:
    """One road between two places, drawn from a to b."""

    a: str
    b: str
    line: Line

    @property
    def metres(self) -> float:
        """Length along the road."""
        return length(self.line)

    @property
    def walkable(self) -> bool:
        """Whether people walk it: towns yes, the long roads between them no."""
        return self.metres <= WALKABLE_M


@dataclass
class Web:
    """All roads, with the roads that meet at each place."""

    corridors: list[Corridor] = field(default_factory=list)
    arms: dict[str, list[tuple[Corridor, bool]]] = field(default_factory=dict)

    def add(self, corridor: Corridor) -> None:
        """Join two places; the flag says that the arm starts at `a`."""
        self.corridors.append(corridor)
        self.arms.setdefault(corridor.a, []).append((corridor, True))
        self.arms.setdefault(corridor.b, []).append((corridor, False))

    def way(self, start: str, end: str) -> tuple[float, list[tuple[Corridor, bool]]]:
        """The shortest way over the roads, or infinity and nothing."""
        best = {start: 0.0}
        came: dict[str, tuple[str, tuple[Corridor, bool]]] = {}
        queue = [(0.0, start)]
        while queue:
            metres, here = heapq.heappop(queue)
            if here == end:
                return metres, self._trace(came, start, end)
            if metres > best[here]:
                continue
            for corridor, forward in self.arms.get(here, []):
                there = corridor.b if forward else corridor.a
                total = metres + corridor.metres
                if total < best.get(there, math.inf):
                    best[there] = total
                    came[there] = (here, (corridor, forward))
                    heapq.heappush(queue, (total, there))
        return math.inf, []

    @staticmethod
    def _trace(
        came: dict[str, tuple[str, tuple[Corridor, bool]]], start: str, end: str
    ) -> list[tuple[Corridor, bool]]:
        steps = []
        while end != start:
            end, arm = came[end]
            steps.append(arm)
        return steps[::-1]


def build_web(
    places: dict[str, Place], lines: list[BusLine], bends: dict[tuple[str, str], list[Point]]
) -> Web:
    """Roads for all lines, shortest gaps first, none that crosses another or repeats it."""
    web = Web()
    wanted = {
        tuple(sorted((first.place, second.place)))
        for line in lines
        for first, second in zip(line.calls, line.calls[1:], strict=False)
    }
    keys = list(places)
    near = {
        tuple(sorted((a, b)))
        for i, a in enumerate(keys)
        for b in keys[i + 1 :]
        if distance(places[a].at, places[b].at) < NEAR_M
    }
    for a, b in sorted(
        wanted | near, key=lambda p: (distance(places[p[0]].at, places[p[1]].at), p)
    ):
        metres = distance(places[a].at, places[b].at)
        limit = DETOUR_LINE if (a, b) in wanted else DETOUR_NEAR
        there = web.way(a, b)[0]
        if there <= limit * metres:
            continue
        clash = _clashes(web, places[a], places[b])
        if clash and ((a, b) not in wanted or there <= 2.2 * metres):
            continue
        web.add(Corridor(a, b, _road(places[a], places[b], bends.get((a, b), []))))
    return web


def _clashes(web: Web, a: Place, b: Place) -> bool:
    for corridor in web.corridors:
        ends = {corridor.a, corridor.b}
        if a.key not in ends and b.key not in ends:
            if any(
                crosses(a.at, b.at, p, q)
                for p, q in zip(corridor.line, corridor.line[1:], strict=False)
            ):
                return True
            continue
    for here, there in ((a, b), (b, a)):
        angle = heading(here.at, there.at)
        for corridor, forward in web.arms.get(here.key, []):
            line = corridor.line if forward else corridor.line[::-1]
            ahead = at(line, min(80.0, corridor.metres / 2))[0]
            if abs(math.remainder(heading(here.at, ahead) - angle, math.tau)) < SHARPEST:
                return True
    return False


def _road(a: Place, b: Place, bends: list[Point]) -> Line:
    if bends:
        return _smooth([a.at, *bends, b.at])
    metres = distance(a.at, b.at)
    sway = metres * between(-0.035, 0.035, a.key, b.key, "sway")
    angle = heading(a.at, b.at) + math.pi / 2
    parts = max(2, int(metres // 120))
    line = []
    for i in range(parts + 1):
        share = i / parts
        bulge = sway * math.sin(math.pi * share) ** 2
        line.append(
            (
                a.at[0] + (b.at[0] - a.at[0]) * share + math.cos(angle) * bulge,
                a.at[1] + (b.at[1] - a.at[1]) * share + math.sin(angle) * bulge,
            )
        )
    return line


def _smooth(points: Line) -> Line:
    for _ in range(2):  # corner cutting: the ends stay
        cut = [points[0]]
        for a, b in zip(points, points[1:], strict=False):
            cut.append((a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25))
            cut.append((a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75))
        points = [*cut, points[-1]]
    return points
