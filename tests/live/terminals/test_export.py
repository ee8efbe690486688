"""Real brokers let each terminal publish its own vehicle's topics, and nothing else."""

from datetime import UTC, datetime

import pytest
from tests.live.terminals.brokers import Client, run_mosquitto, run_nats

from modugil.core.errors import BadInput, CouldNotKeep
from modugil.live.terminals import credentials as kept
from modugil.live.terminals.export import (
    export_mosquitto,
    export_nats,
    get_server_secret,
    list_alive,
)
from modugil.live.terminals.topics import build_subjects, list_terminal_topics, parse_prefix

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
BUS, OTHER = "0055/01216", "0055/7.a"
OWN = [
    "/terminals/m/1/0055/01216",
    "/terminals/m/1/0055/01216/nmea",
    "/terminals/hfp/v2/deadrun/ongoing/da/bus/0055/01216",
    "/terminals/hfp/v2/journey/ongoing/vp/bus/0055/01216/1069/1/Malmi/07:20/1130106/2/60;24/19/73/44",
    "/terminals/hfp/v1/journey/ongoing/bus/0055/01216/1069/1//07:20//0////",
]
FOREIGN = [
    "/terminals/m/1/0055/7.a",
    "/terminals/m/1/0055/012166",
    "/terminals/hfp/v2/journey/ongoing/vp/bus/0055/00001/0055/01216/x",
    "/hfp/v2/journey/ongoing/vp/bus/0055/01216/1069/1/Malmi/07:20/1130106/2/60;24/19/73/44",
    "/m/1/0055/01216",
]


def run_mosquitto_with(rows, folder, secret):
    export_mosquitto(rows, folder, server_secret=secret)
    return run_mosquitto(folder)


def run_nats_with(rows, folder, secret):
    done = export_nats(rows, folder / "terminals.conf", server_secret=secret)
    assert done.left_out == ()
    return run_nats(folder / "terminals.conf")


@pytest.mark.parametrize("run", [run_mosquitto_with, run_nats_with])
def test_a_broker_lets_a_terminal_speak_for_its_own_vehicle_only(registry, engine, tmp_path, run):
    bus, other = registry.issue(BUS, now=MONDAY), registry.issue(OTHER, now=MONDAY)
    dead = registry.issue("0055/9", now=MONDAY)
    registry.revoke(dead.username, now=MONDAY)
    secret = get_server_secret(tmp_path)
    with run(list_alive(engine, now=MONDAY), tmp_path / "broker", secret) as port:
        server = Client(port, "modugil", get_server_secret(tmp_path))
        server.subscribe("/terminals/#")
        terminal, second = (Client(port, one.username, one.secret) for one in (bus, other))
        second.publish(FOREIGN[0])
        assert server.wait(lambda: server.came == FOREIGN[:1])
        # what is not allowed may cost the connection, so each is sent by one of its own
        for topic in FOREIGN:
            hostile = Client(port, bus.username, bus.secret)
            hostile.publish(topic)
            hostile.wait(lambda: False, 0.1)
            hostile.close()
        for topic in OWN:
            terminal.publish(topic)
        assert server.wait(lambda: len(server.came) > len(OWN))
        assert server.came == [FOREIGN[0], *OWN]
        for name, wrong in ((bus.username, other.secret), (dead.username, dead.secret)):
            nobody = Client(port, name, wrong)
            assert nobody.refused is not False
            nobody.close()
        terminal.subscribe("/terminals/#")
        second.publish(FOREIGN[0])
        assert server.wait(lambda: len(server.came) == len(OWN) + 2)
        assert terminal.came == []
        for client in (server, terminal, second):
            client.close()


def test_what_the_brokers_are_given_is_for_their_owner_only(registry, engine, tmp_path):
    registry.issue(BUS, now=MONDAY)
    rows = list_alive(engine, now=MONDAY)
    secret = get_server_secret(tmp_path)
    done = export_mosquitto(rows, tmp_path / "broker", server_secret=secret)
    for file in (*done.files, tmp_path / "broker_secret"):
        assert file.stat().st_mode & 0o077 == 0
        assert secret not in file.read_text() or file.name == "broker_secret"
    assert get_server_secret(tmp_path) == secret


def test_nats_is_not_given_what_it_cannot_check_and_that_is_told(
    registry, engine, tmp_path, monkeypatch
):
    registry.issue(OTHER, now=MONDAY)
    with monkeypatch.context() as patch:
        patch.setattr("modugil.live.terminals.ledger.find_bcrypt", lambda _secret: None)
        left_out = registry.issue(BUS, now=MONDAY)
    file = tmp_path / "terminals.conf"
    done = export_nats(list_alive(engine, now=MONDAY), file, server_secret="x" * 43)
    assert done.left_out == (left_out.username,)
    assert left_out.username not in file.read_text()
    monkeypatch.setattr(kept, "_BCRYPT_LIBRARIES", ())
    kept._find_libcrypt.cache_clear()
    with pytest.raises(CouldNotKeep, match="bcrypt"):
        export_nats([], file, server_secret="x")
    kept._find_libcrypt.cache_clear()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CouldNotKeep, match="cannot be written"):
        export_mosquitto([], tmp_path / "file" / "broker", server_secret="x")


def test_an_mqtt_filter_and_its_subjects_in_nats():
    for given, expected in (
        ("a/b", ["a.b"]),
        ("/a/+/b/#", ["/.a.*.b", "/.a.*.b.>"]),
        ("a//b", ["a./.b"]),
        ("a/7.b", ["a.7//b"]),
    ):
        assert build_subjects(given) == expected


def test_the_prefix_is_levels_or_nothing():
    assert list_terminal_topics(BUS, prefix=parse_prefix(""))[0] == "/m/1/0055/01216/#"
    for wrong in ("/", "a", "/a/", "/+", "/#", "/a b", "/a\n"):
        with pytest.raises(BadInput, match="cannot stand before topics"):
            parse_prefix(wrong)
