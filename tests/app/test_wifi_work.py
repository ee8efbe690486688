"""Wi-Fi beside real live buses: by MQTT into the book, onto the disk, and known after a restart."""

import asyncio
import time
from datetime import date, timedelta

import msgspec
import pytest
from tests.answers.world import DAY, NOW, World, build_world
from tests.app.rides import Ride
from tests.live.doors.terminals import sign_in

from modugil.answers.open_planner import open_planner
from modugil.app.live_system import LiveSystem
from modugil.app.wifi_work import WifiWork
from modugil.core.clock import FixedClock
from modugil.live.settings import LiveSettings
from modugil.live.wifi.outage_tasks import KIND
from modugil.live.wifi.state import WifiStatus
from modugil.people.tasks import TaskBook
from modugil.store.layout import HISTORY

BUS, STOP, TRIP = "0055/00001", "stop/W1", "R1-W1-540"
WAITED_S = 15.0


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> World:
    return build_world(tmp_path_factory.mktemp("towns"))


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.at = NOW

    def now(self):
        return FixedClock(self.at).now()


@pytest.fixture
def open_server(towns, tmp_path):
    opened = []

    def start(clock: Clock) -> tuple[LiveSystem, WifiWork]:
        planner = open_planner(towns.folder)
        system = LiveSystem(
            planner.region,
            settings=LiveSettings(mqtt_port=0, tick_ms=50, hold_s=30),
            state=tmp_path,
            clock=clock,
            conditions=planner.conditions,
        )
        opened.append(system)
        work = WifiWork(planner.region, system, database=system.database, folder=tmp_path / HISTORY)
        system.restore()
        system.start(works=[work.run])
        return system, work

    yield start
    for system in opened:
        system.stop()


def wait_until(holds):
    ends_s = time.monotonic() + WAITED_S
    while not holds():
        assert time.monotonic() < ends_s, "it never came to that"
        time.sleep(0.02)


def publish(system, credential, *messages):
    """All of these, each acknowledged."""

    async def go():
        client = await sign_in(system.doors.listener, credential)
        for number, (topic, payload) in enumerate(messages, start=1):
            client.publish(topic, payload, packet_id=number)
            assert await client.read() == bytes((0x40, 2)) + number.to_bytes(2, "big")
        client.close()

    asyncio.run(go())


def report(clock, **told):
    since = clock.now() - timedelta(hours=1)
    usual = {"time": clock.now(), "up": True, "start": "a", "since": since, "clients": 4}
    return msgspec.json.encode(usual | told)


def find(work, name):
    return work.book.get_current().find_point(name)


def test_a_bus_and_a_stop_are_known_by_line_kept_and_known_again(open_server, towns):
    clock = Clock()
    system, work = open_server(clock)
    issued = [system.terminals.issue(one, now=NOW) for one in (BUS, STOP)]
    ride = Ride(towns.planner.region, TRIP, date.fromisoformat(DAY))
    now_ms = round(NOW.timestamp() * 1000)
    fixes = ride.message(now_ms - 60_000, now_ms + 60_000)
    clock.at = NOW + timedelta(seconds=60)
    publish(
        system,
        issued[0],
        (f"/m/1/{BUS}", fixes),
        (f"/w/1/{BUS}", report(clock, bytes=5_000, ssid="old")),
    )
    publish(system, issued[1], (f"/w/1/{STOP}", report(clock, bytes=700)))
    wait_until(lambda: work.book.get_ssid(BUS) == "Jeju Free Bus_WIFI_365")
    wait_until(lambda: find(work, BUS) and find(work, BUS).line == "365")
    assert find(work, STOP).works
    assert find(work, STOP).at is not None
    assert work.book.get_current().pool.used_bytes == 5_700
    system.stop()

    clock.at += timedelta(hours=2)
    again, later = open_server(clock)
    wait_until(lambda: find(later, STOP))
    assert find(later, STOP).status is WifiStatus.WORKING, "nobody was silent while we were away"
    publish(again, issued[1], (f"/w/1/{STOP}", report(clock, bytes=900, since=NOW)))
    wait_until(lambda: later.book.get_current().pool.used_bytes == 5_900)


def test_an_outage_becomes_a_task_and_closes_itself(open_server):
    clock = Clock()
    system, work = open_server(clock)
    issued, tasks = system.terminals.issue(STOP, now=NOW), TaskBook(system.database)
    publish(system, issued, (f"/w/1/{STOP}", report(clock, up=False)))
    wait_until(lambda: find(work, STOP))
    clock.at += timedelta(seconds=301)
    wait_until(lambda: [task.subject for task in tasks.list_tasks()] == [STOP])
    (task,) = tasks.list_tasks()
    assert (task.kind, "West Village Gate" in task.text["en"]) == (KIND, True)
    publish(system, issued, (f"/w/1/{STOP}", report(clock)))
    wait_until(lambda: find(work, STOP).works)
    clock.at += timedelta(seconds=121)
    wait_until(lambda: tasks.list_tasks() == [])
