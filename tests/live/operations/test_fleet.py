"""Who is out, who should be, who is missing, and who left the way."""

import pytest
from msgspec.structs import replace
from tests.live.drives import shifted
from tests.live.operations.days import Day, line

from modugil.live.operations.count_fleet import WantedVehicles
from modugil.live.operations.told.fleet import FleetState
from modugil.live.operations.told.runs import MissingKind

ISSUED = ("0055/1", "0055/2", "0055/9", "0066/3", "stop/a", "0055/1/2")
"""Vehicles, and two access points: one at a stop, one on the first bus."""


def until(fixes, day, clock):
    """The same, and then the terminal is silent."""
    return [fix for fix in fixes if fix.time_ms <= day.world.ms(clock)]


@pytest.fixture(scope="module")
def morning():
    """One bus drives, one fell silent, one stands unassigned, one never spoke."""
    day = Day(line("08:00", "08:05", "08:10"), issued=ISSUED)
    first = day.world.drive("1-08:00", vehicle="0055/1")
    silent = until(day.world.drive("1-08:05", vehicle="0055/2"), day, "08:06:30")
    here = silent[0]
    stands = [
        replace(
            here, vehicle="0066/3", time_ms=time_ms, received_ms=time_ms, speed_mps=0.0,
            hint=type(here.hint)(), lat=here.lat + 0.02, journey="journey",
        )
        for time_ms in range(day.world.ms("08:00"), day.world.ms("08:09"), 1000)
    ]  # fmt: skip
    day.run(first, silent, stands, until="08:09")
    return day


def test_every_vehicle_is_in_one_state_and_the_counts_say_so(morning):
    told = morning.room.show_fleet(now=morning.now)
    states = {one.vehicle: one.state for one in told.vehicles}
    assert states == {
        "0055/1": FleetState.ON_TRIP,
        "0055/2": FleetState.STALE,
        "0066/3": FleetState.UNASSIGNED,
        "0055/9": FleetState.NEVER,
    }
    assert (told.counts.reporting, told.counts.on_trip, told.counts.stale) == (2, 1, 1)
    assert (told.counts.unassigned, told.counts.never) == (1, 1)


def test_the_timetable_says_how_many_should_be_out(morning):
    told = morning.room.show_fleet(now=morning.now)
    assert told.expected == 2  # the run of 8:10 has not begun
    (only,) = told.by_line
    assert (only.line, only.expected, only.on_trip, only.stale) == ("1", 2, 1, 1)


def test_who_was_not_heard_of_since_yesterday_is_stale_no_more_but_never_heard_of(morning):
    early, noon = morning.at("24:05"), morning.at("36:00")
    (silent,) = [
        one for one in morning.room.show_fleet(now=noon).vehicles if one.vehicle == "0055/2"
    ]
    assert (silent.state, silent.heard_at) == (FleetState.NEVER, morning.at("08:06:30"))
    assert morning.room.show_fleet(now=early).counts.never == 4
    assert morning.room.show_fleet(now=morning.at("14:00")).counts.stale == 3


def test_each_operator_has_counts_of_its_own(morning):
    told = {one.operator: one for one in morning.room.show_fleet(now=morning.now).by_operator}
    assert (told["0055"].reporting, told["0055"].stale, told["0055"].never) == (1, 1, 1)
    assert (told["0066"].unassigned, told["0066"].never) == (1, 0)


def test_a_silent_vehicle_says_since_when(morning):
    wanted = WantedVehicles(state="stale")
    (silent,) = morning.room.show_fleet(now=morning.now, wanted=wanted).vehicles
    assert silent.heard_at == morning.at("08:06:30")
    assert silent.silent_s == 150.0


def test_vehicles_are_listed_by_operator_and_line(morning):
    room, now = morning.room, morning.now
    of = [one.vehicle for one in room.show_fleet(now=now, wanted=WantedVehicles("0066")).vehicles]
    assert of == ["0066/3"]
    of = [one.vehicle for one in room.show_fleet(now=now, wanted=WantedVehicles(line="1")).vehicles]
    assert sorted(of) == ["0055/1", "0055/2"]


def test_a_run_that_nobody_takes_is_missing_after_the_grace_and_never_was_at_its_end():
    day = Day(line("08:00", "08:20"))
    day.run(until="08:04")
    assert day.room.show_missing(now=day.now).runs == []
    day.run(until="08:06")
    (run,) = day.room.show_missing(now=day.now).runs
    assert (run.kind, run.trip_id, run.late_s) == (MissingKind.NOBODY, "1-08:00", 360)
    day.run(until="08:11")
    told = day.room.show_missing(now=day.now)
    assert (told.runs, [one.trip_id for one in told.never]) == ([], ["1-08:00"])


def test_a_run_that_was_called_off_is_not_missing():
    day = Day(line("08:00"))
    day.cancel("1-08:00")
    day.run(until="08:07")
    assert day.room.show_missing(now=day.now).runs == []
    assert day.room.show_fleet(now=day.now).expected == 0
    day.run(until="08:12")
    assert day.room.show_missing(now=day.now).never == []


def test_a_bus_that_does_not_leave_its_first_stop_is_waited_for():
    day = Day(line("08:00"))
    late = day.world.drive("1-08:00", late_s=500, before_s=700)
    day.run(late, until="08:06")
    (run,) = day.room.show_missing(now=day.now).runs
    assert (run.kind, run.vehicle) == (MissingKind.WAITING, "bus")
    day.run([one for one in late if one.time_ms > day.world.ms("08:06")], until="08:10")
    assert day.room.show_missing(now=day.now).runs == []


def test_a_run_that_its_driver_gives_up_is_broken_off_where_it_called_last():
    day = Day(line("08:00"))
    drive = day.world.drive("1-08:00")
    turn = day.world.ms("08:05")
    gone = [
        replace(fix, journey="deadrun", hint=type(fix.hint)()) if fix.time_ms > turn else fix
        for fix in drive
    ]
    day.run(gone, until="08:07")
    (run,) = day.room.show_missing(now=day.now).runs
    assert (run.kind, run.last_stop_id) == (MissingKind.BROKEN_OFF, "c")


def test_a_run_whose_bus_is_silent_for_three_minutes_is_told_with_its_bus():
    day = Day(line("08:00"))
    day.run(until(day.world.drive("1-08:00"), day, "08:03"), until="08:05:30")
    assert day.room.show_missing(now=day.now).runs == []
    day.run(until="08:06:30")
    (run,) = day.room.show_missing(now=day.now).runs
    assert (run.kind, run.vehicle, run.last_stop_id) == (MissingKind.SILENT, "bus", "b")


def test_missing_runs_are_told_of_one_line_alone():
    day = Day(line("08:00"), line("08:00", name="2"))
    day.run(until="08:06")
    assert [one.line for one in day.room.show_missing(now=day.now, line="2").runs] == ["2"]


def test_a_bus_off_its_way_is_told_since_when_and_how_far():
    day = Day(line("08:00"))
    drive = day.world.drive("1-08:00")
    leaves, comes = day.world.ms("08:04:40"), day.world.ms("08:08")
    away = [fix for fix in drive if leaves <= fix.time_ms < comes]
    fixes = [fix for fix in drive if fix.time_ms < leaves] + shifted(away, y_m=400.0)
    fixes += [fix for fix in drive if fix.time_ms >= comes]
    day.run(fixes, until="08:07")
    (told,) = day.room.show_off_route(now=day.now).vehicles
    assert (told.vehicle, told.line, told.trip_id) == ("bus", "1", "1-08:00")
    assert abs((told.since - day.at("08:04:40")).total_seconds()) <= 60
    assert told.away_m == pytest.approx(400.0, abs=5.0)
    assert told.farthest_m >= told.away_m - 1e-6
    fleet = day.room.show_fleet(now=day.now)
    assert fleet.counts.off_route == 1
    day.run([fix for fix in fixes if fix.time_ms > day.world.ms("08:07")], until="08:09:30")
    assert day.room.show_off_route(now=day.now).vehicles == []


def test_an_answer_says_how_old_it_is():
    day = Day(line("08:00"))
    day.run(until="08:01")
    later = day.at("08:01:30")
    told = day.room.show_fleet(now=later)
    assert (told.as_of, told.age_s) == (day.now, 30.0)
