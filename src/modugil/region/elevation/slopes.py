"""Slopes of edges: as tagged, else from a profile of the ground, else unknown.

A profile has a height every PROFILE_STEP_M or less. The slope of an edge is that of its steepest
stretch of at least one cell, but no shorter than SHORTEST_STRETCH_M (a wheelchair and a half: a
shorter rise is a kerb or a step, not a slope) and no longer than LONGEST_STRETCH_M (a climb that
tires is not averaged away). A shorter edge is one stretch.

The error band is one standard deviation: the noise of two heights over the distance between them,
at least two cells because the surface is smoothed over that distance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modugil.region.elevation.spans import raise_spans
from modugil.region.elevation.surface import ElevationSurface
from modugil.region.street_columns import Columns
from modugil.region.street_facts import Ground
from modugil.region.streets import F32, F64, I64, U8
from modugil.region.vocabulary import FactSource, WayKind

PROFILE_STEP_M = 10.0
SHORTEST_STRETCH_M = 10.0
LONGEST_STRETCH_M = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """What Streets keeps of height; fields as there."""

    node_elevation_m: F32
    up_ratio: F32
    down_ratio: F32
    error_ratio: F32
    source: U8
    climb_m: F32
    descent_m: F32


@dataclass(slots=True, eq=False)
class _Draft:
    """The same while it is filled, in double precision."""

    up: F64
    down: F64
    error: F64
    climb: F64
    descent: F64
    source: U8


def slopes_of_edges(
    columns: Columns, facts: Columns, *, surfaces: Sequence[ElevationSurface]
) -> Slopes:
    """The slopes of all edges: a tagged incline first, then elevation; elevators are level.

    Unknown: NaN, and FactSource.NONE; the first surface that knows a point's height tells it.
    """
    count = len(columns["edge_tail"])
    draft = _draft(count)
    elevation_m = np.full(len(columns["node_lat"]), np.nan)
    if surfaces and count:
        elevation_m = _drape(columns, facts, surfaces, draft)
    _take_tags(columns, facts, draft)
    level = facts["kind"] == WayKind.ELEVATOR
    for values in (draft.up, draft.down, draft.error, draft.climb, draft.descent):
        values[level] = 0.0
    draft.source[level] = FactSource.DERIVED
    return Slopes(
        elevation_m.astype(np.float32),
        draft.up.astype(np.float32),
        draft.down.astype(np.float32),
        draft.error.astype(np.float32),
        draft.source,
        draft.climb.astype(np.float32),
        draft.descent.astype(np.float32),
    )


def _draft(count: int) -> _Draft:
    up, down, error, climb, descent = np.full((5, count), np.nan)
    return _Draft(up, down, error, climb, descent, np.zeros(count, np.uint8))


def _take_tags(columns: Columns, facts: Columns, draft: _Draft) -> None:
    incline = facts["incline_ratio"].astype(np.float64)
    told = np.isfinite(incline)
    length_m = columns["edge_length_m"].astype(np.float64)
    draft.up[told] = np.maximum(incline, 0.0)[told]
    draft.down[told] = np.maximum(-incline, 0.0)[told]
    draft.climb[told] = (draft.up * length_m)[told]
    draft.descent[told] = (draft.down * length_m)[told]
    draft.error[told] = 0.0
    draft.source[told] = FactSource.TAG


def _drape(
    columns: Columns, facts: Columns, surfaces: Sequence[ElevationSurface], draft: _Draft
) -> F64:
    cell_m = max(surface.cell_m for surface in surfaces)
    noise_m = max(surface.noise_m for surface in surfaces)
    draped = np.flatnonzero(facts["ground"] == Ground.ON_GROUND)
    _profile_slopes(columns, draped, surfaces, draft, cell_m=cell_m)
    elevation_m = heights_m(surfaces, columns["node_lat"], columns["node_lon"])
    raise_spans(columns, facts["ground"], elevation_m)
    spans = np.flatnonzero(facts["ground"] == Ground.SPAN)
    rise_m = elevation_m[columns["edge_head"][spans]] - elevation_m[columns["edge_tail"][spans]]
    length_m = columns["edge_length_m"].astype(np.float64)
    draft.climb[spans], draft.descent[spans] = np.maximum(rise_m, 0.0), np.maximum(-rise_m, 0.0)
    draft.up[spans] = draft.climb[spans] / length_m[spans]
    draft.down[spans] = draft.descent[spans] / length_m[spans]
    known = np.isfinite(draft.up)
    base_m = np.maximum(2 * cell_m, np.minimum(length_m, _stretch_m(cell_m)))
    draft.error[known] = (np.sqrt(2) * noise_m / base_m)[known]
    draft.source[known] = FactSource.ELEVATION
    draft.source[spans] = np.where(known[spans], FactSource.DERIVED, FactSource.NONE)
    return elevation_m


def _stretch_m(cell_m: float) -> float:
    return min(max(cell_m, SHORTEST_STRETCH_M), LONGEST_STRETCH_M)


def heights_m(surfaces: Sequence[ElevationSurface], lat: F64, lon: F64) -> F64:
    """The height of each point by the first surface that knows it."""
    result = np.full(len(lat), np.nan)
    for surface in surfaces:
        unknown = np.isnan(result)
        if unknown.any():
            result[unknown] = surface.heights_m(lat[unknown], lon[unknown])
    return result


def _profile_slopes(
    columns: Columns,
    edges: NDArray[np.int64],
    surfaces: Sequence[ElevationSurface],
    draft: _Draft,
    *,
    cell_m: float,
) -> None:
    if not len(edges):
        return
    length_m = columns["edge_length_m"].astype(np.float64)[edges]
    steps = np.maximum(1, np.ceil(length_m / PROFILE_STEP_M)).astype(np.int64)
    start = np.concatenate((np.zeros(1, np.int64), np.cumsum(steps + 1)))
    lat, lon = points_along(columns, edges, steps, start)
    height = heights_m(surfaces, lat, lon)
    step_m = length_m / steps
    rise = np.diff(height, append=height[-1])
    rise[start[1:] - 1] = 0.0
    draft.climb[edges] = np.add.reduceat(np.maximum(rise, 0.0), start[:-1])
    draft.descent[edges] = np.add.reduceat(np.maximum(-rise, 0.0), start[:-1])
    wide = np.minimum(steps, np.ceil(_stretch_m(cell_m) / step_m - 1e-9).astype(np.int64))
    stretches = steps - wide + 1
    first = np.concatenate((np.zeros(1, np.int64), np.cumsum(stretches)))
    begin = np.repeat(start[:-1] - first[:-1], stretches) + np.arange(int(first[-1]))
    width = np.repeat(wide, stretches)
    slope = (height[begin + width] - height[begin]) / (width * np.repeat(step_m, stretches))
    unknown = np.isnan(draft.climb[edges] + draft.descent[edges])
    draft.up[edges] = np.maximum(np.maximum.reduceat(slope, first[:-1]), 0.0)
    draft.down[edges] = np.maximum(-np.minimum.reduceat(slope, first[:-1]), 0.0)
    for values in (draft.up, draft.down, draft.climb, draft.descent):
        values[edges[unknown]] = np.nan


def points_along(
    columns: Columns, edges: NDArray[np.int64], steps: I64, start: I64
) -> tuple[F64, F64]:
    """Points at equal distances along each edge's shape, both ends included."""
    first, last = columns["shape_start"][edges], columns["shape_start"][edges + 1]
    sizes = last - first
    shape = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    point = np.repeat(first - shape[:-1], sizes) + np.arange(int(shape[-1]))
    lat, lon = columns["shape_lat"][point], columns["shape_lon"][point]
    gap = np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[:-1])))
    gap[shape[1:-1] - 1] = 0.0  # between one edge and the next
    along = np.concatenate((np.zeros(1), np.cumsum(gap)))
    begin, total = along[shape[:-1]], along[shape[1:] - 1] - along[shape[:-1]]
    owner = np.repeat(np.arange(len(edges)), steps + 1)
    part = (np.arange(len(owner)) - start[owner]) / steps[owner]
    want = begin[owner] + part * total[owner]
    # the stretch of the shape that holds each wanted point, within its own edge
    at = np.clip(np.searchsorted(along, want, side="right") - 1, shape[owner], shape[owner + 1] - 2)
    span = along[at + 1] - along[at]
    share = np.clip((want - along[at]) / np.where(span > 0, span, 1.0), 0.0, 1.0)
    return lat[at] + share * (lat[at + 1] - lat[at]), lon[at] + share * (lon[at + 1] - lon[at])
