"""The fleet against the server's own listener, registry and journal."""

import asyncio

from tests.live.doors.terminals import Fleet, open_intake, open_listener
from tests.simulator.drives import at

from modugil.core.clock import RunningClock
from modugil.simulator.settings import BUS_WIFI, SimulationSettings
from modugil.simulator.simulation import Simulation
from modugil.simulator.uplink.fleet_uplink import DoorAddresses


async def wait_until(condition):
    for _ in range(1500):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to that")


def test_the_listener_lets_every_bus_in_and_acknowledges_all_it_says(sample, tmp_path):
    settings = SimulationSettings(channel=BUS_WIFI, settle_s=30.0)
    simulation = Simulation(sample, RunningClock(at("08:00"), speed=12.0), settings=settings)
    names = simulation.list_vehicles()
    fleet = Fleet(tmp_path, *names)
    credentials = {name: (fleet[name].username, fleet[name].secret) for name in names}
    fixes = []

    async def go():
        async with open_intake(tmp_path, fleet) as intake, open_listener(intake) as listener:
            stop = asyncio.Event()
            doors = DoorAddresses("127.0.0.1", listener.port)
            task = asyncio.create_task(simulation.run(doors, credentials, stop))
            await wait_until(lambda: simulation.tally.messages > 1500)
            assert simulation.uplink is not None
            next(iter(simulation.uplink.mqtt.values())).drop()
            await wait_until(lambda: simulation.tally.messages > 3000)
            stop.set()
            await task
            fixes.extend(intake.drain())
            return intake.counters

    counters = asyncio.run(go())
    assert not counters.refused
    assert simulation.tally.refused == 0
    assert simulation.tally.acknowledged == simulation.tally.messages
    assert len(fixes) == counters.received >= simulation.tally.messages
    assert {fix.vehicle for fix in fixes} <= set(names)
    assert len({fix.vehicle for fix in fixes}) > 90
