"""The places along its way where a vehicle can be, advanced by one fix: kernels.

A small beam of hypotheses as in a hidden Markov model: each has a place and a cost (the negative
logarithm of how likely it is, beside the best). Most of the time there is one; a way that passes
the same street twice has more, until order, heading or the timetable tells them apart.
"""

import numpy as np

from modugil.core.compiled import inner
from modugil.live.matching.near import distance, find_near
from modugil.live.matching.schedule import scheduled_s
from modugil.live.matching.vehicle_rows import BEAM, Record, Rows
from modugil.live.matching.world import World
from modugil.live.paths import F64

ON_WAY, OFF_WAY, REVERSED, BEHIND = 0, 1, 2, 3
SHAPE_SIGMA_M = 5.0
"""Ways are drawn in the middle of the street, and seldom better than this."""
APART_M = 25.0
"""Places nearer than this are one."""
CLEAR_COST = 4.0
"""A hypothesis so much dearer than the best no longer counts."""
LEAST_COS, LEAST_COS_LINE = -0.2, -0.75
FORGET = 0.9
"""What was likely counts so much less with every fix."""
TOO_EARLY_S, INSISTS_M = 400.0, 500.0
"""A vehicle so early is not on its trip yet, unless it has driven so far as if it were."""
EARLY_UNIT_S, LATE_UNIT_S = 120.0, 900.0
AT_START_M = 100.0


@inner
def keep_place(along: F64, cost: F64, count: int, place: float, price: float) -> int:
    """The beam with one place more: near ones are one, and the dearest goes if it is full."""
    for row in range(count):
        if abs(along[row] - place) < APART_M:
            if price < cost[row]:
                along[row], cost[row] = place, price
            return count
    row = count
    if count == BEAM:
        row = int(np.argmax(cost))
        if cost[row] <= price:
            return count
    else:
        count += 1
    along[row], cost[row] = place, price
    return count


@inner
def begin(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: Record,
    s: Record,
    time_ms: int,
    x: float,
    y: float,
    sigma: float,
    hx: float,
    hy: float,
) -> int:
    """Look for the vehicle on the whole of its way: the beam's first places."""
    way = world.paths[s.path]
    first = world.stops[way.stop_first].along
    line = way.reach_m > limits.off_path_m
    near = world.work[0].near
    reach = way.reach_m + 2.0 * max(sigma - 5.0, 0.0)
    count, opposed = find_near(
        world.points, way, 0.0, np.inf, x, y, reach, hx, hy,
        LEAST_COS_LINE if line else LEAST_COS, near,
    )  # fmt: skip
    scale = way.reach_m / 2.0 if line else distance(sigma, SHAPE_SIGMA_M)
    s.beam_count = 0
    fixed_times = world.trips[s.trip].headway_s == 0
    for row in range(count):
        place = near[row, 0]
        late_s = (time_ms - s.day_start_ms) / 1000.0 - scheduled_s(world, s.trip, place)
        price = 0.5 * (near[row, 1] / scale) ** 2 + 1.5 * (1.0 - near[row, 2])
        if late_s < 0.0 and place > first + AT_START_M:
            if late_s < -TOO_EARLY_S and s.off_m < INSISTS_M and fixed_times:
                continue
            price += (late_s / EARLY_UNIT_S) ** 2
        elif late_s > 0.0:
            price += min((late_s / LATE_UNIT_S) ** 2, 20.0)
        s.beam_count = keep_place(s.beam_along, s.beam_cost, s.beam_count, place, price)
    if s.beam_count == 0:
        return REVERSED if opposed > 0 else OFF_WAY
    s.variance = sigma * sigma
    s.speed = 0.0
    settle(s)
    return ON_WAY


@inner
def settle(s: Record) -> None:
    """Costs beside the best, hopeless ones gone, the best first."""
    best = 0
    for row in range(1, s.beam_count):
        if s.beam_cost[row] < s.beam_cost[best]:
            best = row
    least = s.beam_cost[best]
    if best > 0:
        s.beam_along[0], s.beam_along[best] = s.beam_along[best], s.beam_along[0]
        s.beam_cost[0], s.beam_cost[best] = s.beam_cost[best], s.beam_cost[0]
    kept = 0
    for row in range(s.beam_count):
        price = s.beam_cost[row] - least
        if price > 3.0 * CLEAR_COST:
            continue
        s.beam_along[kept], s.beam_cost[kept] = s.beam_along[row], price
        kept += 1
    s.beam_count = kept


@inner
def surely_reached(s: Record) -> float:
    """Metres along up to which all likely hypotheses agree; NaN while the beam only begins."""
    least = s.beam_along[0]
    clear = True
    for row in range(1, s.beam_count):
        if s.beam_cost[row] < CLEAR_COST:
            clear = False
            least = min(least, s.beam_along[row])
    if np.isnan(s.along):
        return s.beam_along[0] if clear else np.nan
    return float(max(s.along, least))


@inner
def advance(  # noqa: C901, PLR0913, PLR0915 (a kernel)
    points: Rows,
    way: Record,
    work: Record,
    limits: Record,
    s: Record,
    time_ms: int,
    x: float,
    y: float,
    sigma: float,
    hx: float,
    hy: float,
    told_speed: float,
    still: bool,
) -> int:
    """The beam after this fix; ON_WAY if it goes on, else why not (and the beam as it was)."""
    dt = max((time_ms - s.match_ms) / 1000.0, 0.001)
    moved = distance(x - s.match_x, y - s.match_y)
    line = way.reach_m > limits.off_path_m
    reach = way.reach_m + 2.0 * max(sigma - 5.0, 0.0)
    back = 3.0 * sigma + 10.0 + (60.0 if line else 0.0)
    low, high = s.beam_along[0], s.beam_along[0]
    for row in range(1, s.beam_count):
        low, high = min(low, s.beam_along[row]), max(high, s.beam_along[row])
    high += limits.top_speed_mps * dt + back
    low -= max(back, moved + 30.0)
    near = work.near
    count, opposed = find_near(
        points, way, max(low, 0.0), high, x, y, reach, hx, hy,
        LEAST_COS_LINE if line else LEAST_COS, near,
    )  # fmt: skip
    scale = reach / 2.0 if line else distance(sigma, SHAPE_SIGMA_M)
    along, cost = work.along, work.cost
    kept = 0
    # how much the fix counts beside where the vehicle was expected
    speed = told_speed if not np.isnan(told_speed) else s.speed
    drift = (0.5 if still else 2.0) * dt if not np.isnan(told_speed) else 4.0 * dt
    expected = min(speed * dt, 2.0 * moved + 10.0) if dt < 10.0 and not still else 0.0
    variance = s.variance + drift * drift
    along_sigma2 = sigma * sigma + 1.0
    gain = variance / (variance + along_sigma2)
    tolerance = 10.0 + 0.15 * moved + 2.0 * sigma
    behind = False
    for row in range(count):
        place = near[row, 0]
        price = 0.5 * min((near[row, 1] / scale) ** 2, 40.0) + 1.5 * (1.0 - near[row, 2])
        best, best_place = np.inf, 0.0
        for one in range(s.beam_count):
            made = place - s.beam_along[one]
            if made < -back or made > limits.top_speed_mps * dt + back:
                continue
            astray = max(abs(made) - moved, 0.5 * (moved - made), 0.0)
            total = s.beam_cost[one] * FORGET + price + 0.5 * (astray / tolerance) ** 2
            if total < best:
                guess = s.beam_along[one] + expected
                best, best_place = total, guess + gain * (place - guess)
        if best < np.inf:
            length = way.length_m
            kept = keep_place(along, cost, kept, min(max(best_place, 0.0), length), best)
        else:
            behind = behind or place < s.beam_along[0]
    if kept == 0:
        if behind:
            return BEHIND
        return REVERSED if opposed > 0 else OFF_WAY
    before = s.beam_along[0]
    for row in range(kept):
        s.beam_along[row], s.beam_cost[row] = along[row], cost[row]
    s.beam_count = kept
    settle(s)
    s.variance = (1.0 - gain) * variance
    pace = (s.beam_along[0] - before) / dt
    s.speed = max(pace if dt > 5.0 else s.speed + 0.4 * (pace - s.speed), 0.0)
    if not np.isnan(told_speed):
        s.speed = told_speed
    return ON_WAY
