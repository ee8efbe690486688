"""Simulated access points at the real listener: what works, what does not, and what is misnamed."""

import asyncio
from dataclasses import replace

import pytest
from tests.live.doors.terminals import Fleet, open_intake, open_listener
from tests.live.wifi.worlds import FACTS
from tests.simulator.drives import at
from tests.simulator.test_real_door import wait_until

from modugil.core.access import Access
from modugil.core.clock import RunningClock
from modugil.live.formats.wifi_report import UplinkKind, read_wifi_report
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot
from modugil.live.wifi.book import WifiBook
from modugil.live.wifi.runs import TimetableRuns
from modugil.live.wifi.state import WifiStatus
from modugil.region.manifest import Manifest
from modugil.simulator.settings import SimulationSettings, WifiSettings
from modugil.simulator.simulation import Simulation
from modugil.simulator.uplink.fleet_uplink import DoorAddresses
from modugil.simulator.wifi import STUCK_NAME

SETTINGS = SimulationSettings(wifi=WifiSettings(stop_count=5))


@pytest.fixture(scope="module")
def island(sample):
    """The sample's timetable, with names for buses' networks."""
    manifest = Manifest.__new__(Manifest)
    object.__setattr__(manifest, "wifi", FACTS)
    return replace(sample, manifest=manifest)


def collect(simulation, seconds):
    """The reports of some seconds, by access point."""
    simulation.prepare()
    assert simulation.wifi is not None
    told: dict[str, list] = {}
    model, terminals = simulation.model, simulation._terminals
    for _ in range(seconds):
        simulation.commands.apply(model, terminals)
        model.step()
        rows = [row for row in range(len(model.vehicles)) if model.fleet["speaks"][row]]
        for row, payload in simulation.wifi.tell_buses(terminals, rows):
            told.setdefault(model.vehicles[row].name, []).append(payload)
        for name, payload in simulation.wifi.tell_stops():
            told.setdefault(name, []).append(payload)
    return {
        name: [read_wifi_report(one, access_point=name, received_ms=0) for one in payloads]
        for name, payloads in told.items()
    }


def drive(island, seconds, *, seed=1):
    simulation = Simulation(island, RunningClock(at("08:00")), settings=SETTINGS, seed=seed)
    return simulation, collect(simulation, seconds)


def test_everybody_reports_once_a_minute_what_can_be_read(island):
    simulation, told = drive(island, 180)
    buses = [name for name in told if not name.startswith("stop/")]
    assert len(buses) > 80
    assert [name for name in told if name.startswith("stop/")] != []
    assert set(simulation.list_access_points()) <= set(told)
    whole = [reports for reports in told.values() if len(reports) == 3]
    assert len(whole) > 80
    for first, second, third in whole:
        assert first.counted_bytes <= second.counted_bytes <= third.counted_bytes
        assert first.start == third.start
        assert third.time_ms - second.time_ms == second.time_ms - first.time_ms == 60_000
        assert first.since_ms <= first.time_ms
        assert -120.0 < first.rsrp_dbm < -70.0
        assert first.uplink in (UplinkKind.NR, UplinkKind.LTE)


def test_the_same_seed_tells_the_same(island):
    assert drive(island, 60)[1] == drive(island, 60)[1]
    assert drive(island, 60)[1] != drive(island, 60, seed=2)[1]


def test_the_first_stop_does_not_work_and_one_bus_is_misnamed(island):
    simulation, told = drive(island, 60)
    down = {name for name, (one, *_) in told.items() if one.up == Access.NO}
    assert down == {simulation.list_access_points()[0]}
    assert sum(one.ssid == STUCK_NAME for (one, *_) in told.values()) == 1


def test_a_bus_can_be_broken_mended_and_misnamed(island):
    simulation, told = drive(island, 60)
    bus = next(name for name, (one, *_) in told.items() if one.ssid not in (STUCK_NAME, ""))
    futures = [simulation.commands.break_wifi(bus), simulation.commands.stick_wifi_name(bus)]
    broken = collect(simulation, 60)[bus][0]
    assert [future.result() for future in futures] == [bus, bus]
    assert (broken.up, broken.clients, broken.ssid) == (Access.NO, 0, STUCK_NAME)
    simulation.commands.break_wifi(bus, is_down=False)
    assert collect(simulation, 60)[bus][0].up == Access.YES


def test_without_wi_fi_in_the_settings_nobody_reports(island):
    simulation = Simulation(island, RunningClock(at("08:00")))
    simulation.prepare()
    assert simulation.wifi is None
    assert simulation.list_access_points() == []


def list_stops(book, clock):
    """The access points of stops that the book knows by now."""
    snapshot = book.look(FixedSnapshot(clock.now()), now=clock.now())
    return [one for one in snapshot.list_points() if one.stop]


def test_the_book_of_a_server_sees_it_all_through_the_listener(island, tmp_path):
    clock = RunningClock(at("08:00"), speed=20.0)
    simulation = Simulation(island, clock, settings=SETTINGS)
    names = [*simulation.list_vehicles(), *simulation.list_access_points()]
    fleet = Fleet(tmp_path, *names)
    credentials = {name: (fleet[name].username, fleet[name].secret) for name in names}
    runs = TimetableRuns(island.timetable, island.zone)
    book = WifiBook(runs, facts=FACTS, zone=island.zone, now=clock.now())

    async def go():
        async with open_intake(tmp_path, fleet) as intake, open_listener(intake) as listener:
            intake.clock = clock
            intake.wifi.book = book
            stop = asyncio.Event()
            doors = DoorAddresses("127.0.0.1", listener.port)
            task = asyncio.create_task(simulation.run(doors, credentials, stop))
            await wait_until(lambda: intake.wifi.taken > 100 and len(list_stops(book, clock)) == 5)
            stop.set()
            await task
            return intake.counters

    counters = asyncio.run(go())
    assert not counters.refused
    stops = list_stops(book, clock)
    assert [one.access_point for one in stops if one.status is WifiStatus.DOWN] == [
        simulation.list_access_points()[0]
    ]
    assert all(one.at is not None for one in stops)
    pool = book.get_current().pool
    assert pool is not None
    assert pool.used_bytes > 10**9
