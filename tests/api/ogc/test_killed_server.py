"""A server that is killed amid corrections: what it acknowledged stands, and is told once."""

import os
import signal
import threading
from http.client import HTTPException

import pytest
from tests.api.ogc.mirror import Mirror, get_at, read_all, send
from tests.api.ogc.test_two_servers import Server
from tests.people.conftest import sign_in

from modugil.core.clock import SystemClock
from modugil.people.audit import list_audit
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE
from modugil.places.corrections.shelf import CHANGES
from modugil.store.changes import list_changes
from modugil.store.database import open_database, read_changes

STEPS = "/api/v1/places/wall/facts/steps"
LEAST = 20


@pytest.fixture
def engine(tmp_path):
    opened = open_database(tmp_path / "state.sqlite")
    yield opened
    opened.dispose()


@pytest.fixture
def start(towns, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text(f'[live]\nenabled = 0\nstate = "{tmp_path}"\n', encoding="utf-8")
    started = []

    def begin():
        started.append(Server(towns.folder, tmp_path, settings))
        return started[-1], started[-1].wait()

    yield begin
    for one in started:
        if one.process.poll() is None:
            one.stop()


def write_until_it_is_dead(address, cookie, acknowledged):
    """Ever higher numbers, one after the other."""
    number = 0
    try:
        while True:
            number += 1
            if send(address, "PUT", STEPS, cookie=cookie, body={"value": number}) == 200:
                acknowledged.append(number)
    except (OSError, HTTPException):
        return


def test_what_was_acknowledged_outlives_the_server_and_is_told_once(start, engine):
    people, now = People(engine), SystemClock().now()
    done = sign_in(people, people.add_account("kim", roles=[Role.DISPATCHER], now=now), now=now)
    server, address = start()
    mirror = Mirror(get_at(address), "sights")
    begun = mirror.token
    acknowledged: list[int] = []
    cookie = f"{COOKIE}={done.token}"
    writer = threading.Thread(target=write_until_it_is_dead, args=(address, cookie, acknowledged))
    writer.start()
    while len(acknowledged) < LEAST:
        writer.join(timeout=0.02)
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait(timeout=60)
    writer.join(timeout=60)
    _server, address = start()
    mirror._get = get_at(address)
    mirror.follow()
    features, token = read_all(mirror._get, "sights")
    assert (mirror.features, mirror.token) == (features, token)
    kept = features["wall"]["properties"]["steps"]
    assert kept in (acknowledged[-1], acknowledged[-1] + 1)
    audited = [one.subject for one in list_audit(engine, limit=1000) if one.action == "fact_set"]
    assert audited == [f"wall steps {number}" for number in range(kept, 0, -1)]
    assert len(list_changes(engine, begun).changes) == kept
    with engine.connect() as connection:
        assert read_changes(connection, CHANGES) == kept
