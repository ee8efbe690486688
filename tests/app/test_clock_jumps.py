"""The server's clock jumps, as when it is set right: buses tell on, and are right again with it."""

import asyncio
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
from tests.answers.world import NOW, POINTS, build_world
from tests.app.terminals import Terminal, compact, stand

from modugil.answers.open_planner import open_planner
from modugil.app.live_system import LiveSystem
from modugil.core.clock import RunningClock
from modugil.core.geo import LatLon
from modugil.live.history.reader import HistoryReader
from modugil.live.settings import LiveSettings
from modugil.store.layout import HISTORY, JOURNAL

BUS = "0055/00001"
EVERY_S = 0.2
FRESH = timedelta(seconds=5)
"""What the wall says may be shown as now."""


class JumpingClock:
    """Runs as the true one does, but for a jump."""

    def __init__(self) -> None:
        self.true = RunningClock(NOW)
        self.jump = timedelta()

    def now(self) -> datetime:
        return self.true.now() + self.jump


@pytest.fixture
def clock():
    return JumpingClock()


@pytest.fixture
def system(tmp_path, clock):
    planner = open_planner(build_world(tmp_path / "towns").folder)
    system = LiveSystem(
        planner.region,
        settings=LiveSettings(mqtt_port=0, tick_ms=50, hold_s=5),
        state=tmp_path / "state",
        clock=clock,
        conditions=planner.conditions,
    )
    system.restore()
    system.start()
    yield system
    system.stop()


async def drive(terminal: Terminal, system: LiveSystem, clock: JumpingClock, jump: timedelta):
    """Tell on while the clock is right, wrong and right again; how the bus was shown each time."""
    keeping = asyncio.create_task(terminal.keep_connected(system.doors.listener.port))
    shown = []
    for clock.jump in (timedelta(), jump, timedelta()):
        for place, _ in zip(terminal.places, range(10), strict=False):
            time_ms = round(clock.true.now().timestamp() * 1000)
            terminal.send(compact(time_ms, place), time_ms)
            await asyncio.sleep(EVERY_S)
        shown.append(system.engine.get_current().find_vehicle(BUS))
    await terminal.settle(within_s=20)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    return shown


@pytest.mark.parametrize("hours", [1, -1])
def test_nothing_is_lost_when_the_clock_jumps_and_the_bus_is_shown_again_when_it_is_right(
    system, clock, hours
):
    credential = system.terminals.issue(BUS, now=clock.now())
    terminal = Terminal(credential, stand(LatLon(*POINTS["k"]), step_m=1.0))
    before, _, after = asyncio.run(drive(terminal, system, clock, timedelta(hours=hours)))
    assert before is not None and after is not None
    assert timedelta() <= clock.true.now() - after.fix_time < FRESH + timedelta(seconds=1)
    assert terminal.unsafe == 0
    assert system.describe().failed_ticks == 0
    assert len(terminal.acknowledged) == 30
    deadline_s = time.monotonic() + 20
    while time.monotonic() < deadline_s and system.describe().acknowledged < 30:
        time.sleep(0.05)
    reader = HistoryReader(system._state / HISTORY, journal=system._state / JOURNAL)
    kept = Counter(fix.time_ms for batch in reader.read_fixes() for fix in batch)
    assert kept == Counter(terminal.acknowledged)
