"""Stop events from one stretch of a vehicle's way between two fixes: kernels.

A stop has a zone around it. A vehicle that stands in it has arrived, one that then leaves it has
departed, at the time at which it last began to move; one that goes through without standing has
passed, when it crossed the stop. The first stop knows only departure, the last only arrival.
"""

from modugil.core.compiled import inner
from modugil.live.matching.vehicle_rows import Record, Rows

ARRIVAL, DEPARTURE, PASSING = 0, 1, 2
USUAL_MPS = 8.0
SPARSE_S = 5.0
"""With fixes farther apart, one that stands is enough to have come to stand."""
AT_END_M = 2.0
NO_TIME = 0


@inner
def tell(  # noqa: PLR0913 (a kernel)
    events: Rows, count: int, s: Record, kind: int, position: int, time_ms: int, spread_ms: float
) -> int:
    """Add one event (its vehicle and when it became known are filled in by the caller)."""
    one = events[count]
    one.trip, one.day, one.position, one.kind = s.trip, s.day, position, kind
    one.time_ms = max(time_ms, s.last_event_ms)
    one.spread_ms = int(min(spread_ms, 3_600_000.0))
    s.last_event_ms = one.time_ms
    return count + 1


@inner
def forget_stop(s: Record) -> None:
    """Nothing is known of standing at or crossing the next stop."""
    s.stand_ms = s.stand_last_ms = s.left_ms = s.cross_ms = NO_TIME
    s.cross_spread = s.stand_spread = s.left_spread = 0


@inner
def pass_stops(  # noqa: C901, PLR0912, PLR0913, PLR0915 (a kernel)
    way: Record,
    zones: Rows,
    limits: Record,
    s: Record,
    events: Rows,
    count: int,
    t0: int,
    a0: float,
    t1: int,
    a1: float,
    sigma: float,
    was_still: bool,
    still: bool,
    doors: bool,
    speed: float,
    tells: bool,
) -> int:
    """Events of going from a0 at t0 to a1 at t1; `tells` is False where nothing is to be told.

    `speed` is the greater of those at both ends.
    """
    first, end_m = way.stop_first, way.length_m
    stops = way.stop_end - first
    gap = float(t1 - t0)
    made = a1 - a0
    if was_still and s.ref_ms > 0 and s.stand_last_ms == t0 and gap <= 1000.0 * SPARSE_S:
        made = a1 - s.stand_along  # without a speed it is seen to move only some metres later
    mps = max(speed, 1.0) if gap <= 1000.0 * SPARSE_S else USUAL_MPS
    go = 1000.0 * made / mps
    go = min(go, gap if made == a1 - a0 else 10_000.0)
    slack = gap - go
    leave, come = float(t0), float(t1)
    if was_still and still:
        leave, come = t0 + slack / 2.0, t1 - slack / 2.0
    elif was_still:
        leave = t0 + slack
    elif still:
        come = t0 + go
    pace = (a1 - a0) / max(come - leave, 1.0)  # metres a millisecond
    blur = min(sigma / max(pace, 0.002), 5000.0)
    while True:
        if s.at_stop == 1:
            if a1 <= zones[first + s.last_position].zone_end:
                if still:
                    s.stand_last_ms, s.stand_along, s.left_ms = t1, a1, NO_TIME
                elif s.left_ms == NO_TIME:
                    s.left_ms = int(leave)
                    s.left_spread = int(max(leave - t0, t1 - leave) + blur)
                break
            if s.left_ms == NO_TIME:
                s.left_ms = int(leave)
                s.left_spread = int(max(leave - t0, t1 - leave) + blur)
            if tells:
                count = tell(events, count, s, DEPARTURE, s.last_position, s.left_ms, s.left_spread)
            s.at_stop = 0
            forget_stop(s)
        position = s.last_position + 1
        if position >= stops:
            s.finished = 1
            break
        at, zone_end = zones[first + position].along, zones[first + position].zone_end
        is_last = position == stops - 1
        if a1 < zones[first + position].zone_begin:
            break
        if s.cross_ms == NO_TIME and a0 < at <= a1:
            crossed = leave + (at - a0) / pace if pace > 0 else come
            s.cross_ms = int(crossed)
            s.cross_spread = int(max(crossed - t0, t1 - crossed) + blur)
        if position == 0:
            if a1 <= zone_end:
                if still or s.told_first == 0:
                    s.stand_last_ms, s.left_ms, s.told_first = t1, NO_TIME, 1
                elif s.left_ms == NO_TIME:
                    s.left_ms = int(leave)
                    s.left_spread = int(max(leave - t0, t1 - leave) + blur)
                break
            if s.left_ms == NO_TIME and s.stand_last_ms != NO_TIME:
                s.left_ms = int(leave)
                s.left_spread = int(max(leave - t0, t1 - leave) + blur)
            if s.left_ms == NO_TIME and s.cross_ms != NO_TIME:
                s.left_ms, s.left_spread = s.cross_ms, s.cross_spread
            if tells and s.left_ms != NO_TIME:
                count = tell(events, count, s, DEPARTURE, 0, s.left_ms, s.left_spread)
            s.last_position = 0
            forget_stop(s)
            continue
        if still and (a1 <= zone_end or is_last):
            if s.stand_ms == NO_TIME:
                s.stand_ms = s.ref_ms if 0 < s.ref_ms < t1 else int(come)
                s.stand_spread = int(max(gap, s.stand_ms - t0) + min(blur, 1000.0))
            s.stand_last_ms, s.stand_along = t1, a1
            if doors or gap > 1000.0 * SPARSE_S or t1 - s.stand_ms >= 1000.0 * limits.stand_s:
                if tells:
                    count = tell(events, count, s, ARRIVAL, position, s.stand_ms, s.stand_spread)
                s.last_position = position
                s.at_stop = 1
                forget_stop(s)
                s.stand_last_ms, s.stand_along = t1, a1
                if is_last:
                    s.finished = 1
            break
        if s.stand_ms != NO_TIME:
            stood = gap > 1000.0 * SPARSE_S
            if stood:
                if tells:
                    count = tell(events, count, s, ARRIVAL, position, s.stand_ms, s.stand_spread)
                s.last_position = position
                s.at_stop = 1
                forget_stop(s)
                if is_last:
                    s.finished = 1
                    break
                continue
            s.stand_ms = NO_TIME
        if is_last:
            near = min(at, end_m) - AT_END_M
            if s.cross_ms == NO_TIME and a1 >= near:
                crossed = min(leave + max(near - a0, 0.0) / pace, come) if pace > 0 else come
                s.cross_ms = int(crossed)
                s.cross_spread = int(max(crossed - t0, t1 - crossed) + blur)
            if s.cross_ms != NO_TIME:
                if tells:
                    count = tell(events, count, s, ARRIVAL, position, s.cross_ms, s.cross_spread)
                s.last_position = position
                s.at_stop = 1
                s.finished = 1
                forget_stop(s)
            break
        if a1 <= zone_end:
            break
        if tells and s.cross_ms != NO_TIME:
            count = tell(events, count, s, PASSING, position, s.cross_ms, s.cross_spread)
        s.last_position = position
        forget_stop(s)
    return count
