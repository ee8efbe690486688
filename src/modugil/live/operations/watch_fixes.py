"""What each fix tells of its terminal and of how the bus is driven; compiled.

Speeds are those that the receiver itself measures (from the carriers' frequency, good to a few
tenths of m/s), and count only where the positions agree with them: a jump is no acceleration.
"""

from typing import Any

import numpy as np

from modugil.core.compiled import inlined, kernel
from modugil.live.operations.watch_tables import (
    NO_CELL,
    QUALITIES,
    Happened,
    Limits,
    Memory,
    Seen,
    Tally,
    build_memory,
    build_tally,
)
from modugil.live.rules.verdict import Verdict

GOOD = int(Verdict.GOOD)
LEAST_GAP_MS = 5_000
"""A shorter silence is no gap, however often a terminal reports."""
GAP_STEPS = 3
STEP = 1.05
"""The usual step follows each step by so much, up or down: it comes to rest at the middle one."""
SHORTEST_STEP_MS, LONGEST_STEP_MS = 200.0, 120_000.0
STANDS_MPS = 0.3
LEAST_SPELL = 10
"""So many fixes in a row while standing tell how much positions scatter."""
LONGEST_SPELL = 120
"""Then another spell begins, so that a creeping drift is not told as scatter."""
WATCHED_MS = 2_000
"""Driving is watched where fixes follow each other within this."""
AGREES_MPS = 5.0
"""Positions and speeds may differ by this, which leaves room for two metres of scatter."""
WILD_MPS2 = 8.0
"""No bus brakes or accelerates harder: it is the receiver's fault."""
AFTER_MS = 5_000
"""One braking is told once: the next begins so much later."""
PASSAGE, SPEEDING, BRAKING, ACCELERATING = range(4)


def watch_fixes(seen: Seen, memory: Memory, tally: Tally, limits: Limits) -> Happened:
    """Take in these fixes; what happened on the road."""
    most = 3 * len(seen.vehicle)
    happened = Happened(
        np.zeros(most, np.int32), np.zeros(most, np.int64), np.zeros(most, np.uint8)
    )
    count = watch(seen, memory, tally, limits, happened)
    return Happened(happened.vehicle[:count], happened.cell[:count], happened.kind[:count])


def warm_up_watching() -> int:
    """The kernel is compiled, or loaded, before the first bus comes; what one fix told it."""
    instants, numbers, codes = np.full(1, 1_000), np.zeros((3, 1)), np.zeros((2, 1), np.uint8)
    seen = Seen(np.zeros(1, np.int32), instants, instants, *numbers, *codes)
    limits = Limits(100.0, 20.0, 5_000, 2.5, 1.7, 1.7)
    return len(watch_fixes(seen, build_memory(1), build_tally(1), limits).kind)


@kernel
def watch(seen: Seen, memory: Memory, tally: Tally, limits: Limits, happened: Happened) -> int:
    """How many rows of `happened` were written."""
    count = 0
    for row in range(len(seen.vehicle)):
        who, verdict = seen.vehicle[row], seen.verdict[row]
        tally.fixes[who] += 1
        tally.verdicts[who, verdict] += 1
        tally.qualities[who, min(int(seen.quality[row]), QUALITIES - 1)] += 1
        skew_ms = seen.received_ms[row] - seen.time_ms[row]
        tally.skew_ms[who] = min(tally.skew_ms[who], skew_ms)
        if verdict != GOOD:
            continue
        step_ms = seen.time_ms[row] - memory.newest_ms[who]
        if memory.newest_ms[who] > 0:
            _note_step(who, step_ms, memory, tally)
        _note_scatter(seen, row, memory, tally)
        if memory.newest_ms[who] > 0 and step_ms <= WATCHED_MS:
            count = _note_driving(seen, row, memory, limits, happened, count)
        else:
            memory.cell[who] = NO_CELL
            memory.over_since_ms[who] = 0
        memory.newest_ms[who] = seen.time_ms[row]
        memory.x_m[who], memory.y_m[who] = seen.x_m[row], seen.y_m[row]
        memory.speed_mps[who] = seen.speed_mps[row]
    return count


@inlined
def _note_step(who: int, step_ms: int, memory: Memory, tally: Tally) -> None:
    usual_ms = memory.usual_ms[who]
    if usual_ms == 0.0:
        usual_ms = min(max(float(step_ms), SHORTEST_STEP_MS), LONGEST_STEP_MS)
    tally.span_ms[who] += step_ms
    if step_ms > max(LEAST_GAP_MS, GAP_STEPS * usual_ms):
        tally.gap_ms[who] += step_ms
        tally.gaps[who] += 1
        tally.longest_ms[who] = max(tally.longest_ms[who], step_ms)
    usual_ms = usual_ms * STEP if step_ms > usual_ms else usual_ms / STEP
    memory.usual_ms[who] = min(max(usual_ms, SHORTEST_STEP_MS), LONGEST_STEP_MS)


@inlined
def _note_scatter(seen: Seen, row: int, memory: Memory, tally: Tally) -> None:
    who = seen.vehicle[row]
    stands = seen.speed_mps[row] < STANDS_MPS
    if (not stands or memory.spell[who] >= LONGEST_SPELL) and memory.spell[who] > 0:
        if memory.spell[who] >= LEAST_SPELL:
            tally.still[who] += memory.spell[who]
            tally.scatter_m2[who] += memory.scatter_m2[who]
        memory.spell[who] = 0
    if stands:
        if memory.spell[who] == 0:
            memory.mean_x_m[who], memory.mean_y_m[who] = 0.0, 0.0
            memory.scatter_m2[who] = 0.0
        memory.spell[who] += 1
        east_m = seen.x_m[row] - memory.mean_x_m[who]
        north_m = seen.y_m[row] - memory.mean_y_m[who]
        memory.mean_x_m[who] += east_m / memory.spell[who]
        memory.mean_y_m[who] += north_m / memory.spell[who]
        memory.scatter_m2[who] += east_m * (seen.x_m[row] - memory.mean_x_m[who])
        memory.scatter_m2[who] += north_m * (seen.y_m[row] - memory.mean_y_m[who])


@kernel
def _note_driving(
    seen: Seen, row: int, memory: Memory, limits: Limits, happened: Happened, count: int
) -> int:
    who = seen.vehicle[row]
    step_s = (seen.time_ms[row] - memory.newest_ms[who]) / 1000.0
    x_m, y_m, speed_mps = seen.x_m[row], seen.y_m[row], seen.speed_mps[row]
    cell = (np.int64(np.floor(x_m / limits.cell_m)) << 32) + np.int64(np.floor(y_m / limits.cell_m))
    if cell != memory.cell[who]:
        memory.cell[who] = cell
        count = _write(happened, count, who, cell, PASSAGE)
    before_mps = memory.speed_mps[who]
    moved_mps = np.hypot(x_m - memory.x_m[who], y_m - memory.y_m[who]) / step_s
    if not abs(moved_mps - 0.5 * (before_mps + speed_mps)) <= AGREES_MPS:
        memory.over_since_ms[who] = 0
        return count
    if _is_speeding(seen, row, memory, limits):
        count = _write(happened, count, who, cell, SPEEDING)
    change_mps2 = (speed_mps - before_mps) / step_s
    if seen.time_ms[row] - memory.told_ms[who] < AFTER_MS or abs(change_mps2) > WILD_MPS2:
        return count
    if change_mps2 <= -limits.brake_mps2 and before_mps >= limits.moves_mps:
        memory.told_ms[who] = seen.time_ms[row]
        count = _write(happened, count, who, cell, BRAKING)
    elif change_mps2 >= limits.accelerate_mps2:
        memory.told_ms[who] = seen.time_ms[row]
        count = _write(happened, count, who, cell, ACCELERATING)
    return count


@inlined
def _is_speeding(seen: Seen, row: int, memory: Memory, limits: Limits) -> bool:
    """Whether it has now been over the limit for long enough; true once each time."""
    who, speeds = seen.vehicle[row], False
    if not seen.speed_mps[row] > limits.over_mps:
        memory.over_since_ms[who] = 0
    elif memory.over_since_ms[who] == 0:
        memory.over_since_ms[who] = seen.time_ms[row]
    elif memory.over_since_ms[who] > 0:
        speeds = seen.time_ms[row] - memory.over_since_ms[who] >= limits.over_ms
        if speeds:
            memory.over_since_ms[who] = -1
    return speeds


@inlined
def _write(happened: Happened, count: int, who: int, cell: Any, kind: int) -> int:  # noqa: ANN401
    happened.vehicle[count], happened.cell[count], happened.kind[count] = who, cell, kind
    return count + 1
