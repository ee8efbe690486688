"""The fleet as it moves, sent to those who look: the whole first, then changes, the newest only."""

import asyncio
import json
from dataclasses import replace

import pytest
from tests.answers.boards.fleet import drive, follow
from tests.app.served import desk_of

from modugil.api.vehicle_stream import VehicleStream
from modugil.core.errors import CouldNotLook
from modugil.core.geo import LatLon


@pytest.fixture
def followed(towns):
    world = towns.fresh()
    live = follow(world, drive(world, "R1-W1-540", last=0), drive(world, "R3-W2-552", last=0))
    return live, desk_of(world.planner)


def read(event: bytes) -> tuple[str, dict]:
    lines = dict(line.split(": ", 1) for line in event.decode().splitlines() if ": " in line)
    return lines["event"], json.loads(lines["data"])


async def soon(events):
    return read(await asyncio.wait_for(anext(events), 5))


def move(live, row: int, version: int) -> None:
    """One bus goes on; the snapshot is the next."""
    states = list(live.snapshot.vehicles)
    states[row] = replace(states[row], at=LatLon(33.5 + version / 1000, 126.5))
    live.snapshot = replace(live.snapshot, vehicles=tuple(states), version=version)


def test_the_whole_fleet_comes_first_and_then_only_what_changed(followed):
    live, desk = followed

    async def look():
        stream = VehicleStream()
        events = stream.send(stream.join(), desk)
        name, frame = await soon(events)
        assert (name, len(frame["vehicles"])) == ("frame", 2)
        assert frame["speed"] == 1.0
        move(live, 1, 2)
        name, change = await soon(events)
        assert (name, [one["id"] for one in change["vehicles"]]) == ("change", ["J/R3-W2-552"])
        live.snapshot = replace(live.snapshot, vehicles=live.snapshot.vehicles[:1], version=3)
        assert (await soon(events))[1]["gone"] == ["J/R3-W2-552"]
        await events.aclose()
        assert stream.lookers == 0
        await stream.close()

    asyncio.run(look())


def test_who_missed_a_tick_gets_all_of_the_newest_and_nothing_old(followed):
    live, desk = followed

    async def look():
        stream = VehicleStream()
        slow, quick = (stream.send(stream.join(), desk) for _ in range(2))
        await soon(slow)
        await soon(quick)
        for version in (2, 3):
            move(live, 0, version)
            assert (await soon(quick))[1]["version"] == version
        name, frame = await soon(slow)
        assert (name, frame["version"], len(frame["vehicles"])) == ("frame", 3, 2)
        move(live, 0, 4)
        assert (await soon(slow))[0] == "change"
        await stream.close()

    asyncio.run(look())


def test_who_looks_after_a_while_without_anyone_sees_nothing_of_then(followed):
    live, desk = followed

    async def look():
        stream = VehicleStream()
        first = stream.send(stream.join(), desk)
        await soon(first)
        await first.aclose()
        while stream._reading is not None and not stream._reading.done():
            await asyncio.sleep(0.05)
        move(live, 0, 7)
        later = stream.send(stream.join(), desk)
        name, frame = await soon(later)
        assert (name, frame["version"]) == ("frame", 7)
        await stream.close()

    asyncio.run(look())


def test_there_is_room_for_so_many_and_a_place_is_given_back(followed):
    _, desk = followed

    async def look():
        stream = VehicleStream(most_clients=1)
        events = stream.send(stream.join(), desk)
        await soon(events)
        with pytest.raises(CouldNotLook):
            stream.join()
        await events.aclose()
        assert stream.join() is not None

    asyncio.run(look())


def test_all_answers_end_when_the_server_does(followed):
    _, desk = followed

    async def look():
        stream = VehicleStream()
        events = stream.send(stream.join(), desk)
        await soon(events)
        waiting = asyncio.create_task(anext(events, None))
        await asyncio.sleep(0.05)
        await stream.close()
        assert await asyncio.wait_for(waiting, 1) is None
        with pytest.raises(CouldNotLook):
            stream.join()

    asyncio.run(look())


def test_without_a_fleet_the_frame_is_empty(towns):
    async def look():
        stream = VehicleStream()
        name, frame = await soon(stream.send(stream.join(), desk_of(towns.planner)))
        assert (name, frame["vehicles"]) == ("frame", [])
        await stream.close()

    asyncio.run(look())


def test_the_head_of_the_stream_ends_at_once(towns):
    from litestar.testing import TestClient
    from tests.app.served import web_of

    from modugil.app.answer_head import answer_head

    with TestClient(answer_head(web_of(towns.planner, towns.folder))) as client:
        answer = client.head("/api/v1/vehicles/stream")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
