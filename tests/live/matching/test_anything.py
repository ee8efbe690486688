"""Whatever terminals tell, nothing breaks and nothing is told twice."""

import math
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.live.drives import World
from tests.live.ways import Line, timetable_of
from tests.region.feeds import read_small

from modugil.live.batch import FixBatch
from modugil.live.build_paths import build_paths
from modugil.live.fix import TripHint
from modugil.live.stop_events.stop_events import EventKind, concatenate_events
from modugil.live.tracker import Tracker

STREET = """
    A----b----C----d----E
    |         |         |
    F----g----H----i----J
"""
TIMETABLE = timetable_of(
    STREET,
    [
        Line("1", "AbCdE", "ACE", starts=["08:00", "08:10"], blocks=["x", ""]),
        Line("2", "EJiHgFA", "EHA", starts=["08:06"], blocks=["x"]),
        Line("3", "AbCHgFAbC", "ACHAC", starts=["08:00"], minutes=1),
        Line("4", "", "AJ", starts=["08:01"], shape=False),
    ],
)
HINTS = [
    TripHint(trip_id="1-08:00"),
    TripHint(trip_id="3-08:00"),
    TripHint(trip_id="4-08:01"),
    TripHint(route_id="2"),
    TripHint(trip_id="none"),
]
NUMBER = st.one_of(st.floats(-1000, 1000), st.sampled_from([math.nan, math.inf]))


@st.composite
def batches(draw: st.DrawFn) -> FixBatch:
    count = draw(st.integers(1, 60))
    world = World(TIMETABLE)
    seed = draw(st.integers(0, 10_000))
    chance = np.random.default_rng(seed)
    start = world.ms("07:58")
    time_ms = start + np.cumsum(chance.choice([0, 500, 1000, 15_000, 400_000], count)) - 5000
    lat = 33.5 - chance.uniform(-0.001, 0.002, count)
    lon = 126.5 + chance.uniform(-0.002, 0.013, count)
    wild = chance.random(count) < 0.1
    lat[wild] = draw(NUMBER)
    return FixBatch(
        chance.integers(0, 3, count).astype(np.int32),
        time_ms,
        time_ms,
        lat,
        lon,
        np.where(chance.random(count) < 0.2, np.nan, chance.uniform(-720, 720, count)).astype("f4"),
        np.where(chance.random(count) < 0.2, np.nan, chance.uniform(-5, 40, count)).astype("f4"),
        chance.choice([0, 1, 4, 5, 6, 255], count).astype(np.uint8),
        chance.integers(-1, len(HINTS), count).astype(np.int32),
        (chance.random(count) < 0.9).astype(np.uint8),
        chance.integers(0, 3, count).astype(np.uint8),
    )


@given(st.lists(batches(), min_size=1, max_size=4))
def test_any_fixes_tell_each_stop_of_a_run_once_and_in_order(parts: list[FixBatch]):
    world = World(TIMETABLE)
    for batch in parts:
        world.events.append(world.tracker.advance(batch, hints=HINTS).events)
        progress = world.tracker.progress
        length_m = np.array([world.paths.along_m[end - 1] for end in world.paths.point_start[1:]])
        driven = progress.trip >= 0
        assert (progress.along_m[driven] >= 0).all()
        assert (progress.along_m[driven] <= length_m[progress.path[driven]] + 0.1).all()
        assert ((progress.leg_ratio >= 0) & (progress.leg_ratio <= 1)).all()
        assert (progress.status <= 4).all()
    events = concatenate_events(world.events)
    assert (events.trip >= 0).all()
    assert (events.spread_ms >= 0).all()
    columns = (events.vehicle, events.trip, events.day)
    for run in {tuple(one) for one in np.stack(columns, 1).tolist()}:
        own = np.logical_and.reduce([c == v for c, v in zip(columns, run, strict=True)])
        stops = world.paths.stop_start[world.paths.of_trip[run[1]] + 1]
        assert (
            events.position[own].max() < stops - world.paths.stop_start[world.paths.of_trip[run[1]]]
        )
        order = events.position[own] * 2 + (events.kind[own] == EventKind.DEPARTURE)
        assert len(set(order.tolist())) == own.sum(), world.told()


def test_a_batch_that_names_what_does_not_exist_is_refused():
    world = World(TIMETABLE)
    batch = world.batch(world.drive("1-08:00")[:3])
    with pytest.raises(ValueError, match="do not exist"):
        world.tracker.advance(batch, hints=[])


def test_an_empty_batch_changes_nothing():
    world = World(TIMETABLE)
    assert len(world.feed([])) == 0


def test_a_feed_without_trips_has_no_ways_and_vehicles_no_trips(tmp_path: Path):
    timetable, _ = read_small(
        tmp_path,
        """
# trips.txt
route_id,service_id,trip_id

# stop_times.txt
trip_id,arrival_time,departure_time,stop_id,stop_sequence
""",
    )
    paths = build_paths(timetable)
    assert len(paths.pattern) == 0
    tracker = Tracker(timetable, paths, zone=ZoneInfo("Asia/Seoul"))
    world = World(TIMETABLE)
    told = tracker.advance(world.batch(world.drive("1-08:00")), hints=list(world.hints))
    assert len(told.events) == 0
    assert tracker.progress.trip.tolist() == [-1]
