"""Reports of access points come in by the real listener and by real brokers."""

import asyncio
import contextlib
import time

import msgspec
import pytest
from tests.live.doors.brokers import Mosquitto, Nats, require
from tests.live.doors.terminals import (
    NOW,
    NOW_MS,
    Fleet,
    compact,
    open_intake,
    open_listener,
    sign_in,
)
from tests.live.wifi.worlds import FACTS, ZONE, Runs, fleet

from modugil.core.errors import FixUnreadable, OtherVehicle, TooMany
from modugil.live.doors.broker import BrokerDoor
from modugil.live.doors.broker_link import parse_broker
from modugil.live.doors.counters import Refused
from modugil.live.doors.ssid_publisher import SsidPublisher
from modugil.live.doors.wifi_door import RATE, WifiDoor
from modugil.live.formats.wifi_report import read_wifi_report
from modugil.live.terminals.credentials import Terminal
from modugil.live.wifi.book import WifiBook

TOLD = {"time": NOW.isoformat(), "up": True, "clients": 3, "bytes": 5_000, "start": "a"}
REPORT = msgspec.json.encode(TOLD)


def open_book():
    return WifiBook(Runs(), facts=FACTS, zone=ZONE, now=NOW)


def puback(packet_id):
    return bytes((0x40, 2)) + packet_id.to_bytes(2, "big")


def read(access_point):
    return read_wifi_report(REPORT, access_point=access_point, received_ms=NOW_MS)


def scene(tmp_path, play, *vehicles):
    """Play a scene with a listener and a book."""

    async def run():
        terminals = Fleet(tmp_path, *(vehicles or ("1/1", "stop/A")))
        async with open_intake(tmp_path, terminals) as intake:
            intake.wifi.book = open_book()
            async with open_listener(intake) as listener:
                await play(listener, terminals)

    asyncio.run(run())


def points_of(intake):
    book = intake.wifi.book
    return book.look(fleet(NOW), now=NOW).points


def test_a_bus_and_a_stop_report_over_mqtt(tmp_path):
    async def play(listener, terminals):
        bus = await sign_in(listener, terminals["1/1"])
        stop = await sign_in(listener, terminals["stop/A"])
        bus.publish("/w/1/1/1", REPORT, packet_id=7)
        bus.publish("/w/1/1/1/2", REPORT, packet_id=8)
        stop.publish("/w/1/stop/A", REPORT, packet_id=9)
        assert [await bus.read(), await bus.read()] == [puback(7), puback(8)]
        assert await stop.read() == puback(9)
        assert sorted(points_of(listener.intake)) == ["1/1", "1/1/2", "stop/A"]
        assert listener.intake.counters.received == 0, "no fix was among them"

    scene(tmp_path, play)


def test_reports_are_acknowledged_in_their_turn_between_fixes(tmp_path):
    async def play(listener, terminals):
        bus = await sign_in(listener, terminals["1/1"])
        for number in range(1, 31):
            if number % 3:
                bus.publish("/m/1/1/1", compact(NOW_MS + 1000 * number), packet_id=number)
            else:
                bus.publish("/w/1/1/1", REPORT, packet_id=number)
        assert [await bus.read() for _ in range(30)] == [puback(n) for n in range(1, 31)]
        assert listener.intake.counters.received == 20

    scene(tmp_path, play)


@pytest.mark.parametrize("topic", ["/w/1/1/2", "/w/1/stop/A", "/w/1/stop/1"])
def test_a_terminal_speaks_for_its_own_place_only(tmp_path, topic):
    async def play(listener, terminals):
        bus = await sign_in(listener, terminals["1/1"])
        bus.publish(topic, REPORT, packet_id=1)
        assert await bus.is_cut()
        assert points_of(listener.intake) == {}
        assert listener.intake.counters.refused == {Refused.OTHER_VEHICLE: 1}

    scene(tmp_path, play)


@pytest.mark.parametrize(
    ("topic", "payload"),
    [("/w/1/1/1", b"damaged"), ("/w/1/1/1/ssid", REPORT), ("/w/2/1/1", REPORT), ("/w/1/1", REPORT)],
)
def test_what_cannot_be_read_is_acknowledged_counted_and_thrown_away(tmp_path, topic, payload):
    async def play(listener, terminals):
        bus = await sign_in(listener, terminals["1/1"])
        bus.publish(topic, payload, packet_id=1)
        assert await bus.read() == puback(1)
        assert points_of(listener.intake) == {}
        assert listener.intake.counters.refused == {Refused.UNREADABLE: 1}

    scene(tmp_path, play)


def test_where_nobody_asks_for_wi_fi_a_report_is_refused():
    counted: list[Refused] = []
    door = WifiDoor(counted.append)
    with pytest.raises(FixUnreadable, match="not taken here"):
        door.take(Terminal("a", "1/1"), [read("1/1")], now_ms=NOW_MS)


def test_of_a_list_with_one_of_another_place_none_is_taken():
    door = WifiDoor(lambda _reason: None)
    door.book = book = open_book()
    with pytest.raises(OtherVehicle, match="It may speak for 1/1"):
        door.take(Terminal("a", "1/1"), [read("1/1"), read("1/2")], now_ms=NOW_MS)
    assert book.look(fleet(NOW), now=NOW).points == {}


def test_a_terminal_may_catch_up_for_hours_but_not_flood():
    counted: list[Refused] = []
    door = WifiDoor(counted.append)
    door.book = open_book()
    terminal, reports = Terminal("a", "1/1"), [read("1/1")] * RATE.burst_fixes
    door.take(terminal, reports, now_ms=NOW_MS)
    with pytest.raises(TooMany):
        door.take(terminal, [read("1/1")], now_ms=NOW_MS)
    assert counted == [Refused.TOO_FAST]
    door.take(terminal, [read("1/1")], now_ms=NOW_MS + 1_000)


@pytest.fixture(params=[Mosquitto, Nats], ids=["mosquitto", "nats"])
def broker(request, tmp_path):
    require(request.param)
    one = request.param(tmp_path, Fleet(tmp_path, "1/1", "stop/A"))
    one.start()
    yield one
    one.kill()


async def until(holds, *, within_s=20.0):
    ends = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < ends, "it did not come about in time"
        await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def open_door(tmp_path, broker):
    async with open_intake(tmp_path, broker.fleet) as intake:
        intake.wifi.book = open_book()
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


def test_over_a_broker_they_report_and_are_told_their_networks_name(tmp_path, broker):
    async def play():
        async with open_door(tmp_path, broker) as (intake, door):
            bus, stop = broker.terminal("1/1"), broker.terminal("stop/A")
            for client, name in ((bus, "1/1"), (bus, "1/1/2"), (stop, "stop/A")):
                told = client.publish(f"/terminals/w/1/{name}", REPORT, qos=1)
                await asyncio.to_thread(told.wait_for_publish, 20)
            await until(lambda: intake.wifi.taken == 3)
            book = intake.wifi.book
            book.look(fleet(NOW, b1=3), now=NOW)
            names = SsidPublisher(door.link)
            names.publish(book.list_ssids())
            await asyncio.sleep(0.3)  # it is retained: who asks later is told too
            heard = {}
            bus.on_message = lambda _c, _u, message: heard.update(
                {message.topic: (message.payload, message.retain)}
            )
            for topic in ("/terminals/w/1/1/1/ssid", "/terminals/w/1/1/1/2/ssid"):
                bus.subscribe(topic)
            await until(lambda: len(heard) == 2)
            assert heard == {
                "/terminals/w/1/1/1/ssid": (b"Jeju Free Bus_WIFI_103", True),
                "/terminals/w/1/1/1/2/ssid": (b"Jeju Free Bus_WIFI_103", True),
            }
            assert intake.counters.refused == {}, "our own word is no report"
            for client in (bus, stop):
                client.disconnect()
                client.loop_stop()

    asyncio.run(play())


def test_a_name_is_published_once_and_again_after_the_broker_was_away(tmp_path, broker):
    async def play():
        async with open_door(tmp_path, broker) as (_, door):
            sent, publish = [], door.link.publish_retained

            def note(*told):
                sent.append(told)
                return publish(*told)

            door.link.publish_retained = note
            names = SsidPublisher(door.link)
            for _ in range(3):
                names.publish({"1/1": "one"})
            names.publish({"1/1": "two"})
            assert [payload for _, payload in sent] == [b"one", b"two"]
            broker.kill()
            await until(lambda: not door.link.connected)
            names.publish({"1/1": "three"})
            broker.start()
            await until(lambda: door.link.connected)
            names.publish({"1/1": "three"})
            names.publish({"1/1": "three"})
            assert [payload for _, payload in sent[2:]] == [b"three", b"three"]

    asyncio.run(play())
