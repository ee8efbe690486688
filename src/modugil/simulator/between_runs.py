"""Between two runs: waiting at the first stop, going there, going home."""

import math
from typing import Any

import numpy as np

from modugil.core.compiled import kernel
from modugil.simulator.motion import next_speed_mps, place_on_way
from modugil.simulator.vehicle_row import FOREVER_MS, NOWHERE_M, Mode
from modugil.simulator.world import World

OFF, LAYOVER, DEADHEAD = Mode.OFF.value, Mode.LAYOVER.value, Mode.DEADHEAD.value
LONGEST_WAIT_MS = 5_400_000
"""Before a longer wait a vehicle goes home, silent, and comes out again for its next run."""
AFTER_LAST_MS = 120_000
DEADHEAD_MPS = 9.0
AT_STOP_M = 0.3


@kernel
def begin_layover(world: World, bus: Any, run: Any) -> None:  # noqa: ANN401 - records
    """Stand at the first stop of the run, empty."""
    bus.mode, bus.speed_mps, bus.doors_open = LAYOVER, 0.0, 0
    bus.segment = world.point_start[run.path]
    bus.light = world.light_start[run.path]
    bus.along_m, bus.next_position = world.stop_along_m[run.stop], 0
    bus.load, bus.bays_used, bus.delay_s = 0, 0, 0
    bus.detour_from_m = NOWHERE_M
    bus.speaks = 1
    place_on_way(world, bus, run)


@kernel
def end_run(world: World, bus: Any, run: Any, now_ms: int) -> None:  # noqa: ANN401 - records
    """Everybody is off at the last stop; on to the next run, or home."""
    bus.doors_open, bus.detour_from_m = 0, NOWHERE_M
    bus.run = run.next
    if run.next < 0:
        bus.mode, bus.until_ms = LAYOVER, now_ms + AFTER_LAST_MS
        return
    following = world.runs[run.next]
    leaves_ms = following.day_ms + 1000 * np.int64(world.departure_s[following.time])
    bus.mode = OFF if leaves_ms - now_ms > LONGEST_WAIT_MS else DEADHEAD


@kernel
def go_home(bus: Any, now_ms: int) -> None:  # noqa: ANN401 - a record
    """A vehicle without a run stands a while, and is then silent."""
    if bus.mode != OFF and now_ms >= bus.until_ms:
        bus.mode, bus.speed_mps, bus.is_broken = OFF, 0.0, 0
        bus.hold_until_ms, bus.silent_from_ms = 0, FOREVER_MS
    bus.speaks = bus.mode != OFF


@kernel
def drive_to_first_stop(world: World, bus: Any, run: Any, now_ms: int) -> None:  # noqa: ANN401
    """Straight to where the next run begins; there the layover begins."""
    first = world.point_start[run.path]
    goal_x, goal_y = _first_stop(world, run, first)
    east, north = goal_x - bus.x_m, goal_y - bus.y_m
    ahead_m = math.hypot(east, north)
    limit_mps = 0.0 if now_ms < bus.hold_until_ms else DEADHEAD_MPS
    speed_mps = next_speed_mps(bus.speed_mps, limit_mps, ahead_m)
    move_m = min((bus.speed_mps + speed_mps) / 2.0, ahead_m)
    bus.speed_mps = speed_mps
    bus.odometer_m += move_m
    if ahead_m - move_m < AT_STOP_M and speed_mps < 1.0:
        begin_layover(world, bus, run)
        return
    bus.x_m += move_m * east / ahead_m
    bus.y_m += move_m * north / ahead_m
    bus.heading_deg = math.degrees(math.atan2(east, north)) % 360.0


@kernel
def _first_stop(world: World, run: Any, first: int) -> tuple[float, float]:  # noqa: ANN401
    """Metres east and north of where a run's first stop lies on its way."""
    here, along_m = first, world.stop_along_m[run.stop]
    last = world.point_start[run.path + 1] - 2
    while here < last and world.along_m[here + 1] <= along_m:
        here += 1
    length_m = world.along_m[here + 1] - world.along_m[here]
    share = (along_m - world.along_m[here]) / length_m if length_m > 0.0 else 0.0
    x_m = world.x_m[here] + share * (world.x_m[here + 1] - world.x_m[here])
    y_m = world.y_m[here] + share * (world.y_m[here + 1] - world.y_m[here])
    return x_m, y_m
