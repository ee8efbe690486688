"""`modugil simulate`: what it refuses, and a short drive against a server in this process."""

import asyncio
import json
import threading
from contextlib import contextmanager

import pytest
from tests.simulator.servers import Broker, serve_mqtt

from modugil.cli.simulate import fetch_clock, parse_address
from modugil.core.errors import BadInput, CouldNotLook


@contextmanager
def broker_in_thread():
    """A broker that acknowledges everything, in a thread of its own."""
    broker, ready = Broker(), threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def go():
        async with serve_mqtt(broker):
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(go()))
    thread.start()
    ready.wait()
    yield broker
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


@pytest.fixture
def credentials(tmp_path):
    """A file with credentials of 40 vehicles."""
    file = tmp_path / "credentials.json"
    rows = [
        {"vehicle": f"0055/{n:05d}", "username": f"bus{n}", "secret": f"s{n}"} for n in range(40)
    ]
    file.write_text(json.dumps(rows), encoding="utf-8")
    return file


def test_a_fleet_drives_for_a_while_and_tells_what_was_acknowledged(run, towns, credentials):
    with broker_in_thread() as broker:
        status, told, _ = run(
            *("simulate", towns / "built", "--to", f"127.0.0.1:{broker.port}"),
            *("--credentials", credentials, "--vehicles", "3", "--duration-s", "1.5"),
            *("--start", "2026-11-23T08:05", "--speed", "10", "--form", "compact"),
        )
    assert status == 0
    assert len(broker.received) > 10
    assert f"{len(broker.received):,} acknowledged" in told
    assert {topic for topic, _, _ in broker.received} <= {f"/m/1/0055/{n:05d}" for n in range(3)}
    assert set(broker.logins) <= {(f"bus{n}", f"s{n}") for n in range(3)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "nowhere"), "is not HOST:PORT"),
        (("--rate-hz", "7"), "--rate-hz 7 cannot be"),
        (("--vehicles", "41"), "There are credentials for 40"),
        (("--speed", "0"), "--speed 0 cannot be"),
        (("--form", "http"), "needs --http"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(run, towns, credentials, words, said):
    status, _, error = run(
        *("simulate", towns / "built", "--to", "127.0.0.1:1", "--credentials", credentials, *words)
    )
    assert status == 2
    assert said in error
    assert "Traceback" not in error


def test_a_file_without_credentials_is_refused(run, towns, tmp_path):
    file = tmp_path / "other.json"
    file.write_text("{}", encoding="utf-8")
    status, _, error = run(
        "simulate", towns / "built", "--to", "127.0.0.1:1", "--credentials", file
    )
    assert status == 2
    assert "holds no credentials" in error


def test_an_address_has_a_host_and_a_port():
    assert parse_address("[::1]:1883") == ("::1", 1883)
    with pytest.raises(BadInput):
        parse_address("127.0.0.1:70000")


def test_a_server_that_does_not_tell_the_time_is_told_as_such():
    with pytest.raises(CouldNotLook):
        fetch_clock("http://127.0.0.1:1")
    with pytest.raises(BadInput):
        fetch_clock("ftp://127.0.0.1")
