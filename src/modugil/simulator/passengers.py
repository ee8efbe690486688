"""Who gets on and off at a stop, and how long that takes: a late bus finds more people waiting."""

from typing import Any

from modugil.core.compiled import kernel
from modugil.simulator.chance import Draw, draw
from modugil.simulator.world import World

BOARD, ALIGHT, DWELL = Draw.BOARD.value, Draw.ALIGHT.value, Draw.DWELL.value
WHEELCHAIR, DEMAND = Draw.WHEELCHAIR.value, Draw.DEMAND.value
LONGEST_GAP_S = 1500.0
STANDING = 1.4
"""People on a full bus, to one seat."""
WHEELCHAIR_RATIO = 0.012
WHEELCHAIR_S = 35.0


@kernel
def draw_passengers(world: World, bus: Any, run: Any, now_ms: int) -> None:  # noqa: ANN401 - records
    """Decide who will get on and off at the bus's next stop."""
    position = bus.next_position
    stop = world.stop_row[run.stop + position]
    key = now_ms // 1000
    gap_s = min((now_ms - world.last_call_ms[stop]) / 1000.0, LONGEST_GAP_S)
    world.last_call_ms[stop] = now_ms
    busy = draw(world.seed, stop, 0, DEMAND)
    rate = (0.04 + 0.6 * busy * busy) / 60.0 * _demand(now_ms - run.day_ms)
    waiting = rate * gap_s * (0.4 + 1.2 * draw(world.seed, bus.salt, key, BOARD))
    boarding = int(waiting + draw(world.seed, bus.salt, key + 1, BOARD))
    remaining = run.count - 1 - position
    share = (
        1.0
        if remaining <= 0
        else (0.5 + draw(world.seed, bus.salt, key, ALIGHT)) / (remaining + 1.0)
    )
    alighting = int(bus.load * min(1.0, share) + draw(world.seed, bus.salt, key + 1, ALIGHT))
    if remaining <= 0:
        boarding, alighting = 0, bus.load
    alighting = min(alighting, bus.load)
    room = int(bus.capacity * STANDING) - bus.load + alighting
    bus.boarding, bus.alighting = min(boarding, room), alighting


@kernel
def _demand(since_day_ms: int) -> float:
    """How many people travel at that hour, to the mean of the day."""
    hour = (since_day_ms // 3_600_000) % 24
    if 7 <= hour <= 8 or 16 <= hour <= 18:
        return 1.8
    return 0.3 if hour < 6 or hour >= 22 else 1.0


@kernel
def exchange_passengers(world: World, bus: Any, now_ms: int) -> float:  # noqa: ANN401 - a record
    """Let them on and off; the seconds for which the doors stay open."""
    key = now_ms // 1000
    dwell_s = 5.0 + 2.3 * max(bus.boarding, 0.6 * bus.alighting)
    dwell_s *= 0.8 + 0.4 * draw(world.seed, bus.salt, key, DWELL)
    bus.load += bus.boarding - bus.alighting
    if bus.bays_used > 0 and draw(world.seed, bus.salt, key, WHEELCHAIR) < 0.2:
        bus.bays_used -= 1
        dwell_s += WHEELCHAIR_S
    elif bus.bays_used < bus.bays and (
        draw(world.seed, bus.salt, key + 1, WHEELCHAIR) < WHEELCHAIR_RATIO
    ):
        bus.bays_used += 1
        dwell_s += WHEELCHAIR_S
    if bus.load == 0:
        bus.bays_used = 0
    return float(min(dwell_s, 150.0))
