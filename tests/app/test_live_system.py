"""Live buses of a small region in one process: from a terminal's socket to the plan, and on."""

import asyncio
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.answers.world import DAY, NOW, World, at, build_world
from tests.app.rides import Ride
from tests.app.terminals import Terminal

from modugil.answers.open_planner import open_planner
from modugil.answers.trips.question import TripQuestion
from modugil.app.live_system import LiveSystem
from modugil.core.clock import Clock, FixedClock, RunningClock
from modugil.live.history.reader import HistoryReader
from modugil.live.progress import VehicleStatus
from modugil.live.settings import LiveSettings
from modugil.live.terminals.credentials import Credential
from modugil.routing.presets import get_preset
from modugil.store.layout import HISTORY, JOURNAL

BUS, TRIP = "0055/00001", "R1-W1-540"
TODAY = date.fromisoformat(DAY)
SPEED = 60.0
STEP_MS = 15_000
WAITED_S = 15.0
PLAN_KNOWS_S = 2.0


class HeldClock:
    """Stands still while a system is opened, however long that takes, and then runs."""

    def __init__(self, start: datetime) -> None:
        self._clock: Clock = FixedClock(start)

    def now(self) -> datetime:
        return self._clock.now()

    def go(self) -> None:
        self._clock = RunningClock(self.now(), speed=SPEED)

    def hold(self) -> None:
        self._clock = FixedClock(self.now())


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture
def planner(towns):
    """A planner of its own, for what it is told of buses stays with it."""
    return open_planner(towns.folder)


@pytest.fixture
def open_system(planner, tmp_path):
    """`open_system(clock)`: buses followed by that clock; restored and started."""
    systems = []

    def start(clock: Clock, **settings) -> LiveSystem:
        told = {"mqtt_port": 0, "tick_ms": 50, "hold_s": 30} | settings
        system = LiveSystem(
            planner.region,
            settings=LiveSettings(**told),
            state=tmp_path,
            clock=clock,
            conditions=planner.conditions,
        )
        planner.live = system.engine
        systems.append(system)
        system.restore()
        system.start()
        return system

    yield start
    for system in systems:
        system.stop()


def wait_until(holds: Callable[[], object]) -> float:
    began_s = time.monotonic()
    while not holds():
        assert time.monotonic() - began_s < WAITED_S, "it never came to that"
        time.sleep(0.01)
    return time.monotonic() - began_s


def now_ms(clock: Clock) -> int:
    return round(clock.now().timestamp() * 1000)


def issue(system: LiveSystem) -> Credential:
    return system.terminals.issue(BUS, now=system.clock.now())


def tell(system: LiveSystem, credential: Credential, *messages: bytes) -> None:
    """The terminal connects, says all that and hears that it is safe."""

    async def go() -> None:
        terminal = Terminal(credential, ())
        keeping = asyncio.create_task(terminal.keep_connected(system.doors.listener.port))
        for number, message in enumerate(messages):
            terminal.send(message, number)
        await terminal.settle(within_s=WAITED_S)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        assert len(terminal.acknowledged) == len(messages)

    asyncio.run(go())


def follow(
    system: LiveSystem, credential: Credential, ride: Ride, *, from_ms: int, to_ms: int
) -> None:
    """What the bus does is told as the clock goes on, some seconds at once."""
    for begin_ms in range(from_ms, to_ms, STEP_MS):
        end_ms = begin_ms + STEP_MS
        while now_ms(system.clock) < end_ms:
            time.sleep(0.01)
        tell(system, credential, ride.message(begin_ms, end_ms))


def kept_events(folder: Path) -> Counter:
    reader = HistoryReader(folder / HISTORY, journal=folder / JOURNAL)
    kept = [event for batch in reader.read_stop_events() for event in batch]
    return Counter((one.trip_id, one.position, one.kind) for one in kept)


def test_after_a_restart_the_bus_goes_on_and_no_stop_event_is_told_twice(
    open_system, planner, tmp_path
):
    ride = Ride(planner.region, TRIP, TODAY)
    begin_ms = ride.leaves_ms[0] - 60_000
    clock = HeldClock(NOW - timedelta(seconds=60))
    first = open_system(clock)
    clock.go()
    halfway_ms = begin_ms + 20 * STEP_MS
    terminal = issue(first)
    follow(first, terminal, ride, from_ms=begin_ms, to_ms=halfway_ms)
    wait_until(lambda: first.engine.settled.events >= 2)
    clock.hold()
    seen = first.engine.counters.ticks
    wait_until(lambda: first.intake.queued == 0 and first.engine.counters.ticks > seen + 1)
    before = first.engine.get_current().find_vehicle(BUS)
    first.stop()
    second = open_system(clock)
    again = second.engine.get_current().find_vehicle(BUS)
    assert (again.run, again.at, again.fix_time) == (before.run, before.at, before.fix_time)
    assert again.status == VehicleStatus.ON_TRIP
    clock.go()
    end_ms = ride.leaves_ms[-1] + 4 * STEP_MS
    follow(second, terminal, ride, from_ms=halfway_ms, to_ms=end_ms)
    wait_until(lambda: second.engine.settled.events >= 6)
    second.stop()
    events = kept_events(tmp_path)
    assert max(events.values()) == 1
    assert {position for _, position, _ in events} == {0, 1, 2, 3}


def ask(planner, clock):
    """The rides offered to somebody in a powered wheelchair, by their trip."""
    needs = get_preset("powered-wheelchair")
    question = TripQuestion(start=at("j"), end=at("q"), needs=needs, language="en")
    answer = planner.plan(question, now=clock.now())
    rides = [leg for one in answer.journeys for leg in one.legs if leg.ride is not None]
    return {leg.ride.trip_id: leg for leg in rides}


def test_a_bus_ten_minutes_behind_is_in_a_plan_made_a_second_later(open_system, planner):
    on_time = ask(planner, FixedClock(NOW))[TRIP]
    late = RunningClock(NOW + timedelta(minutes=11))
    system = open_system(late, tick_ms=500)
    ride = Ride(planner.region, TRIP, TODAY, late_s=600)
    tell(system, issue(system), ride.message(now_ms(late) - 240_000, now_ms(late)))
    took_s = wait_until(lambda: planner.conditions.get_current().trips)
    leg = ask(planner, late)[TRIP]
    assert took_s < PLAN_KNOWS_S
    assert leg.ride.delay_s >= 480
    assert leg.departure > on_time.departure
    assert leg.ride.times == "live"


def test_a_bus_that_is_not_low_floor_is_not_for_a_wheelchair(open_system, planner):
    clock = RunningClock(NOW)
    assert TRIP in ask(planner, clock)
    system = open_system(clock, tick_ms=500)
    ride = Ride(planner.region, TRIP, TODAY)
    said = ride.message(now_ms(clock) - 20_000, now_ms(clock), low_floor=0)
    tell(system, issue(system), said)
    took_s = wait_until(lambda: planner.conditions.get_current().trips)
    assert took_s < PLAN_KNOWS_S
    offered = ask(planner, clock)
    assert offered
    assert TRIP not in offered


def test_when_it_stops_terminals_are_cut_off_and_nothing_runs_on(open_system):
    system = open_system(RunningClock(NOW))
    port = system.doors.listener.port
    with socket.create_connection(("127.0.0.1", port)) as waiting:
        system.stop()
        waiting.settimeout(WAITED_S)
        assert is_over(waiting)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    assert not [one.name for one in threading.enumerate() if one.name.startswith("live-")]


def is_over(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
