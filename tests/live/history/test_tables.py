"""A fix in history is the fix that was told, to the digits that are kept."""

import math

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from tests.live.history.rides import EMPTY, FULL, comparable, event, fix

from modugil.live.fix import Fix, TripHint
from modugil.live.history.event_table import build_event_table, read_event_table
from modugil.live.history.fix_table import SCHEMA, build_fix_table, read_fix_table

words = st.text(st.characters(codec="utf-8"), max_size=8)
measures = st.one_of(st.just(math.nan), st.floats(-400, 400).map(lambda x: round(x, 1)))
fixes = st.builds(
    Fix,
    vehicle=words.filter(bool),
    time_ms=st.integers(0, 1 << 42),
    lat=st.one_of(st.just(math.nan), st.integers(-900000000, 900000000).map(lambda n: n / 1e7)),
    lon=st.one_of(st.just(math.nan), st.integers(-1800000000, 1800000000).map(lambda n: n / 1e7)),
    received_ms=st.integers(0, 1 << 42),
    door=st.integers(1, 5),
    heading_deg=st.integers(0, 3600).map(lambda n: n / 10),
    speed_mps=st.integers(-1000, 4000).map(lambda n: n / 100),
    quality=st.sampled_from([0, 1, 4, 5, 255]),
    hint=st.builds(TripHint, words, words, st.integers(-1, 1), words, words),
    event=words,
    stop=words,
    journey=words,
    doors_open=st.integers(0, 2),
    low_floor=st.integers(0, 2),
    ramp=st.integers(0, 2),
    wheelchair_bays_free=st.integers(-1, 9),
    occupancy_ratio=st.one_of(st.just(-1.0), st.integers(0, 2000).map(lambda n: n / 1000)),
    odometer_m=st.one_of(st.just(math.nan), st.integers(0, 1 << 30).map(float)),
)


@given(st.lists(fixes, max_size=8), st.data())
def test_what_was_told_is_read_again(rows, data):
    table = build_fix_table(rows)
    assert table.schema == SCHEMA
    assert [*map(comparable, read_fix_table(table))] == [*map(comparable, rows)]
    first = data.draw(st.integers(0, len(rows)))
    part = read_fix_table(pa.concat_tables([table.slice(first), table.slice(0, first)]))
    assert [*map(comparable, part)] == [*map(comparable, rows[first:] + rows[:first])]


def test_everything_a_fix_can_tell_and_nothing_of_it():
    assert read_fix_table(build_fix_table([FULL])) == [FULL]
    (empty,) = read_fix_table(build_fix_table([EMPTY]))
    assert comparable(empty) == comparable(EMPTY)
    row = build_fix_table([EMPTY]).to_pylist()[0]
    told = {name for name, value in row.items() if value is not None}
    assert told == {"vehicle", "measured_at", "received_at", "door", "event", "journey"}


def test_what_cannot_be_meant_is_not_known():
    wild = fix(0, lat=991.0, lon=-1e300, heading_deg=math.inf, speed_mps=1e9, odometer_m=1e18)
    (kept,) = read_fix_table(build_fix_table([wild]))
    measures = (kept.lat, kept.lon, kept.heading_deg, kept.speed_mps, kept.odometer_m)
    assert np.isnan(measures).all()


def test_stop_events_are_read_again():
    rows = [event(0), event(30, kind=1, late_s=300), event(60, bus=2, kind=2)]
    assert read_event_table(build_event_table(rows)) == rows
    assert read_event_table(build_event_table([])) == []
