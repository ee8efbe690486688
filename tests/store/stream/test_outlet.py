"""From the doors into the stream and out again, with a real NATS that dies in between."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest
from tests.store.nats_server import NatsServer, require_nats_server

from modugil.core.errors import CouldNotKeep
from modugil.store.stream.address import parse_stream
from modugil.store.stream.link import StreamLink
from modugil.store.stream.outlet import StreamOutlet
from modugil.store.stream.partitions import find_partition
from modugil.store.stream.reader import Start, StreamReader

KEYS = [f"0055/{number:05d}" for number in range(40)]


@pytest.fixture
def nats(tmp_path) -> Iterator[NatsServer]:
    require_nats_server()
    with NatsServer(tmp_path / "nats") as server:
        yield server


async def read_all(link: StreamLink, partition: int, start: Start) -> list[tuple[int, str]]:
    names = link.names
    reader = StreamReader(link, stream=names.fixes, subject=names.fixes_of(partition), start=start)
    reading = asyncio.create_task(reader.run())
    told = []
    while not reader.is_through:
        for batch in reader.take():
            told += [(batch.position, one) for one in msgspec.msgpack.decode(batch.body)]
        await asyncio.sleep(0.01)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    return told


def test_what_is_committed_is_read_in_order_from_any_position(nats):
    async def go() -> None:
        link = StreamLink(parse_stream(nats.url), keep_hours=1)
        await link.open(region="here", built="one")
        outlet = StreamOutlet(link)
        for number in range(5):
            records = [msgspec.msgpack.encode(f"{key} {number}") for key in KEYS]
            outlet.append_all(records, keys=KEYS)
            assert await asyncio.to_thread(outlet.commit) == len(KEYS)
        partition = find_partition(KEYS[0])
        told = await read_all(link, partition, Start())
        mine = [key for key in KEYS if find_partition(key) == partition]
        assert [text for _, text in told] == [f"{k} {n}" for n in range(5) for k in mine]
        middle = told[2 * len(mine)][0]
        again = await read_all(link, partition, Start(position=middle))
        assert again == told[2 * len(mine) :]
        await link.close()

    asyncio.run(go())


def test_what_is_too_long_for_one_message_is_cut(nats):
    async def go() -> None:
        link = StreamLink(parse_stream(nats.url), keep_hours=1)
        await link.open(region="here", built="one")
        outlet = StreamOutlet(link)
        long = [msgspec.msgpack.encode(str(number) * 90_000) for number in range(9)]
        outlet.append_all(long, keys=[KEYS[0]] * len(long))
        await asyncio.to_thread(outlet.commit)
        told = await read_all(link, find_partition(KEYS[0]), Start())
        assert [text[0] for _, text in told] == [str(number) for number in range(9)]
        assert len({position for position, _ in told}) > 1
        await link.close()

    asyncio.run(go())


def test_while_the_server_is_gone_nothing_is_committed_and_then_all_of_it_once(nats):
    async def go() -> None:
        link = StreamLink(parse_stream(nats.url), keep_hours=1)
        await link.open(region="here", built="one")
        outlet = StreamOutlet(link)
        outlet.append_all([msgspec.msgpack.encode("before")], keys=["one"])
        await asyncio.to_thread(outlet.commit)
        await asyncio.to_thread(nats.kill)
        outlet.append_all([msgspec.msgpack.encode("meanwhile")], keys=["one"])
        for _ in range(3):
            with pytest.raises(CouldNotKeep):
                await asyncio.to_thread(outlet.commit)
        await asyncio.to_thread(nats.start)
        while not link.connected:
            await asyncio.sleep(0.05)
        outlet.append_all([msgspec.msgpack.encode("after")], keys=["one"])
        assert await asyncio.to_thread(outlet.commit) == 2
        told = await read_all(link, find_partition("one"), Start())
        assert Counter(text for _, text in told) == Counter(["before", "meanwhile", "after"])
        await link.close()

    asyncio.run(go())


def test_what_waits_for_too_long_is_refused_rather_than_filling_the_memory(nats):
    link = StreamLink(parse_stream(nats.url), keep_hours=1)
    outlet = StreamOutlet(link, pending_bytes=100)
    outlet.append_all([b"x" * 90], keys=["one"])
    with pytest.raises(CouldNotKeep, match="takes nothing more"):
        outlet.append_all([b"x" * 20], keys=["one"])
    failed = threading.Event()
    try:
        outlet.commit()
    except CouldNotKeep:
        failed.set()
    assert failed.is_set()
    with pytest.raises(CouldNotKeep):
        outlet.append_all([b"x" * 20], keys=["one"])
