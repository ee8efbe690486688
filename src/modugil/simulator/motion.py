"""How a bus moves along its way: speed, braking, and where that puts it on the map."""

import math
from typing import Any

from modugil.core.compiled import inlined, kernel
from modugil.simulator.chance import Draw, draw_smooth
from modugil.simulator.world import World

LANE = Draw.LANE.value
ACCELERATION_MPS2 = 1.0
BRAKING_MPS2 = 1.0
HARDEST_BRAKING_MPS2 = 2.0
LEAST_SPEED_MPS, MOST_SPEED_MPS = 6.5, 24.0
SLACK = 1.22
"""How much faster than the timetable's mean a bus drives where nothing holds it up."""
STOP_S = 14.0
"""What a stop on the way costs in the timetable."""
LANE_M = 1.5
"""How far the lanes driven lie from the drawn line, at most."""


@kernel
def cruise_speed_mps(world: World, run: Any, position: int) -> float:  # noqa: ANN401 - a record
    """Speed on the free road after that stop, from the timetable of the legs around it.

    Timetables are written in whole minutes, so one leg alone can ask for any speed.
    """
    low, high = max(0, position - 1), min(run.count - 1, position + 3)
    length_m = world.stop_along_m[run.stop + high] - world.stop_along_m[run.stop + low]
    time_s = float(world.arrival_s[run.time + high] - world.departure_s[run.time + low])
    moving_s = max(time_s - STOP_S * (high - low - 1), 0.5 * time_s, 1.0)
    return float(min(MOST_SPEED_MPS, max(LEAST_SPEED_MPS, SLACK * length_m / moving_s)))


@kernel
def next_speed_mps(speed_mps: float, limit_mps: float, obstacle_m: float) -> float:
    """Speed a second later: towards the limit, and able to stand at the obstacle.

    Braking evenly from the result stops within what is left: (v + n) / 2 + n² / 2b <= d.
    """
    braking = BRAKING_MPS2
    wanted = min(speed_mps + ACCELERATION_MPS2, limit_mps)
    inside = braking * braking + 8.0 * braking * obstacle_m - 4.0 * braking * speed_mps
    safe = 0.0 if inside < 0.0 else (math.sqrt(inside) - braking) / 2.0
    if wanted < speed_mps - braking:
        wanted = speed_mps - braking
    return max(0.0, min(wanted, safe), speed_mps - HARDEST_BRAKING_MPS2)


@kernel
def braking_distance_m(speed_mps: float) -> float:
    """How far ahead an obstacle must be to be noticed in time."""
    return speed_mps * speed_mps / (2.0 * BRAKING_MPS2) + speed_mps


@inlined
def place_on_way(world: World, bus: Any, run: Any) -> None:  # noqa: ANN401 - records
    """Set where the bus is on the map from how far along its way it is."""
    last = world.point_start[run.path + 1] - 2
    along = world.along_m
    while bus.segment < last and along[bus.segment + 1] <= bus.along_m:
        bus.segment += 1
    here = bus.segment
    step_x, step_y = world.x_m[here + 1] - world.x_m[here], world.y_m[here + 1] - world.y_m[here]
    length_m = along[here + 1] - along[here]
    share = (bus.along_m - along[here]) / length_m if length_m > 0.0 else 0.0
    east, north = _sideways(world, bus, run)
    bus.x_m = world.x_m[here] + share * step_x + east
    bus.y_m = world.y_m[here] + share * step_y + north
    if length_m > 0.0:
        bus.heading_deg = math.degrees(math.atan2(step_x, step_y)) % 360.0


@inlined
def _sideways(world: World, bus: Any, run: Any) -> tuple[float, float]:  # noqa: ANN401
    """Metres east and north of the drawn line: lanes everywhere, far off on a detour."""
    place = bus.along_m / 150.0
    east = LANE_M * draw_smooth(world.seed, 2 * run.path, place, LANE)
    north = LANE_M * draw_smooth(world.seed, 2 * run.path + 1, place, LANE)
    if bus.detour_from_m < bus.along_m < bus.detour_to_m:
        length_m = bus.detour_to_m - bus.detour_from_m
        ramp = min(bus.along_m - bus.detour_from_m, bus.detour_to_m - bus.along_m)
        share = min(1.0, ramp / (0.3 * length_m))
        share = share * share * (3.0 - 2.0 * share)
        east += share * bus.detour_x_m
        north += share * bus.detour_y_m
    return east, north
