"""From the journal to Parquet: each fix once, in the hour it was measured in, whatever happens."""

import asyncio
import random
import threading
from datetime import date, timedelta

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.history.rides import (
    FULL,
    HOUR_MS,
    MINUTE,
    MORNING,
    MORNING_MS,
    comparable,
    event,
    fix,
    put,
    read,
    told,
)

from modugil.core.clock import RunningClock
from modugil.core.errors import CouldNotKeep, CouldNotLook, SettingsInvalid
from modugil.core.notices import Notices
from modugil.live.history.keeper import HistoryKeeper
from modugil.live.history.reader import HistoryReader
from modugil.live.history.records import StopEventRecord, name_events
from modugil.live.history.recover import recover_fixes
from modugil.live.history.replay import replay_fixes
from modugil.live.history.settings import HistorySettings
from modugil.live.stop_events.stop_events import EventKind, StopEvents
from modugil.store.journal import Journal
from modugil.store.segments import list_segments


def files(folder):
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*.parquet"))


def test_a_segment_is_rolled_after_five_minutes_and_becomes_parts(journal, keeper, folder):
    keeper.keep(MORNING)
    rows = [fix(second) for second in range(3)]
    put(journal, rows)
    assert keeper.keep(MORNING + 4 * MINUTE).segments == 0
    kept = keeper.keep(MORNING + 5 * MINUTE)
    assert (kept.segments, kept.fixes, kept.stop_events) == (1, 3, 0)
    (file,) = files(folder)
    assert file.startswith("fixes/day=2026-11-23/hour=08/part-0000000001-")
    assert read(folder) == told(rows)
    assert list_segments(journal.folder) == []


def test_a_damaged_file_keeps_nothing_but_its_own_hour_from_being_kept(journal, folder, caplog):
    hour = folder / "fixes/day=2026-11-23/hour=05"
    hour.mkdir(parents=True)
    for name in ("merged-0123456789abcdef", "part-0000000000-0a0b0c0d"):
        (hour / f"{name}.parquet").write_bytes(b"PAR1 and nothing that could be read")
    keeper = HistoryKeeper(journal, folder, HistorySettings(), pause=lambda: None)
    keeper.keep(MORNING)
    put(journal, [fix(1)])
    journal.roll()
    put(journal, [fix(2)])
    journal.roll()
    assert keeper.keep(MORNING + 5 * MINUTE).fixes == 2
    assert keeper.keep(MORNING + 90 * MINUTE).merged_hours == 1
    assert caplog.text.count("Its hour is left as it is") == 1
    assert len(files(hour)) == 2


def test_late_fixes_go_to_the_hour_they_were_measured_in(journal, keeper, folder):
    rows = [fix(-60, late_s=120), fix(10), fix(3599.9, late_s=1), fix(-HOUR_MS / 1000 * 9)]
    put(journal, rows)
    journal.roll()
    keeper.keep(MORNING)
    hours = {"/".join(file.split("/")[1:3]) for file in files(folder)}
    assert hours == {
        "day=2026-11-22/hour=23",
        "day=2026-11-23/hour=07",
        "day=2026-11-23/hour=08",
    }
    assert read(folder) == told(rows)
    assert HistoryReader(folder).list_days() == [date(2026, 11, 22), date(2026, 11, 23)]


@pytest.mark.parametrize("wrong_s", [-8 * 86400, 3 * 3600, -MORNING_MS / 1000])
def test_a_clock_that_is_wrong_makes_no_day_of_its_own(journal, keeper, folder, wrong_s):
    row = fix(wrong_s, lat=33.45, received_ms=MORNING_MS)
    put(journal, [row])
    journal.roll()
    keeper.keep(MORNING)
    assert [file.split("/part")[0] for file in files(folder)] == ["fixes/day=2026-11-23/hour=08"]
    assert read(folder) == told([row])


@pytest.mark.parametrize("time_ms", [-1, 1 << 62])
def test_a_time_that_no_calendar_has_is_not_known(journal, keeper, folder, time_ms):
    put(journal, [fix(0, time_ms=time_ms, received_ms=MORNING_MS)])
    journal.roll()
    keeper.keep(MORNING)
    with duckdb.connect() as database:
        told_times = database.sql(f"SELECT measured_at FROM '{folder}/**/*.parquet'").fetchall()
    assert told_times == [(None,)]


def test_an_hour_that_is_over_becomes_one_file(journal, keeper, folder):
    rows = []
    for minute in range(0, 60, 10):
        rows += [fix(60 * minute + second, bus=bus) for second in range(9) for bus in (2, 1)]
        put(journal, rows[-18:])
        journal.roll()
        keeper.keep(MORNING + minute * MINUTE)
    assert len(files(folder)) == 6
    assert keeper.keep(MORNING + 74 * MINUTE).merged_hours == 0
    assert keeper.keep(MORNING + 75 * MINUTE).merged_hours == 1
    (file,) = files(folder)
    assert file.startswith("fixes/day=2026-11-23/hour=08/merged-")
    assert sorted(read(folder)) == sorted(told(rows))
    assert keeper.keep(MORNING + 76 * MINUTE).merged_hours == 0


def test_what_comes_after_the_merge_is_read_too_and_merged_a_day_later(journal, keeper, folder):
    rows = [fix(0), fix(3, late_s=7200)]
    for row, minutes in zip(rows, (75, 140), strict=True):
        put(journal, [row])
        journal.roll()
        keeper.keep(MORNING + minutes * MINUTE)
    assert len(files(folder)) == 2
    assert read(folder) == told(rows)
    keeper.keep(MORNING + timedelta(hours=25))
    assert len(files(folder)) == 1
    assert read(folder) == told(rows)


def test_fixes_are_read_in_the_order_of_receipt_across_files_and_hours(journal, keeper, folder):
    draw = random.Random(7)
    rows = [
        fix(second * 20, bus=bus, late_s=draw.choice([0, 0, 3, 200, 4000]) + bus / 100)
        for second in range(300)
        for bus in range(4)
    ]
    rows.sort(key=lambda row: row.received_ms)
    for at in range(0, len(rows), 100):
        put(journal, rows[at : at + 100])
        journal.roll()
        keeper.keep(MORNING + at / 20 * MINUTE)
    assert read(folder) == told(rows)
    start, end = MORNING + 30 * MINUTE, MORNING + 61 * MINUTE
    within = [
        row for row in rows if MORNING_MS + 1800_000 <= row.received_ms < MORNING_MS + 3660_000
    ]
    assert read(folder, start, end) == told(within)
    assert read(folder, end, start) == []


def test_what_one_bus_sent_at_once_stays_in_its_order(journal, keeper, folder):
    rows = [fix(second, received_ms=MORNING_MS + 60_000) for second in (5, 3, 9, 1)]
    put(journal, rows)
    journal.roll()
    keeper.keep(MORNING + 80 * MINUTE)
    assert read(folder) == [comparable(row) for row in rows]


def test_days_older_than_the_settings_say_are_removed(journal, folder):
    keeper = HistoryKeeper(journal, folder, HistorySettings(keep_days=2), pause=int)
    rows = [fix(86_400 * day) for day in range(4)]
    put(journal, [*rows, event(0)])
    journal.roll()
    assert keeper.keep(MORNING + timedelta(days=2)).removed_days == 0
    assert keeper.keep(MORNING + timedelta(days=4)).removed_days == 4 - 2 + 1
    assert read(folder) == told(rows[2:])
    assert list(HistoryReader(folder).read_stop_events()) == []


def test_stop_events_are_kept_beside_the_fixes(journal, keeper, folder):
    rows = [event(30), event(10, late_s=400, kind=1), event(3601, bus=2, kind=2)]
    put(journal, [fix(0), *rows])
    journal.roll()
    kept = keeper.keep(MORNING + 20 * MINUTE)
    assert (kept.fixes, kept.stop_events) == (1, 3)
    (batch, *more) = HistoryReader(folder).read_stop_events(end=MORNING + 50 * MINUTE)
    assert (batch + [one for rest in more for one in rest]) == [rows[0], rows[1]]


def test_records_of_another_making_and_values_that_fit_nowhere_cost_only_themselves(
    journal, keeper, folder
):
    good = fix(0)
    put(journal, [good, fix(1, quality=1 << 63), event(2, kind=9)])
    journal.append(b"\xc1 nothing")
    journal.append(b"")
    journal.roll()
    kept = keeper.keep(MORNING)
    assert kept.notices.count("history_record_unreadable") == 4
    assert read(folder) == told([good])


def test_duckdb_reads_it_with_its_hive_partitions(journal, keeper, folder):
    rows = [fix(second * 60, bus=bus) for second in range(90) for bus in (1, 2)]
    put(journal, [FULL, *rows, event(5), event(9, kind=1)])
    journal.roll()
    keeper.keep(MORNING + 80 * MINUTE)
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        fixes = f"read_parquet('{folder}/fixes/*/*/*.parquet', hive_partitioning = true)"
        counted = database.sql(
            f"SELECT day::VARCHAR, hour::INT, count(*) FROM {fixes} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        assert counted == [("2026-11-23", 8, 121), ("2026-11-23", 9, 60)]
        one = database.sql(
            "SELECT measured_at::VARCHAR, latitude::DOUBLE, longitude::VARCHAR,"
            " heading_deg::DOUBLE, told_trip_id, doors_open, ramp, low_floor,"
            " occupancy_ratio::DOUBLE, odometer_m::VARCHAR"
            f" FROM {fixes} WHERE told_route_id = '1069' AND speed_mps > 8.2"
        ).fetchall()
        assert one == [
            ("2026-11-23 08:00:01+00", FULL.lat, "126.5510000", 12.5)
            + ("T1", "yes", "no", "yes", 0.35, "123456.7")
        ]
        events = f"read_parquet('{folder}/stop_events/**/*.parquet')"
        kinds = database.sql(
            f"SELECT kind, service_day::VARCHAR, epoch_ms(happened_at) FROM {events} ORDER BY 3"
        ).fetchall()
        assert kinds == [
            ("arrival", "2026-11-23", MORNING_MS + 5000),
            ("departure", "2026-11-23", MORNING_MS + 9000),
        ]


def test_a_full_disk_is_told_and_nothing_is_lost(journal, keeper, folder, monkeypatch):
    rows = [fix(second) for second in range(5)]
    put(journal, rows)
    journal.roll()

    def refuse(*_paths):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", refuse)
        with pytest.raises(CouldNotKeep, match="No space left on device"):
            keeper.keep(MORNING)
    assert [*folder.rglob("*.writing"), *folder.rglob("*.parquet")] == []
    assert keeper.keep(MORNING).fixes == 5
    assert read(folder) == told(rows)


def test_a_file_that_cannot_be_read_is_told(journal, keeper, folder):
    put(journal, [fix(0)])
    journal.roll()
    keeper.keep(MORNING)
    (folder / files(folder)[0]).write_bytes(b"PAR1 no more")
    with pytest.raises(CouldNotLook, match="cannot be read"):
        read(folder)


@given(st.lists(st.sampled_from(["put", "roll", "keep", "merge", "restart"]), max_size=14))
def test_however_it_is_interleaved_every_fix_is_there_once(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("state")
    journal = Journal(folder / "journal")
    keeper = HistoryKeeper(journal, folder / "history", HistorySettings(), pause=int)
    rows, minutes = [], 0
    for number, step in enumerate(steps):
        minutes += 1
        if step == "put":
            rows += [fix(60 * number), fix(60 * number - 3000, bus=2, late_s=3000.001)]
            put(journal, rows[-2:])
        elif step == "roll":
            journal.roll()
        elif step == "restart":
            journal.close()
            journal = Journal(folder / "journal")
            keeper = HistoryKeeper(journal, folder / "history", HistorySettings(), pause=int)
        else:
            minutes += 90 if step == "merge" else 0
            keeper.keep(MORNING + minutes * MINUTE)
        with_journal = read(folder / "history", journal=folder / "journal")
        assert with_journal == told(rows)
    journal.close()


def test_after_a_crash_the_last_minutes_come_from_files_and_journal(journal, keeper, folder):
    rows = [fix(60 * minute) for minute in range(60)]
    put(journal, rows[:40])
    journal.roll()
    keeper.keep(MORNING + 40 * MINUTE)
    put(journal, rows[40:])
    path = list_segments(journal.folder)[-1].path
    path.write_bytes(path.read_bytes() + b"half a block")
    notices = Notices()
    batches = recover_fixes(
        folder, journal=journal.folder, now=MORNING + 60 * MINUTE, minutes=30, notices=notices
    )
    assert [comparable(row) for batch in batches for row in batch] == told(rows[30:])
    assert notices.count("journal_damaged") == 1


def test_replay_gives_each_fix_when_its_time_has_come(journal, keeper, folder):
    rows = [fix(second) for second in range(30)]
    put(journal, rows)
    journal.roll()
    keeper.keep(MORNING)

    async def run():
        clock = RunningClock(MORNING, speed=60.0)
        batches = HistoryReader(folder).read_fixes()
        came = []
        async for some in replay_fixes(batches, clock=clock, look_every_s=0.01):
            now_ms = clock.now().timestamp() * 1000
            assert all(row.received_ms <= now_ms for row in some)
            came.append(len(some))
        return came, clock.now() - MORNING

    came, took = asyncio.run(run())
    assert sum(came) == 30 and len(came) > 5
    assert took >= timedelta(seconds=29)


def test_the_first_fix_tells_where_a_replay_begins(journal, keeper, folder):
    reader = HistoryReader(folder, journal=journal.folder)
    assert reader.find_first() is None
    put(journal, [fix(7)])
    assert reader.find_first() == MORNING + timedelta(seconds=7.04)
    journal.roll()
    keeper.keep(MORNING)
    first = reader.find_first()
    assert first is not None
    assert timedelta(0) <= MORNING + timedelta(seconds=7.04) - first <= 2 * MINUTE


def test_doors_may_write_while_history_is_made(journal, keeper, folder):
    rows = [fix(number / 50) for number in range(20_000)]

    def send():
        for at in range(0, len(rows), 100):
            put(journal, rows[at : at + 100])

    sender = threading.Thread(target=send)
    sender.start()
    minutes = 0
    while sender.is_alive():
        minutes += 6
        keeper.keep(MORNING + minutes * MINUTE)
    sender.join()
    journal.roll()
    keeper.keep(MORNING + 2000 * MINUTE)
    assert sorted(read(folder)) == sorted(told(rows))


def test_events_of_rows_get_their_names():
    values = (4, 7, date(2026, 11, 23).toordinal(), 2, EventKind.DEPARTURE, 1000, 50, 1100)
    events = StopEvents(*(np.array([value]) for value in values))
    named = name_events(
        events,
        get_vehicle={4: "0055/4"}.__getitem__,
        get_trip={7: "T7"}.__getitem__,
        get_stop=lambda trip, position: f"S{trip}.{position}",
    )
    assert named == [StopEventRecord("0055/4", "T7", "2026-11-23", 2, "S7.2", 1, 1000, 50, 1100)]


@pytest.mark.parametrize("given", [{"keep_days": 0}, {"roll_minutes": 0}])
def test_settings_that_cannot_be_meant_are_refused(given):
    with pytest.raises(SettingsInvalid, match="It may be from 1 to"):
        HistorySettings(**given)
