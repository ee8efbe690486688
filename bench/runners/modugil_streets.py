"""Modugil on streets: routes, the same told in full, the area within 15 minutes, a matrix.

`foot` is the preset for walking and `wheelchair` that for a powered wheelchair, both at the speed
asked for. Points are tied to streets within the measured time, as the peers do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from modugil_region import open_built, run_modugil
from protocol import Task

from modugil.core.geo import LatLon
from modugil.routing.presets import get_preset
from modugil.routing.streets import (
    ReachableArea,
    Snaps,
    StreetCosts,
    compile_needs,
    find_path,
    find_snaps,
    find_way,
    path_length_m,
    reachable_area,
    travel_matrix,
)

PRESETS = {"foot": "walking", "wheelchair": "powered-wheelchair"}


def open_engine(request: dict[str, Any]) -> Callable[[dict[str, Any]], Task]:
    """The streets, and the costs of each needs once they are asked for."""
    streets = open_built(request).streets
    assert streets is not None
    compiled: dict[tuple[str, float], StreetCosts] = {}
    kinds = {"route": _route, "way": _way, "reach": _reach, "matrix": _matrix}

    def task_of(spec: dict[str, Any]) -> Task:
        key = spec["needs"], spec["speed_mps"]
        if key not in compiled:
            needs = get_preset(PRESETS[key[0]]).with_limits(speed_mps=key[1])
            compiled[key] = compile_needs(streets, needs)
        return kinds[spec["kind"]](compiled[key], spec)

    return task_of


def _route(costs: StreetCosts, _spec: dict[str, Any]) -> Task:
    def ask(pair: list[LatLon]) -> Any:
        path = find_path(costs, start=pair[0], end=pair[1])
        return path and (path, path_length_m(costs, path))

    return Task(_places, ask, lambda found: found and found[1])


def _way(costs: StreetCosts, _spec: dict[str, Any]) -> Task:
    def ask(pair: list[LatLon]) -> Any:
        return find_way(costs, start=pair[0], end=pair[1], max_m=np.inf)

    return Task(_places, ask, lambda way: way and way.facts.length_m)


def _reach(costs: StreetCosts, spec: dict[str, Any]) -> Task:
    probes = [find_snaps(costs, LatLon(*place)) for place in spec["probes"]]
    max_s = 60.0 * spec["minutes"]

    def encode(start: Any) -> LatLon:
        return LatLon(*start)

    def ask(start: LatLon) -> ReachableArea:
        return reachable_area(costs, start, max_s=max_s)

    def read(area: ReachableArea) -> list[int] | None:
        if not len(area.edge):
            return None
        reached: dict[int, list[tuple[float, float]]] = {}
        columns = (area.edge.tolist(), area.from_ratio.tolist(), area.to_ratio.tolist())
        for edge, first, last in zip(*columns, strict=True):
            reached.setdefault(edge, []).append((first, last))
        return [int(any(_covers(reached, snaps))) for snaps in probes]

    return Task(encode, ask, read)


def _covers(reached: dict[int, list[tuple[float, float]]], snaps: Snaps) -> Iterator[bool]:
    for edge, ratio in zip(snaps.edge.tolist(), snaps.ratio.tolist(), strict=True):
        yield any(first <= ratio <= last for first, last in reached.get(edge, ()))


def _matrix(costs: StreetCosts, _spec: dict[str, Any]) -> Task:
    def encode(query: Any) -> tuple[list[LatLon], list[LatLon]]:
        return _places(query["sources"]), _places(query["targets"])

    def ask(query: tuple[list[LatLon], list[LatLon]]) -> Any:
        return travel_matrix(costs, origins=query[0], destinations=query[1]).time_s

    def read(seconds: Any) -> list[list[float | None]]:
        return [[s if np.isfinite(s) else None for s in row] for row in seconds.tolist()]

    return Task(encode, ask, read)


def _places(coordinates: Any) -> list[LatLon]:
    return [LatLon(*place) for place in coordinates]


if __name__ == "__main__":
    run_modugil(open_engine)
