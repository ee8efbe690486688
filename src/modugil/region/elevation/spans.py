"""Heights on bridges and in tunnels: straight between the ground at their ends.

Where several ways make one bridge, the points between them touch no ground. Their height is the
mean of their neighbours', nearer ones counting more: a straight line along a single bridge.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from modugil.region.street_columns import Columns
from modugil.region.street_facts import Ground
from modugil.region.streets import F32, F64, I32, U8

MOST_ROUNDS = 10_000
CLOSE_ENOUGH_M = 1e-4


def raise_spans(columns: Columns, ground: NDArray[np.uint8], elevation_m: F64) -> None:
    """Heights of points that only spans reach, in place; NaN where no ground is at both sides.

    Points that touch nothing on the ground and no span (indoors, upper levels) become NaN too.
    """
    grounded = np.zeros(len(elevation_m), bool)
    for end in ("edge_tail", "edge_head"):
        grounded[columns[end][ground == Ground.ON_GROUND]] = True
    elevation_m[~grounded] = np.nan
    spans = ground == Ground.SPAN
    inner = np.zeros(len(elevation_m), np.uint8)
    for end in ("edge_tail", "edge_head"):
        inner[columns[end][spans]] = 1
    inner[grounded] = 0
    if inner.any():
        relax(
            columns["edge_tail"][spans],
            columns["edge_head"][spans],
            columns["edge_length_m"][spans],
            inner,
            elevation_m,
        )


kernel = nb.njit(cache=True, nogil=True, error_model="numpy")


@kernel
def relax(tail: I32, head: I32, length_m: F32, inner: U8, elevation_m: F64) -> None:
    """Inner points settle between their neighbours; dead ends, held by nothing, stay unknown."""
    alive = _held(tail, head, inner, elevation_m)
    total, weight = np.zeros(len(inner)), np.zeros(len(inner))
    for edge in range(len(tail)):
        if alive[edge]:
            for node in (tail[edge], head[edge]):
                if inner[node]:
                    elevation_m[node] = 0.0
    for _ in range(MOST_ROUNDS):
        total[:] = 0.0
        weight[:] = 0.0
        for edge in range(len(tail)):
            if alive[edge]:
                share = 1.0 / max(length_m[edge], 0.01)
                a, b = tail[edge], head[edge]
                total[a] += share * elevation_m[b]
                total[b] += share * elevation_m[a]
                weight[a] += share
                weight[b] += share
        if _settle(inner, total, weight, elevation_m) < CLOSE_ENOUGH_M:
            break


@kernel
def _settle(inner: U8, total: F64, weight: F64, elevation_m: F64) -> float:
    """The farthest that any point moved."""
    moved = 0.0
    for node in range(len(inner)):
        if inner[node] and weight[node] > 0:
            height = total[node] / weight[node]
            moved = max(moved, abs(height - elevation_m[node]))
            elevation_m[node] = height
    return moved


@kernel
def _held(tail: I32, head: I32, inner: U8, elevation_m: F64) -> U8:
    """1 for edges that ground holds at both sides, through other edges or at once."""
    degree = np.zeros(len(inner), np.int32)
    alive = np.ones(len(tail), np.uint8)
    for edge in range(len(tail)):
        degree[tail[edge]] += 1
        degree[head[edge]] += 1
    pruned = True
    while pruned:
        pruned = False
        for edge in range(len(tail)):
            a, b = tail[edge], head[edge]
            if alive[edge] and (
                _is_loose(inner, degree, elevation_m, a) or _is_loose(inner, degree, elevation_m, b)
            ):
                alive[edge] = 0
                degree[a] -= 1
                degree[b] -= 1
                pruned = True
    return alive


@kernel
def _is_loose(inner: U8, degree: I32, elevation_m: F64, node: int) -> bool:
    if inner[node]:
        return bool(degree[node] == 1)
    return bool(np.isnan(elevation_m[node]))
