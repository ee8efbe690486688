"""Who has which part of the fleet, with a real NATS."""

import asyncio
from collections.abc import Iterator

import pytest
from tests.store.nats_server import NatsServer, require_nats_server

from modugil.core.errors import CouldNotLook, SettingsInvalid
from modugil.store.stream.address import parse_stream
from modugil.store.stream.claims import Claims
from modugil.store.stream.fenced import FencedOutlet, Overtaken
from modugil.store.stream.floors import (
    Floor,
    SharedClock,
    read_clock,
    read_floor,
    write_clock,
    write_floor,
)
from modugil.store.stream.link import CLAIM_S, StreamLink
from modugil.store.stream.partitions import PARTITIONS


@pytest.fixture(scope="module")
def nats(tmp_path_factory) -> Iterator[NatsServer]:
    require_nats_server()
    with NatsServer(tmp_path_factory.mktemp("nats")) as server:
        yield server


async def open_link(nats: NatsServer, name: str, *, region: str = "here") -> StreamLink:
    link = StreamLink(parse_stream(f"{nats.url}/{name}"), keep_hours=1)
    await link.open(region=region, built="one")
    return link


async def settle(workers: list[Claims]) -> None:
    """What they come to when each gives up what is too much."""
    for _ in range(3):
        for one in workers:
            await one.step()
            await one.release(sorted(one.mine)[one.share :])


def test_workers_share_all_parts_and_nobody_has_the_same_one_twice(nats):
    async def go() -> None:
        link = await open_link(nats, "shares")
        workers = [Claims(link, worker=f"w{number}") for number in range(3)]
        await settle(workers[:1])
        assert len(workers[0].mine) == PARTITIONS
        await settle(workers)
        assert sorted(len(one.mine) for one in workers) == [5, 5, 6]
        assert {part for one in workers for part in one.mine} == set(range(PARTITIONS))
        await workers[1].leave()
        await settle([workers[0], workers[2]])
        assert [len(workers[0].mine), len(workers[2].mine)] == [8, 8]
        await link.close()

    asyncio.run(go())


def test_the_parts_of_a_worker_that_says_nothing_any_more_are_another_s_within_seconds(nats):
    async def go() -> None:
        link = await open_link(nats, "silent")
        silent, other = Claims(link, worker="silent"), Claims(link, worker="other")
        await settle([silent])
        began_s = asyncio.get_running_loop().time()
        earlier = silent.mine[3].number
        while len(other.mine) < PARTITIONS:
            await other.step()
            await asyncio.sleep(0.1)
            assert asyncio.get_running_loop().time() - began_s < CLAIM_S + 3.0
        assert other.mine[3].number > earlier
        assert not silent.is_sure(3, now_s=asyncio.get_running_loop().time())
        await silent.step()
        assert not silent.mine
        await link.close()

    asyncio.run(go())


def test_who_lost_its_part_without_noticing_cannot_write_any_more(nats):
    async def go() -> None:
        link = await open_link(nats, "fenced")
        words = {"stream": link.names.events, "subject": link.names.events_of(0)}
        first = FencedOutlet(link, last=0, **words)
        first.append_all([b"\xc0"])
        await first.flush()
        second = FencedOutlet(link, last=1, **words)
        second.append_all([b"\xc0", b"\xc3"])
        await second.flush()
        assert second.is_safe
        first.append_all([b"\xc3"])
        with pytest.raises(Overtaken):
            await first.flush()
        assert (await link.js.stream_info(link.names.events)).state.messages == 2
        await link.close()

    asyncio.run(go())


def test_how_far_a_part_is_done_is_known_to_the_next(nats):
    async def go() -> None:
        link = await open_link(nats, "floors")
        assert await read_floor(link, 5) == Floor()
        done = Floor(position=7, settled_ms=8, fixes_kept_ms=9, fixes_per_s=1.5)
        await write_floor(link, 5, done)
        assert await read_floor(link, 5) == done
        assert await read_clock(link) is None
        clock = SharedClock(now_ms=1, wall_ms=2, speed=3.0)
        await write_clock(link, clock)
        assert await read_clock(link) == clock
        await write_clock(link, None)
        assert await read_clock(link) is None
        await link.close()

    asyncio.run(go())


def test_two_regions_on_one_stream_are_refused_but_names_of_their_own_are_not(nats):
    async def go() -> None:
        link = await open_link(nats, "regions")
        with pytest.raises(SettingsInvalid, match="another region"):
            await open_link(nats, "regions", region="elsewhere")
        other = await open_link(nats, "elsewhere", region="elsewhere")
        await other.close()
        await link.close()

    asyncio.run(go())


def test_without_a_server_it_is_said_where_none_is(tmp_path):
    async def go() -> None:
        link = StreamLink(parse_stream("nats://someone:secret@127.0.0.1:1"), keep_hours=1)
        with pytest.raises(CouldNotLook, match="There is no NATS at nats://127.0.0.1:1") as told:
            await link.open(region="here", built="one")
        assert "secret" not in str(told.value)

    asyncio.run(go())
