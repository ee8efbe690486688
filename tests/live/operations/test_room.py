"""The room in its thread: what it is handed, and that its faults disturb nobody."""

import asyncio
import logging

import numpy as np
import pytest
from tests.live.operations.days import Day, line
from tests.live.streams import fix

from modugil.core.errors import RegionUnreadable, SettingsInvalid
from modugil.live.operations import look_thread
from modugil.live.operations.heard import MOST_TICKS, Heard
from modugil.live.operations.look import read_ahead, read_fleet
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.watch_fixes import warm_up_watching
from modugil.live.operations.watching import Sources, Watching
from modugil.live.snapshot.fixed_snapshot import FixedSnapshot


def test_what_nobody_fetches_is_given_up_and_counted():
    heard = Heard()
    for second in range(MOST_TICKS + 3):
        heard.add_fixes([fix(second)])
    assert heard.given_up == 3
    assert len(heard.take_fixes()) == MOST_TICKS
    assert heard.take_fixes() == []


def test_a_look_that_fails_is_told_once_and_the_next_goes_on(monkeypatch, caplog):
    monkeypatch.setattr(look_thread, "LOOK_EVERY_S", 0.01)
    day, looked = Day(line("08:00")), []

    def fail(now):
        looked.append(now)
        raise ValueError("out of order")

    monkeypatch.setattr(day.room._watching, "look", fail)

    async def run():
        stop = asyncio.Event()
        work = asyncio.create_task(day.room.run(stop))
        while len(looked) < 3:
            await asyncio.sleep(0.01)
        stop.set()
        await work

    with caplog.at_level(logging.ERROR):
        asyncio.run(run())
    assert day.room.faults >= 3
    assert len([one for one in caplog.records if "could not look" in one.message]) == 1


def test_the_room_looks_by_itself_while_it_runs(monkeypatch):
    monkeypatch.setattr(look_thread, "LOOK_EVERY_S", 0.01)
    day = Day(line("08:00"))
    day.heard.add_fixes(day.world.drive("1-08:00"))
    day.room.start()
    try:
        for _ in range(500):
            if day.room.show_terminals(now=day.now).counted:
                break
            asyncio.run(asyncio.sleep(0.01))
    finally:
        day.room.stop()
        day.room.stop()
    assert day.room.show_terminals(now=day.now).counted == 1
    assert day.room.faults == 0


def test_settings_that_cannot_be_meant_are_refused():
    with pytest.raises(SettingsInvalid, match="operations.late_s"):
        OperationsSettings(late_s=-1)
    assert OperationsSettings(speed_limit_kmh=72).speed_limit_mps == 20.0


def test_a_region_without_a_timetable_has_no_operators():
    day = Day(line("08:00"))
    day.region.timetable = None
    with pytest.raises(RegionUnreadable):
        Watching(day.region, Sources(day.engine), settings=OperationsSettings(), now=day.now)


def test_any_kind_of_snapshot_tells_the_same_columns():
    day = Day(line("08:00", "08:05"))
    drive = day.world.drive
    day.run(drive("1-08:00", vehicle="a"), drive("1-08:05", vehicle="b"), until="08:07")
    ticked = day.engine.get_current()
    vehicles = tuple(ticked.list_vehicles())
    driven = [ticked.find_run(one.run) for one in vehicles if one.run is not None]
    runs = {state.run: state for state in driven if state is not None}
    assert len(runs) == 2
    fixed = FixedSnapshot(ticked.as_of, vehicles=vehicles, runs=runs)
    columns, states = read_fleet(ticked), read_fleet(fixed)
    assert list(columns.vehicle) == list(states.vehicle)
    for name in ("heard_ms", "lat", "lon", "status", "trip", "day", "last_position", "delay_s"):
        np.testing.assert_array_equal(getattr(columns, name), getattr(states, name), name)
    for one, other in zip(read_ahead(ticked), read_ahead(fixed), strict=True):
        np.testing.assert_array_equal(one, other)
    assert len(read_ahead(ticked).trip) > 0


def test_an_empty_fleet_is_no_fault():
    day = Day(line("08:00"))
    day.run(until="08:01")
    room, now = day.room, day.now
    assert room.show_fleet(now=now).vehicles == []
    assert room.show_headways(now=now).lines == []
    assert room.show_adherence(now=now).overall.early_share is None
    assert room.show_accuracy(now=now).overall.yardsticks[0].overall is None
    assert room.show_terminals(now=now).counted == 0
    assert read_ahead(FixedSnapshot(now)).trip.tolist() == []


def test_the_kernel_is_there_before_the_first_bus():
    assert warm_up_watching() == 0


def test_a_new_day_begins_with_empty_books():
    day = Day(line("08:00", "23:50"), start="23:45")
    day.run(day.world.drive("1-23:50"), until="23:59", settles=True)
    assert day.room.show_adherence(now=day.now).overall.observed > 0
    day.run(until="24:00:30")
    told = day.room.show_adherence(now=day.now)
    assert told.overall.observed == 0
    assert told.since == day.now.replace(second=told.since.second)
