import asyncio
import contextlib
import queue
import sys
import time

import msgspec
import pytest
from tests.live.doors.brokers import Mosquitto, Nats, require
from tests.live.doors.terminals import NOW, NOW_MS, Fleet, compact, generous, open_intake

from modugil.core.errors import CouldNotKeep, SettingsInvalid
from modugil.live.doors.broker import BrokerDoor, HfpPublisher
from modugil.live.doors.broker_link import parse_broker
from modugil.live.doors.counters import Refused
from modugil.live.fix import Door
from modugil.live.formats.hfp_feed import HfpPosition
from modugil.live.formats.hfp_payload import read_hfp
from modugil.live.terminals.rate_limit import RateSettings

TOPIC = "/terminals/m/1/1/1"


@pytest.fixture(params=[Mosquitto, Nats], ids=["mosquitto", "nats"])
def broker(request, tmp_path):
    require(request.param)
    one = request.param(tmp_path, Fleet(tmp_path, "1/1", "1/2"))
    one.start()
    yield one
    one.kill()


@contextlib.asynccontextmanager
async def open_door(tmp_path, broker, settings=None):
    async with open_intake(tmp_path, broker.fleet, settings) as intake:
        door = BrokerDoor(intake, parse_broker(broker.url, least_wait_s=0.1, longest_wait_s=0.5))
        stop = asyncio.Event()
        running = asyncio.create_task(door.run(stop))
        try:
            await until(lambda: door.link.connected)
            await asyncio.sleep(0.3)  # the subscription is on its way
            yield intake, door
        finally:
            stop.set()
            await running


async def until(holds, *, within_s=20.0):
    ends = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < ends, "it did not come about in time"
        await asyncio.sleep(0.02)


def send(client, topic, payloads, *, qos=1):
    told = [client.publish(topic, payload, qos=qos) for payload in payloads]
    for one in told:
        one.wait_for_publish(20)


def test_what_terminals_publish_at_a_broker_comes_in(tmp_path, broker):
    async def play():
        async with open_door(tmp_path, broker) as (intake, _):
            bus = broker.terminal("1/1")
            await asyncio.to_thread(
                send, bus, TOPIC, [compact(NOW_MS + 1000 * n) for n in range(200)]
            )
            hfp = b'{"VP":{"tsi":1795328950,"lat":33.5,"long":126.5}}'
            await asyncio.to_thread(
                send, bus, "/terminals/hfp/v2/deadrun/ongoing/vp/bus/1/1", [hfp], qos=0
            )
            await until(lambda: intake.counters.acknowledged == 201)
            fixes = intake.drain()
            assert {one.vehicle for one in fixes} == {"1/1"}
            assert {one.door for one in fixes} == {Door.BROKER}
            assert [one.time_ms for one in fixes[:200]] == [NOW_MS + 1000 * n for n in range(200)]
            bus.disconnect()
            bus.loop_stop()

    asyncio.run(play())


def test_what_cannot_be_read_or_has_no_credential_is_counted_and_nothing_stops(tmp_path, broker):
    async def play():
        broker.fleet.registry.revoke("1/2", now=NOW)
        async with open_door(tmp_path, broker) as (intake, _):
            bus, other = broker.terminal("1/1"), broker.terminal("1/2")
            await asyncio.to_thread(send, bus, TOPIC, [b"damaged"] * 5)
            await asyncio.to_thread(send, other, "/terminals/m/1/1/2", [compact()])
            await asyncio.to_thread(send, bus, TOPIC, [compact()])
            await until(lambda: intake.counters.acknowledged == 1)
            assert intake.counters.refused == {Refused.UNREADABLE: 5, Refused.CREDENTIAL: 1}
            for one in (bus, other):
                one.disconnect()
                one.loop_stop()

    asyncio.run(play())


def test_a_vehicle_above_its_rate_is_not_waited_for(tmp_path, broker):
    async def play():
        slow = generous(rate=RateSettings(fixes_per_s=1, burst_fixes=10))
        async with open_door(tmp_path, broker, slow) as (intake, _):
            bus, other = broker.terminal("1/1"), broker.terminal("1/2")
            await asyncio.to_thread(send, bus, TOPIC, [compact()] * 40)
            await asyncio.to_thread(send, other, "/terminals/m/1/1/2", [compact()])
            await until(lambda: "1/2" in {one.vehicle for one in intake.drain()})
            assert intake.counters.refused[Refused.TOO_FAST] >= 20
            for one in (bus, other):
                one.disconnect()
                one.loop_stop()

    asyncio.run(play())


def test_a_broker_that_was_killed_and_comes_back_is_used_again(tmp_path, broker):
    async def play():
        async with open_door(tmp_path, broker) as (intake, door):
            bus = broker.terminal("1/1")
            await asyncio.to_thread(send, bus, TOPIC, [compact()])
            await until(lambda: intake.counters.acknowledged == 1)
            broker.kill()
            await until(lambda: not door.link.connected)
            await asyncio.sleep(1.0)
            broker.start()
            await until(lambda: door.link.connected and bus.is_connected())
            await asyncio.sleep(0.5)
            await asyncio.to_thread(send, bus, TOPIC, [compact(NOW_MS + 60_000)])
            await until(lambda: intake.counters.acknowledged >= 2)
            assert intake.drain()[-1].time_ms == NOW_MS + 60_000
            assert door.link.connections >= 2
            bus.disconnect()
            bus.loop_stop()

    asyncio.run(play())


def test_nothing_is_acknowledged_to_the_broker_before_it_is_safe(tmp_path, broker, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    async def play():
        with monkeypatch.context() as patch:
            async with open_door(tmp_path, broker) as (intake, _):
                patch.setattr("modugil.store.journal.os.fdatasync", full)
                bus = broker.terminal("1/1")
                await asyncio.to_thread(send, bus, TOPIC, [compact()])
                await until(lambda: intake.counters.refused[Refused.NOT_KEPT] > 0)
                assert intake.counters.acknowledged == 0
                bus.disconnect()
                bus.loop_stop()

    async def come_back():
        # the server was away: the broker has kept the message, because nobody acknowledged it
        folder = tmp_path / "again"
        folder.mkdir()
        async with open_door(folder, broker) as (intake, _):
            await until(lambda: intake.counters.acknowledged == 1)

    with pytest.raises(CouldNotKeep):  # the journal says so once more when it is closed
        asyncio.run(play())
    asyncio.run(come_back())


def positions(count=20, *, at_ms=NOW_MS, step=0.001):
    return [
        HfpPosition(
            vehicle=f"1/{n}",
            time_ms=at_ms,
            lat=33.4996213 + n * step,
            lon=126.5311884,
            quality=4,
            delay_s=48,
            route_id="R1",
            line_name="201",
            direction=0,
            headsign="City Hall",
            start="07:20",
            day="2026-11-22",
            next_stop="405000123",
        )
        for n in range(count)
    ]


def test_subscribers_get_the_public_feed_and_choose_by_geohash(tmp_path, broker):
    heard: queue.Queue[tuple[str, bytes, bool]] = queue.Queue()

    async def play():
        async with open_door(tmp_path, broker) as (_, door):
            publisher = HfpPublisher(door.link)
            reader = broker.reader()
            reader.on_message = lambda _c, _u, one: heard.put(
                (one.topic, bytes(one.payload), one.retain)
            )
            # all buses whose third decimal or more changed, in 33;126/45
            for level in (0, 1, 2, 3):
                topic = f"/hfp/v2/journey/+/vp/bus/+/+/+/+/+/+/+/{level}/33;126/45/#"
                reader.subscribe(topic)
            await asyncio.sleep(0.5)
            publisher.publish(positions(1))
            await until(lambda: heard.qsize() == 1)
            publisher.publish(positions(1))  # nothing new
            await asyncio.sleep(0.1)
            moved = positions(1, at_ms=NOW_MS + 1000)[0]
            publisher.publish([msgspec.structs.replace(moved, lat=33.4996214)])  # level 5
            await until(lambda: publisher.published == 2)
            publisher.publish(
                [msgspec.structs.replace(moved, lat=33.4976214, time_ms=NOW_MS + 2000)]
            )
            await until(lambda: heard.qsize() == 2)
            reader.disconnect()
            reader.loop_stop()

    asyncio.run(play())
    told = [heard.get() for _ in range(heard.qsize())]
    fixes = [read_hfp(topic, payload, received_ms=0) for topic, payload, _ in told]
    assert [one.time_ms for one in fixes] == [NOW_MS, NOW_MS + 2000]
    assert fixes[0].hint.route_id == "R1"
    assert ("City Hall" in told[0][0]) == isinstance(broker, Mosquitto)
    assert b'"dl":-48' in told[0][1]
    assert told[0][0].endswith("/0/33;126/45/93/91")
    assert told[1][0].endswith("/3/33;126/45/93/71")
    assert not any(retain for _, _, retain in told)


def test_a_broker_that_is_not_there_is_waited_for(tmp_path):
    require(Mosquitto)
    broker = Mosquitto(tmp_path, Fleet(tmp_path, "1/1"))

    async def play():
        async with open_intake(tmp_path, broker.fleet) as intake:
            door = BrokerDoor(intake, parse_broker(broker.url, least_wait_s=0.1))
            stop = asyncio.Event()
            running = asyncio.create_task(door.run(stop))
            HfpPublisher(door.link).publish(positions())
            await asyncio.sleep(0.5)
            assert not door.link.connected
            broker.start()
            await until(lambda: door.link.connected)
            stop.set()
            await running

    try:
        asyncio.run(play())
    finally:
        broker.kill()


@pytest.mark.parametrize(
    "url", ["", "localhost", "http://localhost", "mqtt://", "mqtt://h:x", "mqtt://h:1/topic"]
)
def test_what_is_no_broker_stops_the_start_and_tells_no_password(url):
    with pytest.raises(SettingsInvalid):
        parse_broker(url)


def test_an_address_is_taken_apart():
    told = parse_broker("mqtts://modugil:p%40ss@broker.local:1234", prefix="/x")
    assert (told.host, told.port, told.tls) == ("broker.local", 1234, True)
    assert (told.username, told.password, told.prefix) == ("modugil", "p@ss", "/x")
    assert "p@ss" not in repr(told)
    assert parse_broker("mqtt://h").port == 1883


def test_without_the_library_the_setting_is_refused_clearly(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "gmqtt", None)

    async def play():
        async with open_intake(tmp_path, Fleet(tmp_path)) as intake:
            with pytest.raises(SettingsInvalid, match="gmqtt is not installed"):
                BrokerDoor(intake, parse_broker("mqtt://h"))

    asyncio.run(play())
