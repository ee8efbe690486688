"""Which trip a vehicle drives: named, named wrong, not named, the next one, yesterday's."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.live.drives import World
from tests.live.ways import Line, timetable_of

from modugil.live.fix import NO_HINT, TripHint
from modugil.live.stop_events.stop_events import concatenate_events

STREET = """
    A----b----C----d----E----f----G----h----I
                        |
                        x
                        |
                        Y
"""
OUT = Line("1", "AbCdEfGhI", "ACEGI", starts=["08:00", "08:20", "08:40"], route="1")
BACK = Line("2", "IhGfEdCbA", "IGECA", starts=["08:00", "08:15"], route="1", direction=1)
SIDE = Line("3", "AbCdExY", "ACEY", starts=["08:05"], route="3")


@pytest.fixture
def world() -> World:
    return World(timetable_of(STREET, [OUT, BACK, SIDE], cell_m=100.0))


def test_a_named_trip_is_taken_at_once(world: World):
    world.feed(world.drive("1-08:00")[:1])
    assert world.status() == "LAYOVER 1-08:00"


def test_the_trip_is_found_where_the_terminal_names_none(world: World):
    for trip in ("1-08:20", "2-08:15", "3-08:05"):
        other = World(world.timetable)
        other.feed(other.drive(trip, hint=NO_HINT, noise_m=4.0, quality=1, after_s=0))
        assert set(text.split()[0] for text in other.told()) == {trip}
        assert other.told(times=False)[0] == f"{trip} {'I' if trip[0] == '2' else 'A'} departure"


def test_a_trip_is_not_guessed_from_less_than_a_hundred_metres(world: World):
    fixes = world.drive("1-08:20", hint=NO_HINT)
    driven = [fix for fix in fixes if fix.time_ms <= world.ms("08:20:10")]
    world.feed(driven)
    assert world.status() == "UNASSIGNED -"


def test_the_wrong_direction_named_is_found_out(world: World):
    world.feed(world.drive("2-08:00", hint=TripHint(trip_id="1-08:00")))
    assert world.last is not None
    assert world.last.counts.refuted == 1
    assert [text for text in world.told(times=False) if text.endswith("I arrival")] == []
    assert "2-08:00 A arrival" in world.told(times=False)


def test_another_line_named_is_found_out_where_the_ways_part(world: World):
    fixes = world.drive("1-08:00", hint=TripHint(trip_id="3-08:05"), late_s=300)
    world.feed(fixes)
    assert "3-08:05 Y arrival" not in world.told(times=False)


def test_a_refuted_name_counts_again_when_it_changes(world: World):
    world.feed(world.drive("2-08:00", hint=TripHint(trip_id="1-08:00")))
    world.feed(world.drive("1-08:20"))
    assert "1-08:20 I arrival" in world.told(times=False)


def test_an_unknown_trip_is_looked_for(world: World):
    fixes = world.drive("1-08:20", hint=TripHint(trip_id="no such trip"))
    world.feed(fixes[:10])
    assert world.status() == "UNASSIGNED -"
    world.feed(fixes)
    assert "1-08:20 I arrival" in world.told(times=False)


def test_a_route_alone_narrows_the_search(world: World):
    world.feed(world.drive("1-08:00", late_s=300, hint=TripHint(route_id="3"))[:200])
    assert world.status() == "ON_TRIP 3-08:05"


def test_route_direction_start_and_day_name_a_trip(world: World):
    hint = TripHint(route_id="1", direction=1, start="08:15", day="2026-11-23")
    assert world.tracker.resolve(hint, at_ms=world.ms("08:10")) == (
        world.trip("2-08:15"),
        world.day.toordinal(),
    )
    world.feed(world.drive("2-08:15", hint=hint))
    assert "2-08:15 A arrival" in world.told(times=False)


@pytest.mark.parametrize(
    "hint",
    [NO_HINT, TripHint(route_id="1"), TripHint(direction=1), TripHint(route_id="9", start="08:00")],
)
def test_a_hint_that_names_no_run_resolves_to_none(world: World, hint: TripHint):
    assert world.tracker.resolve(hint, at_ms=world.ms("08:10")) is None


def test_two_vehicles_named_for_one_trip_both_drive_it(world: World):
    first = world.drive("1-08:00", vehicle="first")
    second = world.drive("1-08:00", vehicle="second", late_s=120)
    world.feed(sorted([*first, *second], key=lambda fix: fix.time_ms))
    events = concatenate_events(world.events)
    assert np.bincount(events.vehicle).tolist() == [8, 8]


def test_without_names_two_vehicles_get_two_trips(world: World):
    first = world.drive("1-08:00", vehicle="first", hint=NO_HINT)
    second = world.drive("1-08:20", vehicle="second", late_s=-200, hint=NO_HINT)
    world.feed(sorted([*first, *second], key=lambda fix: fix.time_ms))
    finished = [text for text in world.told(times=False) if text.endswith("I arrival")]
    assert sorted(finished) == ["1-08:00 I arrival", "1-08:20 I arrival"]


def test_a_guess_is_put_right_when_the_first_stop_is_left():
    """Found late on one trip, the next trips of its block are another vehicle's; times tell."""
    out = replace(OUT, starts=["08:00", "08:10"], blocks=["a", "b"])
    back = replace(BACK, starts=["08:25", "08:40"], blocks=["a", "b"])
    world = World(timetable_of(STREET, [out, back], cell_m=100.0))
    world.feed(world.drive("1-08:10", late_s=-240, hint=NO_HINT))
    assert {text.split()[0] for text in world.told()} == {"1-08:00"}
    assert world.status() == "LAYOVER 2-08:25"
    world.feed(world.drive("2-08:40", hint=NO_HINT, before_s=1200))
    assert {text.split()[0] for text in world.told()} == {"1-08:00", "2-08:40"}
    assert world.told()[-1].startswith("2-08:40 A arrival")


def test_a_late_departure_named_by_its_terminal_is_no_other_trip():
    out = replace(OUT, starts=["08:00"], blocks=["a"])
    back = replace(BACK, starts=["08:10", "08:22"], blocks=["a", "b"])
    world = World(timetable_of(STREET, [out, back], cell_m=100.0))
    stale = TripHint(trip_id="1-08:00")
    world.feed(world.drive("1-08:00"))
    world.feed(world.drive("2-08:10", late_s=720, hint=stale, before_s=780))
    assert {text.split()[0] for text in world.told()} == {"1-08:00", "2-08:10"}


def test_the_block_goes_on_with_its_next_trip_while_the_old_name_is_still_told():
    out = replace(OUT, starts=["08:00"], blocks=["b"])
    back = replace(BACK, starts=["08:15"], blocks=["b"])
    world = World(timetable_of(STREET, [out, back], cell_m=100.0))
    stale = TripHint(trip_id="1-08:00")
    world.feed(world.drive("1-08:00", after_s=60))
    assert world.status() == "LAYOVER 2-08:15"
    world.feed(world.drive("2-08:15", hint=stale, before_s=300))
    assert world.told(times=False) == [
        "1-08:00 A departure",
        *(f"1-08:00 {stop} {kind}" for stop in "CEG" for kind in ("arrival", "departure")),
        "1-08:00 I arrival",
        "2-08:15 I departure",
        *(f"2-08:15 {stop} {kind}" for stop in "GEC" for kind in ("arrival", "departure")),
        "2-08:15 A arrival",
    ]


def test_a_bus_waiting_for_its_next_trip_is_not_late_and_not_driven_backwards(world: World):
    world.feed(world.drive("1-08:00", after_s=200))
    assert world.status() == "LAYOVER 1-08:00"
    world.feed(world.drive("2-08:15", before_s=60)[:50])
    assert world.status() == "LAYOVER 2-08:15"
    assert world.along_m() < 5.0
    assert not any(text.startswith("2-") for text in world.told())


def test_moving_up_long_before_departure_is_no_departure(world: World):
    early = world.drive("1-08:40", late_s=-900)
    row = next(i for i, fix in enumerate(early) if fix.time_ms >= world.ms("08:26:30"))
    world.feed(early[:row])
    assert world.status() == "LAYOVER 1-08:40"
    world.feed(world.drive("1-08:40"))
    assert world.told()[0] == "1-08:40 A departure 08:40:00"
    assert len(world.told()) == 8


def test_the_last_stop_is_reached_between_two_polls_of_which_the_second_names_the_next_trip(
    world: World,
):
    out = world.drive("1-08:00", every_s=30, before_s=60, after_s=0)
    out = [fix for fix in out if fix.time_ms < world.ms("08:08")]
    back = world.drive("2-08:15", every_s=30, before_s=420)
    world.feed([*out, *(fix for fix in back if fix.time_ms > out[-1].time_ms)])
    arrivals = [text for text in world.told() if " I arrival" in text]
    assert len(arrivals) == 1
    assert "1-08:00 I arrival 08:0" in arrivals[0]


def test_a_dead_run_has_no_trip_and_ends_the_one_before(world: World):
    fixes = world.drive("1-08:00")
    batch = world.batch(fixes)
    half = len(fixes) // 2
    batch.in_service[half:] = 0
    world.tracker.advance(batch, hints=list(world.hints))
    assert world.status() == "DEADHEAD -"


def test_after_midnight_the_day_is_still_yesterdays():
    line = Line("1", "AbCdEfGhI", "ACEGI", starts=["23:55", "25:10"])
    for hint in (TripHint(trip_id="1-25:10"), TripHint(route_id="1", start="25:10"), NO_HINT):
        world = World(timetable_of(STREET, [line], cell_m=80.0))
        world.feed(world.drive("1-25:10", hint=hint))
        events = concatenate_events(world.events)
        assert set(world.told(times=False)) >= {"1-25:10 I arrival"}
        assert set(events.day.tolist()) == {world.day.toordinal()}
        assert world.told()[-1] == "1-25:10 I arrival 01:18:00"


def test_a_trip_over_midnight_keeps_its_day():
    line = Line("1", "AbCdEfGhI", "ACEGI", starts=["23:55"])
    world = World(timetable_of(STREET, [line], cell_m=80.0))
    world.feed(world.drive("1-23:55"))
    assert world.told()[0] == "1-23:55 A departure 23:55:00"
    assert world.told()[-1] == "1-23:55 I arrival 00:03:00"
    assert set(concatenate_events(world.events).day.tolist()) == {world.day.toordinal()}


def test_on_the_day_on_which_clocks_change_times_count_from_noon_minus_twelve_hours():
    timetable = timetable_of(STREET, [OUT], cell_m=80.0, zone="America/New_York")
    world = World(timetable, day=date(2026, 11, 1))
    world.feed(world.drive("1-08:00", hint=NO_HINT))
    assert world.told()[-1] == "1-08:00 I arrival 08:08:00"
    assert world.told()[0].startswith("1-08:00 A departure")


def test_the_same_terminal_on_the_next_morning_starts_anew(world: World):
    world.feed(world.drive("1-08:00", hint=TripHint(trip_id="1-08:00")))
    tomorrow = World(world.timetable, day=date(2026, 11, 24))
    world.feed(tomorrow.drive("1-08:00", hint=TripHint(trip_id="1-08:00")))
    days = concatenate_events(world.events).day
    assert np.unique(days, return_counts=True)[1].tolist() == [8, 8]


def test_saved_and_loaded_it_goes_on_as_if_nothing_was(world: World):
    fixes = world.drive("1-08:00", noise_m=3.0, quality=1)
    whole = World(world.timetable)
    whole.feed(fixes)
    world.feed(fixes[:250])
    again = World(world.timetable)
    again.rows, again.hints, again.events = world.rows, world.hints, world.events
    again.tracker.load_state(world.tracker.save_state())
    again.feed(fixes[250:])
    assert again.told() == whole.told()


def test_a_state_of_another_timetable_is_refused(world: World):
    other = World(timetable_of(STREET, [SIDE]))
    with pytest.raises(ValueError, match="another"):
        other.tracker.load_state(world.tracker.save_state())
