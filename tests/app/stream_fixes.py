"""What a stream holds, read beside the product's workers, and what one process makes of it."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from modugil.app.track.system import find_build
from modugil.conditions.publisher import ConditionsPublisher
from modugil.live.fix import Fix
from modugil.live.history.records import StopEventRecord
from modugil.live.partition.follower import by_second, read_fixes
from modugil.live.tracking.build_engine import build_engine_of, build_parts
from modugil.live.tracking.final_events import FinalEvents
from modugil.region.open_region import Region
from modugil.store.stream.address import parse_stream
from modugil.store.stream.link import StreamLink
from modugil.store.stream.partitions import PARTITIONS
from modugil.store.stream.reader import Start, StreamReader


def read_stream(url: str, region: Region) -> list[list[Fix]]:
    """The fixes of each partition, in the order of the stream; from its beginning."""
    return asyncio.run(_read(url, region))


async def _read(url: str, region: Region) -> list[list[Fix]]:
    link = StreamLink(parse_stream(url), keep_hours=24)
    await link.open(region=region.manifest.id, built=find_build(region))
    try:
        return [await _read_one(link, number) for number in range(PARTITIONS)]
    finally:
        await link.close()


async def _read_one(link: StreamLink, partition: int) -> list[Fix]:
    subject = link.names.fixes_of(partition)
    reader = StreamReader(link, stream=link.names.fixes, subject=subject, start=Start())
    reading = asyncio.create_task(reader.run())
    fixes: list[Fix] = []
    while not reader.is_through:
        for batch in reader.take():
            fixes += read_fixes(batch.body)
        await asyncio.sleep(0.01)
    reading.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    return fixes


class Collected:
    """Takes the records of final stop events in place of a journal."""

    def __init__(self) -> None:
        self.records: list[bytes] = []

    def append_all(self, records, *, keys=()) -> int:
        self.records += records
        return len(self.records)

    def commit(self) -> int:
        return 0


def follow_undisturbed(
    region: Region, partitions: Iterable[list[Fix]], *, hold_s: int
) -> list[StopEventRecord]:
    """The final stop events of these fixes in one process, with nothing in their way."""
    parts, kept = build_parts(region), Collected()
    for fixes in partitions:
        begin = datetime.fromtimestamp(fixes[0].received_ms / 1000 if fixes else 0, UTC)
        engine = build_engine_of(
            parts, conditions=ConditionsPublisher(), hold_ms=hold_s * 1000, now=begin
        )
        final = FinalEvents(
            engine, timetable=parts.timetable, journal=kept, look_up=lambda *_: iter(())
        )
        for step_ms, some in by_second(fixes):
            engine.tick(some, now=datetime.fromtimestamp(step_ms / 1000, UTC))
        final.keep(engine.settled.settle_all(hints=engine.hints))
    return [msgspec.msgpack.decode(one, type=StopEventRecord) for one in kept.records]
