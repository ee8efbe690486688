"""When the timetable has a trip at a place, and which of its days is meant: kernels."""

import numpy as np

from modugil.core.compiled import inner
from modugil.live.matching.world import World

NO_DAY = -1


@inner
def next_stop(world: World, path: int, along: float) -> int:
    """The first position whose stop lies behind this place; the number of stops if none does."""
    first, low, high = world.paths[path].stop_first, 0, 0
    high = world.paths[path].stop_end - first
    while low < high:
        middle = (low + high) // 2
        if world.stops[first + middle].along <= along:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def scheduled_s(world: World, trip: int, along: float) -> float:
    """Seconds of the service day at which the timetable has the trip at this place."""
    path = world.trips[trip].path
    first = world.paths[path].stop_first
    stops = world.paths[path].stop_end - first
    base = world.trips[trip].base
    ahead = next_stop(world, path, along)
    if ahead == 0:
        return float(world.departure_s[base])
    if ahead >= stops:
        return float(world.arrival_s[base + stops - 1])
    low, high = world.stops[first + ahead - 1].along, world.stops[first + ahead].along
    left, come = world.departure_s[base + ahead - 1], world.arrival_s[base + ahead]
    ratio = (along - low) / (high - low) if high > low else 1.0
    return float(left + ratio * (come - left))


@inner
def runs_on(world: World, trip: int, day: int) -> bool:
    """Whether the trip's service runs on that day."""
    number = day - world.grid[0].first_day
    service = world.trips[trip].service
    if number < 0 or number // 8 >= world.active.shape[1]:
        return False
    return bool((world.active[service, number // 8] >> (number % 8)) & 1 == 1)


@inner
def day_of(world: World, time_ms: int) -> int:
    """The service day in which the instant lies by the wall, may be outside the timetable."""
    low, high = 0, len(world.day_start_ms)
    while low < high:
        middle = (low + high) // 2
        if world.day_start_ms[middle] <= time_ms:
            low = middle + 1
        else:
            high = middle
    return int(world.grid[0].first_day - 2 + low)


@inner
def day_start(world: World, day: int) -> int:
    """The instant from which the times of that day count, 0 outside the timetable."""
    row = day - world.grid[0].first_day + 1
    return world.day_start_ms[row] if 0 <= row < len(world.day_start_ms) else 0


@inner
def pick_day(world: World, trip: int, told_day: int, time_ms: int) -> tuple[int, float]:
    """The service day that a terminal means by this trip, and how many seconds away it is.

    A day on which the trip runs is taken before one on which it does not; a told day on which it
    does not run is believed all the same.
    """
    today = day_of(world, time_ms)
    begin_s, end_s = world.trips[trip].begin_s, world.trips[trip].end_s
    best, best_s, best_runs = NO_DAY, np.inf, False
    for step in range(3):
        day = told_day if told_day >= 0 else today + 1 - step
        start = day_start(world, day)
        if start == 0 or (told_day >= 0 and step > 0):
            continue
        runs = runs_on(world, trip, day)
        second = (time_ms - start) / 1000.0
        away = max(begin_s - second, second - end_s, 0.0)
        if not runs and told_day < 0:
            away += 86_400.0
        if away < best_s:
            best, best_s, best_runs = day, away, runs
    if best == NO_DAY or (not best_runs and told_day < 0):
        return NO_DAY, np.inf
    return best, best_s
