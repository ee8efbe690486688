"""What is asked for happens, to the one vehicle that is meant, and later to nobody else."""

import numpy as np
import pytest
from tests.simulator.drives import (
    at,
    begin,
    drive,
    find_vehicle,
    ms,
    scheduled_ms,
    trip_events,
    trip_row,
)

from modugil.conditions.conditions import TripRun
from modugil.core.access import Access
from modugil.core.errors import BadInput
from modugil.live.stop_events.stop_events import EventKind
from modugil.simulator.commands import Commands
from modugil.simulator.fleet import HintFault
from modugil.simulator.mishaps import ask_for_mishaps
from modugil.simulator.settings import MishapSettings, SimulationSettings


@pytest.fixture
def commands():
    return Commands()


def run_of(region, trip_id):
    return TripRun(trip_row(region, trip_id), at("08:00").date())


def lateness_s(model, trip_id):
    return [
        (event.time_ms - scheduled_ms(model, event)) / 1000
        for event in trip_events(model, trip_id)
        if event.kind != EventKind.ARRIVAL
    ]


def test_a_bus_that_is_held_up_ten_minutes_is_ten_minutes_late(shuttle, commands):
    model, terminals = begin(shuttle)
    drive(model, "08:03")
    asked = commands.delay(run_of(shuttle, "OUT1"), seconds=600)
    drive(model, "08:30", commands=commands, terminals=terminals)
    late = lateness_s(model, "OUT1")
    assert max(late[:1]) < 60
    assert 480 < min(late[-2:]) < 720
    assert asked.result() == find_vehicle(model, "OUT1")


def test_a_run_that_is_to_come_leaves_so_much_later(shuttle, commands):
    model, terminals = begin(shuttle)
    drive(model, "08:01")
    commands.delay(find_vehicle(model, "OUT1"), seconds=0).cancelled()
    drive(model, "08:14", commands=commands, terminals=terminals)
    commands.delay(run_of(shuttle, "BACK1"), seconds=300)
    drive(model, "08:40", commands=commands, terminals=terminals)
    assert 300 <= lateness_s(model, "BACK1")[0] < 302


def test_one_in_reserve_drives_on_for_a_bus_that_broke_down(shuttle, commands):
    model, terminals = begin(shuttle)
    drive(model, "08:03")
    broken = commands.break_down(run_of(shuttle, "OUT1"))
    drive(model, "09:30", commands=commands, terminals=terminals)
    assert len(trip_events(model, "OUT1")) < 5
    other = find_vehicle(model, "BACK1")
    assert other != broken.result()
    assert find_vehicle(model, "BACK2") == other
    assert not trip_events(model, "OUT1", EventKind.ARRIVAL)[-1].position == 4


def test_a_bus_that_is_not_low_floor_takes_a_trip_over(shuttle, commands):
    model, terminals = begin(shuttle)
    drive(model, "08:03")
    taken = commands.take_over(run_of(shuttle, "OUT1"))
    drive(model, "08:12", commands=commands, terminals=terminals)
    name = taken.result()
    events = trip_events(model, "OUT1")
    assert {event.vehicle for event in events} == {find_vehicle(model, "OUT1"), name}
    assert events[-1].vehicle == name != events[0].vehicle
    assert {event.position for event in events} == {0, 1, 2, 3, 4}
    fixes = {fix.vehicle: fix for fix in terminals.build_fixes(terminals.tell())}
    assert fixes[name].low_floor == Access.NO
    assert fixes[name].wheelchair_bays_free == 0
    assert events[0].vehicle not in fixes


def test_on_a_detour_a_bus_is_off_its_way_and_leaves_out_the_stops_between(shuttle, commands):
    model, terminals = begin(shuttle)
    drive(model, "08:03")
    asked = commands.detour(run_of(shuttle, "OUT1"), length_m=900, offset_m=200)
    off_m = []
    while model.now_ms < ms(at("08:14")):
        commands.apply(model, terminals)
        model.step()
        row = next(one.row for one in model.vehicles if one.name == asked.result())
        off_m.append(abs(float(model.fleet["y_m"][row])))
    assert max(off_m) > 150
    kinds = {event.position: event.kind for event in trip_events(model, "OUT1")}
    assert EventKind.PASSING in kinds.values()
    assert off_m[-1] < 5


def test_a_bunch_forms_behind_a_bus_that_waits(sample, commands):
    model, terminals = begin(sample, "08:00")
    line = [
        row
        for row in np.flatnonzero(model.fleet["mode"] == 2)
        if model.timetable.lines.id[
            int(model.timetable.trips.route[model.world.runs["trip"][model.fleet["run"][row]]])
        ]
        == "365"
    ]
    name = model.vehicles[line[0]].name
    commands.bunch(name)
    drive(model, "08:02", commands=commands, terminals=terminals)
    assert model.fleet["speed_mps"][line[0]] == 0.0
    drive(model, "08:45", commands=commands, terminals=terminals)
    assert model.fleet["hold_until_ms"][line[0]] <= model.now_ms


def test_terminals_can_be_wrong_about_time_place_and_trip(shuttle, commands):
    model, terminals = begin(shuttle)
    drive(model, "08:02")
    run = run_of(shuttle, "OUT1")
    commands.shift_clock(run)
    commands.freeze(run)
    commands.set_hint(run, fault=HintFault.WRONG)
    commands.apply(model, terminals)
    name = find_vehicle(model, "OUT1")
    told = []
    for _ in range(60):
        model.step()
        told.append(next(f for f in terminals.build_fixes(terminals.tell()) if f.vehicle == name))
    assert {fix.time_ms - model.now_ms > 3_500_000 for fix in told} == {True}
    assert len({(fix.lat, fix.lon) for fix in told}) == 1
    assert {fix.hint.trip_id for fix in told}.isdisjoint({"OUT1", ""})
    commands.set_hint(run, fault=HintFault.SILENT)
    commands.freeze(run, is_frozen=False)
    commands.apply(model, terminals)
    fix = next(f for f in terminals.build_fixes(terminals.tell()) if f.vehicle == name)
    assert fix.hint.trip_id == ""
    assert (fix.lat, fix.lon) != (told[0].lat, told[0].lon)


def test_what_a_terminal_gets_wrong_changes_nothing_about_where_the_bus_drives(shuttle, commands):
    model, terminals = begin(shuttle)
    commands.shift_clock(run_of(shuttle, "OUT1"))
    commands.freeze(run_of(shuttle, "OUT1"))
    drive(model, "08:30", commands=commands, terminals=terminals)
    plain, _ = begin(shuttle)
    assert drive(plain, "08:30") == model.true_events


def test_what_happens_by_chance_is_asked_for_as_often_as_the_settings_say(sample, commands):
    mishaps = MishapSettings(detours_per_h=6.0, bunches_per_h=3.0, substitutes_per_h=2.0)
    model, terminals = begin(sample, "08:00", settings=SimulationSettings(mishaps=mishaps))
    begun = {"detours": 0, "spares": 0}
    while model.now_ms < ms(at("11:00")):
        before = model.fleet["detour_to_m"].copy()
        ask_for_mishaps(model, commands)
        commands.apply(model, terminals)
        begun["detours"] += int(np.count_nonzero(model.fleet["detour_to_m"] > before))
        model.step()
    spares = model.fleet[len(model.roster.floors) :]
    begun["spares"] = int(np.count_nonzero(spares["odometer_m"] > 0))
    assert 8 <= begun["detours"] <= 30
    assert 1 <= begun["spares"] <= 3


def test_what_cannot_be_is_told_to_who_asked(shuttle, commands):
    model, terminals = begin(shuttle, settings=SimulationSettings(spare_count=0))
    wishes = [
        commands.delay("9999/00001", seconds=1),
        commands.take_over(run_of(shuttle, "OUT1")),
        commands.break_down(run_of(shuttle, "OUT1")),
        commands.delay(run_of(shuttle, "BACK2"), seconds=60),
        commands.bunch(TripRun(0, at("08:00", 30).date())),
    ]
    commands.apply(model, terminals)
    for wish in wishes:
        with pytest.raises(BadInput):
            wish.result(timeout=1)


def test_a_terminal_without_power_tells_nothing_until_it_has_it_again(shuttle, commands):
    model, terminals = begin(shuttle)
    drive(model, "08:03")
    bus = commands.silence(run_of(shuttle, "OUT1"))
    drive(model, "08:04", commands=commands, terminals=terminals)
    row = next(one.row for one in model.vehicles if one.name == bus.result())
    assert row not in terminals.tell().row
    commands.silence(bus.result(), is_silent=False)
    drive(model, "08:05", commands=commands, terminals=terminals)
    assert row in terminals.tell().row
