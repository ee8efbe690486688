"""What is told of stops: one arrival and one departure, or one passing, at the right time."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.drives import Call, World
from tests.live.ways import Line, timetable_of

from modugil.live.stop_events.stop_events import EventKind, concatenate_events

STREET = "A----b----C----d----E----f----G----h----I"
FOUR = Line("1", way="AbCdEfGhI", stops="ACEGI", starts=["08:00", "08:30"], minutes=2)


@pytest.fixture
def world() -> World:
    return World(timetable_of(STREET, [FOUR]))


EVERY_STOP = [
    "1-08:00 A departure 08:00:00",
    "1-08:00 C arrival 08:02:00",
    "1-08:00 C departure 08:02:20",
    "1-08:00 E arrival 08:04:00",
    "1-08:00 E departure 08:04:20",
    "1-08:00 G arrival 08:06:00",
    "1-08:00 G departure 08:06:20",
    "1-08:00 I arrival 08:08:00",
]


def test_a_trip_that_stands_at_every_stop(world: World):
    world.feed(world.drive("1-08:00"))
    assert world.told() == EVERY_STOP


def test_a_stop_gone_through_without_standing_is_passed(world: World):
    calls = world.calls("1-08:00")
    calls[2] = Call(calls[2].along_m, calls[2].come_s, calls[2].come_s)
    world.feed(world.drive("1-08:00", calls=calls))
    assert world.told()[3:4] == ["1-08:00 E passing 08:04:00"]
    assert len(world.told()) == 7


def test_a_red_light_before_the_stop_makes_no_second_arrival(world: World):
    calls = world.calls("1-08:00")
    light = Call(calls[1].along_m - 30, calls[1].come_s - 20, calls[1].come_s - 8)
    world.feed(world.drive("1-08:00", calls=[calls[0], light, *calls[1:]]))
    kinds = [line.split()[1:3] for line in world.told()]
    assert kinds.count(["C", "arrival"]) == 1
    assert kinds.count(["C", "departure"]) == 1
    assert "1-08:00 C departure 08:02:20" in world.told()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("speed", [True, False])
def test_jitter_at_a_stop_gives_one_arrival_and_one_departure(world: World, seed: int, speed: bool):
    world.feed(world.drive("1-08:00", dwell_s=45, noise_m=5.0, seed=seed, quality=1, speed=speed))
    assert world.told(times=False) == [line.rsplit(" ", 1)[0] for line in EVERY_STOP]
    events = concatenate_events(world.events)
    truth = [world.ms(line.split()[-1]) for line in EVERY_STOP]
    later = ["departure" in line and " A " not in line for line in EVERY_STOP]
    truth = [one + 25_000 * is_later for one, is_later in zip(truth, later, strict=True)]
    assert np.abs(events.time_ms - np.array(truth)).max() <= (6_000 if speed else 12_000)


def test_an_event_lies_within_its_spread(world: World):
    world.feed(world.drive("1-08:00", dwell_s=40))
    dense = concatenate_events(world.events)
    for every_s in (10, 30):
        other = World(world.timetable)
        other.feed(other.drive("1-08:00", dwell_s=40, every_s=every_s, before_s=65))
        sparse = concatenate_events(other.events)
        assert other.told(times=False) == world.told(times=False)
        assert (np.abs(sparse.time_ms - dense.time_ms) <= sparse.spread_ms).all()
        assert (sparse.spread_ms <= 1000 * every_s + 5000).all()


def test_a_gap_of_some_minutes_is_bridged_with_a_wide_spread(world: World):
    fixes = world.drive("1-08:00")
    hole = (world.ms("08:01:30"), world.ms("08:05:00"))
    world.feed([fix for fix in fixes if not hole[0] < fix.time_ms < hole[1]])
    assert world.told(times=False)[1:3] == ["1-08:00 C passing", "1-08:00 E passing"]
    events = concatenate_events(world.events)
    assert (events.spread_ms[1:3] > 60_000).all()
    assert "1-08:00 G arrival 08:06:00" in world.told()


def test_of_stops_passed_in_a_long_silence_nothing_is_told(world: World):
    fixes = world.drive(
        "1-08:00",
        calls=[
            Call(c.along_m, c.come_s + 120 * i, c.leave_s + 120 * i)
            for i, c in enumerate(world.calls("1-08:00"))
        ],
    )
    hole = (fixes[0].time_ms + 90_000, fixes[0].time_ms + 660_000)
    world.feed([fix for fix in fixes if not hole[0] < fix.time_ms < hole[1]])
    assert [line.split()[1] for line in world.told()] == ["A", "G", "G", "I"]


def test_the_same_fixes_again_tell_nothing_new(world: World):
    fixes = world.drive("1-08:00")
    world.feed(fixes)
    assert len(world.feed(fixes)) == 0
    assert world.last is not None
    assert world.last.counts.not_newer == len(fixes)


def test_duplicates_and_old_fixes_change_nothing(world: World):
    fixes = world.drive("1-08:00")
    chance = random.Random(5)
    mixed = []
    for row, fix in enumerate(fixes):
        mixed.append(fix)
        mixed += chance.sample(fixes[: row + 1], min(row, chance.choice([0, 0, 1, 2])))
    world.feed(mixed)
    assert world.told() == EVERY_STOP


def test_what_is_told_is_known_when_its_fix_was_received(world: World):
    events = world.feed(world.drive("1-08:00"))
    assert (events.known_ms >= events.time_ms).all()
    assert (events.known_ms - events.time_ms <= 15_000).all()


def test_a_vehicle_first_seen_on_the_way_tells_nothing_of_stops_behind(world: World):
    world.feed(fix for fix in world.drive("1-08:00") if fix.time_ms > world.ms("08:03:00"))
    assert world.told() == EVERY_STOP[3:]


def test_a_doors_open_fix_arrives_at_once(world: World):
    fixes = [fix for fix in world.drive("1-08:00") if fix.time_ms <= world.ms("08:02:01")]
    world.feed(fixes[:-1])
    assert len(world.told()) == 1
    batch = world.batch(fixes[-1:])
    batch.doors_open[:] = 1
    events = world.tracker.advance(batch, hints=list(world.hints)).events
    assert world.lines(events) == ["1-08:00 C arrival 08:02:00"]


@given(st.lists(st.integers(1, 200), min_size=1, max_size=12), st.integers(0, 3))
def test_however_fixes_are_cut_into_batches_the_events_are_the_same(cuts: list[int], seed: int):
    timetable = timetable_of(STREET, [FOUR])
    whole, parts = World(timetable), World(timetable)
    fixes = [
        fix
        for vehicle, trip in (("one", "1-08:00"), ("two", "1-08:30"))
        for fix in whole.drive(trip, vehicle=vehicle, noise_m=4.0, seed=seed, quality=1)
    ]
    fixes.sort(key=lambda fix: fix.time_ms)
    whole.feed(fixes)
    at, turn = 0, 0
    while at < len(fixes):
        parts.feed(fixes[at : at + cuts[turn % len(cuts)]])
        at, turn = at + cuts[turn % len(cuts)], turn + 1
    one, other = concatenate_events(whole.events), concatenate_events(parts.events)
    for name in ("vehicle", "trip", "day", "position", "kind", "time_ms", "spread_ms", "known_ms"):
        assert (getattr(one, name) == getattr(other, name)).all()


@given(
    st.integers(0, 50),
    st.floats(0.0, 12.0),
    st.sampled_from([1, 3, 10, 30]),
    st.floats(0.0, 0.4),
    st.booleans(),
)
def test_events_of_a_run_are_in_order_whatever_the_fixes_are(
    seed: int, noise_m: float, every_s: int, loss: float, speed: bool
):
    world = World(timetable_of(STREET, [FOUR]))
    chance = random.Random(seed)
    fixes = world.drive(
        "1-08:00", noise_m=noise_m, seed=seed, every_s=every_s, quality=1, speed=speed
    )
    world.feed(fix for fix in fixes if chance.random() >= loss)
    events = concatenate_events(world.events)
    assert (np.diff(events.time_ms) >= 0).all()
    order = events.position * 2 + (events.kind == EventKind.DEPARTURE)
    assert (np.diff(order) > 0).all()
    assert (events.spread_ms >= 0).all()


@pytest.mark.parametrize("seed", range(5))
def test_with_a_tenth_of_the_fixes_lost_the_same_stops_are_told(seed: int):
    timetable = timetable_of(STREET, [FOUR], cell_m=80.0)
    clean, storm = World(timetable), World(timetable)
    fixes = clean.drive("1-08:00", dwell_s=25, noise_m=1.0, seed=seed, quality=4)
    chance = random.Random(seed)
    clean.feed(fixes)
    storm.feed(fix for fix in fixes if chance.random() >= 0.1)
    assert storm.told(times=False) == clean.told(times=False)
    one, other = concatenate_events(clean.events), concatenate_events(storm.events)
    assert np.abs(one.time_ms - other.time_ms).max() <= 3_000
