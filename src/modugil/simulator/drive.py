"""One second of a whole fleet: everything that drives, stands, turns around or goes home."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import inlined, kernel
from modugil.simulator.between_runs import (
    AT_STOP_M,
    begin_layover,
    drive_to_first_stop,
    end_run,
    go_home,
)
from modugil.simulator.chance import Draw, draw
from modugil.simulator.motion import (
    braking_distance_m,
    cruise_speed_mps,
    next_speed_mps,
    place_on_way,
)
from modugil.simulator.passengers import draw_passengers, exchange_passengers
from modugil.simulator.traffic import is_red, traffic_factor
from modugil.simulator.vehicle_row import FOREVER_MS, NOWHERE_M, Happening, Mode
from modugil.simulator.world import World

OFF, LAYOVER, DRIVING = Mode.OFF.value, Mode.LAYOVER.value, Mode.DRIVING.value
AT_STOP, DEADHEAD = Mode.AT_STOP.value, Mode.DEADHEAD.value
ARRIVAL, DEPARTURE = Happening.ARRIVAL.value, Happening.DEPARTURE.value
PASSING, BREAKDOWN = Happening.PASSING.value, Happening.BREAKDOWN.value
DRAW_BREAKDOWN, DRAW_LONG_STOP = Draw.BREAKDOWN.value, Draw.LONG_STOP.value
SIGN_ON_MS = 300_000
"""A vehicle shows up at its first stop so long before it leaves."""
AWAKE_MS = 1_200_000
"""A terminal is silent in longer waits than this."""
GIVE_UP_MS = 2_400_000
"""A run that its vehicle would begin later than this is not driven."""
SILENT_AFTER_BREAKDOWN_MS = 1_800_000
DECIDE_M = 80.0
FASTEST_MPS = 27.0
DETOUR_MPS = 8.0


@kernel
def step_fleet(world: World, fleet: NDArray[np.void], now_ms: int, events: NDArray[np.void]) -> int:
    """Move every vehicle to `now_ms` (each a phase of its own later), a second after the last call.

    Returns how many rows of `events` were written: at most two a vehicle.
    """
    count = 0
    for row in range(len(fleet)):
        bus = fleet[row]
        if bus.run < 0:
            go_home(bus, now_ms + bus.phase_ms)
            continue
        bus_ms = now_ms + bus.phase_ms
        kind = _step(world, bus, bus_ms)
        if kind >= 0:
            event = events[count]
            event.vehicle, event.kind = row, kind
            event.run, event.position = bus.run, bus.next_position
            event.time_ms = bus_ms
            count += 1
            _follow_up(world, bus, kind, event)
    return count


@kernel
def step_until(
    world: World, fleet: NDArray[np.void], span_ms: tuple[int, int], events: NDArray[np.void]
) -> int:
    """Move every vehicle second by second from the first of `span_ms` to the other.

    Returns the instant that was reached: after a breakdown somebody must say who drives on.
    """
    now_ms, until_ms = span_ms
    while now_ms + 1000 <= until_ms:
        now_ms += 1000
        count = step_fleet(world, fleet, now_ms, events)
        for index in range(count):
            if events[index].kind == BREAKDOWN:
                return now_ms
    return now_ms


@inlined
def _step(world: World, bus: Any, now_ms: int) -> int:  # noqa: ANN401 - a record
    """What the vehicle does in this second; the kind of event that came of it, or -1."""
    run = world.runs[bus.run]
    bus.speaks = bus.mode != OFF and now_ms < bus.silent_from_ms
    if now_ms >= bus.silent_from_ms:
        bus.run, bus.until_ms = -1, now_ms
        return -1
    if bus.mode == DRIVING:
        return _drive(world, bus, run, now_ms)
    if bus.mode == AT_STOP:
        return _stand(world, bus, run, now_ms)
    if bus.mode == DEADHEAD:
        drive_to_first_stop(world, bus, run, now_ms)
        return -1
    leaves_ms = run.day_ms + 1000 * np.int64(world.departure_s[run.time])
    if now_ms > leaves_ms + GIVE_UP_MS:
        bus.run = run.next
        bus.mode = OFF if bus.mode == OFF or run.next < 0 else DEADHEAD
        return -1
    if bus.mode == OFF:
        if now_ms >= leaves_ms - SIGN_ON_MS:
            begin_layover(world, bus, run)
        return -1
    bus.speaks = now_ms >= leaves_ms - AWAKE_MS and now_ms < bus.silent_from_ms
    bus.doors_open = leaves_ms - 120_000 <= now_ms < leaves_ms - 3_000
    if now_ms >= leaves_ms and now_ms >= bus.hold_until_ms:
        return _leave_first_stop(world, bus, run, now_ms)
    return -1


@kernel
def _leave_first_stop(world: World, bus: Any, run: Any, now_ms: int) -> int:  # noqa: ANN401
    draw_passengers(world, bus, run, now_ms)
    exchange_passengers(world, bus, now_ms)
    _draw_mishaps(world, bus, run)
    return DEPARTURE


@kernel
def _draw_mishaps(world: World, bus: Any, run: Any) -> None:  # noqa: ANN401 - records
    """What will go wrong on this run, and where."""
    length_m = world.stop_along_m[run.stop + run.count - 1]
    bus.breakdown_m, bus.long_stop_m = NOWHERE_M, NOWHERE_M
    key = np.int64(run.day) * 1_000_003 + run.trip
    chance = draw(world.seed, bus.salt, key, DRAW_BREAKDOWN)
    if chance < world.breakdown_ratio:
        bus.breakdown_m = length_m * (0.1 + 0.8 * chance / world.breakdown_ratio)
    chance = draw(world.seed, bus.salt, key, DRAW_LONG_STOP)
    if chance < world.long_stop_ratio:
        share = chance / world.long_stop_ratio
        bus.long_stop_m = length_m * (0.05 + 0.6 * share)
        bus.long_stop_s = 240.0 + 360.0 * ((share * 97.0) % 1.0)


@kernel
def _follow_up(world: World, bus: Any, kind: int, event: Any) -> None:  # noqa: ANN401 - records
    """Set the vehicle's next stop once the event of this one is written down."""
    run = world.runs[bus.run]
    if kind == PASSING:
        beyond_m = bus.along_m - world.stop_along_m[run.stop + bus.next_position]
        event.time_ms -= np.int64(1000.0 * min(1.0, beyond_m / max(bus.speed_mps, 0.1)))
    if kind == DEPARTURE or kind == PASSING:
        leaves_ms = run.day_ms + 1000 * np.int64(world.departure_s[run.time + bus.next_position])
        bus.delay_s = (event.time_ms - leaves_ms) // 1000
        bus.cruise_mps = cruise_speed_mps(world, run, bus.next_position)
        bus.next_position += 1
        bus.will_stop = -1
        bus.mode, bus.doors_open = DRIVING, 0


@inlined
def _drive(world: World, bus: Any, run: Any, now_ms: int) -> int:  # noqa: ANN401 - records
    stop_m = world.stop_along_m[run.stop + bus.next_position]
    ahead_m = stop_m - bus.along_m
    if bus.will_stop < 0 and ahead_m < braking_distance_m(bus.speed_mps) + DECIDE_M:
        _decide_to_stop(world, bus, run, now_ms)
    obstacle_m = ahead_m if bus.will_stop != 0 else NOWHERE_M
    obstacle_m = min(obstacle_m, _light_ahead_m(world, bus, run, now_ms))
    limit_mps = _limit_mps(world, bus, run, now_ms)
    speed_mps = next_speed_mps(bus.speed_mps, limit_mps, max(obstacle_m, 0.0))
    move_m = min((bus.speed_mps + speed_mps) / 2.0, max(obstacle_m, 0.0))
    bus.along_m += move_m
    bus.odometer_m += move_m
    bus.speed_mps = speed_mps
    kind = -1
    if bus.will_stop != 0 and stop_m - bus.along_m < AT_STOP_M and speed_mps < 1.0:
        bus.along_m, bus.speed_mps = stop_m, 0.0
        kind = _arrive(world, bus, now_ms)
    elif bus.will_stop == 0 and bus.along_m >= stop_m:
        kind = PASSING
    elif bus.along_m > bus.breakdown_m and bus.is_broken == 0:
        bus.is_broken, bus.hold_until_ms = 1, FOREVER_MS
        bus.silent_from_ms = now_ms + SILENT_AFTER_BREAKDOWN_MS
        kind = BREAKDOWN
    place_on_way(world, bus, run)
    return kind


@inlined
def _limit_mps(world: World, bus: Any, run: Any, now_ms: int) -> float:  # noqa: ANN401 - records
    """How fast road, traffic and hurry let the bus go; 0 while something holds it."""
    if bus.along_m > bus.long_stop_m:
        bus.hold_until_ms = max(bus.hold_until_ms, now_ms + np.int64(1000.0 * bus.long_stop_s))
        bus.long_stop_m = NOWHERE_M
    if now_ms < bus.hold_until_ms:
        return 0.0
    place = (bus.x_m, bus.y_m, bus.heading_deg)
    limit_mps = bus.cruise_mps * traffic_factor(world, place, now_ms, run.day_ms)
    if bus.delay_s > 90:
        limit_mps *= 1.10
    if bus.detour_from_m < bus.along_m < bus.detour_to_m:
        limit_mps = min(limit_mps, DETOUR_MPS)
    return float(max(2.0, limit_mps))


@inlined
def _light_ahead_m(world: World, bus: Any, run: Any, now_ms: int) -> float:  # noqa: ANN401
    """Metres to the next light if it is red and the bus can still stop there."""
    last = world.light_start[run.path + 1]
    while bus.light < last and world.light_along_m[bus.light] <= bus.along_m:
        bus.light += 1
    if bus.light >= last:
        return NOWHERE_M
    ahead_m = world.light_along_m[bus.light] - 2.0 - bus.along_m
    needed_m = bus.speed_mps * bus.speed_mps / (2.0 * 1.5)
    if ahead_m < needed_m or ahead_m > braking_distance_m(bus.speed_mps) + 30.0:
        return NOWHERE_M
    return ahead_m if is_red(world, bus.light, now_ms) else NOWHERE_M


@kernel
def _decide_to_stop(world: World, bus: Any, run: Any, now_ms: int) -> None:  # noqa: ANN401
    """Whether the bus will stand at its next stop: for people, for the clock, or at the end."""
    position = bus.next_position
    stop_m = world.stop_along_m[run.stop + position]
    is_last = position == run.count - 1
    is_beyond = stop_m < bus.along_m - 0.5
    if not is_last and (is_beyond or bus.detour_from_m < stop_m < bus.detour_to_m):
        bus.will_stop, bus.boarding, bus.alighting = 0, 0, 0
        return
    draw_passengers(world, bus, run, now_ms)
    leaves_ms = run.day_ms + 1000 * np.int64(world.departure_s[run.time + position])
    soonest_ms = now_ms + np.int64(1000.0 * (stop_m - bus.along_m) / FASTEST_MPS) - 1000
    is_early = world.is_timepoint[run.stop + position] == 1 and soonest_ms < leaves_ms
    bus.will_stop = 1 if is_last or is_early or bus.boarding + bus.alighting > 0 else 0


@kernel
def _arrive(world: World, bus: Any, now_ms: int) -> int:  # noqa: ANN401 - a record
    dwell_s = exchange_passengers(world, bus, now_ms)
    bus.mode, bus.doors_open = AT_STOP, 1
    bus.until_ms = now_ms + np.int64(1000.0 * dwell_s)
    return ARRIVAL


@kernel
def _stand(world: World, bus: Any, run: Any, now_ms: int) -> int:  # noqa: ANN401 - records
    bus.doors_open = now_ms < bus.until_ms - 2_000
    if now_ms < bus.until_ms:
        return -1
    if bus.next_position == run.count - 1:
        end_run(world, bus, run, now_ms)
        return -1
    at = run.time + bus.next_position
    leaves_ms = run.day_ms + 1000 * np.int64(world.departure_s[at])
    is_held = world.is_timepoint[run.stop + bus.next_position] == 1 and now_ms < leaves_ms
    return -1 if is_held or now_ms < bus.hold_until_ms else DEPARTURE
