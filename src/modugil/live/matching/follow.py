"""One fix of one vehicle: its trip, its place, its stops. The kernel that everything goes through.

The order of the rows is the order in which things happen; how rows are cut into batches is not.
"""

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inner, kernel
from modugil.live.matching.beam import ON_WAY
from modugil.live.matching.counters import (
    ACCEPTED,
    CONTINUED,
    MATCHED,
    NAMED,
    NO_PLACE,
    NOT_NEWER,
    OFF_WAY_COUNT,
)
from modugil.live.matching.driving import (
    LAYOVER,
    is_starting,
    leg_ratio,
    move_on,
    note_off_way,
    status_of,
    waiting_status,
)
from modugil.live.matching.hints import Hints
from modugil.live.matching.near import distance
from modugil.live.matching.seeking import AWAY_FROM_END_M, rename_run, seek, wants_search
from modugil.live.matching.trail import (
    direction_of,
    keep_trail,
    notice_standing,
    sigma_of,
    trail_length,
)
from modugil.live.matching.trip_change import (
    NO_LONGER_S,
    leave_run,
    next_run,
    read_hint,
    say_farewell,
    take_run,
)
from modugil.live.matching.vehicle_rows import BY_BLOCK, BY_HINT, BY_SEARCH, Record, Rows
from modugil.live.matching.world import World

YES = 1
DRIVEN_MS = 4 * 3_600_000
"""So long a run that was driven to its end is nobody else's."""
QUICK_MPS = 8.0
"""A terminal that tells no speed while it moves faster than this tells nothing."""
TURN_M, BEHIND_M = 40.0, 60.0
"""So far against or behind where it was thought to be, a vehicle is looked for on its way anew."""
CLAIM_M = 800.0
"""So far a vehicle drives on a run that was only found before it is held to be its own."""
SILENT_S = 7200.0
"""After so long a silence nothing is left of what the vehicle did before."""


@inner
def needs_hearing(s: Record, fix: Record) -> bool:
    """Whether the terminal's hint is new, or the run it named is long over."""
    if fix.hint >= 0 and fix.hint != s.hint:
        return True
    return bool(s.trip >= 0 and fix.time_ms > s.run_end_ms + 1000.0 * NO_LONGER_S)


@inner
def hear_hint(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: Record,
    claims: Rows,
    hints: Hints,
    s: Record,
    fix: Record,
    events: Rows,
    count: int,
    counters: NDArray[np.int64],
) -> int:
    """The terminal names its trip: a new name counts, one that was refuted does not again."""
    vehicle, hint, time_ms, x, y = fix.vehicle, fix.hint, fix.time_ms, fix.x, fix.y
    if s.trip >= 0 and time_ms > s.run_end_ms + 1000.0 * NO_LONGER_S:
        leave_run(s, claims, vehicle)
        s.hint = -1
    if hint < 0 or hint == s.hint:
        return count
    s.hint, s.refuted, s.search_count = hint, 0, 0
    trip, day = read_hint(world, hints, hint, time_ms)
    if trip < 0:
        if s.source == BY_HINT:
            count = say_farewell(world, limits, s, events, count, time_ms, x, y)
            leave_run(s, claims, vehicle)
        return count
    if trip == s.trip and day == s.day:
        s.source = BY_HINT
        return count
    if s.trip >= 0:
        count = say_farewell(world, limits, s, events, count, time_ms, x, y)
    take_run(world, s, claims, vehicle, trip, day, time_ms)
    s.source = BY_HINT
    counters[NAMED] += 1
    return count


@inner
def follow_one(  # noqa: C901, PLR0912, PLR0913, PLR0915 (a kernel)
    world: World,
    limits: Record,
    claims: Rows,
    hints: Hints,
    s: Record,
    fix: Record,
    events: Rows,
    count: int,
    counters: NDArray[np.int64],
) -> int:
    """The vehicle after one fix newer than all before; how many events there are now."""
    v, time_ms, x, y, speed = fix.vehicle, fix.time_ms, fix.x, fix.y, fix.speed
    sigma = sigma_of(fix.quality)
    gap_s = (time_ms - s.time_ms) / 1000.0
    if gap_s > SILENT_S:
        leave_run(s, claims, v)
        s.told_trip[:] = -1
        s.hint, s.refuted = -1, 0
        s.trail_count, s.ref_ms, s.still = 0, 0, 0
    moved = distance(x - s.x, y - s.y) if not np.isnan(s.x) else 0.0
    doors = fix.doors_open == YES
    still = notice_standing(s, time_ms, x, y, speed, sigma)
    if not np.isnan(speed):
        quick = gap_s <= 5.0 and moved > QUICK_MPS * gap_s + 2.0 * sigma
        still = (speed < limits.still_mps and not quick) or (doors and speed < 3.0)
    hx, hy = fix.east, fix.north
    if hx == 0.0 and hy == 0.0 and not still:
        hx, hy = direction_of(s, x, y, sigma)
    more = keep_trail(s, time_ms, x, y)
    if fix.in_service == 0:
        if s.trip >= 0:
            count = say_farewell(world, limits, s, events, count, time_ms, x, y)
            leave_run(s, claims, v)
        s.hint = -1
    elif needs_hearing(s, fix):
        count = hear_hint(world, limits, claims, hints, s, fix, events, count, counters)
    if s.trip >= 0:
        begun, was_waiting = count, s.last_position < 0
        fits, count = move_on(
            world, limits, s, events, count, time_ms, x, y,
            sigma, hx, hy, speed, still, doors,
        )  # fmt: skip
        if fits == ON_WAY:
            counters[MATCHED] += 1
            is_guess = s.source != BY_HINT and (s.hint < 0 or s.refuted == 1)
            if was_waiting and s.last_position == 0 and is_guess and count > begun:
                rename_run(world, claims, s, v, events, begun, count)
            if s.finished == 0 and (s.source == BY_HINT or s.along > CLAIM_M):
                claims[s.trip].vehicle, claims[s.trip].day = v, s.day
                claims[s.trip].time_ms = time_ms
            elif claims[s.trip].vehicle == v:
                claims[s.trip].time_ms = time_ms + DRIVEN_MS
        else:
            counters[OFF_WAY_COUNT] += 1
            note_off_way(world, s, fits, moved, x, y)
            if s.finished == 0 and s.off_m > limits.off_path_m:
                rest = world.stops[world.paths[s.path].stop_end - 1].along - s.along
                if rest < limits.off_path_m + 40.0:
                    count = say_farewell(world, limits, s, events, count, time_ms, x, y)
            turned = is_starting(world, s, time_ms) and (s.behind_m + s.reversed_m) > TURN_M
            if turned or (s.behind_m > BEHIND_M and s.off_count >= 3):
                s.beam_count, s.along = 0, np.nan
                s.behind_m, s.held = 0.0, 0
                if s.source == BY_SEARCH:
                    leave_run(s, claims, v)
    if s.finished == 1 and s.trip >= 0:
        trip, day = next_run(world, s, time_ms)
        if trip >= 0:
            take_run(world, s, claims, v, trip, day, time_ms)
            s.source = BY_BLOCK
            counters[CONTINUED] += 1
        elif s.off_m > AWAY_FROM_END_M:
            leave_run(s, claims, v)
    if fix.in_service != 0 and more and trail_length(s) >= limits.decide_m:
        due = time_ms - s.search_ms >= 1000.0 * limits.search_every_s
        if due and wants_search(world, limits, s, time_ms):
            count = seek(
                world, limits, claims, hints, s, v, events, count, time_ms, sigma, counters
            )
    s.time_ms, s.x, s.y, s.still = time_ms, x, y, still
    s.status, s.leg_ratio = status_of(limits, s, fix.in_service), 0.0
    if s.trip >= 0:
        if s.status == LAYOVER and np.isnan(s.along):
            s.status = waiting_status(world, s)
        s.leg_ratio = leg_ratio(world.stops, world.paths[s.path], s)
    return count


@kernel
def follow(  # noqa: PLR0913 (a kernel)
    world: World,
    limits: Record,
    claims: Rows,
    hints: Hints,
    vehicles: Rows,
    fixes: Rows,
    first: int,
    events: Rows,
    count: int,
    room: int,
    counters: NDArray[np.int64],
) -> tuple[int, int]:
    """Follow the fixes from row `first` on; the row not yet done, and how many events there are.

    `count` is how many there are already, `room` is what one row can need of `events`: with less
    left the rest is left undone.
    """
    for row in range(first, len(fixes)):
        if count + room > len(events):
            return row, count
        fix = fixes[row]
        s = vehicles[fix.vehicle]
        if fix.time_ms <= s.time_ms:
            counters[NOT_NEWER] += 1
            continue
        if not (np.isfinite(fix.x) and np.isfinite(fix.y)):
            counters[NO_PLACE] += 1
            continue
        counters[ACCEPTED] += 1
        begun = count
        count = follow_one(world, limits, claims, hints, s, fix, events, count, counters)
        for one in range(begun, count):
            events[one].vehicle = fix.vehicle
            events[one].known_ms = fix.received_ms
    return len(fixes), count
