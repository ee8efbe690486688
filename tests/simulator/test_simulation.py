"""A whole simulation against servers on real sockets."""

import asyncio
from collections import Counter

import msgspec
import pytest
from tests.simulator.drives import at, ms
from tests.simulator.servers import Broker, FixSink, serve_http, serve_mqtt

from modugil.core.clock import RunningClock
from modugil.core.errors import BadInput, RegionUnreadable
from modugil.live.formats.read_message import address_message, read_message
from modugil.simulator.settings import STORM, SimulationSettings
from modugil.simulator.simulation import Simulation
from modugil.simulator.uplink.fleet_uplink import DoorAddresses


def credentials_of(simulation):
    return {name: (f"user-{name}", f"secret-{name}") for name in simulation.list_vehicles()}


async def run_for(simulation, broker, *, sink=None, until, credentials=None):
    """Run until so many messages reached the broker."""
    stop = asyncio.Event()
    doors = DoorAddresses("127.0.0.1", broker.port, sink.url if sink else "")
    given = credentials or credentials_of(simulation)
    task = asyncio.create_task(simulation.run(doors, given, stop))
    for _ in range(3000):
        if task.done() or len(broker.received) >= until:
            break
        await asyncio.sleep(0.02)
    stop.set()
    await task


def simulate(region, *, until=1500, speed=10.0, with_http=True, **settings):
    clock = RunningClock(at("08:00"), speed=speed)
    simulation = Simulation(region, clock, settings=SimulationSettings(**settings))

    async def go():
        async with serve_mqtt(Broker()) as broker, serve_http(FixSink()) as sink:
            await run_for(simulation, broker, sink=sink if with_http else None, until=until)
            return broker, sink

    broker, sink = asyncio.run(go())
    return simulation, broker, sink


def test_every_terminal_speaks_for_itself_and_is_heard(sample):
    simulation, broker, sink = simulate(sample)
    names = simulation.list_vehicles()
    assert Counter(broker.logins).keys() <= {(f"user-{n}", f"secret-{n}") for n in names}
    fixes = [
        fix
        for topic, payload, _ in broker.received
        for fix in read_message(address_message(topic), payload, received_ms=0)
    ]
    assert {fix.vehicle for fix in fixes} <= set(names)
    assert len({fix.vehicle for fix in fixes}) > 70
    forms = {topic.split("/")[1] for topic, _, _ in broker.received}
    assert forms == {"hfp", "m"}
    in_batches = [len(msgspec.json.decode(body)) for body in sink.bodies]
    assert max(in_batches) >= 5
    assert sum(in_batches) + len(broker.received) == simulation.tally.fixes
    last = max(fix.time_ms for fix in fixes)
    assert ms(at("08:00")) < last <= simulation.clock.now().timestamp() * 1000
    assert simulation.tally.acknowledged == simulation.tally.messages


def test_without_a_door_for_batches_everybody_speaks_mqtt(sample):
    simulation, _, sink = simulate(sample, until=500, with_http=False, http_ratio=1.0)
    assert not sink.bodies
    assert simulation.uplink.connected_count == 0
    assert len(simulation.uplink.mqtt) > 90


@pytest.mark.parametrize("count", [20, 700])
def test_as_many_speak_as_are_asked_for_with_the_first_names(sample, count):
    simulation, broker, _ = simulate(
        sample, until=3 * count, speed=3.0, vehicle_count=count, http_ratio=0.0, compact_ratio=1.0
    )
    heard = {"/".join(topic.split("/")[3:5]) for topic, _, _ in broker.received}
    assert heard == set(simulation.list_vehicles())
    assert len(heard) == count


def test_a_storm_reaches_the_door_late_twice_and_out_of_order(sample):
    simulation, broker, _ = simulate(
        sample, until=12_000, speed=60.0, channel=STORM, http_ratio=0.0, compact_ratio=1.0
    )
    fixes = [
        fix
        for topic, payload, _ in broker.received
        for fix in read_message(address_message(topic), payload, received_ms=0)
    ]
    seen = Counter((fix.vehicle, fix.time_ms) for fix in fixes)
    assert max(seen.values()) >= 2
    newest: dict[str, int] = {}
    behind = 0
    for fix in fixes:
        behind += fix.time_ms < newest.get(fix.vehicle, 0)
        newest[fix.vehicle] = max(newest.get(fix.vehicle, 0), fix.time_ms)
    assert behind > 0.05 * len(fixes)


def test_a_vehicle_without_a_credential_stops_the_simulation_before_it_begins(sample):
    simulation = Simulation(sample, RunningClock(at("08:00")))
    given = credentials_of(simulation)
    given.popitem()

    async def go():
        async with serve_mqtt(Broker()) as broker:
            await run_for(simulation, broker, until=1, credentials=given)

    with pytest.raises(BadInput, match="1 vehicles have no credential"):
        asyncio.run(go())


def test_a_region_without_a_timetable_has_nothing_to_drive(sample):
    from dataclasses import replace

    with pytest.raises(RegionUnreadable):
        Simulation(replace(sample, timetable=None), RunningClock(at("08:00")))
