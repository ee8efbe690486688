"""The final stop events of a partition as its next worker finds them."""

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec

from modugil.app.track.tracking import Tracking
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import StopEventRecord
from modugil.live.tracking.engine import LiveEngine
from modugil.live.tracking.final_events import FinalEvents
from modugil.store.stream.fenced import FencedOutlet, find_last
from modugil.store.stream.floors import Floor
from modugil.store.stream.reader import Start, StreamReader

EVENTS_BACK = timedelta(minutes=45)
"""So far back stop events are known again: what is read back tells none that are older."""
LOOK_S = 0.02


async def open_events(
    tracking: Tracking, engine: LiveEngine, *, partition: int, floor: Floor
) -> tuple[FencedOutlet, FinalEvents]:
    """Those that are kept already are known, and it is known which of them is the newest."""
    names = tracking.link.names
    subject = names.events_of(partition)
    last = await find_last(tracking.link, stream=names.events, subject=subject)
    outlet = FencedOutlet(tracking.link, stream=names.events, subject=subject, last=last)
    final = FinalEvents(
        engine,
        timetable=tracking.parts.timetable,
        journal=outlet,
        look_up=HistoryReader(tracking.history).read_stop_events,
    )
    start = Start()
    if floor.settled_ms:
        final.know_from(datetime.fromtimestamp(floor.settled_ms / 1000, UTC) - EVENTS_BACK)
        back_ms = round(EVENTS_BACK.total_seconds() * 1000)
        start = Start(time_ms=max(0, floor.saved_ms - back_ms))
    if last:
        reader = StreamReader(tracking.link, stream=names.events, subject=subject, start=start)
        await _know(final, reader, last)
    return outlet, final


async def _know(final: FinalEvents, reader: StreamReader, last: int) -> None:
    reading = asyncio.create_task(reader.run())
    try:
        while reader.last < last and not reader.is_through:
            _know_all(final, reader)
            await asyncio.sleep(LOOK_S)
        _know_all(final, reader)
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


def _know_all(final: FinalEvents, reader: StreamReader) -> None:
    for batch in reader.take():
        final.know(msgspec.msgpack.decode(batch.body, type=list[StopEventRecord]))
