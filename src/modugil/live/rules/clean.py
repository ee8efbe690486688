"""All rules over a batch, in the order in which fixes are given, with a memory of each vehicle."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inlined, kernel
from modugil.live.batch import FixBatch
from modugil.live.rules.duplicate import is_duplicate
from modugil.live.rules.future import is_future
from modugil.live.rules.impossible_jump import is_impossible_jump, straight_m
from modugil.live.rules.late import is_late
from modugil.live.rules.limits import Limits
from modugil.live.rules.null_island import is_null_island
from modugil.live.rules.off_region import is_off_region
from modugil.live.rules.out_of_order import is_out_of_order
from modugil.live.rules.stuck import is_stuck
from modugil.live.rules.verdict import Verdict

GOOD, DUPLICATE, OUT_OF_ORDER, LATE, FUTURE, NULL_ISLAND, OFF_REGION, IMPOSSIBLE_JUMP, STUCK = (
    int(verdict) for verdict in Verdict
)
FIRST_ROWS = 1024


class Memory(NamedTuple):
    """What the rules remember of each vehicle; a named tuple because compiled code writes it.

    Shapes:  one row a vehicle of the fleet, and more than there are so far.
    """

    newest_ms: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    same_since_ms: NDArray[np.int64]
    doubted_ms: NDArray[np.int64]
    doubted_lat: NDArray[np.float64]
    doubted_lon: NDArray[np.float64]
    doubted_count: NDArray[np.int32]
    """How many fixes in a row agreed on a place that would be an impossible jump."""


class Cleaner:
    """Tells of each fix whether it is fit for the public. One for each order of fixes."""

    def __init__(self, limits: Limits) -> None:
        """Remember nothing yet."""
        self._limits = limits
        self._memory = _build_memory(FIRST_ROWS)

    def judge(self, batch: FixBatch) -> NDArray[np.uint8]:
        """The verdict on each fix; a good one becomes its vehicle's newest.

        Shapes:  uint8[n], values of Verdict.
        """
        if len(batch) == 0:
            return np.empty(0, np.uint8)
        self._make_room(int(batch.vehicle.max()) + 1)
        columns = Columns(
            batch.vehicle, batch.time_ms, batch.received_ms, batch.lat, batch.lon, batch.speed_mps
        )
        return judge_fixes(columns, self._memory, self._limits)

    def _make_room(self, count: int) -> None:
        have = len(self._memory.newest_ms)
        if count > have:
            more = _build_memory(max(count, 2 * have) - have)
            old, new = self._memory._asdict(), more._asdict()
            self._memory = Memory(**{name: np.append(old[name], new[name]) for name in old})


def _build_memory(count: int) -> Memory:
    kinds = ("i8", "f8", "f8", "i8", "i8", "f8", "f8", "i4")
    return Memory(*(np.zeros(count, kind) for kind in kinds))


class Columns(NamedTuple):
    """The columns of a batch that the rules read."""

    vehicle: NDArray[np.int32]
    time_ms: NDArray[np.int64]
    received_ms: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    speed_mps: NDArray[np.float32]


@kernel
def judge_fixes(columns: Columns, memory: Memory, limits: Limits) -> NDArray[np.uint8]:
    """The verdict on each fix, in the order given; the memory is brought up to date."""
    verdicts = np.zeros(len(columns.vehicle), np.uint8)
    for row in range(len(columns.vehicle)):
        verdict = _judge_alone(columns, row, memory, limits)
        if verdict == GOOD and _leaps(columns, row, memory, limits):
            verdict = IMPOSSIBLE_JUMP
        if verdict == GOOD:
            verdict = _remember(columns, row, memory, limits)
        verdicts[row] = verdict
    return verdicts


@inlined
def _judge_alone(columns: Columns, row: int, memory: Memory, limits: Limits) -> int:
    lat, lon, when = columns.lat[row], columns.lon[row], columns.time_ms[row]
    newest_ms, received_ms = memory.newest_ms[columns.vehicle[row]], columns.received_ms[row]
    verdict = GOOD
    if is_null_island(lat, lon):
        verdict = NULL_ISLAND
    elif is_off_region(lat, lon, limits):
        verdict = OFF_REGION
    elif is_future(when, received_ms, limits):
        verdict = FUTURE
    elif is_duplicate(when, newest_ms):
        verdict = DUPLICATE
    elif is_out_of_order(when, newest_ms):
        verdict = OUT_OF_ORDER
    elif is_late(when, received_ms, limits):
        verdict = LATE
    return verdict


@kernel
def _leaps(columns: Columns, row: int, memory: Memory, limits: Limits) -> bool:
    """Whether the fix is an impossible jump; counts how often the new place was told."""
    who, when = columns.vehicle[row], columns.time_ms[row]
    lat, lon = columns.lat[row], columns.lon[row]
    if memory.newest_ms[who] == 0:
        return False
    leap_m = straight_m(memory.lat[who], memory.lon[who], lat, lon)
    if not is_impossible_jump(leap_m, when - memory.newest_ms[who], limits):
        memory.doubted_count[who] = 0
        return False
    agrees_m = straight_m(memory.doubted_lat[who], memory.doubted_lon[who], lat, lon)
    elapsed_ms = max(0, when - memory.doubted_ms[who])
    agrees = memory.doubted_count[who] > 0 and not is_impossible_jump(agrees_m, elapsed_ms, limits)
    memory.doubted_count[who] = memory.doubted_count[who] + 1 if agrees else 1
    memory.doubted_ms[who], memory.doubted_lat[who], memory.doubted_lon[who] = when, lat, lon
    if memory.doubted_count[who] < limits.believe_after:
        return True
    memory.doubted_count[who] = 0
    return False


@inlined
def _remember(columns: Columns, row: int, memory: Memory, limits: Limits) -> int:
    """The fix becomes its vehicle's newest; STUCK if its position has not changed for too long."""
    who, when = columns.vehicle[row], columns.time_ms[row]
    if memory.lat[who] != columns.lat[row] or memory.lon[who] != columns.lon[row]:
        memory.same_since_ms[who] = when
    memory.newest_ms[who] = when
    memory.lat[who], memory.lon[who] = columns.lat[row], columns.lon[row]
    stuck = is_stuck(memory.same_since_ms[who], when, columns.speed_mps[row], limits)
    return STUCK if stuck else GOOD
