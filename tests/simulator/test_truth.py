"""The truth obeys physics and the timetable, and depends on the seed alone."""

from collections import Counter, defaultdict
from datetime import date

import numpy as np
import pytest
from tests.simulator.drives import at, begin, drive, ms, places, scheduled_ms, trip_events

from modugil.core.access import Access
from modugil.live.stop_events.stop_events import EventKind
from modugil.simulator.days import start_model
from modugil.simulator.duties import build_duties, list_runs
from modugil.simulator.quiet import find_quiet_ms
from modugil.simulator.settings import MishapSettings, SimulationSettings
from modugil.simulator.vehicle_row import Mode


@pytest.fixture(scope="module")
def morning(sample):
    """The sample from eight to nine."""
    model, _ = begin(sample, "08:00")
    drive(model, "09:00")
    return model


def test_the_same_seed_drives_the_same_day_and_another_seed_another(sample, morning):
    again, other = begin(sample, "08:00")[0], begin(sample, "08:00", seed=2)[0]
    drive(again, "08:30")
    assert again.true_events == morning.true_events[: len(again.true_events)] != []
    assert drive(other, "08:30") != again.true_events


def test_the_day_is_the_same_from_whichever_moment_one_begins_to_look(sample, morning):
    later, _ = begin(sample, "08:40")
    drive(later, "09:00")
    from_ms = ms(at("08:41"))
    kept = [[e for e in model.true_events if e.time_ms >= from_ms] for model in (later, morning)]
    assert kept[0] == kept[1] != []


def test_no_bus_jumps_and_none_brakes_harder_than_it_can(sample):
    model, _ = begin(sample, "08:00")
    before, mode_before = places(model)
    for _ in range(1800):
        model.step()
        now, mode = places(model)
        moved = np.hypot(now[0] - before[0], now[1] - before[1])
        out = (mode != Mode.OFF) & (mode_before != Mode.OFF)
        most = np.maximum(now[2], before[2]) * 1.05 + 3.0
        assert (moved[out] <= most[out]).all()
        assert (np.abs(now[2] - before[2])[out] <= 2.0 + 1e-9).all()
        assert now[2].max() < 30.0
        before, mode_before = now, mode


def test_stops_come_in_order_and_nobody_leaves_before_arriving(morning):
    by_run = defaultdict(list)
    for event in morning.true_events:
        by_run[event.run].append(event)
    assert len(by_run) > 50
    for events in by_run.values():
        times = [event.time_ms for event in events]
        positions = [event.position for event in events]
        assert times == sorted(times)
        assert positions == sorted(positions)
        assert max(Counter(positions).values()) <= 2


def test_nobody_leaves_a_timepoint_early(morning, shuttle):
    model, _ = begin(shuttle)
    drive(model, "09:30")
    for world in (morning, model):
        left = [e for e in world.true_events if e.kind != EventKind.ARRIVAL]
        timepoint = world.timetable.patterns.timepoint
        start = world.timetable.patterns.stop_start[world.timetable.trips.pattern]
        held = [e for e in left if timepoint[start[e.run.trip] + e.position]]
        assert held
        assert all(e.time_ms >= scheduled_ms(world, e) for e in held)


def test_every_stop_of_a_run_is_told_of(shuttle):
    model, _ = begin(shuttle)
    drive(model, "09:30")
    for trip in ("OUT1", "BACK1", "OUT2", "BACK2", "OUT3"):
        events = trip_events(model, trip)
        assert {event.position for event in events} == {0, 1, 2, 3, 4}
        assert events[0].kind == EventKind.DEPARTURE
        assert events[-1].kind == EventKind.ARRIVAL


def test_one_bus_goes_to_and_fro_and_another_one_drives_what_is_not_low_floor(shuttle):
    model, _ = begin(shuttle)
    drive(model, "09:30")
    drivers = {
        trip: {event.vehicle for event in trip_events(model, trip)}
        for trip in ("OUT1", "BACK1", "OUT2", "BACK2", "OUT3")
    }
    assert drivers["OUT1"] == drivers["BACK1"] == drivers["OUT2"] == drivers["BACK2"]
    assert drivers["OUT3"] != drivers["OUT1"]
    floors = {vehicle.name: vehicle.low_floor for vehicle in model.vehicles}
    assert floors[drivers["OUT1"].pop()] == Access.YES
    assert floors[drivers["OUT3"].pop()] == Access.NO


def test_each_run_is_driven_once_by_a_vehicle_that_is_there_in_time(sample):
    runs = list_runs(sample.timetable, day=date(2026, 11, 23))
    duties = build_duties(sample.timetable, runs)
    driven = Counter(run.trip for duty in duties for run in duty.runs)
    assert driven == Counter(run.trip for run in runs)
    for duty in duties:
        for before, after in zip(duty.runs, duty.runs[1:], strict=False):
            assert before.end_s < after.start_s
        assert {run.wheelchair for run in duty.runs} <= {Access.UNKNOWN, duty.low_floor}


def test_buses_that_pass_a_place_minutes_apart_are_held_up_alike(sample):
    """Delay gained on a stretch, of a bus and the next one behind it: more alike than by chance."""
    model, _ = begin(sample, "08:00")
    drive(model, "11:00")
    gained = defaultdict(list)
    last: dict[tuple, int] = {}
    for event in model.true_events:
        if event.kind == EventKind.ARRIVAL:
            key = (event.run, event.position - 1)
            if key in last:
                rows = model.timetable.patterns.stop
                first = model.timetable.patterns.stop_start[
                    model.timetable.trips.pattern[event.run.trip]
                ]
                stretch = tuple(rows[first + event.position - 1 : first + event.position + 1])
                took = event.time_ms - last[key]
                usual = scheduled_ms(model, event, departure=False) - scheduled_ms(
                    model, type(event)(event.vehicle, *key, event.kind, 0)
                )
                gained[stretch].append((event.time_ms, took / usual))
        else:
            last[(event.run, event.position)] = event.time_ms
    pairs = [
        (one[1], two[1])
        for passes in gained.values()
        for one, two in zip(passes, passes[1:], strict=False)
        if two[0] - one[0] < 900_000
    ]
    assert len(pairs) > 100
    assert np.corrcoef(np.array(pairs).T)[0, 1] > 0.3


def test_mishaps_happen_by_chance_only_where_they_are_asked_for(sample):
    settings = SimulationSettings(mishaps=MishapSettings(breakdown_ratio=0.1))
    model, _ = begin(sample, "08:00", settings=settings)
    drive(model, "08:30")
    assert np.count_nonzero(model.fleet["is_broken"]) > 0
    assert not start_model(sample, start=at("08:30"), seed=1).fleet["is_broken"].any()


def test_a_day_ends_and_the_next_one_begins(shuttle):
    model, _ = begin(shuttle)
    for _ in range(26 * 3600):
        model.step()
    days = {event.run.day.day for event in model.true_events}
    assert days == {23, 24}


@pytest.mark.parametrize(
    ("now", "found"), [(50, 50), (1_000_000, 400_000), (3_000_000, 400_000), (9_000_000, 9_000_000)]
)
def test_the_quiet_moment_is_the_last_at_which_no_bus_was_out(now, found):
    starts, ends = np.array([1_000_000, 2_000_000]), np.array([2_500_000, 3_000_000])
    assert find_quiet_ms(starts, ends, now_ms=now) == found
