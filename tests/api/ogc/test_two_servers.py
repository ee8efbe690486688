"""Two servers of one region share one database: what either changes, both tell exactly."""

import random
import re
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.api.ogc.mirror import Mirror, get_at, read_all, send
from tests.app.live_server import COMMAND, _collect
from tests.people.conftest import sign_in

from modugil.core.clock import SystemClock
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE
from modugil.store.database import open_database

SIGHTS = ("wall", "light", "hut")
EDITS_EACH = 30
SEEN_WITHIN_S = 2.0


class Server:
    """A real `modugil serve` that follows no buses."""

    def __init__(self, region, state, settings):
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [*COMMAND, "serve", str(region), "--port", "0", "--settings", str(settings)],
            cwd=state,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        lines = self.process.stdout or ()
        threading.Thread(target=_collect, args=(lines, self.said), daemon=True).start()

    def wait(self):
        while True:
            found = re.search(r"(http://127\.0\.0\.1:\d+)", "".join(self.said))
            if found:
                return found[1]
            assert self.process.poll() is None, "".join(self.said)
            time.sleep(0.05)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def servers(towns, state):
    """The addresses of two servers, ready."""
    settings = state / "settings.toml"
    settings.write_text(f'[live]\nenabled = 0\nstate = "{state}"\n', encoding="utf-8")
    running = [Server(towns.folder, state, settings) for _ in range(2)]
    yield [one.wait() for one in running]
    for one in running:
        one.stop()


@pytest.fixture(scope="module")
def cookie(servers, state):
    """Of somebody who may correct places, by both servers."""
    engine, now = open_database(state / "state.sqlite"), SystemClock().now()
    people = People(engine)
    done = sign_in(people, people.add_account("kim", roles=[Role.DISPATCHER], now=now), now=now)
    engine.dispose()
    return f"{COOKIE}={done.token}"


def write_by_turns(server, seed, cookie):
    """So many changes one after the other; the last status of each kind of answer."""
    draw, statuses = random.Random(seed), []
    for _ in range(EDITS_EACH):
        place, key = f"/api/v1/places/{draw.choice(SIGHTS)}", draw.choice(("steps", "elevator"))
        value = draw.choice(("1", "2")) if key == "steps" else draw.choice(("yes", "no"))
        how = draw.choice(("set", "set", "withdraw", "close", "reopen"))
        if how == "set":
            status = send(
                server, "PUT", f"{place}/facts/{key}", cookie=cookie, body={"value": value}
            )
        elif how == "withdraw":
            status = send(server, "DELETE", f"{place}/facts/{key}", cookie=cookie)
        else:
            status = send(server, "POST", f"{place}/{how}", cookie=cookie)
        statuses.append(status)
    return statuses


def follow_while(writing, mirror, held):
    while not all(one.done() for one in writing):
        token = mirror.follow(limit=7)
        told = held.setdefault(token, dict(mirror.features))
        assert told == mirror.features


def test_copies_of_both_servers_are_exact_while_both_are_written_to(servers, cookie):
    gets = [get_at(address) for address in servers]
    mirrors = [Mirror(get, "sights") for get in gets]
    held: dict = {}
    with ThreadPoolExecutor(8) as pool:
        writing = [
            pool.submit(write_by_turns, servers[seed % 2], seed, cookie) for seed in range(4)
        ]
        reading = [pool.submit(follow_while, writing, mirror, held) for mirror in mirrors]
        statuses = [status for one in writing for status in one.result()]
        for one in reading:
            one.result()
    assert set(statuses) <= {200, 400}
    assert statuses.count(200) > EDITS_EACH
    assert len(held) > 3
    for mirror in mirrors:
        mirror.follow()
    assert mirrors[0].features == mirrors[1].features
    assert mirrors[0].token == mirrors[1].token
    for get in gets:
        assert wait_for(lambda get=get: read_all(get, "sights")[0] == mirrors[0].features)


def wait_for(holds):
    began_s = time.monotonic()
    while not holds():
        if time.monotonic() - began_s > 10 * SEEN_WITHIN_S:
            return False
        time.sleep(0.05)
    return True


def test_a_copy_may_go_on_at_the_other_server(servers, cookie):
    here, there = servers
    mirror = Mirror(get_at(here), "toilets")
    path = "/api/v1/places/wc/facts/steps"
    assert send(there, "PUT", path, cookie=cookie, body={"value": 7}) == 200
    mirror._get = get_at(there)
    mirror.follow()
    assert mirror.features["wc"]["properties"]["steps"] == 7
    mirror._get = get_at(here)
    assert send(there, "PUT", path, cookie=cookie, body={"value": 8}) == 200
    mirror.follow()
    assert mirror.features["wc"]["properties"]["steps"] == 8


def test_what_one_server_changed_the_other_tells_everybody_within_two_seconds(servers, cookie):
    here, there = servers
    path = "/api/v1/places/wc/facts/steps"
    began_s = time.monotonic()
    assert send(here, "PUT", path, cookie=cookie, body={"value": 9}) == 200

    def is_told():
        _headers, body = get_at(there)("/ogc/collections/toilets/items/wc")
        return b'"steps":9' in body

    assert wait_for(is_told)
    assert time.monotonic() - began_s < SEEN_WITHIN_S + 1.0
