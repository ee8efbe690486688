"""A path found by a search, told as a way: its edges, its line on the map, what it is like."""

import numpy as np

from modugil.core.geo import LatLon
from modugil.region.streets import Streets
from modugil.routing.journey import Way, WayEdge
from modugil.routing.streets.barriers import end_node
from modugil.routing.streets.find_path import FoundPath
from modugil.routing.streets.find_snaps import partial_label
from modugil.routing.streets.street_costs import COST, TIME, StreetCosts
from modugil.routing.streets.way_facts import sum_facts


def trace_way(costs: StreetCosts, path: FoundPath) -> Way:
    """The way along that path."""
    edges = trace_edges(costs, path)
    start_m, end_m = _link_metres(path)
    return Way(
        edges=edges,
        facts=sum_facts(costs, edges, link_m=(start_m, end_m)),
        geometry=trace_line(costs, path, edges),
        cost_s=path.cost_s,
        start_link_m=start_m,
        end_link_m=end_m,
    )


def path_time_s(costs: StreetCosts, path: FoundPath, edges: tuple[WayEdge, ...]) -> float:
    """What the facts of the way would say it takes, without the other facts."""
    links_s = sum(costs.link_label(metres)[TIME] for metres in _link_metres(path))
    return float(sum(part.time_s for part in edges) + links_s)


def path_cost_s(costs: StreetCosts, path: FoundPath) -> float:
    """What the path costs, whatever it was found by."""
    edges = trace_edges(costs, path)
    cost_s = sum(float(costs.link_label(metres)[COST]) for metres in _link_metres(path))
    for code, part in zip(path.codes, edges, strict=True):
        share = abs(part.to_ratio - part.from_ratio)
        cost_s += float(partial_label(costs.along, code, share)[COST])
    return cost_s + sum(
        float(costs.point[end_node(costs.streets, part), COST]) for part in edges[:-1]
    )


def _link_metres(path: FoundPath) -> tuple[float, float]:
    start, end = path.start, path.end
    return float(start.distance_m[path.start_snap]), float(end.distance_m[path.end_snap])


def trace_edges(costs: StreetCosts, path: FoundPath) -> tuple[WayEdge, ...]:
    """Each edge with the labels of its part, and of the node at its end if that is passed."""
    traced = []
    last = len(path.codes) - 1
    along, point, network = costs.along, costs.point, costs.network
    for place, code in enumerate(path.codes):
        edge, backward = code >> 1, code & 1
        start, end = (1.0, 0.0) if backward else (0.0, 1.0)
        if place == 0:
            start = float(path.start.ratio[path.start_snap])
        if place == last:
            end = float(path.end.ratio[path.end_snap])
        share = abs(end - start)
        _, time_s, length_m, unverified_m = along[code].tolist()
        time_s, length_m, unverified_m = time_s * share, length_m * share, unverified_m * share
        if place < last:
            node = network.edge_tail[edge] if backward else network.edge_head[edge]
            time_s += float(point[node, 1])
            unverified_m += float(point[node, 3])
        traced.append(WayEdge(edge, backward, start, end, length_m, time_s, unverified_m))
    return tuple(traced)


def trace_line(
    costs: StreetCosts, path: FoundPath, edges: tuple[WayEdge, ...]
) -> tuple[LatLon, ...]:
    """The line on the map, from point to point."""
    line: list[LatLon] = []
    if path.start.point is not None:
        line.append(path.start.point)
    for edge in edges:
        for point in cut_line(costs.streets, edge):
            if not line or line[-1] != point:
                line.append(point)
    end = path.end.point
    if end is not None and line[-1] != end:
        line.append(end)
    return tuple(line)


def cut_line(streets: Streets, part: WayEdge) -> list[LatLon]:
    """The line of an edge from one ratio to another, in the direction passed."""
    first, last = int(streets.shape_start[part.edge]), int(streets.shape_start[part.edge + 1])
    lat, lon = streets.shape_lat[first:last], streets.shape_lon[first:last]
    low, high = sorted((part.from_ratio, part.to_ratio))
    if low > 0.0 or high < 1.0:
        lat, lon = _cut(lat, lon, low, high)
    points = [LatLon(a, b) for a, b in zip(lat.tolist(), lon.tolist(), strict=True)]
    return points[::-1] if part.backward else points


def _cut(
    lat: np.ndarray, lon: np.ndarray, low: float, high: float
) -> tuple[np.ndarray, np.ndarray]:
    east = np.diff(lon) * np.cos(np.radians(lat[0]))
    metres = np.concatenate(([0.0], np.cumsum(np.hypot(east, np.diff(lat)))))
    at = metres / metres[-1] if metres[-1] > 0 else np.linspace(0.0, 1.0, len(lat))
    inside = at[(at > low) & (at < high)]
    wanted = np.concatenate(([low], inside, [high]))
    return np.interp(wanted, at, lat), np.interp(wanted, at, lon)
