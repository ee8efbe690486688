"""A simulated day below the doors, at full speed: what was final in the end, and what was true.

Run as a program it writes the day as JSON: FOLDER clean|storm START HOURS SEED.
"""

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from modugil.conditions.publisher import ConditionsPublisher
from modugil.live.stop_events.stop_events import StopEvents
from modugil.live.tracking.build_engine import build_engine
from modugil.region.open_region import open_region
from modugil.simulator.days import iterate_arrivals, start_model
from modugil.simulator.settings import CLEAN, STORM, MishapSettings, SimulationSettings

Key = tuple[str, int, str, int, int]
"""Vehicle, row of the trip, service day, position, kind."""
CHANNELS = {"clean": CLEAN, "storm": STORM}
HOLD_MS = 330_000
SETTLE_EVERY_S = 30
SETS = ("final", "true")


@dataclass(frozen=True)
class Day:
    """Stop events of one day, each with its time (UTC milliseconds)."""

    final: dict[Key, int]
    true: dict[Key, int]
    fixes: int
    twice: int
    """Final events told more than once."""


def follow_day(folder: str, channel: str, start: str, hours: float, seed: int) -> Day:
    """The day of the region in that folder, from the terminals to final stop events."""
    region = open_region(Path(folder))
    assert region.timetable is not None
    begin = datetime.fromisoformat(start).astimezone(UTC)
    settings = SimulationSettings(mishaps=MishapSettings(long_stop_ratio=0.02))
    model = start_model(region, start=begin, seed=seed, settings=settings)
    engine = build_engine(region, conditions=ConditionsPublisher(), hold_ms=HOLD_MS, now=begin)
    final: dict[Key, int] = {}
    told = fixes = 0

    def keep(events: StopEvents) -> None:
        nonlocal told
        names = list(engine.vehicles)
        columns = (events.vehicle, events.trip, events.day, events.position, events.kind)
        rows = zip(*(one.tolist() for one in columns), events.time_ms.tolist(), strict=True)
        for vehicle, trip, day, position, kind, time_ms in rows:
            day_name = datetime.fromordinal(day).date().isoformat()
            final[(names[vehicle], trip, day_name, position, kind)] = time_ms
            told += 1

    now = begin
    arrivals = iterate_arrivals(
        model, end=begin + timedelta(hours=hours), channel=CHANNELS[channel]
    )
    for seconds, arrived in enumerate(arrivals, start=1):
        now = max(now + timedelta(seconds=1), begin)
        engine.tick([fix for _, fix in arrived], now=now)
        fixes += len(arrived)
        if seconds % SETTLE_EVERY_S == 0:
            keep(engine.settle(now=now))
    keep(engine.settled.settle_all(hints=engine.hints))
    true = {
        (one.vehicle, one.run.trip, one.run.day.isoformat(), one.position, int(one.kind)): (
            one.time_ms
        )
        for one in model.true_events
    }
    return Day(final, true, fixes, told - len(final))


if __name__ == "__main__":
    wanted, kind, first, length, number = sys.argv[1:]
    day = follow_day(wanted, kind, first, float(length), int(number))
    rows = {name: [[*key, ms] for key, ms in getattr(day, name).items()] for name in SETS}
    json.dump({**rows, "fixes": day.fixes, "twice": day.twice}, sys.stdout)
