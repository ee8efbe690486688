"""What it costs to look at a fleet for its operators: processor time per look, and per answer.

    .venv/bin/python bench/operators.py build/jeju-sample 923 10000

Buses drive along the trips that are under way at half past eight, clones beside them, and tell
their place each second. Only the operators' room is timed, not the tick or the making of fixes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from modugil.conditions.publisher import ConditionsPublisher
from modugil.core.clock import FixedClock
from modugil.live.build_paths import build_paths
from modugil.live.fix import Fix, TripHint
from modugil.live.operations.find_missing import list_runs, list_under_way
from modugil.live.operations.heard import Heard
from modugil.live.operations.look import as_ms
from modugil.live.operations.network import ServiceNetwork
from modugil.live.operations.room import OperationsRoom
from modugil.live.operations.watching import Sources
from modugil.live.paths import Paths, to_degrees
from modugil.live.tracking.build_engine import build_engine
from modugil.region.open_region import Region, open_region

HOUR, MINUTE = 8, 30
SECONDS, LOOK_S, SPEED_MPS = 150, 2, 8.0


def main(folder: str, *counts: str) -> None:
    """One line for each fleet."""
    region = open_region(Path(folder))
    for count in counts or ("923",):
        measure(region, int(count))


def measure(region: Region, count: int) -> None:
    """Drive that many buses for a while, and time what the room does."""
    assert region.timetable is not None
    network, paths = ServiceNetwork(region.timetable, region.zone), build_paths(region.timetable)
    day = datetime.fromordinal(region.timetable.services.first_day + 1)
    now = day.replace(hour=HOUR, minute=MINUTE, tzinfo=region.zone).astimezone(UTC)
    buses = place_buses(network, paths, now, count)
    engine = build_engine(region, conditions=ConditionsPublisher(), hold_ms=20_000, now=now)
    heard = Heard()
    room = OperationsRoom(region, Sources(engine, heard), clock=FixedClock(now))
    took_s = []
    for second in range(LOOK_S, SECONDS, LOOK_S):
        now += timedelta(seconds=LOOK_S)
        fixes = [bus for at in (1, 2) for bus in tell(buses, now, second - LOOK_S + at)]
        heard.add_fixes(fixes)
        engine.tick(fixes, now=now)
        heard.add_told(engine.told)
        heard.add_final(engine.settle(now=now))
        took_s.append(cpu_s(partial(room.look, now)))
    took_ms = 1000.0 * np.array(took_s[5:])
    print(f"{count} buses: a look takes {np.median(took_ms):.1f} ms (median), ", end="")
    print(
        f"{took_ms.max():.1f} ms (the one that samples), {took_ms.mean() / LOOK_S:.2f} ms a second"
    )
    for name in ("fleet", "missing", "off_route", "adherence", "headways", "terminals", "accuracy"):
        answer: Callable[..., object] = getattr(room, f"show_{name}")
        print(f"    {name}: {1000 * cpu_s(partial(answer, now=now)):.0f} ms an answer")
    waiting = room.show_accuracy(now=now)
    print(f"    {waiting.waiting} predictions wait for their bus, {waiting.overall.samples} judged")


Bus = tuple[Fix, np.ndarray, np.ndarray]


def place_buses(network: ServiceNetwork, paths: Paths, now: datetime, count: int) -> list[Bus]:
    """Buses on the runs under way, where the timetable has them, each with its next places."""
    runs = list_under_way(list_runs(network, now=now), now_ms=as_ms(now), grace_ms=60_000)
    buses: list[Bus] = []
    for number in range(count):
        row = number % len(runs.trip)
        trip, day = int(runs.trip[row]), int(runs.day[row])
        path = int(paths.of_trip[trip])
        own = slice(int(paths.point_start[path]), int(paths.point_start[path + 1]))
        along, x, y = paths.along_m[own], paths.x_m[own], paths.y_m[own]
        share = (as_ms(now) - runs.start_ms[row]) / (runs.end_ms[row] - runs.start_ms[row])
        at_m = (
            share * along[-1]
            + SPEED_MPS * np.arange(SECONDS + LOOK_S)
            - 5.0 * (number // len(runs.trip))
        )
        lat, lon = to_degrees(
            paths.origin, x_m=np.interp(at_m, along, x), y_m=np.interp(at_m, along, y)
        )
        name = datetime.fromordinal(day).date().isoformat()
        hint = TripHint(trip_id=network.timetable.trips.id[trip], day=name)
        buses.append(
            (
                Fix(f"0055/{number:05d}", 0, 0.0, 0.0, hint=hint, speed_mps=SPEED_MPS, quality=4),
                lat,
                lon,
            )
        )
    return buses


def tell(buses: list[Bus], now: datetime, second: int) -> list[Fix]:
    """What every terminal tells at that second."""
    time_ms = as_ms(now)
    return [
        replace(
            fix,
            time_ms=time_ms - 1000 * (second % 2),
            received_ms=time_ms + 60,
            lat=float(lat[second]),
            lon=float(lon[second]),
        )  # fmt: skip
        for fix, lat, lon in buses
    ]


def cpu_s(work: Callable[[], object]) -> float:
    """Processor time of this thread."""
    began_s = time.thread_time()
    work()
    return time.thread_time() - began_s


if __name__ == "__main__":
    main(*sys.argv[1:])
