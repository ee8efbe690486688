"""Terminals keep what the server did not acknowledge, and send it again."""

import asyncio
from collections import Counter

from tests.simulator.servers import Broker, FixSink, serve_http, serve_mqtt

from modugil.live.doors.mqtt.packets import encode_text
from modugil.simulator.uplink.http_terminal import HttpTerminal, parse_http_door
from modugil.simulator.uplink.mqtt_terminal import MqttDoor, MqttTerminal
from modugil.simulator.uplink.tally import Tally

TOPIC = encode_text("/m/1/0001/00001")


async def wait_for(condition, within_s=10.0):
    """Until the condition holds.

    Errors:  AssertionError if it never does.
    """
    for _ in range(int(within_s / 0.01)):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to that")


def terminal_of(broker, tally, credential=("bus", "secret")):
    door = MqttDoor("127.0.0.1", broker.port)
    return MqttTerminal("0001/00001", door=door, credential=credential, tally=tally)


def test_what_was_not_acknowledged_is_sent_again_after_the_connection_broke():
    async def go():
        tally = Tally()
        async with serve_mqtt(Broker(break_after=7, breaks_left=3)) as broker:
            terminal = terminal_of(broker, tally)
            for number in range(60):
                terminal.send(TOPIC, b"%d" % number)
                await asyncio.sleep(0.002)
            await wait_for(lambda: terminal.unsafe_count == 0)
            terminal.close()
            await wait_for(lambda: not terminal.is_connected)
        return broker, tally

    broker, tally = asyncio.run(go())
    assert set(broker.acknowledged) == {b"%d" % number for number in range(60)}
    assert tally.acknowledged == tally.messages == 60
    again = [payload for _, payload, is_again in broker.received if is_again]
    assert 3 <= len(again) <= tally.resent
    seen = Counter(payload for _, payload, _ in broker.received)
    assert all(seen[payload] >= 2 or payload in broker.acknowledged for payload in again)
    assert len(broker.logins) == 4


def test_each_login_uses_the_vehicles_own_credential():
    async def go():
        async with serve_mqtt(Broker(accepts={"bus": "secret"})) as broker:
            terminal = terminal_of(broker, Tally())
            terminal.send(TOPIC, b"1")
            await wait_for(lambda: terminal.unsafe_count == 0)
            terminal.close()
        return broker

    broker = asyncio.run(go())
    assert broker.logins == [("bus", "secret")]
    assert [payload for _, payload, _ in broker.received] == [b"1"]
    assert {topic for topic, _, _ in broker.received} == {"/m/1/0001/00001"}


def test_a_refused_terminal_sends_nothing_and_does_not_hammer():
    async def go():
        tally = Tally()
        async with serve_mqtt(Broker(accepts={"bus": "secret"})) as broker:
            terminal = terminal_of(broker, tally, ("bus", "wrong"))
            for _ in range(5):
                terminal.send(TOPIC, b"1")
                await asyncio.sleep(0.02)
            await wait_for(lambda: tally.refused == 1)
            await asyncio.sleep(0.3)
            terminal.close()
        return broker, tally, terminal.unsafe_count

    broker, tally, unsafe = asyncio.run(go())
    assert broker.received == []
    assert (tally.connects, tally.refused, unsafe) == (1, 1, 5)


def test_nothing_is_lost_while_there_is_no_server():
    async def go():
        tally = Tally()
        async with serve_mqtt(Broker()) as gone:
            port = gone.port
        broker = Broker(port=port)
        terminal = terminal_of(broker, tally)
        for number in range(10):
            terminal.send(TOPIC, b"%d" % number)
        await wait_for(lambda: tally.connects >= 1)
        await asyncio.sleep(0.1)
        assert terminal.unsafe_count == 10
        terminal.close()
        return terminal

    assert asyncio.run(go()).unsafe_count == 10


def test_a_batch_is_kept_until_the_server_says_it_is_safe():
    async def go():
        tally = Tally()
        async with serve_http(FixSink(answers=[503])) as sink:
            door = parse_http_door(sink.url)
            terminal = HttpTerminal(door=door, credential=("bus", "secret"), batch=5, tally=tally)
            for number in range(12):
                terminal.send(b'{"n":%d}' % number)
            await wait_for(lambda: terminal.unsafe_count == 0)
            await terminal.close()
        return sink, tally

    sink, tally = asyncio.run(go())
    assert b"".join(sink.bodies) == b"[" + b",".join(b'{"n":%d}' % n for n in range(12)) + b"]"
    assert all("Authorization: Basic YnVzOnNlY3JldA==" in head for head in sink.heads)
    assert (tally.messages, tally.acknowledged, tally.fixes) == (2, 1, 12)


def test_what_fills_no_batch_is_sent_once_the_bus_has_gone_home():
    async def go():
        async with serve_http(FixSink()) as sink:
            door = parse_http_door(sink.url)
            terminal = HttpTerminal(door=door, credential=("bus", "secret"), batch=5, tally=Tally())
            terminal.send(b"1")
            now_s = asyncio.get_running_loop().time()
            terminal.flush_if_idle(now_s + 9.0)
            await asyncio.sleep(0.05)
            assert sink.bodies == []
            terminal.flush_if_idle(now_s + 11.0)
            await wait_for(lambda: terminal.unsafe_count == 0)
            await terminal.close()
            return sink.bodies

    assert asyncio.run(go()) == [b"[1]"]


def test_a_batch_that_the_server_can_never_take_is_given_up():
    async def go():
        tally = Tally()
        async with serve_http(FixSink(answers=[401])) as sink:
            door = parse_http_door(sink.url)
            terminal = HttpTerminal(door=door, credential=("bus", "wrong"), batch=2, tally=tally)
            terminal.send(b"1")
            terminal.send(b"2")
            await wait_for(lambda: terminal.unsafe_count == 0)
            await terminal.close()
        return tally

    tally = asyncio.run(go())
    assert (tally.dropped, tally.refused, tally.acknowledged) == (2, 1, 0)
