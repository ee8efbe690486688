"""How fast traffic lets a bus drive: the same for buses that pass one place minutes apart."""

import math

from modugil.core.compiled import inlined
from modugil.simulator.chance import Draw, draw, draw_smooth
from modugil.simulator.world import World

TRAFFIC, LIGHT_PHASE = Draw.TRAFFIC.value, Draw.LIGHT_PHASE.value
PLACE_M = 600.0
HOUR_MS = 3_600_000.0
RED_RATIO = 0.4


@inlined
def traffic_factor(
    world: World, place: tuple[float, float, float], now_ms: int, day_ms: int
) -> float:
    """Share of the usual speed: of the hour, of the day's whole region, and of this very road.

    `place` is metres east, metres north and the heading in degrees.
    """
    hour = (now_ms - day_ms) / HOUR_MS
    low = math.floor(hour)
    one, two = world.hours[int(low) % 24], world.hours[(int(low) + 1) % 24]
    usual = one + (two - one) * (hour - low)
    quarter = int(place[2] / 90.0 + 0.5) % 4
    key = (int(place[0] // PLACE_M) * 4099 + int(place[1] // PLACE_M)) * 4 + quarter
    now_s = now_ms / 1000.0
    change = 0.22 * draw_smooth(world.seed, key, now_s / 1200.0, TRAFFIC)
    change += 0.10 * draw_smooth(world.seed, key + 1_000_000_007, now_s / 240.0, TRAFFIC)
    change += 0.08 * draw_smooth(world.seed, 77, now_s / 2700.0, TRAFFIC)
    return float(usual * math.exp(change))


@inlined
def is_red(world: World, light: int, now_ms: int) -> bool:
    """Whether that light is red now."""
    key = world.light_key[light]
    period_s = 70.0 + 50.0 * draw(world.seed, key, 0, LIGHT_PHASE)
    shift_s = period_s * draw(world.seed, key, 1, LIGHT_PHASE)
    return (now_ms / 1000.0 + shift_s) % period_s < RED_RATIO * period_s
