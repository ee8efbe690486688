"""GET /api/v1/changes: what was changed since a token, told as soon as it is."""

import asyncio
import threading
import time
from datetime import UTC, datetime

import pytest
from litestar.testing import TestClient
from tests.app.served import desk_of

from modugil.api.change_watch import ChangeWatch
from modugil.app.open_app import OUTLINE
from modugil.app.web import wire
from modugil.core.errors import CouldNotLook, TooMany
from modugil.pages.map.tiles import build_tiles
from modugil.store.changes import forget_changes, note_change
from modugil.store.database import open_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
PATH = "/api/v1/changes"


@pytest.fixture
def engine(tmp_path):
    opened = open_database(tmp_path / "state.sqlite")
    yield opened
    opened.dispose()


@pytest.fixture
def client(towns, engine):
    from dataclasses import replace

    desk = replace(desk_of(towns.planner), database=engine)
    region = towns.planner.region
    tiles = build_tiles(
        streets=region.streets, timetable=region.timetable, places=towns.planner.places
    )
    with TestClient(wire(desk, tiles=tiles, outline=towns.folder / OUTLINE)) as client:
        yield client


def note(engine, key, kind="alerts"):
    with engine.begin() as connection:
        note_change(connection, kind, key, MONDAY)


def test_what_was_changed_since_a_token_is_told_once(client, engine):
    note(engine, "before")
    begun = client.get(PATH).json()
    assert (begun["changes"], begun["complete"]) == ([], True)
    note(engine, "a")
    note(engine, "b", kind="detours")
    answer = client.get(PATH, params={"since": begun["next"]})
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["changes"] == [
        {"kind": "alerts", "id": "a", "noted": "2026-11-23T08:00:00Z"},
        {"kind": "detours", "id": "b", "noted": "2026-11-23T08:00:00Z"},
    ]
    assert client.get(PATH, params={"since": told["next"]}).json()["changes"] == []
    only = client.get(PATH, params={"since": begun["next"], "kinds": "detours"}).json()
    assert [one["id"] for one in only["changes"]] == ["b"]


def test_what_is_the_business_of_staff_is_told_nobody(client, engine):
    token = client.get(PATH).json()["next"]
    for kind in ("tasks", "accounts", "terminal_credentials", "wifi"):
        note(engine, "secret", kind=kind)
        assert client.get(PATH, params={"kinds": kind}).status_code == 400
    answer = client.get(PATH, params={"since": token})
    assert answer.json()["changes"] == []
    assert "secret" not in answer.text


def test_who_waits_is_told_at_once_and_not_of_what_was_not_asked_for(client, engine):
    token = client.get(PATH).json()["next"]

    def write():
        time.sleep(0.3)
        note(engine, "other", kind="detours")
        time.sleep(0.7)
        note(engine, "a")

    writer = threading.Thread(target=write)
    begun_s = time.monotonic()
    writer.start()
    asked = {"since": token, "wait": 20, "kinds": "alerts"}
    told = client.get(PATH, params=asked).json()
    took_s = time.monotonic() - begun_s
    writer.join()
    assert [one["id"] for one in told["changes"]] == ["a"]
    assert 1.0 <= took_s < 6.0


def test_who_waits_in_vain_is_answered_when_the_time_is_over(client):
    token = client.get(PATH).json()["next"]
    begun_s = time.monotonic()
    told = client.get(PATH, params={"since": token, "wait": 1}).json()
    assert time.monotonic() - begun_s >= 1.0
    assert told == {"changes": [], "next": token, "complete": True}


def test_without_a_token_nobody_waits(client):
    begun_s = time.monotonic()
    assert client.get(PATH, params={"wait": 30}).status_code == 200
    assert time.monotonic() - begun_s < 5.0


@pytest.mark.parametrize(
    "words", [{"since": "x"}, {"kinds": "buses"}, {"wait": "31"}, {"wait": "-1"}, {"after": "x"}]
)
def test_what_cannot_be_meant_is_told(client, words):
    answer = client.get(PATH, params=words)
    assert answer.status_code == 400
    assert answer.json()["type"] == "/api/docs#bad_input"


def test_a_token_that_is_too_old_is_gone(client, engine):
    token = client.get(PATH).json()["next"]
    note(engine, "a")
    with engine.begin() as connection:
        forget_changes(connection, before=datetime(2027, 1, 1, tzinfo=UTC))
    answer = client.get(PATH, params={"since": token, "wait": 5})
    assert answer.status_code == 410
    assert answer.json()["type"] == "/api/docs#token_too_old"


def test_who_comes_when_too_many_wait_is_told_when_to_come_again(client, monkeypatch):
    monkeypatch.setattr("modugil.api.change_watch.MOST_WAITING", 0)
    token = client.get(PATH).json()["next"]
    answer = client.get(PATH, params={"since": token, "wait": 5})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "10")


def test_a_server_that_keeps_nothing_says_so(towns):
    region = towns.planner.region
    tiles = build_tiles(
        streets=region.streets, timetable=region.timetable, places=towns.planner.places
    )
    with TestClient(
        wire(desk_of(towns.planner), tiles=tiles, outline=towns.folder / OUTLINE)
    ) as client:
        assert client.get(PATH).status_code == 503


def test_all_who_wait_are_woken_by_one_look_and_nobody_looks_for_nobody():
    asyncio.run(_wait_by_many())


async def _wait_by_many():
    looks = []
    last = [1]

    def read_last():
        looks.append(1)
        return last[0]

    watch = ChangeWatch(read_last, every_s=0.01)
    assert await watch.wait(watch.get_last(), 5.0)
    seen = watch.get_last()
    waiting = [asyncio.create_task(watch.wait(seen, 5.0)) for _ in range(1000)]
    await asyncio.sleep(0.05)
    with pytest.raises(TooMany):
        await watch.wait(seen, 5.0)
    last[0] = 2
    assert all(await asyncio.gather(*waiting))
    assert len(looks) < 100
    await asyncio.sleep(0.05)
    before = len(looks)
    await asyncio.sleep(0.05)
    assert len(looks) == before


def test_who_waits_goes_on_waiting_while_the_database_does_not_answer():
    asyncio.run(_wait_through_a_fault())


async def _wait_through_a_fault():
    looks = []

    def read_last():
        looks.append(1)
        if len(looks) < 4:
            raise CouldNotLook("not now")
        return 7

    watch = ChangeWatch(read_last, every_s=0.01)
    assert await watch.wait(-1, 5.0)
    assert watch.get_last() == 7
    assert not await watch.wait(7, 0.05)


def test_who_waits_is_let_go_when_the_server_ends():
    asyncio.run(_wait_until_closed())


async def _wait_until_closed():
    watch = ChangeWatch(lambda: 1, every_s=0.01)
    await watch.wait(-1, 1.0)
    waiting = asyncio.create_task(watch.wait(1, 30.0))
    await asyncio.sleep(0.03)
    await watch.close()
    assert not await asyncio.wait_for(waiting, 1.0)
    assert not await watch.wait(1, 30.0)
