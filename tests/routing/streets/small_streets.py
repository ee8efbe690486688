"""Small streets made by hand for tests: nodes on a metric plane, edges with a few facts."""

import heapq
from dataclasses import fields
from math import ceil
from typing import Any

import numpy as np

from modugil.core.access import Access
from modugil.core.geo import LatLon, metres_per_degree
from modugil.region.streets import Streets
from modugil.region.texts import build_local_texts
from modugil.region.timetable import Stops
from modugil.region.vocabulary import SidewalkSide, WayKind

ORIGIN = LatLon(33.5, 126.5)
PER_LAT, PER_LON = metres_per_degree(ORIGIN.lat)
CELL_M = 50.0

GOOD = {
    "kind": WayKind.FOOTWAY,
    "surface": 1,
    "smoothness": 2,
    "width_m": 2.0,
    "slope_up_ratio": 0.0,
    "slope_down_ratio": 0.0,
    "slope_error_ratio": 0.0,
    "climb_m": 0.0,
    "descent_m": 0.0,
    "cross_slope_ratio": 0.0,
}
"""An edge of which everything is known and good."""

EDGE_DEFAULTS = {
    "kind": WayKind.FOOTWAY,
    "side": SidewalkSide.NOT_A_STREET,
    "name": -1,
    "foot_forward": Access.YES,
    "foot_backward": Access.YES,
}
NODE_DEFAULTS = {"foot": Access.YES}


def at(x_m, y_m):
    """The point so many metres east and north of the origin."""
    return LatLon(ORIGIN.lat + y_m / PER_LAT, ORIGIN.lon + x_m / PER_LON)


def small_streets(nodes, edges, *, node_facts=None):
    """Streets from (x, y) of nodes and (tail, head, facts) of edges, straight, as arrays."""
    points = [at(*node) for node in nodes]
    columns: dict[str, Any] = {
        "node_lat": [p.lat for p in points],
        "node_lon": [p.lon for p in points],
    }
    for name in names("node_"):
        if name not in ("lat", "lon"):
            rows = [
                (node_facts or {}).get(i, {}).get(name, NODE_DEFAULTS.get(name))
                for i in range(len(nodes))
            ]
            columns[f"node_{name}"] = column(f"node_{name}", rows)
    told = [
        {"tail": tail, "head": head, "length_m": span(nodes, tail, head), **facts}
        for tail, head, facts in edges
    ]
    for name in names("edge_"):
        rows = [edge.get(name, EDGE_DEFAULTS.get(name)) for edge in told]
        columns[f"edge_{name}"] = column(f"edge_{name}", rows)
    columns |= adjacency(len(nodes), told)
    columns["landmark_m"] = landmarks(len(nodes), told)
    columns["shape_start"] = np.arange(0, 2 * len(told) + 1, 2)
    for axis in ("lat", "lon"):
        ends = [getattr(points[e[end]], axis) for e in told for end in ("tail", "head")]
        columns[f"shape_{axis}"] = ends
    columns |= grid(nodes, told)
    columns["names"] = build_local_texts([])
    typed = {name: dtyped(name, value) for name, value in columns.items()}
    return Streets(**typed)


def names(prefix):
    return [f.name.removeprefix(prefix) for f in fields(Streets) if f.name.startswith(prefix)]


def column(name, rows):
    unknown = np.nan if np.issubdtype(DTYPES[name], np.floating) else 0
    return [unknown if row is None else row for row in rows]


def dtyped(name, value):
    return np.array(value, DTYPES[name]) if name in DTYPES else value


def span(nodes, tail, head):
    return float(np.hypot(nodes[tail][0] - nodes[head][0], nodes[tail][1] - nodes[head][1]))


def adjacency(count, told):
    out: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for row, edge in enumerate(told):
        out[edge["tail"]].append((2 * row, edge["head"]))
        out[edge["head"]].append((2 * row + 1, edge["tail"]))
    flat = [arc for arcs in out for arc in arcs]
    return {
        "arc_start": np.cumsum([0, *(len(arcs) for arcs in out)]),
        "arc_edge": [arc[0] for arc in flat],
        "arc_to": [arc[1] for arc in flat],
    }


def landmarks(count, told):
    around: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for edge in told:
        around[edge["tail"]].append((edge["head"], edge["length_m"]))
        around[edge["head"]].append((edge["tail"], edge["length_m"]))
    return np.array([metres_from(start, around) for start in (0, count - 1)]).T


def metres_from(start, around):
    metres = np.full(len(around), np.inf)
    metres[start] = 0
    heap = [(0.0, start)]
    while heap:
        so_far, node = heapq.heappop(heap)
        for to, length in around[node]:
            if so_far + length < metres[to]:
                metres[to] = so_far + length
                heapq.heappush(heap, (metres[to], to))
    return metres


def grid(nodes, told):
    west, south = min(x for x, _ in nodes), min(y for _, y in nodes)
    columns = int((max(x for x, _ in nodes) - west) / CELL_M) + 1
    rows = int((max(y for _, y in nodes) - south) / CELL_M) + 1
    cells: list[set[int]] = [set() for _ in range(rows * columns)]
    for row, edge in enumerate(told):
        (x0, y0), (x1, y1) = nodes[edge["tail"]], nodes[edge["head"]]
        pieces = ceil(max(abs(x1 - x0), abs(y1 - y0)) / (CELL_M / 8)) + 1
        for t in np.linspace(0, 1, pieces + 1):
            r = min(rows - 1, int((y0 + t * (y1 - y0) - south) / CELL_M))
            c = min(columns - 1, int((x0 + t * (x1 - x0) - west) / CELL_M))
            cells[r * columns + c].add(row)
    corner = at(west, south)
    return {
        "grid_origin_lat": corner.lat,
        "grid_origin_lon": corner.lon,
        "grid_cell_lat": CELL_M / PER_LAT,
        "grid_cell_lon": CELL_M / PER_LON,
        "grid_rows": rows,
        "grid_columns": columns,
        "grid_start": np.cumsum([0, *(len(cell) for cell in cells)]),
        "grid_edge": [edge for cell in cells for edge in sorted(cell)],
    }


def small_stops(places):
    """Stops from lists of (edge, ratio, metres) links; the other columns are empty."""
    most = max(len(links) for links in places)
    edge = np.full((len(places), most), -1, np.int32)
    ratio = np.zeros((len(places), most), np.float32)
    away = np.zeros((len(places), most), np.float32)
    for stop, links in enumerate(places):
        for row, (e, r, d) in enumerate(links):
            edge[stop, row], ratio[stop, row], away[stop, row] = e, r, d
    none: dict[str, Any] = dict.fromkeys([f.name for f in fields(Stops)])
    none |= {"lat": np.zeros(len(places)), "lon": np.zeros(len(places))}
    return Stops(**(none | {"link_edge": edge, "link_ratio": ratio, "link_distance_m": away}))


WIDE = {
    "osm_id": np.int64,
    "way_id": np.int64,
    "tail": np.int32,
    "head": np.int32,
    "name": np.int32,
}


def dtype_of(name):
    bare = name.split("_", 1)[1]
    if bare in WIDE:
        return WIDE[bare]
    if bare == "step_count":
        return np.int16
    ends = ("_m", "_ratio", "_level")
    return np.float32 if name.endswith(ends) else np.uint8


DTYPES = {
    f.name: dtype_of(f.name) for f in fields(Streets) if f.name.startswith(("node_", "edge_"))
} | {
    "node_lat": np.float64,
    "node_lon": np.float64,
    "shape_start": np.int64,
    "shape_lat": np.float64,
    "shape_lon": np.float64,
    "arc_start": np.int32,
    "arc_edge": np.int32,
    "arc_to": np.int32,
    "landmark_m": np.float32,
    "grid_start": np.int32,
    "grid_edge": np.int32,
}
