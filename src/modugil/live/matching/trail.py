"""How well a fix is known, and where a vehicle was last: kernels."""

import numpy as np

from modugil.core.compiled import inner
from modugil.live.matching.near import distance
from modugil.live.matching.vehicle_rows import TRAIL, Record

TRAIL_M, SAME_TRAIL_M, TRAIL_GAP_S = 75.0, 15.0, 300.0
DERIVED_STILL_S, CRAWL_MPS = 4.0, 1.5
DIRECTION_M, FARTHEST_DIRECTION_M = 30.0, 120.0


@inner
def sigma_of(quality: int) -> float:
    """Metres of standard deviation of a fix of this quality."""
    if quality == 4:
        return 0.5
    if quality == 5:
        return 1.5
    if quality == 2 or quality == 3:
        return 4.0
    if quality == 1 or quality == 8:
        return 6.0
    if quality == 6 or quality == 0:
        return 30.0
    return 10.0


@inner
def notice_standing(
    s: Record, time_ms: int, x: float, y: float, speed: float, sigma: float
) -> bool:
    """Whether the vehicle stands, for terminals that tell no speed: it is where it was."""
    if not np.isnan(speed):
        s.ref_ms = 0
        return False
    around = 2.5 * sigma + 2.0
    if s.ref_ms > 0 and distance(x - s.ref_x, y - s.ref_y) <= around:
        s.ref_count += 1
        s.ref_x += (x - s.ref_x) / s.ref_count
        s.ref_y += (y - s.ref_y) / s.ref_count
        return bool(time_ms - s.ref_ms >= 1000.0 * max(around / CRAWL_MPS, DERIVED_STILL_S))
    s.ref_ms, s.ref_x, s.ref_y, s.ref_count = time_ms, x, y, 1
    return False


@inner
def direction_of(s: Record, x: float, y: float, sigma: float) -> tuple[float, float]:
    """Where the vehicle goes, from its last places; no direction where they are too near."""
    for one in range(s.trail_count - 1, -1, -1):
        dx, dy = x - s.trail_x[one], y - s.trail_y[one]
        away = distance(dx, dy)
        if away > max(DIRECTION_M, 4.0 * sigma):
            if away > FARTHEST_DIRECTION_M:
                return 0.0, 0.0
            return dx / away, dy / away
    return 0.0, 0.0


@inner
def keep_trail(s: Record, time_ms: int, x: float, y: float) -> bool:
    """Whether the vehicle's last places became one more."""
    if s.trail_count > 0:
        last = s.trail_count - 1
        if time_ms - s.trail_ms[last] > 1000.0 * TRAIL_GAP_S:
            away = distance(x - s.trail_x[last], y - s.trail_y[last])
            if away > SAME_TRAIL_M:
                s.trail_count = 0
    if s.trail_count > 0:
        last = s.trail_count - 1
        away = distance(x - s.trail_x[last], y - s.trail_y[last])
        if away <= SAME_TRAIL_M:
            s.trail_ms[last] = time_ms
        if away < TRAIL_M:
            return False
        if s.trail_count == TRAIL:
            for one in range(TRAIL - 1):
                s.trail_x[one], s.trail_y[one] = s.trail_x[one + 1], s.trail_y[one + 1]
                s.trail_ms[one] = s.trail_ms[one + 1]
            s.trail_count = TRAIL - 1
    last = s.trail_count
    s.trail_x[last], s.trail_y[last], s.trail_ms[last] = x, y, time_ms
    s.trail_count = last + 1
    return True


@inner
def trail_length(s: Record) -> float:
    """Metres between the first and the last of the vehicle's last places."""
    last = s.trail_count - 1
    if last < 1:
        return 0.0
    return float(distance(s.trail_x[last] - s.trail_x[0], s.trail_y[last] - s.trail_y[0]))
