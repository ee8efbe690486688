"""Parts of history out of a real stream, written again and again."""

import asyncio
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.live.streams import fix
from tests.store.nats_server import NatsServer, require_nats_server

from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import encode_fix
from modugil.live.history.settings import HistorySettings
from modugil.live.partition.stream_history import Kept, StreamHistory
from modugil.store.stream.address import parse_stream
from modugil.store.stream.floors import drop_below
from modugil.store.stream.link import StreamLink
from modugil.store.stream.outlet import StreamOutlet
from modugil.store.stream.partitions import find_partition
from modugil.store.stream.stream_now import ask_stream

BUS = "0001/00001"
BEGUN = Kept(0, 0)


@pytest.fixture
def nats(tmp_path) -> Iterator[NatsServer]:
    require_nats_server()
    with NatsServer(tmp_path / "nats") as server:
        yield server


def read_all(folder: Path) -> list[int]:
    return [one.time_ms for batch in HistoryReader(folder).read_fixes() for one in batch]


async def tell(outlet: StreamOutlet, seconds: range) -> list[int]:
    fixes = [fix(second, east_m=second) for second in seconds]
    outlet.append_all([encode_fix(one) for one in fixes], keys=[BUS] * len(fixes))
    await asyncio.to_thread(outlet.commit)
    return [one.time_ms for one in fixes]


def test_whoever_writes_them_and_however_often_every_fix_is_there_once(nats, tmp_path):
    async def go() -> None:
        link = StreamLink(parse_stream(nats.url), keep_hours=1)
        await link.open(region="here", built="one")
        outlet, names = StreamOutlet(link), link.names
        words = {"stream": names.fixes, "subject": names.fixes_of(find_partition(BUS))}
        one, other = (
            StreamHistory(link, folder=tmp_path / "history", window_s=1, **words) for _ in range(2)
        )
        told = []
        for step in range(4):
            told += await tell(outlet, range(10 * step, 10 * step + 10))
            await asyncio.sleep(0.8)
        first = await one.keep(BEGUN, at=await ask_stream(link, names.fixes))
        assert 0 < len(read_all(tmp_path / "history")) < len(told)
        # it was killed before it could say how far it was: another does all of it again
        await asyncio.sleep(2.1)
        kept = await other.keep(BEGUN, at=await ask_stream(link, names.fixes))
        assert kept.until_ms > first.until_ms
        assert sorted(read_all(tmp_path / "history")) == told
        assert await other.keep(kept, at=await ask_stream(link, names.fixes)) != BEGUN
        assert sorted(read_all(tmp_path / "history")) == told
        await drop_below(link, kept.position)
        assert (await link.js.stream_info(names.fixes)).state.messages == 0
        told += await tell(outlet, range(100, 105))
        await asyncio.sleep(2.2)
        await other.keep(kept, at=await ask_stream(link, names.fixes))
        assert sorted(read_all(tmp_path / "history")) == told
        await link.close()

    asyncio.run(go())
    merge_what_others_wrote(tmp_path / "history")


def merge_what_others_wrote(folder: Path) -> None:
    """One worker merges the hours, and leaves alone what another may be writing."""
    before = sorted(read_all(folder))
    (hour,) = folder.glob("fixes/day=*/hour=*")
    young, old = hour / ".part-a.writing", hour / ".part-b.writing"
    for path, age_s in ((young, 0.0), (old, 7200.0)):
        path.touch()
        changed_s = time.time() - age_s  # noqa: TID251 (a file's own time)
        os.utime(path, (changed_s, changed_s))
    keeper = HistoryKeeper(None, folder, HistorySettings(keep_days=3650), pause=lambda: None)
    now = datetime.fromtimestamp(max(before) / 1000, UTC) + timedelta(hours=2)
    assert keeper.keep(now).merged_hours == 1
    assert (young.exists(), old.exists()) == (True, False)
    assert [path.name.startswith("merged-") for path in hour.glob("*.parquet")] == [True]
    assert sorted(read_all(folder)) == before
