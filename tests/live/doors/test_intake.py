import asyncio
import errno
import os

import pytest
from tests.live.doors.terminals import NOW_MS, Fleet, compact, generous, open_intake

from modugil.core.errors import CouldNotKeep, OtherVehicle, TerminalUnknown, TooMany
from modugil.live.doors.counters import Refused
from modugil.live.doors.queue import FixQueue, keep_newest
from modugil.live.fix import Fix
from modugil.live.formats.compact import read_compact
from modugil.live.history.records import decode_record
from modugil.live.terminals.rate_limit import RateSettings
from modugil.store.segments import read_records


def fixes(vehicle="1/1", count=1, at_ms=NOW_MS):
    return read_compact(compact(at_ms, count), vehicle=vehicle, received_ms=NOW_MS)


@pytest.fixture
def fleet(tmp_path):
    return Fleet(tmp_path, "1/1", "1/2")


def sign_in(intake, fleet, vehicle="1/1"):
    return intake.sign_in(fleet[vehicle].username, fleet[vehicle].secret)


def told_failing(intake):
    return intake.failing


def test_a_receipt_is_there_when_the_fixes_are_in_the_journal(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet) as intake:
            terminal = sign_in(intake, fleet)
            receipt = intake.offer(terminal, fixes(count=3), now_ms=NOW_MS)
            assert intake.offer(terminal, fixes(at_ms=NOW_MS + 9000), now_ms=NOW_MS) is receipt
            assert not receipt.done()
            await receipt
            kept = [decode_record(one) for one in read_records(tmp_path / "journal")]
            assert kept == intake.drain()
            assert len(kept) == 4
            assert (intake.counters.received, intake.counters.acknowledged) == (4, 4)
            assert intake.drain() == []

    asyncio.run(scene())


def test_a_terminal_speaks_for_its_own_vehicle_only_and_nothing_of_it_is_taken(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet) as intake:
            terminal = sign_in(intake, fleet)
            with pytest.raises(OtherVehicle):
                intake.offer(terminal, fixes() + fixes("1/2"), now_ms=NOW_MS)
            assert intake.drain() == []
            assert intake.counters.refused == {Refused.OTHER_VEHICLE: 1}

    asyncio.run(scene())


def test_a_wrong_secret_is_counted_and_refused(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet) as intake:
            for name, secret in ((fleet["1/1"].username, "guess"), ("nobody", "guess"), ("", "")):
                with pytest.raises(TerminalUnknown):
                    intake.sign_in(name, secret)
            assert intake.counters.refused == {Refused.CREDENTIAL: 3}

    asyncio.run(scene())


def test_above_its_rate_a_terminal_is_told_when_to_come_again(tmp_path, fleet):
    async def scene():
        settings = generous(rate=RateSettings(fixes_per_s=1, burst_fixes=10))
        async with open_intake(tmp_path, fleet, settings) as intake:
            one, other = sign_in(intake, fleet), sign_in(intake, fleet, "1/2")
            intake.offer(one, fixes(count=10), now_ms=NOW_MS)
            with pytest.raises(TooMany) as fault:
                intake.offer(one, fixes(count=3), now_ms=NOW_MS + 2000)
            assert fault.value.retry_after_s == 5
            intake.offer(one, fixes(count=3), now_ms=NOW_MS + 3000)
            intake.offer(other, fixes("1/2", 10), now_ms=NOW_MS)
            assert intake.counters.refused == {Refused.TOO_FAST: 1}

    asyncio.run(scene())


def test_a_batch_larger_than_the_burst_passes_once_the_bucket_is_full(tmp_path, fleet):
    async def scene():
        settings = generous(rate=RateSettings(fixes_per_s=1, burst_fixes=10))
        async with open_intake(tmp_path, fleet, settings) as intake:
            intake.offer(sign_in(intake, fleet), fixes(count=50), now_ms=NOW_MS)
            assert len(intake.drain()) == 50

    asyncio.run(scene())


def test_when_the_disk_is_full_nothing_is_acknowledged_until_it_is_not(
    tmp_path, fleet, monkeypatch
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    async def scene():
        async with open_intake(tmp_path, fleet) as intake:
            terminal = sign_in(intake, fleet)
            with monkeypatch.context() as patch:
                patch.setattr(os, "fdatasync", full)
                with pytest.raises(CouldNotKeep):
                    await intake.keep(terminal, fixes())
                assert told_failing(intake)
                assert intake.counters.acknowledged == 0
            await intake.keep(terminal, fixes(at_ms=NOW_MS + 1000))
            assert not told_failing(intake)
            # what waited was written with it, so that nothing taken is missing in history
            assert len(list(read_records(tmp_path / "journal"))) == 2

    asyncio.run(scene())


def test_one_who_hangs_up_does_not_take_the_receipts_of_others_along(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet) as intake:
            first = asyncio.create_task(intake.keep(sign_in(intake, fleet), fixes()))
            second = asyncio.create_task(intake.keep(sign_in(intake, fleet, "1/2"), fixes("1/2")))
            await asyncio.sleep(0)
            first.cancel()
            await second
            assert intake.counters.acknowledged == 2

    asyncio.run(scene())


def test_fixes_may_be_kept_from_another_loop(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet) as intake:
            terminal = sign_in(intake, fleet)
            await asyncio.to_thread(asyncio.run, intake.keep(terminal, fixes()))
            with pytest.raises(OtherVehicle):
                await asyncio.to_thread(asyncio.run, intake.keep(terminal, fixes("1/2")))
            assert intake.counters.acknowledged == 1

    asyncio.run(scene())


def test_what_came_before_the_end_is_safe_and_nothing_is_taken_after(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet) as intake:
            terminal = sign_in(intake, fleet)
            receipt = intake.offer(terminal, fixes(), now_ms=NOW_MS)
        assert receipt.done()
        with pytest.raises(CouldNotKeep):
            intake.offer(terminal, fixes(), now_ms=NOW_MS)
        with pytest.raises(CouldNotKeep):
            await intake.keep(terminal, fixes())
        assert len(list(read_records(tmp_path / "journal"))) == 1

    asyncio.run(scene())


def test_senders_are_slowed_while_the_tick_does_not_take_what_waits(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet, generous(most_queued=10)) as intake:
            terminal = sign_in(intake, fleet)
            intake.offer(terminal, fixes(count=6), now_ms=NOW_MS)
            assert intake.crowded
            with pytest.raises(TooMany):
                intake.offer(terminal, fixes(), now_ms=NOW_MS)
            assert len(intake.drain()) == 6
            intake.offer(terminal, fixes(), now_ms=NOW_MS)

    asyncio.run(scene())


def test_a_full_queue_keeps_the_newest_of_each_vehicle_and_the_journal_keeps_all(tmp_path, fleet):
    async def scene():
        async with open_intake(tmp_path, fleet, generous(most_queued=10)) as intake:
            terminal = sign_in(intake, fleet)
            await intake.offer_trusted(fixes("9/9"))
            await intake.offer(terminal, fixes(count=20), now_ms=NOW_MS)
            left = [(one.vehicle, one.time_ms) for one in intake.drain()]
            assert left == [("9/9", NOW_MS), ("1/1", NOW_MS + 19_000)]
            assert intake.counters.shed == 19
            assert len(list(read_records(tmp_path / "journal"))) == 21

    asyncio.run(scene())


def test_newest_means_measured_last_and_not_received_last():
    def at(vehicle, time_ms):
        return Fix(vehicle, time_ms, 0.0, 0.0)

    kept = keep_newest([at("a", 5), at("b", 1), at("a", 3), at("b", 1)])
    assert [(one.vehicle, one.time_ms) for one in kept] == [("a", 5), ("b", 1)]
    queue = FixQueue(2)
    queue.put([at("a", 1), at("a", 2), at("b", 3)])
    assert (len(queue), queue.shed) == (2, 1)
