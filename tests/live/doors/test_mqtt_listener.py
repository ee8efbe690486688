import asyncio
import errno
import os
import random
import socket
import ssl
import subprocess
import time

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion
from tests.live.doors.terminals import (
    NOW,
    NOW_MS,
    Client,
    Fleet,
    call,
    compact,
    generous,
    open_intake,
    open_listener,
    sign_in,
)

from modugil.core.errors import SettingsInvalid
from modugil.live.doors.counters import Refused
from modugil.live.doors.mqtt.listener import MqttListener
from modugil.live.doors.mqtt.packets import (
    DISCONNECT,
    PINGREQ,
    PINGRESP,
    Answer,
    Connect,
    Kind,
    build_connect,
    build_packet,
    build_publish,
)
from modugil.live.doors.mqtt.settings import MqttSettings
from modugil.live.fix import Fix
from modugil.live.terminals.rate_limit import RateSettings
from modugil.store.segments import read_records

TOPIC = "/m/1/1/1"


def puback(packet_id):
    return bytes((0x40, 2)) + packet_id.to_bytes(2, "big")


def scene(tmp_path, play, *vehicles, intake_settings=None, **settings):
    """Play a scene with a listener whose terminals have credentials."""
    fleet = Fleet(tmp_path, *(vehicles or ("1/1", "1/2")))

    async def run():
        async with open_intake(tmp_path, fleet, intake_settings) as intake:
            async with open_listener(intake, **settings) as listener:
                await play(listener, fleet)

    asyncio.run(run())


def test_a_message_is_acknowledged_when_it_is_in_the_journal(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        client.publish(TOPIC, compact(), packet_id=300)
        assert await client.read() == puback(300)
        assert len(list(read_records(tmp_path / "journal"))) == 1
        (fix,) = listener.intake.drain()
        assert (fix.vehicle, fix.time_ms, fix.quality) == ("1/1", NOW_MS, 4)

    scene(tmp_path, play)


def test_messages_of_one_read_are_acknowledged_together_in_their_order(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        client.send(
            b"".join(build_publish(TOPIC, compact(), packet_id=n) for n in range(1, 41))
            + build_publish(TOPIC, b"damaged", packet_id=41)
            + build_publish(TOPIC, compact(), packet_id=42)
        )
        acks = [await client.read() for _ in range(42)]
        assert acks == [puback(n) for n in range(1, 43)]
        assert listener.intake.counters.received == 41
        assert listener.intake.counters.refused == {Refused.UNREADABLE: 1}

    scene(tmp_path, play)


def test_a_message_that_comes_byte_by_byte_is_one_message(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        for byte in build_publish(TOPIC, compact(), packet_id=7):
            client.send(bytes((byte,)))
            await client.writer.drain()
            await asyncio.sleep(0)
        assert await client.read() == puback(7)

    scene(tmp_path, play)


def test_qos_0_is_taken_without_a_word(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        client.publish(TOPIC, compact())
        client.send(PINGREQ)
        assert await client.read() == PINGRESP
        assert listener.intake.queued == 1

    scene(tmp_path, play)


def test_a_message_sent_again_is_acknowledged_again(tmp_path):
    async def play(listener, fleet):
        for again in (False, True):
            client = await sign_in(listener, fleet["1/1"])
            client.send(build_publish(TOPIC, compact(), packet_id=9, again=again))
            assert await client.read() == puback(9)
            client.send(DISCONNECT)
            assert await client.is_cut()

    scene(tmp_path, play)


@pytest.mark.parametrize(
    "changed, answer",
    [
        ({"password": "guess"}, Answer.WRONG_CREDENTIAL),
        ({"username": "nobody"}, Answer.WRONG_CREDENTIAL),
        ({"username": "", "password": ""}, Answer.WRONG_CREDENTIAL),
        ({"client": "", "clean": False}, Answer.CLIENT_REFUSED),
        ({"version": 5}, Answer.WRONG_VERSION),
        ({"version": 3}, Answer.WRONG_VERSION),
    ],
)
def test_who_may_not_come_in_is_told_why_and_cut_off(tmp_path, changed, answer):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"], expect=answer, **changed)
        assert await client.is_cut()

    scene(tmp_path, play)


@pytest.mark.parametrize("topic", ["/m/1/1/2", "/hfp/v2/journey/ongoing/vp/bus/1/2/r/1/h/07:20/9"])
def test_another_vehicles_topic_ends_the_connection_without_an_acknowledgement(tmp_path, topic):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        client.publish(topic, compact(), packet_id=1)
        assert await client.is_cut()
        assert listener.intake.counters.refused == {Refused.OTHER_VEHICLE: 1}
        assert listener.intake.drain() == []

    scene(tmp_path, play)


DAMAGED = {
    "a message before connect": build_publish(TOPIC, compact()),
    "a web request": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "an endless length": b"\x10\xff\xff\xff\xff\x01",
    "a packet too large": b"\x10\xff\xff\xff\x7f",
    "flags that are not its own": b"\x11\x00",
    "kind 0": b"\x00\x00",
    "kind 15": b"\xf0\x00",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_mqtt_is_cut_off_at_once(tmp_path, name):
    async def play(listener, fleet):
        client = await call(listener)
        client.send(DAMAGED[name])
        assert await client.is_cut()
        assert listener.intake.counters.refused == {Refused.PROTOCOL: 1}

    scene(tmp_path, play)


SIGNED_IN_DAMAGED = {
    "a second connect": build_connect(Connect("c", True, 60, "u", "p")),
    "qos 2": build_packet(Kind.PUBLISH, b"\x00\x08/m/1/1/1\x00\x01{}", flags=4),
    "a wildcard": build_publish("/m/1/+/1", b"{}"),
    "a connack": b"\x20\x02\x00\x00",
    "a topic that is no text": build_packet(Kind.PUBLISH, b"\x00\x02\xff\xfe{}"),
    "a ping with something in it": b"\xc0\x01x",
}


@pytest.mark.parametrize("name", SIGNED_IN_DAMAGED)
def test_a_damaged_packet_ends_its_own_connection_only(tmp_path, name):
    async def play(listener, fleet):
        client, other = [await sign_in(listener, fleet[one]) for one in ("1/1", "1/2")]
        client.send(SIGNED_IN_DAMAGED[name])
        assert await client.is_cut()
        other.publish("/m/1/1/2", compact(), packet_id=5)
        assert await other.read() == puback(5)

    scene(tmp_path, play)


def test_there_is_nothing_to_subscribe_to(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        client.send(build_packet(Kind.SUBSCRIBE, b"\x00\x07\x00\x01#\x01", flags=2))
        assert await client.read() == b"\x90\x03\x00\x07\x80"
        client.send(build_packet(Kind.UNSUBSCRIBE, b"\x00\x08\x00\x01#", flags=2))
        assert await client.read() == b"\xb0\x02\x00\x08"

    scene(tmp_path, play)


def test_who_says_nothing_is_cut_off(tmp_path):
    async def play(listener, fleet):
        silent = await call(listener)
        dripping = await call(listener)
        told = await sign_in(listener, fleet["1/1"], keep_alive_s=1)
        for _ in range(6):
            dripping.send(b"\x10" if not dripping.reader.at_eof() else b"")
            await asyncio.sleep(0.1)
        assert await silent.is_cut()
        assert await told.is_cut()
        assert listener.intake.counters.refused[Refused.SILENT] >= 2

    scene(tmp_path, play, connect_timeout_s=0.5)


def test_a_ping_keeps_a_connection(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"], keep_alive_s=1)
        for _ in range(4):
            await asyncio.sleep(0.6)
            client.send(PINGREQ)
            assert await client.read() == PINGRESP

    scene(tmp_path, play)


def test_a_revoked_credential_is_cut_off_within_a_second(tmp_path):
    async def play(listener, fleet):
        client, other = [await sign_in(listener, fleet[one]) for one in ("1/1", "1/2")]
        began = asyncio.get_running_loop().time()
        fleet.registry.revoke("1/1", now=NOW)
        assert await client.is_cut()
        assert asyncio.get_running_loop().time() - began < 1.0
        await sign_in(listener, fleet["1/1"], expect=Answer.WRONG_CREDENTIAL)
        other.send(PINGREQ)
        assert await other.read() == PINGRESP

    scene(tmp_path, play)


def test_a_client_that_comes_again_takes_the_place_of_its_older_self(tmp_path):
    async def play(listener, fleet):
        first = await sign_in(listener, fleet["1/1"], client="bus")
        second = await sign_in(listener, fleet["1/1"], client="bus")
        assert await first.is_cut()
        second.send(PINGREQ)
        assert await second.read() == PINGRESP

    scene(tmp_path, play)


def test_of_too_many_connections_of_one_terminal_the_oldest_ends(tmp_path):
    async def play(listener, fleet):
        several = [await sign_in(listener, fleet["1/1"], client=f"c{n}") for n in range(5)]
        assert await several[0].is_cut()
        several[1].send(PINGREQ)
        assert await several[1].read() == PINGRESP
        assert listener.connected <= 5

    scene(tmp_path, play)


def test_above_all_connections_nobody_is_let_in(tmp_path):
    async def play(listener, fleet):
        inside = [await sign_in(listener, fleet[one]) for one in ("1/1", "1/2")]
        assert await (await call(listener)).is_cut()
        assert listener.connected == len(inside)
        assert listener.intake.counters.refused == {Refused.TOO_MANY_CONNECTIONS: 1}

    scene(tmp_path, play, most_connections=2)


def test_who_says_nothing_gives_way_when_there_are_too_many(tmp_path):
    async def play(listener, fleet):
        silent = [await call(listener) for _ in range(3)]
        known = [await sign_in(listener, fleet["1/1"])]
        assert await silent[0].is_cut()
        known.append(await sign_in(listener, fleet["1/2"]))
        assert await silent[1].is_cut()
        assert listener.connected == 1 + len(known)
        assert listener.intake.counters.refused[Refused.TOO_MANY_CONNECTIONS] == 2

    scene(tmp_path, play, most_connections=3)


def test_one_who_did_not_say_who_it_is_may_say_little(tmp_path):
    async def play(listener, fleet):
        client = await call(listener)
        client.send(build_connect(Connect("c" * 5000, True, 60, "", "")))
        assert await client.is_cut()
        assert listener.intake.counters.refused[Refused.PROTOCOL] == 1
        known = await sign_in(listener, fleet["1/1"])
        known.publish(TOPIC, compact(count=500), packet_id=1)
        assert await known.read() == puback(1)

    scene(tmp_path, play)


def test_names_that_nobody_has_are_remembered_in_short_only(tmp_path):
    async def play(listener, fleet):
        name = "n" * 3000
        wrong = Answer.WRONG_CREDENTIAL
        await sign_in(listener, fleet["1/1"], username=name, expect=wrong)
        (who,) = listener.penalties._records
        assert sum(map(len, who)) < 200

    scene(tmp_path, play)


def test_one_that_was_cut_off_and_takes_nothing_ends_all_the_same(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"], keep_alive_s=1)
        (connection,) = listener._connections
        connection._transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, 4096
        )
        reading = client.writer.transport
        assert isinstance(reading, asyncio.ReadTransport)
        reading.pause_reading()
        connection._transport.set_write_buffer_limits(high=1 << 30)
        connection.send(bytes(1 << 23))
        connection.cut()
        assert connection._transport.get_write_buffer_size() > 0
        async with asyncio.timeout(10):
            while listener.connected:
                await asyncio.sleep(0.05)

    scene(tmp_path, play)


def test_above_its_rate_a_terminal_waits_and_loses_nothing(tmp_path):
    async def play(listener, fleet):
        client, other = [await sign_in(listener, fleet[one]) for one in ("1/1", "1/2")]
        for n in range(1, 31):
            client.publish(TOPIC, compact(NOW_MS + n), packet_id=n)
        other.publish("/m/1/1/2", compact(), packet_id=5)
        assert await other.read() == puback(5)
        assert [await client.read() for _ in range(30)] == [puback(n) for n in range(1, 31)]
        times = [one.time_ms for one in listener.intake.drain() if one.vehicle == "1/1"]
        assert times == [NOW_MS + n for n in range(1, 31)]
        assert listener.intake.counters.refused[Refused.TOO_FAST] > 0

    slow = generous(rate=RateSettings(fixes_per_s=20, burst_fixes=10))
    scene(tmp_path, play, intake_settings=slow, retry_s=0.05)


def test_while_the_tick_is_behind_senders_wait(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        for n in range(1, 31):
            client.publish(TOPIC, compact(NOW_MS + n), packet_id=n)
        await asyncio.sleep(0.3)
        assert listener.intake.queued == 11
        taken: list[Fix] = []
        while len(taken) < 30:
            taken += listener.intake.drain()
            await asyncio.sleep(0.05)
        assert [await client.read() for _ in range(30)] == [puback(n) for n in range(1, 31)]
        assert listener.intake.counters.shed == 0

    scene(tmp_path, play, intake_settings=generous(most_queued=20), retry_s=0.05)


def test_when_the_disk_is_full_the_terminal_is_told_nothing_and_keeps_its_data(
    tmp_path, monkeypatch
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        with monkeypatch.context() as patch:
            patch.setattr(os, "fdatasync", full)
            client.publish(TOPIC, compact(), packet_id=1)
            assert await client.is_cut()
        client = await sign_in(listener, fleet["1/1"])
        client.send(build_publish(TOPIC, compact(), packet_id=1, again=True))
        assert await client.read() == puback(1)

    scene(tmp_path, play)


def test_a_flood_of_damaged_messages_costs_only_its_sender(tmp_path):
    async def play(listener, fleet):
        bad, good = [await sign_in(listener, fleet[one]) for one in ("1/1", "1/2")]
        bad.send(b"".join(build_publish(TOPIC, b"\xff" * 50) for _ in range(1000)))
        assert await bad.is_cut()
        assert listener.intake.counters.refused[Refused.UNREADABLE] == 21
        for _ in range(5):
            client = await sign_in(listener, fleet["1/1"], expect=Answer.NOT_ALLOWED)
            assert await client.is_cut()
        good.publish("/m/1/1/2", compact(), packet_id=5)
        assert await good.read() == puback(5)
        await asyncio.sleep(0.6)
        await sign_in(listener, fleet["1/1"])

    scene(tmp_path, play, ban_s=0.5)


def test_one_who_guesses_secrets_has_to_wait(tmp_path):
    async def play(listener, fleet):
        answers = []
        for _ in range(25):
            client = await call(listener)
            told = Connect("c", True, 60, fleet["1/1"].username, "guess")
            client.send(build_connect(told))
            answers.append((await client.read())[3])
        assert answers == [Answer.WRONG_CREDENTIAL] * 21 + [Answer.NOT_ALLOWED] * 4

    scene(tmp_path, play)


@pytest.mark.parametrize(
    "data", [b"GET / HTTP/1.1\r\n\r\n", build_connect(Connect("c", True, 9, "x", "y"))]
)
def test_one_who_may_not_come_in_is_told_after_a_while_and_hurts_nobody_meanwhile(tmp_path, data):
    async def play(listener, fleet):
        good = await sign_in(listener, fleet["1/2"])
        began = time.monotonic()
        bad = await call(listener)
        bad.send(data)
        good.publish("/m/1/1/2", compact(), packet_id=5)
        assert await good.read() == puback(5)
        while await bad.read():
            pass
        assert time.monotonic() - began > 0.4

    scene(tmp_path, play, refuse_after_s=0.5)


def test_one_who_takes_no_receipts_is_cut_off_before_they_fill_the_memory(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        (connection,) = listener._connections
        connection.pause_writing()  # what asyncio calls when 64 KiB wait to be sent
        assert await client.is_cut()
        assert listener.connected == 0

    scene(tmp_path, play)


def test_a_flood_of_pings_ends_its_connection(tmp_path):
    async def play(listener, fleet):
        client = await sign_in(listener, fleet["1/1"])
        client.send(PINGREQ * 5_000)
        answers = 0
        while await client.read() == PINGRESP:
            answers += 1
        assert answers <= 16

    scene(tmp_path, play)


def test_any_bytes_never_hurt_anybody_else(tmp_path):
    chance = random.Random(7)

    async def play(listener, fleet):
        good = await sign_in(listener, fleet["1/2"])
        whole = build_publish(TOPIC, compact(), packet_id=1)
        for n in range(150):
            client = await call(listener) if n % 2 else await sign_in(listener, fleet["1/1"])
            noise = bytearray(whole * 3 if n % 3 else chance.randbytes(200))
            for _ in range(chance.randrange(1, 6)):
                noise[chance.randrange(len(noise))] = chance.randrange(256)
            client.send(bytes(noise))
            client.writer.write_eof()
            client.close()
        good.publish("/m/1/1/2", compact(), packet_id=5)
        assert await good.read() == puback(5)

    faults = []

    async def guarded(listener, fleet):
        asyncio.get_running_loop().set_exception_handler(lambda _, told: faults.append(told))
        await play(listener, fleet)

    scene(tmp_path, guarded, faults_allowed=1_000_000)
    assert faults == []


def test_an_independent_client_gets_its_receipts(tmp_path):
    def send(port, credential):
        client = paho.Client(CallbackAPIVersion.VERSION2, protocol=paho.MQTTv311)
        client.username_pw_set(credential.username, credential.secret)
        client.connect("127.0.0.1", port, keepalive=5)
        client.loop_start()
        told = [client.publish(TOPIC, compact(NOW_MS + n), qos=1) for n in range(50)]
        for one in told:
            one.wait_for_publish(10)
        client.disconnect()
        client.loop_stop()
        return all(one.is_published() for one in told)

    async def play(listener, fleet):
        assert await asyncio.to_thread(send, listener.port, fleet["1/1"])
        assert listener.intake.counters.acknowledged == 50

    scene(tmp_path, play)


@pytest.fixture
def certificate(tmp_path):
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        + ["-nodes", "-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem", "-days", "2"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"],
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return {"certificate": tmp_path / "cert.pem", "key": tmp_path / "key.pem"}


def test_with_a_certificate_only_tls_is_spoken(tmp_path, certificate):
    async def play(listener, fleet):
        context = ssl.create_default_context(cafile=certificate["certificate"])
        streams = await asyncio.open_connection("127.0.0.1", listener.port, ssl=context)
        client, credential = Client(*streams), fleet["1/1"]
        client.send(build_connect(Connect("c", True, 60, credential.username, credential.secret)))
        assert await client.read() == b"\x20\x02\x00\x00"
        client.publish(TOPIC, compact(), packet_id=1)
        assert await client.read() == puback(1)
        plain = await call(listener)
        plain.send(build_connect(Connect("c", True, 60, credential.username, credential.secret)))
        assert await plain.is_cut()
        client.close()

    scene(tmp_path, play, **certificate)


def test_a_port_that_is_taken_or_a_certificate_that_is_none_is_said_clearly(tmp_path):
    async def play(listener, fleet):
        for settings in (
            MqttSettings(port=listener.port),
            MqttSettings(port=0, certificate=tmp_path / "none.pem", key=tmp_path / "none.pem"),
        ):
            with pytest.raises(SettingsInvalid):
                await MqttListener(listener.intake, settings=settings).start()

    scene(tmp_path, play)
