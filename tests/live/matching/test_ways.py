"""Places along ways that pass the same street twice, with jitter, gaps and detours."""

from dataclasses import replace

import numpy as np
import pytest
from tests.live.drives import Call, World, shifted
from tests.live.ways import Line, timetable_of

from modugil.live.fix import Fix
from modugil.live.stop_events.stop_events import concatenate_events

LOOP = """
    A----B----C
    |         |
    g----F----E
"""
LOLLIPOP = """
    A----B----C----D
              |    |
              f----E
"""
STREET = "A----b----C----d----E----f----G----h----I"
WAYS = {
    "loop": (LOOP, Line("1", way="ABCEFgA", stops="ABEFA", starts=["08:00"], minutes=2)),
    "lollipop": (LOLLIPOP, Line("1", way="ABCDEfCBA", stops="ABDEBA", starts=["08:00"])),
    "out and back": (STREET, Line("1", way="AbCdEdCbA", stops="ACECA", starts=["08:00"])),
    "two rounds": (
        LOOP,
        Line("1", way="ABCEFgABCEFgA", stops="ABEFABEFA", starts=["08:00"], minutes=2),
    ),
    "straight lines": (
        LOOP,
        Line("1", way="", stops="ABCEFA", starts=["08:00"], shape=False, minutes=2),
    ),
}


def told_and_true(world: World, fixes: list[Fix]) -> tuple[list[float], list[float]]:
    """Metres along after each fix: as told, and as driven at 1 Hz between the calls."""
    told = []
    for fix in fixes:
        world.feed([fix])
        told.append(world.along_m())
    knots = [(t, c.along_m) for c in world.calls("1-08:00") for t in (c.come_s, c.leave_s)]
    knots[0] = (knots[0][0] - 60, knots[0][1])
    times = [fix.time_ms / 1000 for fix in fixes]
    return told, np.interp(times, [t for t, _ in knots], [a for _, a in knots]).tolist()


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("noise_m", [0.0, 5.0])
@pytest.mark.parametrize("speed", [True, False])
def test_progress_follows_the_way_and_never_runs_backwards(name: str, noise_m: float, speed: bool):
    drawing, line = WAYS[name]
    world = World(timetable_of(drawing, [line], cell_m=80.0))
    fixes = world.drive("1-08:00", noise_m=noise_m, quality=1 if noise_m else 4, speed=speed)
    told, true = told_and_true(world, fixes)
    assert (np.diff(told) >= -1e-3).all()
    # without heading and speed a turn is only seen when the vehicle has gone some way back
    limit_m = (35.0 if noise_m else 12.0) if speed else (75.0 if noise_m else 30.0)
    assert np.abs(np.array(told) - true).max() < limit_m


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("every_s", [1, 30])
def test_each_call_is_told_once_and_in_order(name: str, every_s: int):
    drawing, line = WAYS[name]
    world = World(timetable_of(drawing, [line], cell_m=80.0))
    world.feed(world.drive("1-08:00", every_s=every_s, dwell_s=40, before_s=60, after_s=90))
    events = concatenate_events(world.events)
    stops = len(line.stops)
    expected = [0, *(p for p in range(1, stops - 1) for _ in range(2)), stops - 1]
    assert events.position.tolist() == expected


def test_jitter_while_waiting_does_not_leave_the_first_stop():
    world = World(timetable_of(STREET, [Line("1", "AbCdEfGhI", "ACEGI", starts=["08:00"])]))
    fixes = world.drive("1-08:00", before_s=900, noise_m=8.0, quality=1)
    world.feed(fix for fix in fixes if fix.time_ms < world.ms("08:00"))
    assert world.told() == []
    assert world.status() == "LAYOVER 1-08:00"


def test_a_detour_is_told_and_its_stops_are_not():
    line = Line("1", way="AbCdEfGhI", stops="ACEGI", starts=["08:00"])
    world = World(timetable_of(STREET, [line], cell_m=120.0))
    statuses = []
    for fix in world.drive("1-08:00"):
        away = world.ms("08:03:00") < fix.time_ms < world.ms("08:05:30")
        world.feed(shifted([fix], y_m=250.0) if away else [fix])
        statuses.append(world.status())
    spells = [one for row, one in enumerate(statuses) if row == 0 or statuses[row - 1] != one]
    assert spells == [
        "LAYOVER 1-08:00",
        "ON_TRIP 1-08:00",
        "DETOUR 1-08:00",
        "ON_TRIP 1-08:00",
        "LAYOVER 1-08:00",
    ]
    assert [line.split()[1] for line in world.told()] == list("ACCGGI")


def test_one_wild_fix_is_no_detour():
    world = World(timetable_of(STREET, [Line("1", "AbCdEfGhI", "ACEGI", starts=["08:00"])]))
    fixes = world.drive("1-08:00")
    fixes[230] = shifted([fixes[230]], y_m=300.0)[0]
    plain = World(world.timetable)
    plain.feed(plain.drive("1-08:00"))
    for fix in fixes:
        world.feed([fix])
        assert not world.status().startswith("DETOUR")
    assert world.told() == plain.told()


def test_lane_and_drawing_aside_the_way_is_kept():
    world = World(timetable_of(STREET, [Line("1", "AbCdEfGhI", "ACEGI", starts=["08:00"])]))
    world.feed(world.drive("1-08:00", aside_m=15.0))
    assert len(world.told()) == 8


def test_where_it_turns_back_the_street_leads_both_ways():
    """A bus that turns at E is on the way back, though the way out is as near."""
    line = Line("1", way="AbCdEdCbA", stops="ACECA", starts=["08:00"])
    world = World(timetable_of(STREET, [line]))
    fixes = world.drive("1-08:00", every_s=10, noise_m=3.0, quality=1)
    for fix in fixes:
        world.feed([fix])
        if fix.time_ms == world.ms("08:05:30"):
            assert 1000 < world.along_m() < 1600
    assert [text.split()[1] for text in world.told()] == list("ACCEECCA")


def test_a_vehicle_slower_than_the_timetable_is_late_not_lost():
    world = World(timetable_of(STREET, [Line("1", "AbCdEfGhI", "ACEGI", starts=["08:00"])]))
    calls = world.calls("1-08:00")
    slow = [Call(c.along_m, c.come_s + 400 * i, c.leave_s + 400 * i) for i, c in enumerate(calls)]
    world.feed(world.drive("1-08:00", calls=slow))
    assert [text.split()[1] for text in world.told()] == list("ACCEEGGI")


def test_the_origin_is_not_special():
    line = Line("1", way="AbCdEfGhI", stops="ACEGI", starts=["08:00"])
    world = World(timetable_of(STREET, [replace(line, direction=1)], cell_m=400.0))
    world.feed(world.drive("1-08:00"))
    assert len(world.told()) == 8


def test_a_road_far_from_the_straight_line_between_two_stops_is_still_the_way():
    line = Line("1", way="", stops="AIK", starts=["08:00"], shape=False, minutes=[6, 2])
    drawing = "\n".join(["A----b----C----d----E----f----G----h----I----j----K", *[""] * 8])
    world = World(timetable_of(drawing, [line], cell_m=60.0))
    fixes = world.drive("1-08:00")
    away = (world.ms("08:01"), world.ms("08:05"))
    bowed = [
        shifted([fix], y_m=450.0)[0] if away[0] < fix.time_ms < away[1] else fix for fix in fixes
    ]
    for fix in bowed:
        world.feed([fix])
        assert not world.status().startswith("DETOUR")
    assert [text.split()[1] for text in world.told()] == list("AIIK")
