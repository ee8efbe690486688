"""`modugil serve` and two `modugil track` with a real NATS between them; one is killed."""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.answers.world import DAY, POINTS, World, build_world
from tests.app.live_server import LiveServer, issue
from tests.app.rides import Ride
from tests.app.stream_fixes import follow_undisturbed, read_stream
from tests.app.terminals import Terminal, stand
from tests.app.worker import Worker
from tests.store.nats_server import NatsServer, require_nats_server

from modugil.core.geo import LatLon
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import StopEventRecord
from modugil.region.open_region import Region, open_region

START = datetime(2026, 11, 22, 23, 58, tzinfo=UTC)
"""Two minutes to nine in the morning there."""
END_MS = round((START + timedelta(minutes=17)).timestamp() * 1000)
SPEED, HOLD_S, STEP_MS = 40.0, 30, 15_000
KILLED_AFTER_MS, LOOKED_AT_AFTER_MS = 7 * 60_000, 6 * 60_000
TRIPS = ("R1-E2-530", "R1-W1-540", "R2-W2-541", "R1-E2-550", "R3-W2-552", "R2-W2-521")
BUSES = [f"0055/{number:05d}" for number in range(len(TRIPS))]
COMES_S = 60.0
TAKES_OVER_S, AND_NO_MORE_S = 20.0, 3.0
LIVE = {"live_hold_s": HOLD_S, "live_tick_ms": 100, "store_stream_history_s": 2}


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


@pytest.fixture
def nats(tmp_path) -> Iterator[NatsServer]:
    require_nats_server()
    with NatsServer(tmp_path / "nats") as server:
        yield server


def wait_until(holds: Callable[[], object], *, within_s: float = COMES_S) -> float:
    began_s = time.monotonic()
    while not holds():
        assert time.monotonic() - began_s < within_s, "it never came to that"
        time.sleep(0.05)
    return time.monotonic() - began_s


def build_rides(region: Region) -> list[Ride]:
    return [Ride(region, trip, date.fromisoformat(DAY), late_s=60) for trip in TRIPS]


def read_fixes(history: Path) -> list[tuple[str, int]]:
    batches = HistoryReader(history).read_fixes()
    return [(fix.vehicle, fix.time_ms) for batch in batches for fix in batch]


def read_events(history: Path) -> list[StopEventRecord]:
    reader = HistoryReader(history)
    return [event for batch in reader.read_stop_events() for event in batch]


def what(event: StopEventRecord) -> tuple[object, ...]:
    """The event without when it became known, which is when its fix was received."""
    return (event.vehicle, event.time_ms, event.position, event.kind, event.trip_id, event.day)


class Drivers:
    """All buses, as long as the server's clock goes."""

    def __init__(self, server: LiveServer, region: Region) -> None:
        self.server = server
        self.rides = build_rides(region)
        self.shown: dict[str, datetime] = {}
        """When what the server showed in the end was measured."""
        self.halfway_ms = 0
        self.terminals = [Terminal(server.credentials[bus], ()) for bus in BUSES]

    async def drive(self, *, on_halfway: Callable[[], None]) -> None:
        keeping = [asyncio.create_task(t.keep_connected(self.server.port)) for t in self.terminals]
        told_ms, halfway = round(START.timestamp() * 1000), False
        self.halfway_ms = told_ms + KILLED_AFTER_MS
        while told_ms < END_MS:
            clock_ms = (await asyncio.to_thread(self.server.ask, "clock"))["nowMs"]
            while told_ms + STEP_MS <= clock_ms and told_ms < END_MS:
                for ride, terminal in zip(self.rides, self.terminals, strict=True):
                    terminal.send(ride.message(told_ms, told_ms + STEP_MS), told_ms)
                told_ms += STEP_MS
            if not halfway and told_ms > self.halfway_ms:
                halfway = True
                await asyncio.to_thread(on_halfway)
            if halfway and told_ms > self.halfway_ms + LOOKED_AT_AFTER_MS:
                self.shown |= await asyncio.to_thread(self.server.list_measured)
            await asyncio.sleep(0.05)
        for terminal in self.terminals:
            await terminal.settle(within_s=COMES_S)
            assert terminal.unsafe == 0
        for task in keeping:
            task.cancel()
        await asyncio.gather(*keeping, return_exceptions=True)


@pytest.fixture
def server(towns, nats, tmp_path, monkeypatch) -> Iterator[LiveServer]:
    """It lets in the buses, by a clock of its own, and follows none."""
    monkeypatch.setenv("MODUGIL_STORE_STREAM", nats.url)
    state = tmp_path / "state"
    one = LiveServer(towns.folder, state, hold_s=HOLD_S, tick_ms=100)
    one.credentials = issue(state, BUSES)
    one.start("--no-simulate", "--start", "2026-11-23T08:58", "--speed", SPEED)
    yield one
    one.stop()


def test_a_worker_killed_in_the_middle_leaves_nothing_lost_and_nothing_twice(server, nats):
    region = open_region(server.region)
    history = server.state / "history"
    with (
        Worker(server.region, server.state, nats.url, **LIVE) as first,
        Worker(server.region, server.state, nats.url, **LIVE) as second,
    ):
        first.wait(8)
        second.wait(8)
        took_s: list[float] = []

        def kill_first() -> None:
            first.kill()
            took_s.append(second.wait(16))

        drivers = Drivers(server, region)
        asyncio.run(drivers.drive(on_halfway=kill_first))
        assert took_s[0] < TAKES_OVER_S
        assert set(drivers.shown) == set(BUSES)
        assert min(drivers.shown.values()).timestamp() * 1000 > drivers.halfway_ms
        count = len(BUSES) * round(END_MS - START.timestamp() * 1000) // 1000
        wait_until(lambda: len(read_fixes(history)) >= count)
        fixes = read_stream(nats.url, region)
        undisturbed = follow_undisturbed(region, fixes, hold_s=HOLD_S)
        wait_until(lambda: len(read_events(history)) >= len(undisturbed))
        time.sleep(AND_NO_MORE_S)
        kept = read_events(history)
        assert len(kept) >= 12
        assert sorted(map(what, kept)) == sorted(map(what, undisturbed))
        assert len(read_fixes(history)) == len(set(read_fixes(history))) == count
        assert second.stop().count("Traceback") == 0


def test_a_stream_that_dies_and_comes_back_loses_nothing_that_was_acknowledged(
    towns, nats, tmp_path, monkeypatch
):
    monkeypatch.setenv("MODUGIL_STORE_STREAM", nats.url)
    state = tmp_path / "state"
    fleet = [Terminal(one, stand(LatLon(*POINTS["k"]))) for one in issue(state, BUSES).values()]
    with (
        LiveServer(towns.folder, state) as server,
        Worker(towns.folder, state, nats.url, **LIVE) as worker,
    ):
        worker.wait(16)

        async def drive() -> None:
            drives = [asyncio.create_task(one.drive(server.port, seconds=12.0)) for one in fleet]
            await asyncio.sleep(3.0)
            before = sum(len(one.acknowledged) for one in fleet)
            await asyncio.to_thread(nats.kill)
            await asyncio.sleep(4.0)
            assert (await asyncio.to_thread(server.live))["journalFailing"]
            assert sum(len(one.acknowledged) for one in fleet) <= before + len(fleet)
            await asyncio.to_thread(nats.start)
            await asyncio.gather(*drives)

        asyncio.run(drive())
        told = {(one.credential.vehicle, ms) for one in fleet for ms in one.acknowledged}
        assert len(told) >= 12 * len(fleet) - 6
        wait_until(lambda: told <= set(read_fixes(state / "history")))
        wait_until(lambda: server.list_measured().keys() == set(BUSES))
        newest_ms = max(ms for _, ms in told)
        shown = server.list_measured().values()
        assert max(one.timestamp() * 1000 for one in shown) >= newest_ms - 1000
        wait_until(lambda: worker.last_said().startswith("Following 16 of 16"))
        with LiveServer(towns.folder, state) as other:
            wait_until(lambda: other.list_measured().keys() == set(BUSES))
            assert other.list_measured() == server.list_measured()
