"""From lines with facts to the arrays of `Streets`: nodes, edges, adjacency, grid, landmarks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from modugil.region.elevation.slopes import Slopes, slopes_of_edges
from modugil.region.elevation.surface import ElevationSurface
from modugil.region.street_columns import (
    Columns,
    edge_columns,
    list_facts,
    node_columns,
    number_names,
)
from modugil.region.street_facts import RawStreets
from modugil.region.street_grid import build_grid
from modugil.region.street_landmarks import build_landmarks
from modugil.region.street_lines import (
    SHORTEST_M,
    CutLines,
    cut_lines,
    distances_m,
    morton_order,
)
from modugil.region.streets import F32, F64, I32, I64, Streets
from modugil.region.texts import LocalTexts

Report = Callable[[float], None]
SAME_NAME = ("surface", "smoothness", "width_m", "cross_slope_ratio", "step_count", "step_ramp",
             "step_ramp_stroller", "handrail", "kerb", "kerb_height_m", "crossing",
             "crossing_island", "tactile", "signal_sound", "level", "kind", "side", "flags",
             "foot_forward", "foot_backward", "wheelchair")  # fmt: skip
"""Facts whose column of Streets is called edge_ and their own name."""
NODE_NAMES = ("kerb", "kerb_height_m", "barrier", "barrier_width_m", "wheelchair", "foot",
              "elevator", "tactile")  # fmt: skip


@dataclass(slots=True)
class Edges:
    """The edges in their final order, before what is derived from them.

    Shapes:  n nodes (`node_point` is their row among all points), m edges (`facts_row`, `line` into
             the sources' fact sheets and lines), geometry as in Streets.
    """

    node_point: I64
    tail: I32
    head: I32
    facts_row: I64
    line: I32
    shape_start: I64
    shape_lat: F64
    shape_lon: F64
    length_m: F32


def build_street_graph(
    raws: Sequence[RawStreets], *, elevation: Sequence[ElevationSurface], report: Report
) -> Streets:
    """The arrays of all sources together; the same sources give the same bytes."""
    cut = cut_lines(raws)
    edges = _order_edges(cut, raws)
    report(0.3)
    facts = {
        name: column[edges.facts_row] for name, column in edge_columns(list_facts(raws)).items()
    }
    names, texts = number_names(raws)
    columns = _edge_part(raws, cut, edges, facts) | _node_part(raws, cut, edges)
    columns["edge_name"] = names[edges.line] if len(names) else np.zeros(0, np.int32)
    columns |= _slope_part(slopes_of_edges(columns, facts, surfaces=elevation))
    report(0.6)
    columns |= _adjacency(edges)
    columns["landmark_m"] = build_landmarks(columns)
    report(0.9)
    return _freeze(columns, build_grid(columns), texts)


def _order_edges(cut: CutLines, raws: Sequence[RawStreets]) -> Edges:
    tail_point, head_point = cut.point[cut.first], cut.point[cut.last]
    used = np.unique(np.concatenate((tail_point, head_point)))
    order = morton_order(
        cut.point_lat[used], cut.point_lon[used], tie=(cut.point_id[used], cut.point_source[used])
    )
    node_point = used[order].astype(np.int64)
    node_of = np.full(len(cut.point_id), -1, np.int32)
    node_of[node_point] = np.arange(len(node_point), dtype=np.int32)
    counts = np.array([len(line.facts) for raw in raws for line in raw.lines], np.int64)
    facts_start = np.concatenate(([0], np.cumsum(counts)))
    stretch = np.repeat(np.arange(len(cut.line)), counts[cut.line] if len(counts) else 0)
    nth = np.arange(len(stretch)) - _starts(counts[cut.line])[stretch] if len(stretch) else stretch
    facts_row = facts_start[cut.line[stretch]] + nth
    tail, head = node_of[tail_point[stretch]], node_of[head_point[stretch]]
    by_tail = np.lexsort((facts_row, np.arange(len(stretch)), head, tail))
    stretch = stretch[by_tail]
    shape = _shapes(cut, stretch)
    return Edges(
        node_point, tail[by_tail], head[by_tail], facts_row[by_tail], cut.line[stretch],
        shape[0], shape[1], shape[2], _lengths_m(*shape),
    )  # fmt: skip


def _starts(counts: NDArray[np.int64]) -> I64:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))


def _shapes(cut: CutLines, stretch: NDArray[np.int64]) -> tuple[I64, F64, F64]:
    sizes = cut.last[stretch] - cut.first[stretch] + 1
    start = _starts(sizes)
    within = np.arange(int(start[-1])) - np.repeat(start[:-1], sizes)
    point = cut.point[np.repeat(cut.first[stretch], sizes) + within]
    return start, cut.point_lat[point], cut.point_lon[point]


def _lengths_m(start: I64, lat: F64, lon: F64) -> F32:
    if len(start) == 1:
        return np.zeros(0, np.float32)
    step_m = np.zeros(len(lat))
    step_m[:-1] = distances_m(lat[:-1], lon[:-1], to_lat=lat[1:], to_lon=lon[1:])
    step_m[start[1:] - 1] = 0.0  # from the end of one edge to the start of the next
    return np.maximum(np.add.reduceat(step_m, start[:-1]), SHORTEST_M).astype(np.float32)


def _edge_part(raws: Sequence[RawStreets], cut: CutLines, edges: Edges, facts: Columns) -> Columns:
    way_id = np.array([line.way_id for raw in raws for line in raw.lines], np.int64)
    source = np.array([raw.source for raw in raws for _ in raw.lines], np.uint8)
    return {f"edge_{name}": facts[name] for name in SAME_NAME} | {
        "edge_tail": edges.tail,
        "edge_head": edges.head,
        "edge_length_m": edges.length_m,
        "edge_way_id": way_id[edges.line],
        "edge_source": source[edges.line],
        "shape_start": edges.shape_start,
        "shape_lat": edges.shape_lat,
        "shape_lon": edges.shape_lon,
    }


def _node_part(raws: Sequence[RawStreets], cut: CutLines, edges: Edges) -> Columns:
    facts = node_columns(raws, point_count=len(cut.point_id))
    point = edges.node_point
    return {f"node_{name}": facts[name][point] for name in NODE_NAMES} | {
        "node_lat": cut.point_lat[point],
        "node_lon": cut.point_lon[point],
        "node_osm_id": cut.point_id[point],
    }


def _slope_part(slopes: Slopes) -> Columns:
    return {
        "node_elevation_m": slopes.node_elevation_m,
        "edge_slope_up_ratio": slopes.up_ratio,
        "edge_slope_down_ratio": slopes.down_ratio,
        "edge_slope_error_ratio": slopes.error_ratio,
        "edge_slope_source": slopes.source,
        "edge_climb_m": slopes.climb_m,
        "edge_descent_m": slopes.descent_m,
    }


def _adjacency(edges: Edges) -> Columns:
    count = len(edges.tail)
    ends = np.concatenate((edges.tail, edges.head))
    value = np.concatenate((np.arange(count) * 2, np.arange(count) * 2 + 1))
    to = np.concatenate((edges.head, edges.tail))
    order = np.lexsort((value, ends))
    start = np.zeros(len(edges.node_point) + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=len(edges.node_point)), out=start[1:])
    return {
        "arc_start": start.astype(np.int32),
        "arc_edge": value[order].astype(np.int32),
        "arc_to": to[order].astype(np.int32),
    }


def _freeze(columns: Columns, grid: dict[str, float | int | I32], names: LocalTexts) -> Streets:
    """The dataclass, its arrays contiguous and read-only as those of a loaded region are."""
    values: dict[str, object] = {**columns, **grid, "names": names}
    ready: dict[str, object] = {}
    for field in fields(Streets):
        value = values[field.name]
        if isinstance(value, np.ndarray):
            value = np.ascontiguousarray(value)
            value.flags.writeable = False
        ready[field.name] = value
    return Streets(**ready)  # type: ignore[arg-type]
