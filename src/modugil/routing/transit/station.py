"""Ways through stations along pathways.txt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from modugil.conditions.conditions import AS_PLANNED, Conditions
from modugil.region.timetable import Timetable
from modugil.region.vocabulary import LocationType
from modugil.routing.needs import Needs
from modugil.routing.transit.lanes import F32, I32, U8, frozen
from modugil.routing.transit.pathway_costs import PathwayCosts, price_pathways
from modugil.routing.transit.station_kernel import PathGraph, find_paths

PLATFORM, ENTRANCE = 1, 2
NO_PATHWAY = -1


@dataclass(frozen=True, slots=True, eq=False)
class StationLinks:
    """Ways between the platforms and entrances of stations, for one person's needs.

    Shapes:  CSR by from-stop: `start` int32[s + 1]. Where the best way has unverified metres and
             another has none, a pair has two rows, the best first. `path_start` int32[rows + 1]
             into `path`: rows of the timetable's pathways in the order they are taken.
    """

    start: I32
    to_stop: I32
    time_s: F32
    length_m: F32
    unverified_m: F32
    path_start: I32
    path: I32

    def pathways_of(self, link: int) -> tuple[int, ...]:
        """The rows of the pathways that this way leads along."""
        return tuple(self.path[self.path_start[link] : self.path_start[link + 1]].tolist())

    def from_stops(self) -> I32:
        """The from-stop of every row."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))


def station_links(
    timetable: Timetable,
    *,
    needs: Needs,
    conditions: Conditions = AS_PLANNED,
    span: tuple[datetime, datetime] | None = None,
) -> StationLinks | None:
    """The ways that these needs allow through every station; None where no station has pathways.

    Unknown: a slope or width that the needs ask for and that is not told makes the pathway's length
             unverified; the unknown-policy refuses it, makes it dearer, or accepts it.
    """
    if not len(timetable.pathways.from_stop):
        return None
    costs = price_pathways(timetable, needs=needs, conditions=conditions, span=span)
    best = _find_ways(timetable, costs, costs.cost_s, needs.longest_leg_m)
    if not costs.unverified_m.any():
        return _joined([best], timetable.stop_count)
    sure = np.where(costs.unverified_m > 0, np.inf, costs.cost_s).astype(np.float32)
    verified = _find_ways(timetable, costs, sure, needs.longest_leg_m)
    return _joined([best, _only_where_unsure(verified, best)], timetable.stop_count)


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """Ways in any order, with the same columns as the links."""

    from_stop: I32
    to_stop: I32
    label: F32
    """[n, 3] seconds, metres, unverified metres."""
    path_start: I32
    path: I32

    def kept(self, keep: np.ndarray) -> "_Ways":
        counts = np.diff(self.path_start)
        start = np.zeros(int(keep.sum()) + 1, np.int32)
        np.cumsum(counts[keep], out=start[1:])
        return _Ways(
            self.from_stop[keep],
            self.to_stop[keep],
            self.label[keep],
            start,
            self.path[np.repeat(keep, counts)],
        )


def _find_ways(timetable: Timetable, costs: PathwayCosts, cost_s: F32, longest_m: float) -> _Ways:
    graph, edge_from = _build_graph(timetable, cost_s)
    kind = _kinds(timetable)
    start, end, path_start, path = find_paths(graph, kind, edge_from)
    measures = np.stack((costs.time_s, costs.length_m, costs.unverified_m), axis=1)
    running = np.zeros((len(path) + 1, 3), np.float64)
    np.cumsum(measures[path], axis=0, dtype=np.float64, out=running[1:])
    label = (running[path_start[1:]] - running[path_start[:-1]]).astype(np.float32)
    ways = _Ways(start, end, label, path_start, path)
    return ways.kept(label[:, 1] <= longest_m)


def _build_graph(timetable: Timetable, cost_s: F32) -> tuple[PathGraph, I32]:
    """Passable pathways, and free steps between platforms and their boarding areas."""
    pathways, stops = timetable.pathways, timetable.stops
    open_rows = np.flatnonzero(np.isfinite(cost_s)).astype(np.int32)
    areas = np.flatnonzero(
        (stops.location_type == LocationType.BOARDING_AREA) & (stops.parent >= 0)
    ).astype(np.int32)
    platforms = stops.parent[areas]
    start = np.concatenate((pathways.from_stop[open_rows], areas, platforms))
    end = np.concatenate((pathways.to_stop[open_rows], platforms, areas))
    free = 2 * len(areas)
    row = np.concatenate((open_rows, np.full(free, NO_PATHWAY, np.int32)))
    cost = np.concatenate((cost_s[open_rows], np.zeros(free, np.float32)))
    order = np.argsort(start, kind="stable")
    at = np.zeros(timetable.stop_count + 1, np.int32)
    np.cumsum(np.bincount(start, minlength=timetable.stop_count), out=at[1:])
    graph = PathGraph(
        frozen(at), frozen(end[order]), frozen(row[order]), frozen(cost[order].astype(np.float32))
    )
    return graph, frozen(start[order])


def _kinds(timetable: Timetable) -> U8:
    location = timetable.stops.location_type
    kind = np.zeros(len(location), np.uint8)
    kind[location == LocationType.STOP] = PLATFORM
    kind[location == LocationType.ENTRANCE] = ENTRANCE
    return frozen(kind)


def _only_where_unsure(verified: _Ways, best: _Ways) -> _Ways:
    """The verified ways of pairs whose best way is not wholly verified."""
    unsure = best.label[:, 2] > 0
    pairs = set(zip(best.from_stop[unsure].tolist(), best.to_stop[unsure].tolist(), strict=True))
    here = zip(verified.from_stop.tolist(), verified.to_stop.tolist(), strict=True)
    return verified.kept(np.fromiter((pair in pairs for pair in here), bool, len(verified.label)))


def _joined(parts: Sequence[_Ways], stop_count: int) -> StationLinks:
    start = np.concatenate([part.from_stop for part in parts])
    end = np.concatenate([part.to_stop for part in parts])
    label = np.concatenate([part.label for part in parts])
    counts = np.concatenate([np.diff(part.path_start) for part in parts])
    paths = np.split(np.concatenate([part.path for part in parts]), np.cumsum(counts)[:-1])
    order = np.lexsort((label[:, 2] == 0, end, start))
    at = np.zeros(stop_count + 1, np.int32)
    np.cumsum(np.bincount(start, minlength=stop_count), out=at[1:])
    path_start = np.zeros(len(order) + 1, np.int32)
    np.cumsum(counts[order], out=path_start[1:])
    path = np.concatenate([paths[row] for row in order]) if len(order) else np.zeros(0, np.int32)
    return StationLinks(
        start=frozen(at),
        to_stop=frozen(end[order].astype(np.int32)),
        time_s=frozen(label[order, 0]),
        length_m=frozen(label[order, 1]),
        unverified_m=frozen(label[order, 2]),
        path_start=frozen(path_start),
        path=frozen(path.astype(np.int32)),
    )
