"""What a vehicle's receiver sees of where it is: exact in the open, less so between houses."""

import math

import numpy as np
from numpy.typing import NDArray

from modugil.core.compiled import kernel
from modugil.live.fix import FixQuality
from modugil.simulator.chance import Draw, draw, draw_normal
from modugil.simulator.world import World

QUALITY = Draw.QUALITY.value
EAST, NORTH = Draw.NOISE_EAST.value, Draw.NOISE_NORTH.value
GPS, RTK_FIXED, RTK_FLOAT = (
    FixQuality.GPS.value,
    FixQuality.RTK_FIXED.value,
    FixQuality.RTK_FLOAT.value,
)
GPS_M, FLOAT_M, FIXED_M = 2.5, 0.35, 0.015
"""Standard deviation a side, by quality."""
KEPT = 0.96
"""How much of an error is still there a second later."""
PLACE_M = 250.0


@kernel
def see_fleet(world: World, fleet: NDArray[np.void], now_ms: int) -> None:
    """Set what the receiver of each speaking vehicle tells at this second."""
    fresh = math.sqrt(1.0 - KEPT * KEPT)
    second = now_ms // 1000
    for row in range(len(fleet)):
        bus = fleet[row]
        if bus.speaks == 0:
            continue
        place = draw(world.seed, int(bus.x_m // PLACE_M), int(bus.y_m // PLACE_M), QUALITY)
        bus.quality, deviation_m = RTK_FIXED, FIXED_M
        if place < world.gps_only_ratio:
            bus.quality, deviation_m = GPS, GPS_M
        elif place < 2.0 * world.gps_only_ratio:
            bus.quality, deviation_m = RTK_FLOAT, FLOAT_M
        east = draw_normal(world.seed, bus.salt, second, EAST)
        north = draw_normal(world.seed, bus.salt, second, NORTH)
        bus.error_east = KEPT * bus.error_east + fresh * east
        bus.error_north = KEPT * bus.error_north + fresh * north
        bus.seen_x_m = bus.x_m + deviation_m * bus.error_east
        bus.seen_y_m = bus.y_m + deviation_m * bus.error_north
