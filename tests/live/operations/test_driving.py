"""Speeding, harsh braking and acceleration: by place and line, told only where many passed."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.operations.days import Day, line
from tests.live.operations.fixes import Watch, ride, shaken

from modugil.core.errors import BadInput, CouldNotLook
from modugil.core.geo import LatLon
from modugil.live.operations.driving import Key
from modugil.live.operations.driving_day import CELL_M, join_cell, shift_cells, split_cell
from modugil.live.operations.hot_spots import may_be_told
from modugil.live.operations.settings import OperationsSettings
from modugil.live.operations.watch_fixes import ACCELERATING, BRAKING, PASSAGE, SPEEDING
from modugil.live.operations.watch_tables import Happened

LIMIT_60 = OperationsSettings(speed_limit_kmh=60)
OVER_60 = 60 / 3.6 * 1.1 + 1.4 + 0.2
"""Just above what is told at a limit of 60 km/h."""


def kinds(fixes, settings=LIMIT_60):
    happened = Watch(settings).take(fixes).kind
    return [int(kind) for kind in happened if kind != PASSAGE]


def test_five_seconds_over_the_limit_are_speeding_and_four_are_not():
    assert kinds(ride([OVER_60] * 6)) == []  # five steps, the first of which only begins it
    assert kinds(ride([OVER_60] * 7)) == [SPEEDING]


def test_speeding_is_told_once_however_long_it_lasts_and_again_after_an_end():
    assert kinds(ride([OVER_60] * 60)) == [SPEEDING]
    again = [OVER_60] * 20 + [OVER_60 - 0.8] * 5 + [OVER_60] * 20
    assert kinds(ride(again)) == [SPEEDING, SPEEDING]


def test_a_tenth_and_five_km_h_above_the_limit_are_not_told():
    assert kinds(ride([OVER_60 - 0.4] * 60)) == []


def test_nothing_is_speeding_where_fixes_are_too_far_apart_to_know():
    assert kinds(ride([OVER_60] * 60)[::3]) == []


def test_harsh_braking_is_told_once():
    slows = [15.0, 15.0, 12.0, 9.0, 6.0, 3.0, 0.0, 0.0]
    assert kinds(ride(slows)) == [BRAKING]


def test_gentle_braking_and_starting_are_not_told():
    assert kinds(ride([15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0, 0.0])) == []
    assert kinds(ride([0.0, 1.2, 2.4, 3.6, 4.8])) == []


def test_harsh_acceleration_is_told():
    assert kinds(ride([0.0, 0.0, 2.0, 4.0, 6.0])) == [ACCELERATING]


def test_a_bus_that_creeps_cannot_brake_harshly():
    assert kinds(ride([1.5, 1.5, 0.0])) == []


def test_a_jump_of_the_receiver_is_neither_braking_nor_acceleration():
    wild = ride([10.0, 10.0, 10.0, 25.0, 10.0, 10.0])
    assert kinds(wild) == []
    claims = ride([12.0] * 10)
    stuck = [one for one in claims[:4]] + ride([12.0] * 4, first_s=4)[:1]
    assert kinds(stuck) == []


@given(st.floats(0.0, 2.0), st.integers(0, 20))
def test_scatter_of_two_metres_makes_no_harsh_driving(noise_m, seed):
    steady = shaken(ride([8.0] * 60), noise_m=noise_m, seed=seed)
    assert kinds(steady) == []


def test_a_passage_is_a_cell_entered_in_sight():
    happened = Watch().take(ride([10.0] * 31))  # 300 m from the edge of a cell
    assert [int(kind) for kind in happened.kind] == [PASSAGE] * 4
    assert len(set(happened.cell.tolist())) == 4


@given(st.integers(-40_000, 40_000), st.integers(-40_000, 40_000))
def test_a_cells_number_is_its_place(east, north):
    assert split_cell(join_cell(east, north)) == (east, north)


def test_cells_stay_where_they_are_when_a_regions_middle_moves():
    before, now = LatLon(33.5, 126.5), LatLon(33.5, 126.5 - 500 / 92_700)
    east, north = shift_cells(before, now)
    assert (east, north) == (5, 0)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 50))
def test_more_of_both_is_never_told_less(count, passages, more):
    if may_be_told(count, passages):
        assert may_be_told(count + more, passages + more)


@pytest.fixture
def day(tmp_path):
    return Day(line("08:00"), line("08:00", name="2"), folder=tmp_path)


def fill(day, *, line, passages, speeding, cell=(3, 4)):
    kinds = [PASSAGE] * passages + [SPEEDING] * speeding
    count = len(kinds)
    happened = Happened(
        np.zeros(count, np.int32),
        np.full(count, join_cell(*cell), np.int64),
        np.array(kinds, np.uint8),
    )
    book = day.room._watching.driving
    book.add(happened, line_of=np.full(1, line, np.int32))
    book.show_again(day.now)


def spots(day, **asked):
    return day.room.find_hot_spots(now=day.now, **asked).features


def test_a_place_is_told_only_where_enough_happened_among_enough_passages(day):
    fill(day, line=0, passages=29, speeding=5)
    assert spots(day) == []
    fill(day, line=0, passages=1, speeding=0)
    (spot,) = spots(day)
    assert (spot.properties.count, spot.properties.passages) == (5, 30)
    assert spot.properties.per_1000 == pytest.approx(166.7)


def test_four_events_are_withheld_and_that_is_said(day):
    fill(day, line=0, passages=1_000, speeding=4)
    told = day.room.show_driving(now=day.now)
    assert spots(day) == []
    assert (told.withheld, told.passages) == (1, 1_000)
    assert [(one.kind.value, one.count) for one in told.totals] == [
        ("speeding", None), ("harsh_braking", None), ("harsh_acceleration", None),
    ]  # fmt: skip


def test_a_line_of_one_bus_is_not_told_however_many_places_it_passed(day):
    for east in range(50):
        fill(day, line=0, passages=1, speeding=1, cell=(east, 0))
    (told,) = day.room.show_driving(now=day.now).lines
    assert (told.passages, told.kinds[0].count) == (50, None)


def test_a_hot_spot_names_only_lines_of_which_enough_was_seen(day):
    fill(day, line=0, passages=100, speeding=10)
    fill(day, line=1, passages=10, speeding=9)
    (spot,) = spots(day)
    assert (spot.properties.count, spot.properties.lines) == (19, ["1"])
    (spot,) = spots(day, line="1", kind="speeding")
    assert spot.properties.count == 10
    assert spots(day, line="2") == []
    assert spots(day, kind="harsh_braking") == []


def test_a_hot_spot_is_a_closed_square_of_a_hundred_metres(day):
    fill(day, line=0, passages=100, speeding=10)
    (spot,) = spots(day)
    (ring,) = spot.geometry.coordinates
    assert (len(ring), ring[0]) == (5, ring[-1])
    height_m = (ring[2][1] - ring[0][1]) * 111_195
    assert height_m == pytest.approx(CELL_M, abs=0.5)


def test_a_days_driving_outlives_the_process_and_holds_no_vehicle(day, tmp_path):
    fill(day, line=0, passages=100, speeding=10)
    day.room._watching.keep()
    (file,) = (tmp_path / "operations").iterdir()
    assert "bus" not in file.read_text() and "0055" not in file.read_text()
    again = Day(line("08:00"), line("08:00", name="2"), folder=tmp_path)
    (spot,) = spots(again)
    assert spot.properties.count == 10


def test_an_earlier_day_is_read_from_its_file(day):
    fill(day, line=0, passages=100, speeding=10)
    tomorrow = day.now + timedelta(days=1)
    day.room.look(tomorrow)
    told = day.room.show_driving(now=tomorrow)
    assert (told.day, told.days) == ("2026-11-24", ["2026-11-23", "2026-11-24"])
    assert told.passages == 0
    assert day.room.show_driving(now=tomorrow, day="2026-11-23").totals[0].count == 10
    assert day.room.show_driving(now=tomorrow, day="2026-11-20").passages == 0
    with pytest.raises(BadInput):
        day.room.show_driving(now=tomorrow, day="yesterday")


def test_counts_of_today_are_told_by_the_half_hour_so_that_no_bus_is_seen_behind_them(day):
    fill(day, line=0, passages=100, speeding=10)
    happened = Happened(np.zeros(1, np.int32), np.full(1, join_cell(3, 4)), np.full(1, SPEEDING))
    day.room._watching.driving.add(happened, line_of=np.zeros(1, np.int32))
    day.room.look(day.now + timedelta(minutes=4))
    told = day.room.show_driving(now=day.now + timedelta(minutes=4))
    assert (told.totals[0].count, told.as_of, told.age_s) == (10, day.now, 240.0)
    day.room.look(day.now + timedelta(minutes=5))  # eight o'clock
    told = day.room.show_driving(now=day.now + timedelta(minutes=5))
    assert (told.totals[0].count, told.age_s) == (11, 0.0)


def test_a_clock_that_goes_back_loses_no_day(day):
    fill(day, line=0, passages=100, speeding=10)
    for days in (1, 0, 1):
        day.room.look(day.now + timedelta(days=days))
    assert day.room.show_driving(now=day.now, day="2026-11-23").totals[0].count == 10


def test_a_damaged_file_of_today_is_put_aside(tmp_path):
    folder = tmp_path / "operations"
    folder.mkdir()
    (folder / "driving-2026-11-23.json").write_text("{")
    day = Day(line("08:00"), folder=tmp_path)
    assert day.room.show_driving(now=day.now).passages == 0
    assert [file.name for file in folder.iterdir()] == ["driving-2026-11-23.damaged"]


def test_a_damaged_file_is_not_told_as_a_day_without_driving(day, tmp_path):
    folder = tmp_path / "operations"
    folder.mkdir()
    (folder / "driving-2026-11-20.json").write_text("{")
    with pytest.raises(CouldNotLook):
        day.room.show_driving(now=day.now, day="2026-11-20")


def test_buses_that_drive_are_counted_on_their_lines():
    day = Day(line("08:00", minutes=1), settings=OperationsSettings(speed_limit_kmh=15))
    day.run(day.world.drive("1-08:00", noise_m=0.0), until="08:07")
    counts = day.room._watching.driving.counts
    assert sum(numbers[PASSAGE] for key, numbers in counts.items() if key.line == 0) >= 20
    assert sum(numbers[SPEEDING] for numbers in counts.values()) >= 3
    assert all(isinstance(key, Key) for key in counts)
