"""Places along a way that are near a point, and the other way round: kernels."""

import numpy as np

from modugil.core.compiled import inner
from modugil.live.matching.vehicle_rows import MOST_NEAR, Record, Rows
from modugil.live.paths import F64


@inner
def distance(dx: float, dy: float) -> float:
    """Metres between places so far apart east and north."""
    return float(np.sqrt(dx * dx + dy * dy))


@inner
def point_before(points: Rows, way: Record, along: float) -> int:
    """The point at which the stretch begins that holds this place."""
    low, high = way.point_first, way.point_end - 1
    while low < high:
        middle = (low + high + 1) // 2
        if points[middle].along <= along:
            low = middle
        else:
            high = middle - 1
    return int(low)


@inner
def place_at(points: Rows, way: Record, along: float) -> tuple[float, float]:
    """Where on the ground this place of the way is."""
    at = point_before(points, way, along)
    size = points[at + 1].along - points[at].along
    ratio = min(max((along - points[at].along) / size, 0.0), 1.0) if size > 0 else 0.0
    x = points[at].x + ratio * (points[at + 1].x - points[at].x)
    return x, points[at].y + ratio * (points[at + 1].y - points[at].y)


@inner
def project(points: Rows, at: int, x: float, y: float) -> tuple[float, float, float]:
    """How far along the stretch (0 to 1) the nearest place lies, and metres to it; its length."""
    tail, head = points[at], points[at + 1]
    dx, dy = head.x - tail.x, head.y - tail.y
    size2 = dx * dx + dy * dy
    ratio = 0.0
    if size2 > 0:
        ratio = ((x - points[at].x) * dx + (y - points[at].y) * dy) / size2
        ratio = min(max(ratio, 0.0), 1.0)
    off = distance(points[at].x + ratio * dx - x, points[at].y + ratio * dy - y)
    return ratio, off, np.sqrt(size2)


@inner
def agreement(points: Rows, at: int, size: float, hx: float, hy: float) -> float:
    """Cosine between the stretch and a direction (of length 1, or of 0: then 1)."""
    if size <= 0 or (hx == 0.0 and hy == 0.0):
        return 1.0
    dx, dy = (
        points[at + 1].x - points[at].x,
        points[at + 1].y - points[at].y,
    )
    return float((dx * hx + dy * hy) / size)


@inner
def find_near(  # noqa: C901, PLR0913, PLR0915 (a kernel: calls inside the loop would cost)
    points: Rows,
    way: Record,
    low: float,
    high: float,
    x: float,
    y: float,
    reach: float,
    hx: float,
    hy: float,
    least_cos: float,
    near: F64,
) -> tuple[int, int]:
    """How many places between low and high are nearest of their surroundings and within reach.

    `near[i]` is one place each: metres along, metres off, cosine with the direction. The second
    number counts places within reach left out because the direction there is opposed.
    """
    count, opposed = 0, 0
    at = point_before(points, way, low)
    end = way.point_end
    was_end, held_cos = False, 1.0
    while at < end:
        start_m = points[at].along
        if start_m > high:
            break
        ratio, off, size = project(points, at, x, y)
        low_ratio = max((low - start_m) / size, 0.0) if size > 0 else 0.0
        high_ratio = min((high - start_m) / size, 1.0) if size > 0 else 1.0
        if ratio < low_ratio or ratio > high_ratio:
            ratio = min(max(ratio, low_ratio), high_ratio)
            px = points[at].x + ratio * (points[at + 1].x - points[at].x)
            py = points[at].y + ratio * (points[at + 1].y - points[at].y)
            off = distance(px - x, py - y)
        cos = agreement(points, at, size, hx, hy)
        at += 1
        is_last = at == end or points[at].along > high
        take = False
        if ratio <= low_ratio:
            # nearest at its beginning: a place only if the stretch before was nearest at its end
            if was_end:
                take, cos = True, max(cos, held_cos)
            elif low_ratio > 0 or at - 1 == way.point_first:
                take = True
            elif start_m <= low:
                take = True
            was_end = False
        elif ratio >= high_ratio and not is_last:
            was_end, held_cos = True, cos
        else:
            take, was_end = True, False
        if size <= 0 and not is_last:
            take, was_end = False, True
            held_cos = cos
        if not take or off > reach:
            continue
        if cos < least_cos:
            opposed += 1
            continue
        row = count
        if count < MOST_NEAR:
            count += 1
        else:
            row = 0
            for one in range(1, MOST_NEAR):
                if near[one, 1] > near[row, 1]:
                    row = one
            if near[row, 1] <= off:
                continue
        near[row, 0], near[row, 1], near[row, 2] = start_m + ratio * size, off, cos
    return count, opposed
