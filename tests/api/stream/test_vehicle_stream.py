"""The fleet as it moves, sent to those who look: the whole first, then what changed since."""

import asyncio
import json
from dataclasses import replace

import pytest
from tests.answers.boards.fleet import drive, follow
from tests.app.served import desk_of

from modugil.api.stream.vehicle_stream import VehicleStream
from modugil.api.stream.view import EVERYTHING, View
from modugil.core.errors import BadInput, CouldNotLook
from modugil.core.geo import LatLon
from modugil.region.manifest import Bounds

ONE, OTHER = "J/R1-W1-540", "J/R3-W2-552"
SOUTH = View(Bounds(33.4, 126.4, 33.55, 126.6))


@pytest.fixture
def followed(towns):
    world = towns.fresh()
    live = follow(world, drive(world, "R1-W1-540", last=0), drive(world, "R3-W2-552", last=0))
    return live, desk_of(world.planner)


def read(event: bytes) -> tuple[str, dict, str]:
    lines = dict(line.split(": ", 1) for line in event.decode().splitlines() if ": " in line)
    return lines["event"], json.loads(lines["data"]), lines["id"]


async def soon(events):
    """Name and data of the next event."""
    return read(await asyncio.wait_for(anext(events), 5))[:2]


def join(stream, desk, view=EVERYTHING, last_event_id=""):
    return stream.send(stream.join(desk, view, last_event_id=last_event_id), desk)


def ids(told):
    return [one["id"] for one in told["vehicles"]]


def move(live, row: int, version: int, lat: float | None = None) -> None:
    """One bus goes on; the snapshot is the next."""
    states = list(live.snapshot.vehicles)
    north = 33.5 + version / 1000 if lat is None else lat
    states[row] = replace(states[row], at=LatLon(north, 126.5))
    live.snapshot = replace(live.snapshot, vehicles=tuple(states), version=version)


def test_the_whole_fleet_comes_first_and_then_only_what_changed(followed):
    live, desk = followed

    async def look():
        stream = VehicleStream()
        events = join(stream, desk)
        name, frame = await soon(events)
        assert (name, len(frame["vehicles"])) == ("frame", 2)
        assert frame["speed"] == 1.0
        move(live, 1, 2)
        name, change = await soon(events)
        assert (name, ids(change)) == ("change", [OTHER])
        live.snapshot = replace(live.snapshot, vehicles=live.snapshot.vehicles[:1], version=3)
        assert (await soon(events))[1]["gone"] == [OTHER]
        await events.aclose()
        assert stream.lookers == 0
        await stream.close()

    asyncio.run(look())


def test_who_missed_ticks_gets_each_bus_once_as_it_is_now(followed):
    live, desk = followed

    async def look():
        stream = VehicleStream()
        slow, quick = join(stream, desk), join(stream, desk)
        await soon(slow)
        await soon(quick)
        for version in (2, 3, 4):
            move(live, 0, version)
            assert (await soon(quick))[1]["version"] == version
        name, change = await soon(slow)
        assert (name, change["version"], ids(change)) == ("change", 4, [ONE])
        assert change["vehicles"][0]["lat"] == 33.504
        await stream.close()

    asyncio.run(look())


def test_who_was_cut_off_goes_on_with_the_id_of_the_last_event(followed):
    live, desk = followed

    async def look():
        stream = VehicleStream()
        first = join(stream, desk)
        _, _, last = read(await anext(first))
        await first.aclose()
        move(live, 1, 2)
        name, change = await soon(join(stream, desk, last_event_id=last))
        assert (name, ids(change)) == ("change", [OTHER])
        for strange in (last.replace("-", "x-"), "999999999999999999", "-", "x" * 200):
            assert (await soon(join(stream, desk, last_event_id=strange)))[0] == "frame"
        await stream.close()

    asyncio.run(look())


def test_what_was_too_long_ago_is_answered_with_the_whole(followed, monkeypatch):
    live, desk = followed
    monkeypatch.setattr("modugil.api.stream.channel.REMEMBERED", 2)

    async def look():
        stream = VehicleStream()
        slow, quick = join(stream, desk), join(stream, desk)
        await soon(slow)
        await soon(quick)
        for version in (2, 3, 4):
            move(live, 0, version)
            await soon(quick)
        name, frame = await soon(slow)
        assert (name, frame["version"], len(frame["vehicles"])) == ("frame", 4, 2)
        await stream.close()

    asyncio.run(look())


def test_in_a_box_buses_come_into_view_with_their_facts_and_leave_it(followed):
    live, desk = followed

    async def look():
        move(live, 1, 2, lat=33.6)
        stream = VehicleStream()
        events = join(stream, desk, SOUTH)
        assert ids((await soon(events))[1]) == [ONE]
        move(live, 1, 3, lat=33.52)
        _, change = await soon(events)
        assert (ids(change), change["vehicles"][0]["facts"]["line"]) == ([OTHER], "간선7")
        move(live, 0, 4, lat=33.7)
        _, change = await soon(events)
        assert (ids(change), change["gone"]) == ([], [ONE])
        await stream.close()

    asyncio.run(look())


def test_only_the_buses_of_a_line_or_those_that_still_call_at_a_stop_are_sent(followed, towns):
    live, desk = followed

    async def first(view):
        stream = VehicleStream()
        _, frame = await soon(join(stream, desk, view))
        await stream.close()
        return ids(frame)

    def at(stop):
        return asyncio.run(first(View(stops=(towns.stop(stop),))))

    assert asyncio.run(first(View(line="365"))) == [ONE]
    assert asyncio.run(first(View(line="R3"))) == [OTHER]
    assert (at("W2"), at("K"), sorted(at("E1"))) == ([ONE], [OTHER], [ONE, OTHER])
    assert at("W1") == []
    with pytest.raises(BadInput, match="no line"):
        asyncio.run(first(View(line="no such line")))


def test_equal_views_share_one_channel_that_is_kept_for_those_who_come_back(followed):
    _, desk = followed

    async def look():
        stream = VehicleStream()
        lookers = [stream.join(desk, replace(SOUTH)) for _ in range(3)]
        assert len({id(one.channel) for one in lookers}) == 1

    asyncio.run(look())


def test_there_is_room_for_so_many_and_a_place_is_given_back(followed):
    _, desk = followed

    async def look():
        stream = VehicleStream(most_clients=1)
        events = join(stream, desk)
        await soon(events)
        with pytest.raises(CouldNotLook):
            stream.join(desk)
        await events.aclose()
        assert stream.join(desk) is not None
        await stream.close()

    asyncio.run(look())


def test_all_answers_end_when_the_server_does(followed):
    _, desk = followed

    async def look():
        stream = VehicleStream()
        events = join(stream, desk)
        await soon(events)
        waiting = asyncio.create_task(anext(events, None))
        await asyncio.sleep(0.05)
        await stream.close()
        assert await asyncio.wait_for(waiting, 1) is None
        with pytest.raises(CouldNotLook):
            stream.join(desk)

    asyncio.run(look())


def test_who_takes_nothing_any_more_is_hung_up_on(followed):
    _, desk = followed

    async def look():
        stream = VehicleStream(stuck_s=0.3)
        events = join(stream, desk)

        async def stuck():
            async for _ in events:
                await asyncio.sleep(60)

        task = asyncio.create_task(stuck())
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(asyncio.shield(task), 5)
        assert task.cancelled()
        await events.aclose()
        assert stream.lookers == 0
        await stream.close()

    asyncio.run(look())


def test_without_a_fleet_the_frame_is_empty(towns):
    async def look():
        stream, desk = VehicleStream(), desk_of(towns.planner)
        name, frame = await soon(join(stream, desk))
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


@pytest.mark.parametrize(
    "words, status",
    [
        ({"stop": "none"}, 404),
        ({"line": "none"}, 400),
        ({"bbox": "1,2"}, 400),
        ({"lines": "365"}, 400),
    ],
)
def test_a_view_that_cannot_be_meant_is_a_problem(client, words, status):
    answer = client.get("/api/v1/vehicles/stream", params=words)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
